//! The new site while it is made: files go in from many threads, and at the end it takes the old one's place.

use super::error::{Error, Result};
use super::names::Names;
use super::note::{self, Digest, Note, Noted};
use super::room::Room;
use super::target::{self, Old};
use super::tree::{self, Description};
use super::{Change, Cleared, MadeFor, Summary, lock, path, system};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

/// Dropping it leaves the old site as it was, and nothing beside it.
pub struct Staging {
    /// Deleted last, with all that is in it.
    room: Room,
    out: PathBuf,
    new: PathBuf,
    old: Option<Old>,
    names: Names,
    written: AtomicUsize,
    /// Files that the old site has just so. They are linked only if the site changes at all.
    unchanged: Mutex<Vec<Box<str>>>,
    noting: Option<Noting>,
}

/// What will be noted of the new site, and how the old one was when the build began.
struct Noting {
    note: Note,
    made_of: Digest,
    /// By the clock of the file system.
    begun: Option<SystemTime>,
    old: Option<Description>,
    /// A file that goes on unchanged was changed since, perhaps after it was compared: nothing is noted.
    disturbed: AtomicBool,
    /// The old site is made of the same, and as its build left it.
    stands: bool,
}

impl Staging {
    /// Makes a staging folder for `out`. `inputs` is what the build reads (content, theme, sources): none of it may lie
    /// in `out`, nor `out` in it.
    pub fn beside(out: &Path, made_for: &MadeFor, inputs: &[&Path]) -> Result<Staging> {
        let out = target::locate(out, inputs)?;
        let room = Room::enter(&out).map_err(|why| match why {
            // Where nothing can be made beside a folder that is none of ours, the latter is what is to be reported.
            Error::Io { .. } => Old::examine(&out, *made_for).err().unwrap_or(why),
            _ => why,
        })?;
        let old = Old::examine(&out, *made_for)?;
        let (new, names) = (room.new_tree(), Names::default());
        let (written, unchanged) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        Ok(Staging { room, out, new, old, names, written, unchanged, noting: None })
    }

    /// The site that is made here is made of this, and is to be noted so. Whether the old site is made of the same and as its build
    /// left it.
    pub fn note(&mut self, note: Note, made_of: Digest) -> bool {
        let old = self.old.as_ref().and_then(|_| tree::describe(&self.out));
        let stands = old.as_ref().is_some_and(|old| note.holds(&made_of, old));
        let (begun, disturbed) = (self.room.clock(), AtomicBool::new(false));
        self.noting = Some(Noting { note, made_of, begun, old, disturbed, stands });
        stands
    }

    /// The files of the old site.
    pub fn old_paths(&self) -> Vec<&str> {
        self.old.as_ref().map(Old::paths).unwrap_or_default()
    }

    /// Nothing is made, and the old site stays.
    pub fn leave(self) -> Summary {
        Summary { unchanged: self.old_paths().len(), ..Summary::default() }
    }

    /// Takes one file in. Many threads may call this at once.
    pub fn put(&self, file: &impl Cleared) -> Result<Change> {
        let (path, bytes) = (file.path(), file.bytes());
        path::check(path)?;
        self.names.claim(path)?;
        let stands = self.noting.as_ref().is_some_and(|noting| noting.stands);
        let held = || stands || holds(&self.out.join(path), bytes);
        if self.old.as_ref().is_some_and(|old| old.keep(path)) && held() {
            lock(&self.unchanged).push(path.into());
            return Ok(Change::Unchanged);
        }
        let to = self.new_path(path)?;
        let written = system::create(&to).and_then(|mut file| file.write_all(bytes));
        written.map_err(Error::io("can't write", &to))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(Change::Written)
    }

