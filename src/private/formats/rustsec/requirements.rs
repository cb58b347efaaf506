//! Cargo's version requirements to the stretches of versions that none of them covers.
//!
//! As RustSec's own export to OSV understands them: versions are ordered by precedence, pre-releases too, so that 2.0.0-alpha lies
//! before 2.0.0 and outside of `^1`; a number that a requirement leaves out is 0, so that `=1.2` is 1.2.0 alone.

use semver::{Comparator, Op, Prerelease, Version, VersionReq};

/// Versions from one on, before another. `None`: without bound.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    pub from: Option<Version>,
    pub before: Option<Version>,
}

/// The least version there is.
const LEAST: &str = "0";

/// What all comparators of a requirement cover. `None`: nothing, or a number too large to count on from.
pub(super) fn covered(requirement: &VersionReq) -> Option<Stretch> {
    let mut all = Stretch { from: None, before: None };
    for comparator in &requirement.comparators {
        let Stretch { from, before } = one(comparator)?;
        // `None` is the least `Option`, as no lower bound is the least bound.
        all.from = all.from.max(from);
        all.before = lower(all.before, before);
    }
    let empty = all.before.as_ref().is_some_and(|before| all.from.as_ref().unwrap_or(&least()) >= before);
    (!empty).then_some(all)
}

/// The versions that are in no covered stretch, in their order.
pub(super) fn uncovered(mut covered: Vec<Stretch>) -> Vec<Stretch> {
    covered.sort_by(|a, b| a.from.cmp(&b.from));
    let mut left = Vec::new();
    let mut from = None;
    for Stretch { from: begins, before } in covered {
        if begins > from && begins.as_ref() > Some(&least()) {
            left.push(Stretch { from: from.clone(), before: begins });
        }
        let Some(before) = before else { return left };
        from = from.max(Some(before));
    }
    left.push(Stretch { from, before: None });
    left
}

fn one(comparator: &Comparator) -> Option<Stretch> {
    let Comparator { op, major, minor, patch, pre } = comparator;
    let version = Version {
        major: *major,
        minor: minor.unwrap_or(0),
        patch: patch.unwrap_or(0),
        pre: pre.clone(),
        build: Default::default(),
    };
    let written = minor.unwrap_or(0);
    let next_major = || Some(before(major.checked_add(1)?, 0, 0));
    let next_minor = || Some(before(*major, written.checked_add(1)?, 0));
    let (from, before) = match op {
        Op::Greater => (Some(next(&version)?), None),
        Op::GreaterEq => (Some(version), None),
        Op::Less => (None, Some(version)),
        Op::LessEq => (None, Some(next(&version)?)),
        Op::Exact => (Some(version.clone()), Some(next(&version)?)),
        Op::Tilde | Op::Wildcard if minor.is_none() => (Some(version), Some(next_major()?)),
        Op::Tilde | Op::Wildcard => (Some(version), Some(next_minor()?)),
        Op::Caret => {
            let end = match (major, minor, patch) {
                (0, Some(0), Some(patch)) => before(0, 0, patch.checked_add(1)?),
                (0, Some(_), _) => next_minor()?,
                _ => next_major()?,
            };
            (Some(version), Some(end))
        }
        _ => return None,
    };
    Some(Stretch { from, before })
}

fn lower(a: Option<Version>, b: Option<Version>) -> Option<Version> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The bound before a version and before all of its pre-releases.
fn before(major: u64, minor: u64, patch: u64) -> Version {
    Version { pre: first(), ..Version::new(major, minor, patch) }
}

fn least() -> Version {
    before(0, 0, 0)
}

fn first() -> Prerelease {
    Prerelease::new(LEAST).unwrap_or_default()
}

/// The version that a bound lies right behind: 1.2.2 for 1.2.3-0, which nobody releases and nobody can update to.
pub(super) fn last_before(bound: &Version) -> Option<Version> {
    let (Version { major, minor, patch, pre, .. }, true) = (bound, bound.patch > 0) else { return None };
    (*pre == first()).then(|| Version::new(*major, *minor, patch - 1))
}

/// The least version after this one.
fn next(version: &Version) -> Option<Version> {
    if version.pre.is_empty() {
        return Some(before(version.major, version.minor, version.patch.checked_add(1)?));
    }
    let pre = Prerelease::new(&format!("{}.{LEAST}", version.pre)).ok()?;
    Some(Version { pre, ..version.clone() })
}

#[cfg(test)]
mod tests;
