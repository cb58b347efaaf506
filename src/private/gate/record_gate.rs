//! One record being opened: each key passes here, and is disclosed or noted as withheld.

mod withhold;

use super::approval::Approved;
use super::attachments::{Attachments, link_targets};
use super::ledger::Ledger;
use super::reserve::Place;
use super::standing::Standing;
use super::verdict::{Publication, Verdict};
use super::{Bearing, Draft, Gate, Outcome};
use crate::config::Redactions;
use crate::diagnostic::{Code, Diagnostic};
use crate::private::coming::{Change, Coming};
use crate::private::decision::{Decided, Subject, Why};
use crate::private::load::{Shape, Source};
use crate::private::marks::{self, Author, Form, Fragment, InCode, Rows, Taken, cover, strip, uncover};
use crate::private::record::Head;
use crate::private::sources::{Keep, Passage, PassageForm, Written};
use crate::private::urls::{fits_a_path, is_safe_url};
use crate::private::view::Fate;
use crate::private::withheld::{Origin, Withheld};
use crate::private::yaml::{Findings, Key, List, Marked, Node, Rule, Said, Steering};
use crate::public::segment::{is_ours, of_id, segment};
use crate::public::{Instant, Markdown, Pending, Text, Tlp};
use std::path::PathBuf;
use std::sync::Arc;

pub(super) struct RecordGate<'g> {
    pub gate: &'g Gate<'g>,
    pub source: &'g Source,
    pub publication: Publication,
    /// The highest label of a part that is shown.
    pub part_label: Tlp,
    /// The place that is asked for.
    pub reserve: Option<Place>,
    pub standing: Standing,
    /// Whether an approval holds for the record as it is now.
    pub approved: Approved,
    /// A key that decides over disclosure can't be understood: whatever is wrong with the record is not told in public.
    pub doubt: bool,
    /// What is understood withholds the record as it is now, whatever else is wrong with it.
    pub surely_withheld: bool,
    pub coming: Vec<Coming>,
    /// Instants at which parts lifted that are shown now, whether they hold anything or not.
    pub lifts: Vec<Instant>,
    pub pending: Vec<Pending>,
    pub attachments: Attachments<'g>,
    /// Those of them that are public.
    pub taken: Vec<PathBuf>,
    /// What disclosed Markdown links to, where there are files beside the record.
    pub links: Vec<String>,
    /// What marks do that stand in code of its Markdown.
    pub in_code: InCode,
    pub ledger: Ledger,
    /// What is disclosed, with its lines, where somebody wants to look at it.
    pub passages: Vec<Passage>,
    /// What is wrong with withheld things, or tells of them.
    pub hidden: Vec<Diagnostic>,
    pub(super) node: &'g Node<'g>,
    findings: &'g Findings,
    withheld: Withheld,
}

