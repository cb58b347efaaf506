//! What a page is, for search engines and link previews: JSON-LD in the vocabulary of schema.org.

use super::site::license_url;
use super::{PictureView, Views};
use crate::public::{Instant, Record};
use crate::render::Html;
use serde::Serialize;

/// What a page is about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    Home,
    /// Perhaps in a language of its own.
    Page(Option<&'a str>),
    Record(Record<'a>),
}

impl<'a> About<'a> {
    pub fn page(path: &str, language: Option<&'a str>) -> Self {
        if path == "/" { About::Home } else { About::Page(language) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: &'a str,
    /// A record has a headline instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    publisher: Organization<'a>,
    #[serde(flatten)]
    article: Option<Article<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    headline: &'a str,
    identifier: &'a str,
    date_published: Instant,
    date_modified: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    author: Organization<'a>,
}

#[derive(Serialize, Clone)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Views<'a> {
    /// For `<script type="application/ld+json">`. A record is a `NewsArticle`: of the kinds of articles, the one that link
    /// previews read (Mastodon takes this and `WebPage`). What `<meta>` says beside it isn't said again.
    pub(super) fn structured(&self, about: About<'_>, title: &str, url: &str, picture: Option<&PictureView>) -> Html {
        let settings = &self.site.settings;
        let url_of_publisher = settings.organization.as_ref().and_then(|organization| organization.url.as_deref());
        let publisher = Organization {
            kind: "Organization",
            name: settings.publisher(),
            url: url_of_publisher.and_then(|url| self.outside(url)),
        };
        let language = match about {
            About::Home => None,
            About::Page(language) => language,
            About::Record(record) => record.head().language.as_deref(),
        };
        let (kind, article) = match about {
            About::Home => ("WebSite", None),
            About::Page(_) => ("WebPage", None),
            About::Record(record) => {
                let head = record.head();
                let article = Article {
                    headline: &head.title,
                    identifier: &head.id,
                    date_published: head.published,
                    date_modified: head.modified,
                    image: picture.map(|picture| &*picture.url),
                    author: publisher.clone(),
                };
                ("NewsArticle", Some(article))
            }
        };
        Html::data(&Described {
            context: "https://schema.org",
            kind,
            url,
            name: article.is_none().then_some(title),
            in_language: language.unwrap_or(&settings.language),
            license: settings.license.as_deref().and_then(license_url),
            publisher,
            article,
        })
    }
}
