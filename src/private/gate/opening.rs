//! One record being opened: each key passes here, and is disclosed or noted as withheld.

use super::approval::Approved;
use super::attachments::{Attachments, link_targets};
use super::verdict::{Publication, Verdict};
use super::{Draft, Gate, Outcome};
use crate::diagnostic::Code;
use crate::private::load::Source;
use crate::private::marks::{Form, Place, strip};
use crate::private::record::Head;
use crate::private::view::{Fate, Redactions};
use crate::private::withheld::{Origin, Withheld};
use crate::private::yaml::{Findings, Key, List, Marked, Node, Value};
use crate::public::{Instant, Markdown, Pending, Text, Tlp};

pub(super) struct Opening<'g> {
    pub gate: &'g Gate<'g>,
    pub source: &'g Source,
    pub publication: Publication,
    /// Whether an approval holds for the record as it is now.
    pub approved: Approved,
    /// A key that decides over disclosure can't be understood: whatever is wrong with the record is not told in public.
    pub doubt: bool,
    pub coming: Vec<Instant>,
    /// Instants at which parts that are shown were disclosed.
    pub lifts: Vec<Instant>,
    pub pending: Vec<Pending>,
    pub attachments: Attachments<'g>,
    /// What disclosed Markdown links to.
    pub links: Vec<String>,
    node: &'g Node<'g>,
    findings: &'g Findings,
    withheld: Withheld,
}

