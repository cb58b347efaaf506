//! What a project says of a period in its own words, and the totals that it gives.

use super::words::vocabulary;
use super::{Page, Period};
use serde::Serialize;

/// `content/reports/2026-Q3.md`.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct ReportWords {
    pub period: Period,
    pub page: Page,
    /// In the order of [`TotalOf`].
    pub totals: Vec<Total>,
}

/// A number that counts what isn't disclosed, too; whoever writes it down approves of its being reported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Debug)]
pub struct Total {
    pub of: TotalOf,
    pub count: Count,
}

vocabulary! {
    TotalOf {
        Received "received",
        Valid "valid",
        Invalid "invalid",
        Duplicate "duplicate",
        OutOfScope "out_of_scope",
        Fixed "fixed",
        Disclosed "disclosed",
        Open "open",
    }
}

/// A number, or so few that the number would reveal single cases.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    Exactly(u64),
    FewerThan(u64),
}

impl Count {
    /// As it may be reported, where one below `smallest` may not.
    pub fn shown(count: u64, smallest: u64) -> Count {
        if count < smallest { Count::FewerThan(smallest) } else { Count::Exactly(count) }
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn a_small_number_is_not_reported() {
        assert_eq!(Count::shown(4, 5), Count::FewerThan(5));
        assert_eq!(Count::shown(5, 5), Count::Exactly(5));
        assert_eq!(Count::shown(0, 5), Count::FewerThan(5));
    }
}
