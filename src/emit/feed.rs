//! `/feed.xml`: all records as RSS 2.0.
//!
//! An item's guid and pubDate never change; what is new of an old record is told elsewhere (`/updates.xml`). Nothing in
//! here depends on the clock, so that the file changes only when there is news.

use super::entry::{self, Entry};
use super::{File, Output, failed, urls, xml};
use crate::public::{FeedFormat, Record, Site};
use crate::render;
use rss::extension::atom::{AtomExtension, Link};
use rss::{Category, Channel, Guid, Item};

/// A record as HTML for feed readers: links in it are absolute, and nothing in it needs the site's style.
pub type Html<'a> = &'a (dyn Fn(&Record<'_>) -> String + Sync);

const PATH: &str = "feed.xml";
/// Where `content:encoded` is from.
const CONTENT: (&str, &str) = ("content", "http://purl.org/rss/1.0/modules/content/");

/// The feeds that site.yaml asks for.
pub fn feeds<'a>(site: &'a Site, html: Html<'a>) -> Vec<Output<'a>> {
    let mut outputs: Vec<Output<'a>> = Vec::new();
    if site.settings.outputs.feeds.contains(&FeedFormat::Rss) {
        outputs.push(Box::new(move || rss(site, html)));
    }
    outputs
}

fn rss(site: &Site, html: Html<'_>) -> Result<File, render::Error> {
    let entries: Vec<_> = entry::newest(site).into_iter().map(|record| Entry::new(site, record)).collect();
    let mut bytes = Vec::new();
    channel(site, &entries, html).write_to(&mut bytes).map_err(|error| failed(PATH, error))?;
    bytes.push(b'\n');
    Ok(File { path: PATH.into(), bytes })
}

fn channel(site: &Site, entries: &[Entry<'_>], html: Html<'_>) -> Channel {
    let settings = &site.settings;
    let title = if settings.preview { format!("Preview: {}", settings.title) } else { settings.title.clone() };
    let itself = Link {
        href: urls::absolute(settings, PATH),
        rel: "self".into(),
        mime_type: Some("application/rss+xml".into()),
        ..Link::default()
    };
    Channel {
        title: xml::allowed(&title).into(),
        link: settings.url.clone(),
        description: xml::allowed(settings.description.as_deref().unwrap_or(&settings.title)).into(),
        language: Some(settings.language.clone()),
        pub_date: entries.iter().map(|entry| entry.published).max().map(|at| at.rfc2822()),
        last_build_date: entries.iter().map(|entry| entry.updated).max().map(|at| at.rfc2822()),
        generator: Some("Fanlight".into()),
        docs: Some("https://www.rssboard.org/rss-specification".into()),
        ttl: Some("60".into()),
        namespaces: [CONTENT].map(|(name, uri)| (name.into(), uri.into())).into(),
        atom_ext: Some(AtomExtension { links: vec![itself] }),
        items: entries.iter().map(|entry| item(entry, html)).collect(),
        ..Channel::default()
    }
}

fn item(entry: &Entry<'_>, html: Html<'_>) -> Item {
    let category = |it: &entry::Category<'_>| Category { name: xml::allowed(it.label).into(), domain: None };
    Item {
        title: Some(xml::allowed(&entry.title).into()),
        link: Some(entry.url.clone()),
        // Readers take a description for HTML: `Vec<T>` would lose its T.
        description: Some(xml::escape(&entry.summary)),
        categories: entry.categories.iter().map(category).collect(),
        // A guid is taken for a URL unless it says that it is none.
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.published.rfc2822()),
        content: Some(xml::allowed(&html(&entry.record)).into()),
        ..Item::default()
    }
}
