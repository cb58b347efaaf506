//! What site.yaml settles: what pages show of it is in [`crate::public::Settings`], the rest steers a stage.

use crate::ids::Pattern;
use crate::public::{Settings, Tlp, vocabulary};
use std::path::PathBuf;

vocabulary! {
    /// What records are kept in elsewhere.
    Format {
        Osv "osv",
        Ghsa "ghsa",
        Rustsec "rustsec",
        Csaf "csaf",
        Cve "cve",
    }
}

vocabulary! {
    /// Whether parts that lift at a time leave a visible notice.
    Redactions {
        Omit "omit",
        Mark "mark",
    }
}

#[derive(Clone, PartialEq)]
pub struct Config {
    pub settings: Settings,
    /// The theme's name: `default`, or a folder in `themes/`.
    pub theme: String,
    /// How `new` names a record: `HARBOUR-{year}-{random:4}`.
    pub ids: Option<Pattern>,
    /// This site is the home of ids that begin so.
    pub prefixes: Vec<String>,
    pub disclosure: Disclosure,
    pub sources: Vec<ExternalSource>,
    pub signing: Option<Signing>,
}

/// Records that are kept elsewhere, in another format.
#[derive(Clone, PartialEq)]
pub struct ExternalSource {
    /// A file or a folder beside the content folder: `../advisory-db/crates`, relative to site.yaml.
    pub path: PathBuf,
    pub format: Format,
    /// Marks and approves its records.
    pub publish: bool,
    /// Where site.yaml names it.
    pub line: u32,
}

/// With what CSAF documents are signed: where the key is held, never the key.
#[derive(Clone, PartialEq)]
pub struct Signing {
    pub key: Held,
    /// Of a key that is locked.
    pub passphrase: Option<Held>,
}

/// Where a secret is held.
#[derive(Clone, PartialEq)]
pub enum Held {
    /// Relative to the content folder.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
}

#[derive(Clone, PartialEq)]
pub struct Disclosure {
    /// The highest label that the site shows.
    pub audience: Tlp,
    /// What site.yaml says, whatever this build is for.
    pub site_audience: Tlp,
    pub require_approval: bool,
    pub redactions: Redactions,
    /// A block with one of these words is withheld.
    pub block_words: Vec<String>,
    /// A report's total below this is told as "fewer than".
    pub smallest_count: u64,
    /// Files of formats that can't be cleaned, named one by one.
    pub allow_files: Vec<String>,
}
