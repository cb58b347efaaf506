//! One record being opened: each key passes here, and is disclosed or noted as withheld.

mod attachments;
mod judgement;
mod ledger;
mod lifts;
mod reader;
mod reserve;
mod sink;
mod texts;
mod verdict;
mod withhold;

pub(in crate::private) use attachments::{Attachments, clean_asset};
pub(super) use judgement::Verdict;
pub(super) use lifts::MOST_LIFTS;

use super::{Bearing, Draft, Gate, Outcome};
use crate::config::Redactions;
use crate::diagnostic::{Code, Diagnostic};
use crate::private::decision::coming::{Change, Coming};
use crate::private::decision::view::Fate;
use crate::private::decision::{Decided, Subject, Why};
use crate::private::links::urls::fits_a_path;
use crate::private::load::Source;
use crate::private::provenance::{Keep, Written};
use crate::private::record::Head;
use crate::private::yaml::{Findings, Key, List, Marked, Node, Said, Steering};
use crate::public::Pending;
use crate::public::language;
use crate::public::segment::{is_ours, of_id, segment};
use judgement::Judgement;
use reader::Reader;
use sink::Sink;
use std::sync::Arc;

/// What it is read from, what is decided of it as a whole, and what comes out of it.
pub(super) struct RecordGate<'g> {
    pub site: &'g Gate<'g>,
    pub reader: Reader<'g>,
    pub judgement: Judgement,
    pub sink: Sink,
}

impl<'g> RecordGate<'g> {
    pub fn new(
        site: &'g Gate<'g>,
        source: &'g Source,
        node: &'g Node<'g>,
        findings: &'g Findings,
        attachments: Attachments<'g>,
    ) -> Self {
        Self {
            site,
            reader: Reader::of(source, node, findings, attachments),
            judgement: Judgement::default(),
            sink: Sink::new(site.keep),
        }
    }

    /// What is left: withholds the whole where the verdict says so.
    pub fn finish(mut self, verdict: Verdict, draft: Option<Draft>) -> Outcome {
        let public = verdict == Verdict::Public;
        self.note_whole(verdict);
        if !public {
            self.withhold_all();
        }
        self.note_loose_attachments(public);
        for (line, comment) in self.reader.source.comments() {
            let origin = self.reader.origin("", line);
            self.sink.note(Subject::Part, "", line, self.withheld(Why::Comment, None));
            self.sink.ledger.origins(&origin);
            self.sink.withheld.prose(&comment, &origin);
        }
        let coming = self.changes(verdict);
        let bearing = match (public, self.judgement.surely_withheld) {
            (true, _) => Bearing::Public,
            (false, true) => Bearing::Withheld,
            (false, false) => Bearing::InDoubt,
        };
        let RecordGate { site, reader, sink, .. } = self;
        let draft = draft.filter(|_| public);
        let written = draft.as_ref().filter(|_| site.keep == Keep::Passages);
        Outcome {
            written: written.map(|_| Written::new(reader.node, sink.passages)),
            taken: if draft.is_some() { sink.taken } else { Vec::new() },
            draft: draft.map(Arc::new),
            withheld: Arc::new(sink.withheld),
            bearing,
            hidden: sink.hidden,
            coming,
            decisions: sink.ledger.decisions,
            ..Outcome::default()
        }
    }

    /// What changes by itself: nothing of a record that no clock publishes, and nothing of it before its own time.
    fn changes(&mut self, verdict: Verdict) -> Vec<Coming> {
        let mut coming = std::mem::take(&mut self.sink.coming);
        if verdict != Verdict::Public {
            let lifts = coming.iter().find(|change| change.change == Change::Record).map(|coming| coming.at);
            let stays = |it: &Coming| it.change == Change::Reserved || lifts.is_some_and(|lifts| it.at >= lifts);
            coming.retain(stays);
        }
        coming
    }

    /// A warning that concerns something withheld, in a record that may be public itself.
    pub fn warn_privately(&mut self, code: Code, line: u32, key: &str, problem: &str, help: &str) {
        let file = self.reader.source.path.clone();
        let (key, problem, help) = (key.to_owned(), problem.to_owned(), help.to_owned());
        self.sink.hidden.push(Diagnostic { file, line: line as usize, key, code, problem, help });
    }

