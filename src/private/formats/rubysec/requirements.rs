//! Requirements of gems' versions to the ranges that none of them covers, in RubyGems' order.
//!
//! bundler-audit calls a version vulnerable that meets neither a requirement of `patched_versions` nor one of
//! `unaffected_versions`. `~> 1.2.3` is 1.2.3 and later, and before 1.3 with all of its pre-releases: RubyGems compares there
//! without what makes a version a pre-release.

use crate::private::formats::keys::{list, of, text};
use crate::private::yaml::Node;
use crate::versions::Order;
use std::cmp::Ordering;

/// Under which key a requirement is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Patched,
    Unaffected,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A place between two versions: right before or right behind one.
#[derive(Clone, PartialEq, Eq)]
struct Cut {
    version: String,
    side: Side,
    /// Before the version's pre-releases too.
    early: bool,
}

/// Versions from one place to another; `None`: without bound.
#[derive(Clone)]
pub(super) struct Requirement {
    written: Written,
    from: Option<Cut>,
    to: Option<Cut>,
}

impl Cut {
    fn at(version: &str, side: Side) -> Self {
        Self { version: version.to_owned(), side, early: false }
    }

    /// `1.3.a` is before all of 1.3 that has a name; a semantic version is so with the least of pre-releases.
    fn name(&self, semantic: bool) -> String {
        match (self.early, semantic) {
            (false, _) => self.version.clone(),
            (true, false) => format!("{}.a", self.version),
            (true, true) => {
                let missing = 2_usize.saturating_sub(self.version.matches('.').count());
                format!("{}{}-0", self.version, ".0".repeat(missing))
            }
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let versions = Order::Gem.compare(&self.name(false), &other.name(false)).unwrap_or(Ordering::Equal);
        versions.then((self.side == Side::After).cmp(&(other.side == Side::After)))
    }
}

impl Requirement {
    /// `>= 1.2, < 2`. `None`: it can't be read, or no version meets it.
    pub fn read(source: &str, written: Written) -> Option<Self> {
        let mut all = Self { written, from: None, to: None };
        for part in source.split(',') {
            let part = part.trim();
            let end = part.find(|c: char| !matches!(c, '<' | '>' | '=' | '~' | '!')).unwrap_or(part.len());
            let (sign, version) = (&part[..end], part[end..].trim());
            Order::Gem.compare(version, version)?;
            let (from, to) = match sign {
                // Before 0 there is nothing.
                ">=" if version.bytes().all(|byte| matches!(byte, b'0' | b'.')) => (None, None),
                ">=" => (Some(Cut::at(version, Side::Before)), None),
                ">" => (Some(Cut::at(version, Side::After)), None),
                "<" => (None, Some(Cut::at(version, Side::Before))),
                "<=" => (None, Some(Cut::at(version, Side::After))),
                "=" | "" => (Some(Cut::at(version, Side::Before)), Some(Cut::at(version, Side::After))),
                "~>" => (Some(Cut::at(version, Side::Before)), Some(bump(version)?)),
                _ => return None,
            };
            all.from = [all.from.take(), from].into_iter().flatten().max_by(Cut::cmp);
            all.to = [all.to.take(), to].into_iter().flatten().min_by(Cut::cmp);
        }
        let empty = matches!((&all.from, &all.to), (Some(from), Some(to)) if from.cmp(to).is_ge());
        (!empty).then_some(all)
    }

    pub fn versions(&self) -> impl Iterator<Item = &str> {
        self.from.iter().chain(&self.to).map(|cut| cut.version.as_str())
    }
}

/// The end of `~>`: without what makes it a pre-release and without the last number, the next.
fn bump(version: &str) -> Option<Cut> {
    let numbers = version.split(['.', '-']).map_while(|part| part.parse::<u64>().ok());
    let mut numbers: Vec<u64> = numbers.collect();
    if numbers.len() > 1 {
        numbers.pop();
    }
    let last = numbers.last_mut()?;
    *last = last.checked_add(1)?;
    let version = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
    Some(Cut { version, side: Side::Before, early: true })
}

/// The ranges of versions that meet none of the requirements, in their order. One that ends where what is patched begins is fixed
/// there.
pub(super) fn uncovered<'a>(requirements: &[Requirement], semantic: bool) -> Vec<Node<'a>> {
    let mut covered: Vec<&Requirement> = requirements.iter().collect();
    let starts = |a: &Requirement, b: &Requirement| match (&a.from, &b.from) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    };
    covered
        .sort_by(|a, b| starts(a, b).then((a.written == Written::Unaffected).cmp(&(b.written == Written::Unaffected))));
    let mut ranges = Vec::new();
    // Up to where the status of all versions is known; at first up to none.
    let mut reported: Option<Cut> = None;
    for requirement in covered {
        if let Some(from) = &requirement.from
            && reported.as_ref().is_none_or(|reported| reported.cmp(from).is_lt())
        {
            ranges.push(range(reported.as_ref(), Some((from, requirement.written)), semantic));
        }
        let Some(to) = &requirement.to else { return ranges };
        if reported.as_ref().is_none_or(|reported| reported.cmp(to).is_lt()) {
            reported = Some(to.clone());
        }
    }
    ranges.push(range(reported.as_ref(), None, semantic));
    ranges
}

fn range<'a>(from: Option<&Cut>, to: Option<(&Cut, Written)>, semantic: bool) -> Node<'a> {
    let event = |key, version: String| of([(key, Some(text(version)))]);
    let begin = match from {
        None => event("introduced", "0".into()),
        Some(cut) if cut.side == Side::Before => event("introduced", cut.name(semantic)),
        Some(cut) => event("introduced_after", cut.name(semantic)),
    };
    let end = to.map(|(cut, written)| match (cut.side, written) {
        (Side::Before, Written::Patched) => event("fixed", cut.name(semantic)),
        (Side::Before, Written::Unaffected) => event("limit", cut.name(semantic)),
        (Side::After, _) => event("last_affected", cut.name(semantic)),
    });
    let kind = if semantic { "SEMVER" } else { "ECOSYSTEM" };
    of([("type", Some(text(kind))), ("events", Some(list(std::iter::once(begin).chain(end).collect())))])
}
