//! No scar stays where a part was taken out: no double space, no empty list item, no empty emphasis.

use super::divs::prefix;
use super::spans::CodeFence;
use super::{GONE, Line};

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
        let at = prefix(&line.text);
        if let Some(rest) = line.text[at..].strip_prefix('•')
            && rest.starts_with([' ', '\t'])
        {
            line.text = format!("{}-{rest}", &line.text[..at]);
        }
    }
}

/// Mends every place where something went; a line of which nothing is left goes too.
pub(super) fn scars(lines: Vec<Line>) -> Vec<Line> {
    let mended = lines.into_iter().filter_map(|mut line| {
        if !line.text.contains(GONE) {
            return Some(line);
        }
        while let Some(at) = line.text.find(GONE) {
            line.text = mend(&line.text[..at], &line.text[at + GONE.len_utf8()..]);
        }
        (!is_empty(&line.text)).then_some(line)
    });
    mended.collect()
}

/// Joins what stands on both sides of something that went.
fn mend(before: &str, after: &str) -> String {
    let (mut before, mut after) = (before, after);
    loop {
        let pair = PAIRS.iter().find(|(open, close)| before.ends_with(open) && after.starts_with(close));
        if let Some((open, close)) = pair {
            before = &before[..before.len() - open.len()];
            after = &after[close.len()..];
        } else if let Some(rest) = empty_link(before, after) {
            before = &before[..before.len() - 1];
            after = rest;
        } else {
            break;
        }
    }
    let spaced = before.is_empty() || before.ends_with([' ', '\t']) || opens(before);
    if spaced && after.starts_with([' ', '\t']) {
        after = after.trim_start_matches([' ', '\t']);
    }
    let ends =
        after.trim_end().is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']']) || closes(after);
    if ends && !before.trim_end_matches([' ', '\t']).is_empty() && prefix(before) < before.len() {
        before = before.trim_end_matches([' ', '\t']);
    }
    let after = if after.trim_end().is_empty() { "" } else { after };
    [before, after].concat()
}

/// Emphasis, code and quotes, in which no space stands first or last.
const QUOTES: [char; 13] = ['*', '_', '~', '`', '"', '\'', '“', '”', '‘', '’', '„', '«', '»'];

fn opens(before: &str) -> bool {
    let rest = before.trim_end_matches(QUOTES).trim_end_matches('(');
    rest.len() < before.len() && !rest.ends_with(char::is_alphanumeric)
}

fn closes(after: &str) -> bool {
    let rest = after.trim_start_matches(QUOTES);
    rest.len() < after.len() && !rest.starts_with(char::is_alphanumeric)
}

/// The rest behind a link whose text went: nobody could follow it. A picture stays.
fn empty_link<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let rest = after.strip_prefix(']').filter(|_| before.ends_with('[') && !before.ends_with("!["))?;
    let close = match rest.bytes().next() {
        Some(b'(') => ')',
        Some(b'[') => ']',
        _ => return Some(rest),
    };
    rest.find(close).map(|end| &rest[end + 1..])
}

/// Only markers, heading marks or cell borders are left.
fn is_empty(line: &str) -> bool {
    let at = prefix(line);
    let rest = line[at..].trim();
    let item = matches!(rest, "-" | "*" | "+" | "[ ]" | "[x]" | "[X]") || numbered(rest);
    let cells = rest.starts_with('|') && rest.bytes().all(|byte| matches!(byte, b'|' | b' ' | b'\t'));
    rest.trim_matches('#').is_empty() || item || cells
}

fn numbered(rest: &str) -> bool {
    rest.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
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
