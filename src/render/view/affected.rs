//! Which packages and versions are affected, as a reader asks for it.

use super::{SeverityView, Views};
use crate::public::{Affected, Informational, Packages, Range, RangeType, VexStatus};
use crate::render::{Unfixed, labels, update, versions as words};
use crate::versions::{self, Advice, Claim, Order, Stretch};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AffectedView<'a> {
    pub name: &'a str,
    /// The page of all that concerns the package.
    pub href: String,
    pub ecosystem: Option<&'a str>,
    /// Where other entries of the package are of other platforms.
    pub apart: Option<String>,
    pub purl: Option<&'a str>,
    pub status: &'a str,
    /// `affected`, `not-affected`, `fixed`, `under-investigation`: for the stylesheet.
    pub status_class: &'static str,
    pub justification: Option<&'a str>,
    pub ranges: Vec<RangeView>,
    pub versions: Vec<&'a str>,
    /// Where a reader finds a fix, lowest version first.
    pub fixed: Vec<&'a str>,
    /// What to say of fixes where no release has one, and something is affected.
    pub no_fix: Option<String>,
    /// Not affected, whatever else is said.
    pub unaffected: Vec<String>,
    /// Of these nobody knows.
    pub unknown: Vec<String>,
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
    /// Among all that the record says of the package.
    pub fn new(
        views: &Views<'a>,
        affected: &'a Affected,
        of_package: &[&'a Affected],
        apart: Option<String>,
        informational: Option<Informational>,
    ) -> Self {
        let status = affected.status.unwrap_or(VexStatus::Affected);
        let open = affected.status.is_none() && Claim::of(affected).leaves_all_open();
        let order = Order::of(affected.package.ecosystem.as_deref());
        let mut versions: Vec<&str> = affected.versions.iter().map(|version| &**version).collect();
        versions.sort_by(|a, b| order.sort(a, b));
        let fixed = words::fixed_among(affected, of_package);
        let phrases = |ranges: &[Range]| {
            let phrases = ranges.iter().flat_map(|range| views.words.range(range, words::order(affected, range)));
            phrases.collect()
        };
        Self {
            name: &affected.package.name,
            href: views.links.href(&Packages::path_of(&affected.package)),
            ecosystem: affected.package.ecosystem.as_deref(),
            apart,
            purl: affected.package.purl.as_deref(),
            // That a package is concerned is known, and not in which versions.
            status: if open { &views.words.affected.unknown } else { views.words.vex.of(status) },
            status_class: if open { class(VexStatus::UnderInvestigation) } else { class(status) },
            justification: affected
                .justification
                .as_deref()
                .map(|justification| views.words.justification(justification)),
            ranges: RangeView::all(views, affected),
            versions,
            commands: commands(views, affected, &fixed),
            no_fix: no_fix(views, affected, &fixed, informational),
            unaffected: phrases(&affected.unaffected),
            unknown: phrases(&affected.unknown),
            fixed,
            severity: affected.severity.as_ref().map(|severity| SeverityView::spelled_out(views, severity)),
            platforms: affected.platforms.iter().map(|it| labels::platform(it)).collect(),
            functions: affected.functions.iter().map(|function| &**function).collect(),
        }
    }

    pub fn all(views: &Views<'a>, affected: &'a [Affected], informational: Option<Informational>) -> Vec<Self> {
        let packages = words::by_package(affected);
        let of_package = |entry: &Affected| packages.iter().find(|known| words::is_of(entry, known));
        let view = |entry| {
            let beside = of_package(entry).map_or(&[][..], Vec::as_slice);
            Self::new(views, entry, beside, words::apart(entry, affected), informational)
        };
        affected.iter().map(view).collect()
    }
}

