//! A range as stretches of versions, each with a beginning and an end.

use super::{Order, in_order};
use crate::public::{Range, RangeEvent, RangeType};

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
    for event in sorted(range, order) {
        let end = match event {
            RangeEvent::Introduced(version) => {
                let from = Some(version.as_str()).filter(|version| *version != "0");
                found.extend(open.replace(Stretch { from, end: None }));
                continue;
            }
            RangeEvent::Limit(version) if &**version == "*" => continue,
            RangeEvent::Fixed(version) | RangeEvent::Limit(version) => End::Before(version),
            RangeEvent::LastAffected(version) => End::Upto(version),
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
    sorted(range, order).into_iter().filter_map(|event| match event {
        RangeEvent::Fixed(version) => Some(version.as_str()),
        _ => None,
    })
}

/// Commits have no order but the one in which they are written. So do versions of an unknown order, if each beginning is
/// followed by its end.
fn sorted(range: &Range, order: Order) -> Vec<&RangeEvent> {
    let begins = |event: &RangeEvent| matches!(event, RangeEvent::Introduced(_));
    let mut events: Vec<&RangeEvent> = range.events.iter().collect();
    let paired = events.windows(2).all(|pair| begins(pair[0]) != begins(pair[1]));
    if range.kind != RangeType::Git && (order.is_known() || !paired) {
        events.sort_by(|a, b| in_order(a, b, order));
    }
    events
}
