//! What of a record's ranges is affected in the end: their stretches without what the record excepts.

use super::{End, Order, Start, Stretch, stretches};
use crate::public::{Affected, Range, RangeType};
use std::cmp::Ordering;

/// What is left of one range.
pub struct Remainder<'a> {
    pub range: &'a Range,
    pub order: Order,
    /// The lowest versions first.
    pub stretches: Vec<Stretch<'a>>,
    /// Whether what the record excepts is out of them. It stays in where nobody can say where its bounds are.
    pub exact: bool,
}

/// Of each range of releases that an entry has.
pub fn remainders(entry: &Affected) -> impl Iterator<Item = Remainder<'_>> {
    let releases = |ranges: &'_ [Range]| ranges.iter().filter(|range| range.kind != RangeType::Git).count();
    let excepts = releases(&entry.unaffected) + releases(&entry.unknown) > 0;
    entry.ranges.iter().filter(|range| range.kind != RangeType::Git).map(move |range| {
        let order = Order::of_range(range.kind, entry.package.ecosystem.as_deref());
        let all = stretches(range, order);
        let left = excepts.then(|| without(&all, entry, order)).flatten();
        let exact = !excepts || left.is_some();
        Remainder { range, order, stretches: left.unwrap_or(all), exact }
    })
}

fn without<'a>(all: &[Stretch<'a>], entry: &'a Affected, order: Order) -> Option<Vec<Stretch<'a>>> {
    let excepted = entry.unaffected.iter().chain(&entry.unknown).filter(|range| range.kind != RangeType::Git);
    let excepted: Vec<Stretch<'a>> = excepted.flat_map(|range| stretches(range, order)).collect();
    let mut bounds = all.iter().chain(&excepted).flat_map(|it| [it.from.map(Start::version), it.end.map(End::version)]);
    if !order.is_known() || !bounds.all(|bound| bound.is_none_or(|bound| order.reads(bound))) {
        return None;
    }
    let mut left = all.to_vec();
    for hole in &excepted {
        left = left.into_iter().flat_map(|stretch| cut(stretch, hole, order)).collect();
    }
    Some(left)
}

/// A place among versions: before or after one, or before or after all of them.
#[derive(Clone, Copy)]
enum Place<'a> {
    First,
    Before(&'a str),
    After(&'a str),
    Last,
}

impl<'a> Place<'a> {
    fn of_start(stretch: &Stretch<'a>) -> Self {
        match stretch.from {
            None => Self::First,
            Some(Start::At(version)) => Self::Before(version),
            Some(Start::After(version)) => Self::After(version),
        }
    }

    fn of_end(stretch: &Stretch<'a>) -> Self {
        match stretch.end {
            None => Self::Last,
            Some(End::Fixed(version) | End::Before(version)) => Self::Before(version),
            Some(End::Upto(version)) => Self::After(version),
        }
    }

    fn compare(self, other: Self, order: Order) -> Ordering {
        let side = |place| match place {
            Self::First => (0, None),
            Self::Before(version) => (1, Some((version, 0))),
            Self::After(version) => (1, Some((version, 1))),
            Self::Last => (2, None),
        };
        match (side(self), side(other)) {
            ((_, Some((a, at))), (_, Some((b, other)))) => order.sort_bounds(a, b).then(at.cmp(&other)),
            ((a, _), (b, _)) => a.cmp(&b),
        }
    }
}

/// What is left of a stretch before a hole and after it.
fn cut<'a>(stretch: Stretch<'a>, hole: &Stretch<'a>, order: Order) -> Vec<Stretch<'a>> {
    let (from, end) = (Place::of_start(&stretch), Place::of_end(&stretch));
    let (first, last) = (Place::of_start(hole), Place::of_end(hole));
    if first.compare(end, order).is_ge() || last.compare(from, order).is_le() {
        return vec![stretch];
    }
    let mut left = Vec::new();
    if from.compare(first, order).is_lt() {
        let end = match first {
            Place::Before(version) => Some(End::Before(version)),
            Place::After(version) => Some(End::Upto(version)),
            Place::First | Place::Last => None,
        };
        left.push(Stretch { from: stretch.from, end });
    }
    if last.compare(end, order).is_lt() {
        let from = match last {
            Place::Before(version) => Some(Start::At(version)),
            Place::After(version) => Some(Start::After(version)),
            Place::First | Place::Last => None,
        };
        left.push(Stretch { from, end: stretch.end });
    }
    left
}
