//! What a page shows, in plain words: plain structs that templates read, made of the disclosed model and nothing else.
//!
//! One file for each family of pages, and one for each thing that several of them show.

mod actions;
mod advisory;
mod affected;
mod alias;
mod branches;
mod chapter;
mod contents;
mod feeds;
mod filters;
mod folder;
#[cfg(test)]
mod guide;
mod history;
mod home;
mod incident;
mod lessons;
mod list;
mod notice;
mod package;
mod packages;
mod page;
mod people;
mod period;
mod plan;
mod project;
mod record;
mod references;
mod report;
mod report_card;
mod report_words;
mod reports;
mod reserved;
mod responses;
mod search;
mod severity;
mod site;
mod spans;
mod structured;
mod table;
mod timeline;
mod translations;
mod version_table;
mod your_version;

pub use actions::ActionView;
pub use advisory::AdvisoryPage;
pub use alias::AliasPage;
pub use chapter::{ChapterView, PartView};
pub use feeds::{DataView, FeedView, FeedsPage, Formats};
pub use filters::{FilterGroup, label as filter_label};
pub use folder::{FolderEntry, FolderPage};
pub use history::{HistoryPage, VersionView, Versions};
pub use home::HomePage;
pub use incident::IncidentPage;
pub use lessons::{Learnt, LessonPage, LessonsPage};
pub use list::{Entry, ListPage, Narrowed, PER_PAGE, Paging};
pub use notice::NoticePage;
pub use package::PackagePage;
pub use packages::{PackageItem, PackagesPage};
pub use page::{MissingPage, OtherPage, PageView};
pub use period::{period_name, short_name};
pub use plan::{PlanContentsPage, PlanPage, PlanView};
pub use project::{ProjectPage, ProjectsPage};
pub use record::{MachineView, RecordView};
pub use report::ReportPage;
pub use report_card::report_card;
pub use reports::{ReportPeriodPage, ReportsPage};
pub use reserved::{ReservedPage, ReservedView, reserved_words};
pub use search::SearchPage;
pub use severity::{SeverityView, severity_of};
pub use site::SiteView;
pub use table::TablePage;
pub use translations::TranslationView;
pub use your_version::YourVersionView;

use super::card::{self, Card, CardSet};
use super::{Html, Links, Words, markdown::Renderer};
use crate::public::filters::Filters;
use crate::public::{Asset, Kind, Packages, Page, Record, Site, Text, Translations};
use serde::Serialize;
use std::sync::Arc;
use structured::About;

/// What views are made from: the site, and its addresses.
pub struct Views<'a> {
    pub site: &'a Site,
    pub words: &'a Words,
    pub links: Links,
    pub cards: Option<CardSet<'a>>,
    pub packages: Arc<Packages<'a>>,
    pub translations: Translations<'a>,
    /// What the site showed, where it says so.
    pub history: Option<Versions<'a>>,
    /// Whether the site has a `security.txt`: whoever makes its files knows.
    pub security_txt: bool,
    /// Of each section, in the order of [`Kind::ALL`].
    filters: Vec<Filters>,
}

/// What the frame around every page shows: its title, its place, its description.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Frame<'a> {
    pub title: &'a str,
    pub description: String,
    /// The whole address, as search engines are to know it.
    pub canonical: String,
    /// The first part of its path, by which the navigation marks where the reader is; empty for the home page.
    pub section: &'a str,
    /// Keeps search engines out.
    pub noindex: bool,
    /// What stands for it where somebody links to it.
    pub picture: Option<PictureView>,
    /// Feeds of what it shows, beside those of everything, for feed readers to find.
    pub feeds: Vec<FeedView>,
    /// The page in each language that it is in, itself among them; empty where that is one.
    pub translations: Vec<TranslationView<'a>>,
    /// JSON-LD, for `<script type="application/ld+json">`.
    pub structured: Html,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PictureView {
    /// With its host in front.
    pub url: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

/// Things under one name, in the order in which the names first came.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "GroupOf{T}"))]
pub struct Group<'a, T> {
    pub name: &'a str,
    pub items: Vec<T>,
}

impl<'a, T> Group<'a, T> {
    pub fn all(named: impl IntoIterator<Item = (&'a str, T)>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for (name, item) in named {
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.items.push(item),
                None => groups.push(Self { name, items: vec![item] }),
            }
        }
        groups
    }
}

