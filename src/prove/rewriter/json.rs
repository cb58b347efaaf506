//! Free-form maps of OSV: nobody reviewed them for publication.

use super::{Action, Rewriter};
use crate::prove::document::Key;
use crate::prove::rule::Rule;
use serde_yaml::{Mapping, Value};
use std::path::Path;

impl Rewriter<'_> {
    /// Whether the whole key goes.
    pub(super) fn free_form(&mut self, path: &Path, key: &mut Key) -> bool {
        let mut value = key.value.clone();
        match key.name.as_str() {
            "database_specific" => {
                let Value::Mapping(map) = &mut value else { return false };
                let own = map.get("fanlight").cloned();
                self.free(path, "database_specific", map);
                if let Some(own) = own {
                    map.insert("fanlight".into(), own);
                }
                if map.is_empty() {
                    return true;
                }
            }
            "affected" => {
                let Value::Sequence(items) = &mut value else { return false };
                for (at, item) in items.iter_mut().enumerate() {
                    let Value::Mapping(item) = item else { continue };
                    self.nested(path, &format!("affected[{at}].database_specific"), item, "database_specific");
                    self.ecosystem(path, &format!("affected[{at}].ecosystem_specific"), item);
                    let Some(Value::Sequence(ranges)) = item.get_mut("ranges") else { continue };
                    for (no, range) in ranges.iter_mut().enumerate() {
                        let Value::Mapping(range) = range else { continue };
                        let place = format!("affected[{at}].ranges[{no}].database_specific");
                        self.nested(path, &place, range, "database_specific");
                    }
                }
            }
            _ => return false,
        }
        key.set(value);
        false
    }

    /// Functions and platforms of Go's and RustSec's records are disclosed; all else in the map isn't.
    pub(super) fn ecosystem(&mut self, path: &Path, place: &str, item: &mut Mapping) {
        let Some(Value::Mapping(specific)) = item.get("ecosystem_specific") else { return };
        let disclosed = disclosed(specific);
        if *specific == disclosed {
            return;
        }
        self.nested(path, place, item, "ecosystem_specific");
        if !disclosed.is_empty() {
            let map = item.entry("ecosystem_specific".into()).or_insert_with(|| Mapping::new().into());
            if let Value::Mapping(map) = map {
                map.extend(disclosed);
            }
        }
    }

    fn nested(&mut self, path: &Path, place: &str, map: &mut Mapping, name: &str) {
        let Some(Value::Mapping(free)) = map.get_mut(name) else { return };
        self.free(path, place, free);
        if free.is_empty() {
            map.shift_remove(name);
        }
    }

    /// Takes out, or says otherwise, all but what is ours.
    fn free(&mut self, path: &Path, place: &str, map: &mut Mapping) {
        if map.keys().all(|key| key.as_str() == Some("fanlight")) {
            return;
        }
        match self.ask(Rule::FreeForm, path, 0, place, None) {
            Action::Keep => {}
            Action::Erase => *map = Mapping::new(),
            Action::Replace => {
                let (key, text) = (self.words.word(), self.words.prose());
                *map = [(key.into(), text.into())].into_iter().collect();
            }
        }
    }
}

/// What shows of an `ecosystem_specific`.
fn disclosed(specific: &Mapping) -> Mapping {
    let imports = specific.get("imports").and_then(Value::as_sequence).map(|all| {
        all.iter()
            .filter(|it| it.get("path").is_some_and(is_text))
            .map(|it| only(it, &["path"], &["symbols", "goos", "goarch"]))
            .collect()
    });
    let imports = imports.filter(|all: &Vec<Value>| !all.is_empty()).map(Value::from);
    let affects = specific
        .get("affects")
        .filter(|value| value.is_mapping())
        .map(|value| only(value, &[], &["functions", "os", "arch"]));
    let affects = affects.filter(|it| it.as_mapping().is_some_and(|map| !map.is_empty()));
    [("imports", imports), ("affects", affects)].into_iter().filter_map(|(key, it)| Some((key.into(), it?))).collect()
}

fn is_text(it: &Value) -> bool {
    it.is_string() || it.is_number() || it.is_bool()
}

/// Of a map these texts, and these lists of texts.
fn only(map: &Value, texts: &[&str], lists: &[&str]) -> Value {
    let text = |key: &&str| map.get(*key).filter(|value| is_text(value));
    let list =
        |key: &&str| map.get(*key).filter(|value| value.as_sequence().is_some_and(|all| all.iter().all(is_text)));
    let texts = texts.iter().map(|key| (*key, text(key)));
    let all = texts.chain(lists.iter().map(|key| (*key, list(key))));
    Value::Mapping(all.filter_map(|(key, value)| Some((key.into(), value?.clone()))).collect())
}
