//! What site.yaml says, as far as pages and exports show it.

use super::words::vocabulary;
use super::{Csaf, Cve, Instant, Style, Tlp};
use serde::Serialize;
use std::hash::{Hash, Hasher};

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Settings {
    pub title: String,
    /// Absolute, ends in `/`.
    pub url: String,
    pub description: Option<String>,
    pub language: String,
    pub organization: Option<Organization>,
    pub license: Option<String>,
    pub report: Report,
    pub projects: Vec<Project>,
    pub targets: Option<Targets>,
    /// Worst first.
    pub severities: Vec<SeverityLevel>,
    pub categories: Vec<Category>,
    /// Whom this build is for.
    pub audience: Tlp,
    /// Shows what is marked for publication but not yet due.
    pub preview: bool,
    pub feed_limit: usize,
    /// Whether reports are in the feed of everything.
    pub feed_reports: bool,
    /// Where news is sent beside the feeds: a mailing list, a chat.
    pub subscribe: Vec<Subscription>,
    /// Entries of the menu beside the sections.
    pub navigation: Vec<NavigationItem>,
    pub style: Style,
    pub outputs: Outputs,
    /// This site is the home of ids that begin so; other sites' are no business of its `/osv/`.
    pub osv_prefixes: Vec<String>,
    pub csaf: Csaf,
    pub cve: Option<Cve>,
}

impl Settings {
    /// The site's path on its host, with a slash at both ends: `/` or `/security/`.
    pub fn base(&self) -> &str {
        let host = self.url.find("://").map_or(0, |at| at + 3);
        self.url[host..].find('/').map_or("/", |at| &self.url[host + at..])
    }

    /// Who publishes it: the organization, else the site.
    pub fn publisher(&self) -> &str {
        self.organization.as_ref().map_or(&self.title, |organization| &organization.name)
    }

    /// Whether search engines may have it. A preview is nobody's to index, nor is what may only go to some (TLP 2.0: green is
    /// not for publicly accessible channels).
    pub fn is_for_everybody(&self) -> bool {
        !self.preview && self.audience == Tlp::Clear
    }

    /// The history is of the site for everybody.
    pub fn has_history(&self) -> bool {
        self.outputs.history && self.is_for_everybody()
    }

    pub fn severity(&self, id: &str) -> Option<&SeverityLevel> {
        self.severities.iter().find(|level| level.id == id)
    }
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Organization {
    pub name: String,
    pub url: Option<String>,
    pub logo: Option<String>,
    pub fediverse: Option<String>,
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Report {
    pub contact: Vec<String>,
    pub encryption: Option<String>,
    pub policy: Option<String>,
    pub acknowledgments: Option<String>,
    pub languages: Vec<String>,
    pub expires: Option<Instant>,
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Project {
    pub id: String,
    pub name: String,
    pub url: Option<String>,
    pub repository: Option<String>,
    pub report: Option<String>,
    pub packages: Vec<String>,
    /// How its users get a version, in place of their ecosystem's command: `harbour update --to {version}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update: Option<String>,
    pub supported: Vec<SupportedLine>,
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct SupportedLine {
    pub line: String,
    pub until: Option<String>,
}

impl SupportedLine {
    /// Its end is near enough to be said so many days before it.
    const SOON: chrono::Days = chrono::Days::new(90);

    /// From when on its end is near.
    pub fn ends_soon(&self) -> Option<Instant> {
        Some(Instant(self.ends()?.0.checked_sub_days(Self::SOON)?))
    }

    /// When it is over, where it names a day: as that day ends in UTC.
    pub fn ends(&self) -> Option<Instant> {
        let day: chrono::NaiveDate = self.until.as_deref()?.parse().ok()?;
        let next = day.checked_add_days(chrono::Days::new(1))?;
        Some(Instant(next.and_time(chrono::NaiveTime::MIN).and_utc()))
    }
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Subscription {
    pub title: String,
    pub url: String,
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct NavigationItem {
    pub label: String,
    pub url: String,
}

/// As written: `2bd`, `7d`.
#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Targets {
    pub acknowledge: Option<String>,
    pub triage: Option<String>,
    pub fix: Option<String>,
}

#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct SeverityLevel {
    pub id: String,
    pub label: String,
    pub icon: Option<String>,
    pub description: Option<String>,
    /// The range of CVSS scores, both ends in it.
    pub cvss: Option<(f64, f64)>,
}

impl Hash for SeverityLevel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { id, label, icon, description, cvss } = self;
        (id, label, icon, description, cvss.map(|(low, high)| (low.to_bits(), high.to_bits()))).hash(state);
    }
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Category {
    pub id: String,
    pub label: String,
    pub description: Option<String>,
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Outputs {
    pub osv: bool,
    pub csaf: bool,
    pub vex: bool,
    /// Whether lists can be searched, by script.
    pub search: bool,
    pub reports: bool,
    /// Pictures for previews.
    pub cards: bool,
    /// Whether the site says what it showed, and when.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    pub aliases: AliasOutput,
    pub feeds: Vec<FeedFormat>,
}

vocabulary! {
    AliasOutput {
        Pages "pages",
        Redirects "redirects",
        None "none",
    }
}

vocabulary! {
    FeedFormat {
        Rss "rss",
        Atom "atom",
        Json "json",
    }
}
