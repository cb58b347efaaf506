//! What feeds state of a record. RSS, Atom and JSON Feed are written from the same entries, so that they can't disagree.

use super::urls;
use crate::escape;
use crate::public::keys::LONGEST_SUMMARY;
use crate::public::{Head, Informational, Instant, Markdown, Person, Record, Settings, Site, Text};
use crate::render::excerpt::{excerpt, reason};
use crate::render::{Words, labels};
use chrono::Days;

/// However small the limit: a subscriber who looks in once a month misses nothing.
const KEPT: Days = Days::new(30);

/// One item of a feed. Its texts hold nothing that XML can't (and JSON could), so that all formats say the same.
pub struct Entry {
    /// For ever the same, whatever becomes of title and page.
    pub id: String,
    /// The page.
    pub url: String,
    pub title: String,
    /// That of its texts, where it isn't the feed's.
    pub language: Option<String>,
    /// Plain text.
    pub summary: String,
    pub published: Instant,
    pub updated: Instant,
    pub categories: Vec<Category>,
    /// Those who wrote it, else who publishes it: never none.
    pub authors: Vec<Author>,
    /// Its full text.
    pub html: String,
    /// The picture for previews, where it has one.
    pub image: Option<Image>,
}

/// A record as HTML for feed readers: links in it are absolute, and nothing in it needs the site's style.
pub type Html<'a> = &'a (dyn Fn(&Record<'_>) -> String + Sync);

/// What an entry is filed under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// For machines: an id or a tag.
    pub term: String,
    /// For people.
    pub label: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Author {
    pub name: String,
    pub url: Option<String>,
}

/// A picture that lies on the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    /// Absolute.
    pub url: String,
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    /// What it shows, for who can't see it.
    pub alt: String,
}

/// Of these instants, newest first, how many a feed holds: the limit of site.yaml, or more where more came in the last 30
/// days before the newest. The clock has no say in it, else a feed would change without an event.
pub fn kept(mut newest_first: impl Iterator<Item = Instant>, limit: usize) -> usize {
    let Some(newest) = newest_first.next() else { return limit };
    let since = newest.0.checked_sub_days(KEPT);
    let recent = 1 + newest_first.take_while(|at| since.is_none_or(|since| at.0 >= since)).count();
    recent.max(limit)
}

impl Entry {
    pub fn new(site: &Site, words: &Words, record: Record<'_>, html: Html<'_>) -> Entry {
        let (settings, head) = (&site.settings, record.head());
        Entry {
            id: id(settings, head),
            url: urls::absolute(settings, &head.path()),
            title: title(words, settings, record),
            language: head.language.as_ref().map(|tag| tag.to_string()),
            // The summary of what was withdrawn says what holds no more.
            summary: escape::allowed(&reason(head).unwrap_or_else(|| summary(head))).into(),
            published: head.published,
            updated: head.updated(),
            categories: categories(words, settings, record),
            authors: Author::all(settings, head),
            html: escape::allowed(&html(&record)).into(),
            image: None,
        }
    }
}

impl Author {
    fn all(settings: &Settings, head: &Head) -> Vec<Self> {
        match head.authors.as_slice() {
            [] => vec![Self::publisher(settings)],
            people => people.iter().map(Self::person).collect(),
        }
    }

    fn person(person: &Person) -> Self {
        Self { name: escape::allowed(&person.name).into(), url: person.url.as_deref().and_then(web) }
    }

    /// The organization, else the site.
    pub fn publisher(settings: &Settings) -> Self {
        let url = match &settings.organization {
            Some(it) => it.url.as_deref().and_then(web),
            None => Some(settings.url.clone()),
        };
        Self { name: escape::allowed(settings.publisher()).into(), url }
    }
}

/// An address that a reader may open.
fn web(url: &str) -> Option<String> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web.then(|| escape::allowed(url).into())
}

/// A tag URI (RFC 4151): `tag:security.example.org,2026:HARBOUR-2026-k3x9`. The year is one in which the host was ours.
pub fn id(settings: &Settings, head: &Head) -> String {
    let host = urls::tag_host(settings);
    format!("tag:{host},{:04}:{}", head.published.year(), head.id)
}

/// `Withdrawn: [Critical] HARBOUR-2026-k3x9: Harbour CLI: Archive extraction writes outside of its folder`.
fn title(words: &Words, settings: &Settings, record: Record<'_>) -> String {
    let bare = bare_title(words, settings, record);
    if record.head().withdrawn.is_some() { words.items.withdrawn.fill(&[("title", &bare)]) } else { bare }
}

/// The same without a word of what became of it.
pub fn bare_title(words: &Words, settings: &Settings, record: Record<'_>) -> String {
    let head = record.head();
    let project = project(settings, head).map(|name| format!("{name}: ")).unwrap_or_default();
    let title = format!("[{}] {}: {project}{}", what(words, settings, record), head.id, head.title);
    escape::allowed(&labels::labelled(head.tlp, &title)).into()
}

/// The project's name, where the site has several, the record is about one, and the title doesn't say which.
fn project<'a>(settings: &'a Settings, head: &Head) -> Option<&'a str> {
    let [id] = head.projects.as_slice() else { return None };
    let named = settings.projects.iter().find(|project| project.id == id.as_str() && settings.projects.len() > 1)?;
    let said = head.title.to_lowercase().contains(&named.name.to_lowercase());
    (!said).then_some(named.name.as_str())
}

/// `Critical`, `Unmaintained`, `Incident, high`, `Notice`.
fn what(words: &Words, settings: &Settings, record: Record<'_>) -> String {
    let severity = severity(record).map(|id| label(words, settings, id));
    let kind = || &words.kinds.of(record.head().kind).one;
    match (record, severity) {
        (Record::Advisory(_), Some(severity)) => severity.into(),
        (Record::Advisory(advisory), None) => match advisory.informational {
            Some(Informational::Notice) => words.items.informational.clone(),
            Some(other) => words.informational.of(other).word.clone(),
            None => kind().clone(),
        },
        (_, Some(severity)) => words.items.rated.fill(&[("kind", kind()), ("severity", &severity.to_lowercase())]),
        (_, None) => kind().clone(),
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

fn label<'a>(words: &'a Words, settings: &'a Settings, id: &'a str) -> &'a str {
    settings.severity(id).map_or(id, |level| words.severity(level))
}

/// Its summary, else its first words, else its title.
pub fn summary(head: &Head) -> String {
    let from = |markdown: &Markdown| Some(excerpt(markdown, LONGEST_SUMMARY)).filter(|text| !text.is_empty());
    let written = head.summary.as_ref().map(|summary| summary.to_string());
    written
        .or_else(|| from(&head.details))
        .or_else(|| head.impact.as_ref().and_then(from))
        .unwrap_or_else(|| head.title.to_string())
}

fn categories(words: &Words, settings: &Settings, record: Record<'_>) -> Vec<Category> {
    let head = record.head();
    let category =
        |term: &str, label: &str| Category { term: escape::allowed(term).into(), label: escape::allowed(label).into() };
    let mut categories = vec![category(head.kind.section(), &words.kinds.of(head.kind).one)];
    if let Some(id) = severity(record) {
        categories.push(category(id, label(words, settings, id)));
    }
    for id in &head.projects {
        let project = settings.projects.iter().find(|project| project.id == id.as_str());
        categories.push(category(id, project.map_or(id, |project| &project.name)));
    }
    categories.extend(head.tags.iter().map(|tag| category(tag, tag)));
    categories
}
