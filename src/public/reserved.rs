//! A place that is reserved for a record: readers learn that there is one, and that its details follow.

use super::routes;
use super::words::vocabulary;
use super::{Instant, Kind, Stamp, Text};
use serde::Serialize;

/// All that is disclosed of a record that isn't public yet.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Reserved {
    pub kind: Kind,
    pub id: Text,
    pub since: Instant,
    /// The id of one of the site's severities.
    pub severity: Option<Text>,
    /// The day on which the details are to follow.
    pub date: Option<Stamp>,
}

vocabulary! {
    /// What a reserved place may show besides the id.
    Ahead {
        Severity "severity",
        /// The day on which the details are to follow.
        Date "date",
    }
}

impl Reserved {
    /// The page's path on the site, which will be the record's.
    pub fn path(&self) -> String {
        routes::record(self.kind, &self.id)
    }
}
