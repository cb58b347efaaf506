//! The private folder beside the output folder: `.public.fanlight` for `public`.
//!
//! ```text
//! .public.fanlight/     mode 0700
//!   lock                held by the build that works here
//!   new/                the staged site; after the swap, the old one until it is deleted
//!   old/                only where the system can't swap in one step
//! ```
//!
//! Its name is fixed, so that a killed build's remains are found without guessing, and its lock distinguishes remains from a
//! build that is running: the system lets go of a lock when its holder dies, however it dies.

use super::error::{Error, Result};
use super::{system, tree};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Milliseconds; clocks of file systems tick every ten or sooner, if they count parts of a second at all.
const SHORT: usize = 30;

pub(super) struct Room {
    folder: PathBuf,
    lock: File,
}

impl Room {
    /// Makes the room for `out`, or takes over what a killed build left of it.
    pub(super) fn enter(out: &Path) -> Result<Room> {
        let mut name = std::ffi::OsString::from(".");
        name.push(out.file_name().unwrap_or(OsStr::new("out")));
        name.push(".fanlight");
        let folder = out.with_file_name(name);
        // A build that ends deletes the lock after us looking and before us locking: then look again.
        for _ in 0..1000 {
            make(&folder)?;
            if let Some(lock) = lock(&folder, out)? {
                let room = Room { folder, lock };
                room.tidy(out)?;
                return Ok(room);
            }
        }
        Err(Error::Busy { out: out.to_path_buf() })
    }

    pub(super) fn new_tree(&self) -> PathBuf {
        self.folder.join("new")
    }

    pub(super) fn old_tree(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// The time by the clock of this file system.
    pub(super) fn clock(&self) -> Option<SystemTime> {
        let mut file = &self.lock;
        file.rewind().and_then(|()| file.write_all(b"\n")).ok()?;
        file.metadata().and_then(|metadata| metadata.modified()).ok()
    }

    /// Waits until that clock has moved on: what is changed from here on bears another time. False where it doesn't soon.
    pub(super) fn outlasts(&self, time: SystemTime) -> bool {
        (0..SHORT).any(|_| {
            let over = self.clock().is_some_and(|now| now > time);
            if !over {
                std::thread::sleep(Duration::from_millis(1));
            }
            over
        })
    }

    /// Deletes what is in it, not itself.
    pub(super) fn clear(&self) -> Result<()> {
        for folder in [self.new_tree(), self.old_tree()] {
            tree::remove(&folder).map_err(Error::io("can't delete", &folder))?;
        }
        Ok(())
    }

    /// After a build that was killed: puts an old site back that was out of the way, and deletes the rest.
    fn tidy(&self, out: &Path) -> Result<()> {
        if fs::symlink_metadata(out).is_err() && self.old_tree().is_dir() {
            fs::rename(self.old_tree(), out).map_err(Error::io("can't put back", out))?;
        }
        self.clear()?;
        // Remains of a kill must not find their way into a commit.
        let ignore = self.folder.join(".gitignore");
        fs::write(&ignore, "*\n").map_err(Error::io("can't write", &ignore))?;
        let new = self.new_tree();
        fs::create_dir(&new).map_err(Error::io("can't make", &new))?;
        system::set_mode(&new, 0o755).map_err(Error::io("can't set the mode of", &new))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.clear().is_ok() {
            // The lock goes before the folder and is still held: who opens a new one in between keeps the folder alive.
            for file in [".gitignore", "lock"] {
                fs::remove_file(self.folder.join(file)).unwrap_or(());
            }
            fs::remove_dir(&self.folder).unwrap_or(());
        }
    }
}

/// Makes the folder, or makes sure that what bears its name is ours.
fn make(folder: &Path) -> Result<()> {
    match system::make_private_folder(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let taken = || Error::StagingTaken { staging: folder.to_path_buf() };
            match fs::symlink_metadata(folder) {
                Err(gone) if gone.kind() == ErrorKind::NotFound => return Ok(()),
                Ok(found) if found.is_dir() && system::is_mine(&found) => {}
                _ => return Err(taken()),
            }
            if fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| !belongs(&entry.file_name())) {
                return Err(taken());
            }
        }
        Err(error) => return Err(Error::Io { doing: "can't make", path: folder.to_path_buf(), source: error }),
    }
    match system::set_mode(folder, 0o700) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::Io { doing: "can't set the mode of", path: folder.to_path_buf(), source: error })
        }
        _ => Ok(()),
    }
}

fn belongs(name: &OsStr) -> bool {
    ["lock", "new", "old", ".gitignore"].iter().any(|known| name == *known)
}

/// Nothing where the lock vanished under our hands.
fn lock(folder: &Path, out: &Path) -> Result<Option<File>> {
    let path = folder.join("lock");
    let file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path) {
        Ok(file) => file,
        Err(gone) if gone.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::Io { doing: "can't make", path, source: error }),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Busy { out: out.to_path_buf() }),
        Err(TryLockError::Error(source)) => return Err(Error::Io { doing: "can't lock", path, source }),
    }
    let locked = file.metadata().map_err(Error::io("can't read", &path))?;
    let still_there = fs::symlink_metadata(&path).is_ok_and(|now| system::identity(&now) == system::identity(&locked));
    Ok(still_there.then_some(file))
}
