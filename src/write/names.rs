//! Which paths are taken, and which folders are made.

use super::error::{Error, Result};
use super::{lock, path, system};
use std::collections::hash_map::{Entry, HashMap, RandomState};
use std::collections::{BTreeSet, HashSet};
use std::hash::BuildHasher;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

/// Many small locks, so that threads seldom meet at one.
pub(super) struct Names {
    hasher: RandomState,
    shards: [Mutex<Shard>; 64],
    top: Mutex<BTreeSet<String>>,
}

#[derive(Default)]
struct Shard {
    /// By [`path::key`].
    taken: HashMap<Box<str>, Name>,
    /// Folders that are there, spelt as they are: making them is the dearest part of a build, so none is made twice.
    made: HashSet<Box<str>>,
}

#[derive(PartialEq, Eq)]
enum Name {
    File,
    /// Some file's path leads through it.
    Folder,
}

impl Default for Names {
    fn default() -> Self {
        let shards = std::array::from_fn(|_| Mutex::default());
        Names { hasher: RandomState::new(), shards, top: Mutex::default() }
    }
}

impl Names {
    /// Reserves a file's path, and those of the folders that it lies in.
    pub(super) fn claim(&self, path: &str) -> Result<()> {
        let key = path::key(path);
        let taken = || Error::SamePath { path: path.into() };
        match self.shard(&key).taken.entry(key.as_ref().into()) {
            Entry::Vacant(free) => free.insert(Name::File),
            Entry::Occupied(_) => return Err(taken()),
        };
        let top = path::top(path);
        let mut tops = lock(&self.top);
        if !tops.contains(top) {
            tops.insert(top.into());
        }
        drop(tops);
        let mut at: &str = &key;
        while let Some(folder) = path::folder(at) {
            match self.shard(folder).taken.entry(folder.into()) {
                Entry::Occupied(it) if *it.get() == Name::File => return Err(taken()),
                // Who claimed it claims those above it.
                Entry::Occupied(_) => break,
                Entry::Vacant(free) => free.insert(Name::Folder),
            };
            at = folder;
        }
        Ok(())
    }

    /// Makes a folder, and those above it, where they aren't there yet.
    pub(super) fn make_folder(&self, root: &Path, folder: &str) -> Result<()> {
        if self.shard(folder).made.contains(folder) {
            return Ok(());
        }
        if let Some(above) = path::folder(folder) {
            self.make_folder(root, above)?;
        }
        let full = root.join(folder);
        let made = match std::fs::create_dir(&full) {
            Ok(()) => system::set_mode(&full, 0o755),
            // Another thread was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            failed => failed,
        };
        made.map_err(Error::io("can't make", &full))?;
        self.shard(folder).made.insert(folder.into());
        Ok(())
    }

    /// The names at the top.
    pub(super) fn top(&self) -> BTreeSet<String> {
        lock(&self.top).clone()
    }

    fn shard(&self, name: &str) -> MutexGuard<'_, Shard> {
        lock(&self.shards[self.hasher.hash_one(name) as usize % self.shards.len()])
    }
}
