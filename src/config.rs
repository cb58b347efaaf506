//! What site.yaml settles: what pages show of it is in [`crate::public::Settings`], the rest steers a stage.

use crate::ids::Pattern;
use crate::public::{Instant, Settings, Tlp, vocabulary};
use std::collections::BTreeMap;
use std::path::PathBuf;

vocabulary! {
    /// What records are kept in elsewhere.
    Format {
        Osv "osv",
        Ghsa "ghsa",
        Rustsec "rustsec",
        Csaf "csaf",
        Cve "cve",
        Rubysec "rubysec",
        Friendsofphp "friendsofphp",
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
    pub address: Address,
    /// The theme's name: `default`, or a folder in `themes/`.
    pub theme: String,
    /// How `new` names a record: `HARBOUR-{year}-{random:4}`.
    pub ids: Option<Pattern>,
    /// This site is the home of ids that begin so.
    pub prefixes: Vec<String>,
    /// Ids that begin so are of databases that Fanlight doesn't know.
    pub foreign_ids: Vec<String>,
    pub disclosure: Disclosure,
    pub sources: Vec<ExternalSource>,
    pub teams: Vec<TeamSource>,
    pub signing: Option<Signing>,
}

/// Where this build will be served.
#[derive(Clone, PartialEq)]
pub enum Address {
    /// At the site's `url`.
    Site,
    /// At a URL of its audience's own, which is then `settings.url`: what a text says of the site's `url` leads there too.
    Audience { site: String },
    /// It is for another audience than site.yaml's, which names no URL for it: it can be looked at, and not published.
    Unnamed,
}

/// Records that are kept elsewhere, in another format.
#[derive(Clone, PartialEq)]
pub struct ExternalSource {
    /// A file or a folder beside the content folder: `../advisory-db/crates`, relative to site.yaml.
    pub path: PathBuf,
    pub format: Format,
    /// Marks and approves its records.
    pub publish: bool,
    /// The site's project that its records concern, where they name none.
    pub project: Option<String>,
    /// A package URL: what its records concern, where they name nothing.
    pub package: Option<String>,
    /// Who makes what its records name without a vendor.
    pub vendor: Option<String>,
    pub undated: Undated,
    pub on_error: OnError,
    /// Where site.yaml names it.
    pub line: u32,
}

/// Records of our own format in another folder: a team's. All marks and approval are in force.
#[derive(Clone, PartialEq)]
pub struct TeamSource {
    /// A folder beside the content folder, laid out as that is.
    pub path: PathBuf,
    /// Where site.yaml names it.
    pub line: u32,
}

/// Since when a record is published that doesn't say so, and for which its standard has no other date.
#[derive(Clone, Copy, PartialEq)]
pub enum Undated {
    /// Since it was last changed.
    Modified,
    /// It is left out.
    Skipped,
    At(Instant),
}

vocabulary! {
    /// What a record does that is in error.
    OnError {
        /// The build stops.
        Stop "stop",
        /// It is left out; `check` lists it.
        Skip "skip",
    }
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

/// Who may approve, and how many have to; without any, anybody by name.
#[derive(Clone, PartialEq, Default)]
pub struct Approvers {
    pub named: Vec<Approver>,
    pub minimum: usize,
}

/// Who may approve.
#[derive(Clone, PartialEq)]
pub struct Approver {
    pub name: String,
    /// The SSH public key that signatures are verified with. `None`: the name is a word of honour.
    pub key: Option<String>,
    /// Where reviews are made, for people.
    pub account: Option<String>,
}

#[derive(Clone, PartialEq)]
pub struct Disclosure {
    /// The highest label that the site shows.
    pub audience: Tlp,
    /// What site.yaml says, whatever this build is for.
    pub site_audience: Tlp,
    pub require_approval: bool,
    /// Who may approve what no project has approvers of its own for.
    pub approvers: Approvers,
    /// Of projects that have their own, by the projects' ids.
    pub of_projects: BTreeMap<String, Approvers>,
    pub redactions: Redactions,
    /// A block with one of these words is withheld.
    pub block_words: Vec<String>,
    /// A report's total below this is reported as "fewer than".
    pub smallest_count: u64,
    /// Files of formats that can't be cleaned, named one by one.
    pub allow_files: Vec<String>,
}

impl Disclosure {
    /// Who may approve a record of these projects: the approvers of each that has its own, else those of the site. Each group has to.
    pub fn approvers_of<'a>(&'a self, projects: impl Iterator<Item = &'a str>) -> Vec<&'a Approvers> {
        let own: Vec<&Approvers> = projects.filter_map(|project| self.of_projects.get(project.trim())).collect();
        if own.is_empty() { vec![&self.approvers] } else { own }
    }
}
