//! Tells when what the site is made of has changed: once for all that changes together.

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant as Stopwatch, SystemTime};

/// What changes within so long of one another changed together: an editor's rename, a checkout.
const QUIET: Duration = Duration::from_millis(25);
/// Where many files change, more are likely to follow, and nobody waits for one of them.
const QUIET_OF_MANY: Duration = Duration::from_millis(150);
const MANY: usize = 4;
/// Whoever never stops writing doesn't put off the site for ever.
const PATIENCE: Duration = Duration::from_secs(2);

pub struct Watch {
    roots: Vec<PathBuf>,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

/// Why waiting ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Woken {
    Changed,
    /// Nothing changed for as long as was asked.
    Due,
    /// Nothing can be heard any more.
    Deaf,
}

impl Watch {
    /// Watches folders and all in them. One that isn't there, or is replaced, is watched once it is there: its parent is
    /// watched as well.
    pub fn of(folders: &[PathBuf]) -> notify::Result<Watch> {
        let (tell, events) = channel();
        let mut watcher = notify::recommended_watcher(tell)?;
        let full = |folder: &PathBuf| folder.canonicalize().or_else(|_| std::path::absolute(folder));
        let roots = folders.iter().map(full).collect::<std::io::Result<Vec<_>>>().map_err(notify::Error::io)?;
        let mut parents: Vec<&Path> = roots.iter().filter_map(|root| root.parent()).collect();
        parents.dedup();
        for parent in parents {
            watcher.watch(parent, RecursiveMode::NonRecursive)?;
        }
        for root in roots.iter().filter(|root| root.is_dir()) {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok(Watch { roots, watcher, events })
    }

    /// Watches these as well: what lies there is named by what was watched before. One that can't be watched isn't. Whether
    /// anything there changed after `since`, when it was read and nobody watched yet.
    pub fn also(&mut self, paths: &[PathBuf], since: SystemTime) -> bool {
        let mut changed = false;
        for path in paths {
            let Ok(root) = path.canonicalize() else { continue };
            if self.roots.contains(&root) {
                continue;
            }
            // A file that an editor replaces is another file: its folder shows it.
            let (watched, mode) = match root.parent() {
                Some(parent) if root.is_file() => (parent, RecursiveMode::NonRecursive),
                _ => (root.as_path(), RecursiveMode::Recursive),
            };
            if self.watcher.watch(watched, mode).is_ok() {
                changed |= is_younger(&root, since);
                self.roots.push(root);
            }
        }
        changed
    }

    /// Waits until something changes, and for the end of that; or until `at_most` is over.
    pub fn wait(&mut self, at_most: Duration) -> Woken {
        let begun = Stopwatch::now();
        loop {
            match self.events.recv_timeout(at_most.saturating_sub(begun.elapsed())) {
                Ok(event) if self.counts(&event) => return self.settle(),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Woken::Due,
                Err(RecvTimeoutError::Disconnected) => return Woken::Deaf,
            }
        }
    }

    fn settle(&mut self) -> Woken {
        let begun = Stopwatch::now();
        let mut quiet_since = Stopwatch::now();
        let mut changed: HashSet<PathBuf> = HashSet::new();
        loop {
            let quiet = if changed.len() < MANY { QUIET } else { QUIET_OF_MANY };
            let left = quiet.saturating_sub(quiet_since.elapsed());
            if left.is_zero() || begun.elapsed() > PATIENCE {
                return Woken::Changed;
            }
            match self.events.recv_timeout(left) {
                Ok(event) if self.counts(&event) => {
                    quiet_since = Stopwatch::now();
                    changed.extend(event.into_iter().flat_map(|event| event.paths).take(MANY));
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Woken::Deaf,
            }
        }
    }

    /// Whether the site may be another one after this. Reading a file is an event, too, and changes nothing.
    fn counts(&mut self, event: &notify::Result<Event>) -> bool {
        // What was missed may have changed anything.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        let read = matches!(
            event.kind,
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))
        );
        if read || !event.paths.iter().any(|path| self.roots.iter().any(|root| path.starts_with(root))) {
            return false;
        }
        let replaced =
            matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if replaced {
            event
                .paths
                .iter()
                .filter(|path| self.roots.contains(path))
                .for_each(|root| watch_again(&mut self.watcher, root));
        }
        true
    }
}

/// Whether a folder or anything in it changed after that. Files bear the time of the kernel's last tick.
fn is_younger(root: &Path, since: SystemTime) -> bool {
    const TICK: Duration = Duration::from_millis(20);
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    let mut times = entries.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    times.any(|time| time + TICK > since)
}

/// A folder that went and came is another folder.
fn watch_again(watcher: &mut RecommendedWatcher, root: &Path) {
    // Neither is to be had where the folder is gone; its parent shows when it is back.
    drop(watcher.unwatch(root));
    if root.is_dir() {
        drop(watcher.watch(root, RecursiveMode::Recursive));
    }
}
