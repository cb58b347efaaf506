//! Feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 of the same entries, so that they can't disagree.
//!
//! [`crate::public::feeds`] says of what there are feeds; [`Feed`] is one of them, [`rss`], [`atom`] and [`json`] write it.
//! In [`feeds`] a record is one item for ever, whatever becomes of it; in `/updates.xml` ([`updates`]) each publication,
//! material revision and withdrawal is one. A period's report becomes an item when the period is over; else nothing in here
//! depends on the clock, so that a file changes only when there is news.

mod atom;
mod items;
mod json;
mod rss;
mod updates;

#[cfg(test)]
mod tests;

use super::entry::{Author, Entry, Html, summary};
use super::{File, Output, urls};
use crate::escape;
use crate::public::feeds::{self, Scope};
use crate::public::routes::UPDATES;
use crate::public::{FeedFormat, Instant, Packages, Record, Site};
use crate::render::{self, Words, labels};
use items::FeedContext;
use std::sync::Arc;

/// One feed, before it has a format. Its texts hold nothing that XML can't.
struct Feed<'a> {
    title: String,
    /// The page that shows the same.
    page: String,
    description: String,
    language: &'a str,
    /// Who publishes it.
    publisher: Author,
    /// Newest first.
    entries: Vec<Entry>,
}

/// So many packages a record may name for the feed of each to hold it whole. One that names more is in full in the other feeds:
/// what is written grows with what is read, not with its square.
const WHOLE: usize = 8;

/// The feeds that site.yaml asks for.
pub fn feeds<'a>(site: &'a Site, words: &'a Words, packages: Arc<Packages<'a>>, html: Html<'a>) -> Vec<Output<'a>> {
    let formats = &site.settings.outputs.feeds;
    let context = Arc::new(FeedContext::new(site, words, packages));
    let mut outputs: Vec<Output<'a>> = Vec::new();
    for at in 0..feeds::count(site, &context.packages) {
        for &format in formats {
            let context = Arc::clone(&context);
            outputs.push(Box::new(move || of_scope(&context, at, format, html)));
        }
    }
    if formats.contains(&FeedFormat::Rss) {
        outputs.push(Box::new(move || write(updates::feed(&context, html), UPDATES.into(), FeedFormat::Rss, site)));
    }
    outputs
}

fn of_scope(context: &FeedContext<'_>, at: usize, format: FeedFormat, html: Html<'_>) -> Result<File, render::Error> {
    let site = context.site;
    let scope = feeds::nth(site, &context.packages, at);
    let short = |record: &Record<'_>| match record.affected().len() {
        0..=WHOLE => html(record),
        _ => format!("<p>{}</p>\n", escape::xml(&summary(record.head()))),
    };
    let html: Html<'_> = if matches!(scope, Scope::Package(_)) { &short } else { html };
    let entries = context.newest(&scope).into_iter().map(|item| context.entry(item, html)).collect();
    // There is no page of reports before there is one.
    let bare = matches!(scope, Scope::Reports) && site.periods().is_empty();
    let page = if bare { "/".to_owned() } else { scope.page() };
    let feed = Feed::new(context, &title(context, &scope), &page, entries);
    write(feed, format!("{}{}", scope.folder(), format.file()), format, site)
}

fn write(feed: Feed<'_>, path: String, format: FeedFormat, site: &Site) -> Result<File, render::Error> {
    let path = path.trim_start_matches('/').to_owned();
    let itself = urls::absolute(&site.settings, &path);
    let bytes = match format {
        FeedFormat::Rss => rss::write(&feed, itself).map_err(|error| error.to_string()),
        FeedFormat::Atom => atom::write(&feed, itself).map_err(|error| error.to_string()),
        FeedFormat::Json => json::write(&feed, itself).map_err(|error| error.to_string()),
    };
    let mut bytes = bytes.map_err(|problem| super::failed(&path, problem))?;
    bytes.push(b'\n');
    Ok(File { path, bytes })
}

/// `Harbour Security`, `Harbour Security: Incidents`.
fn title(context: &FeedContext<'_>, scope: &Scope<'_, '_>) -> String {
    match scope {
        Scope::Everything => context.site.settings.title.clone(),
        _ => format!("{}: {}", context.site.settings.title, context.words.scope(scope)),
    }
}

impl<'a> Feed<'a> {
    fn new(context: &FeedContext<'a>, title: &str, page: &str, entries: Vec<Entry>) -> Self {
        let settings = &context.site.settings;
        let preview = || context.words.items.preview.fill(&[("title", title)]);
        let title = if settings.preview { preview() } else { labels::labelled(settings.audience, title) };
        Self {
            title: escape::allowed(&title).into(),
            page: urls::absolute(settings, page),
            description: escape::allowed(settings.description.as_deref().unwrap_or(&settings.title)).into(),
            language: &settings.language,
            publisher: Author::publisher(settings),
            entries,
        }
    }

    /// That of the newest item.
    fn published(&self) -> Option<Instant> {
        self.entries.iter().map(|entry| entry.published).max()
    }

    /// When any of its items last changed.
    fn updated(&self) -> Option<Instant> {
        self.entries.iter().map(|entry| entry.updated).max()
    }
}
