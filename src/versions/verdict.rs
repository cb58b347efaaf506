//! Whether a version is affected, by OSV's algorithm, and which version fixes it.

use super::{Claim, Edge, Events};
use crate::public::{Affected, VexStatus};
use std::cmp::Ordering;

/// What the record says of a version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Affected,
    NotAffected,
    Unknown(Why),
}

/// Why nobody can tell from the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// The order of the ecosystem's versions isn't known here.
    Order,
    /// It is no version of this ecosystem.
    Version,
    /// The record names no versions.
    Silent,
    /// It is still being looked into.
    Investigated,
}

/// The verdict on a version of the package.
pub fn is_affected(version: &str, affected: &Affected) -> Verdict {
    Claim::of(affected).judge(version)
}

/// The least version above this one that fixes it and isn't affected itself.
pub fn nearest_fix<'a>(version: &str, affected: &'a Affected) -> Option<&'a str> {
    Claim::of(affected).nearest_fix(version)
}

impl<'a> Claim<'a> {
    pub fn judge(&self, version: &str) -> Verdict {
        match (self.status, self.among(version)) {
            (Some(VexStatus::NotAffected), _) => Verdict::NotAffected,
            (Some(VexStatus::UnderInvestigation), Verdict::NotAffected) => Verdict::NotAffected,
            (Some(VexStatus::UnderInvestigation), _) => Verdict::Unknown(Why::Investigated),
            (Some(VexStatus::Fixed), Verdict::Unknown(Why::Silent)) => Verdict::NotAffected,
            (Some(VexStatus::Fixed | VexStatus::Affected) | None, verdict) => verdict,
        }
    }

    /// The least version above this one that fixes it and isn't affected itself.
    pub fn nearest_fix(&self, version: &str) -> Option<&'a str> {
        let mut best: Option<&str> = None;
        for Events { order, events } in &self.ranges {
            let fixes = events.iter().filter(|(edge, _)| *edge == Edge::Fixed).map(|(_, fix)| *fix);
            for fix in fixes.filter(|fix| order.compare(fix, version) == Some(Ordering::Greater)) {
                let nearer = best.is_none_or(|best| order.compare(fix, best) == Some(Ordering::Less));
                if nearer && self.judge(fix) == Verdict::NotAffected {
                    best = Some(fix);
                }
            }
        }
        best
    }

    fn among(&self, version: &str) -> Verdict {
        let same = |listed: &str| listed == version || self.order.compare(listed, version) == Some(Ordering::Equal);
        if self.versions.iter().any(|listed| same(listed)) {
            return Verdict::Affected;
        }
        if self.ranges.is_empty() && self.versions.is_empty() {
            return Verdict::Unknown(Why::Silent);
        }
        if self.ranges.is_empty() && self.order.is_known() && self.order.compare(version, version).is_none() {
            return Verdict::Unknown(Why::Version);
        }
        let mut verdict = Verdict::NotAffected;
        for range in &self.ranges {
            match range.judge(version) {
                Verdict::Affected => return Verdict::Affected,
                Verdict::NotAffected => {}
                unknown @ Verdict::Unknown(_) => verdict = unknown,
            }
        }
        verdict
    }
}

impl Events<'_> {
    /// OSV's algorithm: past the limits nothing is affected; else the last event that is not above the version decides.
    fn judge(&self, version: &str) -> Verdict {
        if !self.order.is_known() {
            let all = !self.events.is_empty() && self.events.iter().all(|event| *event == (Edge::Introduced, "0"));
            return if all { Verdict::Affected } else { Verdict::Unknown(Why::Order) };
        }
        let place = |event: (Edge, &str)| match event {
            (Edge::Introduced, "0") => Some(Ordering::Greater),
            (Edge::Limit, "*") => Some(Ordering::Less),
            (_, at) => self.order.compare(version, at),
        };
        let placed: Option<Vec<_>> = self.sorted().into_iter().map(|it| Some((it.0, place(it)?))).collect();
        let Some(events) = placed else { return Verdict::Unknown(Why::Version) };
        let mut limits = events.iter().filter(|(edge, _)| *edge == Edge::Limit).peekable();
        if limits.peek().is_some() && !limits.any(|(_, place)| place.is_lt()) {
            return Verdict::NotAffected;
        }
        let mut affected = false;
        for (edge, place) in events {
            match edge {
                Edge::Introduced if place.is_ge() => affected = true,
                Edge::Fixed if place.is_ge() => affected = false,
                Edge::LastAffected if place.is_gt() => affected = false,
                _ => {}
            }
        }
        if affected { Verdict::Affected } else { Verdict::NotAffected }
    }
}
