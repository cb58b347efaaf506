//! Foreign text holds none of our marks: whoever wrote it didn't know of them. What looks like one is taken apart by a space,
//! so that it neither withholds nor stops a build for a reason that its author can't fix. A comment stays a comment, which
//! the gate withholds, as no reader of the original sees it either; one that nothing ends is what CommonMark makes of it.

use crate::private::decision::view::View;
use crate::private::marks::{
    Author, Form, Place, Rows, is_within_word, looks_like_mark, nests_too_deep, strip, visible,
};
use crate::private::yaml::{Findings, Node, Value};
use crate::public::{DIALECT, Instant, keys};
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// Noncharacters and other letters that no text may hold.
fn is_forbidden(it: char) -> bool {
    matches!(it, '\u{FDD0}'..='\u{FDEF}' | '\0') || (it as u32) & 0xFFFE == 0xFFFE
}

/// Takes marks apart in everything that isn't withheld whole.
pub(super) fn disarm(record: &mut Node<'_>) {
    let Value::Map(entries) = &mut record.value else { return };
    // What stands under `csaf` is JSON, whose texts are harmless each by itself.
    for entry in entries.iter_mut().filter(|entry| entry.key != "private" && entry.key != "csaf") {
        let form = form(&entry.key);
        let changed = |text: &str, form| match harmless(text, form) {
            Cow::Owned(changed) => Some(changed),
            Cow::Borrowed(_) => None,
        };
        each_text(&mut entry.node, form, &changed);
    }
}

/// `text` is that of an entry of the timeline; what is no Markdown is a line.
fn form(key: &str) -> Form {
    if keys::is_markdown(key) || key == "text" { Form::Markdown } else { Form::Line }
}

fn each_text(node: &mut Node<'_>, form: Form, change: &dyn Fn(&str, Form) -> Option<String>) {
    match &mut node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => {
            if let Some(changed) = change(text, form) {
                *text = changed.into();
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| each_text(item, form, change)),
        Value::Map(entries) => entries.iter_mut().for_each(|entry| {
            let form = self::form(&entry.key);
            each_text(&mut entry.node, form, change);
        }),
    }
}

/// One of several Markdown texts that will be joined: a comment in it ends in it.
pub(super) fn alone(text: &str) -> Cow<'_, str> {
    if text.contains("<!--") { harmless(text, Form::Markdown) } else { Cow::Borrowed(text) }
}

/// A plain text of several lines, for a tree of them.
pub(super) fn alone_in_json(text: &str) -> Cow<'_, str> {
    let lines = text.split('\n').map(|line| harmless(line, Form::Line));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
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
    // Lines that are fine by themselves stay as they are, as long as the whole is.
    let one = |line: &str| if is_fine(line, form) { line.to_owned() } else { apart(&shallow(line)) };
    let mut lines = text.lines().map(one).collect::<Vec<_>>().join("\n");
    let without_comments = lines.replace("<!--", "");
    if !is_fine(&without_comments, form) {
        lines = text.lines().map(shallow).map(|line| apart(&line)).collect::<Vec<_>>().join("\n");
    }
    if form == Form::Markdown {
        lines = comments(&lines);
    } else {
        lines = lines.replace("<!--", "< !--");
    }
    if !is_fine(&lines, form) {
        // Nobody writes such text but to find out what happens.
        lines = without_signs(&lines);
    }
    Cow::Owned(lines)
}

fn without_signs(text: &str) -> String {
    // Wide colons are colons to whoever looks for marks.
    let plain = text.split('\n').map(|line| if line.is_ascii() { line.to_owned() } else { visible(line) });
    plain.collect::<Vec<_>>().join("\n").replace(['[', ']', '{', '}', '<', '>', '!', ':'], " ")
}

