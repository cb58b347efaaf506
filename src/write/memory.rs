//! The site in memory, for `serve`: the same checks as [`super::Staging`], and no file.

use super::error::Result;
use super::names::Names;
use super::{Change, Cleared, Summary, lock, path};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A site's files by their paths.
pub type Files = HashMap<Box<str>, Arc<[u8]>>;

/// The new site while it is made, beside the one before it: what did not change is held once.
#[derive(Default)]
pub struct Memory {
    before: Arc<Files>,
    names: Names,
    files: Mutex<Files>,
    written: AtomicUsize,
}

impl Memory {
    pub fn after(before: Arc<Files>) -> Self {
        Self { before, ..Self::default() }
    }

    /// Takes one file in. Many threads may call this at once.
    pub fn put(&self, file: &impl Cleared) -> Result<Change> {
        let (path, bytes) = (file.path(), file.bytes());
        path::check(path)?;
        self.names.claim(path)?;
        let same = self.before.get(path).filter(|old| ***old == *bytes);
        let change = if same.is_some() { Change::Unchanged } else { Change::Written };
        let bytes = same.cloned().unwrap_or_else(|| Arc::from(bytes));
        lock(&self.files).insert(path.into(), bytes);
        if change == Change::Written {
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok(change)
    }

    /// What the site before this one has there.
    pub fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.before.get(path).map(|bytes| bytes.to_vec())
    }

    /// The names at the site's top so far, which the manifest lists.
    pub fn entries(&self) -> BTreeSet<String> {
        self.names.top()
    }

    /// The site, and what became of the one before it.
    pub fn commit(self) -> (Files, Summary) {
        let files = std::mem::take(&mut *lock(&self.files));
        let written = self.written.into_inner();
        let mut removed: Vec<String> =
            self.before.keys().filter(|path| !files.contains_key(*path)).map(|path| path.to_string()).collect();
        removed.sort_unstable();
        let summary = Summary { written, unchanged: files.len() - written, removed, leftover: None };
        (files, summary)
    }
}
