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
                    for name in ["database_specific", "ecosystem_specific"] {
                        self.nested(path, &format!("affected[{at}].{name}"), item, name);
                    }
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
