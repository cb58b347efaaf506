//! What a record says of a package, as versions are judged by it: borrowed, and without what is for readers alone.

use super::Order;
use crate::public::{Affected, RangeEvent, RangeType, VexStatus, vocabulary};

pub struct Claim<'a> {
    /// Of the package's ecosystem.
    pub order: Order,
    pub status: Option<VexStatus>,
    /// Commits (ranges of type GIT) are left aside.
    pub ranges: Vec<Events<'a>>,
    pub versions: Vec<&'a str>,
}

/// One range.
pub struct Events<'a> {
    pub order: Order,
    /// In any order.
    pub events: Vec<(Edge, &'a str)>,
}

vocabulary! {
    /// What happens at a version, as OSV names it.
    Edge {
        Introduced "introduced",
        Fixed "fixed",
        LastAffected "last_affected",
        Limit "limit",
    }
}

impl<'a> Claim<'a> {
    pub fn of(affected: &'a Affected) -> Self {
        let ecosystem = affected.package.ecosystem.as_deref();
        let releases = affected.ranges.iter().filter(|range| range.kind != RangeType::Git);
        let events = |range: &'a crate::public::Range| Events {
            order: Order::of_range(range.kind, ecosystem),
            events: range.events.iter().map(edge).collect(),
        };
        Self {
            order: Order::of(ecosystem),
            status: affected.status,
            ranges: releases.map(events).collect(),
            versions: affected.versions.iter().map(|it| &**it).collect(),
        }
    }
}

pub(super) fn edge(event: &RangeEvent) -> (Edge, &str) {
    match event {
        RangeEvent::Introduced(it) => (Edge::Introduced, it),
        RangeEvent::Fixed(it) => (Edge::Fixed, it),
        RangeEvent::LastAffected(it) => (Edge::LastAffected, it),
        RangeEvent::Limit(it) => (Edge::Limit, it),
    }
}

impl<'a> Events<'a> {
    /// The lowest version first.
    pub fn sorted(&self) -> Vec<(Edge, &'a str)> {
        let mut events = self.events.clone();
        events.sort_by(|a, b| super::in_order(*a, *b, self.order));
        events
    }
}
