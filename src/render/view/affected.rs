//! Which packages and versions are affected, as a reader asks for it.

use super::{SeverityView, Views};
use crate::public::{Affected, Informational, Packages, Range, RangeType, VexStatus};
use crate::render::{labels, update, versions as words};
use crate::versions::{self, Advice, Order, Stretch};
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
        informational: Option<Informational>,
    ) -> Self {
        let status = affected.status.unwrap_or(VexStatus::Affected);
        let order = Order::of(affected.package.ecosystem.as_deref());
        let mut versions: Vec<&str> = affected.versions.iter().map(|it| &**it).collect();
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
            purl: affected.package.purl.as_deref(),
            status: views.words.vex.of(status),
            status_class: class(status),
            justification: affected.justification.as_deref().map(|it| views.words.justification(it)),
            ranges: RangeView::all(views, affected),
            versions,
            commands: commands(affected, &fixed),
            no_fix: no_fix(views, affected, &fixed, informational),
            unaffected: phrases(&affected.unaffected),
            unknown: phrases(&affected.unknown),
            fixed,
            severity: affected.severity.as_ref().map(|it| SeverityView::spelled_out(views, it)),
            platforms: affected.platforms.iter().map(|it| labels::platform(it)).collect(),
            functions: affected.functions.iter().map(|it| &**it).collect(),
        }
    }

    pub fn all(views: &Views<'a>, affected: &'a [Affected], informational: Option<Informational>) -> Vec<Self> {
        let packages = words::by_package(affected);
        let of_package = |entry: &Affected| packages.iter().find(|known| known[0].package.is_same(&entry.package));
        let view = |entry| Self::new(views, entry, of_package(entry).map_or(&[], Vec::as_slice), informational);
        affected.iter().map(view).collect()
    }
}

/// That no fix is known, that none is planned, and that there is one without a release are three things.
fn no_fix(
    views: &Views<'_>,
    affected: &Affected,
    fixed: &[&str],
    informational: Option<Informational>,
) -> Option<String> {
    let open = matches!(affected.status, None | Some(VexStatus::Affected));
    let silent = affected.ranges.is_empty() && affected.versions.is_empty();
    let say = &views.words.affected;
    let unmaintained = informational == Some(Informational::Unmaintained);
    if !open || !fixed.is_empty() || silent && !unmaintained {
        return None;
    }
    let commits: Vec<&str> = words::fix_commits(affected).iter().map(|commit| short(commit)).collect();
    Some(match (unmaintained, commits.is_empty()) {
        (true, _) => say.none_planned.clone(),
        (false, true) => say.unfixed.clone(),
        (false, false) => {
            let commits = views.words.versions.commits.fill(&[("range", &commits.join(", "))]);
            say.in_commits.fill(&[("commits", &commits)])
        }
    })
}

/// As many digits of a commit as people write.
fn short(commit: &str) -> &str {
    let hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hash { &commit[..12] } else { commit }
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
        let from = |stretch: &Stretch<'_>| stretch.from.map(|from| from.version().to_owned());
        stretches.sort_by(|a, b| match (from(a), from(b)) {
            (Some(a), Some(b)) => ecosystem.sort(&a, &b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        });
        let mut phrases: Vec<String> = stretches.iter().map(|it| views.words.stretch(it)).collect();
        phrases.dedup();
        let releases = Self { commits: false, phrases, repository: None };
        let commits = commits.into_iter().map(|range| Self {
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
    /// The versions that fix it, each once.
    pub versions: Vec<&'a str>,
    /// Nothing above the one version is affected.
    pub or_later: bool,
    /// What fixes which versions, where that isn't the same for all.
    pub branches: Vec<BranchView<'a>>,
}

/// A stretch of affected versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BranchView<'a> {
    /// In words.
    pub versions: String,
    /// None: no fixed version is known.
    pub fix: Option<&'a str>,
}

/// What to update, of all that is affected.
pub fn updates<'a>(views: &Views<'a>, affected: &'a [Affected]) -> Vec<UpdateView<'a>> {
    let packages = words::by_package(affected);
    let named = |name: &str| packages.iter().filter(|entries| *entries[0].package.name == *name).count();
    let update = |entries: &Vec<&'a Affected>| {
        let advice = Advice::of(entries);
        let package = &entries[0].package;
        let branches = match advice.branches.as_slice() {
            [_] => Vec::new(),
            all if advice.is_whole() && advice.or_later => all.iter().take(0).collect(),
            all => all.iter().collect(),
        };
        let branch = |branch: &versions::Branch<'a>| BranchView {
            versions: views.words.stretch(&branch.stretch),
            fix: branch.fix,
        };
        UpdateView {
            name: &package.name,
            ecosystem: package.ecosystem.as_deref().filter(|_| named(&package.name) > 1),
            versions: advice.fixes(),
            or_later: advice.or_later,
            branches: branches.into_iter().map(branch).collect(),
        }
    };
    packages.iter().map(update).filter(|update| !update.versions.is_empty()).collect()
}
