//! Weaknesses: CSAF wants each number with its name, letter by letter (6.1.11).

use super::document::Cwe;

/// `None`: it is no weakness, or one that came later than the list.
pub fn named(number: u32) -> Option<Cwe> {
    crate::cwe::name(number).map(|name| Cwe { id: format!("CWE-{number}"), name })
}
