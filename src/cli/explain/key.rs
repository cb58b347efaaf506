//! `fanlight explain --key`: what a key means, wherever it can be, from the definitions that schemas and the reference are made of.

use crate::cli::Exit;
use crate::cli::common::say;
use crate::normalise::near::is_near;
use crate::private::{Schema, choices, form, schemas};
use serde_json::{Map, Value};
use std::fmt::Write;

/// A key where several kinds of files have it alike.
#[derive(PartialEq)]
struct Found {
    path: String,
    form: String,
    meaning: String,
    /// Keys in it: their names, forms and meanings.
    inner: Vec<[String; 3]>,
}

/// `severity`, `affected.ranges`, or a key inside of others by its name alone.
pub fn explain(wanted: &str) -> Result<(), Exit> {
    let all = schemas();
    let mut found: Vec<(Found, Vec<&'static str>)> = Vec::new();
    for schema in &all {
        let mut here = Vec::new();
        if let Some(keys) = schema.json["properties"].as_object() {
            find(wanted, "", keys, &mut here);
        }
        for key in here {
            match found.iter_mut().find(|(known, _)| *known == key) {
                Some((_, files)) => files.push(file(schema)),
                None => found.push((key, vec![file(schema)])),
            }
        }
    }
    if found.is_empty() {
        eprintln!("error: there is no key of this name");
        let near = near(wanted, &all);
        let help = if near.is_empty() {
            "docs/pages/reference/ lists them all".to_owned()
        } else {
            format!("did you mean {near}?")
        };
        eprintln!("  help: {help}");
        return Err(Exit::Usage);
    }
    found.iter().for_each(|(key, files)| say(&words(key, files)));
    Ok(())
}

fn file(schema: &Schema) -> &'static str {
    match schema.name {
        "site" => "site.yaml",
        "page" => "a page or a part of the plan",
        "incident" => "an incident",
        "advisory" => "an advisory",
        "notice" => "a notice",
        _ => "a lesson",
    }
}

/// By the whole path, or by the last part of it.
fn find(wanted: &str, above: &str, keys: &Map<String, Value>, found: &mut Vec<Found>) {
    for (key, schema) in keys {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        let inner = inner(schema);
        if path == wanted || key == wanted {
            let row = |(key, schema): (&String, &Value)| [key.clone(), in_words(schema), meaning(schema)];
            let rows = inner.iter().flat_map(|keys| keys.iter().map(row)).collect();
            found.push(Found { path: path.clone(), form: in_words(schema), meaning: meaning(schema), inner: rows });
        }
        inner.into_iter().for_each(|keys| find(wanted, &path, keys, found));
    }
}

/// The keys in a key, also where it is a list of them.
fn inner(schema: &Value) -> Option<&Map<String, Value>> {
    let mut all = Vec::new();
    choices(schema, &mut all);
    let keys = |it: &&'_ Value| it["properties"].is_object();
    let direct = all.iter().copied().find(keys);
    let listed = || all.iter().find_map(|it| inner(it.get("items")?));
    direct.and_then(|direct| direct["properties"].as_object()).or_else(listed)
}

fn in_words(schema: &Value) -> String {
    form(schema, &mut |_| "keys".to_owned()).replace('`', "")
}

fn meaning(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace('`', "")
}

fn words(key: &Found, files: &[&str]) -> String {
    let mut text = format!("{}, in {}\n  {}\n", key.path, files.join(", "), key.meaning);
    let _ = writeln!(text, "  Written as: {}", key.form);
    let width = key.inner.iter().map(|row| row[0].chars().count()).max().unwrap_or(0);
    for [name, form, meaning] in &key.inner {
        let _ = writeln!(text, "    {name:width$}  {meaning} ({form})");
    }
    text + "\n"
}

/// Keys whose names are like it.
fn near(wanted: &str, all: &[Schema]) -> String {
    fn names(keys: &Map<String, Value>, found: &mut Vec<String>) {
        for (key, schema) in keys {
            found.push(key.clone());
            inner(schema).into_iter().for_each(|keys| names(keys, found));
        }
    }
    let mut known = Vec::new();
    all.iter().filter_map(|it| it.json["properties"].as_object()).for_each(|keys| names(keys, &mut known));
    known.sort_unstable();
    known.dedup();
    let last = wanted.rsplit('.').next().unwrap_or(wanted);
    known.into_iter().filter(|name| is_near(last, name)).collect::<Vec<_>>().join(", ")
}
