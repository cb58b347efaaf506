//! The front matter of a page or of a part of the plan; all of it may be missing.

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
