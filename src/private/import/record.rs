//! One record in the form that it is written down in.

use super::{IMPORT_DIGESTS, Marking};
use crate::diagnostic::Code;
use crate::private::decision::view::View;
use crate::private::formats::{IMPORTED, LEFT_OUT, RESTRICTED, State, UNUSABLE, distinct};
use crate::private::gate::title_of;
use crate::private::links::urls::fits_a_path;
use crate::private::load::{Shape, Source};
use crate::private::yaml::{Entry, Findings, Node, Value, write};
use crate::public::{Vocabulary, keys};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The parser refuses deeper trees than this and a little.
const DEEPEST: usize = 40;

/// A record as it comes from its format. No `Debug`: it holds what is withheld.
pub(super) struct Fresh<'a> {
    pub id: String,
    /// But for the body and `private`.
    pub keys: Vec<Entry<'a>>,
    pub body: String,
    /// What goes under `private: { imported: … }`.
    pub imported: Option<Node<'a>>,
    /// Whether it says itself that it isn't to be published, or something that nobody understands.
    pub withholds_itself: bool,
    /// Names of what is public over there and has no place.
    pub left_out: BTreeSet<String>,
    /// Fields of which only a digest is kept, as they are nested too deep for YAML.
    pub too_deep: usize,
}

impl<'a> Fresh<'a> {
    /// `None`: it has no id that could name a file.
    pub fn of(node: Node<'a>, state: State, view: &View, findings: &Findings) -> Option<Self> {
        let Value::Map(entries) = node.value else { return None };
        let mut fresh = Fresh {
            id: String::new(),
            keys: Vec::new(),
            body: String::new(),
            imported: None,
            withholds_itself: false,
            left_out: BTreeSet::new(),
            too_deep: 0,
        };
        for entry in entries {
            match &*entry.key {
                "details" => {
                    fresh.body = entry.node.text().unwrap_or_default().trim_matches('\n').trim_end().to_owned()
                }
                "private" => fresh.withheld(entry.node),
                // What restricts stays; what would publish is for people to say here.
                "publish" => fresh.withholds_itself |= entry.node.text() != Some("true"),
                "approved" | "embargo_tlp" | "reserve" => {}
                _ => fresh.keys.push(entry),
            }
        }
        if let State::Labelled(label) = state {
            fresh.keys.retain(|key| key.key != "tlp");
            fresh.keys.push(Entry { key: "tlp".into(), line: 0, node: text(label.word()) });
        }
        if !fresh.keys.iter().any(|entry| entry.key == "title") {
            let id = fresh.keys.iter().find(|entry| entry.key == "id").and_then(|entry| entry.node.text());
            let title = title_of(&fresh.body, view).unwrap_or_else(|| id.unwrap_or_default().to_owned());
            fresh.keys.push(Entry { key: "title".into(), line: 0, node: text(&title) });
        }
        fresh.keys.sort_by_key(|entry| keys::place(&entry.key));
        let id = fresh.keys.iter().find(|key| key.key == "id").and_then(|key| key.node.text()).unwrap_or_default();
        if !fits_a_path(id) {
            let help = "an id begins with a letter, a digit or another sign that a file's name can begin with";
            findings.add(Code::BadId, 0, "id", "this id doesn't fit in a URL and a file's name", help);
            return None;
        }
        fresh.id = id.to_owned();
        Some(fresh)
    }

    /// What stands below `private`; a tree that is too deep for YAML is a text.
    fn withheld(&mut self, private: Node<'a>) {
        let Value::Map(parts) = private.value else { return };
        let mut kept = Vec::new();
        for part in parts {
            match (&*part.key, part.node.value) {
                (LEFT_OUT, Value::List(names)) => {
                    self.left_out = names.iter().filter_map(Node::text).map(plain).collect();
                }
                (RESTRICTED | IMPORTED | UNUSABLE, Value::Map(entries)) => kept.extend(entries),
                (_, value) => kept.push(Entry { node: Node { line: 0, rule: None, value }, ..part }),
            }
        }
        distinct(&mut kept);
        for entry in kept.iter_mut().filter(|it| depth(&it.node) > DEEPEST) {
            let flat = digest(&entry.node);
            entry.node = text(&format!("nested too deep to keep: {flat}"));
            self.too_deep += 1;
        }
        self.imported =
            Some(Node { line: 0, rule: None, value: Value::Map(kept) }).filter(|it| !it.entries().is_empty());
    }

    /// Kinds of fields that have no place, each once.
    pub fn kept(&self) -> BTreeSet<String> {
        self.imported.iter().flat_map(Node::entries).map(|entry| plain(&entry.key)).collect()
    }

    /// A digest of each key, and of the body.
    pub fn digests(&self) -> BTreeMap<String, String> {
        let mut digests: BTreeMap<String, String> =
            self.keys.iter().map(|key| (key.key.to_string(), digest(&key.node))).collect();
        if !self.body.is_empty() {
            digests.insert("details".into(), digest(&text(&self.body)));
        }
        digests
    }

