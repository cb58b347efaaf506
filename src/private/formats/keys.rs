//! Taking a foreign map apart, and putting a record together.

use super::restrict::Cleared;
use crate::private::yaml::{Entry, Node, Value};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::mem::take;
use std::rc::Rc;

/// A foreign map, out of which keys are taken one by one. Whatever nobody took is left over, with the map that it came from.
#[derive(Default)]
pub(super) struct Fields<'a> {
    entries: Vec<Entry<'a>>,
    left: Rc<RefCell<Left<'a>>>,
}

/// What is left of all maps of a file.
#[derive(Default)]
struct Left<'a> {
    kept: Vec<Entry<'a>>,
    /// Names of what was left out.
    out: BTreeSet<String>,
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        if !self.entries.is_empty() {
            self.left.borrow_mut().kept.append(&mut self.entries);
        }
    }
}

impl<'a> Fields<'a> {
    /// `None`: it is no map. A key that restricts is none of its entries: it has been read before (rule 7).
    pub fn of(cleared: Cleared<'a>) -> Option<Self> {
        Self::within(cleared.into_node(), &Rc::default())
    }

    /// A free-form map of a record that OSV has in `content/`, where nothing restricts.
    pub fn of_part(node: Node<'a>) -> Option<Self> {
        Self::within(node, &Rc::default())
    }

    fn within(node: Node<'a>, left: &Rc<RefCell<Left<'a>>>) -> Option<Self> {
        match node.value {
            Value::Map(entries) => Some(Self { entries, left: Rc::clone(left) }),
            _ => None,
        }
    }

    /// `null` counts as nothing.
    pub fn take(&mut self, key: &str) -> Option<Node<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let node = self.entries.remove(at).node;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// What is there, without taking it.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// A text or a number; anything else stays where it is.
    pub fn text(&mut self, key: &str) -> Option<Cow<'a, str>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let Value::Scalar { text, .. } = &mut self.entries[at].node.value else { return None };
        let text = take(text);
        self.entries.remove(at);
        Some(text)
    }

    /// The maps of a list; items of another form stay where they are.
    pub fn maps(&mut self, key: &str) -> Vec<Fields<'a>> {
        let Some(at) = self.entries.iter().position(|entry| entry.key == key) else { return Vec::new() };
        let Value::List(items) = &mut self.entries[at].node.value else { return Vec::new() };
        let (maps, rest): (Vec<_>, Vec<_>) =
            take(items).into_iter().partition(|item| matches!(item.value, Value::Map(_)));
        *items = rest;
        if items.is_empty() {
            self.entries.remove(at);
        }
        maps.into_iter().filter_map(|node| Self::within(node, &self.left)).collect()
    }

    /// The map under a key.
    pub fn map(&mut self, key: &str) -> Option<Fields<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key && matches!(entry.node.value, Value::Map(_)))?;
        Self::within(self.entries.remove(at).node, &self.left)
    }

    /// Passes over what says nothing that the record doesn't say anyway: the version of a format, the type of a vector.
    pub fn pass_over(&mut self, keys: &[&str]) {
        self.entries.retain(|entry| !keys.contains(&&*entry.key));
    }

    /// Leaves out what is public over there and has no place here. Its names are reported.
    pub fn leave_out(&mut self, keys: &[&str]) {
        let out = self.entries.extract_if(.., |entry| keys.contains(&&*entry.key));
        let out = out.filter(|entry| !is_empty(&entry.node)).map(|entry| entry.key.into_owned());
        self.left.borrow_mut().out.extend(out);
    }

    /// Leaves out all that is left, which is listed by one name.
    pub fn leave_out_as(mut self, name: &str) {
        if take(&mut self.entries).iter().any(|entry| !is_empty(&entry.node)) {
            self.tell(name);
        }
    }

    /// Tells that something was left out.
    pub fn tell(&self, name: &str) {
        self.left.borrow_mut().out.insert(name.to_owned());
    }

    /// Puts back what wasn't used after all.
    pub fn put(&mut self, key: &'static str, node: Node<'a>) {
        self.entries.push(Entry { key: key.into(), line: node.line, node });
    }

    pub fn entries(mut self) -> Vec<Entry<'a>> {
        take(&mut self.entries)
    }

    /// What nobody took.
    pub fn rest(self) -> Node<'a> {
        map(self.entries())
    }
}

/// A record in the making: what is for the gate, and what nobody reviewed for publication.
#[derive(Default)]
pub(super) struct Keys<'a> {
    keys: Vec<Entry<'a>>,
    restricted: Vec<Entry<'a>>,
    kept: Vec<Entry<'a>>,
    unusable: Vec<Entry<'a>>,
}

