//! A record as a feed reader shows it: its text with whole addresses, nothing of the site's style.

use super::markdown::feed_html;
use super::{Html, Links, Words, versions};
use crate::escape::{escaped, push_text};
use crate::public::{Affected, Markdown, Page, Record, TimelineEntry, VexStatus};
use std::fmt::Write;

/// Of versions that are listed and in no range, so many are named.
const LISTED: usize = 20;

/// The words of a page.
pub fn page_html(words: &Words, links: &Links, page: &Page) -> Html {
    feed_html(links, words, &page.path, &page.attachments, &page.body)
}

/// The record's text: what is affected, what happened, why, what to do, and when it was.
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
    list(&mut html, record.affected().iter().map(|affected| versions_of(words, affected, record.affected())));
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
    if !head.timeline.is_empty() {
        html.push_str("<h3>");
        push_text(&mut html, &words.timeline.title);
        html.push_str("</h3>\n");
        list(&mut html, head.timeline.iter().map(|entry| event(words, entry, entry.text.as_ref().map(text))));
    }
    html
}

/// Items of HTML; without any, nothing.
fn list(html: &mut String, items: impl Iterator<Item = String>) {
    let start = html.len();
    items.for_each(|item| {
        let _ = writeln!(html, "<li>{item}</li>");
    });
    if html.len() > start {
        html.insert_str(start, "<ul>\n");
        html.push_str("</ul>\n");
    }
}

/// `harbour-cli (npm): before 1.4.3. Fixed in 1.4.3.`
fn versions_of(words: &Words, affected: &Affected, all: &[Affected]) -> String {
    let mut versions: Vec<String> = versions::all(words, affected).collect();
    if versions.is_empty() {
        versions.extend(affected.versions.iter().take(LISTED).map(ToString::to_string));
        versions.extend((affected.versions.len() > LISTED).then(|| "…".to_string()));
    }
    let mut html = String::from("<strong>");
    push_text(&mut html, &versions::package(affected));
    html.push_str("</strong>");
    let status =
        affected.status.filter(|&status| status != VexStatus::Affected).map(|status| words.vex.of(status).clone());
    let said: Vec<String> = status.into_iter().chain((!versions.is_empty()).then(|| versions.join("; "))).collect();
    if !said.is_empty() {
        html.push_str(": ");
        push_text(&mut html, &said.join(": "));
    }
    let fixed = versions::fixed(affected, all);
    if !fixed.is_empty() {
        html.push_str(". ");
        push_text(&mut html, &words.affected.fixed);
        html.push(' ');
        push_text(&mut html, &fixed.join(", "));
    }
    html.push('.');
    html
}

/// `<strong>4 March 2026, 14:00 UTC</strong>: Reported. …`; the text is HTML.
fn event(words: &Words, entry: &TimelineEntry, text: Option<String>) -> String {
    let say = &words.timeline;
    let about = if entry.approximate { format!("{} ", say.about) } else { String::new() };
    let to = entry.to.map(|to| format!(" {} {}", say.to, words.when(to).text)).unwrap_or_default();
    let phase = entry.phase.map(|phase| format!(": {}", words.phases.of(phase))).unwrap_or_default();
    let when = escaped(&format!("{about}{}{to}{phase}", words.when(entry.at).text));
    format!("<strong>{when}</strong>{}", text.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    fn html(id: &str) -> String {
        let site = fixture::site("https://security.example.org/");
        let record = site.records().find(|record| &*record.head().id == id).expect("a record of the fixture");
        record_html(Words::english(), &Links::new(&site), &record)
    }

    #[test]
    fn what_is_affected_comes_first_and_when_it_was_last() {
        let advisory = html("HARBOUR-2026-r4tq");
        let first = "<ul>\n<li><strong>harbour-core (crates.io)</strong>: ";
        assert!(advisory.starts_with(first), "{advisory}");
        let order = ["2.4.0 and later, before 2.9.5", ". Fixed in 2.9.5, 3.6.2.", "Not affected", "<p>If the manifest"];
        let places: Vec<_> =
            order.iter().map(|at| advisory.find(at).unwrap_or_else(|| panic!("{at} in {advisory}"))).collect();
        assert!(places.is_sorted(), "{places:?}");
        let incident = html("HARBOUR-2026-s8kd");
        let (_, timeline) = incident.split_once("<h3>Timeline</h3>\n<ul>\n<li>").expect("a timeline");
        assert!(timeline.starts_with("<strong>") && timeline.ends_with("</ul>\n"), "{timeline}");
    }

    #[test]
    fn names_and_versions_are_text() {
        let mut site = fixture::site("https://security.example.org/");
        site.advisories[0].affected[0].package.name = fixture::t("<b>x</b>");
        let html = record_html(Words::english(), &Links::new(&site), &Record::Advisory(&site.advisories[0]));
        assert!(html.contains("&lt;b&gt;x") && !html.contains("<b>"), "{html}");
    }
}
