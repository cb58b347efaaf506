//! The gate's own notes of what it decides.

use super::open_keys;
use super::record_gate::RecordGate;
use super::verdict::Verdict;
use crate::private::decision::{Decided, Decision, Subject, Why};
use crate::private::marks::{Cause, Part};
use crate::private::record::Record;
use crate::private::sources::Keep;
use crate::private::view::Fate;
use crate::private::withheld::Origin;
use crate::private::yaml::{Findings, Rule};
use crate::public::{Instant, Kind};

/// Keys that say what is shown and are never shown themselves.
const STEERING: [&str; 5] = ["publish", "approved", "embargo", "embargo_tlp", "reserve"];

/// Empty where nobody asked for notes.
pub(super) struct Ledger {
    keep: Keep,
    pub verdict: Decided,
    pub decisions: Vec<Decision>,
}

impl Ledger {
    pub fn new(keep: Keep) -> Self {
        Ledger { keep, verdict: Decided::Public { since: None }, decisions: Vec::new() }
    }

    pub fn is_kept(&self) -> bool {
        self.keep == Keep::Decisions
    }

    /// A later decision about the same key takes the place of an earlier one.
    fn note(&mut self, decision: Decision) {
        if !self.is_kept() {
            return;
        }
        if decision.subject == Subject::Key {
            self.decisions.retain(|it| it.subject != Subject::Key || it.key != decision.key);
        }
        self.decisions.push(decision);
    }

    /// The audit was told of this part of what was decided last.
    pub fn told(&mut self, origin: &Origin) {
        if let (true, Some(last)) = (self.is_kept(), self.decisions.last_mut()) {
            last.told.push(origin.clone());
        }
    }
}

impl RecordGate<'_> {
    /// Why the record as a whole is withheld.
    pub(super) fn withheld_by(&mut self, why: Why, until: Option<Instant>) {
        self.ledger.verdict = Decided::Withheld { why, until };
    }

    pub(super) fn note(&mut self, subject: Subject, key: &str, line: u32, decided: Decided) {
        if self.ledger.is_kept() {
            self.ledger.note(Decision::new(subject, key, line, decided));
        }
    }

    pub(super) fn note_key(&mut self, key: &str, decided: Decided) {
        if self.ledger.is_kept() {
            self.note(Subject::Key, key, self.key_line(key), decided);
        }
    }

    /// Notes what an unmarked record would disclose. What else comes of it is dropped.
    pub(super) fn note_as_if_public(&mut self, kind: Kind, id: &str, record: Record) {
        let findings = Findings::new(&self.source.path);
        let mut other = RecordGate::new(self.gate, self.source, self.node, &findings, self.attachments.clone());
        other.publication = self.publication;
        open_keys(kind, id, record, &mut other);
        self.ledger.decisions.extend(std::mem::take(&mut other.ledger.decisions));
    }

    /// A key on which no tag may stand.
    pub(super) fn note_plain(&mut self, key: &str) {
        let steers = STEERING.contains(&key);
        self.note_key(key, if steers { Decided::Steers } else { Decided::Public { since: None } });
    }

    pub(super) fn note_parts(&mut self, key: &str, parts: &[Part]) {
        if !self.ledger.is_kept() {
            return;
        }
        for part in parts {
            let decided = match part.fate {
                Fate::Shown { lifted } => Decided::Public { since: lifted },
                Fate::Withheld { until } => self.withheld(self.cause(part.cause), until),
            };
            self.note(Subject::Part, key, part.line, decided);
            self.ledger.told(&self.origin(key, part.line));
        }
    }

    fn cause(&self, cause: Cause) -> Why {
        match cause {
            Cause::Mark(rule) => self.why(rule),
            Cause::Comment => Why::Comment,
            Cause::BlockWord => Why::BlockWord,
            Cause::Unused => Why::UnusedDefinition,
        }
    }

    pub(super) fn why(&self, rule: Rule) -> Why {
        match rule {
            Rule::Private => Why::Private,
            Rule::Until(at) if !self.gate.view.is_approved(at) => Why::PartUnapproved,
            Rule::Until(_) => Why::Until,
            Rule::Tlp(label) => Why::PartLabel(label),
        }
    }

    /// What lacks an approval has no time at which it lifts by itself.
    pub(super) fn withheld(&self, why: Why, until: Option<Instant>) -> Decided {
        Decided::Withheld { why, until: until.filter(|at| !self.gate.view.has_come(*at)) }
    }

    /// Files in the record's own folder that nothing disclosed links to, or that lie beside a withheld record.
    pub(super) fn note_loose_attachments(&mut self, public: bool) {
        if !self.ledger.is_kept() || !self.source.path.ends_with("index.md") {
            return;
        }
        let mut loose = self.attachments.files.clone();
        if !public {
            loose.extend(self.taken.iter().cloned());
        }
        for file in loose {
            let name = file.strip_prefix(&self.attachments.folder).unwrap_or(&file).to_string_lossy().into_owned();
            self.note(Subject::Attachment, &name, 0, self.withheld(Why::NotLinked, None));
            self.ledger.told(&Origin { file, line: 0, key: String::new() });
        }
    }

    /// The record as a whole, noted before what is left of it is withheld.
    pub(super) fn note_whole(&mut self, verdict: Verdict) {
        let decided = match (verdict, self.ledger.verdict) {
            (Verdict::Public, _) => Decided::Public { since: self.publication.at },
            (_, decided) => decided,
        };
        self.note(Subject::Record, "", 0, decided);
    }
}
