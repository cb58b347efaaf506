use super::{Schema, schemas};
use serde_json::Value;

fn named(name: &str) -> Value {
    schemas().into_iter().find(|it| it.name == name).expect("a schema of that name").json
}

#[test]
fn every_key_says_what_it_means() {
    for Schema { name, json } in schemas() {
        let properties = json["properties"].as_object().expect("properties");
        assert!(!properties.is_empty(), "{name} has no keys");
        for (key, schema) in properties {
            let words = schema["description"].as_str().unwrap_or_default();
            assert!(words.ends_with(['.', '…']), "{name}: {key} says nothing: add it to schema/keys.rs");
        }
    }
}

#[test]
fn no_key_is_explained_that_isnt_there() {
    use super::keys::{ADVISORY, HEAD, INCIDENT, LESSON, NOTICE, PAGE, SITE};
    let of = |name, words: &[(&str, &str)]| {
        let json = named(name);
        for (key, _) in words {
            assert!(json["properties"].get(*key).is_some(), "{name} has no key {key}");
        }
    };
    of("site", SITE);
    of("page", PAGE);
    of("notice", HEAD);
    for (name, words) in [("advisory", ADVISORY), ("incident", INCIDENT), ("notice", NOTICE), ("lesson", LESSON)] {
        of(name, words);
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
    assert!(schemas().iter().all(|it| closed(&it.json)));
    assert!(named("advisory").to_string().contains(r#""last_affected""#), "nested keys are there");
}

#[test]
fn a_schema_knows_its_own_kind() {
    assert!(schemas().iter().all(|it| Schema::is_ours(&it.text())));
    assert!(!Schema::is_ours("{}") && !Schema::is_ours("no JSON"));
}
