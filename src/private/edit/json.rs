//! `approved` in OSV, under `database_specific.fanlight`: a cut by bytes, so that the rest keeps its layout.

use super::{NewApproval, Refused};
use serde_json::Value;
use std::ops::Range;

const NOT_OURS: Refused =
    "it has no keys of ours yet: write `database_specific`: { `fanlight`: { `publish`: true } } first";

pub(super) fn put(raw: &str, approval: &NewApproval) -> Result<String, Refused> {
    let start = raw.find('{').ok_or(NOT_OURS)?;
    let find = |object: usize, key: &str| members(raw, object).and_then(|all| all.into_iter().find(|it| it.key == key));
    let ours = find(start, "database_specific").and_then(|at| find(at.value.start, "fanlight")).ok_or(NOT_OURS)?;
    let all = members(raw, ours.value.start).ok_or(NOT_OURS)?;
    let layout = Layout::of(raw, &all);
    if let Some(old) = all.iter().find(|it| it.key == "approved") {
        return Ok(splice(raw, old.value.clone(), &layout.object(approval)));
    }
    let member = format!("\"approved\":{}{}", layout.space(), layout.object(approval));
    Ok(match all.iter().find(|it| it.key == "publish").or(all.last()) {
        Some(before) => {
            let end = before.value.end;
            splice(raw, end..end, &format!(",{}{member}", layout.next_line()))
        }
        None => splice(raw, ours.value, &format!("{{ {member} }}")),
    })
}

fn splice(raw: &str, range: Range<usize>, new: &str) -> String {
    [&raw[..range.start], new, &raw[range.end..]].concat()
}

/// A key of an object, and where its value stands.
struct Member {
    key: String,
    begins: usize,
    value: Range<usize>,
}

/// The members of the object that begins at `at`. The text is well-formed: it was read before.
fn members(raw: &str, at: usize) -> Option<Vec<Member>> {
    let mut at = skip(raw, at);
    if raw.as_bytes().get(at) != Some(&b'{') {
        return None;
    }
    let mut members = Vec::new();
    loop {
        at = skip(raw, at + 1);
        if raw.as_bytes().get(at) == Some(&b'}') {
            return Some(members);
        }
        let begins = at;
        let end = string_end(raw, at)?;
        let key = serde_json::from_str(&raw[at..end]).ok()?;
        let value = skip(raw, skip(raw, end) + 1);
        let ends = value_end(raw, value)?;
        members.push(Member { key, begins, value: value..ends });
        at = skip(raw, ends);
        match raw.as_bytes().get(at)? {
            b',' => {}
            _ => return Some(members),
        }
    }
}

fn skip(raw: &str, at: usize) -> usize {
    at + raw.as_bytes().iter().skip(at).take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn string_end(raw: &str, at: usize) -> Option<usize> {
    let bytes = raw.as_bytes();
    let mut end = at + 1;
    while *bytes.get(end)? != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    Some(end + 1)
}

fn value_end(raw: &str, at: usize) -> Option<usize> {
    let bytes = raw.as_bytes();
    let (mut depth, mut end) = (0usize, at);
    loop {
        match *bytes.get(end)? {
            b'"' => {
                end = string_end(raw, end)?;
                if depth == 0 {
                    return Some(end);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Some(raw[..end].trim_end().len()),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(end + 1);
                }
            }
            b',' if depth == 0 => return Some(raw[..end].trim_end().len()),
            _ => {}
        }
        end += 1;
    }
}

/// How the file is laid out around our keys.
struct Layout<'a> {
    /// Before each of our keys; `None`: all stands on one line.
    indent: Option<&'a str>,
    unit: &'a str,
    ending: &'static str,
}

impl<'a> Layout<'a> {
    fn of(raw: &'a str, ours: &[Member]) -> Self {
        let before = |member: &Member| {
            let line = raw[..member.begins].rfind('\n').map(|line| line + 1)?;
            let indent = &raw[line..member.begins];
            indent.trim().is_empty().then_some(indent)
        };
        let indent = ours.first().and_then(before);
        let unit = raw.find('{').and_then(|root| members(raw, root)).and_then(|all| all.first().and_then(before));
        let ending = if raw.contains("\r\n") { "\r\n" } else { "\n" };
        Layout { indent, unit: unit.filter(|unit| !unit.is_empty()).unwrap_or("  "), ending }
    }

    fn space(&self) -> &'static str {
        if self.indent.is_some() { " " } else { "" }
    }

    fn next_line(&self) -> String {
        self.indent.map_or(String::new(), |indent| format!("{}{indent}", self.ending))
    }

    fn object(&self, approval: &NewApproval) -> String {
        let depth = self.indent.unwrap_or_default();
        let quoted = |text: &str| Value::from(text).to_string();
        let inner = |named: &[(String, String)]| {
            let named: Vec<_> = named.iter().map(|(name, text)| (name.as_str(), quoted(text))).collect();
            self.map(&format!("{depth}{}", self.unit), &named)
        };
        let mut members =
            vec![("by", quoted(approval.by)), ("on", quoted(approval.on)), ("digests", inner(approval.digests))];
        if !approval.signatures.is_empty() {
            members.push(("signatures", inner(approval.signatures)));
        }
        self.map(depth, &members)
    }

    /// An object whose closing brace stands behind `depth`.
    fn map(&self, depth: &str, members: &[(&str, String)]) -> String {
        let space = self.space();
        let member = |(key, value): &(&str, String)| format!("{}:{space}{value}", Value::from(*key));
        let all: Vec<String> = members.iter().map(member).collect();
        match self.indent {
            None => format!("{{{}}}", all.join(",")),
            Some(_) => {
                let line = format!("{}{depth}{}", self.ending, self.unit);
                format!("{{{line}{}{}{depth}}}", all.join(&format!(",{line}")), self.ending)
            }
        }
    }
}
