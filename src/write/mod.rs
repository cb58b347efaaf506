//! Staging, swapping, what changed. Takes only what was audited.
//!
//! The new site is made in a folder beside the old one that its owner alone can enter, and put in its place by one
//! rename. Until then the old site is whole, whatever happens; after it the old tree is deleted, so that nothing which
//! is no longer disclosed lies about. What did not change is not written again: it is the same file, with its time.
//!
//! Knows paths and bytes; nothing of records, pages or the audit's rules.
#![allow(clippy::disallowed_methods, reason = "write/ alone writes files")]

mod error;
mod memory;
mod names;
mod note;
mod path;
mod replace;
mod room;
mod staging;
mod system;
mod target;
#[cfg(all(test, unix))]
mod tests;
mod tree;

pub use error::{Error, Result};
pub use memory::{Files, Memory, Stage, Wanted};
pub use note::Note;
pub use replace::{create, replace};
pub use staging::Staging;

use crate::public::Tlp;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the manifest lies, by which an output folder is known as ours.
pub const MANIFEST: &str = "site-manifest.json";

/// A file that the audit let pass. Only what the audit returns may implement this.
pub trait Cleared {
    /// Relative to the output folder, with `/` between parts and none in front.
    fn path(&self) -> &str;
    fn bytes(&self) -> &[u8];
}

/// Whom a build is for; an output folder serves one of these for ever.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MadeFor {
    pub audience: Tlp,
    pub preview: bool,
}

/// What became of one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// New, or with other bytes than before.
    Written,
    /// The old site has the same: it stays the same file.
    Unchanged,
}

/// What became of the site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    pub written: usize,
    pub unchanged: usize,
    /// Files of the old site that are no more, sorted.
    pub removed: Vec<String>,
    /// The site is in place, but the system couldn't say that this is on the disk: a power cut now may bring the old one back.
    pub unsure: bool,
    /// The old tree, where it couldn't be deleted. Its owner alone can enter it, and the next build tries again.
    pub leftover: Option<PathBuf>,
}

/// A thread that panicked doesn't make the paths that it took wrong.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
