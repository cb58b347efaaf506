//! A record as a feed reader shows it: its text with whole addresses, nothing of the site's style.

use super::Links;
use super::markdown::feed_html;
use crate::public::{Markdown, Page, Record};
use crate::render::escape::push_text;
use crate::render::{Html, Words};
use std::fmt::Write;

/// The words of a page.
pub fn page_html(words: &Words, links: &Links, page: &Page) -> Html {
    feed_html(links, words, &page.path, &page.attachments, &page.body)
}

/// The record's text in the order of its page: what to do, what happened, why.
pub fn record_html(words: &Words, links: &Links, record: &Record<'_>) -> String {
    let head = record.head();
    let path = head.path();
    let text = |text: &Markdown| feed_html(links, words, &path, &head.attachments, text).into_string();
    let mut html = String::new();
    if let Some(withdrawn) = &head.withdrawn {
        let reason = withdrawn.reason.as_ref().map(text).unwrap_or_default();
        let on = words.items.withdrawn_on.fill(&[("day", &withdrawn.at.day().to_string())]);
        html.push_str("<p><strong>");
        push_text(&mut html, &on);
        let _ = write!(html, "</strong></p>\n{reason}");
    }
    html.push_str(&text(&head.details));
    let say = &words.record;
    let sections = [
        (&say.impact, &head.impact),
        (&say.root_cause, &head.root_cause),
        (&say.workaround, &head.workaround),
        (&say.recommendations, &head.recommendations),
        (&say.resolution, &head.resolution),
    ];
    for (title, section) in sections {
        if let Some(section) = section {
            html.push_str("<h3>");
            push_text(&mut html, title);
            let _ = write!(html, "</h3>\n{}", text(section));
        }
    }
    html
}
