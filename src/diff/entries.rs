//! What a build adds to the history: the changes between two manifests.

use super::{KeyChanges, What, compare};
use crate::emit::manifest::{Manifest, ManifestRecord};
use crate::history::{Entry, Event, Shown};
use std::collections::BTreeMap;

/// All changes from `old` (nothing, where there was no site) to `new`, at this instant.
pub fn entries(old: Option<&Manifest>, new: &Manifest, at: &str) -> Vec<Entry> {
    let nothing = new.bare();
    let changes = compare(old.unwrap_or(&nothing), new);
    let now: BTreeMap<&str, &ManifestRecord> = new.records.iter().map(|record| (record.id.as_str(), record)).collect();
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
        let pages = of.pages.iter().filter_map(|page| Some((super::path(of, &page.url), page.digest.clone()?)));
        pages.collect()
    };
    let (was, is) = (written(old.unwrap_or(&nothing)), written(new));
    let pages = changes.pages.into_iter().filter(|page| was.contains_key(&page.page) || is.contains_key(&page.page));
    let pages = pages.map(|page| Entry {
        at: at.to_owned(),
        what: event(page.what),
        kind: "page".into(),
        id: None,
        digest: is.get(&page.page).cloned(),
        page: page.page,
        keys: keys(page.keys),
    });
    records.chain(pages).collect()
}

/// What the site of a manifest shows, as [`crate::history::verify`] compares it.
pub fn shown(manifest: &Manifest) -> Shown {
    let records = manifest.records.iter().map(|record| (&record.url, Some(&record.digest)));
    let pages = manifest.pages.iter().map(|page| (&page.url, page.digest.as_ref()));
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
