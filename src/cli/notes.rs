//! Where it is noted what a site in an output folder was made of, and which program this is.
#![allow(clippy::disallowed_methods, reason = "cli alone reads the environment")]

use crate::write::Note;
use std::path::{Path, PathBuf};

/// The note for this output folder, in this user's cache folder; none where there is no such folder.
pub fn note(out: &Path) -> Option<Note> {
    Note::of(&caches()?.join("fanlight"), out)
}

fn caches() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(below)))
}

/// What distinguishes this program from another, were it only built anew. Not its size and date alone: packagers give every file the same date.
#[cfg(unix)]
pub fn program() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let place = (file.dev(), file.ino(), file.len());
    let times = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()];
    Some(format!("{} {place:?} {times:?}", env!("CARGO_PKG_VERSION")))
}

#[cfg(not(unix))]
pub fn program() -> Option<String> {
    None
}
