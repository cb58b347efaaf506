//! One record or page as its file is written: keys with their lines, and the body. What isn't changed stays as it was.

use super::flow;
use serde_yaml::{Mapping, Value};
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Markdown,
    Yaml,
    Json,
}

pub struct Document {
    pub shape: Shape,
    /// What stands before the keys.
    head: String,
    pub keys: Vec<Key>,
    /// Under `database_specific.fanlight`, where the file is OSV.
    pub own: Vec<Key>,
    /// Whether there is front matter, or all is keys.
    front: bool,
    pub body: String,
    pub body_line: usize,
}

/// A key with its value; `raw` is how both are written, as long as nothing changed.
#[derive(Clone)]
pub struct Key {
    pub name: String,
    pub value: Value,
    pub line: usize,
    raw: String,
    changed: bool,
}

impl Key {
    pub fn new(name: &str, value: Value) -> Key {
        Key { name: name.to_owned(), value, line: 0, raw: String::new(), changed: true }
    }

    pub fn set(&mut self, value: Value) {
        self.changed |= self.value != value;
        self.value = value;
    }

    fn written(&self) -> String {
        match self.changed {
            false => self.raw.clone(),
            true => format!("{}: {}\n", self.name, flow::write(&self.value, &self.raw)),
        }
    }
}

impl Document {
    /// `None`: this can't be read as a record or page.
    pub fn read(path: &Path, text: &str) -> Option<Document> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        match path.extension()?.to_str()? {
            "json" => Self::json(&text),
            "yaml" | "yml" => {
                let (head, front) = match text.strip_prefix("---\n") {
                    Some(rest) => ("---\n", rest),
                    None => ("", text.as_str()),
                };
                Self::new(Shape::Yaml, head, front, "", true)
            }
            _ => Self::markdown(&text),
        }
    }

    fn markdown(text: &str) -> Option<Document> {
        let start = text.len() - text.trim_start().len();
        let mut lines = text[start..].split_inclusive('\n');
        if lines.next().map(str::trim_end) != Some("---") {
            return Self::new(Shape::Markdown, "", "", text, false);
        }
        let open = start + text[start..].find('\n')? + 1;
        let mut at = open;
        for line in text[open..].split_inclusive('\n') {
            if line.trim_end() == "---" {
                return Self::new(Shape::Markdown, &text[..open], &text[open..at], &text[at + line.len()..], true);
            }
            at += line.len();
        }
        None
    }

    fn new(shape: Shape, head: &str, front: &str, body: &str, has_front: bool) -> Option<Document> {
        let before = head.matches('\n').count();
        let after = if shape == Shape::Markdown && has_front { 1 } else { 0 };
        let body_line = before + front.matches('\n').count() + after + 1;
        let (head, body) = (head.to_owned(), body.to_owned());
        let keys = if has_front { keys(front, before)? } else { Vec::new() };
        Some(Document { shape, head, keys, own: Vec::new(), front: has_front, body, body_line })
    }

    fn json(text: &str) -> Option<Document> {
        // YAML's value keeps the order of keys, JSON's doesn't.
        let Value::Mapping(map) = serde_json::from_str(text).ok()? else { return None };
        let key = |(name, value): (Value, Value)| {
            Some(Key { name: name.as_str()?.to_owned(), value, line: 0, raw: text.to_owned(), changed: false })
        };
        let keys: Vec<Key> = map.into_iter().map(key).collect::<Option<_>>()?;
        let own = keys.iter().find(|key| key.name == "database_specific").and_then(|key| key.value.get("fanlight"));
        let own = own.and_then(Value::as_mapping).cloned().unwrap_or_default();
        let own = own.into_iter().map(key).collect::<Option<_>>()?;
        let (head, body) = (text.to_owned(), String::new());
        Some(Document { shape: Shape::Json, head, keys, own, front: true, body, body_line: 0 })
    }

    /// A document that is new.
    pub fn made_of(keys: Vec<Key>, body: String, yaml: bool) -> Document {
        let (shape, head) = if yaml { (Shape::Yaml, "") } else { (Shape::Markdown, "---\n") };
        Document { shape, head: head.into(), keys, own: Vec::new(), front: true, body, body_line: 0 }
    }

    /// A new OSV file: `id` and `published` are OSV's, the other keys ours.
    pub fn osv(keys: Vec<Key>, details: String) -> Document {
        let (mut all, own): (Vec<Key>, Vec<Key>) =
            keys.into_iter().partition(|key| matches!(key.name.as_str(), "id" | "published"));
        all.push(Key::new("details", details.into()));
        Document {
            shape: Shape::Json,
            head: String::new(),
            keys: all,
            own,
            front: true,
            body: String::new(),
            body_line: 0,
        }
    }

    /// A key's value; our own word counts before another format's.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let all = self.own.iter().chain(&self.keys);
        all.into_iter().find(|key| key.name == name).map(|key| &key.value).filter(|value| !value.is_null())
    }

    /// Whether nothing can be withheld in its text, as the marks in it are shown.
    pub fn shows_marks(&self) -> bool {
        self.get("shows_marks").and_then(Value::as_bool) == Some(true)
    }

    /// Where keys of ours are added.
    pub fn ours(&mut self) -> &mut Vec<Key> {
        if self.shape == Shape::Json { &mut self.own } else { &mut self.keys }
    }

    pub fn written(&self) -> String {
        if self.shape == Shape::Json {
            return self.as_json();
        }
        if !self.front && self.keys.is_empty() {
            return self.body.clone();
        }
        let keys: String = self.keys.iter().map(Key::written).collect();
        let (open, close) = match (self.shape, self.front) {
            (Shape::Markdown, true) => (self.head.as_str(), "---\n"),
            (Shape::Markdown, false) => ("---\n", "---\n"),
            _ => (self.head.as_str(), ""),
        };
        [open, &keys, close, &self.body].concat()
    }

    fn as_json(&self) -> String {
        let mut map = Mapping::new();
        for key in &self.keys {
            map.insert(key.name.as_str().into(), key.value.clone());
        }
        let own: Mapping = self.own.iter().map(|key| (key.name.as_str().into(), key.value.clone())).collect();
        if !own.is_empty() {
            let free = map.entry("database_specific".into()).or_insert(Value::Mapping(Mapping::new()));
            if let Value::Mapping(free) = free {
                free.insert("fanlight".into(), Value::Mapping(own));
            }
        }
        flow::write(&Value::Mapping(map), &self.head) + "\n"
    }
}

