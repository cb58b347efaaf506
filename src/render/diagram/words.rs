//! What a diagram shows, in words: who comes after whom, and what stands on the line between them.

use serde_json::Value;
use std::collections::HashMap;

pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn edges(model: &Value) -> Vec<String> {
    let mut names = HashMap::new();
    for node in list(model, "nodes") {
        let id = text(node, "id").unwrap_or_default();
        let label = plain(text(node, "label").unwrap_or_default());
        names.insert(id, if label.is_empty() { id.to_owned() } else { label });
    }
    let groups = list(model, "subgraphs");
    for group in groups {
        names.insert(text(group, "id").unwrap_or_default(), plain(text(group, "title").unwrap_or_default()));
    }
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut lines = Vec::new();
    for group in groups {
        let members: Vec<String> = list(group, "nodes").iter().filter_map(Value::as_str).rev().map(name).collect();
        lines.push(format!("{}: {}", name(text(group, "id").unwrap_or_default()), members.join(", ")));
    }
    let mut linked = Vec::new();
    for edge in list(model, "edges") {
        let (Some(from), Some(to)) = (text(edge, "from"), text(edge, "to")) else { continue };
        let arrow = match text(edge, "type") {
            Some(kind) if kind.starts_with("double_") => "↔",
            Some("arrow_open") => "–",
            _ => "→",
        };
        linked.extend([from, to]);
        lines.push(labelled(format!("{} {arrow} {}", name(from), name(to)), text(edge, "label")));
    }
    let grouped = |id: &str| groups.iter().any(|it| list(it, "nodes").iter().any(|list| list == id) || it["id"] == id);
    let alone = list(model, "nodes").iter().filter_map(|list| text(list, "id"));
    lines.extend(alone.filter(|id| !linked.contains(id) && !grouped(id)).map(name));
    lines
}

pub(super) fn labelled(line: String, label: Option<&str>) -> String {
    match label.map(plain).filter(|plain| !plain.is_empty()) {
        Some(label) => format!("{line}: {label}"),
        None => line,
    }
}

/// The words that Mermaid's own pictures have, by the numbers of its parser.
fn frame(kind: i64) -> Option<&'static str> {
    Some(match kind {
        10 => "loop",
        12 => "alt",
        13 => "else",
        15 => "opt",
        19 | 32 => "par",
        20 => "and",
        27 => "critical",
        28 => "option",
        30 => "break",
        11 | 14 | 16 | 21 | 29 | 31 => "end",
        _ => return None,
    })
}

pub(super) fn messages(model: &Value) -> Vec<String> {
    let name = |id: &str| {
        let described = model["actors"].get(id).and_then(|actor| text(actor, "description"));
        described.map(plain).filter(|plain| !plain.is_empty()).unwrap_or_else(|| id.to_owned())
    };
    let mut lines = Vec::new();
    for message in list(model, "messages") {
        let kind = message["type"].as_i64().unwrap_or(-1);
        let (from, to) = (text(message, "from").map(name), text(message, "to").map(name));
        let said = text(message, "message");
        match (kind, from, to) {
            (2, Some(from), to) => {
                let both = to.filter(|to| *to != from).map(|to| format!(", {to}")).unwrap_or_default();
                lines.push(labelled(format!("{from}{both}"), said));
            }
            (0 | 1 | 3..=6 | 24 | 25, Some(from), Some(to)) => lines.push(labelled(format!("{from} → {to}"), said)),
            (33 | 34, Some(from), Some(to)) => lines.push(labelled(format!("{from} ↔ {to}"), said)),
            (kind, ..) => lines.extend(frame(kind).map(|word| labelled(word.to_owned(), said))),
        }
    }
    lines
}

/// A label without its tags, entities and line breaks.
pub(super) fn plain(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match rest.find('>').filter(|_| tag) {
            Some(end) => {
                let breaks = rest[1..].get(..2).is_some_and(|value| value.eq_ignore_ascii_case("br"));
                out.push_str(if breaks { " " } else { "" });
                rest = &rest[end + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    decode(&out).replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `&lt;` and `&#9829;` as the letters that they mean, once.
pub fn decode(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let letter = rest.find(';').and_then(|end| Some((letter(&rest[1..end])?, end + 1)));
        let (letter, length) = letter.unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn letter(entity: &str) -> Option<char> {
    Some(match entity {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        number => char::from_u32(number.strip_prefix('#')?.parse().ok()?)?,
    })
}
