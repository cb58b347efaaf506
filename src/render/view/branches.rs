//! What is affected as rows of a table: one for each branch of versions, with the version that fixes that branch.

use super::Views;
use super::affected::AffectedView;
use crate::public::{Affected, RangeType};
use crate::render::{update, versions as words};
use crate::versions::{self, End};
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
    /// The release that fixes these versions.
    pub fixed: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepView {
    /// `2.x`: for whom it is, where there are several.
    pub line: Option<String>,
    pub command: String,
}

impl<'a> AffectedRow<'a> {
    pub fn all(views: &Views<'a>, affected: &'a [Affected], packages: Vec<AffectedView<'a>>) -> Vec<Self> {
        affected.iter().zip(packages).map(|(affected, package)| Self::new(views, affected, package)).collect()
    }

    fn new(views: &Views<'a>, affected: &'a Affected, package: AffectedView<'a>) -> Self {
        let branches = branches(views, affected, &package.fixed);
        Self { steps: steps(affected, &package, &branches), branches, package }
    }
}

/// Lowest versions first. Commits are no branches: few readers have a commit.
fn branches<'a>(views: &Views<'a>, affected: &'a Affected, fixed: &[&'a str]) -> Vec<StretchView<'a>> {
    let order = versions::Order::of(affected.package.ecosystem.as_deref());
    let mut found = Vec::new();
    for range in affected.ranges.iter().filter(|range| range.kind != RangeType::Git) {
        for stretch in versions::stretches(range, words::order(affected, range)) {
            let fixed = match stretch.end {
                Some(End::Fixed(end)) if fixed.contains(&end) => Some(end),
                _ => None,
            };
            found.push((
                stretch.from.map(|from| from.version().to_owned()),
                StretchView { versions: views.words.stretch(&stretch), fixed },
            ));
        }
    }
    found.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => order.sort(a, b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    let mut branches: Vec<StretchView<'_>> = found.into_iter().map(|(_, branch)| branch).collect();
    branches.dedup_by(|a, b| a.versions == b.versions && a.fixed == b.fixed);
    branches
}

fn steps(affected: &Affected, package: &AffectedView<'_>, branches: &[StretchView<'_>]) -> Vec<StepView> {
    let Some(ecosystem) = affected.package.ecosystem.as_deref() else { return Vec::new() };
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
    let command = |fix: &&str| update::command(ecosystem, &affected.package.name, fix);
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
