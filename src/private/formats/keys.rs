//! Taking a foreign map apart, and putting a record together.

use crate::private::yaml::{Entry, Node, Value};
use std::borrow::Cow;
use std::collections::HashSet;

/// A foreign map, out of which keys are taken one by one.
#[derive(Default)]
pub(super) struct Fields<'a>(Vec<Entry<'a>>);

impl<'a> Fields<'a> {
    /// `None`: it is no map.
    pub fn of(node: Node<'a>) -> Option<Self> {
        match node.value {
            Value::Map(entries) => Some(Self(entries)),
            _ => None,
        }
    }

    /// `null` counts as nothing.
    pub fn take(&mut self, key: &str) -> Option<Node<'a>> {
        let at = self.0.iter().position(|entry| entry.key == key)?;
        let node = self.0.remove(at).node;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// A text or a number; anything else stays where it is.
    pub fn text(&mut self, key: &str) -> Option<Cow<'a, str>> {
        let at = self.0.iter().position(|entry| entry.key == key)?;
        let Value::Scalar { text, .. } = &mut self.0[at].node.value else { return None };
        let text = std::mem::take(text);
        self.0.remove(at);
        Some(text)
    }

    /// The maps of a list; items of another form stay where they are.
    pub fn maps(&mut self, key: &str) -> Vec<Fields<'a>> {
        let Some(at) = self.0.iter().position(|entry| entry.key == key) else { return Vec::new() };
        let Value::List(items) = &mut self.0[at].node.value else { return Vec::new() };
        let (maps, rest): (Vec<_>, Vec<_>) =
            std::mem::take(items).into_iter().partition(|item| matches!(item.value, Value::Map(_)));
        *items = rest;
        if items.is_empty() {
            self.0.remove(at);
        }
        maps.into_iter().filter_map(Fields::of).collect()
    }

    /// The map under a key.
    pub fn map(&mut self, key: &str) -> Option<Fields<'a>> {
        let at = self.0.iter().position(|entry| entry.key == key && matches!(entry.node.value, Value::Map(_)))?;
        Fields::of(self.0.remove(at).node)
    }

    /// Puts back what wasn't used after all.
    pub fn put(&mut self, key: &'static str, node: Node<'a>) {
        self.0.push(Entry { key: key.into(), line: node.line, node });
    }

    pub fn entries(self) -> Vec<Entry<'a>> {
        self.0
    }

    /// What nobody took.
    pub fn rest(self) -> Node<'a> {
        map(self.0)
    }
}

/// A record in the making: what is for the gate, and what nobody reviewed for publication.
#[derive(Default)]
pub(super) struct Keys<'a> {
    keys: Vec<Entry<'a>>,
    kept: Vec<Entry<'a>>,
    unusable: Vec<Entry<'a>>,
}

/// Where a record keeps, below `private`, what can't be used and is no secret.
pub(in crate::private) const UNUSABLE: &str = "unusable";

impl<'a> Keys<'a> {
    /// Empty lists and texts are left out.
    pub fn put(&mut self, key: &'static str, node: Node<'a>) {
        let empty = match &node.value {
            Value::Null => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        };
        if !empty {
            self.keys.push(Entry { key: key.into(), line: node.line, node });
        }
    }

    pub fn text(&mut self, key: &'static str, value: Option<Cow<'a, str>>) {
        if let Some(value) = value {
            self.put(key, text(value));
        }
    }

    pub fn list(&mut self, key: &'static str, items: Vec<Node<'a>>) {
        self.put(key, list(items));
    }

    /// Withholds a value, under `private.imported`.
    pub fn keep(&mut self, name: impl Into<Cow<'a, str>>, node: Node<'a>) {
        let empty = match &node.value {
            Value::Null => true,
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
            Value::Scalar { .. } => false,
        };
        if !empty {
            self.kept.push(Entry { key: name.into(), line: node.line, node });
        }
    }

    /// Leaves out what can't be used, though its author meant it to be read: a link that is unsafe, a range that can't be
    /// understood. Of a record that is public it isn't sought, as other fields may say the same.
    pub fn spare(&mut self, name: impl Into<Cow<'a, str>>, node: Node<'a>) {
        let empty = matches!(&node.value, Value::List(items) if items.is_empty());
        if !empty {
            self.unusable.push(Entry { key: name.into(), line: node.line, node });
        }
    }

    /// Leaves out who is credited without a name: an address alone is a contact, which is never published and is sought.
    pub fn nameless(&mut self, credits: Vec<Node<'a>>) {
        let (contacts, others) = credits.into_iter().partition(|it| it.text().is_some_and(|it| it.contains('@')));
        self.keep("credits", list(contacts));
        self.spare("credits", list(others));
    }

    /// Withholds whatever is left of a foreign map.
    pub fn keep_rest(&mut self, name: impl Into<Cow<'a, str>>, fields: Fields<'a>) {
        self.keep(name, fields.rest());
    }

    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|entry| entry.key == key)
    }

    /// A text that was put there before.
    pub fn value(&self, key: &str) -> Option<Cow<'a, str>> {
        let node = &self.keys.iter().find(|entry| entry.key == key)?.node;
        node.text().map(|text| Cow::Owned(text.to_owned()))
    }

    pub fn remove(&mut self, key: &str) {
        self.keys.retain(|entry| entry.key != key);
    }

    /// Puts a key in the place of what stands there, which is withheld.
    pub fn replace(&mut self, entry: Entry<'a>) {
        while let Some(at) = self.keys.iter().position(|it| it.key == entry.key) {
            let Entry { key, node, .. } = self.keys.remove(at);
            self.keep(key, node);
        }
        self.keys.push(entry);
    }

    /// The record. `rest`: what is left of the foreign file's outermost map.
    pub fn finish(mut self, rest: Fields<'a>) -> Node<'a> {
        self.kept.extend(rest.0.into_iter().filter(|entry| !matches!(entry.node.value, Value::Null)));
        // Two places of one name: their keys are told apart.
        let mut seen = HashSet::new();
        for (at, entry) in self.kept.iter_mut().enumerate() {
            if !seen.insert(entry.key.clone()) {
                entry.key = format!("{}_{at}", entry.key).into();
            }
        }
        let parts = [("imported", self.kept), (UNUSABLE, self.unusable)];
        let parts = parts.into_iter().filter(|(_, entries)| !entries.is_empty());
        let private: Vec<_> =
            parts.map(|(key, entries)| Entry { key: key.into(), line: 0, node: map(entries) }).collect();
        if !private.is_empty() {
            self.keys.push(Entry { key: "private".into(), line: 0, node: map(private) });
        }
        map(self.keys)
    }
}

pub(super) fn map(entries: Vec<Entry<'_>>) -> Node<'_> {
    Node { line: 0, rule: None, value: Value::Map(entries) }
}

pub(super) fn list(items: Vec<Node<'_>>) -> Node<'_> {
    Node { line: 0, rule: None, value: Value::List(items) }
}

pub(super) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node { line: 0, rule: None, value: Value::Scalar { text: text.into(), plain: false } }
}

/// A map of what is there.
pub(super) fn of<'a, const N: usize>(entries: [(&'static str, Option<Node<'a>>); N]) -> Node<'a> {
    let there = entries.into_iter().filter_map(|(key, node)| node.map(|node| (key, node)));
    map(there.map(|(key, node)| Entry { key: key.into(), line: node.line, node }).collect())
}