impl<'g> RecordGate<'g> {
    pub fn new(
        gate: &'g Gate<'g>,
        source: &'g Source,
        node: &'g Node<'g>,
        findings: &'g Findings,
        attachments: Attachments<'g>,
    ) -> Self {
        Self {
            gate,
            source,
            publication: Publication { at: None, tlp: Tlp::Clear },
            part_label: Tlp::Clear,
            reserve: None,
            standing: Standing::Own,
            approved: Approved::Untested,
            doubt: false,
            surely_withheld: false,
            coming: Vec::new(),
            lifts: Vec::new(),
            pending: Vec::new(),
            attachments,
            taken: Vec::new(),
            links: Vec::new(),
            in_code: InCode::Withhold,
            ledger: Ledger::new(gate.keep),
            passages: Vec::new(),
            hidden: Vec::new(),
            node,
            findings,
            withheld: Withheld::kept(gate.keep),
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
        for (line, comment) in self.source.comments() {
            let origin = self.origin("", line);
            self.note(Subject::Part, "", line, self.withheld(Why::Comment, None));
            self.ledger.told(&origin);
            self.withheld.prose(&comment, &origin);
        }
        let coming = self.changes(verdict);
        let RecordGate { gate, withheld, taken, passages, hidden, node, ledger, .. } = self;
        let decisions = ledger.decisions;
        let draft = draft.filter(|_| public);
        let written = draft.as_ref().filter(|_| gate.keep == Keep::Passages).map(|_| Written::new(node, passages));
        let taken = if draft.is_some() { taken } else { Vec::new() };
        let (kind, id, findings) = (None, None, Vec::new());
        let bearing = match (public, self.surely_withheld) {
            (true, _) => Bearing::Public,
            (false, true) => Bearing::Withheld,
            (false, false) => Bearing::InDoubt,
        };
        let (draft, withheld, holds_until) = (draft.map(Arc::new), Arc::new(withheld), None);
        Outcome {
            kind,
            id,
            draft,
            written,
            withheld,
            taken,
            findings,
            bearing,
            hidden,
            coming,
            decisions,
            holds_until,
            reserved: None,
        }
    }

    /// What changes by itself: nothing of a record that no clock publishes, and nothing of it before its own time.
    fn changes(&mut self, verdict: Verdict) -> Vec<Coming> {
        let mut coming = std::mem::take(&mut self.coming);
        if verdict != Verdict::Public {
            let lifts = coming.iter().find(|it| it.change == Change::Record).map(|it| it.at);
            let stays = |it: &Coming| it.change == Change::Reserved || lifts.is_some_and(|lifts| it.at >= lifts);
            coming.retain(stays);
        }
        coming
    }

    /// Something that a time withholds changes the site at that time.
    pub fn comes(&mut self, change: Change, at: Option<Instant>) {
        self.coming.extend(at.map(|at| Coming { at, change }));
    }

    pub fn refuse(&self, code: Code, line: u32, key: &str, problem: &str, help: &str) {
        self.findings.add(code, line, key, problem, help);
    }

    /// A warning that tells of something withheld, in a record that may be public itself.
    pub fn warn_privately(&mut self, code: Code, line: u32, key: &str, problem: &str, help: &str) {
        let file = self.source.path.clone();
        let (key, problem, help) = (key.to_owned(), problem.to_owned(), help.to_owned());
        self.hidden.push(Diagnostic { file, line: line as usize, key, code, problem, help });
    }

    /// A key's value where it is disclosed.
    pub fn key<T>(&mut self, name: &'static str, key: Key<T>) -> Option<T> {
        let Marked { rule, value, .. } = key?;
        let Some(rule) = rule.filter(|_| !off!(self.gate.view, TagOnKey)) else {
            self.note_key(name, Decided::Public { since: None });
            return value;
        };
        match self.gate.view.fate(rule) {
            Fate::Shown { lifted } => {
                self.note_key(name, Decided::Public { since: lifted });
                self.shown(rule, lifted);
                value
            }
            Fate::Withheld { until } => {
                self.comes(Change::Part, until);
                self.withhold_key(name, self.why(rule), until);
                if let (Some(until), Redactions::Mark) = (until, self.gate.view.redactions) {
                    self.pending.push(Pending { key: name, until });
                }
                None
            }
        }
    }

    /// What is shown of a marked part shows in the record: when it lifted, and for whom it is.
    fn shown(&mut self, rule: Rule, lifted: Option<Instant>) {
        self.lifts.extend(lifted);
        if let Rule::Tlp(label) = rule {
            self.part_label = self.part_label.max(label);
        }
    }

    /// A list's disclosed items, each with its place in the list and its line.
    pub fn list<T>(&mut self, name: &'static str, list: List<T>) -> Vec<(usize, u32, T)> {
        let items = self.key(name, list).map(|items| items.0).unwrap_or_default();
        let mut disclosed = Vec::with_capacity(items.len());
        for (at, Marked { rule, line, value }) in items.into_iter().enumerate() {
            match rule.map(|rule| (rule, self.gate.view.fate(rule))) {
                None => {}
                Some((rule, Fate::Shown { lifted })) => {
                    self.note(Subject::Item(at), name, line, Decided::Public { since: lifted });
                    self.shown(rule, lifted);
                }
                Some((_, Fate::Withheld { .. })) if off!(self.gate.view, TagOnItem) => {}
                Some((rule, Fate::Withheld { until })) => {
                    self.comes(Change::Part, until);
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
            self.refuse(Code::MisplacedMark, *line, name, "a tag stands where nothing can be withheld", help);
        }
        self.doubt |= rule.is_some() || value.is_none();
        value.as_ref()
    }

    /// A key that restricts. One that is there and not understood puts the record in doubt.
    pub fn steer<'k, T>(&mut self, name: &str, key: &'k Steering<T>) -> Said<'k, T> {
        if let Steering::There(Marked { rule, line, value }) = key {
            self.note_plain(name);
            if rule.is_some() {
                let help = "take the tag out; to withhold the record, don't mark it for publication";
                self.refuse(Code::MisplacedMark, *line, name, "a tag stands where nothing can be withheld", help);
            }
            self.doubt |= rule.is_some() || value.is_none();
        }
        key.said()
    }

    /// The line of a key, 0 where it isn't known.
    pub fn line(&self, name: &str) -> u32 {
        self.node.get(name).map_or(0, |node| node.line)
    }

    pub fn text(&mut self, key: &str, line: u32, raw: &str) -> Option<Text> {
        let text = self.strip(key, line, raw, Form::Line);
        let text = text.trim();
        if text.contains('\n') {
            self.refuse(Code::WrongValue, line, key, "a text of one line is wanted here", "write it on one line");
        }
        (!text.is_empty()).then(|| Text::new(text, self.gate.seal))
    }

    pub fn texts(&mut self, name: &'static str, list: List<String>) -> Vec<Text> {
        let items = self.list(name, list);
        items.into_iter().filter_map(|(_, line, raw)| self.text(name, line, &raw)).collect()
    }

    pub fn markdown(&mut self, key: &str, line: u32, raw: &str) -> Option<Markdown> {
        if key.is_empty() && !raw.trim().is_empty() {
            self.note(Subject::Key, key, line, Decided::Public { since: None });
        }
        let text = self.strip(key, line, raw, Form::Markdown);
        if !self.attachments.files.is_empty() {
            self.links.extend(link_targets(&text));
        }
        (!text.is_empty()).then(|| Markdown::new(text, self.gate.seal))
    }

    /// A plain text of several lines, which nobody is asked to improve: it was written elsewhere.
    pub fn rows(&mut self, key: &str, line: u32, raw: &str) -> String {
        let passages = self.passages.len();
        let rows = raw.split('\n').map(|row| self.strip(key, line, row, Form::Line)).collect::<Vec<_>>();
        self.passages.truncate(passages);
        rows.join("\n")
    }

    /// A Markdown key.
    pub fn prose(&mut self, name: &'static str, key: Key<String>) -> Option<Markdown> {
        let line = key.as_ref().map_or(0, |it| it.line);
        let raw = self.key(name, key)?;
        self.markdown(name, line, &raw)
    }

    /// An absolute URL of a scheme that is safe to follow.
    pub fn url(&mut self, key: &str, line: u32, raw: &str) -> Option<Text> {
        let text = self.text(key, line, raw)?;
        if !is_safe_url(&text) {
            let help = "write an absolute URL such as https://example.org/";
            self.refuse(Code::BadUrl, line, key, "this URL is not absolute, or not of a scheme that is safe", help);
            return None;
        }
        Some(text)
    }

    fn strip(&mut self, key: &str, line: u32, raw: &str, form: Form) -> String {
        let rows = if self.source.shape == Shape::Json { Rows::One } else { Rows::Many };
        let foreign = self.standing.is_foreign() || key == "csaf";
        let author = if foreign { Author::Foreign } else { Author::Own };
        let place = marks::Place { findings: self.findings, key, line, rows, author };
        let covered = self.covered(key, line, raw, form);
        let stripped = strip(covered.as_deref().unwrap_or(raw), form, self.gate.view, place);
        let written = |text: &str| if covered.is_some() { uncover(text) } else { text.to_owned() };
        if let Some(part) = stripped.parts.iter().find(|_| covered.is_some() && !stripped.without_marks()) {
            let help = "take `shows_marks` out of its front matter, or the part out of the page";
            self.refuse(
                Code::MisplacedMark,
                part.line,
                key,
                "a page that shows marks in its code withholds nothing",
                help,
            );
        }
        self.note_parts(key, &stripped.parts);
        self.lifts.extend(stripped.lifts());
        self.part_label = stripped.labels().fold(self.part_label, Tlp::max);
        stripped.pending().for_each(|at| self.comes(Change::Part, Some(at)));
        // What is left over of a public source's text is public where it comes from: nobody withheld it.
        let foreign = self.standing.is_foreign();
        let is_sought = |it: &Fragment| it.taken == Taken::Withheld || !foreign;
        for fragment in stripped.withheld.into_iter().filter(is_sought) {
            let origin = self.origin(key, fragment.line);
            self.withheld.prose(&written(&fragment.text), &origin);
        }
        let text = written(&stripped.text);
        if self.gate.keep == Keep::Passages {
            let form = if form == Form::Line { PassageForm::Line } else { PassageForm::Markdown };
            let text = Markdown::new(&*text, self.gate.seal);
            self.passages.push(Passage { key: key.to_owned(), form, text, first: line, lines: stripped.lines });
        }
        text
    }

    /// The text with the marks in its code covered, where they are to be shown.
    fn covered(&self, key: &str, line: u32, raw: &str, form: Form) -> Option<String> {
        let shown = self.in_code == InCode::Show && form == Form::Markdown;
        let covered = shown.then(|| cover(raw))?;
        if covered.is_none() {
            let problem = "a page that shows marks holds a private character of Unicode (U+E021 to U+E07E)";
            self.refuse(Code::Unreadable, line, key, problem, "take it out");
        }
        covered
    }

    /// The record's id: what it says, or its file's name.
    pub fn id(&mut self, head: &Head) -> Option<String> {
        let line = self.line("id");
        let written = self.plain("id", &head.id).cloned();
        let id = written.unwrap_or_else(|| self.source.name());
        let name = of_id(&id);
        // An id of another database is kept as it is; one of ours that has anything else is a slip.
        let odd = |it: u8| it == b':' || self.standing.is_foreign();
        let fits = id.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-') || odd(it));
        let fits = fits && fits_a_path(&id);
        // Pages of lists, and feeds, stand beside records.
        let mut levels = self.gate.config.settings.severities.iter();
        let fits = fits && !is_ours(&name) && !levels.any(|it| segment(&it.id) == name.to_lowercase());
        if !fits {
            let help = "write letters, digits, `.`, `_` and `-`, as in HARBOUR-2026-k3x9";
            self.refuse(
                Code::BadId,
                line,
                "id",
                "this id, or the file's name that stands for it, doesn't fit in a URL",
                help,
            );
        }
        fits.then_some(id)
    }

    pub(super) fn origin(&self, key: &str, line: u32) -> Origin {
        Origin { file: self.source.path.clone(), line: line as usize, key: key.to_owned() }
    }

    /// The line of a key itself, 0 where it isn't known.
    pub fn key_line(&self, name: &str) -> u32 {
        self.node.entries().iter().find(|entry| entry.key == name).map_or(0, |entry| entry.line)
    }
}
