//! A range as stretches of versions, each with a beginning and an end.

use super::{Edge, Events, Order};
use crate::public::{Range, RangeType};
use std::cmp::Ordering;

/// One stretch of versions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Stretch<'a> {
    /// None: from the first version on.
    pub from: Option<Start<'a>>,
    /// None: it has not ended.
    pub end: Option<End<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start<'a> {
    At(&'a str),
    After(&'a str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End<'a> {
    /// Before a version that fixes it.
    Fixed(&'a str),
    /// Before a version of which nothing more is said.
    Before(&'a str),
    Upto(&'a str),
}

impl<'a> Start<'a> {
    pub fn version(self) -> &'a str {
        match self {
            Self::At(version) | Self::After(version) => version,
        }
    }
}

impl<'a> End<'a> {
    pub fn version(self) -> &'a str {
        match self {
            Self::Fixed(version) | Self::Before(version) | Self::Upto(version) => version,
        }
    }
}

/// The stretches of a range, lowest versions first. Commits stay in the order in which they are written.
pub fn stretches(range: &Range, order: Order) -> Vec<Stretch<'_>> {
    let events = sorted(range, order);
    let begins = events.iter().any(|(edge, _)| edge.begins());
    let limits = || events.iter().filter(|event| event.0 == Edge::Limit);
    // Of several limits the last one counts, and one that is none lifts them.
    let limit = limits().map(|(_, at)| *at).next_back().filter(|_| limits().all(|(_, at)| *at != "*"));
    let mut found: Vec<Stretch<'_>> = Vec::new();
    let mut open = (!begins && !events.is_empty()).then(Stretch::default);
    for (edge, version) in events.iter().copied() {
        let end = match edge {
            // What is affected already doesn't become so again.
            Edge::Introduced | Edge::IntroducedAfter => {
                let from = match edge {
                    Edge::IntroducedAfter => Some(Start::After(version)),
                    _ => Some(Start::At(version)).filter(|_| version != "0"),
                };
                open = open.or(Some(Stretch { from, end: None }));
                continue;
            }
            Edge::Limit if Some(version) == limit => {
                found.extend(open.take().map(|stretch| Stretch { end: Some(End::Before(version)), ..stretch }));
                break;
            }
            Edge::Limit => continue,
            Edge::Fixed => End::Fixed(version),
            Edge::LastAffected => End::Upto(version),
        };
        found.extend(open.take().map(|stretch| Stretch { end: Some(end), ..stretch }));
    }
    found.extend(open);
    found.retain(|stretch| !stretch.is_empty(order));
    found
}

impl Stretch<'_> {
    fn is_empty(&self, order: Order) -> bool {
        let (Some(from), Some(end)) = (self.from, self.end) else {
            return matches!(self.end, Some(End::Fixed("0") | End::Before("0")));
        };
        let same =
            from.version() == end.version() || order.compare(from.version(), end.version()) == Some(Ordering::Equal);
        same && !matches!((from, end), (Start::At(_), End::Upto(_)))
    }
}

/// The versions that fix it, lowest first.
pub fn fixed(range: &Range, order: Order) -> impl Iterator<Item = &str> {
    stretches(range, order).into_iter().filter_map(|stretch| match stretch.end {
        Some(End::Fixed(version)) => Some(version),
        _ => None,
    })
}

/// Commits have no order but the one in which they are written. So do versions of an unknown order, if each beginning is
/// followed by its end.
fn sorted(range: &Range, order: Order) -> Vec<(Edge, &str)> {
    let events = Events::of(range, order);
    let paired = events.events.windows(2).all(|pair| pair[0].0.begins() != pair[1].0.begins());
    match range.kind != RangeType::Git && (order.is_known() || !paired) {
        true => events.sorted(),
        false => events.events,
    }
}
