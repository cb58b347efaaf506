//! Where a record comes from, and who says that it is published.

use crate::private::formats::State;
use crate::public::Tlp;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Standing {
    /// In the content folder: its own keys say so.
    Own,
    /// Of another format: site.yaml says so for all records of a source, and the format may forbid it.
    Foreign { publish: bool, state: State },
}

impl Standing {
    /// Whether it is marked for publication. `said`: its own `publish`.
    pub fn marked(self, said: Option<bool>) -> bool {
        match self {
            Standing::Own => said.unwrap_or(false),
            // A word of its own can withhold it, and can't publish it.
            Standing::Foreign { publish, .. } => publish && said.unwrap_or(true),
        }
    }

    pub fn approves(self) -> bool {
        matches!(self, Standing::Foreign { publish: true, .. })
    }

    pub fn is_draft(self) -> bool {
        matches!(self, Standing::Foreign { state: State::Unpublished, .. })
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
