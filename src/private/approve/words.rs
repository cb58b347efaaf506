//! What will be public, in full, for the one who approves it: a key a paragraph, in YAML, since that is how it was written.

use crate::public::fields::Field;
use serde_json::Value;

/// The lines of a key and its value.
pub(super) fn lines(field: &Field) -> Vec<String> {
    let value = without_nothing(serde_json::from_slice(&field.json).unwrap_or(Value::Null));
    let text = match &value {
        Value::String(text) if !text.trim_end().contains('\n') => {
            return vec![format!("{}: {}", field.name, text.trim_end())];
        }
        Value::String(text) => text.trim_end().to_owned(),
        // None of these can fail to be written.
        value => serde_yaml::to_string(value).unwrap_or_default(),
    };
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
    std::iter::once(format!("{}:", field.name)).chain(lines).collect()
}

/// What isn't there is nothing to approve.
fn without_nothing(value: Value) -> Value {
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(items) => items.into_iter().map(without_nothing).collect(),
        Value::Object(map) => {
            let kept = map.into_iter().map(|(key, value)| (key, without_nothing(value)));
            Value::Object(kept.filter(|(_, value)| !nothing(value)).collect())
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> String {
        lines(&Field::of_json("x", json)).join("\n")
    }

    #[test]
    fn every_word_of_a_value_is_shown() {
        assert_eq!(of(r#""A title""#), "x: A title");
        assert_eq!(of(r#""One\n\nTwo\n""#), "x:\n  One\n\n  Two");
        let long = "word ".repeat(40);
        assert!(of(&format!("\"{long}\"")).ends_with(long.trim_end()));
        assert_eq!(
            of(r#"[{"package":"p","ranges":[{"introduced":"1.0"}]}]"#),
            "x:\n  - package: p\n    ranges:\n    - introduced: '1.0'"
        );
        assert_eq!(of(r#"[{"name":"Ann","url":null,"roles":[],"more":{"a":null}}]"#), "x:\n  - name: Ann");
    }
}
