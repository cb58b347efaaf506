//! Values back to YAML, in flow form; without tags it is JSON.

use serde_yaml::Value;

/// `{"name": "Al", "url": "…"}`. `source` is the text that the value was read from: a number is written as it stood
/// there, as `1.10` is not `1.1` where a version is meant.
pub fn write(value: &Value, source: &str) -> String {
    let mut out = String::new();
    put(value, source, &mut out);
    out
}

fn put(value: &Value, source: &str, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(it) => out.push_str(&as_written(it, source)),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::Sequence(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                put(item, source, out);
            }
            out.push(']');
        }
        Value::Mapping(map) => {
            out.push('{');
            for (at, (key, value)) in map.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                put(key, source, out);
                out.push_str(": ");
                put(value, source, out);
            }
            out.push('}');
        }
        Value::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            out.push_str(if tag.starts_with('!') { "" } else { "!" });
            out.push_str(&tag);
            out.push(' ');
            put(&tagged.value, source, out);
        }
    }
}

fn quoted(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    // Valid in JSON as they are, not in YAML.
    quoted.chars().fold(String::with_capacity(quoted.len()), |mut out, it| {
        match it {
            '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {
                out.push_str(&format!("\\u{:04x}", it as u32));
            }
            it => out.push(it),
        }
        out
    })
}

fn as_written(number: &serde_yaml::Number, source: &str) -> String {
    let plain = number.to_string();
    let tokens = source.split(|c: char| c.is_whitespace() || ",[]{}\"'".contains(c));
    let same =
        |token: &&str| serde_yaml::from_str::<Value>(token).is_ok_and(|value| value == Value::Number(number.clone()));
    let mut tokens = tokens.filter(|token| token.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)));
    tokens.find(same).map_or(plain, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was() {
        let source = "[1.10, 0x1F, \"1.10\", {a: !private \"b: c\", d: null}, !until:2030-01-01T00:00:00Z [x]]";
        let value: Value = serde_yaml::from_str(source).unwrap();
        let written = write(&value, source);
        assert_eq!(serde_yaml::from_str::<Value>(&written).unwrap(), value);
        assert!(written.starts_with("[1.10, 0x1F, \"1.10\","), "{written}");
    }
}
