//! The front matter of a page, of a part of the plan or of a report; all of it may be missing.

use super::parts::Word;
use super::times::{At, When};
use crate::private::yaml::{Anything, Key, Steering};
use crate::public::Tlp;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Page {
    pub title: Key<String>,
    #[serde(default)]
    pub publish: Steering<bool>,
    #[serde(default)]
    pub embargo: Steering<At>,
    #[serde(default)]
    pub embargo_tlp: Steering<Word<Tlp>>,
    #[serde(default)]
    pub tlp: Steering<Word<Tlp>>,
    #[serde(default)]
    pub published: Steering<When>,
    pub modified: Key<When>,
    pub summary: Key<String>,
    /// What other generators call a summary, and the day of a change.
    pub description: Key<String>,
    pub date: Key<When>,
    pub version: Key<String>,
    pub owner: Key<String>,
    pub reviewed: Key<When>,
    pub review_by: Key<When>,
    /// A template of the theme: `pages/NAME.html`.
    pub template: Key<String>,
    /// Whether marks in its code are shown and withhold nothing.
    #[serde(default)]
    pub shows_marks: Steering<bool>,
    pub private: Key<Anything>,
}

/// Keys of Jekyll, Hugo, Docusaurus and MkDocs that a page here has no use for. None of them keeps a page back over there: one that does is
/// unknown here, and an error.
pub(in crate::private) const FOREIGN: &[&str] = &[
    "aliases",
    "author",
    "authors",
    "categories",
    "comments",
    "custom_edit_url",
    "has_children",
    "has_toc",
    "hide_table_of_contents",
    "hide_title",
    "icon",
    "image",
    "keywords",
    "lastmod",
    "last_modified_at",
    "layout",
    "linkTitle",
    "menu",
    "nav_order",
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parent",
    "redirect_from",
    "sidebar_class_name",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "subtitle",
    "tags",
    "toc",
    "toc_depth",
    "weight",
];

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
