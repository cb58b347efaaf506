//! The keys that every record has.

use super::parts::{Indicator, Person, Post, Reference, Revision, TimelineEntry, Word};
use super::times::{At, When};
use crate::private::yaml::{Anything, Key, List, Steering};
use crate::public::{Ahead, Exploitation, Tlp};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Head {
    pub id: Key<String>,
    pub title: Key<String>,
    /// The language of its texts.
    pub lang: Key<String>,
    #[serde(default)]
    pub publish: Steering<bool>,
    #[serde(default)]
    pub approved: Steering<Approval>,
    #[serde(default)]
    pub embargo: Steering<At>,
    #[serde(default)]
    pub embargo_tlp: Steering<Word<Tlp>>,
    #[serde(default)]
    pub tlp: Steering<Word<Tlp>>,
    #[serde(default)]
    pub reserve: Steering<Reserve>,
    #[serde(default)]
    pub published: Steering<When>,
    pub modified: Key<When>,
    pub withdrawn: Key<When>,
    pub withdrawn_reason: Key<String>,
    pub revisions: List<Revision>,
    pub summary: Key<String>,
    pub aliases: List<String>,
    pub related: List<String>,
    pub upstream: List<String>,
    pub projects: List<String>,
    pub tags: List<String>,
    pub references: List<Reference>,
    pub credits: List<Person>,
    pub authors: List<Person>,
    /// What was paid for the report.
    pub bounty: Key<String>,
    /// What is posted about it, for all platforms or for each.
    pub post: Key<Post>,
    pub timeline: List<TimelineEntry>,
    pub impact: Key<String>,
    pub root_cause: Key<String>,
    pub workaround: Key<String>,
    pub recommendations: Key<String>,
    pub resolution: Key<String>,
    pub exploitation: Key<Word<Exploitation>>,
    pub indicators: List<Indicator>,
    /// The body, where the record is YAML or JSON alone.
    pub details: Key<String>,
    pub private: Key<Anything>,
}

/// A place on the site before the record is public: what of it is shown then. The id is, and what is named here.
#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Reserve {
    /// From when on.
    pub since: At,
    pub show: Option<Vec<Word<Ahead>>>,
}

/// Who approved publication of exactly this. Never shown.
#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Approval {
    pub by: String,
    pub on: When,
    /// One for the record (`record`), one for each part that lifts later.
    pub digests: Option<BTreeMap<String, String>>,
    /// By who signed: of all digests.
    pub signatures: Option<BTreeMap<String, String>>,
}
