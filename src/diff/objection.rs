//! What a build refuses to do to a former one. Links last, and dates are true.

use super::{KeyChanges, path, record_keys};
use crate::diagnostic::{Code, Level};
use crate::emit::manifest::{Manifest, ManifestRecord};
use crate::public::routes;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that a reader who followed the former site would be let down by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Objection {
    RecordVanished {
        id: String,
    },
    PageVanished {
        page: String,
    },
    Moved {
        id: String,
        from: String,
        to: String,
    },
    PublishedChanged {
        id: String,
        from: String,
        to: String,
    },
    ModifiedWentBack {
        id: String,
        from: String,
        to: String,
    },
    ModifiedUnchanged {
        id: String,
        keys: Vec<String>,
    },
    FeedIdsChanged,
    /// Nothing of this name vanished.
    NotNeeded {
        name: String,
    },
}

impl Objection {
    /// Its rule, of which `check --explain` has a page.
    pub fn rule(&self) -> Code {
        match self {
            Objection::RecordVanished { .. } => Code::RecordVanished,
            Objection::PageVanished { .. } => Code::PageVanished,
            Objection::Moved { .. } => Code::PageMoved,
            Objection::PublishedChanged { .. } => Code::PublishedChanged,
            Objection::ModifiedWentBack { .. } => Code::ModifiedWentBack,
            Objection::ModifiedUnchanged { .. } => Code::ModifiedUnchanged,
            Objection::FeedIdsChanged => Code::FeedIdsChanged,
            Objection::NotNeeded { .. } => Code::RemovalNotNeeded,
        }
    }

    pub fn code(&self) -> &'static str {
        self.rule().as_str()
    }

    /// An error stops the build.
    pub fn level(&self) -> Level {
        self.rule().level()
    }

    pub fn problem(&self) -> String {
        match self {
            Objection::RecordVanished { id } => {
                format!("{id} was public and would be gone, and links to it would break")
            }
            Objection::PageVanished { page } => format!("the page {page} was public and would be gone"),
            Objection::Moved { id, from, to } => format!("the page of {id} would move from {from} to {to}"),
            Objection::PublishedChanged { id, from, to } => {
                format!("{id} was published on {from}, and would say {to}")
            }
            Objection::ModifiedWentBack { id, from, to } => {
                format!(
                    "{id} was modified on {from}, and would say {to}, so that readers' programs would not take it up"
                )
            }
            Objection::ModifiedUnchanged { id, keys } => {
                let keys = if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(", ")) };
                format!("what {id} discloses changes{keys}, and its `modified` doesn't")
            }
            Objection::FeedIdsChanged => {
                "the ids of feed items change: every subscriber will see all of them again".into()
            }
            Objection::NotNeeded { name } => format!("--allow-removal {name}: nothing of that name is removed"),
        }
    }

    pub fn help(&self) -> String {
        match self {
            Objection::RecordVanished { id } => format!(
                "if it was edited, approve it anew: `fanlight approve {id} --by NAME`; else withdraw it with `withdrawn` and `withdrawn_reason`, \
                 which keeps its page. If nobody ever saw it, delete the output folder, or let it go with --allow-removal {id}"
            ),
            Objection::PageVanished { page } => {
                format!("give the file its former name back, or let the page go with --allow-removal {page}")
            }
            Objection::Moved { .. } => "move the record's file back to its former folder".into(),
            Objection::PublishedChanged { .. } => "set `published`, or the embargo, back to what it was".into(),
            Objection::ModifiedWentBack { .. } => "raise `modified`, or add a revision".into(),
            Objection::ModifiedUnchanged { .. } => "raise `modified`, or add a revision that says what changed".into(),
            Objection::FeedIdsChanged => "they follow from the host in `url`; keep it if you can".into(),
            Objection::NotNeeded { .. } => "take the option out, so that it lets nothing go by accident".into(),
        }
    }
}

