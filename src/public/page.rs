//! Pages that are not records: the home page, other pages, and the parts of the plan.

use super::{Asset, Instant, Markdown, Stamp, Text};
use serde::Serialize;

#[derive(Clone, Serialize, Debug)]
pub struct Page {
    /// Its path on the site: `/policy/`, `/plan/roles/`, `/`.
    pub path: Text,
    pub title: Text,
    pub summary: Option<Text>,
    /// The body; a first heading that is the title is not in it.
    pub body: Markdown,
    pub version: Option<Text>,
    pub owner: Option<Text>,
    pub reviewed: Option<Stamp>,
    pub review_by: Option<Stamp>,
    pub modified: Option<Instant>,
    pub attachments: Vec<Asset>,
}

/// One part of the incident response plan, in reading order; the first is `/plan/` itself where `plan/index.md` exists.
pub type PlanPart = Page;
