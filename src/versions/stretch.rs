//! A range as stretches of versions, each with a beginning and an end.

use super::claim::edge;
use super::{Edge, Events, Order};
use crate::public::{Range, RangeType};

/// One stretch of versions.
#[derive(Default)]
pub struct Stretch<'a> {
    /// None: from the first version on.
    pub from: Option<&'a str>,
    /// None: it has not ended.
    pub end: Option<End<'a>>,
}

#[derive(Clone, Copy)]
pub enum End<'a> {
    Before(&'a str),
    Upto(&'a str),
}

/// The stretches of a range, lowest versions first. Commits stay in the order in which they are written.
pub fn stretches(range: &Range, order: Order) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Stretch<'_>> = None;
    for (edge, version) in sorted(range, order) {
        let end = match edge {
            Edge::Introduced => {
                let from = Some(version).filter(|version| *version != "0");
                found.extend(open.replace(Stretch { from, end: None }));
                continue;
            }
            Edge::Limit if version == "*" => continue,
            Edge::Fixed | Edge::Limit => End::Before(version),
            Edge::LastAffected => End::Upto(version),
        };
        // A second end ends nothing.
        if open.is_some() || found.is_empty() {
            found.push(Stretch { end: Some(end), ..open.take().unwrap_or_default() });
        }
    }
    found.extend(open);
    found
}

/// The versions that fix it, lowest first.
pub fn fixed(range: &Range, order: Order) -> impl Iterator<Item = &str> {
    sorted(range, order).into_iter().filter(|(edge, _)| *edge == Edge::Fixed).map(|(_, version)| version)
}

/// Commits have no order but the one in which they are written. So do versions of an unknown order, if each beginning is
/// followed by its end.
fn sorted(range: &Range, order: Order) -> Vec<(Edge, &str)> {
    let events = Events { order, events: range.events.iter().map(edge).collect() };
    let begins = |(edge, _): (Edge, &str)| edge == Edge::Introduced;
    let paired = events.events.windows(2).all(|pair| begins(pair[0]) != begins(pair[1]));
    match range.kind != RangeType::Git && (order.is_known() || !paired) {
        true => events.sorted(),
        false => events.events,
    }
}
