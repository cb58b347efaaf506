//! Fanlight publishes what a project discloses, and nothing else.
#![forbid(unsafe_code)]
pub mod audit;
pub mod diagnostic;
pub mod emit;
pub mod normalise;
pub mod private;
pub mod public;
pub mod render;
