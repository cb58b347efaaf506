//! A tree to YAML that reads back as the same tree: keys on lines of their own, long texts as blocks, quotes where a text would
//! be taken for something else.

use super::marked::rule_as_text;
use super::node::{Entry, Node, Rule, Value};
use std::fmt::Write;

/// A list of short texts stands on one line up to this width.
const WIDEST_LIST: usize = 100;

/// Lines of a map's entries, at the beginning of a line.
pub(in crate::private) fn write(entries: &[Entry]) -> String {
    let mut out = String::new();
    entries.iter().for_each(|it| entry(it, 0, &mut out));
    out
}

fn entry(entry: &Entry, indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
    scalar_on_a_line(&entry.key, false, out);
    out.push(':');
    value(&entry.node, indent, false, out);
}

/// What stands behind a colon or, in an item, behind a dash; ends the line.
fn value(node: &Node, indent: usize, in_item: bool, out: &mut String) {
    if let Some(rule) = node.rule {
        write!(out, " {}", tag(rule)).unwrap_or_default();
    }
    match &node.value {
        Value::Null => out.push_str(" null\n"),
        Value::List(items) if items.is_empty() => out.push_str(" []\n"),
        Value::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Value::Scalar { text, plain } => {
            out.push(' ');
            if is_literal(text, *plain) || !is_block(text) {
                scalar_on_a_line(text, *plain, out);
                out.push('\n');
            } else {
                block(text, indent + 2, out);
            }
        }
        Value::List(items) => match on_one_line(items) {
            Some(line) => writeln!(out, " {line}").unwrap_or_default(),
            None => {
                out.push('\n');
                for item in items {
                    out.extend(std::iter::repeat_n(' ', indent + 2));
                    out.push('-');
                    value(item, indent + 2, true, out);
                }
            }
        },
        Value::Map(entries) => {
            // An item's first key stands behind its dash.
            let mut first = in_item && node.rule.is_none();
            if !first {
                out.push('\n');
            }
            for it in entries {
                let mut lines = String::new();
                entry(it, indent + 2, &mut lines);
                if first {
                    out.push(' ');
                    out.push_str(lines.trim_start());
                    first = false;
                } else {
                    out.push_str(&lines);
                }
            }
        }
    }
}

fn tag(rule: Rule) -> String {
    format!("!{}", rule_as_text(Some(rule)))
}

/// `[one, two]`, where all are short and nothing needs a tag.
fn on_one_line(items: &[Node]) -> Option<String> {
    let mut line = String::from("[");
    for (at, item) in items.iter().enumerate() {
        let Node { rule: None, value: Value::Scalar { text, plain }, .. } = item else { return None };
        if at > 0 {
            line.push_str(", ");
        }
        if is_literal(text, *plain) || is_plain(text) && !text.contains([',', '[', ']', '{', '}']) {
            line.push_str(text);
        } else {
            quoted(text, &mut line);
        }
        if line.len() > WIDEST_LIST {
            return None;
        }
    }
    line.push(']');
    Some(line)
}

fn scalar_on_a_line(text: &str, plain: bool, out: &mut String) {
    if is_literal(text, plain) || is_plain(text) { out.push_str(text) } else { quoted(text, out) }
}

/// A number or a truth value that stood without quotes.
fn is_literal(text: &str, plain: bool) -> bool {
    let number =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) && !text.starts_with("-.");
    plain && !text.is_empty() && text != "-" && !text.starts_with("--") && (number || matches!(text, "true" | "false"))
}

/// Whether a text means itself without quotes, to any reader of YAML.
fn is_plain(text: &str) -> bool {
    let first = text.as_bytes().first().is_some_and(|text| text.is_ascii_alphanumeric());
    let safe = |c: char| c.is_alphanumeric() || " ._/+-:@()'*!?#=&;,%~".contains(c);
    let number = text.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E' | 'x' | 'o' | 'b'..='f'));
    let word =
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].iter().any(|it| text.eq_ignore_ascii_case(it));
    first
        && text.chars().all(safe)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && (!number || text.contains('-'))
        && !word
        && !text.contains("  ")
}

