//! Pages that are not records.

use super::structured::About;
use super::{ChapterView, Frame, TranslationView, Views};
use crate::public::{Page, keys::LONGEST_SUMMARY, routes};
use crate::render::excerpt::{excerpt, shorten};
use crate::render::{Html, dates::When};
use serde::Serialize;

/// A page's own words, and who answers for them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PageView<'a> {
    pub title: &'a str,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    pub summary: Option<&'a str>,
    pub body: Html,
    pub version: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub reviewed: Option<When>,
    pub review_by: Option<When>,
    pub review_overdue: bool,
    pub modified: Option<When>,
}

impl<'a> PageView<'a> {
    /// `sections` are the ids that the template gives on that page.
    pub fn new(views: &Views<'a>, page: &'a Page, sections: &'static [&'static str]) -> Self {
        let mut renderer = views.renderer(&page.path, &page.attachments).in_language(page.language.as_ref());
        renderer.reserve(sections);
        Self {
            title: &page.title,
            lang: views.lang(page.language.as_ref()),
            summary: page.summary.as_deref(),
            body: renderer.render(&page.body, 2),
            version: page.version.as_deref(),
            owner: page.owner.as_deref(),
            reviewed: page.reviewed.map(|reviewed| views.words.when(reviewed)),
            review_by: page.review_by.map(|review_by| views.words.when(review_by)),
            review_overdue: page.review_overdue(views.site.now),
            modified: page.modified.map(|modified| views.words.when(modified)),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OtherPage<'a> {
    pub page: Frame<'a>,
    pub text: PageView<'a>,
    /// The folder that it is in, where that has a first page.
    pub chapter: Option<ChapterView>,
}

impl<'a> OtherPage<'a> {
    pub fn new(views: &Views<'a>, page: &'a Page) -> Self {
        Self {
            page: views.page_frame(page),
            text: PageView::new(views, page, &["main", "contents"]),
            chapter: ChapterView::of(views, page),
        }
    }
}

/// For an address that leads nowhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MissingPage<'a> {
    pub page: Frame<'a>,
    pub words: Option<Html>,
}

impl<'a> MissingPage<'a> {
    /// `pages/404.md` gives it its words.
    pub const WORDS: &'static str = "/404/";

    pub fn new(views: &Views<'a>) -> Self {
        let page = views.frame(&views.words.missing.title, routes::MISSING, views.words.missing.lead.clone());
        Self { page: Frame { noindex: true, section: "", ..page }, words: views.introduced(Self::WORDS, "/", &[]) }
    }
}

impl<'a> Views<'a> {
    pub(super) fn page_frame(&self, page: &'a Page) -> Frame<'a> {
        let description = match &page.summary {
            Some(summary) => shorten(summary, LONGEST_SUMMARY),
            None => {
                Some(excerpt(&page.body, 200)).filter(|it| !it.is_empty()).unwrap_or_else(|| page.title.to_string())
            }
        };
        let about = About::page(&page.path, page.language.as_deref());
        let picture = self.picture(|card_set| card_set.page(page));
        let frame = self.frame_about(about, &page.title, &page.path, description, picture);
        Frame { translations: TranslationView::all(self, page), ..frame }
    }
}
