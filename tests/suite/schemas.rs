//! The JSON Schemas take every record that Fanlight takes, and refuse what it refuses: judged by a validator of others.

use crate::harness::{Site, Tree, page, tree};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use std::path::Path;

/// The schemas as `fanlight schema` writes them.
struct Judge {
    schemas: Schemas,
    all: Vec<(String, SchemaIndex, Value)>,
}

impl Judge {
    fn new() -> Self {
        let site = Site::bare();
        let run = site.run(&["schema", "schemas"]);
        assert_eq!(run.code, 0, "{}", run.words);
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let mut all = Vec::new();
        for (path, file) in tree(&site.root().join("schemas")) {
            let json: Value = serde_json::from_slice(&file.bytes).expect("JSON");
            let url = format!("https://schemas.example.org/{path}");
            compiler.add_resource(&url, json.clone()).expect("a schema");
            let index = compiler.compile(&url, &mut schemas).unwrap_or_else(|error| panic!("{path}: {error}"));
            all.push((path.trim_end_matches(".json").to_owned(), index, json));
        }
        assert_eq!(all.len(), 6);
        Self { schemas, all }
    }

    fn json(&self, name: &str) -> &Value {
        &self.all.iter().find(|it| it.0 == name).expect("a schema of that name").2
    }

    /// What the schema says against it.
    fn objection(&self, name: &str, value: &Value) -> Option<String> {
        let index = self.all.iter().find(|it| it.0 == name).expect("a schema of that name").1;
        self.schemas.validate(value, index).err().map(|err| format!("{err:#}"))
    }
}

/// The schema for a file of the content, by its path. `None`: it has none.
fn schema_of(path: &str) -> Option<&'static str> {
    let section = path.split('/').next().unwrap_or_default();
    match section {
        "site.yaml" => Some("site"),
        "index.md" | "plan" | "pages" if path.ends_with(".md") => Some("page"),
        // A record in JSON is OSV, which has a schema of its own.
        _ if !path.ends_with(".md") && !path.ends_with(".yaml") => None,
        "advisories" => Some("advisory"),
        "incidents" => Some("incident"),
        "notices" => Some("notice"),
        "lessons" => Some("lesson"),
        _ => None,
    }
}

/// The keys of a file as JSON, without tags.
fn keys(path: &str, text: &str) -> Value {
    let front = match path.ends_with(".md") {
        true => text.strip_prefix("---\n").and_then(|rest| rest.split("\n---\n").next()).unwrap_or("{}"),
        false => text,
    };
    untagged(serde_yaml::from_str(front).unwrap_or_else(|_| panic!("{path} is not YAML")))
}

fn untagged(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value::{Mapping, Sequence, Tagged};
    match value {
        Tagged(tagged) => untagged(tagged.value),
        Sequence(items) => items.into_iter().map(untagged).collect(),
        Mapping(entries) => {
            let entry =
                |(key, value): (serde_yaml::Value, _)| (key.as_str().expect("a key").to_owned(), untagged(value));
            Value::Object(entries.into_iter().map(entry).collect())
        }
        other => serde_json::to_value(other).expect("a scalar"),
    }
}

/// How many files the schemas took; each one that they refuse is a failure.
fn judged(judge: &Judge, content: &Tree) -> usize {
    let mut taken = 0;
    for path in content.keys() {
        let Some(name) = schema_of(path) else { continue };
        let objection = judge.objection(name, &keys(path, &page(content, path)));
        assert_eq!(objection, None, "{path}");
        taken += 1;
    }
    taken
}

fn starter() -> Site {
    let site = Site::bare();
    std::fs::remove_dir(site.content()).expect("an empty folder");
    assert_eq!(site.run(&["init", "."]).code, 0);
    site
}

#[test]
fn they_take_every_file_of_the_example_site_and_of_a_new_one() {
    let judge = Judge::new();
    let example = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    assert!(judged(&judge, &example) > 35);
    let site = starter();
    for kind in ["advisory", "incident", "notice", "lesson"] {
        assert_eq!(site.run(&["new", kind, "T"]).code, 0);
    }
    assert_eq!(judged(&judge, &tree(&site.content())), 16);
}

