//! Whether a history is what it was, and whether a site shows what its history says.

use super::checkpoint::Checkpoint;
use super::{Entry, Event, History};
use std::collections::BTreeMap;

/// Why a history isn't trusted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    Unreadable,
    /// The root in the file is not that of its entries.
    OtherRoot,
    /// The checkpoint is of another site's history.
    OtherOrigin,
    /// There are fewer entries than there were.
    Shorter {
        was: usize,
        is: usize,
    },
    /// What was there is not what is there now: an entry was changed, taken out, put in, or moved.
    Rewritten {
        size: usize,
    },
    /// Entry `number`, from 1, is older than the one before it.
    Backwards {
        number: usize,
    },
    /// The site shows this, and its history says otherwise.
    NotAsSaid {
        page: String,
    },
}

/// What a site shows: paths of records and pages, with their digests.
pub type Shown = BTreeMap<String, String>;

/// `site`: what its manifest says, where that is at hand.
pub fn verify(history: &History, kept: Option<&Checkpoint>, site: Option<&Shown>) -> Result<(), Problem> {
    if let Some(kept) = kept {
        let is = history.entries().len();
        if kept.origin != history.origin {
            return Err(Problem::OtherOrigin);
        }
        if kept.size > is {
            return Err(Problem::Shorter { was: kept.size, is });
        }
        if kept.root != history.root(kept.size) {
            return Err(Problem::Rewritten { size: kept.size });
        }
    }
    let later = history.entries().windows(2).position(|pair| pair[1].at < pair[0].at);
    if let Some(before) = later {
        return Err(Problem::Backwards { number: before + 2 });
    }
    site.map_or(Ok(()), |site| as_said(history.entries(), site))
}

/// Plays the entries: what is left at the end is what the site shows.
fn as_said(entries: &[Entry], site: &Shown) -> Result<(), Problem> {
    let mut said = Shown::new();
    for entry in entries {
        match (entry.what, &entry.digest) {
            (Event::Removed, _) | (_, None) => said.remove(&entry.page),
            (_, Some(digest)) => said.insert(entry.page.clone(), digest.clone()),
        };
    }
    let pages = said.keys().chain(site.keys());
    match pages.into_iter().find(|page| said.get(*page) != site.get(*page)) {
        Some(page) => Err(Problem::NotAsSaid { page: page.clone() }),
        None => Ok(()),
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Problem::Unreadable => f.write_str("this is no history of Fanlight's, or a newer Fanlight wrote it"),
            Problem::OtherRoot => f.write_str("its entries are not those that its root is of"),
            Problem::OtherOrigin => f.write_str("the checkpoint is of another history: the first lines differ"),
            Problem::Shorter { was, is } => write!(f, "there were {was} entries, and there are {is}"),
            Problem::Rewritten { size } => {
                write!(
                    f,
                    "the first {size} entries are not what they were: one was changed, taken out, put in or moved"
                )
            }
            Problem::Backwards { number } => write!(f, "entry {number} is older than the one before it"),
            Problem::NotAsSaid { page } => write!(f, "the history says otherwise of {page} than the site's manifest"),
        }
    }
}
