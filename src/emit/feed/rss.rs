//! RSS 2.0, by the RSS Advisory Board's specification and best practices.

use super::Feed;
use crate::emit::entry::{Category, Entry, Image};
use crate::escape;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Channel, Guid, Item};
use std::collections::BTreeMap;

/// Where `content:encoded`, `dc:creator`, `media:content` and `atom:updated` are from; only what is used is declared.
const CONTENT: (&str, &str) = ("content", "http://purl.org/rss/1.0/modules/content/");
const MEDIA: (&str, &str) = ("media", "http://search.yahoo.com/mrss/");

pub(super) fn write(feed: &Feed<'_>, itself: String) -> Result<Vec<u8>, rss::Error> {
    let mut bytes = Vec::new();
    channel(feed, itself).write_to(&mut bytes)?;
    Ok(bytes)
}

fn channel(feed: &Feed<'_>, itself: String) -> Channel {
    let itself =
        Link { href: itself, rel: "self".into(), mime_type: Some("application/rss+xml".into()), ..Link::default() };
    let with_images = feed.entries.iter().any(|entry| entry.image.is_some());
    let namespaces = [Some(CONTENT), with_images.then_some(MEDIA)];
    Channel {
        title: feed.title.clone(),
        link: feed.page.clone(),
        description: feed.description.clone(),
        language: Some(feed.language.to_owned()),
        pub_date: feed.published().map(|at| at.rfc2822()),
        last_build_date: feed.updated().map(|at| at.rfc2822()),
        generator: Some("Fanlight".into()),
        docs: Some("https://www.rssboard.org/rss-specification".into()),
        ttl: Some("60".into()),
        namespaces: namespaces.into_iter().flatten().map(|(name, uri)| (name.into(), uri.into())).collect(),
        atom_ext: Some(AtomExtension { links: vec![itself] }),
        dublin_core_ext: Some(DublinCoreExtension {
            publishers: vec![feed.publisher.name.clone()],
            ..DublinCoreExtension::default()
        }),
        items: feed.entries.iter().map(item).collect(),
        ..Channel::default()
    }
}

fn item(entry: &Entry) -> Item {
    let category = |it: &Category| rss::Category { name: it.label.clone(), domain: None };
    Item {
        title: Some(entry.title.clone()),
        link: Some(entry.url.clone()),
        // Readers take a description for HTML: `Vec<T>` would lose its T.
        description: Some(escape::xml(&entry.summary)),
        categories: entry.categories.iter().map(category).collect(),
        // A guid is taken for a URL unless it says that it is none.
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.published.rfc2822()),
        content: Some(entry.html.clone()),
        // RSS's own `author` wants a mail address.
        dublin_core_ext: Some(DublinCoreExtension {
            creators: entry.authors.iter().map(|author| author.name.clone()).collect(),
            ..DublinCoreExtension::default()
        }),
        extensions: extensions(entry),
        ..Item::default()
    }
}

/// RSS has no word of its own for a later change, nor for a picture.
fn extensions(entry: &Entry) -> ExtensionMap {
    let mut all = ExtensionMap::new();
    if entry.updated != entry.published {
        let updated = element("atom:updated", Some(entry.updated.to_string()), &[]);
        all.insert("atom".into(), BTreeMap::from([("updated".into(), vec![updated])]));
    }
    if let Some(image) = &entry.image {
        all.insert("media".into(), BTreeMap::from([("content".into(), vec![media(image)])]));
    }
    all
}

fn media(image: &Image) -> Extension {
    let (width, height) = (image.width.to_string(), image.height.to_string());
    let attributes = [
        ("url", image.url.as_str()),
        ("medium", "image"),
        ("type", image.media_type),
        ("width", &width),
        ("height", &height),
    ];
    let mut content = element("media:content", None, &attributes);
    let alt = element("media:description", Some(image.alt.clone()), &[("type", "plain")]);
    content.children.insert("description".into(), vec![alt]);
    content
}

fn element(name: &str, value: Option<String>, attributes: &[(&str, &str)]) -> Extension {
    Extension {
        name: name.into(),
        value,
        attrs: attributes.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
        children: BTreeMap::new(),
    }
}
