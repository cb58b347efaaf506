//! Which packages and versions are affected, as a reader asks for it.

use super::{SeverityView, Views};
use crate::public::{Affected, Packages, Range, RangeType, VexStatus};
use crate::render::{labels, versions};
use serde::Serialize;

#[derive(Serialize)]
pub struct AffectedView<'a> {
    pub name: &'a str,
    /// The page of all that concerns the package.
    pub href: String,
    pub ecosystem: Option<&'a str>,
    pub purl: Option<&'a str>,
    pub status: &'static str,
    /// `affected`, `not-affected`, `fixed`, `under-investigation`: for the stylesheet.
    pub status_class: &'static str,
    pub justification: Option<&'a str>,
    pub ranges: Vec<RangeView>,
    pub versions: Vec<&'a str>,
    pub fixed: Vec<&'a str>,
    pub severity: Option<SeverityView<'a>>,
    pub platforms: Vec<&'a str>,
    pub functions: Vec<&'a str>,
}

#[derive(Serialize)]
pub struct RangeView {
    /// Commits are shown as code.
    pub commits: bool,
    pub phrases: Vec<String>,
    pub repository: Option<String>,
}

impl<'a> AffectedView<'a> {
    pub fn new(views: &Views<'a>, affected: &'a Affected) -> Self {
        let status = affected.status.unwrap_or(VexStatus::Affected);
        Self {
            name: &affected.package.name,
            href: views.links.href(&Packages::path_of(&affected.package)),
            ecosystem: affected.package.ecosystem.as_deref(),
            purl: affected.package.purl.as_deref(),
            status: labels::vex_status(status),
            status_class: class(status),
            justification: affected.justification.as_deref().map(labels::justification),
            ranges: affected.ranges.iter().filter_map(|range| RangeView::new(views, range)).collect(),
            versions: affected.versions.iter().map(|it| &**it).collect(),
            fixed: fixed(affected),
            severity: affected.severity.as_ref().map(|it| SeverityView::scored(views, it)),
            platforms: affected.platforms.iter().map(|it| labels::platform(it)).collect(),
            functions: affected.functions.iter().map(|it| &**it).collect(),
        }
    }

    pub fn all(views: &Views<'a>, affected: &'a [Affected]) -> Vec<Self> {
        affected.iter().map(|it| Self::new(views, it)).collect()
    }
}

fn class(status: VexStatus) -> &'static str {
    match status {
        VexStatus::NotAffected => "not-affected",
        VexStatus::Affected => "affected",
        VexStatus::Fixed => "fixed",
        VexStatus::UnderInvestigation => "under-investigation",
    }
}

/// Versions to update to; commits are left to those who build from source.
fn fixed(affected: &Affected) -> Vec<&str> {
    let releases = affected.ranges.iter().filter(|range| range.kind != RangeType::Git);
    let mut found = Vec::new();
    for version in releases.flat_map(versions::fixed) {
        if !found.contains(&version) {
            found.push(version);
        }
    }
    found
}

impl RangeView {
    /// None where it names no version.
    fn new(views: &Views<'_>, range: &Range) -> Option<Self> {
        let phrases = versions::phrases(range);
        (!phrases.is_empty()).then(|| Self {
            commits: range.kind == RangeType::Git,
            phrases,
            repository: range.repo.as_deref().and_then(|url| views.outside(url)),
        })
    }
}

/// A package and the versions to update it to.
#[derive(Serialize)]
pub struct UpdateView<'a> {
    pub name: &'a str,
    pub versions: Vec<&'a str>,
}

/// What to update, of all that is affected.
pub fn updates<'a>(affected: &[AffectedView<'a>]) -> Vec<UpdateView<'a>> {
    let concerned = affected.iter().filter(|it| it.status_class != "not-affected" && !it.fixed.is_empty());
    concerned.map(|it| UpdateView { name: it.name, versions: it.fixed.clone() }).collect()
}
