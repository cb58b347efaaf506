//! Foreign text holds none of our marks: whoever wrote it didn't know of them. What looks like one is taken apart by a space,
//! so that it neither withholds nor stops a build for a reason that its author can't fix. A comment stays a comment, which
//! the gate withholds, as no reader of the original sees it either; one without an end is ended.

use crate::private::marks::{Author, Form, Place, Rows, looks_like_mark, nests_too_deep, strip, visible};
use crate::private::view::View;
use crate::private::yaml::{Findings, Node, Value};
use crate::public::{DIALECT, Instant};
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// Keys whose text is Markdown; all others are lines.
const MARKDOWN: [&str; 9] = [
    "details",
    "impact",
    "root_cause",
    "workaround",
    "recommendations",
    "resolution",
    "withdrawn_reason",
    "lessons",
    "text",
];

/// Noncharacters and other letters that no text may hold.
fn is_forbidden(it: char) -> bool {
    matches!(it, '\u{FDD0}'..='\u{FDEF}' | '\0') || (it as u32) & 0xFFFE == 0xFFFE
}

/// Takes marks apart in everything that isn't withheld whole.
pub(super) fn disarm(record: &mut Node<'_>) {
    let Value::Map(entries) = &mut record.value else { return };
    for entry in entries.iter_mut().filter(|entry| entry.key != "private") {
        let form = form(&entry.key);
        walk(&mut entry.node, form);
    }
}

fn form(key: &str) -> Form {
    if MARKDOWN.contains(&key) { Form::Markdown } else { Form::Line }
}

fn walk(node: &mut Node<'_>, form: Form) {
    match &mut node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => {
            if let Cow::Owned(harmless) = harmless(text, form) {
                *text = harmless.into();
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| walk(item, form)),
        Value::Map(entries) => entries.iter_mut().for_each(|entry| {
            let form = self::form(&entry.key);
            walk(&mut entry.node, form);
        }),
    }
}

/// One of several Markdown texts that will be joined: a comment in it ends in it.
pub(super) fn alone(text: &str) -> Cow<'_, str> {
    if text.contains("<!--") { harmless(text, Form::Markdown) } else { Cow::Borrowed(text) }
}

/// A text in which nothing is a mark, and over which no stage of the gate has anything to say.
fn harmless(source: &str, form: Form) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(source);
    if text.contains(is_forbidden) {
        text = Cow::Owned(text.replace(is_forbidden, "\u{FFFD}"));
    }
    if form == Form::Line && text.contains(['\n', '\r']) {
        text = Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if is_fine(&text, form) {
        return text;
    }
    let mut lines = text.lines().map(shallow).map(|line| apart(&line)).collect::<Vec<_>>().join("\n");
    if form == Form::Markdown {
        lines = comments(&lines);
    } else {
        lines = lines.replace("<!--", "< !--");
    }
    if !is_fine(&lines, form) {
        // Nobody writes such text but to find out what happens.
        lines = lines.replace(['[', ']', '{', '}', '<', '>', '!', ':'], " ");
    }
    Cow::Owned(lines)
}

/// Whether the gate would have nothing to say: no error, and no part but comments and definitions that nothing uses.
fn is_fine(text: &str, form: Form) -> bool {
    let suspicious = !text.is_ascii() || [":::", "<!--", "{", "]:", "!", ">"].iter().any(|it| text.contains(it));
    if !suspicious && !nests_too_deep(text) {
        return true;
    }
    let findings = Findings::new(Path::new(""));
    let stripped = strip(
        text,
        form,
        &View::plain(Instant(chrono::DateTime::UNIX_EPOCH)),
        Place { findings: &findings, key: "", line: 0, rows: Rows::Many, author: Author::Foreign },
    );
    stripped.without_marks() && !findings.any_error()
}

/// A line that opens more quotes and lists than any parser likes is a line of text.
fn shallow(line: &str) -> Cow<'_, str> {
    if nests_too_deep(line) { Cow::Owned(format!("\\{}", line.trim_start())) } else { Cow::Borrowed(line) }
}

/// Takes the marks of one line apart, all but comments.
fn apart(line: &str) -> String {
    let mut line = line.to_owned();
    if !line.is_ascii() && looks_like_mark(&line.replace("<!--", "")) {
        line = visible(&line);
    }
    const MARKS: [(&str, &str); 5] =
        [(":::", ": : :"), ("!private", "! private"), ("!until:", "! until:"), ("!tlp:", "! tlp:"), ("]{", "] {")];
    for (mark, instead) in MARKS {
        line = replaced(line, mark, instead);
    }
    // `{.private}` behind anything, also with spaces.
    if line.contains('{') && looks_like_mark(&line.replace("<!--", "")) {
        line = line.replace('{', "( ").replace('}', " )");
    }
    line
}

/// Replaces a mark in whatever letter case, in one go: a line may hold a million.
fn replaced(line: String, mark: &str, instead: &str) -> String {
    let lower = line.to_ascii_lowercase();
    if !lower.contains(mark) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + line.len() / 2);
    let mut at = 0;
    for (found, _) in lower.match_indices(mark) {
        out.push_str(&line[at..found]);
        out.push_str(instead);
        at = found + mark.len();
    }
    out.push_str(&line[at..]);
    out
}

/// Comments in code are code, and one without an end is ended.
fn comments(text: &str) -> String {
    let mut code: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, DIALECT).into_offset_iter() {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            code.push(range);
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = rest.find(if open { "-->" } else { "<!--" });
        let Some(next) = next else { break };
        out.push_str(&rest[..next]);
        let before = code.partition_point(|range| range.start <= at + next);
        let inside = before.checked_sub(1).is_some_and(|it| code[it].contains(&(at + next)));
        match (open, inside) {
            (false, true) => out.push_str("< !--"),
            (false, false) => (open, _) = (true, out.push_str("<!--")),
            (true, _) => (open, _) = (false, out.push_str("-->")),
        }
        at += next + if rest[next..].starts_with("-->") { 3 } else { 4 };
    }
    out.push_str(&text[at..]);
    if open {
        out.push_str("\n-->");
    }
    out
}
