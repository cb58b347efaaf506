//! What the public site showed, and when: a list to which each build adds, and which nobody can change in silence.
//!
//! The entries are the leaves of a Merkle tree as Certificate Transparency has it (RFC 6962, 2.1). Who keeps a [`checkpoint`], which
//! is how many entries there were and the tree's root, can see later that all of them are still there, unchanged and in their order.

pub mod checkpoint;
mod tree;
mod verify;

pub use verify::{Problem, Shown, verify};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// Where it lies on a site.
pub const PATH: &str = "history.json";
/// Rises when a reader of older histories would misread a newer one.
const FORMAT: u32 = 1;

/// What became of a record or a page.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    Published,
    Changed,
    Withdrawn,
    Removed,
}

/// One change of the public site. Its compact JSON, with the keys in this order, is a leaf of the tree.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The clock of the build that first showed it: RFC 3339 in UTC.
    pub at: String,
    pub what: Event,
    /// `advisory`, `incident`, `notice`, `lesson`, `page`.
    pub kind: String,
    /// A record's id; a page has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its path on the site.
    pub page: String,
    /// Of all that is disclosed of it, as site-manifest.json has it. What is removed has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Names of the keys that are new, changed or gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// The whole list, oldest first.
#[derive(Clone, PartialEq, Eq)]
pub struct History {
    /// Names the list for ever: `security.example.org/history`.
    pub origin: String,
    entries: Vec<Entry>,
}

/// As it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    format: u32,
    origin: std::borrow::Cow<'a, str>,
    size: usize,
    /// Base64.
    root: String,
    entries: std::borrow::Cow<'a, [Entry]>,
}

impl History {
    /// An empty one, for the site at this URL.
    pub fn begin(url: &str) -> History {
        let host = url.split_once("://").map_or(url, |pair| pair.1).trim_end_matches('/');
        History { origin: format!("{host}/history"), entries: Vec::new() }
    }

    pub fn append(&mut self, entries: Vec<Entry>) {
        self.entries.extend(entries);
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The tree's root over the first so many entries, as Base64.
    pub fn root(&self, size: usize) -> String {
        let leaves = self.entries.iter().take(size).map(|entry| serde_json::to_vec(entry).unwrap_or_default());
        STANDARD.encode(tree::root(leaves))
    }

    /// Reads what a build wrote. Its own root has to be that of its entries.
    pub fn read(bytes: &[u8]) -> Result<History, Problem> {
        let file: File<'_> = serde_json::from_slice(bytes).map_err(|_| Problem::Unreadable)?;
        if file.format != FORMAT {
            return Err(Problem::Unreadable);
        }
        let history = History { origin: file.origin.into_owned(), entries: file.entries.into_owned() };
        let sound = file.size == history.entries.len() && file.root == history.root(file.size);
        if sound { Ok(history) } else { Err(Problem::OtherRoot) }
    }

    /// What [`Self::read`] reads.
    pub fn written(&self) -> impl Serialize + '_ {
        File {
            format: FORMAT,
            origin: self.origin.as_str().into(),
            size: self.entries.len(),
            root: self.root(self.entries.len()),
            entries: self.entries.as_slice().into(),
        }
    }
}
