//! The front matter of a page, of a part of the plan or of a report; all of it may be missing.

use super::parts::Word;
use super::times::{At, When};
use crate::private::yaml::{Anything, Key};
use crate::public::Tlp;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Page {
    pub title: Key<String>,
    pub publish: Key<bool>,
    pub embargo: Key<At>,
    pub embargo_tlp: Key<Word<Tlp>>,
    pub tlp: Key<Word<Tlp>>,
    pub published: Key<When>,
    pub modified: Key<When>,
    pub summary: Key<String>,
    pub version: Key<String>,
    pub owner: Key<String>,
    pub reviewed: Key<When>,
    pub review_by: Key<When>,
    pub private: Key<Anything>,
}

/// The keys of a report's words alone.
#[derive(Deserialize)]
pub(in crate::private) struct Report {
    pub totals: Key<Totals>,
}

/// Numbers that count what isn't disclosed, too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::private) struct Totals {
    pub received: Option<u64>,
    pub valid: Option<u64>,
    pub invalid: Option<u64>,
    pub duplicate: Option<u64>,
    pub out_of_scope: Option<u64>,
    pub fixed: Option<u64>,
    pub disclosed: Option<u64>,
    pub open: Option<u64>,
}
