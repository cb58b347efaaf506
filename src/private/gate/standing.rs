//! Where a record comes from, and who says that it is published: its own keys or its source, and those who approved it.

use crate::private::formats::State;
use crate::private::yaml::Said;
use crate::public::{Instant, Tlp};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Standing {
    /// In the content folder: its own keys say so.
    Own,
    /// Of another format: site.yaml says so for all records of a source, and the format may forbid it.
    Foreign { publish: bool, state: State },
}

impl Standing {
    /// Whether it is marked for publication. `said`: its own `publish`.
    pub fn marked(self, said: Said<bool>) -> bool {
        match self {
            // One that can't be understood may mean it: there is doubt, which withholds it.
            Standing::Own => matches!(said, Said::Is(true) | Said::Refused),
            // A word of its own can withhold it, and can't publish it.
            Standing::Foreign { publish, .. } => publish && !matches!(said, Said::Is(false)),
        }
    }

    pub fn approves(self) -> bool {
        matches!(self, Standing::Foreign { publish: true, .. })
    }

    pub fn is_draft(self) -> bool {
        matches!(self, Standing::Foreign { state: State::Unpublished | State::Refused, .. })
    }

    /// What its own format says of that can't be understood.
    pub fn is_in_doubt(self) -> bool {
        matches!(self, Standing::Foreign { publish: true, state: State::Refused })
    }

    pub fn is_foreign(self) -> bool {
        self != Standing::Own
    }

    /// The label that its format gives it.
    pub fn label(self) -> Tlp {
        match self {
            Standing::Foreign { state: State::Labelled(label), .. } => label,
            _ => Tlp::Clear,
        }
    }
}

/// Whether an approval with digests holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Approved {
    Untested,
    /// For parts that lift before this instant; for all, where there is none.
    Before(Option<Instant>),
    Void,
}
