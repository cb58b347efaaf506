//! Versions in their ecosystem's own order: which comes first, which are affected, which fixes it.
//!
//! [`Order`] says how an ecosystem compares; [`judge`] and [`nearest_fix`] judge a version by what a record says (by
//! its [`Claim`]s); [`clear`] finds what nothing affects, and [`runs`] what affects which versions; [`stretches`] takes a range apart for readers, and [`remainders`]
//! says what of it is affected in the end. Where the order isn't known nothing is judged, and it is said.
//! The pages' script (`themes/default/your-version.js`) judges by the same rules.

mod advice;
mod claim;
mod clear;
mod debian;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod gem;
mod key;
mod maven;
mod natural;
mod nuget;
mod order;
mod point;
mod remainder;
mod runs;
mod semver;
mod series;
mod stretch;
#[cfg(test)]
mod tests;
mod verdict;

pub use advice::{Advice, Branch, Extent};
pub use claim::{Claim, Edge, Events};
pub use clear::{Clear, clear};
pub use order::Order;
use point::Point;
pub use remainder::{Remainder, remainders};
pub use runs::{Run, runs};
pub use stretch::{End, Start, Stretch, fixed, stretches};
pub use verdict::{Fix, Verdict, Why, is_affected, is_pattern, judge, nearest_fix};

use std::cmp::Ordering;

/// The order of a range's events. `0` comes before all versions, `*` after them; a last version ends what begins with it, and
/// what begins after a version comes last.
fn in_order(a: (Edge, &str), b: (Edge, &str), order: Order) -> Ordering {
    let rank = |(edge, at): (Edge, &str)| match (edge, at) {
        (Edge::Introduced | Edge::Fixed, "0") => 0,
        (Edge::Limit, "*") => 2,
        _ => 1,
    };
    let versions = match (rank(a), rank(b)) {
        (1, 1) => order.sort_bounds(a.1, b.1),
        (a, b) => a.cmp(&b),
    };
    let turn = |edge| match edge {
        Edge::Introduced | Edge::Fixed | Edge::Limit => 0,
        Edge::LastAffected => 1,
        Edge::IntroducedAfter => 2,
    };
    versions.then_with(|| turn(a.0).cmp(&turn(b.0)))
}