/// Takes apart what is nearly a mark, too: a record that is imported is one's own from then on, its text is held to be of somebody
/// who knows of marks, and in place it is to say just the same.
pub(super) fn tame(record: &mut Node<'_>) {
    let Value::Map(entries) = &mut record.value else { return };
    for entry in entries.iter_mut().filter(|entry| entry.key != "private" && entry.key != "csaf") {
        let form = form(&entry.key);
        each_text(&mut entry.node, form, &tamed);
    }
}

/// `None`: it can stay as it is.
fn tamed(text: &str, form: Form) -> Option<String> {
    if passes(text, form, Author::Own) {
        return None;
    }
    // Lines of a comment are fine as a whole alone.
    let commented = |line: &str| line.contains("<!--") || line.contains("-->");
    let one = |line: &str| match commented(line) || passes(line, form, Author::Own) {
        true => line.to_owned(),
        false => without_signs(line),
    };
    let lines = text.lines().map(one).collect::<Vec<_>>().join("\n");
    Some(if passes(&lines, form, Author::Own) { lines } else { without_signs(&lines) })
}

/// Whether the gate would have nothing to say: no error, and no part but comments and definitions that nothing uses.
fn is_fine(text: &str, form: Form) -> bool {
    let suspicious = !text.is_ascii() || [":::", "<!--", "{", "]:", "!", ">"].iter().any(|it| text.contains(it));
    !suspicious && !nests_too_deep(text) || passes(text, form, Author::Foreign)
}

fn passes(text: &str, form: Form, author: Author) -> bool {
    let findings = Findings::new(Path::new(""));
    let stripped = strip(
        text,
        form,
        &View::plain(Instant(chrono::DateTime::UNIX_EPOCH)),
        Place { findings: &findings, key: "", line: 0, rows: Rows::Many, author },
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
    const MARKS: [(&str, &str); 4] =
        [("!private", "! private"), ("!until:", "! until:"), ("!tlp:", "! tlp:"), ("]{", "] {")];
    line = fences(line);
    for (mark, instead) in MARKS {
        line = replaced(line, mark, instead);
    }
    // `{.private}` behind anything, also with spaces.
    if line.contains('{') && looks_like_mark(&line.replace("<!--", "")) {
        line = line.replace('{', "( ").replace('}', " )");
    }
    line
}

/// Takes `:::` apart, but where it is within a word.
fn fences(line: String) -> String {
    if !line.contains(":::") {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 8);
    let mut at = 0;
    for (found, mark) in line.match_indices(":::") {
        let within = is_within_word(&line[..found], &line[found + mark.len()..]);
        out.push_str(&line[at..found]);
        out.push_str(if within { mark } else { ": : :" });
        at = found + mark.len();
    }
    out.push_str(&line[at..]);
    out
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

/// Comments in code are code. One that nothing ends is text, as in CommonMark (6.6), but where it begins a block: that goes on to
/// the end of the text, unseen, and is ended.
fn comments(text: &str) -> String {
    let mut code: Vec<Range<usize>> = Vec::new();
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, DIALECT).into_offset_iter() {
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
            Event::Start(Tag::HtmlBlock) => blocks.push(range),
            _ => {}
        }
    }
    let within = |ranges: &[Range<usize>], at: usize| {
        let before = ranges.partition_point(|range| range.start <= at);
        before.checked_sub(1).is_some_and(|before| ranges[before].contains(&at))
    };
    let ends = text.rfind("-->");
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = rest.find(if open { "-->" } else { "<!--" });
        let Some(next) = next else { break };
        out.push_str(&rest[..next]);
        let found = at + next;
        let closed = ends.is_some_and(|end| end > found);
        match open {
            true => (open, _) = (false, out.push_str("-->")),
            false if within(&code, found) => out.push_str("< !--"),
            false if !closed && !within(&blocks, found) => out.push_str("&lt;!--"),
            false => (open, _) = (true, out.push_str("<!--")),
        }
        at = found + if rest[next..].starts_with("-->") { 3 } else { 4 };
    }
    out.push_str(&text[at..]);
    if open {
        out.push_str("\n-->");
    }
    out
}
