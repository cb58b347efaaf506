//! What to install: for each branch of affected versions the version that fixes it, by all that a record says of a package.

use super::verdict::nearest_release;
use super::{Claim, End, Order, Remainder, Stretch, Verdict, judge, nearest_fix, remainders};
use crate::public::Affected;
use std::cmp::Ordering;

/// What the users of a package are to do, the lowest versions first.
pub struct Advice<'a> {
    pub branches: Vec<Branch<'a>>,
    /// Whether no version above the one fix is affected.
    pub or_later: bool,
    /// Whether something is affected that no branch says: all versions of the package, or commits.
    open: bool,
}

/// Affected versions, and what fixes them.
pub struct Branch<'a> {
    pub entry: &'a Affected,
    pub extent: Extent<'a>,
    pub fix: Option<&'a str>,
    /// The fix is a pre-release, and no release fixes it.
    pub early: bool,
}

/// Which versions a branch is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Extent<'a> {
    Stretch(Stretch<'a>),
    /// Named one by one.
    Listed(Vec<&'a str>),
}

/// A stretch, by whose order, and who says it.
type Found<'a> = (Order, Stretch<'a>, &'a Affected);

impl<'a> Advice<'a> {
    /// Of all entries of one package in one record. Commits are left to those who build from source.
    pub fn of(entries: &[&'a Affected]) -> Self {
        let claims: Vec<Claim<'a>> = entries.iter().map(|entry| Claim::of(entry)).collect();
        let affected = || entries.iter().zip(&claims).filter(|(_, claim)| claim.affects());
        let found = all_stretches(affected().map(|(entry, _)| *entry));
        let mut branches: Vec<Branch<'a>> = found.iter().map(|item| branch(*item, &claims)).collect();
        for (entry, claim) in affected() {
            branches.extend(listed(entry, claim, &claims));
        }
        let fixes = fixes(&branches);
        let or_later = match fixes.as_slice() {
            [fix] => {
                let order = found.first().map(|(order, ..)| *order);
                let order = order.or_else(|| claims.first().map(|claim| claim.order)).unwrap_or(Order::Natural);
                let listed = affected().flat_map(|(_, claim)| &claim.versions);
                let alone = found.len() == 1 && listed.clone().next().is_none();
                let below = |version: &&&str| order.compare(version, fix) == Some(Ordering::Less);
                alone
                    || found.iter().all(|(order, stretch, _)| ends_before(*order, stretch, fix))
                        && listed.clone().all(|version| below(&version))
            }
            _ => false,
        };
        let open = affected().any(|(_, claim)| claim.is_silent() && claim.default.is_none());
        Self { branches, or_later, open }
    }

    /// The versions to update to, each once, lowest first.
    pub fn fixes(&self) -> Vec<&'a str> {
        fixes(&self.branches)
    }

    /// Whether each version that is affected has a release that fixes it.
    pub fn is_whole(&self) -> bool {
        !self.open
            && !self.branches.is_empty()
            && self.branches.iter().all(|branch| branch.fix.is_some() && !branch.early)
    }

    /// What fixes the versions of a stretch.
    pub fn fix_of(&self, stretch: &Stretch<'a>) -> Option<&'a str> {
        let same = |branch: &&Branch<'a>| branch.extent == Extent::Stretch(*stretch);
        self.branches.iter().find(same).and_then(|branch| branch.fix)
    }
}

/// Each once, the lowest versions first.
fn all_stretches<'a>(entries: impl Iterator<Item = &'a Affected>) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for entry in entries {
        for Remainder { order, stretches, .. } in remainders(entry) {
            for stretch in stretches {
                if found.iter().all(|(_, known, _)| *known != stretch) {
                    found.push((order, stretch, entry));
                }
            }
        }
    }
    found.sort_by(|(order, a, _), (_, b, _)| match (a.from, b.from) {
        (Some(a), Some(b)) => order.sort_bounds(a.version(), b.version()),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    found
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

/// What is called fixed and is affected all the same is no fix: the next one is, or that of a later branch. A pre-release is
/// for those who have one: others are given a release where there is one.
fn branch<'a>((order, stretch, entry): Found<'a>, claims: &[Claim<'a>]) -> Branch<'a> {
    let end = stretch.end.map(End::version);
    let own = match stretch.end {
        Some(End::Fixed(fix)) if judge(fix, claims) != Verdict::Affected => Some(fix),
        _ => None,
    };
    let fix = own.or_else(|| end.and_then(|end| nearest_fix(end, claims)).map(|fix| fix.version));
    let of_releases = stretch.from.is_none_or(|from| !order.is_early(from.version()));
    let fix = fix.map(|fix| match order.is_early(fix) && of_releases {
        true => nearest_release(fix, claims).unwrap_or(fix),
        false => fix,
    });
    let early = of_releases && fix.is_some_and(|fix| order.is_early(fix));
    Branch { entry, extent: Extent::Stretch(stretch), fix, early }
}

/// Versions that are named one by one, together where one version fixes them.
fn listed<'a>(entry: &'a Affected, claim: &Claim<'a>, claims: &[Claim<'a>]) -> Vec<Branch<'a>> {
    let mut branches: Vec<Branch<'a>> = Vec::new();
    if !claim.order.is_known() {
        // Nobody can say which of several is for whom.
        let fixes = claim.fixed.iter().copied().filter(|fix| judge(fix, claims) != Verdict::Affected);
        let fix = Some(fixes.collect::<Vec<_>>()).filter(|fixes| fixes.len() == 1).map(|fixes| fixes[0]);
        let any = claim.ranges.is_empty() && !claim.versions.is_empty();
        let extent = Extent::Listed(claim.versions.clone());
        return any.then_some(Branch { entry, extent, fix, early: false }).into_iter().collect();
    }
    let mut versions: Vec<&'a str> =
        claim.versions.iter().copied().filter(|version| !claims.iter().any(|claim| claim.holds(version))).collect();
    versions.sort_by(|a, b| claim.order.sort(a, b));
    for version in versions {
        let nearest = nearest_fix(version, claims);
        let (fix, early) = (nearest.map(|fix| fix.version), nearest.is_some_and(|fix| fix.early));
        match branches.iter_mut().find(|branch| branch.fix == fix && branch.early == early) {
            Some(Branch { extent: Extent::Listed(all), .. }) => all.push(version),
            _ => branches.push(Branch { entry, extent: Extent::Listed(vec![version]), fix, early }),
        }
    }
    branches
}

fn ends_before(order: Order, stretch: &Stretch, fix: &str) -> bool {
    match stretch.end {
        Some(End::Fixed(end) | End::Before(end)) => end == fix || order.place(fix, end).is_some_and(Ordering::is_ge),
        Some(End::Upto(end)) => order.place(fix, end) == Some(Ordering::Greater),
        None => false,
    }
}
