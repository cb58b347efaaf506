//! A file of words as its lines: `record.impact` → "Impact". What a theme changes is laid over it, and any two are compared.

use super::pattern::Pattern;
use super::plural::{FORMS, LANGUAGE, Rules};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// By its path, each text.
pub type Tree = BTreeMap<String, String>;

/// Reads a file; an error says what is wrong and how to fix it.
pub fn read(yaml: &str) -> Result<Tree, String> {
    let value: Value = serde_yaml::from_str(yaml).map_err(|error| format!("this is no YAML: {error}"))?;
    let mut tree = Tree::new();
    match value {
        Value::Null => {}
        Value::Object(map) => flatten("", map, &mut tree)?,
        _ => return Err("this holds no keys; write `key: text` on each line".into()),
    }
    Ok(tree)
}

fn flatten(above: &str, map: Map<String, Value>, tree: &mut Tree) -> Result<(), String> {
    for (key, value) in map {
        let path = if above.is_empty() { key } else { format!("{above}.{key}") };
        match value {
            Value::Object(map) => flatten(&path, map, tree)?,
            Value::String(text) if Pattern::read(&text).is_some() => _ = tree.insert(path, text),
            Value::String(_) => return Err(format!("`{path}` has a brace that is no placeholder; write {{name}}")),
            _ => return Err(format!("`{path}` is not a text; put it in quotes")),
        }
    }
    Ok(())
}

/// The text with the holes of another one. A form that is of one number may say it in a word.
fn same_holes(path: &str, text: &str, model: &str, rules: &Rules) -> Result<(), String> {
    let form = path.rsplit('.').next().unwrap_or_default();
    let in_a_word = form != "other" && FORMS.contains(&form) && rules.is_of_one_number(form);
    let holes = |text: &str| {
        let names = Pattern::read(text).map(|it| it.names().into_iter().map(str::to_owned).collect::<BTreeSet<_>>());
        let mut names = names.unwrap_or_default();
        if in_a_word {
            names.remove("n");
        }
        names
    };
    let (has, wants) = (holes(text), holes(model));
    if has == wants {
        return Ok(());
    }
    let list = |names: &BTreeSet<String>| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    let wants = if wants.is_empty() { "none".into() } else { list(&wants) };
    Err(format!("`{path}` has not the placeholders of the English text; it takes {wants}"))
}

/// Whether the texts at this path are the forms of one text.
pub fn is_plural(tree: &Tree, path: &str) -> bool {
    ["one", "other"].iter().all(|form| tree.contains_key(&format!("{path}.{form}")))
}

/// The text of `model` that one at this path is like: for a form of a plural its `other`, since English may say `one` in a word.
fn like<'t>(model: &'t Tree, path: &str) -> Option<&'t String> {
    let other = || {
        let (above, form) = path.rsplit_once('.')?;
        let plural = FORMS.contains(&form) && is_plural(model, above);
        plural.then(|| model.get(&format!("{above}.other"))).flatten()
    };
    other().or_else(|| model.get(path))
}

/// Lays `own` over `tree`. Each of its keys has to be one of `model`, with the same placeholders, or a form of one.
pub fn lay_over(tree: &mut Tree, own: Tree, model: &Tree, rules: &Rules) -> Result<(), String> {
    for (path, text) in own {
        let Some(like) = like(model, &path) else {
            return Err(format!("`{path}` is none of the interface's strings; themes/default/strings/en.yaml has all"));
        };
        same_holes(&path, &text, like, rules)?;
        tree.insert(path, text);
    }
    Ok(())
}

/// What of `model` is missing.
pub fn complete(tree: &Tree, model: &Tree) -> Result<(), String> {
    let missing: Vec<&str> = model.keys().filter(|path| !tree.contains_key(*path)).map(String::as_str).collect();
    match missing.as_slice() {
        [] => Ok(()),
        [one] => Err(format!("`{one}` is missing; translate it from themes/default/strings/en.yaml")),
        [first, ..] => Err(format!(
            "`{first}` and {} more are missing; translate them from themes/default/strings/en.yaml",
            missing.len() - 1
        )),
    }
}

/// With its branches again, for what reads it into types, and at each plural the language that it is in.
pub fn nested(tree: &Tree, language: &str) -> Value {
    let plurals = tree.keys().filter_map(|path| path.strip_suffix(".other")).filter(|path| is_plural(tree, path));
    let languages: Vec<String> = plurals.map(|path| format!("{path}.{LANGUAGE}")).collect();
    let language = language.to_owned();
    let added = languages.iter().map(|path| (path, &language));
    let mut root = Map::new();
    for (path, text) in tree.iter().chain(added) {
        let (mut at, mut parts) = (&mut root, path.split('.').peekable());
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                at.insert(part.to_owned(), Value::String(text.clone()));
                break;
            }
            let branch = at.entry(part).or_insert_with(|| Value::Object(Map::new()));
            match branch {
                Value::Object(map) => at = map,
                _ => break,
            }
        }
    }
    Value::Object(root)
}
