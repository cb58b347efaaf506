//! Which packages and versions are affected, as a reader asks for it.

use super::{SeverityView, Views};
use crate::public::{Affected, Packages, Range, RangeType, VexStatus};
use crate::render::{labels, update, versions as words};
use crate::versions::{self, Order};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AffectedView<'a> {
    pub name: &'a str,
    /// The page of all that concerns the package.
    pub href: String,
    pub ecosystem: Option<&'a str>,
    pub purl: Option<&'a str>,
    pub status: &'a str,
    /// `affected`, `not-affected`, `fixed`, `under-investigation`: for the stylesheet.
    pub status_class: &'static str,
    pub justification: Option<&'a str>,
    pub ranges: Vec<RangeView>,
    pub versions: Vec<&'a str>,
    /// Where a reader finds a fix, lowest version first.
    pub fixed: Vec<&'a str>,
    /// How they get it; none where it would be too many to choose from.
    pub commands: Vec<String>,
    pub severity: Option<SeverityView<'a>>,
    pub platforms: Vec<&'a str>,
    pub functions: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RangeView {
    /// Commits are shown as code.
    pub commits: bool,
    pub phrases: Vec<String>,
    pub repository: Option<String>,
}

impl<'a> AffectedView<'a> {
    pub fn new(views: &Views<'a>, affected: &'a Affected) -> Self {
        let status = affected.status.unwrap_or(VexStatus::Affected);
        let order = Order::of(affected.package.ecosystem.as_deref());
        let mut versions: Vec<&str> = affected.versions.iter().map(|it| &**it).collect();
        versions.sort_by(|a, b| order.sort(a, b));
        let fixed = words::fixed(affected);
        Self {
            name: &affected.package.name,
            href: views.links.href(&Packages::path_of(&affected.package)),
            ecosystem: affected.package.ecosystem.as_deref(),
            purl: affected.package.purl.as_deref(),
            status: views.words.vex.of(status),
            status_class: class(status),
            justification: affected.justification.as_deref().map(|it| views.words.justification(it)),
            ranges: RangeView::all(views, affected),
            versions,
            commands: commands(affected, &fixed),
            fixed,
            severity: affected.severity.as_ref().map(|it| SeverityView::spelled_out(views, it)),
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

/// One for each line of versions; of many lines, the newest.
fn commands(affected: &Affected, fixed: &[&str]) -> Vec<String> {
    let Some(ecosystem) = affected.package.ecosystem.as_deref() else { return Vec::new() };
    if affected.status == Some(VexStatus::NotAffected) {
        return Vec::new();
    }
    let newest = if fixed.len() > 3 { &fixed[fixed.len() - 1..] } else { fixed };
    let mut found: Vec<String> =
        newest.iter().filter_map(|version| update::command(ecosystem, &affected.package.name, version)).collect();
    found.dedup();
    found
}

impl RangeView {
    /// Releases first and as one, the lowest versions first; then each repository's commits.
    fn all(views: &Views<'_>, affected: &Affected) -> Vec<Self> {
        let ecosystem = Order::of(affected.package.ecosystem.as_deref());
        let (commits, releases): (Vec<&Range>, Vec<&Range>) =
            affected.ranges.iter().partition(|range| range.kind == RangeType::Git);
        let mut stretches: Vec<_> =
            releases.iter().flat_map(|range| versions::stretches(range, words::order(affected, range))).collect();
        stretches.sort_by(|a, b| match (a.from, b.from) {
            (Some(a), Some(b)) => ecosystem.sort(a, b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        });
        let mut phrases: Vec<String> = stretches.iter().map(|it| views.words.stretch(it)).collect();
        phrases.dedup();
        let releases = Self { commits: false, phrases, repository: None };
        let commits = commits.into_iter().map(|range| Self {
            commits: true,
            phrases: views.words.range(range, Order::Natural),
            repository: range.repo.as_deref().and_then(|url| views.outside(url)),
        });
        std::iter::once(releases).chain(commits).filter(|it| !it.phrases.is_empty()).collect()
    }
}

/// A package and the versions to update it to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UpdateView<'a> {
    pub name: &'a str,
    pub versions: Vec<&'a str>,
}

/// What to update, of all that is affected.
pub fn updates<'a>(affected: &[AffectedView<'a>]) -> Vec<UpdateView<'a>> {
    let concerned = affected.iter().filter(|it| it.status_class != "not-affected" && !it.fixed.is_empty());
    concerned.map(|it| UpdateView { name: it.name, versions: it.fixed.clone() }).collect()
}
