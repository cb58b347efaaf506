//! What a build would change of a former one: compares two manifests, and knows nothing else.
//!
//! Both are of what is public, so whatever is said here is fit for a public log or a pull request. [`compare`] lists what
//! would be published, changed and removed; [`objections`] what a build refuses, since links and dates are for ever;
//! [`words`] says it to people.

mod entries;
mod objection;
#[cfg(test)]
mod tests;
pub mod words;

pub use entries::{entries, shown};
pub use objection::{Objection, objections};

use crate::emit::manifest::{Keys, Manifest, ManifestPage, ManifestRecord};
use serde::Serialize;
use std::collections::BTreeMap;

/// All that would change.
#[derive(Serialize, Default)]
pub struct Changes {
    pub records: Vec<RecordChange>,
    /// Pages that aren't a record's.
    pub pages: Vec<PageChange>,
    /// Copied files, by their paths.
    pub files: KeyChanges,
    /// What site.yaml says of the site itself, which every page may show.
    pub site: KeyChanges,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum What {
    Published,
    Changed,
    Withdrawn,
    Removed,
}

#[derive(Serialize)]
pub struct RecordChange {
    pub what: What,
    pub id: String,
    pub kind: String,
    pub title: String,
    /// Its path on the site.
    pub page: String,
    pub keys: KeyChanges,
}

#[derive(Serialize)]
pub struct PageChange {
    pub what: What,
    pub page: String,
    pub keys: KeyChanges,
}

/// Which keys are new, which have another value, and which are gone.
#[derive(Serialize, Default, PartialEq, Eq, Debug)]
pub struct KeyChanges {
    pub new: Vec<String>,
    pub changed: Vec<String>,
    pub gone: Vec<String>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.pages.is_empty() && self.files.is_empty() && self.site.is_empty()
    }
}

impl KeyChanges {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }

    fn between(old: &Keys, new: &Keys) -> Self {
        let other = |key: &String, value: &String| old.get(key).is_some_and(|old| old != value);
        KeyChanges {
            new: new.keys().filter(|key| !old.contains_key(*key)).cloned().collect(),
            changed: new.iter().filter(|(key, value)| other(key, value)).map(|(key, _)| key.clone()).collect(),
            gone: old.keys().filter(|key| !new.contains_key(*key)).cloned().collect(),
        }
    }
}

/// What `new` would change of `old`.
pub fn compare(old: &Manifest, new: &Manifest) -> Changes {
    // A manifest of an older Fanlight says nothing of the site and its files.
    let both = |a: &Keys, b: &Keys| if a.is_empty() { KeyChanges::default() } else { KeyChanges::between(a, b) };
    Changes {
        records: records(old, new),
        pages: pages(old, new),
        files: KeyChanges::between(&old.files, &new.files),
        site: both(&old.site, &new.site),
    }
}

fn records(old: &Manifest, new: &Manifest) -> Vec<RecordChange> {
    let mut changes: Vec<RecordChange> = pairs(&old.records, &new.records, |it| it.id.clone())
        .into_iter()
        .filter_map(|(was, is)| match (was, is) {
            (None, Some(is)) => Some(record(What::Published, is, new, KeyChanges::default())),
            (Some(was), None) => Some(record(What::Removed, was, old, KeyChanges::default())),
            (Some(was), Some(is)) if was.digest != is.digest => {
                let what =
                    if was.withdrawn.is_none() && is.withdrawn.is_some() { What::Withdrawn } else { What::Changed };
                Some(record(what, is, new, record_keys(was, is)))
            }
            _ => None,
        })
        .collect();
    changes.sort_by(|a, b| (a.what, &a.id).cmp(&(b.what, &b.id)));
    changes
}

fn record(what: What, record: &ManifestRecord, of: &Manifest, keys: KeyChanges) -> RecordChange {
    RecordChange {
        what,
        id: record.id.clone(),
        kind: record.kind.clone(),
        title: record.title.clone(),
        page: path(of, &record.url),
        keys,
    }
}

/// The dates are not among the keys of the manifest: they are reported as they are.
fn record_keys(was: &ManifestRecord, is: &ManifestRecord) -> KeyChanges {
    let mut keys = if was.keys.is_empty() { KeyChanges::default() } else { KeyChanges::between(&was.keys, &is.keys) };
    let dates = [("published", was.published != is.published), ("modified", was.modified != is.modified)];
    keys.changed.extend(dates.into_iter().filter(|date| date.1).map(|date| date.0.to_owned()));
    keys
}

fn pages(old: &Manifest, new: &Manifest) -> Vec<PageChange> {
    let was: Vec<_> = old.pages.iter().map(|page| (path(old, &page.url), page)).collect();
    let is: Vec<_> = new.pages.iter().map(|page| (path(new, &page.url), page)).collect();
    let change = |(was, is): Pair<(String, &ManifestPage)>| match (was, is) {
        (None, Some((page, _))) => Some((What::Published, page.clone(), KeyChanges::default())),
        (Some((page, _)), None) => Some((What::Removed, page.clone(), KeyChanges::default())),
        (Some((_, was)), Some((page, is))) if was.digest != is.digest => {
            Some((What::Changed, page.clone(), KeyChanges::between(&was.keys, &is.keys)))
        }
        _ => None,
    };
    let changes = pairs(&was, &is, |it| it.0.clone()).into_iter().filter_map(change);
    let mut changes: Vec<_> = changes.map(|(what, page, keys)| PageChange { what, page, keys }).collect();
    changes.sort_by(|a, b| (a.what, &a.page).cmp(&(b.what, &b.page)));
    changes
}

/// The former and the new one of a name.
type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// What is on either side, side by side.
fn pairs<'a, T>(old: &'a [T], new: &'a [T], name: impl Fn(&T) -> String) -> Vec<Pair<'a, T>> {
    let mut all: BTreeMap<String, Pair<T>> = BTreeMap::new();
    old.iter().for_each(|record| all.entry(name(record)).or_default().0 = Some(record));
    new.iter().for_each(|it| all.entry(name(it)).or_default().1 = Some(it));
    all.into_values().collect()
}

/// A page's path on the site, whose address may have changed.
fn path(manifest: &Manifest, url: &str) -> String {
    url.strip_prefix(&manifest.url).map_or_else(|| url.to_owned(), |path| format!("/{path}"))
}