/// What follows from other records, and not from an edit of this one.
const FOLLOWING: [&str; 5] = ["related", "aliases", "upstream", "advisories", "incidents"];

/// All objections to replacing `old` by `new`; `allowed`: ids and pages that may go.
pub fn objections(old: &Manifest, new: &Manifest, allowed: &[String]) -> Vec<Objection> {
    let mut found = Vec::new();
    let now: BTreeMap<&str, &ManifestRecord> = new.records.iter().map(|record| (record.id.as_str(), record)).collect();
    let mut used = BTreeSet::new();
    let mut may_go = |name: &str| {
        let allowed = allowed.iter().find(|allowed| allowed.as_str() == name);
        used.extend(allowed);
        allowed.is_some()
    };
    let went = old.records.iter().any(|was| !now.contains_key(was.id.as_str()));
    let mut emptied = BTreeSet::new();
    for was in &old.records {
        match now.get(was.id.as_str()) {
            Some(is) => found.extend(of_record(was, is, old, new)),
            None if was.withdrawn.is_some() || may_go(&was.id) => drop(emptied.insert(section(&path(old, &was.url)))),
            None => found.push(Objection::RecordVanished { id: was.id.clone() }),
        }
    }
    // A reserved place becomes its record's page.
    let urls = new.pages.iter().map(|page| &page.url).chain(new.records.iter().map(|record| &record.url));
    let pages: BTreeSet<String> = urls.map(|url| path(new, url)).collect();
    for page in old.pages.iter().map(|page| path(old, &page.url)).filter(|page| !pages.contains(page)) {
        // The list of a section goes with the last record that was allowed to go; those of a year, a package or a quarter with theirs,
        // of which an objection says enough.
        let follows = emptied.contains(&page) || went && routes::follows_records(&page);
        if !may_go(&page) && !follows {
            found.push(Objection::PageVanished { page });
        }
    }
    let moved = |was: &&ManifestRecord| now.get(was.id.as_str()).is_some_and(|is| is.feed_id != was.feed_id);
    if old
        .records
        .iter()
        .filter(|record| record.published_as(now.get(record.id.as_str()).copied()))
        .any(|record| moved(&record))
    {
        found.push(Objection::FeedIdsChanged);
    }
    let unused = allowed.iter().filter(|name| !used.contains(name));
    found.extend(unused.map(|name| Objection::NotNeeded { name: name.clone() }));
    found
}

impl ManifestRecord {
    /// Whether it is there still, published on the same day: its feed id follows from that and from the host.
    fn published_as(&self, now: Option<&ManifestRecord>) -> bool {
        now.is_some_and(|now| now.published == self.published)
    }
}

fn of_record(was: &ManifestRecord, is: &ManifestRecord, old: &Manifest, new: &Manifest) -> Vec<Objection> {
    let id = || is.id.clone();
    let mut found = Vec::new();
    let (from, to) = (path(old, &was.url), path(new, &is.url));
    if from != to {
        found.push(Objection::Moved { id: id(), from, to });
    }
    if was.published != is.published {
        let (from, to) = (was.published.clone(), is.published.clone());
        found.push(Objection::PublishedChanged { id: id(), from, to });
    }
    if is.modified < was.modified {
        let (from, to) = (was.modified.clone(), is.modified.clone());
        found.push(Objection::ModifiedWentBack { id: id(), from, to });
    }
    if was.modified == is.modified && was.digest != is.digest {
        let KeyChanges { new, changed, gone } = record_keys(was, is);
        let keys: Vec<String> = [new, changed, gone].concat();
        let follows = !keys.is_empty() && keys.iter().all(|key| FOLLOWING.contains(&key.as_str()));
        if !follows {
            found.push(Objection::ModifiedUnchanged { id: id(), keys });
        }
    }
    found
}

/// `/advisories/HARBOUR-2026-k3x9/` → `/advisories/`.
fn section(page: &str) -> String {
    let first = page.trim_start_matches('/').split('/').next().unwrap_or_default();
    format!("/{first}/")
}
