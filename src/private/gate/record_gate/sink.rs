//! What comes out of a record besides its draft: what was withheld, what changes by itself, and notes of what was decided.

use super::ledger::Ledger;
use crate::diagnostic::Diagnostic;
use crate::private::decision::coming::{Change, Coming};
use crate::private::decision::{Decided, Decision, Subject};
use crate::private::provenance::{Keep, Passage};
use crate::private::withheld::Withheld;
use crate::private::yaml::Rule;
use crate::public::{Instant, Pending, Tlp};
use std::path::PathBuf;

pub(in crate::private::gate) struct Sink {
    pub withheld: Withheld,
    /// Instants at which the record's disclosure changes by itself.
    pub coming: Vec<Coming>,
    /// Instants at which parts lifted that are shown now, whether they hold anything or not.
    pub lifts: Vec<Instant>,
    /// The highest label of a part that is shown.
    pub part_label: Tlp,
    pub pending: Vec<Pending>,
    /// What disclosed Markdown links to, where there are files beside the record.
    pub links: Vec<String>,
    /// The attachments that are public.
    pub taken: Vec<PathBuf>,
    /// What is disclosed, with its lines, where somebody wants to look at it.
    pub passages: Vec<Passage>,
    /// What is wrong with withheld things, or shows that there are any.
    pub hidden: Vec<Diagnostic>,
    pub ledger: Ledger,
}

impl Sink {
    pub fn new(keep: Keep) -> Self {
        Self {
            withheld: Withheld::kept(keep),
            coming: Vec::new(),
            lifts: Vec::new(),
            part_label: Tlp::Clear,
            pending: Vec::new(),
            links: Vec::new(),
            taken: Vec::new(),
            passages: Vec::new(),
            hidden: Vec::new(),
            ledger: Ledger::new(keep),
        }
    }

    /// Something that a time withholds changes the site at that time.
    pub fn comes(&mut self, change: Change, at: Option<Instant>) {
        self.coming.extend(at.map(|at| Coming { at, change }));
    }

    /// A marked part that is shown shows in the record: when it lifted, and for whom it is.
    pub fn shown(&mut self, rule: Rule, lifted: Option<Instant>) {
        self.lifts.extend(lifted);
        if let Rule::Tlp(label) = rule {
            self.part_label = self.part_label.max(label);
        }
    }

    pub fn note(&mut self, subject: Subject, key: &str, line: u32, decided: Decided) {
        if self.ledger.is_kept() {
            self.ledger.note(Decision::new(subject, key, line, decided));
        }
    }
}
