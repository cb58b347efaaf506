//! What is affected as rows of a table: one for each branch of versions, with the version that fixes that branch.

use super::Views;
use super::affected::AffectedView;
use crate::public::{Affected, DefaultStatus, Informational, VexStatus};
use crate::render::{Unfixed, update, versions as words};
use crate::versions::{self, Advice, Claim};
use serde::Serialize;

/// Branches beyond these have no command of their own: too many to choose from.
const MOST: usize = 3;

/// A package with its branches.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AffectedRow<'a> {
    #[serde(flatten)]
    pub package: AffectedView<'a>,
    pub branches: Vec<StretchView<'a>>,
    /// How to update, for each branch that has a fix.
    pub steps: Vec<StepView>,
}

/// A stretch of versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StretchView<'a> {
    /// `2.4.0 and later, before 2.9.5`
    pub versions: String,
    /// What fixes these versions.
    pub fixed: Option<&'a str>,
    /// Why nothing does.
    pub no_fix: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepView {
    /// `2.x`: for whom it is, where there are several.
    pub line: Option<String>,
    pub command: String,
}

impl<'a> AffectedRow<'a> {
    pub fn all(
        views: &Views<'a>,
        affected: &'a [Affected],
        packages: Vec<AffectedView<'a>>,
        informational: Option<Informational>,
    ) -> Vec<Self> {
        let groups = words::by_package(affected);
        let advice: Vec<Advice<'a>> = groups.iter().map(|entries| Advice::of(entries)).collect();
        let of_package = |entry: &Affected| groups.iter().position(|entries| words::is_of(entry, entries));
        let row = |(entry, package): (&'a Affected, AffectedView<'a>)| {
            let branches = branches(views, entry, of_package(entry).map(|at| &advice[at]), informational);
            Self { steps: steps(views, entry, &package, &branches), branches, package }
        };
        affected.iter().zip(packages).map(row).collect()
    }
}

/// Lowest versions first. Commits are no branches: few readers have a commit.
fn branches<'a>(
    views: &Views<'a>,
    affected: &'a Affected,
    advice: Option<&Advice<'a>>,
    informational: Option<Informational>,
) -> Vec<StretchView<'a>> {
    let order = versions::Order::of(affected.package.ecosystem.as_deref());
    let open = matches!(affected.status, None | Some(VexStatus::Affected));
    let mut found = Vec::new();
    let unfixed = Unfixed::of(affected, informational);
    for stretch in versions::remainders(affected).flat_map(|remainder| remainder.stretches) {
        let fixed = advice.filter(|_| open).and_then(|advice| advice.fix_of(&stretch));
        let no_fix = (open && fixed.is_none()).then(|| unfixed.words(views.words));
        found.push((
            stretch.from.map(|from| from.version().to_owned()),
            StretchView { versions: views.words.stretch(&stretch), fixed, no_fix },
        ));
    }
    let claim = Claim::of(affected);
    // Named without versions, it is affected in all of them.
    if open && claim.is_silent() && !claim.commits && matches!(claim.default, None | Some(DefaultStatus::Affected)) {
        let no_fix = matches!(unfixed, Unfixed::NonePlanned).then(|| unfixed.words(views.words));
        found.push((None, StretchView { versions: views.words.versions.all.clone(), fixed: None, no_fix }));
    }
    found.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => order.sort(a, b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    let mut branches: Vec<StretchView<'_>> = found.into_iter().map(|(_, branch)| branch).collect();
    branches.dedup_by(|a, b| a.versions == b.versions && a.fixed == b.fixed);
    branches
}

fn steps(
    views: &Views<'_>,
    affected: &Affected,
    package: &AffectedView<'_>,
    branches: &[StretchView<'_>],
) -> Vec<StepView> {
    if package.status_class == "not-affected" {
        return Vec::new();
    }
    let mut fixes: Vec<&str> = branches.iter().filter_map(|branch| branch.fixed).collect();
    fixes.dedup();
    if fixes.len() > MOST || fixes.len() < package.fixed.len() {
        // Those of the package as a whole.
        let command = |command: &String| StepView { line: None, command: command.clone() };
        return package.commands.iter().map(command).collect();
    }
    let command = |fix: &&str| update::command_of(&views.site.settings, &affected.package, fix);
    let commands: Vec<Option<String>> = fixes.iter().map(command).collect();
    let several = commands.iter().flatten().collect::<std::collections::BTreeSet<_>>().len() > 1;
    let mut steps: Vec<StepView> = Vec::new();
    for (fix, command) in fixes.iter().zip(commands) {
        let Some(command) = command else { continue };
        if steps.iter().all(|step| step.command != command) {
            steps.push(StepView { line: several.then(|| line(fix, &fixes)).flatten(), command });
        }
    }
    steps
}

/// The line of releases of a version among others: `2.x`, or `3.5.x` where another one is 3 too.
fn line(fix: &str, all: &[&str]) -> Option<String> {
    let parts: Vec<&str> = fix.trim_start_matches('v').split('.').collect();
    let numbers = |parts: &[&str]| parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    (1..parts.len()).find_map(|length| {
        let start = format!("{}.", parts[..length].join("."));
        let others = all.iter().filter(|other| **other != fix);
        let own = others.clone().all(|other| !other.trim_start_matches('v').starts_with(&start));
        (own && numbers(&parts[..length])).then(|| format!("{start}x"))
    })
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_of_releases_is_as_short_as_tells_it_from_the_others() {
        assert_eq!(line("2.9.5", &["2.9.5", "3.6.2"]).as_deref(), Some("2.x"));
        assert_eq!(line("3.6.2", &["3.5.9", "3.6.2"]).as_deref(), Some("3.6.x"));
        assert_eq!(line("v1.2.3", &["v1.2.3", "v2.0.0"]).as_deref(), Some("1.x"));
        assert_eq!(line("jammy", &["jammy", "focal"]), None);
        assert_eq!(line("1", &["1", "2"]), None);
    }
}
