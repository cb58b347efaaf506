//! Fanlight publishes what a project discloses, and nothing else.
#![forbid(unsafe_code)]
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod private;
pub mod public;
pub mod render;
pub mod write;
