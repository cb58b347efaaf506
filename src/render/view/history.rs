//! What the site showed, and when: the page of it, and what became of one record.

use super::{Frame, Views};
use crate::history::checkpoint::Checkpoint;
use crate::history::{Entry, Event, History};
use crate::public::Instant;
use crate::render::{Html, dates::When};
use serde::Serialize;
use std::collections::HashMap;

/// The newest of so many entries are on the page; all are in the file.
const SHOWN: usize = 500;

/// The history, and in it each record's own.
pub struct Versions<'a> {
    history: &'a History,
    of: HashMap<&'a str, Vec<&'a Entry>>,
}

impl<'a> Versions<'a> {
    pub fn of(history: &'a History) -> Self {
        let mut of: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in history.entries() {
            if let Some(id) = &entry.id {
                of.entry(id).or_default().push(entry);
            }
        }
        Self { history, of }
    }
}

/// What changed in one record, newest first.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionView<'a> {
    pub at: When,
    /// `Changed`
    pub what: &'a str,
    /// `Summary`, `Affected`
    pub keys: Vec<&'a str>,
}

impl<'a> VersionView<'a> {
    /// Nothing where it is as it was published first.
    pub fn all(views: &Views<'a>, id: &str) -> Vec<Self> {
        let entries =
            views.history.as_ref().and_then(|history| history.of.get(id)).map(Vec::as_slice).unwrap_or_default();
        let later = entries.iter().skip(1).rev();
        later.filter_map(|entry| Self::new(views, entry)).collect()
    }

    fn new(views: &Views<'a>, entry: &'a Entry) -> Option<Self> {
        let say = &views.words.history;
        let what = match entry.what {
            Event::Published => &say.published,
            Event::Changed => &say.changed,
            Event::Withdrawn => &say.withdrawn,
            Event::Removed => &say.removed,
        };
        // When it changed is said beside it.
        let keys = entry.keys.iter().filter(|key| !matches!(key.as_str(), "modified" | "revisions"));
        Some(Self { at: when(views, &entry.at)?, what, keys: keys.map(|key| views.words.part(key)).collect() })
    }
}

fn when(views: &Views<'_>, at: &str) -> Option<When> {
    let at = chrono::DateTime::parse_from_rfc3339(at).ok()?;
    Some(views.words.when(Instant(at.into())))
}

/// One line of the history.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HistoryEntry<'a> {
    pub version: VersionView<'a>,
    /// A record's id, or a page's path.
    pub name: &'a str,
    /// Where it is still there.
    pub href: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HistoryPage<'a> {
    pub page: Frame<'a>,
    pub words: Option<Html>,
    /// Newest first.
    pub entries: Vec<HistoryEntry<'a>>,
    /// How many there are in all.
    pub size: usize,
    pub checkpoint: String,
    /// Of all entries, for programs.
    pub file: String,
    pub checkpoint_file: String,
}

impl<'a> HistoryPage<'a> {
    pub fn new(views: &Views<'a>, path: &'a str, file: &str, checkpoint: &str) -> Self {
        let say = &views.words.history;
        let history = views.history.as_ref().map(|history| history.history);
        let entries = history.map(History::entries).unwrap_or_default();
        let there: std::collections::HashSet<&str> =
            views.site.written_pages().map(|page| page.path.as_str()).collect();
        let is_there = |entry: &Entry| match &entry.id {
            Some(id) => views.site.find_str(id).is_some(),
            None => there.contains(entry.page.as_str()),
        };
        let line = |entry: &'a Entry| {
            Some(HistoryEntry {
                version: VersionView::new(views, entry)?,
                name: entry.id.as_deref().unwrap_or(&entry.page),
                href: is_there(entry).then(|| views.links.href(&crate::escape::url(&entry.page))),
            })
        };
        Self {
            page: views.frame(&say.title, path, say.lead.clone()),
            words: views.introduced(path, path, &[]),
            entries: entries.iter().rev().take(SHOWN).filter_map(line).collect(),
            size: entries.len(),
            checkpoint: history.map(|history| Checkpoint::of(history).to_string()).unwrap_or_default(),
            file: views.links.href(file),
            checkpoint_file: views.links.href(checkpoint),
        }
    }
}
