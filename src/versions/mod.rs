//! Versions in their ecosystem's own order: which comes first, which are affected, which mends it.
//!
//! [`Order`] says how an ecosystem compares; [`is_affected`] and [`nearest_fix`] judge a version by what a record says;
//! [`stretches`] takes a range apart for readers. Where the order isn't known nothing is judged, and it is said.
//! The pages' script (`themes/default/your-version.js`) judges by the same rules.

mod debian;
mod gem;
mod natural;
mod nuget;
mod order;
mod semver;
mod stretch;
#[cfg(test)]
mod tests;
mod verdict;

pub use order::Order;
pub use stretch::{End, Stretch, fixed, stretches};
pub use verdict::{Verdict, Why, is_affected, nearest_fix};

use crate::public::RangeEvent;
use std::cmp::Ordering;

/// The order of a range's events. `0` comes before all versions, `*` after them; what ends at a version comes before what
/// begins there.
fn in_order(a: &RangeEvent, b: &RangeEvent, order: Order) -> Ordering {
    let key = |event: &'_ RangeEvent| match event {
        RangeEvent::Introduced(it) if &**it == "0" => 0,
        RangeEvent::Limit(it) if &**it == "*" => 2,
        _ => 1,
    };
    let begins = |event: &RangeEvent| matches!(event, RangeEvent::Introduced(_));
    let versions = match (key(a), key(b)) {
        (1, 1) => order.sort(version(a), version(b)),
        (a, b) => a.cmp(&b),
    };
    versions.then(begins(a).cmp(&begins(b)))
}

fn version(event: &RangeEvent) -> &str {
    match event {
        RangeEvent::Introduced(it) | RangeEvent::Fixed(it) | RangeEvent::LastAffected(it) | RangeEvent::Limit(it) => it,
    }
}
