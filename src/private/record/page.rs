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
    /// The language of its text.
    pub lang: Key<String>,
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
    /// Its place among its neighbours, by the names that Hugo, Docusaurus and Just the Docs have for it.
    pub weight: Key<f64>,
    pub sidebar_position: Key<f64>,
    pub nav_order: Key<f64>,
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
    "banner",
    "canonical_url",
    "categories",
    "comments",
    "cover",
    "custom_edit_url",
    "has_children",
    "has_toc",
    "hero",
    "hero_alt_text",
    "hide",
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
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parent",
    "pdf",
    "redirect_from",
    "sidebar_class_name",
    "sidebar_label",
    "slug",
    "style",
    "subtitle",
    "tags",
    "toc",
    "toc_depth",
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