/// Another record, as a line that leads to it.
#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordLink<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub title: &'a str,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    pub href: String,
    pub severity: Option<SeverityView<'a>>,
    pub withdrawn: bool,
}

impl<'a> Views<'a> {
    pub fn new(site: &'a Site, words: &'a Words) -> Self {
        let by_package = || {
            let packages = Arc::new(Packages::of(site));
            let filters = Kind::ALL.into_iter().map(|kind| Filters::of(site, &packages, kind)).collect();
            (packages, filters)
        };
        let (links, (packages, filters)) = rayon::join(|| Links::new(site), by_package);
        Self {
            links,
            cards: CardSet::of(site, words),
            packages,
            translations: Translations::of(site),
            history: None,
            security_txt: false,
            filters,
            site,
            words,
        }
    }

    pub fn filters(&self, kind: Kind) -> &Filters {
        &self.filters[kind as usize]
    }

    pub fn frame<'f>(&self, title: &'f str, path: &'f str, description: String) -> Frame<'f> {
        self.frame_about(About::page(path, None), title, path, description, self.picture(CardSet::home))
    }

    fn frame_about<'f>(
        &self,
        about: About<'_>,
        title: &'f str,
        path: &'f str,
        description: String,
        picture: Option<PictureView>,
    ) -> Frame<'f> {
        let canonical = self.links.absolute(path);
        Frame {
            structured: self.structured(about, title, &canonical, picture.as_ref()),
            title,
            description,
            canonical,
            section: path.trim_start_matches('/').split('/').next().unwrap_or_default(),
            noindex: !self.site.settings.is_for_everybody(),
            picture,
            feeds: Vec::new(),
            translations: Vec::new(),
        }
    }

    /// The picture of one of the site's cards.
    pub fn picture<'d>(&'d self, card: impl FnOnce(&'d CardSet<'a>) -> Card<'a>) -> Option<PictureView> {
        let card_set = self.cards.as_ref()?;
        let picture = card_set.picture(&card(card_set))?;
        let url = format!("{}?v={}", self.links.absolute(&picture.path), picture.key);
        Some(PictureView { url, alt: picture.alt, width: card::WIDTH, height: card::HEIGHT })
    }

    pub fn renderer(&self, path: &str, attachments: &[Asset]) -> Renderer {
        Renderer::page(&self.links, self.words, path, attachments)
    }

    /// The attributes that name the language of a text, where the interface is in another one.
    pub fn lang(&self, language: Option<&Text>) -> Html {
        Html::new(self.words.lang(language.map(|tag| &**tag)))
    }

    /// The words that introduce the page at this path, on the page `on` itself, whose template gives these ids.
    pub(super) fn introduced(&self, path: &str, on: &str, sections: &'static [&'static str]) -> Option<Html> {
        let page = self.introduction(path)?;
        let mut renderer = self.renderer(on, &page.attachments).in_language(page.language.as_ref());
        renderer.reserve(sections);
        Some(renderer.render(&page.body, 2))
    }

    /// A page of `content/pages/` that bears the path of a page of ours holds the words that introduce it.
    pub fn introduction(&self, path: &str) -> Option<&'a Page> {
        self.site.pages.iter().find(|page| &*page.path == path)
    }

    pub fn record_link(&self, record: Record<'a>) -> RecordLink<'a> {
        let head = record.head();
        let severity = match record {
            Record::Advisory(it) => it.severity.as_ref().map(|severity| SeverityView::scored(self, severity)),
            Record::Incident(it) => it.severity.as_ref().map(|severity| SeverityView::word(self, severity)),
            Record::Notice(_) | Record::Lesson(_) => None,
        };
        RecordLink {
            kind: &self.words.kinds.of(head.kind).one,
            id: &head.id,
            title: &head.title,
            lang: self.lang(head.language.as_ref()),
            href: self.links.href(&head.path()),
            severity,
            withdrawn: head.withdrawn.is_some(),
        }
    }

    /// The records with these ids, as far as they are disclosed.
    pub fn record_links(&self, ids: &'a [Text]) -> Vec<RecordLink<'a>> {
        ids.iter().filter_map(|id| self.site.find(id)).map(|it| self.record_link(it)).collect()
    }
}
