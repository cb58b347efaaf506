//! The keys that every record has.

use super::parts::{Indicator, Person, Reference, Revision, TimelineEntry, Word};
use super::times::{At, When};
use crate::private::yaml::{Anything, Key, List};
use crate::public::{Exploitation, Tlp};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Head {
    pub id: Key<String>,
    pub title: Key<String>,
    pub publish: Key<bool>,
    pub approved: Key<Approval>,
    pub embargo: Key<At>,
    pub embargo_tlp: Key<Word<Tlp>>,
    pub tlp: Key<Word<Tlp>>,
    pub published: Key<When>,
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

/// Who approved publication of exactly this. Never shown.
#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Approval {
    #[allow(dead_code, reason = "read, so that one without a name or a day is an error")]
    pub by: String,
    #[allow(dead_code, reason = "likewise")]
    pub on: When,
    /// One for the record (`record`), one for each part that lifts later.
    pub digests: Option<BTreeMap<String, String>>,
}
