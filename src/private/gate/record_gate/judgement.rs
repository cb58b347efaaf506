//! What is decided of a record as a whole, and what that rests on.

use crate::private::gate::Approved;
use crate::public::{Instant, Lack, Tlp};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private::gate) enum Verdict {
    Public,
    /// Marked for publication, but not now or not for this audience.
    Withheld,
    /// Not marked for publication.
    Unmarked,
}

/// When something is published, and as what.
#[derive(Clone, Copy)]
pub(in crate::private::gate) struct Publication {
    pub at: Option<Instant>,
    pub tlp: Tlp,
}

/// What is decided of the record as a whole, and what that rests on.
pub(in crate::private::gate) struct Judgement {
    pub publication: Publication,
    /// What keeps it from being public, where drafts are shown.
    pub lacks: Vec<Lack>,
    /// The place that is asked for.
    pub reserve: Option<Place>,
    /// Whether an approval holds for the record as it is now.
    pub approved: Approved,
    /// A key that decides over disclosure can't be understood: whatever is wrong with the record is not reported in public.
    pub doubt: bool,
    /// What is understood withholds the record as it is now, whatever else is wrong with it.
    pub surely_withheld: bool,
}

impl Default for Judgement {
    fn default() -> Self {
        Self {
            publication: Publication { at: None, tlp: Tlp::Clear },
            lacks: Vec::new(),
            reserve: None,
            approved: Approved::Untested,
            doubt: false,
            surely_withheld: false,
        }
    }
}

/// A place that a record asks for.
#[derive(Clone, Copy)]
pub(in crate::private::gate) struct Place {
    pub since: Instant,
    pub severity: bool,
    pub date: bool,
    /// When the record itself is public, where the place is in force.
    pub until: Option<Instant>,
}
