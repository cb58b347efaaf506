//! What will be public, in words for the one who approves it.

use crate::public::fields::Field;
use serde_json::Value;

/// Texts up to so many characters are shown whole.
const SHORT: usize = 100;
/// Of longer ones so much.
const BEGINNING: usize = 70;
/// Of a list so many items.
const ITEMS: usize = 4;

pub(super) fn describe(field: &Field) -> String {
    let value: Value = serde_json::from_slice(&field.json).unwrap_or(Value::Null);
    match &value {
        Value::String(text) => text_in_words(text),
        Value::Array(items) => list(items),
        Value::Object(_) => name(&value).unwrap_or_else(|| value.to_string()),
        other => other.to_string(),
    }
}

fn text_in_words(text: &str) -> String {
    if text.chars().count() <= SHORT && !text.contains('\n') {
        return text.to_owned();
    }
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning: String = flat.chars().take(BEGINNING).collect();
    format!("{} words: {beginning} …", text.split_whitespace().count())
}

fn list(items: &[Value]) -> String {
    let names: Vec<String> = items.iter().filter_map(name).map(|it| text_in_words(&it)).collect();
    if names.len() < items.len() {
        return format!("{} entries", items.len());
    }
    let more = names.len().saturating_sub(ITEMS);
    let shown = names.into_iter().take(ITEMS).collect::<Vec<_>>().join("; ");
    if more == 0 { shown } else { format!("{shown}; and {more} more") }
}

/// What a thing is known by.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => {
            const NAMES: [&str; 9] = ["name", "title", "what", "url", "package", "value", "path", "level", "vector"];
            let named = NAMES.iter().find_map(|key| map.get(*key).and_then(name));
            let at = map.get("at").and_then(name);
            let said = ["text", "note", "reason", "phase"].iter().find_map(|key| map.get(*key).and_then(name));
            match (named, at, said) {
                (Some(named), ..) => Some(named),
                (None, Some(at), Some(said)) => Some(format!("{at} {}", text_in_words(&said))),
                (None, at, said) => at.or(said),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> String {
        describe(&Field { name: "x", json: json.as_bytes().to_vec() })
    }

    #[test]
    fn short_texts_are_shown_and_long_ones_begun() {
        assert_eq!(of(r#""A title""#), "A title");
        assert_eq!(of(&format!("\"{}\"", "word ".repeat(40).trim())), format!("40 words: {} …", &"word ".repeat(14)));
    }

    #[test]
    fn lists_name_their_items() {
        assert_eq!(of(r#"["a","b"]"#), "a; b");
        assert_eq!(of(r#"[{"name":"Jane Roe","type":"FINDER"},{"name":"Al"}]"#), "Jane Roe; Al");
        assert_eq!(of(r#"["a","b","c","d","e","f"]"#), "a; b; c; d; and 2 more");
        assert_eq!(of(r#"[{"at":"2026-01","phase":"fixed","text":"Done."}]"#), "2026-01 Done.");
    }
}
