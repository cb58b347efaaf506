//! JSON Schemas of what people write, made from the types that read it: editors complete and check by them.
//!
//! A schema says of a file just what the reader takes: a text may be written as a number, one thing in the place of a list
//! of one, and a key that isn't known is wrong. Withholding tags are no part of JSON; an editor has to know of them
//! (`yaml.customTags`).

mod form;
mod keys;
mod parts;
mod types;

pub use form::{choices, form};

use super::load::SiteFile;
use super::record::{Advisory, Head, Incident, Lesson, Notice, Page};
use crate::public::{self, Kind};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value, json};

/// How files of this kind are to be written.
pub struct Schema {
    /// `site`, `advisory`, `incident`, `notice`, `lesson` or `page`.
    pub name: &'static str,
    pub json: Value,
}

/// One for site.yaml, one for each kind of record, one for pages.
pub fn schemas() -> Vec<Schema> {
    let mut all = vec![site()];
    all.extend(Kind::ALL.iter().map(|kind| record(*kind)));
    all.push(finish("page", "A page, or a part of the plan", of::<Page>(), keys::PAGE, &[]));
    all
}

fn site() -> Schema {
    finish(
        "site",
        "site.yaml: who you are, how to report, what may be shown",
        of::<SiteFile>(),
        keys::SITE,
        &["title", "url", "report"],
    )
}

fn record(kind: Kind) -> Schema {
    let (name, title, own) = match kind {
        Kind::Advisory => ("advisory", "An advisory", of::<Advisory>()),
        Kind::Incident => ("incident", "An incident", of::<Incident>()),
        Kind::Notice => ("notice", "A notice", of::<Notice>()),
        Kind::Lesson => ("lesson", "A lesson", of::<Lesson>()),
    };
    let mut all = of::<Head>();
    all.extend(own);
    let words: Vec<_> = public::keys::of(kind).map(|key| (key.name, key.meaning)).collect();
    finish(name, title, all, &words, &["title"])
}

/// The properties of a type, in the words of JSON Schema.
fn of<T: JsonSchema>() -> Map<String, Value> {
    let settings = SchemaSettings::draft07().with(|draft07| {
        draft07.inline_subschemas = true;
        draft07.meta_schema = None;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(|it: &mut schemars::Schema| as_read(it)).transform(&mut schema);
    match schema.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => Map::new(),
    }
}

/// What the reader takes besides what the type says, and what it refuses.
fn as_read(schema: &mut schemars::Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    // Names of Rust's types and widths say nothing to who writes.
    object.remove("title");
    object.remove("format");
    if object.contains_key("properties") {
        object.insert("additionalProperties".into(), json!(false));
        object.remove("description");
    }
    let plain = !["enum", "const", "pattern"].iter().any(|key| object.contains_key(*key));
    match object.get_mut("type") {
        Some(kind @ Value::String(_)) if plain && *kind == "string" => *kind = json!(types::TEXT),
        Some(Value::Array(kinds)) if plain && kinds.contains(&json!("string")) => {
            let more = types::TEXT.iter().map(|it| json!(it)).filter(|it| !kinds.contains(it)).collect::<Vec<_>>();
            kinds.extend(more);
        }
        _ => {}
    }
}

fn finish(
    name: &'static str,
    title: &str,
    mut properties: Map<String, Value>,
    words: &[(&str, &str)],
    required: &[&str],
) -> Schema {
    for (key, value) in &mut properties {
        let words = words.iter().find(|(named, _)| named == key);
        if let (Some((_, words)), Value::Bool(true)) = (words, &*value) {
            *value = json!({ "description": words });
        } else if let (Some((_, words)), Value::Object(schema)) = (words, value) {
            schema.insert("description".into(), json!(words));
        }
    }
    for (key, value) in &mut properties {
        describe(name, key, value);
    }
    let json = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": MADE,
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    Schema { name, json }
}

/// Says of each key inside of the key at `path` what it means.
fn describe(schema: &str, path: &str, value: &mut Value) {
    let Some(object) = value.as_object_mut() else { return };
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, inner) in properties {
            let words = parts::inside(schema, path).iter().find(|(named, _)| named == key).map(|(_, words)| *words);
            if let Value::Bool(true) = inner {
                *inner = json!({});
            }
            if let (Some(words), Some(inner)) = (words, inner.as_object_mut()) {
                inner.insert("description".into(), json!(words));
            }
            describe(schema, &format!("{path}.{key}"), inner);
        }
    }
    for key in ["anyOf", "items"] {
        match object.get_mut(key) {
            Some(Value::Array(choices)) => choices.iter_mut().for_each(|choice| describe(schema, path, choice)),
            Some(inner) => describe(schema, path, inner),
            None => {}
        }
    }
}

/// Stands in each schema, and says that it may be written over.
const MADE: &str = "Made by `fanlight schema`; run it again after an update.";

impl Schema {
    pub fn file_name(&self) -> String {
        format!("{}.json", self.name)
    }

    pub fn text(&self) -> String {
        format!("{}\n", self.json)
    }

    /// Whether a file that is there was written by us.
    pub fn is_ours(text: &str) -> bool {
        serde_json::from_str::<Value>(text).is_ok_and(|value| value["$comment"] == MADE)
    }
}

#[cfg(test)]
mod tests;