impl<'g> Opening<'g> {
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
            approved: Approved::Untested,
            doubt: false,
            coming: Vec::new(),
            lifts: Vec::new(),
            pending: Vec::new(),
            attachments,
            links: Vec::new(),
            node,
            findings,
            withheld: Withheld::default(),
        }
    }

    /// What is left: withholds the whole where the verdict says so.
    pub fn finish(mut self, verdict: Verdict, draft: Option<Draft>) -> Outcome {
        let public = verdict == Verdict::Public;
        if public {
            self.withhold_loose_attachments();
        } else {
            self.withhold_all();
        }
        let Opening { coming, withheld, .. } = self;
        let draft = draft.filter(|_| public);
        Outcome { id: None, draft, withheld, findings: Vec::new(), shown: public, coming }
    }

    pub fn refuse(&self, code: Code, line: u32, key: &str, problem: &str, mend: &str) {
        self.findings.add(code, line, key, problem, mend);
    }

    /// A key's value where it is disclosed.
    pub fn key<T>(&mut self, name: &'static str, key: Key<T>) -> Option<T> {
        let Marked { rule, value, .. } = key?;
        let Some(rule) = rule.filter(|_| !off!(self.gate.view, TagOnKey)) else { return value };
        match self.gate.view.fate(rule) {
            Fate::Shown { lifted } => {
                self.lifts.extend(lifted);
                value
            }
            Fate::Withheld { until } => {
                self.coming.extend(until);
                if off!(self.gate.view, LiftAhead) {
                    self.lifts.extend(until);
                }
                self.withhold_key(name);
                if let (Some(until), Redactions::Mark) = (until, self.gate.view.redactions) {
                    self.pending.push(Pending { key: name, until });
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
            match rule.map(|rule| self.gate.view.fate(rule)) {
                Some(Fate::Withheld { .. }) if off!(self.gate.view, TagOnItem) => {}
                None => {}
                Some(Fate::Shown { lifted }) => self.lifts.extend(lifted),
                Some(Fate::Withheld { until }) => {
                    self.coming.extend(until);
                    self.withhold_item(name, at, None);
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
        if rule.is_some() {
            let mend = "take the tag out; to withhold the record, don't mark it for publication";
            self.refuse(Code::MisplacedMark, *line, name, "a tag stands where nothing can be withheld", mend);
        }
        self.doubt |= rule.is_some() || value.is_none();
        value.as_ref()
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
        let text = self.strip(key, line, raw, Form::Markdown);
        self.links.extend(link_targets(&text));
        (!text.is_empty()).then(|| Markdown::new(text, self.gate.seal))
    }

    /// A Markdown key.
    pub fn prose(&mut self, name: &'static str, key: Key<String>) -> Option<Markdown> {
        let line = key.as_ref().map_or(0, |it| it.line);
        let raw = self.key(name, key)?;
        self.markdown(name, line, &raw)
    }

    /// An absolute URL of a scheme that is safe to follow.
    pub fn url(&mut self, key: &str, line: u32, raw: &str) -> Option<Text> {
        const SCHEMES: [&str; 9] =
            ["https://", "http://", "mailto:", "ftp://", "git://", "git+https://", "irc://", "ircs://", "xmpp:"];
        let text = self.text(key, line, raw)?;
        let lower = text.to_ascii_lowercase();
        let safe = SCHEMES.iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len());
        if !safe || text.contains(|it: char| it.is_whitespace() || it.is_control() || matches!(it, '<' | '>' | '"')) {
            let mend = "write an absolute URL such as https://example.org/";
            self.refuse(Code::BadUrl, line, key, "this URL is not absolute, or not of a scheme that is safe", mend);
            return None;
        }
        Some(text)
    }

    fn strip(&mut self, key: &str, line: u32, raw: &str, form: Form) -> String {
        let place = Place { findings: self.findings, key, line };
        let stripped = strip(raw, form, self.gate.view, place);
        for fragment in stripped.withheld {
            let origin = self.origin(key, fragment.line);
            self.withheld.prose(&fragment.text, &origin);
        }
        self.lifts.extend(stripped.lifts);
        self.coming.extend(stripped.pending);
        stripped.text.into_owned()
    }

    /// The record's id: what it says, or its file's name.
    pub fn id(&mut self, head: &Head) -> Option<String> {
        let line = self.line("id");
        let written = self.plain("id", &head.id).cloned();
        let id = written.unwrap_or_else(|| self.source.name());
        let fits = id.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-'));
        let fits =
            fits && !id.starts_with('.') && !id.is_empty() && id.len() <= 128 && id != "page" && id != "feed.xml";
        if !fits {
            let mend = "write letters, digits, `.`, `_` and `-`, as in HARBOUR-2026-k3x9";
            self.refuse(
                Code::BadId,
                line,
                "id",
                "this id, or the file's name that stands for it, doesn't fit in a URL",
                mend,
            );
        }
        fits.then_some(id)
    }

    fn origin(&self, key: &str, line: u32) -> Origin {
        Origin { file: self.source.path.clone(), line: line as usize, key: key.to_owned() }
    }

    pub fn withhold_key(&mut self, name: &str) {
        if let Some(node) = self.node.get(name) {
            self.withhold_node(name, node);
        }
    }

    /// Withholds a list's item, or one key of it.
    pub fn withhold_item(&mut self, name: &str, at: usize, key: Option<&str>) {
        let item = self.node.get(name).and_then(|list| list.items().get(at));
        let node = match key {
            Some(key) => item.and_then(|item| item.get(key)),
            None => item,
        };
        if let Some(node) = node {
            self.withhold_node(&[name, key.unwrap_or_default()].join(".").trim_end_matches('.').to_owned(), node);
        }
    }

    fn withhold_node(&mut self, key: &str, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { text, .. } => {
                let origin = self.origin(key, node.line);
                if names_people(key) {
                    self.withheld.person(text, &origin);
                } else {
                    self.withheld.value(key, text, &origin);
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.withhold_node(key, item)),
            Value::Map(entries) => {
                for entry in entries {
                    self.withhold_node(&format!("{key}.{}", entry.key), &entry.node);
                }
            }
        }
    }

    /// Everything of a record that isn't public: its name, its keys, its text, its attachments.
    fn withhold_all(&mut self) {
        let name = self.source.name();
        let origin = self.origin("", 0);
        self.withheld.record_id(&name, &origin);
        for entry in self.node.entries() {
            let origin = self.origin(&entry.key, entry.line);
            match &*entry.key {
                "id" => entry.node.text().into_iter().for_each(|id| self.withheld.record_id(id, &origin)),
                // Who approves is never shown, and yet no secret: the team's page names the same people.
                "approved" => {}
                key => self.withhold_node(key, &entry.node),
            }
        }
        let origin = self.origin("", self.source.body_line);
        self.withheld.prose(self.source.body(), &origin);
        self.withhold_loose_attachments();
    }

    /// Attachments that nothing disclosed links to.
    fn withhold_loose_attachments(&mut self) {
        for (name, bytes, path) in self.attachments.loose() {
            let origin = Origin { file: path, line: 0, key: String::new() };
            self.withheld.attachment(&name, &bytes, &origin);
        }
    }
}

/// Whether a text under this key is somebody's name.
fn names_people(key: &str) -> bool {
    let (list, last) = key.rsplit_once('.').unwrap_or((key, key));
    const PEOPLE: [&str; 5] = ["reporter", "coordinator", "responders", "credits", "authors"];
    PEOPLE.contains(&key) || (last == "name" && PEOPLE.iter().any(|people| list == *people))
}