    /// What the old site has there, if it is as we make files.
    pub fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.old.as_ref().filter(|old| old.has(path))?;
        let mut file = system::open_file(&self.out.join(path)).ok()?;
        let metadata = file.metadata().ok().filter(system::is_as_made)?;
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        file.read_to_end(&mut bytes).ok().map(|_| bytes)
    }

    /// The names at the site's top so far, which the manifest lists.
    pub fn entries(&self) -> BTreeSet<String> {
        self.names.top()
    }

    /// Puts the new site in the old one's place, and deletes the old one.
    pub fn commit(self) -> Result<Summary> {
        let unchanged = std::mem::take(&mut *lock(&self.unchanged));
        let mut summary = Summary {
            written: self.written.load(Ordering::Relaxed),
            unchanged: unchanged.len(),
            removed: self.old.as_ref().map(Old::gone).unwrap_or_default(),
            unsure: false,
            leftover: None,
        };
        let sealed = self.room.clock();
        match &self.old {
            Some(_) if summary.written == 0 && summary.removed.is_empty() => {
                self.write_note(|noting, now| noting.old.as_ref() == Some(now));
                return Ok(summary);
            }
            Some(old) => {
                unchanged.par_iter().try_for_each(|path| self.carry_over(path))?;
                self.flush()?;
                old.is_still_at(&self.out)?;
                system::swap(&self.new, &self.out, &self.room.old_tree())
            }
            None => {
                self.flush()?;
                system::place(&self.new, &self.out)
            }
        }
        .map_err(|source| self.not_swapped(source))?;
        summary.unsure = self.out.parent().is_some_and(|folder| system::flush_names(folder).is_err());
        if self.room.clear().is_err() {
            summary.leftover = Some(self.new.clone());
        }
        // Not before the old tree is gone: a file that was in both changes by that.
        self.write_note(|_, now| sealed.is_some_and(|sealed| now.written <= sealed));
        Ok(summary)
    }

    /// Notes what the site in place is made of, if it is `ours`: nobody else has changed it since.
    fn write_note(&self, ours: impl Fn(&Noting, &Description) -> bool) {
        let noting = self.noting.as_ref().filter(|noting| !noting.stands && !noting.disturbed.load(Ordering::Relaxed));
        let Some(noting) = noting else { return };
        // Before the tree is described: a manifest that somebody changes in between shows there.
        let manifest = note::manifest(&self.out);
        let now = tree::describe(&self.out).filter(|now| ours(noting, now) && self.room.outlasts(now.changed));
        if let (Some(manifest), Some(now)) = (manifest, now) {
            noting.note.write(&Noted { made_of: noting.made_of, manifest, tree: now.digest });
        }
    }

    /// From here on a swap can't put a site in place that a power cut would empty.
    fn flush(&self) -> Result<()> {
        system::flush_tree(&self.new).map_err(Error::io("can't bring to the disk", &self.new))
    }

    /// An unchanged file stays the same file; where links can't be had it is copied.
    fn carry_over(&self, path: &str) -> Result<()> {
        let (from, to) = (self.out.join(path), self.new_path(path)?);
        if let Some(noting) = self.noting.as_ref().filter(|noting| !tree::is_older(&from, noting.begun)) {
            noting.disturbed.store(true, Ordering::Relaxed);
        }
        if std::fs::hard_link(&from, &to).is_ok() {
            return Ok(());
        }
        let copied = system::open_file(&from)
            .and_then(|mut old| std::io::copy(&mut old, &mut system::create(&to)?))
            .map_err(Error::io("can't copy", &from));
        copied.map(drop)
    }

    /// Where a file is staged, once the folder for it is there.
    fn new_path(&self, path: &str) -> Result<PathBuf> {
        if let Some(folder) = path::folder(path) {
            self.names.make_folder(&self.new, folder)?;
        }
        Ok(self.new.join(path))
    }

    fn not_swapped(&self, source: std::io::Error) -> Error {
        match source.kind() {
            // Somebody made, filled or removed the output folder during the build.
            ErrorKind::NotFound
            | ErrorKind::DirectoryNotEmpty
            | ErrorKind::AlreadyExists
            | ErrorKind::NotADirectory => Error::Changed { out: self.out.clone() },
            _ => Error::Io { doing: "can't put the new site in place at", path: self.out.clone(), source },
        }
    }
}

/// Whether the file is as we make files and has just these bytes. What can't be read differs.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let compare = || -> std::io::Result<bool> {
        let mut file = system::open_file(path)?;
        let metadata = file.metadata()?;
        if metadata.len() != bytes.len() as u64 || !system::is_as_made(&metadata) {
            return Ok(false);
        }
        let (mut rest, mut buffer) = (bytes, [0; 16 * 1024]);
        while !rest.is_empty() {
            let read = file.read(&mut buffer)?;
            if read == 0 || read > rest.len() || buffer[..read] != rest[..read] {
                return Ok(false);
            }
            rest = &rest[read..];
        }
        Ok(true)
    };
    compare().unwrap_or(false)
}
