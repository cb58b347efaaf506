//! Whether a version is affected, by OSV's algorithm, and which version mends it.

use super::Order;
use crate::public::{Affected, Range, RangeEvent, RangeType, VexStatus};
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

/// The verdict on a version of the package. Commits (ranges of type GIT) are left aside.
pub fn is_affected(version: &str, affected: &Affected) -> Verdict {
    match affected.status {
        Some(VexStatus::NotAffected) => Verdict::NotAffected,
        Some(VexStatus::UnderInvestigation) => match among(version, affected) {
            Verdict::NotAffected => Verdict::NotAffected,
            _ => Verdict::Unknown(Why::Investigated),
        },
        Some(VexStatus::Fixed) => match among(version, affected) {
            Verdict::Unknown(Why::Silent) => Verdict::NotAffected,
            verdict => verdict,
        },
        Some(VexStatus::Affected) | None => among(version, affected),
    }
}

/// The least version above this one that mends it and isn't affected itself.
pub fn nearest_fix<'a>(version: &str, affected: &'a Affected) -> Option<&'a str> {
    let ranges = affected.ranges.iter().filter(|range| range.kind != RangeType::Git);
    let mut best: Option<(&str, Order)> = None;
    for range in ranges {
        let order = order_of(range, affected);
        let fixes = range.events.iter().filter_map(|event| match event {
            RangeEvent::Fixed(fix) => Some(&**fix),
            _ => None,
        });
        for fix in fixes.filter(|fix| order.compare(fix, version) == Some(Ordering::Greater)) {
            let nearer = best.is_none_or(|(best, _)| order.compare(fix, best) == Some(Ordering::Less));
            if nearer && is_affected(fix, affected) == Verdict::NotAffected {
                best = Some((fix, order));
            }
        }
    }
    best.map(|(fix, _)| fix)
}

fn order_of(range: &Range, affected: &Affected) -> Order {
    Order::of_range(range.kind, affected.package.ecosystem.as_deref())
}

fn among(version: &str, affected: &Affected) -> Verdict {
    let own = Order::of(affected.package.ecosystem.as_deref());
    let same = |listed: &str| listed == version || own.compare(listed, version) == Some(Ordering::Equal);
    if affected.versions.iter().any(|listed| same(listed)) {
        return Verdict::Affected;
    }
    let ranges: Vec<&Range> = affected.ranges.iter().filter(|range| range.kind != RangeType::Git).collect();
    if ranges.is_empty() && affected.versions.is_empty() {
        return Verdict::Unknown(Why::Silent);
    }
    if ranges.is_empty() && own.is_known() && own.compare(version, version).is_none() {
        return Verdict::Unknown(Why::Version);
    }
    let mut verdict = Verdict::NotAffected;
    for range in ranges {
        match within(version, range, order_of(range, affected)) {
            Verdict::Affected => return Verdict::Affected,
            Verdict::NotAffected => {}
            unknown @ Verdict::Unknown(_) => verdict = unknown,
        }
    }
    verdict
}

/// One event, and the version at which it happens; none for the beginning of all (`0`) and for no limit (`*`).
fn version(event: &RangeEvent) -> Option<&str> {
    match event {
        RangeEvent::Introduced(it) => Some(&**it).filter(|it| *it != "0"),
        RangeEvent::Limit(it) => Some(&**it).filter(|it| *it != "*"),
        RangeEvent::Fixed(it) | RangeEvent::LastAffected(it) => Some(it),
    }
}

/// OSV's algorithm: past the limit nothing is affected; else the last event that is not above the version decides.
fn within(written: &str, range: &Range, order: Order) -> Verdict {
    let ends = |event: &RangeEvent| !matches!(event, RangeEvent::Introduced(_));
    if !order.is_known() {
        let all = !range.events.is_empty() && range.events.iter().all(|it| !ends(it) && version(it).is_none());
        return if all { Verdict::Affected } else { Verdict::Unknown(Why::Order) };
    }
    let place = |event: &RangeEvent| match version(event) {
        Some(at) => order.compare(written, at),
        None if ends(event) => Some(Ordering::Less),
        None => Some(Ordering::Greater),
    };
    let Some(mut events) = range.events.iter().map(|it| Some((it, place(it)?))).collect::<Option<Vec<_>>>() else {
        return Verdict::Unknown(Why::Version);
    };
    let mut limits = events.iter().filter(|(event, _)| matches!(event, RangeEvent::Limit(_))).peekable();
    if limits.peek().is_some() && !limits.any(|(_, place)| place.is_lt()) {
        return Verdict::NotAffected;
    }
    events.sort_by(|(a, _), (b, _)| super::in_order(a, b, order));
    let mut affected = false;
    for (event, place) in events {
        match event {
            RangeEvent::Introduced(_) if place.is_ge() => affected = true,
            RangeEvent::Fixed(_) if place.is_ge() => affected = false,
            RangeEvent::LastAffected(_) if place.is_gt() => affected = false,
            _ => {}
        }
    }
    if affected { Verdict::Affected } else { Verdict::NotAffected }
}
