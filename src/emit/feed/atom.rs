//! Atom, by RFC 4287.

use super::Feed;
use crate::emit::entry::{Author, Category, Entry};
use crate::public::Instant;
use atom_syndication as atom;

pub(super) fn write(feed: &Feed<'_>, itself: String) -> Result<Vec<u8>, atom::Error> {
    document(feed, itself).write_to(Vec::new())
}

fn document(feed: &Feed<'_>, itself: String) -> atom::Feed {
    let links = vec![
        link("self", itself.clone(), Some("application/atom+xml")),
        link("alternate", feed.page.clone(), Some("text/html")),
    ];
    atom::Feed {
        title: feed.title.clone().into(),
        // A feed is what lies at its address.
        id: itself,
        // An empty one has never changed; the element is required.
        updated: feed.updated().map_or_else(atom::FixedDateTime::default, date),
        authors: vec![person(&feed.publisher)],
        generator: Some(atom::Generator { value: "Fanlight".into(), uri: None, version: None }),
        links,
        subtitle: Some(feed.description.clone().into()),
        entries: feed.entries.iter().map(entry).collect(),
        lang: Some(feed.language.to_owned()),
        ..atom::Feed::default()
    }
}

fn entry(entry: &Entry) -> atom::Entry {
    let mut links = vec![link("alternate", entry.url.clone(), Some("text/html"))];
    if let Some(image) = &entry.image {
        let enclosure = link("enclosure", image.url.clone(), Some(image.media_type));
        links.push(atom::Link { title: Some(image.alt.clone()), ..enclosure });
    }
    atom::Entry {
        title: text(&entry.title, entry),
        id: entry.id.clone(),
        updated: date(entry.updated),
        authors: entry.authors.iter().map(person).collect(),
        categories: entry.categories.iter().map(category).collect(),
        links,
        published: Some(date(entry.published)),
        summary: Some(text(&entry.summary, entry)),
        content: Some(atom::Content {
            value: Some(entry.html.clone()),
            content_type: Some("html".into()),
            lang: entry.language.clone(),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn text(value: &str, entry: &Entry) -> atom::Text {
    atom::Text { value: value.into(), lang: entry.language.clone(), ..atom::Text::default() }
}

fn date(at: Instant) -> atom::FixedDateTime {
    at.0.fixed_offset()
}

fn link(rel: &str, href: String, media_type: Option<&str>) -> atom::Link {
    atom::Link { href, rel: rel.into(), mime_type: media_type.map(Into::into), ..atom::Link::default() }
}

fn person(author: &Author) -> atom::Person {
    atom::Person { name: author.name.clone(), uri: author.url.clone(), ..atom::Person::default() }
}

fn category(category: &Category) -> atom::Category {
    atom::Category { term: category.term.clone(), scheme: None, label: Some(category.label.clone()) }
}
