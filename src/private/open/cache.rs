//! What was made of files, kept for as long as the files are as they were.

use crate::public::Instant;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Clocks of file systems tick seldom: what is written twice within one tick has one time. What was written so shortly
/// before it was read is read again.
const SETTLED: Duration = Duration::from_secs(2);

/// What the system states of a file. Another content has another stamp.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    len: u64,
    modified: SystemTime,
    /// Its number, and when anything of it changed: a file that took another's place may bear the other's time.
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(content: &Path, path: &Path, clock: Instant) -> Option<Stamp> {
        let metadata = std::fs::metadata(content.join(path)).ok()?;
        let newest = SystemTime::from(clock.0).checked_sub(SETTLED)?;
        let stamp = Stamp {
            path: path.to_owned(),
            len: metadata.len(),
            modified: metadata.modified().ok()?,
            #[cfg(unix)]
            inode: {
                use std::os::unix::fs::MetadataExt;
                (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
            },
        };
        (stamp.modified < newest && changed(&metadata) < newest).then_some(stamp)
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> SystemTime {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(metadata.ctime().try_into().unwrap_or_default());
    SystemTime::UNIX_EPOCH + seconds + Duration::from_nanos(metadata.ctime_nsec().try_into().unwrap_or_default())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> SystemTime {
    SystemTime::UNIX_EPOCH
}

/// By the path of the first file that each thing was made of.
pub(super) struct Cache<T>(HashMap<PathBuf, Entry<T>>);

struct Entry<T> {
    /// Of all the files that it was made of.
    stamps: Vec<Stamp>,
    thing: Arc<T>,
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Send + Sync> Cache<T> {
    #[cfg(test)]
    pub fn get(&self, path: &Path) -> Option<&Arc<T>> {
        self.0.get(path).map(|kept| &kept.thing)
    }

    /// One thing for each file, many at once: what was kept where it `holds`, else what is made now. `files`: each with those
    /// that are read with it. Without a clock nothing is kept.
    pub fn renew<'f, F: Sync>(
        &mut self,
        (content, clock): (&Path, Option<Instant>),
        files: &'f [F],
        parts: impl Fn(&'f F) -> (&'f Path, &'f [PathBuf]) + Sync,
        holds: impl Fn(&T) -> bool + Sync,
        make: impl Fn(&'f F) -> T + Sync,
    ) -> Vec<(PathBuf, Arc<T>)> {
        let renewed = files.par_iter().map(|file| {
            let (path, others) = parts(file);
            let paths = [path].into_iter().chain(others.iter().map(PathBuf::as_path));
            // Before it is read: what changes meanwhile is read again.
            let stamps: Option<Vec<Stamp>> =
                clock.and_then(|clock| paths.map(|path| Stamp::of(content, path, clock)).collect());
            let kept = self.0.get(path).filter(|kept| stamps.as_ref() == Some(&kept.stamps) && holds(&kept.thing));
            let thing = kept.map_or_else(|| Arc::new(make(file)), |kept| Arc::clone(&kept.thing));
            (path.to_owned(), stamps, thing)
        });
        let renewed: Vec<_> = renewed.collect();
        let kept = renewed.iter().filter_map(|(path, stamps, thing)| {
            Some((path.clone(), Entry { stamps: stamps.clone()?, thing: Arc::clone(thing) }))
        });
        self.0 = kept.collect();
        renewed.into_iter().map(|(path, _, thing)| (path, thing)).collect()
    }
}