#[test]
fn they_refuse_a_misspelt_key_at_every_depth() {
    let judge = Judge::new();
    let fine =
        json!({ "title": "T", "affected": [{ "package": "a", "ranges": [{ "fixed": 1.2 }] }], "credits": "Robin" });
    assert_eq!(judge.objection("advisory", &fine), None);
    for wrong in [
        json!({ "title": "T", "embargoo": "2026-12-01T14:00:00Z" }),
        json!({ "title": "T", "affected": [{ "package": "a", "ranges": [{ "fixd": "1.2" }] }] }),
        json!({ "title": "T", "affected": [{ "package": { "nam": "a" } }] }),
        json!({ "title": "T", "credits": [{ "name": "Robin", "credt": false }] }),
    ] {
        assert!(judge.objection("advisory", &wrong).is_some(), "{wrong}");
    }
    let site = json!({ "title": "T", "url": "https://a.org/", "report": { "contat": "mailto:a@a.org" } });
    assert!(judge.objection("site", &site).is_some());
}

#[test]
fn they_refuse_wrong_values_as_fanlight_does() {
    let judge = Judge::new();
    for (key, wrong, fine) in [
        ("publish", json!("yes"), json!(true)),
        ("embargo", json!("2026-12-01"), json!("2026-12-01T14:00:00+01:00")),
        ("published", json!("1 May"), json!("2026-05-01")),
        ("published", json!({}), json!(2026)),
        ("tlp", json!("pink"), json!("amber+strict")),
        ("cwe", json!("XSS"), json!(["CWE-79", 89])),
        ("severity", json!({ "score": 9 }), json!("high")),
    ] {
        assert!(judge.objection("advisory", &json!({ "title": "T", key: wrong })).is_some(), "{key}: {wrong}");
        assert_eq!(judge.objection("advisory", &json!({ "title": "T", key: fine })), None, "{key}: {fine}");
    }
    assert!(judge.objection("advisory", &json!({})).is_some(), "a record has a title");
}

#[test]
fn keys_that_new_files_show_as_comments_are_known() {
    let judge = Judge::new();
    let site = starter();
    for kind in ["advisory", "incident", "notice", "lesson"] {
        site.run(&["new", kind, "T", "--id", kind]);
    }
    let content = tree(&site.content());
    let mut seen = 0;
    for (path, name) in [
        ("site.yaml", "site"),
        ("advisories/advisory.md", "advisory"),
        ("incidents/incident.md", "incident"),
        ("notices/notice.md", "notice"),
        ("lessons/lesson.md", "lesson"),
    ] {
        let known = &judge.json(name)["properties"];
        for line in page(&content, path).lines().filter_map(|line| line.strip_prefix('#')) {
            let Some((key, _)) = line
                .split_once(':')
                .filter(|pair| pair.0.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
            else {
                continue;
            };
            assert!(known.get(key).is_some(), "{path} shows a key that isn't known: {key}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_file_that_names_its_schema_names_one_that_is_there() {
    let site = starter();
    site.run(&["new", "advisory", "T", "--id", "new"]);
    let content = tree(&site.content());
    let mut named = 0;
    for path in content.keys().filter(|key| key.ends_with(".md") || *key == "site.yaml") {
        for line in page(&content, path).lines() {
            let Some(schema) = line.strip_prefix("# yaml-language-server: $schema=") else { continue };
            let folder = site.content().join(path).parent().expect("a folder").to_owned();
            let right = schema.ends_with(&format!("/{}.json", schema_of(path).expect("a schema")));
            assert!(right && folder.join(schema).exists(), "{path} names {schema}");
            named += 1;
        }
    }
    assert!(named > 9, "{named}");
}

#[test]
fn schemas_are_renewed_and_nobody_elses_file_is_written_over() {
    let site = starter();
    assert_eq!(site.run(&["schema", "content/.schema"]).code, 0);
    site.write("../notes/site.json", "{}");
    let run = site.run(&["schema", "notes"]);
    assert_eq!(run.code, 2, "{}", run.words);
    assert_eq!(tree(&site.root().join("notes")).len(), 1, "nothing was written");
}
