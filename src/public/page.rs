//! Pages that are not records: the home page, other pages, and the parts of the plan.

use super::{Asset, Instant, Markdown, Stamp, Text, routes};
use serde::Serialize;

#[derive(Clone, Hash, Serialize, Debug)]
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
    /// That of its text, where it isn't the site's.
    pub language: Option<Text>,
    /// Of a translation, the path of the same page in the site's language.
    pub original: Option<Text>,
    /// Its place among its neighbours, in thousandths.
    pub weight: Option<i64>,
    /// Of the theme's templates in `pages/` the one that prints it.
    pub template: Option<Text>,
    pub attachments: Vec<Asset>,
}

impl Page {
    /// Whether it only brings words for a page of ours: its path is that page's.
    pub fn is_introduction(&self) -> bool {
        let name = self.path.trim_matches('/');
        name == "404" || routes::is_reserved(name)
    }

    /// The path of the folder that it lies in: `/guides/` of `/guides/feeds/`.
    pub fn folder(&self) -> &str {
        let path = self.path.trim_end_matches('/');
        &path[..=path.rfind('/').unwrap_or_default().min(path.len().saturating_sub(1))]
    }

    /// Whether its review was due before `now`; a day is over when it ends in UTC.
    pub fn review_overdue(&self, now: Instant) -> bool {
        self.review_by.is_some_and(|due| due.start.0 + chrono::Days::new(1) <= now.0)
    }
}

/// One part of the incident response plan, in reading order; the first is `/plan/` itself where `plan/index.md` exists.
pub type PlanPart = Page;
