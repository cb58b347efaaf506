//! What every disclosed record has.

use super::kind::Kind;
use super::routes;
use super::segment::of_id;
use super::words::vocabulary;
use super::{Instant, Markdown, Stamp, Text};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

vocabulary! {
    /// TLP 2.0, from the least to the most restricted.
    Tlp {
        Clear "clear",
        Green "green",
        Amber "amber",
        AmberStrict "amber+strict",
        Red "red",
    }
}

/// The keys that advisories, incidents, notices and lessons share.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Head {
    pub kind: Kind,
    pub id: Text,
    pub title: Text,
    /// That of its texts, where it isn't the site's.
    pub language: Option<Text>,
    pub tlp: Tlp,
    /// First publication: the later of `published` and `embargo`.
    pub published: Instant,
    /// The effective one: the latest of what is declared, the publication, the revisions and the lifts.
    pub modified: Instant,
    pub withdrawn: Option<Withdrawal>,
    /// Oldest first; lifts are among them.
    pub revisions: Vec<Revision>,
    pub summary: Option<Text>,
    pub aliases: Vec<Text>,
    pub related: Vec<Text>,
    pub upstream: Vec<Text>,
    pub projects: Vec<Text>,
    pub tags: Vec<Text>,
    pub references: Vec<Reference>,
    pub credits: Vec<Person>,
    pub authors: Vec<Person>,
    /// What was paid for the report.
    pub bounty: Option<Text>,
    /// What its authors post about it.
    pub post: Option<Post>,
    /// Oldest first.
    pub timeline: Vec<TimelineEntry>,
    pub impact: Option<Markdown>,
    pub root_cause: Option<Markdown>,
    pub workaround: Option<Markdown>,
    pub recommendations: Option<Markdown>,
    pub resolution: Option<Markdown>,
    pub exploitation: Option<Exploitation>,
    pub indicators: Vec<Indicator>,
    /// The body.
    pub details: Markdown,
    pub attachments: Vec<Asset>,
    /// With `redactions: mark`: keys that are withheld until a time.
    pub pending: Vec<Pending>,
    /// Of a draft: why it is not public. Empty but in a preview that shows drafts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Lack>,
}

vocabulary! {
    /// What a draft lacks to be public.
    Lack {
        /// `publish: true`.
        Mark "mark",
        Approval "approval",
        /// It was approved, and is not what it was then.
        Renewal "renewal",
        Date "date",
        /// Its embargo, or its publication, lies ahead.
        Time "time",
    }
}

impl Head {
    /// The page's path on the site: `/advisories/HARBOUR-2026-k3x9/`.
    pub fn path(&self) -> String {
        routes::record(self.kind, &self.id)
    }

    /// Its id as a folder's and a file's name: `ALSA-2024_8842` of `ALSA-2024:8842`.
    pub fn name(&self) -> Cow<'_, str> {
        of_id(&self.id)
    }

    /// When a reader was last given news of it; that it was withdrawn is news.
    pub fn updated(&self) -> Instant {
        self.withdrawn.as_ref().map_or(self.modified, |withdrawal| self.modified.max(withdrawal.at))
    }
}

/// Plain text, for every platform that has none of its own, and for each.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Post {
    pub all: Option<Markdown>,
    pub mastodon: Option<Markdown>,
    pub bluesky: Option<Markdown>,
    pub x: Option<Markdown>,
    pub linkedin: Option<Markdown>,
}

impl Post {
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Markdown> {
        let Self { all, mastodon, bluesky, x, linkedin } = self;
        [all, mastodon, bluesky, x, linkedin].into_iter().flatten()
    }

    pub fn texts(&self) -> impl Iterator<Item = &Markdown> {
        let Self { all, mastodon, bluesky, x, linkedin } = self;
        [all, mastodon, bluesky, x, linkedin].into_iter().flatten()
    }
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Withdrawal {
    pub at: Instant,
    pub reason: Option<Markdown>,
}

/// What changed since publication. One without a note is a part that lifted.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Revision {
    pub at: Instant,
    pub note: Option<Text>,
    pub material: bool,
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Reference {
    #[serde(rename = "type")]
    pub kind: ReferenceType,
    pub url: Text,
    pub title: Option<Text>,
}

vocabulary! {
    /// As OSV names them.
    ReferenceType {
        Advisory "ADVISORY",
        Article "ARTICLE",
        Detection "DETECTION",
        Discussion "DISCUSSION",
        Report "REPORT",
        Fix "FIX",
        Introduced "INTRODUCED",
        Package "PACKAGE",
        Evidence "EVIDENCE",
        Web "WEB",
    }
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Person {
    pub name: Text,
    #[serde(rename = "type")]
    pub kind: Option<PersonType>,
    pub organization: Option<Text>,
    pub url: Option<Text>,
}

vocabulary! {
    /// As OSV names them.
    PersonType {
        Finder "FINDER",
        Reporter "REPORTER",
        Analyst "ANALYST",
        Coordinator "COORDINATOR",
        RemediationDeveloper "REMEDIATION_DEVELOPER",
        RemediationReviewer "REMEDIATION_REVIEWER",
        RemediationVerifier "REMEDIATION_VERIFIER",
        Tool "TOOL",
        Sponsor "SPONSOR",
        Other "OTHER",
    }
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct TimelineEntry {
    pub at: Stamp,
    pub to: Option<Stamp>,
    pub approximate: bool,
    pub phase: Option<Phase>,
    pub text: Option<Markdown>,
}

vocabulary! {
    Phase {
        Introduced "introduced",
        Exploited "exploited",
        Detected "detected",
        Reported "reported",
        Acknowledged "acknowledged",
        Assigned "assigned",
        Triaged "triaged",
        Notified "notified",
        Contained "contained",
        Mitigated "mitigated",
        Eradicated "eradicated",
        Fixed "fixed",
        Recovered "recovered",
        Verified "verified",
        Disclosed "disclosed",
        Closed "closed",
    }
}

vocabulary! {
    /// SSVC's exploitation status.
    Exploitation {
        None "none",
        Poc "poc",
        Active "active",
    }
}

/// Never turned into a link.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Indicator {
    #[serde(rename = "type")]
    pub kind: Text,
    pub value: Text,
}

/// A file that is published as it is (pictures without their metadata).
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Asset {
    /// Where it lies on the site, without a leading slash: `advisories/HARBOUR-2026-k3x9/trace.txt`.
    pub path: Text,
    #[serde(skip)]
    pub bytes: Arc<[u8]>,
}

/// A key of the record that is withheld until a time.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Pending {
    /// The key's name in front matter: `root_cause`.
    pub key: &'static str,
    pub until: Instant,
}
