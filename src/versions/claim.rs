//! What a record says of a package, as versions are judged by it: borrowed, and without what is for readers alone.

use super::Order;
use crate::public::{Affected, DefaultStatus, Range, RangeEvent, RangeType, VexStatus, vocabulary};

#[cfg_attr(test, derive(Debug))]
pub struct Claim<'a> {
    /// Of the package's ecosystem.
    pub order: Order,
    pub status: Option<VexStatus>,
    pub default: Option<DefaultStatus>,
    /// Commits (ranges of type GIT) are left aside.
    pub ranges: Vec<Events<'a>>,
    pub versions: Vec<&'a str>,
    /// What fixes it, beside what ranges say.
    pub fixed: Vec<&'a str>,
    /// Which versions have it is said in commits alone.
    pub commits: bool,
    pub unaffected: Vec<Events<'a>>,
    pub unknown: Vec<Events<'a>>,
}

/// One range.
#[cfg_attr(test, derive(Debug))]
pub struct Events<'a> {
    pub order: Order,
    /// In any order.
    pub events: Vec<(Edge, &'a str)>,
}

vocabulary! {
    /// What happens at a version, as OSV names it.
    Edge {
        Introduced "introduced",
        IntroducedAfter "introduced_after",
        Fixed "fixed",
        LastAffected "last_affected",
        Limit "limit",
    }
}

impl Edge {
    pub fn begins(self) -> bool {
        matches!(self, Self::Introduced | Self::IntroducedAfter)
    }
}

impl<'a> Claim<'a> {
    pub fn of(affected: &'a Affected) -> Self {
        let ecosystem = affected.package.ecosystem.as_deref();
        let events = |ranges: &'a [Range]| -> Vec<Events<'a>> {
            let releases = ranges.iter().filter(|range| range.kind != RangeType::Git);
            releases.map(|range| Events::of(range, Order::of_range(range.kind, ecosystem))).collect()
        };
        let ranges = events(&affected.ranges);
        // A record may say by the type of its ranges alone how its versions are compared.
        let order = match Order::of(ecosystem) {
            Order::Natural if !ranges.is_empty() && ranges.iter().all(|range| range.order == Order::SemVer) => {
                Order::SemVer
            }
            order => order,
        };
        Self {
            order,
            status: affected.status,
            default: affected.default_status,
            ranges,
            versions: affected.versions.iter().map(|version| &**version).collect(),
            fixed: affected.fixed.iter().map(|version| &**version).collect(),
            commits: !affected.ranges.is_empty() && affected.ranges.iter().all(|range| range.kind == RangeType::Git),
            unaffected: events(&affected.unaffected),
            unknown: events(&affected.unknown),
        }
    }

    /// Whether it names no versions of releases at all.
    pub fn is_silent(&self) -> bool {
        self.ranges.is_empty() && self.versions.is_empty() && self.unaffected.is_empty() && self.unknown.is_empty()
    }

    /// Whether it says of no version whether it is affected, and that this isn't known.
    pub fn leaves_all_open(&self) -> bool {
        self.is_silent() && !self.commits && self.default == Some(DefaultStatus::Unknown)
    }
}

pub(super) fn edge(event: &RangeEvent) -> (Edge, &str) {
    match event {
        RangeEvent::Introduced(it) => (Edge::Introduced, it),
        RangeEvent::IntroducedAfter(it) => (Edge::IntroducedAfter, it),
        RangeEvent::Fixed(it) => (Edge::Fixed, it),
        RangeEvent::LastAffected(it) => (Edge::LastAffected, it),
        RangeEvent::Limit(it) => (Edge::Limit, it),
    }
}

impl<'a> Events<'a> {
    pub fn of(range: &'a Range, order: Order) -> Self {
        Self { order, events: range.events.iter().map(edge).collect() }
    }

    /// The lowest version first. Of events at one version those written first come first: where one stretch ends and the next
    /// begins at one version, that is how it is meant, and where a stretch is empty, too.
    pub fn sorted(&self) -> Vec<(Edge, &'a str)> {
        let mut events = self.events.clone();
        events.sort_by(|a, b| super::in_order(*a, *b, self.order));
        events
    }
}
