//! What feeds tell of a record. RSS, Atom and JSON Feed are written from the same entries, so that they can't disagree.

use super::{plain, urls};
use crate::public::{Head, Informational, Instant, Kind, Markdown, Record, Settings, Site, Text, Tlp, Vocabulary};
use chrono::Days;
use std::cmp::Reverse;

/// A short text for lists and previews has at most so many characters.
pub const SUMMARY: usize = 300;

/// However small the limit: a subscriber who looks in once a month misses nothing.
const KEPT: Days = Days::new(30);

/// One item of a feed.
pub struct Entry<'a> {
    pub record: Record<'a>,
    /// For ever the same, whatever becomes of title and page.
    pub id: String,
    /// The page.
    pub url: String,
    pub title: String,
    /// Plain text.
    pub summary: String,
    pub published: Instant,
    pub updated: Instant,
    pub categories: Vec<Category<'a>>,
}

/// What an entry is filed under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category<'a> {
    pub scheme: Scheme,
    /// For machines: an id or a tag.
    pub term: &'a str,
    /// For people.
    pub label: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    Kind,
    Severity,
    Project,
    Tag,
}

/// The newest records, as many as a feed holds: the limit of site.yaml, or more where more came in the last 30 days
/// before the newest. The clock has no say in it, else a feed would change without an event.
pub fn newest(site: &Site) -> Vec<Record<'_>> {
    let mut records: Vec<_> = site.records().collect();
    records.sort_by_key(|record| (Reverse(record.head().published), &record.head().id));
    let since = records.first().and_then(|first| first.head().published.0.checked_sub_days(KEPT));
    let recent =
        records.iter().take_while(|record| since.is_none_or(|since| record.head().published.0 >= since)).count();
    records.truncate(recent.max(site.settings.feed_limit));
    records
}

impl<'a> Entry<'a> {
    pub fn new(site: &'a Site, record: Record<'a>) -> Entry<'a> {
        let (settings, head) = (&site.settings, record.head());
        Entry {
            record,
            id: id(settings, head),
            url: urls::absolute(settings, &head.path()),
            title: title(settings, record),
            summary: summary(head),
            published: head.published,
            updated: updated(head),
            categories: categories(settings, record),
        }
    }
}

/// A tag URI (RFC 4151): `tag:security.example.org,2026:HARBOUR-2026-k3x9`. The year is one in which the host was ours.
pub fn id(settings: &Settings, head: &Head) -> String {
    let host: String = urls::host(settings).chars().map(|c| if is_dns(c) { c } else { '-' }).collect();
    format!("tag:{host},{:04}:{}", head.published.year(), head.id)
}

fn is_dns(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

/// When a reader was last given news of it; that it was withdrawn is news.
pub fn updated(head: &Head) -> Instant {
    head.withdrawn.as_ref().map_or(head.modified, |withdrawal| head.modified.max(withdrawal.at))
}

/// `Withdrawn: [Critical] HARBOUR-2026-k3x9: Harbour CLI: Archive extraction writes outside of its folder`.
fn title(settings: &Settings, record: Record<'_>) -> String {
    let head = record.head();
    let withdrawn = if head.withdrawn.is_some() { "Withdrawn: " } else { "" };
    let label = match head.tlp {
        Tlp::Clear => String::new(),
        tlp => format!("TLP:{} ", tlp.word().to_uppercase()),
    };
    let project = project(settings, head).map(|name| format!("{name}: ")).unwrap_or_default();
    format!("{label}{withdrawn}[{}] {}: {project}{}", what(settings, record), head.id, head.title)
}

/// The project's name, where the site has several, the record is about one, and the title doesn't say which.
fn project<'a>(settings: &'a Settings, head: &Head) -> Option<&'a str> {
    let [id] = head.projects.as_slice() else { return None };
    let named = settings.projects.iter().find(|project| project.id == id.as_str() && settings.projects.len() > 1)?;
    let said = head.title.to_lowercase().contains(&named.name.to_lowercase());
    (!said).then_some(named.name.as_str())
}

/// `Critical`, `Unmaintained`, `Incident, high`, `Notice`.
fn what(settings: &Settings, record: Record<'_>) -> String {
    let severity = severity(record).map(|id| label(settings, id));
    match (record, severity) {
        (Record::Advisory(_), Some(severity)) => severity.into(),
        (Record::Advisory(advisory), None) => match advisory.informational {
            Some(Informational::Notice) => "Informational".into(),
            Some(Informational::Unmaintained) => "Unmaintained".into(),
            Some(Informational::Unsound) => "Unsound".into(),
            None => kind(Kind::Advisory).into(),
        },
        (_, Some(severity)) => format!("{}, {}", kind(record.head().kind), severity.to_lowercase()),
        (_, None) => kind(record.head().kind).into(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Advisory => "Advisory",
        Kind::Incident => "Incident",
        Kind::Notice => "Notice",
        Kind::Lesson => "Lesson",
    }
}

/// The id of its severity.
pub fn severity(record: Record<'_>) -> Option<&Text> {
    match record {
        Record::Advisory(it) => it.severity.as_ref().map(|severity| &severity.level),
        Record::Incident(it) => it.severity.as_ref(),
        Record::Notice(_) | Record::Lesson(_) => None,
    }
}

fn label<'a>(settings: &'a Settings, id: &'a str) -> &'a str {
    settings.severity(id).map_or(id, |level| &level.label)
}

/// Its summary, else its first words, else its title.
pub fn summary(head: &Head) -> String {
    let from = |markdown: &Markdown| Some(plain::excerpt(markdown, SUMMARY)).filter(|text| !text.is_empty());
    let written = head.summary.as_ref().map(|summary| summary.to_string());
    written
        .or_else(|| from(&head.details))
        .or_else(|| head.impact.as_ref().and_then(from))
        .unwrap_or_else(|| head.title.to_string())
}

fn categories<'a>(settings: &'a Settings, record: Record<'a>) -> Vec<Category<'a>> {
    let head = record.head();
    let mut categories = vec![Category { scheme: Scheme::Kind, term: head.kind.section(), label: kind(head.kind) }];
    if let Some(id) = severity(record) {
        categories.push(Category { scheme: Scheme::Severity, term: id, label: label(settings, id) });
    }
    for id in &head.projects {
        let project = settings.projects.iter().find(|project| project.id == id.as_str());
        categories.push(Category { scheme: Scheme::Project, term: id, label: project.map_or(id, |it| &it.name) });
    }
    categories.extend(head.tags.iter().map(|tag| Category { scheme: Scheme::Tag, term: tag, label: tag }));
    categories
}
