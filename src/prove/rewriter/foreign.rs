//! Records that are kept elsewhere: what of them is withheld, by the proof's own list of what isn't.

mod csaf;
mod public;
mod rustsec;
mod usage;
mod whole;

pub use usage::left_over;

use super::{Action, Outcome, Rewriter};
use crate::config::Format;
use crate::prove::content::Content;
use crate::prove::content::ExternalSource;
use crate::prove::rule::Rule;
use crate::prove::viewpoint::{later, moment};
use serde_yaml::{Mapping, Value};
use std::path::Path;

impl Rewriter<'_> {
    pub(super) fn foreign(&mut self, content: &Content, path: &Path, bytes: &[u8]) -> Outcome {
        let Some(source) = self.facts.sources.iter().find(|source| path.starts_with(&source.path)) else {
            return Outcome::Same;
        };
        let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let read = if yaml { serde_yaml::from_str(text).ok() } else { serde_json::from_str::<Value>(text).ok() };
        if source.format == Format::Rustsec {
            return self.rustsec(content, path, source, text);
        }
        let Some(mut value) = read else { return Outcome::Same };
        let before = value.clone();
        match &mut value {
            Value::Sequence(records) if source.format == Format::Ghsa => {
                let mut at = 0;
                records.retain_mut(|record| {
                    at += 1;
                    self.record(path, source, record, at)
                });
            }
            record => {
                if !self.record(path, source, record, 0) {
                    if may_go(content, path, source) {
                        return Outcome::Gone;
                    }
                    reduce(record);
                }
            }
        }
        if value == before {
            return Outcome::Same;
        }
        let text = if yaml { serde_yaml::to_string(&value).ok() } else { serde_json::to_string(&value).ok() };
        text.map_or(Outcome::Same, |text| Outcome::Written(text.into_bytes()))
    }

    /// Whether it stays. `at`: its place in a list, from 1.
    fn record(&mut self, path: &Path, source: &ExternalSource, record: &mut Value, at: usize) -> bool {
        let Value::Mapping(map) = record else { return true };
        if let Some(rule) = whole::of(source, path, map, &self.viewpoint) {
            return match self.ask(rule, path, 0, &format!("[{at}]"), None) {
                Action::Keep => true,
                Action::Erase => false,
                Action::Replace => {
                    for key in ["summary", "description", "details", "title"] {
                        if map.contains_key(key) {
                            map.insert(key.into(), self.words.line().into());
                        }
                    }
                    if let Some(Value::Mapping(document)) = map.get_mut("document") {
                        document.insert("title".into(), self.words.line().into());
                    }
                    true
                }
            };
        }
        let public = match source.format {
            Format::Csaf => {
                self.csaf(path, &format!("[{at}]"), map);
                self.below(path, &format!("[{at}]"), map);
                return true;
            }
            other => public::outermost(other),
        };
        self.others(path, &format!("[{at}]"), map, public);
        self.below(path, &format!("[{at}]"), map);
        true
    }

    /// Varies all keys of a map but those that are public.
    fn others(&mut self, path: &Path, place: &str, map: &mut Mapping, public: &[&str]) {
        let names: Vec<String> = map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect();
        for name in names.iter().filter(|name| !public.contains(&name.as_str())) {
            match self.ask(Rule::Foreign, path, 0, &format!("{place}.{name}"), None) {
                Action::Keep => {}
                Action::Erase => _ = map.shift_remove(name.as_str()),
                Action::Replace => _ = map.insert(name.as_str().into(), self.words.line().into()),
            }
        }
    }

    fn below(&mut self, path: &Path, place: &str, map: &mut Mapping) {
        let names: Vec<String> = map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect();
        for name in names {
            let place = format!("{place}.{name}");
            // Of OSV, where a map of that name has keys that show.
            let affected = place.matches('.').count() == 2 && place.contains("].affected[");
            if affected && name == "ecosystem_specific" && map.get(name.as_str()).is_some_and(Value::is_mapping) {
                self.ecosystem(path, &place, map);
                continue;
            }
            // A web address among OSV's contacts is where somebody is found in public.
            if name == "contact" && map.get("contact").is_some_and(has_page) {
                continue;
            }
            if public::NEVER.contains(&name.as_str()) {
                let others: Vec<&str> = map.keys().filter_map(Value::as_str).filter(|text| *text != name).collect();
                let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
                let others: Vec<&str> = others.iter().map(String::as_str).collect();
                self.others(path, &place, map, &others);
                continue;
            }
            if name == "credits_detailed" {
                self.credits(path, &place, map);
                continue;
            }
            if public::TIMES.contains(&name.as_str()) {
                self.ahead(path, &place, map, &name);
                continue;
            }
            let below = place.contains(".affected");
            match map.get_mut(name.as_str()) {
                Some(Value::String(text)) if is_markdown(&place, &name) => {
                    if let Some(other) = self.comments(path, &place, text) {
                        *text = other;
                    }
                }
                Some(Value::Mapping(inner)) => {
                    let public = public::INSIDE.iter().find(|(key, _)| *key == name).map(|(_, public)| *public);
                    match public {
                        Some(_) if below && name == "database_specific" => self.others(path, &place, inner, &[]),
                        Some(public) => self.others(path, &place, inner, public),
                        None => {}
                    }
                    if name != "fanlight" {
                        self.below(path, &place, inner);
                    }
                }
                Some(Value::Sequence(items)) => {
                    for (at, item) in items.iter_mut().enumerate() {
                        if let Value::Mapping(inner) = item {
                            self.below(path, &format!("{place}[{at}]"), inner);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// What lies ahead is withheld until then.
    fn ahead(&mut self, path: &Path, place: &str, map: &mut Mapping, name: &str) {
        let at = map.get(name).and_then(moment).filter(|at| *at > self.viewpoint.now);
        let Some(at) = at else { return };
        match self.ask(Rule::Ahead, path, 0, place, None) {
            Action::Keep => {}
            Action::Erase => _ = map.shift_remove(name),
            Action::Replace => _ = map.insert(name.into(), later(at, self.words.turn).to_string().into()),
        }
    }

    /// Comments, and blocks with a withholding word. A text in which something looks like a mark of ours is left as it is: it
    /// is no mark there, as whoever wrote it didn't know of any.
    fn comments(&mut self, path: &Path, place: &str, text: &str) -> Option<String> {
        const MARKS: [&str; 5] = [":::", "]{", "{.", "!private", "!until:"];
        let plain = !MARKS.iter().any(|mark| text.contains(mark));
        if plain { self.text(path, place, 0, text) } else { None }
    }

    /// Who didn't accept isn't named.
    fn credits(&mut self, path: &Path, place: &str, map: &mut Mapping) {
        let Some(Value::Sequence(credits)) = map.get_mut("credits_detailed") else { return };
        let mut at = 0;
        credits.retain_mut(|credit| {
            at += 1;
            if credit.get("state").and_then(Value::as_str) == Some("accepted") {
                return true;
            }
            match self.ask(Rule::Foreign, path, 0, &format!("{place}[{at}]"), None) {
                Action::Keep => true,
                Action::Erase => false,
                Action::Replace => {
                    if let Some(Value::Mapping(user)) = credit.get_mut("user") {
                        user.insert("login".into(), self.words.word().into());
                    }
                    true
                }
            }
        });
    }
}

fn has_page(contact: &Value) -> bool {
    let web = |it: &Value| it.as_str().is_some_and(|text| text.starts_with("https://") || text.starts_with("http://"));
    web(contact) || contact.as_sequence().is_some_and(|all| all.iter().any(web))
}

/// A text that is read as Markdown, by its place.
fn is_markdown(place: &str, name: &str) -> bool {
    let within = |parts: &[&str]| parts.iter().any(|part| place.contains(part));
    match name {
        "description" => !within(&[".problemTypes"]),
        // CVE's and CSAF's texts are plain: a comment in one is text.
        "details" => !within(&[".document", ".remediations", ".threats"]),
        _ => false,
    }
}

/// Whether a source holds another file: one without any is a mistake, and an error.
fn may_go(content: &Content, path: &Path, source: &ExternalSource) -> bool {
    content.files.keys().find(|key| key.starts_with(&source.path)).is_some_and(|first| first != path)
}

/// Leaves of a withheld record what makes it one of its format, and withheld.
fn reduce(record: &mut Value) {
    const LEFT: [&str; 14] = [
        "id",
        "modified",
        "published",
        "ghsa_id",
        "state",
        "published_at",
        "dataType",
        "cveMetadata",
        "document",
        "gem",
        "engine",
        "date",
        "branches",
        "reference",
    ];
    let Value::Mapping(map) = record else { return };
    if let Some(Value::Mapping(document)) = map.get_mut("document") {
        csaf::reduce(document);
    }
    let own = map.get("database_specific").and_then(|value| value.get("fanlight")).cloned();
    map.retain(|key, _| key.as_str().is_some_and(|key| LEFT.contains(&key)));
    if let Some(own) = own {
        let own: Mapping = [("fanlight".into(), own)].into_iter().collect();
        map.insert("database_specific".into(), Value::Mapping(own));
    }
}
