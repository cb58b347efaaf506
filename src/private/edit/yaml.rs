//! `approved` in YAML, line by line.

use super::{NewApproval, Refused};
use crate::private::load::{Shape, Source};
use crate::private::yaml::Node;
use std::ops::Range;

const LAYOUT: Refused = "its keys don't stand on lines of their own; write `publish: true` and `approved:` each on one";

/// Keys behind which a first approval is put.
const BEFORE: [&str; 3] = ["publish", "title", "id"];

pub(super) fn put(raw: &str, source: &Source, node: &Node, approval: &NewApproval) -> Result<String, Refused> {
    let file = File { lines: lines(raw), keys: key_lines(node), end: end(raw, source) };
    let (range, comments, like) = match file.region("approved")? {
        Some(range) => (range.clone(), comments(&file.lines[range.clone()]), range.start),
        None => {
            let before = BEFORE.iter().find_map(|key| file.region(key).transpose()).transpose()?.ok_or(LAYOUT)?;
            (before.end..before.end, Vec::new(), before.start)
        }
    };
    let indent = leading(file.lines[like]);
    let ending = ending(file.lines[0]);
    let new = block(indent, ending, &comments, approval);
    let mut text: String = file.lines[..range.start].concat();
    // The last line of a file may have no end.
    if !text.is_empty() && !text.ends_with(['\n', '\r']) {
        text.push_str(ending);
    }
    text.push_str(&new);
    text.extend(file.lines[range.end..].iter().copied());
    Ok(text)
}

struct File<'a> {
    /// With their ends.
    lines: Vec<&'a str>,
    /// Keys and their lines, from 0, in order.
    keys: Vec<(String, usize)>,
    /// The line behind the last key's value.
    end: usize,
}

impl File<'_> {
    /// The lines of a key and its value, without blank lines and comments behind it.
    fn region(&self, key: &str) -> Result<Option<Range<usize>>, Refused> {
        let Some(at) = self.keys.iter().position(|it| it.0 == key) else { return Ok(None) };
        let start = self.keys[at].1;
        let mut end = self.keys.get(at + 1).map_or(self.end, |next| next.1);
        let alone = self.lines.get(start).is_some_and(|line| begins_with_key(line, key));
        if !alone || end <= start || end > self.lines.len() {
            return Err(LAYOUT);
        }
        while end > start + 1 && is_blank_or_comment(self.lines[end - 1]) {
            end -= 1;
        }
        Ok(Some(start..end))
    }
}

fn key_lines(node: &Node) -> Vec<(String, usize)> {
    node.entries().iter().map(|entry| (entry.key.to_string(), (entry.line as usize).saturating_sub(1))).collect()
}

/// The line of the closing `---`, or the end of the file.
fn end(raw: &str, source: &Source) -> usize {
    match source.shape {
        Shape::Markdown => (source.body_line as usize).saturating_sub(2),
        Shape::Yaml | Shape::Json => lines(raw).len(),
    }
}

/// As the reader counts lines: a lone carriage return ends one too.
fn lines(raw: &str) -> Vec<&str> {
    let bytes = raw.as_bytes();
    let (mut lines, mut start) = (Vec::new(), 0);
    for (at, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        if ends {
            lines.push(&raw[start..=at]);
            start = at + 1;
        }
    }
    if start < raw.len() {
        lines.push(&raw[start..]);
    }
    lines
}

fn ending(line: &str) -> &str {
    let ending = &line[line.trim_end_matches(['\r', '\n']).len()..];
    if ending.is_empty() { "\n" } else { ending }
}

fn leading(line: &str) -> &str {
    let line = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn begins_with_key(line: &str, key: &str) -> bool {
    let line = line.trim_start_matches(['\u{FEFF}', ' ']);
    let forms = [key.to_owned(), format!("\"{key}\""), format!("'{key}'")];
    forms.iter().any(|form| line.strip_prefix(form.as_str()).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// The comments in the lines that are replaced: that of the first line, then the others.
fn comments<'a>(lines: &[&'a str]) -> Vec<Option<&'a str>> {
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, comment(line)))
        .filter(|it| it.0 == 0 || it.1.is_some())
        .map(|it| it.1)
        .collect()
}

/// A comment, outside quotes and with a space before it.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let mut before = ' ';
    for (at, it) in line.char_indices() {
        match (quote, it) {
            (None, '#') if before.is_whitespace() => return Some(line[at..].trim_end()),
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(it),
            (Some(open), it) if open == it && before != '\\' => quote = None,
            _ => {}
        }
        before = it;
    }
    None
}

fn block(indent: &str, ending: &str, comments: &[Option<&str>], approval: &NewApproval) -> String {
    let mut lines = Vec::new();
    let first = comments.first().copied().flatten().map(|it| format!(" {it}")).unwrap_or_default();
    lines.push(format!("approved:{first}"));
    lines.extend(comments.iter().skip(1).flatten().map(|it| format!("  {it}")));
    lines.push(format!("  by: {}", scalar(approval.by)));
    lines.push(format!("  on: {}", approval.on));
    lines.push("  digests:".to_owned());
    for (name, digest) in approval.digests {
        lines.push(format!("    {}: \"{digest}\"", scalar(name)));
    }
    if !approval.signatures.is_empty() {
        lines.push("  signatures:".to_owned());
    }
    for (name, signature) in approval.signatures {
        lines.push(format!("    {}: \"{signature}\"", scalar(name)));
    }
    lines.into_iter().map(|line| format!("{indent}{line}{ending}")).collect()
}

/// A plain text where that is safe in every reader, else a quoted one.
fn scalar(text: &str) -> String {
    let word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'');
    let plain = text.starts_with(char::is_alphabetic) && text.chars().all(word) && !text.ends_with(' ');
    let taken = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if plain && !taken.contains(&&*text.to_lowercase()) {
        return text.to_owned();
    }
    // JSON's texts are YAML's.
    serde_json::Value::from(text).to_string()
}
