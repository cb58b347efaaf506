//! What is withheld among the keys of a record that is public.

use super::{Action, Rewriter};
use crate::prove::document::{Document, Key};
use crate::prove::rule::{Rule, Whole};
use crate::prove::values::value;
use crate::prove::viewpoint::{Marked, later, moment};
use crate::public::{Instant, Kind};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};
use std::path::Path;

/// Where something stands.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub path: &'a Path,
    pub kind: Option<Kind>,
    pub name: &'a str,
    pub line: usize,
}

impl Rewriter<'_> {
    pub(super) fn keys(&mut self, path: &Path, document: &mut Document, kind: Option<Kind>) {
        let now = self.viewpoint.now;
        let published = [document.get("embargo"), document.get("published")];
        let since = published.into_iter().flatten().filter_map(moment).max().map_or(now, |at| at.max(now));
        let withdrawn = document.get("withdrawn").and_then(moment).is_some_and(|at| at <= now);
        let json = document.shape == crate::prove::document::Shape::Json;
        let mut keys = std::mem::take(&mut document.keys);
        keys.retain_mut(|key| {
            if json && self.free_form(path, key) {
                return false;
            }
            self.key(path, key, kind, since, withdrawn)
        });
        document.keys = keys;
        let mut own = std::mem::take(&mut document.own);
        own.retain_mut(|key| self.key(path, key, kind, since, withdrawn));
        document.own = own;
    }

    /// Whether the key stays.
    fn key(&mut self, path: &Path, key: &mut Key, kind: Option<Kind>, since: Instant, withdrawn: bool) -> bool {
        let name = key.name.clone();
        let at = At { path, kind, name: &name, line: key.line };
        let ahead = |value: &Value| moment(value).is_some_and(|at| at > self.viewpoint.now);
        let whole = match name.as_str() {
            "private" => Some(Rule::PrivateKey),
            "accounts" => Some(Rule::Account),
            "approved" => Some(Rule::Approver),
            "modified" | "withdrawn" if ahead(&key.value) => Some(Rule::Ahead),
            "withdrawn_reason" if !withdrawn => Some(Rule::Ahead),
            _ => None,
        };
        if let Some(rule) = whole {
            return self.whole_key(rule, key, at);
        }
        if let Value::Tagged(tagged) = &key.value
            && let Some(marked) = hidden(tagged, self)
        {
            let rule = Rule::Tag(marked.kind(), Whole::Key);
            return match self.ask(rule, path, key.line, &name, Some(marked)) {
                Action::Keep => true,
                Action::Erase => false,
                Action::Replace => {
                    key.set(self.other_value(at, &tagged.value, marked));
                    true
                }
            };
        }
        if name == "totals" && path.starts_with("reports") {
            self.totals(key, at);
            return true;
        }
        let mut value = key.value.clone();
        let stays = self.value(&mut value, at, since);
        key.set(value);
        stays
    }

    /// A total that is too small to be reported may be any other that is.
    fn totals(&mut self, key: &mut Key, at: At) {
        let mut totals = key.value.clone();
        let entries = totals.as_mapping_mut().into_iter().flat_map(Mapping::iter_mut);
        for (name, total) in entries {
            let Some(small) = total.as_u64().filter(|it| *it < self.facts.smallest_count) else { continue };
            let name = format!("totals.{}", name.as_str().unwrap_or_default());
            match self.ask(Rule::SmallTotal, at.path, at.line, &name, None) {
                Action::Keep => {}
                Action::Erase => *total = 0.into(),
                Action::Replace => *total = ((small + 1) % self.facts.smallest_count).into(),
            }
        }
        key.set(totals);
    }

    fn whole_key(&mut self, rule: Rule, key: &mut Key, at: At) -> bool {
        match (self.ask(rule, at.path, at.line, at.name, None), rule) {
            (Action::Keep, _) => {}
            // Without it the record is withheld; who approved is all that can be taken out.
            (_, Rule::Approver) => {
                let mut value = key.value.clone();
                if let Value::Mapping(map) = &mut value {
                    map.insert("by".into(), self.words.word().into());
                }
                key.set(value);
            }
            (Action::Erase, _) => return false,
            (Action::Replace, Rule::Ahead) => {
                let turn = self.words.turn;
                let other = match moment(&key.value) {
                    Some(at) => later(at, turn).to_string().into(),
                    None => self.words.prose().into(),
                };
                key.set(other);
            }
            (Action::Replace, _) => key.set(value(at.kind, at.name, self.facts, &mut self.words).unwrap_or_default()),
        }
        true
    }

    /// Another value for what a hidden tag stands on.
    fn other_value(&mut self, at: At, old: &Value, marked: Marked) -> Value {
        let one = value(at.kind, at.name, self.facts, &mut self.words);
        let other = match (old, one) {
            (Value::Sequence(_), Some(one)) => Value::Sequence(vec![one]),
            (_, Some(one)) => one,
            (old, None) => old.clone(),
        };
        let marked = self.viewpoint.other(marked, self.words.turn);
        Value::Tagged(Box::new(TaggedValue { tag: Tag::new(marked.tag()), value: other }))
    }

    /// What is withheld inside a value. Whether anything of it stays.
    fn value(&mut self, value: &mut Value, at: At, since: Instant) -> bool {
        match value {
            Value::Tagged(tagged) => self.value(&mut tagged.value, at, since),
            Value::Sequence(items) => {
                let all = std::mem::take(items);
                let before = all.len();
                for (no, mut item) in all.into_iter().enumerate() {
                    if self.item(&mut item, at, no, since) {
                        items.push(item);
                    }
                }
                !items.is_empty() || before == 0
            }
            _ => self.item(value, at, 0, since),
        }
    }

    /// Whether an item of a list stays, or what stands there alone.
    fn item(&mut self, item: &mut Value, at: At, no: usize, since: Instant) -> bool {
        let key = format!("{}[{no}]", at.name);
        if let Value::Tagged(tagged) = item
            && let Some(marked) = hidden(tagged, self)
        {
            let rule = Rule::Tag(marked.kind(), Whole::Item);
            return match self.ask(rule, at.path, at.line, &key, Some(marked)) {
                Action::Keep => true,
                Action::Erase => false,
                Action::Replace => {
                    let old = std::mem::take(&mut tagged.value);
                    *item = self.other_value(at, &old, marked);
                    true
                }
            };
        }
        let plain = match item {
            Value::Tagged(tagged) => &mut tagged.value,
            plain => plain,
        };
        let rule = match at.name {
            "revisions" => plain.get("at").and_then(moment).filter(|at| *at > since).map(|_| Rule::Ahead),
            "reporter" | "coordinator" | "responders" if credit(plain) != Some(true) => Some(Rule::Uncredited),
            "credits" | "authors" if credit(plain) == Some(false) => Some(Rule::Uncredited),
            _ => None,
        };
        let Some(rule) = rule else {
            self.inside(plain, at, &key);
            return true;
        };
        match self.ask(rule, at.path, at.line, &key, None) {
            Action::Keep => true,
            Action::Erase => false,
            Action::Replace => {
                let mut other = value(at.kind, at.name, self.facts, &mut self.words).unwrap_or_default();
                if let (Rule::Ahead, Value::Mapping(map)) = (rule, &mut other) {
                    let when = plain.get("at").and_then(moment).unwrap_or(since);
                    map.insert("at".into(), later(when, self.words.turn).to_string().into());
                }
                if let ("credits" | "authors", Value::Mapping(map)) = (at.name, &mut other) {
                    map.insert("credit".into(), false.into());
                }
                *plain = other;
                true
            }
        }
    }

    /// Contacts, and marks in texts, at any depth.
    fn inside(&mut self, value: &mut Value, at: At, key: &str) {
        match value {
            Value::String(text) => {
                if let Some(other) = self.text(at.path, key, at.line, text) {
                    *text = other;
                }
            }
            Value::Sequence(items) => {
                items.iter_mut().enumerate().for_each(|(no, it)| self.inside(it, at, &format!("{key}[{no}]")));
            }
            Value::Mapping(map) => self.map(map, at, key),
            Value::Tagged(tagged) => self.inside(&mut tagged.value, at, key),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn map(&mut self, map: &mut Mapping, at: At, key: &str) {
        let people = matches!(at.name, "credits" | "authors" | "reporter" | "coordinator" | "responders");
        let mut gone = false;
        for (name, value) in map.iter_mut() {
            let key = format!("{key}.{}", name.as_str().unwrap_or_default());
            if !(people && name.as_str() == Some("contact")) {
                self.inside(value, at, &key);
                continue;
            }
            match self.ask(Rule::Contact, at.path, at.line, &key, None) {
                Action::Keep => {}
                Action::Erase => gone = true,
                Action::Replace => *value = format!("mailto:{0}@{0}.example", self.words.word()).into(),
            }
        }
        if gone {
            map.shift_remove("contact");
        }
    }
}

fn credit(person: &Value) -> Option<bool> {
    person.get("credit").and_then(Value::as_bool)
}

/// The mark of a tag under which something is hidden from here.
fn hidden(tagged: &TaggedValue, rewriter: &Rewriter) -> Option<Marked> {
    Marked::of_tag(&tagged.tag.to_string()).filter(|marked| rewriter.viewpoint.hides(*marked))
}