    /// A key's value where it is disclosed.
    pub fn key<T>(&mut self, name: &'static str, key: Key<T>) -> Option<T> {
        let Marked { rule, value, .. } = key?;
        let Some(rule) = rule.filter(|_| !off!(self.site.view, TagOnKey)) else {
            self.note_key(name, Decided::Public { since: None });
            return value;
        };
        match self.site.view.fate(rule) {
            Fate::Shown { lifted } => {
                self.note_key(name, Decided::Public { since: lifted });
                self.sink.shown(rule, lifted);
                value
            }
            Fate::Withheld { until } => {
                self.sink.comes(Change::Part, until);
                self.withhold_key(name, self.why(rule), until);
                if let (Some(until), Redactions::Mark) = (until, self.site.view.redactions) {
                    self.sink.pending.push(Pending { key: name, until });
                }
                None
            }
        }
    }

    /// A list's disclosed items, each with its place in the list and its line.
    pub fn list<T>(&mut self, name: &'static str, list: List<T>) -> Vec<(usize, u32, T)> {
        let items = self.key(name, list).map(|items| items.0).unwrap_or_default();
        let mut disclosed = Vec::with_capacity(items.len());
        for (at, Marked { rule, line, value }) in items.into_iter().enumerate() {
            match rule.map(|rule| (rule, self.site.view.fate(rule))) {
                None => {}
                Some((rule, Fate::Shown { lifted })) => {
                    self.sink.note(Subject::Item(at), name, line, Decided::Public { since: lifted });
                    self.sink.shown(rule, lifted);
                }
                Some((_, Fate::Withheld { .. })) if off!(self.site.view, TagOnItem) => {}
                Some((rule, Fate::Withheld { until })) => {
                    self.sink.comes(Change::Part, until);
                    self.withhold_item(name, at, None, self.why(rule), until);
                    continue;
                }
            }
            disclosed.extend(value.map(|value| (at, line, value)));
        }
        disclosed
    }

    /// A key on which no tag may stand.
    pub fn plain<'k, T>(&mut self, name: &str, key: &'k Key<T>) -> Option<&'k T> {
        let Marked { rule, line, value } = key.as_ref()?;
        self.note_plain(name);
        if rule.is_some() {
            let help = "take the tag out; to withhold the record, don't mark it for publication";
            self.reader.refuse(Code::MisplacedMark, *line, name, "a tag stands where nothing can be withheld", help);
        }
        self.judgement.doubt |= rule.is_some() || value.is_none();
        value.as_ref()
    }

    /// A key that restricts. One that is there and not understood puts the record in doubt.
    pub fn steer<'k, T>(&mut self, name: &str, key: &'k Steering<T>) -> Said<'k, T> {
        if let Steering::There(Marked { rule, line, value }) = key {
            self.note_plain(name);
            if rule.is_some() {
                let help = "take the tag out; to withhold the record, don't mark it for publication";
                self.reader.refuse(
                    Code::MisplacedMark,
                    *line,
                    name,
                    "a tag stands where nothing can be withheld",
                    help,
                );
            }
            self.judgement.doubt |= rule.is_some() || value.is_none();
        }
        key.said()
    }

    /// The record's id: what it says, or its file's name.
    pub fn id(&mut self, head: &Head) -> Option<String> {
        let line = self.reader.line("id");
        let written = self.plain("id", &head.id).cloned();
        let named = written.is_none() && !self.reader.standing.is_foreign();
        let id = written.unwrap_or_else(|| self.reader.source.name());
        if named && language::of_name(&id).1.is_some() {
            let problem = "the file's name ends with a language, as that of a translation does, and records have none";
            let help = "say its `id`, and its language as `lang`; a page may be translated";
            self.reader.refuse(Code::BadId, line, "id", problem, help);
        }
        let name = of_id(&id);
        // An id of another database is kept as it is, and so is one whose file bears its path, as `import` writes it: else, in a
        // record of ours, other signs are a slip.
        let imported = *name != *id && self.reader.source.name() == *name;
        let odd = |byte: u8| byte == b':' || self.reader.standing.is_foreign() || imported;
        let fits =
            id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-') || odd(byte));
        let fits = fits && fits_a_path(&id);
        // Pages of lists, and feeds, stand beside records.
        let mut levels = self.site.config.settings.severities.iter();
        let fits = fits && !is_ours(&name) && !levels.any(|level| segment(&level.id) == name.to_lowercase());
        if !fits {
            let help = "write letters, digits, `.`, `_` and `-`, as in HARBOUR-2026-k3x9";
            self.reader.refuse(
                Code::BadId,
                line,
                "id",
                "this id, or the file's name that stands for it, doesn't fit in a URL",
                help,
            );
        }
        fits.then_some(id)
    }
}
