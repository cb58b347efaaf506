//! Why no release fixes it. That none is planned, that there is a fix without a release, and that none is known are three things.

use super::Words;
use crate::public::{Affected, Informational, RangeEvent, RangeType, RemediationCategory};

pub enum Unfixed<'a> {
    NonePlanned,
    /// The commits that fix it.
    InCommits(Vec<&'a str>),
    NoneKnown,
}

impl<'a> Unfixed<'a> {
    pub fn of(affected: &'a Affected, informational: Option<Informational>) -> Self {
        let unmaintained = informational == Some(Informational::Unmaintained);
        let commits = fix_commits(affected);
        match affected.remediation {
            Some(RemediationCategory::NoFixPlanned) => Self::NonePlanned,
            None if unmaintained => Self::NonePlanned,
            _ if !commits.is_empty() => Self::InCommits(commits),
            _ => Self::NoneKnown,
        }
    }

    pub fn words(&self, words: &Words) -> String {
        match self {
            Self::NonePlanned => words.affected.none_planned.clone(),
            Self::NoneKnown => words.affected.unfixed.clone(),
            Self::InCommits(commits) => {
                let commits: Vec<&str> = commits.iter().map(|commit| short(commit)).collect();
                let commits = words.versions.commits.fill(&[("range", &commits.join(", "))]);
                words.affected.in_commits.fill(&[("commits", &commits)])
            }
        }
    }
}

fn fix_commits(affected: &Affected) -> Vec<&str> {
    let commits = affected.ranges.iter().filter(|range| range.kind == RangeType::Git);
    let mut found = Vec::new();
    for event in commits.flat_map(|range| &range.events) {
        match event {
            RangeEvent::Fixed(commit) if !found.contains(&commit.as_str()) => found.push(commit.as_str()),
            _ => {}
        }
    }
    found
}

/// As many digits of a commit as people write.
fn short(commit: &str) -> &str {
    let hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hash { &commit[..12] } else { commit }
}
