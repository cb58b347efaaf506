//! What will change by itself, and when.

use crate::public::{Instant, vocabulary};

vocabulary! {
    /// What kind of change.
    Change {
        /// A record or a page appears.
        Record "record",
        /// The place of a record that isn't public yet.
        Reserved "reserved",
        /// The label that a record has until its embargo ends.
        Label "label",
        /// A part of a record that is public already.
        Part "part",
        Modified "modified",
        Withdrawal "withdrawal",
        Revision "revision",
        /// An action or a review becomes overdue.
        Due "due",
    }
}

/// One change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Coming {
    pub at: Instant,
    pub change: Change,
}
