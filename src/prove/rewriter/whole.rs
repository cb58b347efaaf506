//! Records and pages that are withheld as a whole.

use super::{Action, Outcome, Rewriter};
use crate::prove::document::{Document, Key};
use crate::prove::judge::{Place, place};
use crate::prove::rule::Rule;
use crate::prove::values::{Size, Withholdable, keys, value};
use crate::prove::viewpoint::{later, moment};
use crate::public::{Kind, Tlp};
use serde_yaml::Value;
use std::path::Path;

/// Keys that decide whether a record is there at all.
const JUDGED: [&str; 7] = ["id", "publish", "approved", "embargo", "embargo_tlp", "tlp", "published"];

impl Rewriter<'_> {
    pub(super) fn whole(&mut self, rule: Rule, path: &Path, document: &Document, kind: Option<Kind>) -> Outcome {
        // One of OSV's own form says its severity in another way: it stays as it is.
        if let Some(place) = place(document, rule, &self.viewpoint) {
            if is_json(path) {
                return Outcome::Same;
            }
            return self.reserved(path, document, kind, &place);
        }
        match self.ask(rule, path, 0, "", None) {
            Action::Keep => Outcome::Same,
            Action::Erase => Outcome::Gone,
            Action::Replace => {
                let (json, yaml) = (is_json(path), is_yaml(path));
                let keys = self.other_keys(rule, document, kind, json);
                Outcome::Written(self.compose(keys, json, yaml, kind).into_bytes())
            }
        }
    }

    /// Of a record that has its place only what is in the place stays.
    fn reserved(&mut self, path: &Path, document: &Document, kind: Option<Kind>, place: &Place) -> Outcome {
        let action = self.ask(Rule::Reserved, path, 1, "", None);
        if action == Action::Keep {
            return Outcome::Same;
        }
        let mut keys = Vec::new();
        for name in JUDGED.into_iter().chain(["reserve", "severity"]) {
            let Some(mut value) = document.get(name).cloned() else { continue };
            let ahead = moment(&value).filter(|at| *at > self.viewpoint.now);
            match (name, ahead) {
                ("severity", _) if !place.severity => continue,
                ("embargo" | "published", Some(at)) if !place.date => {
                    value = later(at, self.words.turn).to_string().into()
                }
                // An approval with digests is of this record alone.
                ("approved", _) => drop(value.as_mapping_mut().map(|map| map.shift_remove("digests"))),
                _ => {}
            }
            keys.push(Key::new(name, value));
        }
        keys.push(Key::new("title", self.words.line().into()));
        Outcome::Written(self.compose(keys, false, is_yaml(path), kind).into_bytes())
    }

    /// The keys of another record that is withheld for the same reason.
    fn other_keys(&mut self, rule: Rule, document: &Document, kind: Option<Kind>, json: bool) -> Vec<Key> {
        let mut all = Vec::new();
        for name in JUDGED {
            let Some(written) = document.get(name).cloned() else { continue };
            let ahead = moment(&written).filter(|at| *at > self.viewpoint.now);
            let turn = self.words.turn;
            let other = match (name, ahead) {
                ("id", _) => format!("X-{}", self.words.word()).into(),
                ("embargo" | "published", Some(at)) => later(at, turn).to_string().into(),
                ("tlp", _) if rule == Rule::Label && self.viewpoint.audience < Tlp::Red => "red".into(),
                _ => written,
            };
            all.push(Key::new(name, other));
        }
        all.push(Key::new("title", self.words.line().into()));
        // OSV's own form is written by none of our keys, so a replaced OSV record is a small one.
        if self.words.size == Size::Longer && !json {
            for Withholdable { name, is_list } in keys(kind) {
                let mut items: Vec<Value> = Vec::new();
                for _ in 0..if is_list { 3 } else { 1 } {
                    items.extend(value(kind, name, self.facts, &mut self.words));
                }
                let all_items = if is_list { Some(Value::Sequence(items)) } else { items.pop() };
                all.extend(all_items.map(|it| Key::new(name, it)));
            }
        }
        all
    }

    fn compose(&mut self, mut keys: Vec<Key>, json: bool, yaml: bool, kind: Option<Kind>) -> String {
        if yaml {
            keys.push(Key::new("details", self.words.prose().into()));
        }
        if kind.is_none() {
            keys.retain(|key| !matches!(key.name.as_str(), "id" | "approved"));
        }
        if json {
            return Document::osv(keys, self.words.prose()).written();
        }
        let body = if yaml { String::new() } else { format!("\n{}\n", self.words.prose()) };
        Document::made_of(keys, body, yaml).written()
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
