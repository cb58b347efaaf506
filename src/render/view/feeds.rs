//! All feeds, for people and for feed readers.

use super::{Frame, Views};
use crate::public::{FeedFormat, Kind};
use crate::render::{Html, labels};
use serde::Serialize;

#[derive(Serialize, Clone)]
pub struct FeedView {
    pub title: String,
    pub href: String,
    pub format: &'static str,
    pub media_type: &'static str,
    /// The section it is of; empty for everything.
    pub section: &'static str,
    pub of_everything: bool,
}

/// What [`crate::emit`] writes so far; a feed that isn't there is not to be offered.
const WRITTEN: [FeedFormat; 1] = [FeedFormat::Rss];
const OF_SECTIONS: bool = false;
const UPDATES: bool = false;

/// Name in the folder, what people call it, its media type.
fn format(format: FeedFormat) -> (&'static str, &'static str, &'static str) {
    match format {
        FeedFormat::Rss => ("feed.xml", "RSS", "application/rss+xml"),
        FeedFormat::Atom => ("atom.xml", "Atom", "application/atom+xml"),
        FeedFormat::Json => ("feed.json", "JSON Feed", "application/feed+json"),
    }
}

/// Everything first, then each section.
pub fn feeds(views: &Views<'_>) -> Vec<FeedView> {
    let sections = [("", "Everything")].into_iter();
    let kinds = Kind::ALL.into_iter().filter(|_| OF_SECTIONS);
    let sections = sections.chain(kinds.map(|kind| (kind.section(), labels::kinds(kind))));
    let mut found = Vec::new();
    for (section, name) in sections {
        for &feed in views.site.settings.outputs.feeds.iter().filter(|feed| WRITTEN.contains(feed)) {
            let (file, format, media_type) = format(feed);
            let folder = if section.is_empty() { String::new() } else { format!("{section}/") };
            found.push(FeedView {
                title: name.to_string(),
                href: views.links.href(&format!("/{folder}{file}")),
                format,
                media_type,
                section,
                of_everything: section.is_empty(),
            });
        }
    }
    found
}

#[derive(Serialize)]
pub struct FeedsPage<'a> {
    pub page: Frame<'a>,
    pub words: Option<Html>,
    /// By what they are of.
    pub groups: Vec<FeedGroup>,
    /// One item for each publication and each material change.
    pub updates: Option<String>,
}

#[derive(Serialize)]
pub struct FeedGroup {
    pub title: String,
    pub feeds: Vec<FeedView>,
}

impl<'a> FeedsPage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let mut groups: Vec<FeedGroup> = Vec::new();
        for feed in feeds(views) {
            match groups.last_mut().filter(|last| last.title == feed.title) {
                Some(last) => last.feeds.push(feed),
                None => groups.push(FeedGroup { title: feed.title.clone(), feeds: vec![feed] }),
            }
        }
        let path = "/feeds/";
        let rss = views.site.settings.outputs.feeds.contains(&FeedFormat::Rss);
        Self {
            page: views.frame("Feeds", path, "Every way to hear of our advisories, incidents and notices.".to_string()),
            words: views.words(path).map(|page| views.renderer(path, &page.attachments).render(&page.body, 2)),
            groups,
            updates: (rss && UPDATES).then(|| views.links.href("/updates.xml")),
        }
    }
}
