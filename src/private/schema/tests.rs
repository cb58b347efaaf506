use super::keys::{PAGE, SITE};
use super::{Schema, schemas};
use crate::public::{Kind, keys};
use serde_json::Value;

fn named(name: &str) -> Value {
    schemas().into_iter().find(|schema| schema.name == name).expect("a schema of that name").json
}

#[test]
fn every_key_says_what_it_means() {
    for Schema { name, json } in schemas() {
        let properties = json["properties"].as_object().expect("properties");
        assert!(!properties.is_empty(), "{name} has no keys");
        for (key, schema) in properties {
            let words = schema["description"].as_str().unwrap_or_default();
            assert!(
                words.ends_with(['.', '…']),
                "{name}: {key} says nothing: add it to public/keys.rs, or to schema/keys.rs"
            );
        }
    }
}

#[test]
fn no_key_is_explained_that_isnt_there() {
    let has = |name: &str, key: &str| {
        assert!(named(name)["properties"].get(key).is_some(), "{name} has no key {key}");
    };
    SITE.iter().for_each(|(key, _)| has("site", key));
    PAGE.iter().for_each(|(key, _)| has("page", key));
    for (kind, name) in Kind::ALL.into_iter().zip(["advisory", "incident", "notice", "lesson"]) {
        keys::of(kind).for_each(|key| has(name, key.name));
    }
}

/// Each key inside of another, by its path, and its words.
fn inner(path: &str, schema: &Value, found: &mut Vec<(String, String)>) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        if path.contains('.') {
            found.push((path.clone(), value["description"].as_str().unwrap_or_default().to_owned()));
        }
        inner(&path, value, found);
    }
    let choices = schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items"));
    choices.for_each(|choice| inner(path, choice, found));
}

#[test]
fn every_key_inside_of_another_says_what_it_means_and_none_is_explained_that_isnt_there() {
    let mut all = Vec::new();
    for Schema { name, json } in schemas() {
        let mut found = Vec::new();
        inner("", &json, &mut found);
        for (path, words) in &found {
            assert!(words.ends_with(['.', '…']), "{name}: {path} says nothing: add it to schema/parts.rs");
        }
        all.extend(found.into_iter().map(|(path, _)| if name == "site" { format!("site:{path}") } else { path }));
    }
    use super::parts::{self, PERSON, RANGE, RECORD};
    for (of, keys) in parts::SITE {
        for (key, _) in *keys {
            assert!(all.contains(&format!("site:{of}.{key}")), "site.yaml has no key {of}.{key}");
        }
    }
    for (of, keys) in RECORD.iter().chain(&[("credits", PERSON), ("ranges", RANGE)]) {
        for (key, _) in *keys {
            let there = all.iter().any(|it| it == &format!("{of}.{key}") || it.ends_with(&format!(".{of}.{key}")));
            assert!(there, "no record has a key {of}.{key}");
        }
    }
}

/// Of every object in it that has keys.
fn closed(schema: &Value) -> bool {
    let here = schema.get("properties").is_none() || schema["additionalProperties"] == false;
    let inner = match schema {
        Value::Object(map) => map.values().all(closed),
        Value::Array(items) => items.iter().all(closed),
        _ => true,
    };
    here && inner
}

#[test]
fn unknown_keys_are_wrong_at_every_depth() {
    assert!(schemas().iter().all(|schema| closed(&schema.json)));
    assert!(named("advisory").to_string().contains(r#""last_affected""#), "nested keys are there");
}

#[test]
fn a_schema_knows_its_own_kind() {
    assert!(schemas().iter().all(|schema| Schema::is_ours(&schema.text())));
    assert!(!Schema::is_ours("{}") && !Schema::is_ours("no JSON"));
}
