//! The gate's own notes of what it decides.

use super::RecordGate;
use super::judgement::Verdict;
use crate::private::decision::view::Fate;
use crate::private::decision::{Decided, Decision, Subject, Why};
use crate::private::gate::open_keys;
use crate::private::marks::{Cause, Part};
use crate::private::provenance::Keep;
use crate::private::record::Record;
use crate::private::withheld::Origin;
use crate::private::yaml::{Findings, Rule};
use crate::public::keys::{self, Role};
use crate::public::{Instant, Kind};

/// Empty where nobody asked for notes.
pub(in crate::private::gate) struct Ledger {
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

    /// A later decision about the same key, or file, takes the place of an earlier one.
    pub fn note(&mut self, decision: Decision) {
        if !self.is_kept() {
            return;
        }
        if matches!(decision.subject, Subject::Key | Subject::Attachment) {
            self.decisions.retain(|it| it.subject != decision.subject || it.key != decision.key);
        }
        self.decisions.push(decision);
    }

    /// This part of what was decided last was handed to the audit.
    pub fn origins(&mut self, origin: &Origin) {
        if let (true, Some(last)) = (self.is_kept(), self.decisions.last_mut()) {
            last.origins.push(origin.clone());
        }
    }
}

impl RecordGate<'_> {
    /// Why the record as a whole is withheld.
    pub(in crate::private::gate) fn withheld_by(&mut self, why: Why, until: Option<Instant>) {
        self.sink.ledger.verdict = Decided::Withheld { why, until };
    }

    pub(in crate::private::gate) fn note_key(&mut self, key: &str, decided: Decided) {
        if self.sink.ledger.is_kept() {
            self.sink.note(Subject::Key, key, self.reader.key_line(key), decided);
        }
    }

    /// Notes what an unmarked record would disclose. What else comes of it is dropped.
    pub(in crate::private::gate) fn note_as_if_public(&mut self, kind: Kind, id: &str, record: Record) {
        let findings = Findings::new(&self.reader.source.path);
        let mut other = RecordGate::new(
            self.site,
            self.reader.source,
            self.reader.node,
            &findings,
            self.reader.attachments.clone(),
        );
        other.judgement.publication = self.judgement.publication;
        open_keys(kind, id, record, &mut other);
        self.sink.ledger.decisions.extend(std::mem::take(&mut other.sink.ledger.decisions));
    }

    /// A key on which no tag may stand.
    pub(in crate::private::gate) fn note_plain(&mut self, key: &str) {
        let steers = keys::named(key).is_some_and(|key| key.role == Role::Steers);
        self.note_key(key, if steers { Decided::Steers } else { Decided::Public { since: None } });
    }

    pub(in crate::private::gate) fn note_parts(&mut self, key: &str, parts: &[Part]) {
        if !self.sink.ledger.is_kept() {
            return;
        }
        for part in parts {
            let decided = match part.fate {
                Fate::Shown { lifted } => Decided::Public { since: lifted },
                Fate::Withheld { until } => self.withheld(self.cause(part.cause), until),
            };
            self.sink.note(Subject::Part, key, part.line, decided);
            self.sink.ledger.origins(&self.reader.origin(key, part.line));
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

    pub(in crate::private::gate) fn why(&self, rule: Rule) -> Why {
        match rule {
            Rule::Private => Why::Private,
            Rule::Until(at) if !self.site.view.is_approved(at) => Why::PartUnapproved,
            Rule::Until(_) => Why::Until,
            Rule::Tlp(label) => Why::PartLabel(label),
        }
    }

    /// What lacks an approval has no time at which it lifts by itself.
    pub(in crate::private::gate) fn withheld(&self, why: Why, until: Option<Instant>) -> Decided {
        Decided::Withheld { why, until: until.filter(|at| !self.site.view.has_come(*at)) }
    }

    /// Files in the record's own folder that nothing disclosed links to, or that lie beside a withheld record.
    pub(in crate::private::gate) fn note_loose_attachments(&mut self, public: bool) {
        if !self.sink.ledger.is_kept() || !self.reader.source.path.ends_with("index.md") {
            return;
        }
        let mut loose = self.reader.attachments.files.clone();
        if !public {
            loose.extend(self.sink.taken.iter().cloned());
        }
        for file in loose {
            let name =
                file.strip_prefix(&self.reader.attachments.folder).unwrap_or(&file).to_string_lossy().into_owned();
            self.sink.note(Subject::Attachment, &name, 0, self.withheld(Why::NotLinked, None));
            self.sink.ledger.origins(&Origin { file, line: 0, key: String::new() });
        }
    }

    /// The record as a whole, noted before what is left of it is withheld.
    pub(in crate::private::gate) fn note_whole(&mut self, verdict: Verdict) {
        let decided = match (verdict, self.sink.ledger.verdict) {
            (Verdict::Public, _) => Decided::Public { since: self.judgement.publication.at },
            (_, decided) => decided,
        };
        self.sink.note(Subject::Record, "", 0, decided);
    }
}
