//! How a key's value is written, in words, from its schema: `text or a list of them`.

use serde_json::Value;

/// `keys` says what a map of keys is called.
pub fn form<'s>(schema: &'s Value, keys: &mut dyn FnMut(&'s Value) -> String) -> String {
    let mut all = Vec::new();
    choices(schema, &mut all);
    let mut forms: Vec<String> = Vec::new();
    for form in all.into_iter().filter_map(|choice| one(choice, keys)) {
        let of_one = form.strip_prefix("list of ").and_then(|one| forms.iter().position(|form| form == one));
        match of_one {
            Some(at) => forms[at] = format!("{} or a list of them", forms[at]),
            None if !forms.contains(&form) && !forms.iter().any(|it| it.starts_with(&format!("{form} or"))) => {
                forms.push(form);
            }
            None => {}
        }
    }
    forms.join("; ")
}

/// What may be written, of each of the choices that a schema leaves.
pub fn choices<'s>(schema: &'s Value, found: &mut Vec<&'s Value>) {
    match schema["anyOf"].as_array() {
        Some(all) => all.iter().for_each(|it| choices(it, found)),
        None => found.push(schema),
    }
}

fn one<'s>(schema: &'s Value, keys: &mut dyn FnMut(&'s Value) -> String) -> Option<String> {
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<String> = words.iter().filter_map(Value::as_str).map(|text| format!("`{text}`")).collect();
        return Some(words.join(", "));
    }
    if schema["properties"].is_object() {
        return Some(keys(schema));
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        Value::String(kind) => vec![kind.as_str()],
        _ => return Some("anything".to_owned()),
    };
    let has = |kind: &str| kinds.contains(&kind);
    let form = match schema["pattern"].as_str() {
        _ if has("array") => return Some(format!("list of {}", form(&schema["items"], keys))),
        Some(pattern) if pattern.contains("CWE") => "`CWE-79`",
        Some(pattern) if pattern.contains("fA-F") => "a colour, in quotes: `\"#17568f\"`",
        Some(pattern) if pattern.starts_with(r"^\d{4}(") => "instant, day, month or year",
        Some(_) => "instant with its offset",
        None if has("string") => "text",
        None if has("boolean") => "`true` or `false`",
        None if has("integer") || has("number") => "number",
        None if has("object") => "keys of your own",
        None => return None,
    };
    Some(form.to_owned())
}