    /// `private`, with what was there by hand.
    pub fn private<'n>(&'n self, others: impl Iterator<Item = &'n Entry<'n>>) -> String {
        let digests: Vec<String> = self.digests().iter().map(|(key, digest)| format!("{key}={digest}")).collect();
        let mut out = String::from("private:\n");
        let mut put = |entry: &Entry| {
            for line in write(std::slice::from_ref(entry)).lines() {
                let blank = if line.is_empty() { "" } else { "  " };
                out.push_str(&format!("{blank}{line}\n"));
            }
        };
        others.for_each(&mut put);
        put(&Entry { key: IMPORT_DIGESTS.into(), line: 0, node: text(&digests.join(" ")) });
        if let Some(node) = &self.imported {
            let node = Node { line: 0, rule: None, value: borrowed(&node.value) };
            put(&Entry { key: IMPORTED.into(), line: 0, node });
        }
        out
    }

    /// The file's text. `None`: it would not read back, which is a finding.
    pub fn written(&self, marking: Marking, findings: &Findings) -> Option<String> {
        let publish = if marking == Marking::Published { "publish: true\n" } else { "publish: false\n" };
        let (first, rest) =
            self.keys.split_at(self.keys.iter().take_while(|key| matches!(&*key.key, "id" | "title")).count());
        let head = format!("{}{publish}{}", write(first), write(rest));
        let private = self.private(std::iter::empty());
        let body = format!("---\n{head}{private}---\n\n{}\n", self.body);
        if self.reads_back(&body) {
            return Some(body);
        }
        // A line of the text looks like front matter.
        let details = write(&[Entry { key: "details".into(), line: 0, node: text(&self.body) }]);
        let text = format!("---\n{head}{details}{private}---\n");
        if self.reads_back(&text) {
            return Some(text);
        }
        let problem = "this record can't be written in a form that reads back the same";
        findings.add(Code::Unreadable, 0, "", problem, "keep it as it is, and name it under `sources` in site.yaml");
        None
    }

    fn reads_back(&self, text: &str) -> bool {
        let findings = Findings::new(&PathBuf::new());
        let Some(source) = Source::new(PathBuf::new(), Shape::Markdown, text.to_owned(), &findings) else {
            return false;
        };
        let Some(node) = source.keys(&findings) else { return false };
        let same = self.keys.iter().all(|key| node.get(&key.key).is_some_and(|read| digest(read) == digest(&key.node)));
        let body = node.get("details").and_then(Node::text).unwrap_or(source.body().trim_matches('\n'));
        same && body.trim_end() == self.body && !findings.any_error()
    }
}

/// The name of a kind of field: `affected_range` of `affected_0_range_2`.
fn plain(key: &str) -> String {
    // A key that no format has may be anybody's words.
    if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') || key.len() > 64 {
        return "other keys".to_owned();
    }
    let words = key.split('_').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    words.collect::<Vec<_>>().join("_")
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Map(entries) => 1 + entries.iter().map(|entry| depth(&entry.node)).max().unwrap_or_default(),
        Value::Null | Value::Scalar { .. } => 0,
    }
}

fn text(text: &str) -> Node<'static> {
    Node { line: 0, rule: None, value: Value::Scalar { text: text.to_owned().into(), plain: false } }
}

/// The same tree, over the same text.
fn borrowed<'n>(value: &'n Value) -> Value<'n> {
    let node = |it: &'n Node| Node { line: 0, rule: it.rule, value: borrowed(&it.value) };
    match value {
        Value::Null => Value::Null,
        Value::Scalar { text, plain } => Value::Scalar { text: (&**text).into(), plain: *plain },
        Value::List(items) => Value::List(items.iter().map(node).collect()),
        Value::Map(entries) => {
            let entries =
                entries.iter().map(|entry| Entry { key: (&*entry.key).into(), line: 0, node: node(&entry.node) });
            Value::Map(entries.collect())
        }
    }
}

/// Of a value with its tags, however it is laid out.
pub(super) fn digest(node: &Node) -> String {
    let mut hasher = blake3::Hasher::new();
    hash(node, &mut hasher);
    hasher.finalize().to_hex()[..12].to_owned()
}

fn hash(node: &Node, hasher: &mut blake3::Hasher) {
    let mut part = |kind: u8, text: &str| {
        hasher.update(&[kind]);
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    if node.rule.is_some() {
        part(b'!', "tagged by hand");
    }
    match &node.value {
        Value::Null => part(b'0', ""),
        Value::Scalar { text, .. } => part(b's', text),
        Value::List(items) => {
            part(b'l', &items.len().to_string());
            items.iter().for_each(|item| hash(item, hasher));
        }
        Value::Map(entries) => {
            part(b'm', &entries.len().to_string());
            for entry in entries {
                hasher.update(&(entry.key.len() as u64).to_le_bytes());
                hasher.update(entry.key.as_bytes());
                hash(&entry.node, hasher);
            }
        }
    }
}
