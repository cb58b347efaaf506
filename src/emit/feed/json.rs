//! JSON Feed, version 1.1.

use super::Feed;
use crate::emit::entry::{Author, Entry};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f str,
    feed_url: String,
    description: &'f str,
    language: &'f str,
    authors: [Person<'f>; 1],
    items: Vec<Item<'f>>,
}

#[derive(Serialize)]
struct Item<'f> {
    id: &'f str,
    url: &'f str,
    title: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'f str>,
    content_html: &'f str,
    summary: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'f str>,
    date_published: String,
    date_modified: String,
    authors: Vec<Person<'f>>,
    tags: Vec<&'f str>,
}

#[derive(Serialize)]
struct Person<'f> {
    name: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

pub(super) fn write(feed: &Feed<'_>, itself: String) -> serde_json::Result<Vec<u8>> {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: itself,
        description: &feed.description,
        language: feed.language,
        authors: [person(&feed.publisher)],
        items: feed.entries.iter().map(item).collect(),
    };
    serde_json::to_vec(&document)
}

fn item<'f>(entry: &'f Entry) -> Item<'f> {
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        language: entry.language.as_deref(),
        content_html: &entry.html,
        summary: &entry.summary,
        image: entry.image.as_ref().map(|image| image.url.as_str()),
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
        authors: entry.authors.iter().map(person).collect(),
        tags: entry.categories.iter().map(|category| category.label.as_str()).collect(),
    }
}

fn person(author: &Author) -> Person<'_> {
    Person { name: &author.name, url: author.url.as_deref() }
}
