//! What only tests and fuzzers have of this room: doors for bytes, rules switched off, and the compile-time promise.

pub mod fuzzing;
#[cfg(test)]
pub(crate) mod mutation;
#[cfg(test)]
mod promise;
