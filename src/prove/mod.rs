//! The proof of the promise on somebody's own content: nothing withheld leaves.
//!
//! Twins of the site are built, in which what is withheld is gone, or says something else, or more of it was added; each has
//! to come out the same as the site itself: every path, every byte, every printed word, and the exit code. What is withheld
//! is found here over the raw files ([`rewriter`], [`judge`], [`text`]), by code that shares nothing with the gate but
//! vocabulary, or the proof would be circular. It is shown, too, that the proof can fail: what is disclosed is changed, and
//! the site has to change with it ([`controls`]).

mod additions;
mod content;
mod controls;
mod document;
mod engine;
mod facts;
mod flow;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod judge;
mod observe;
mod rewriter;
mod rule;
mod surroundings;
#[cfg(test)]
mod tests;
mod text;
mod twins;
mod usage;
mod values;
mod viewpoint;
mod viewpoints;

pub use controls::Controls;
pub use engine::{Failure, Proof, Request, Tally, prove};
pub use observe::{Depth, Difference};
pub use rewriter::Part;
pub use rule::Rule;
pub use surroundings::{Surroundings, Variation};
pub use twins::Twin;
pub use viewpoint::Viewpoint;
pub use viewpoints::Reach;
