//! What a build adds to the history: the changes between two manifests.

use super::{KeyChanges, What, compare};
use crate::emit::manifest::{Manifest, ManifestRecord};
use crate::history::{Entry, Event, Shown};
use std::collections::BTreeMap;

/// All changes from `old` (nothing, where there was no site) to `new`, at this instant.
pub fn entries(old: Option<&Manifest>, new: &Manifest, at: &str) -> Vec<Entry> {
    let nothing = new.bare();
    let changes = compare(old.unwrap_or(&nothing), new);
    let now: BTreeMap<&str, &ManifestRecord> = new.records.iter().map(|it| (it.id.as_str(), it)).collect();
    let records = changes.records.into_iter().map(|it| Entry {
        at: at.to_owned(),
        what: event(it.what),
        digest: now.get(it.id.as_str()).map(|record| record.digest.clone()),
        kind: it.kind,
        id: Some(it.id),
        page: it.page,
        keys: keys(it.keys),
    });
    // One that is computed from others has no digest, and changes with them.
    let written = |of: &Manifest| -> Shown {
        let pages = of.pages.iter().filter_map(|it| Some((super::path(of, &it.url), it.digest.clone()?)));
        pages.collect()
    };
    let (was, is) = (written(old.unwrap_or(&nothing)), written(new));
    let pages = changes.pages.into_iter().filter(|it| was.contains_key(&it.page) || is.contains_key(&it.page));
    let pages = pages.map(|it| Entry {
        at: at.to_owned(),
        what: event(it.what),
        kind: "page".into(),
        id: None,
        digest: is.get(&it.page).cloned(),
        page: it.page,
        keys: keys(it.keys),
    });
    records.chain(pages).collect()
}

/// What the site of a manifest shows, as [`crate::history::verify`] compares it.
pub fn shown(manifest: &Manifest) -> Shown {
    let records = manifest.records.iter().map(|it| (&it.url, Some(&it.digest)));
    let pages = manifest.pages.iter().map(|it| (&it.url, it.digest.as_ref()));
    records.chain(pages).filter_map(|(url, digest)| Some((super::path(manifest, url), digest?.clone()))).collect()
}

fn event(what: What) -> Event {
    match what {
        What::Published => Event::Published,
        What::Changed => Event::Changed,
        What::Withdrawn => Event::Withdrawn,
        What::Removed => Event::Removed,
    }
}

fn keys(KeyChanges { new, changed, gone }: KeyChanges) -> Vec<String> {
    let mut keys = [new, changed, gone].concat();
    keys.sort_unstable();
    keys
}