/// Keys with the lines that they stand on: a key begins in the first column.
fn keys(front: &str, before: usize) -> Option<Vec<Key>> {
    let parsed: Value = serde_yaml::from_str(front).ok()?;
    let map = match parsed {
        Value::Null => Mapping::new(),
        Value::Mapping(map) => map,
        _ => return None,
    };
    let mut raws: Vec<(usize, String)> = Vec::new();
    for (at, line) in front.split_inclusive('\n').enumerate() {
        let begins = !line.starts_with([' ', '\t', '#', '-', ']', '}', '\n']);
        match raws.last_mut() {
            Some((_, raw)) if !begins => raw.push_str(line),
            _ => raws.push((before + at + 1, line.to_owned())),
        }
    }
    // A comment before the first key is no key.
    if raws.len() == map.len() + 1 && raws.first().is_some_and(|(_, raw)| raw.starts_with(['#', '\n'])) {
        let (line, raw) = raws.remove(0);
        if let Some(first) = raws.first_mut() {
            *first = (line + raw.matches('\n').count(), raw + &first.1);
        }
    }
    let matches = raws.len() == map.len()
        && raws.iter().zip(map.keys()).all(|((_, raw), key)| {
            let raw = raw.trim_start_matches('\n').lines().find(|line| !line.starts_with('#'));
            raw.is_some_and(|raw| key.as_str().is_some_and(|key| raw.trim_start_matches(['"', '\'']).starts_with(key)))
        });
    let line_of = |at: usize| if matches { raws[at].0 } else { before + 1 };
    let key = |(at, (name, value)): (usize, (Value, Value))| {
        let raw = if matches { raws[at].1.clone() } else { front.to_owned() };
        let name = name.as_str()?.to_owned();
        Some(Key { name, value, line: line_of(at), raw: ended(raw), changed: !matches })
    };
    map.into_iter().enumerate().map(key).collect()
}

fn ended(mut raw: String) -> String {
    if !raw.ends_with('\n') {
        raw.push('\n');
    }
    raw
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Document {
        Document::read(Path::new(name), text).unwrap()
    }

    #[test]
    fn what_is_not_changed_stays_as_it_is_written() {
        for (name, text) in [
            ("a.md", "---\n# remark\nid: a\nlist:\n- b\n-  c\ntext: |\n  one\n\n  two\n---\n\nbody\n"),
            ("a.md", "no front matter\n"),
            ("a.yaml", "---\nid: a\nversion: 1.10\n"),
        ] {
            assert_eq!(read(name, text).written(), text);
        }
    }

    #[test]
    fn only_the_key_that_changed_is_written_anew() {
        let mut document = read("a.md", "---\nversion: 1.10\ntags: [a,   b]\nid: x\n---\nbody");
        document.keys[1].set(Value::Sequence(vec!["a".into()]));
        assert_eq!(document.written(), "---\nversion: 1.10\ntags: [\"a\"]\nid: x\n---\nbody");
        assert_eq!((document.keys[2].line, document.body_line), (4, 6));
    }

    #[test]
    fn our_own_keys_count_before_those_of_osv() {
        let osv = "{\"published\": \"x\", \"database_specific\": {\"fanlight\": {\"published\": \"y\"}}}";
        assert_eq!(read("a.json", osv).get("published").and_then(Value::as_str), Some("y"));
    }
}
