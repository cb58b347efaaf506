//! No scar stays where a part was taken out: no double space, no empty list item, no empty emphasis.

use super::prefix::prefix;
use super::spans::CodeFence;
use super::{GONE, Line, Stripper, Taken};
use crate::normalise::work;

/// What encloses nothing once its content went.
const PAIRS: [(&str, &str); 12] = [
    ("*", "*"),
    ("_", "_"),
    ("~", "~"),
    ("`", "`"),
    ("(", ")"),
    ("\"", "\""),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
    ("„", "“"),
    ("«", "»"),
    ("<", ">"),
];

/// Lines that begin with `•` are list items, as people write them.
pub(super) fn bullets(lines: &mut [Line]) {
    let mut code = CodeFence::default();
    for line in lines {
        if code.takes(&line.text) {
            continue;
        }
        // One may stand in another.
        let (mut written, mut rest) = (String::new(), &*line.text);
        while let (before, from) = rest.split_at(prefix(rest))
            && let Some(behind) = from.strip_prefix('•').filter(|rest| rest.starts_with([' ', '\t']))
        {
            written += before;
            written.push('-');
            rest = behind;
        }
        if !written.is_empty() {
            line.text = written + rest;
        }
    }
}

/// A link's address is no longer than this.
const LONGEST_ADDRESS: usize = 4096;
/// So many quotes and brackets in a row are looked at.
const MOST_SIGNS: usize = 64;
/// The name of an element is no longer than this.
const LONGEST_NAME: usize = 100;

impl Stripper<'_> {
    /// A line without the scars of what went in it.
    pub(super) fn mended(&mut self, line: &Line) -> String {
        let text = &line.text;
        let end = text.trim_end().len();
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(GONE) {
            out.push_str(&rest[..at]);
            rest = &rest[at + GONE.len_utf8()..];
            while let Some((gone, after)) = emptied(&mut out, rest) {
                if !gone.is_empty() {
                    self.take(gone.replace(GONE, ""), line.no, Taken::LeftOver);
                }
                rest = after;
            }
            let at_end = text.len() - rest.len() >= end;
            rest = close_up(&mut out, rest, at_end);
        }
        out.push_str(rest);
        out
    }
}

/// Takes away what enclosed only what went: `before` loses its opening; what of `after` goes, and what is left of it.
fn emptied<'a>(before: &mut String, after: &'a str) -> Option<(&'a str, &'a str)> {
    let pair = PAIRS.iter().find(|(open, close)| before.ends_with(open) && after.starts_with(close));
    if let Some((open, close)) = pair {
        before.truncate(before.len() - open.len());
        return Some(("", &after[close.len()..]));
    }
    if let Some(after) = empty_element(before, after) {
        return Some(("", after));
    }
    let found = empty_link(before, after)?;
    before.pop();
    Some(found)
}

/// Leaves one space between what stands on both sides, and none before a full stop or at the end.
fn close_up<'a>(before: &mut String, after: &'a str, at_end: bool) -> &'a str {
    let spaced = before.is_empty() || before.ends_with([' ', '\t']) || opens(before);
    // Only what followed at once closes what was open.
    let ends = at_end || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']']) || closes(after);
    let after = if spaced { after.trim_start_matches([' ', '\t']) } else { after };
    if ends && prefix(before) < before.len() {
        let kept = before.trim_end_matches([' ', '\t']).len();
        if kept > 0 {
            before.truncate(kept);
        }
    }
    if at_end { "" } else { after }
}

/// Emphasis, code and quotes, in which no space stands first or last.
const QUOTES: [char; 13] = ['*', '_', '~', '`', '"', '\'', '“', '”', '‘', '’', '„', '«', '»'];

fn opens(before: &str) -> bool {
    // Who opens more of them opens nothing.
    let at = before.char_indices().rev().take(MOST_SIGNS).last().map_or(0, |(at, _)| at);
    let before = &before[at..];
    let rest = before.trim_end_matches(QUOTES).trim_end_matches('(');
    work::done(before.len() - rest.len());
    rest.len() < before.len() && !rest.ends_with(char::is_alphanumeric)
}

