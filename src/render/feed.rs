//! A record as a feed reader shows it: its text with whole addresses, nothing of the site's style.

use super::Links;
use super::markdown::feed_html;
use crate::public::{Markdown, Page, Record};
use crate::render::Html;
use std::fmt::Write;

/// The words of a page.
pub fn page_html(links: &Links, page: &Page) -> Html {
    feed_html(links, &page.path, &page.attachments, &page.body)
}

/// The record's text in the order of its page: what to do, what happened, why.
pub fn record_html(links: &Links, record: &Record<'_>) -> String {
    let head = record.head();
    let path = head.path();
    let text = |text: &Markdown| feed_html(links, &path, &head.attachments, text).into_string();
    let mut html = String::new();
    if let Some(withdrawn) = &head.withdrawn {
        let reason = withdrawn.reason.as_ref().map(text).unwrap_or_default();
        let _ = write!(html, "<p><strong>Withdrawn on {}.</strong></p>\n{reason}", withdrawn.at.day());
    }
    html.push_str(&text(&head.details));
    let sections = [
        ("Impact", &head.impact),
        ("Root cause", &head.root_cause),
        ("Workaround", &head.workaround),
        ("Recommendations", &head.recommendations),
        ("Resolution", &head.resolution),
    ];
    for (title, section) in sections {
        if let Some(section) = section {
            let _ = write!(html, "<h3>{title}</h3>\n{}", text(section));
        }
    }
    html
}