/// Whether a text is best read as a block, and reads back from one.
fn is_block(text: &str) -> bool {
    let lines = text.contains('\n') && text.trim_matches('\n').len() > 1;
    let odd = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{85}'));
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    lines
        && !text.starts_with([' ', '\n', '\t'])
        && !text.contains(odd)
        && !text.lines().any(blank)
        && !text.ends_with("\n\n")
}

fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(if text.ends_with('\n') { "|\n" } else { "|-\n" });
    for line in text.lines() {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// With the escapes that YAML shares with JSON.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            it if it.is_control() || matches!(it, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{85}') => {
                write!(out, "\\u{:04X}", u32::from(it)).unwrap_or_default();
            }
            it => out.push(it),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::private::yaml::{Findings, yaml};
    use proptest::prelude::*;
    use std::path::Path;

    /// A tree that may be shown: a test's own.
    #[derive(Clone, Debug)]
    enum Sketch {
        Null,
        Text(String),
        Tagged(String),
        List(Vec<Sketch>),
        Map(Vec<Sketch>),
    }

    const KEYS: [&str; 4] = ["id", "a key", "1.0", "x:y # z"];

    fn node(sketch: &Sketch) -> Node<'static> {
        let text = |text: &String| Value::Scalar { text: text.clone().into(), plain: false };
        let rule = matches!(sketch, Sketch::Tagged(_)).then_some(Rule::Private);
        let value = match sketch {
            Sketch::Null => Value::Null,
            Sketch::Text(it) | Sketch::Tagged(it) => text(it),
            Sketch::List(items) => Value::List(items.iter().map(node).collect()),
            Sketch::Map(items) => {
                let keyed = items.iter().zip(KEYS);
                Value::Map(keyed.map(|(it, key)| Entry { key: key.into(), line: 0, node: node(it) }).collect())
            }
        };
        Node { line: 0, rule, value }
    }

    /// As it can be compared.
    fn shape(node: &Node) -> String {
        let rule = rule_as_text(node.rule);
        match &node.value {
            Value::Null => format!("{rule}null"),
            Value::Scalar { text, .. } => format!("{rule}{text:?}"),
            Value::List(items) => format!("{rule}[{}]", items.iter().map(shape).collect::<Vec<_>>().join(",")),
            Value::Map(entries) => {
                let entries = entries.iter().map(|entry| format!("{:?}:{}", entry.key, shape(&entry.node)));
                format!("{rule}{{{}}}", entries.collect::<Vec<_>>().join(","))
            }
        }
    }

    fn words() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "a",
            "B c",
            " ",
            "\n",
            "\n\n",
            ": ",
            " #",
            "- ",
            "'",
            "\"",
            "\\",
            "é",
            "{",
            "[",
            ",",
            "null",
            "1.10",
            "\t",
            "!x",
            "|",
            "\u{2028}",
            "\u{85}",
            "\u{7f}",
            "---",
            "%",
            "@",
            "`",
            "&",
            "*",
            "?",
            "0x1",
            "2026-01-01",
            "https://e.org/a?b#c",
            "\r",
        ]);
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
    }

    fn tree() -> impl Strategy<Value = Sketch> {
        let leaf = prop_oneof![words().prop_map(Sketch::Text), Just(Sketch::Null), words().prop_map(Sketch::Tagged)];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let items = || prop::collection::vec(inner.clone(), 0..4);
            prop_oneof![items().prop_map(Sketch::List), items().prop_map(Sketch::Map)]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn what_is_written_reads_back_the_same(sketch in tree()) {
            let entries = [Entry { key: "k".into(), line: 0, node: node(&sketch) }];
            let written = write(&entries);
            let findings = Findings::new(Path::new("a"));
            let read = yaml(&written, 0, &findings);
            let wrong: Vec<String> = findings.into_diagnostics().iter().map(ToString::to_string).collect();
            prop_assert!(wrong.is_empty(), "{wrong:?}\n{written}");
            let read = read.expect("a tree");
            prop_assert_eq!(shape(read.get("k").expect("the key")), shape(&entries[0].node), "{}", written);
        }
    }
}
