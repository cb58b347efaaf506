//! The languages that a page is in.

use super::Views;
use crate::public::{Page, language};
use serde::Serialize;

/// The page in one of its languages.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TranslationView<'a> {
    /// `de`, `pt-BR`
    pub language: &'a str,
    /// What its speakers call it.
    pub name: &'a str,
    pub href: String,
    /// With its host in front: what search engines are given.
    pub url: String,
    /// Whether this is the page that shows it.
    pub here: bool,
    /// Whether it is in the site's language: where readers of all others are sent.
    pub main: bool,
}

impl<'a> TranslationView<'a> {
    pub fn all(views: &Views<'a>, page: &Page) -> Vec<Self> {
        let of = |it: &&'a Page| {
            let language = it.language(&views.site.settings);
            Self {
                language,
                name: language::own_name(language),
                href: views.links.href(&it.path),
                url: views.links.absolute(&it.path),
                here: it.path == page.path,
                main: it.original.is_none(),
            }
        };
        views.translations.of_path(&page.path).iter().map(of).collect()
    }
}