/// What to say where an entry calls something affected and names no release that fixes it.
fn no_fix(
    views: &Views<'_>,
    affected: &Affected,
    fixed: &[&str],
    informational: Option<Informational>,
) -> Option<String> {
    let unfixed = Unfixed::of(affected, informational);
    let silent = affected.ranges.is_empty() && affected.versions.is_empty();
    let open = matches!(affected.status, None | Some(VexStatus::Affected)) && fixed.is_empty();
    (open && (!silent || matches!(unfixed, Unfixed::NonePlanned))).then(|| unfixed.words(views.words))
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
fn commands(views: &Views<'_>, affected: &Affected, fixed: &[&str]) -> Vec<String> {
    if affected.status == Some(VexStatus::NotAffected) {
        return Vec::new();
    }
    let newest = if fixed.len() > 3 { &fixed[fixed.len() - 1..] } else { fixed };
    let command = |version: &&str| update::command_of(&views.site.settings, &affected.package, version);
    let mut found: Vec<String> = newest.iter().filter_map(command).collect();
    found.dedup();
    found
}

impl RangeView {
    /// Releases first and as one, the lowest versions first; then each repository's commits.
    fn all(views: &Views<'_>, affected: &Affected) -> Vec<Self> {
        let ecosystem = Order::of(affected.package.ecosystem.as_deref());
        let commits = affected.ranges.iter().filter(|range| range.kind == RangeType::Git);
        let mut stretches: Vec<_> = versions::remainders(affected).flat_map(|remainder| remainder.stretches).collect();
        let from = |stretch: &Stretch<'_>| stretch.from.map(|from| from.version().to_owned());
        stretches.sort_by(|a, b| match (from(a), from(b)) {
            (Some(a), Some(b)) => ecosystem.sort(&a, &b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        });
        let mut phrases: Vec<String> = stretches.iter().map(|stretch| views.words.stretch(stretch)).collect();
        phrases.dedup();
        let releases = Self { commits: false, phrases, repository: None };
        let commits = commits.map(|range| Self {
            commits: true,
            phrases: views.words.commits(range),
            repository: range.repo.as_deref().and_then(|url| views.outside(url)),
        });
        std::iter::once(releases).chain(commits).filter(|it| !it.phrases.is_empty()).collect()
    }
}

/// A package, and what its users update to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UpdateView<'a> {
    pub name: &'a str,
    /// Where another package of the record has the same name.
    pub ecosystem: Option<&'a str>,
    /// Where other entries of the package are of other platforms.
    pub apart: Option<String>,
    /// The versions that fix it, each once.
    pub versions: Vec<&'a str>,
    /// Nothing above the one version is affected.
    pub or_later: bool,
    /// The one version is a pre-release, and no release fixes it.
    pub early: bool,
    /// What fixes which versions, where that isn't the same for all.
    pub branches: Vec<BranchView<'a>>,
    /// Why nothing fixes it, where nothing does.
    pub no_fix: Option<String>,
}

/// Affected versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BranchView<'a> {
    /// In words.
    pub versions: String,
    /// None: no release fixes it.
    pub fix: Option<&'a str>,
    /// The fix is a pre-release.
    pub early: bool,
    /// Why there is none.
    pub no_fix: Option<String>,
}

/// What to update, of all that is affected; nothing where nothing has a fix.
pub fn updates<'a>(
    views: &Views<'a>,
    affected: &'a [Affected],
    informational: Option<Informational>,
) -> Vec<UpdateView<'a>> {
    let packages = words::by_package(affected);
    let named = |name: &str| packages.iter().filter(|entries| *entries[0].package.name == *name).count();
    let unfixed = |entry| Unfixed::of(entry, informational).words(views.words);
    let update = |entries: &Vec<&'a Affected>| {
        let advice = Advice::of(entries);
        let package = &entries[0].package;
        let same = matches!(advice.branches.as_slice(), [_]) || advice.is_whole() && advice.or_later;
        let branch = |branch: &versions::Branch<'a>| BranchView {
            versions: views.words.extent(&branch.extent),
            fix: branch.fix,
            early: branch.early,
            no_fix: branch.fix.is_none().then(|| unfixed(branch.entry)),
        };
        let versions = advice.fixes();
        let apart = words::apart(entries[0], affected);
        UpdateView {
            name: &package.name,
            ecosystem: package.ecosystem.as_deref().filter(|_| apart.is_none() && named(&package.name) > 1),
            apart,
            or_later: advice.or_later,
            early: advice.branches.iter().any(|branch| branch.early),
            no_fix: advice.branches.first().filter(|_| versions.is_empty()).map(|branch| unfixed(branch.entry)),
            branches: if same || versions.is_empty() { vec![] } else { advice.branches.iter().map(branch).collect() },
            versions,
        }
    };
    let all: Vec<UpdateView<'a>> = packages.iter().map(update).collect();
    let any = all.iter().any(|update| !update.versions.is_empty());
    all.into_iter().filter(|update| any && (!update.versions.is_empty() || update.no_fix.is_some())).collect()
}
