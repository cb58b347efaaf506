//! What to install: for each stretch of affected versions the version that fixes it, by all that a record says of a package.

use super::{Claim, End, Order, Stretch, Verdict, judge, nearest_fix, stretches};
use crate::public::{Affected, RangeType};
use std::cmp::Ordering;

/// What the users of a package are to do, the lowest versions first.
pub struct Advice<'a> {
    pub branches: Vec<Branch<'a>>,
    /// Whether no version above the one fix is affected.
    pub or_later: bool,
}

/// A stretch of affected versions, and what fixes it.
pub struct Branch<'a> {
    pub stretch: Stretch<'a>,
    pub fix: Option<&'a str>,
    /// The fix is a pre-release.
    pub early: bool,
}

impl<'a> Advice<'a> {
    /// Of all entries of one package in one record. Commits are left to those who build from source.
    pub fn of(entries: &[&'a Affected]) -> Self {
        let claims: Vec<Claim<'a>> = entries.iter().map(|entry| Claim::of(entry)).collect();
        let mut found: Vec<(Order, Stretch<'a>)> = Vec::new();
        for (entry, _) in entries.iter().zip(&claims).filter(|(_, claim)| claim.affects()) {
            for range in entry.ranges.iter().filter(|range| range.kind != RangeType::Git) {
                let order = Order::of_range(range.kind, entry.package.ecosystem.as_deref());
                let new = stretches(range, order).into_iter().map(|stretch| (order, stretch));
                let new: Vec<_> = new.filter(|(_, stretch)| found.iter().all(|(_, known)| known != stretch)).collect();
                found.extend(new);
            }
            found.sort_by(|(order, a), (_, b)| match (a.from, b.from) {
                (Some(a), Some(b)) => order.sort_bounds(a.version(), b.version()),
                (a, b) => a.is_some().cmp(&b.is_some()),
            });
        }
        let listed: Vec<&str> =
            claims.iter().filter(|claim| claim.affects()).flat_map(|claim| claim.versions.iter().copied()).collect();
        let branches: Vec<Branch<'a>> =
            found.iter().map(|(order, stretch)| branch(*order, *stretch, &claims)).collect();
        let fixes = fixes(&branches);
        let or_later = match (fixes.as_slice(), found.as_slice()) {
            ([_], [_]) if listed.is_empty() => true,
            ([fix], all) => {
                let below = |(order, stretch): &(Order, Stretch)| ends_before(*order, stretch, fix);
                let order = all.first().map_or(Order::Natural, |(order, _)| *order);
                all.iter().all(below) && listed.iter().all(|it| order.compare(it, fix) == Some(Ordering::Less))
            }
            _ => false,
        };
        Self { branches, or_later }
    }

    /// The versions to update to, each once, lowest first.
    pub fn fixes(&self) -> Vec<&'a str> {
        fixes(&self.branches)
    }

    /// Whether each version that is affected has one.
    pub fn is_whole(&self) -> bool {
        self.branches.iter().all(|branch| branch.fix.is_some())
    }
}

fn fixes<'a>(branches: &[Branch<'a>]) -> Vec<&'a str> {
    let mut fixes = Vec::new();
    branches.iter().filter_map(|branch| branch.fix).for_each(|fix| {
        if !fixes.contains(&fix) {
            fixes.push(fix);
        }
    });
    fixes
}

/// What is called fixed and is affected all the same is no fix: the next one is, or that of a later branch.
fn branch<'a>(order: Order, stretch: Stretch<'a>, claims: &[Claim<'a>]) -> Branch<'a> {
    let end = stretch.end.map(End::version);
    let own = match stretch.end {
        Some(End::Fixed(fix)) if judge(fix, claims) != Verdict::Affected => Some(fix),
        _ => None,
    };
    let fix = own.or_else(|| end.and_then(|end| nearest_fix(end, claims)).map(|fix| fix.version));
    Branch { stretch, fix, early: fix.is_some_and(|fix| order.is_early(fix)) }
}

fn ends_before(order: Order, stretch: &Stretch, fix: &str) -> bool {
    match stretch.end {
        Some(End::Fixed(end) | End::Before(end)) => end == fix || order.place(fix, end).is_some_and(Ordering::is_ge),
        Some(End::Upto(end)) => order.place(fix, end) == Some(Ordering::Greater),
        None => false,
    }
}
