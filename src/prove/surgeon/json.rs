//! Free-form maps of OSV: nobody reviewed them for publication.

use super::{Action, Surgeon};
use crate::prove::document::Key;
use crate::prove::rule::Rule;
use serde_yaml::{Mapping, Value};
use std::path::Path;

impl Surgeon<'_> {
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

    /// Go's packages and symbols are disclosed; all else in the map isn't.
    pub(super) fn ecosystem(&mut self, path: &Path, place: &str, item: &mut Mapping) {
        let imports = item.get("ecosystem_specific").and_then(|it| it.get("imports")).and_then(disclosed_imports);
        if let Some(Value::Mapping(map)) = item.get_mut("ecosystem_specific")
            && map.len() == 1
            && imports.is_some()
            && map.get("imports") == imports.as_ref()
        {
            return;
        }
        self.nested(path, place, item, "ecosystem_specific");
        if let Some(imports) = imports {
            let map = item.entry("ecosystem_specific".into()).or_insert_with(|| Mapping::new().into());
            if let Value::Mapping(map) = map {
                map.insert("imports".into(), imports);
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

/// Of `[{ path, symbols, … }]` what shows: paths, and lists of texts. `None`: nothing does.
fn disclosed_imports(imports: &Value) -> Option<Value> {
    let one = |import: &Value| {
        let is_text = |it: &Value| it.is_string() || it.is_number() || it.is_bool();
        let path = import.get("path").filter(|it| is_text(it))?;
        let symbols = import.get("symbols").filter(|it| it.as_sequence().is_some_and(|all| all.iter().all(is_text)));
        let kept = [("path", Some(path)), ("symbols", symbols)];
        let kept = kept.into_iter().filter_map(|(key, value)| Some((key.into(), value?.clone())));
        Some(Value::Mapping(kept.collect()))
    };
    let all: Vec<Value> = imports.as_sequence()?.iter().filter_map(one).collect();
    (!all.is_empty()).then(|| all.into())
}