fn closes(after: &str) -> bool {
    let rest = after.trim_start_matches(QUOTES);
    rest.len() < after.len() && !rest.starts_with(char::is_alphanumeric)
}

/// `<b>` and `</b>` around nothing.
fn empty_element<'a>(before: &mut String, after: &'a str) -> Option<&'a str> {
    let after = after.strip_prefix("</")?;
    let end = after.bytes().take(LONGEST_NAME).position(|byte| byte == b'>')?;
    let (name, rest) = (&after[..end], &after[end + 1..]);
    let start = before.strip_suffix('>').and_then(|tag| tag.rfind('<'))?;
    work::done(before.len() - start);
    let tag = &before[start + 1..before.len() - 1];
    let same = tag.split(' ').next().is_some_and(|tag| tag.eq_ignore_ascii_case(name.trim_end()));
    if !same || tag.contains('"') && tag.matches('"').count() % 2 == 1 {
        return None;
    }
    before.truncate(start);
    Some(rest)
}

/// A link whose text went: nobody could follow it. Its address, and the rest behind it. A picture stays.
fn empty_link<'a>(before: &str, after: &'a str) -> Option<(&'a str, &'a str)> {
    let rest = after.strip_prefix(']').filter(|_| before.ends_with('[') && !before.ends_with("!["))?;
    let end = match rest.bytes().next() {
        Some(b'(') => address_end(rest)?,
        Some(b'[') => rest.bytes().take(LONGEST_ADDRESS).position(|byte| byte == b']')? + 1,
        _ => 0,
    };
    Some(rest.split_at(end))
}

/// Behind the parenthesis that closes the one at the beginning; a title in quotes may hold others.
fn address_end(text: &str) -> Option<usize> {
    let (mut depth, mut quote, mut before) = (0, None, b' ');
    let mut bytes = text.bytes().enumerate().take(LONGEST_ADDRESS);
    while let Some((at, byte)) = bytes.next() {
        match (quote, byte) {
            (_, b'\\') => drop(bytes.next()),
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b' ' => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth == 1 => return Some(at + 1),
            (None, b')') => depth -= 1,
            _ => {}
        }
        before = byte;
    }
    None
}

/// `[…]: ` or `[^…]: `, the label of which went.
pub(super) fn is_label(line: &str) -> bool {
    let rest = line[prefix(line)..].strip_prefix('[').map(|rest| rest.strip_prefix('^').unwrap_or(rest));
    rest.and_then(|rest| rest.split_once("]:")).is_some_and(|(label, _)| label.contains(GONE) && !label.contains(']'))
}

/// Only markers, heading marks, a definition's colon or cell borders are left.
pub(super) fn is_empty(line: &str) -> bool {
    let at = prefix(line);
    let rest = line[at..].trim();
    let item = matches!(rest, "-" | "*" | "+" | "[ ]" | "[x]" | "[X]" | ":") || numbered(rest);
    // A heading's own attributes say nothing without it.
    let attributes = rest.starts_with('#') && rest.ends_with('}');
    let heading = if attributes { rest.split_once('{').map_or(rest, |(heading, _)| heading) } else { rest };
    heading.trim_matches(['#', ' ', '\t']).is_empty() || item || is_cells(rest)
}

/// A row whose cells are all empty.
pub(super) fn is_cells(rest: &str) -> bool {
    rest.starts_with('|') && rest.bytes().all(|byte| matches!(byte, b'|' | b' ' | b'\t'))
}

fn numbered(rest: &str) -> bool {
    rest.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Where lines went between two blank lines, one of them goes too; none stands first or last.
pub(super) fn blank_lines(lines: &mut Vec<Line>) {
    let mut before: Option<u32> = Some(0);
    let mut number = 0;
    lines.retain(|line| {
        let blank = line.text.trim().is_empty();
        let follows = line.no <= number + 1;
        number = line.no;
        let scar = blank && before.is_some_and(|first| first == 0 || !follows);
        if !scar {
            before = blank.then_some(line.no);
        }
        !scar
    });
    while lines.last().is_some_and(|line| line.text.trim().is_empty()) {
        lines.pop();
    }
}

/// Nothing, or nothing but a quote's signs.
pub(super) fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '>']).is_empty()
}