/// Where a record keeps, below `private`, what its own author keeps from the public.
const OWN: &str = "own";
/// Where it keeps what its format says isn't for everybody.
pub(in crate::private) const RESTRICTED: &str = "restricted";
/// Where it keeps what has no place here.
pub(in crate::private) const IMPORTED: &str = "imported";
/// Where a record keeps, below `private`, what can't be used and is no secret.
pub(in crate::private) const UNUSABLE: &str = "unusable";
/// Where a record says, below `private`, the names of what was left out.
pub(in crate::private) const LEFT_OUT: &str = "left_out";

pub(super) fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        Value::Scalar { .. } => false,
    }
}

impl<'a> Keys<'a> {
    /// Empty lists and texts are left out.
    pub fn put(&mut self, key: &'static str, node: Node<'a>) {
        let blank = node.text().is_some_and(|text| text.trim().is_empty());
        if !blank && !is_empty(&node) {
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

    /// Withholds what its own format keeps from the public.
    pub fn restrict(&mut self, name: &'static str, node: Node<'a>) {
        if !is_empty(&node) {
            self.restricted.push(Entry { key: name.into(), line: node.line, node });
        }
    }

    /// Withholds whatever is left of a foreign map.
    pub fn restrict_rest(&mut self, name: &'static str, fields: &mut Fields<'a>) {
        self.restrict(name, map(take(&mut fields.entries)));
    }

    /// Leaves over what has no place here. Of a record that is public nobody withheld it, so it isn't sought.
    pub fn keep(&mut self, name: impl Into<Cow<'a, str>>, node: Node<'a>) {
        if !is_empty(&node) {
            self.kept.push(Entry { key: name.into(), line: node.line, node });
        }
    }

    /// Leaves out what can't be used, though its author meant it to be read: a link that is unsafe, a range that can't be
    /// understood. Of a record that is public it isn't sought, as other fields may say the same.
    pub fn spare(&mut self, name: impl Into<Cow<'a, str>>, node: Node<'a>) {
        if !is_empty(&node) {
            self.unusable.push(Entry { key: name.into(), line: node.line, node });
        }
    }

    /// Leaves out who is credited without a name: an address alone is a contact, which is never published.
    pub fn nameless(&mut self, credits: Vec<Node<'a>>) {
        let (contacts, others) =
            credits.into_iter().partition(|credit| credit.text().is_some_and(|text| text.contains('@')));
        self.keep("credits", list(contacts));
        self.spare("credits", list(others));
    }

    /// Spares some keys of a map.
    pub fn spare_these(&mut self, fields: &mut Fields<'a>, names: &[&'static str]) {
        for name in names {
            fields.take(name).into_iter().for_each(|node| self.spare(*name, node));
        }
    }

    /// Leaves over whatever is left of a foreign map.
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
        while let Some(at) = self.keys.iter().position(|key| key.key == entry.key) {
            let Entry { key, node, .. } = self.keys.remove(at);
            self.keep(key, node);
        }
        self.keys.push(entry);
    }

    /// The record. `rest`: what is left of the foreign file's outermost map.
    pub fn finish(mut self, mut rest: Fields<'a>) -> Node<'a> {
        self.kept.append(&mut rest.entries);
        let mut left = rest.left.take();
        self.kept.append(&mut left.kept);
        self.kept.retain(|entry| !is_empty(&entry.node));
        distinct(&mut self.kept);
        distinct(&mut self.unusable);
        let out: Vec<_> = left.out.into_iter().map(text).collect();
        let own = self.keys.iter().position(|entry| entry.key == "private").map(|at| self.keys.remove(at).node);
        let parts = [
            (OWN, own.unwrap_or_else(|| list(Vec::new()))),
            (RESTRICTED, map(self.restricted)),
            (IMPORTED, map(self.kept)),
            (UNUSABLE, map(self.unusable)),
            (LEFT_OUT, list(out)),
        ];
        let parts = parts.into_iter().filter(|(_, node)| !is_empty(node));
        let private: Vec<_> = parts.map(|(key, node)| Entry { key: key.into(), line: 0, node }).collect();
        if !private.is_empty() {
            self.keys.push(Entry { key: "private".into(), line: 0, node: map(private) });
        }
        map(self.keys)
    }
}

/// Two places of one name: their keys are told apart.
pub(in crate::private) fn distinct(entries: &mut [Entry<'_>]) {
    let mut seen = HashSet::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        if !seen.insert(entry.key.clone()) {
            entry.key = format!("{}_{at}", entry.key).into();
        }
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
