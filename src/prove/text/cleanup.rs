//! A text written anew without a part, as an author would have who never had it.

use super::{GONE, Line, is_item, marker, prefix};

const AROUND: [(&str, &str); 12] = [
    ("**", "**"),
    ("*", "*"),
    ("__", "__"),
    ("_", "_"),
    ("~~", "~~"),
    ("`", "`"),
    ("(", ")"),
    ("\"", "\""),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
    ("«", "»"),
];

/// Takes up what is erased in each line. A line of which nothing is left goes, an item's next line becomes its first.
pub(super) fn empty_lines(lines: Vec<Line>) -> Vec<Line> {
    let mut done: Vec<Line> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    let mut gaps: Vec<Gap> = Vec::new();
    let mut waiting: Option<String> = None;
    while let Some(mut line) = lines.next() {
        if let Some(marker) = waiting.take() {
            let inside = line.text.len() - line.text.trim_start().len() >= marker.len();
            let starts = !line.opaque && inside && !is_item(&line.text[..prefix(&line.text)]);
            if line.text.trim().is_empty() && lines.peek().is_some_and(|next| next.text.starts_with("  ")) {
                waiting = Some(marker);
                continue;
            } else if starts {
                line.text = format!("{marker}{}", &line.text[marker.len()..]);
            } else {
                gaps.extend(Gap::of(&marker, done.len()));
                // Of two blank lines around what went one is enough.
                let blank = |line: &Line| !line.opaque && line.text.trim().is_empty();
                if blank(&line) && done.last().is_none_or(blank) {
                    continue;
                }
            }
        }
        if line.opaque || !line.text.contains(GONE) {
            done.push(line);
            continue;
        }
        let whole_line = line.text.trim_matches([' ', '\t', GONE]).is_empty();
        let opening = line.text[..prefix(&line.text)].to_owned();
        while let Some(at) = line.text.find(GONE) {
            line.text = join(&line.text[..at], &line.text[at + GONE.len_utf8()..]);
        }
        if !is_left(&line.text) {
            if is_item(&opening) {
                waiting = Some(opening);
            }
            let blank = |line: Option<&Line>| line.is_none_or(|line| !line.opaque && line.text.trim().is_empty());
            if (whole_line || waiting.is_none()) && blank(done.last()) && lines.peek().is_some() && blank(lines.peek())
            {
                lines.next();
            }
            continue;
        }
        done.push(line);
    }
    if let Some(marker) = waiting {
        gaps.extend(Gap::of(&marker, done.len()));
    }
    renumber(&mut done, gaps);
    done
}

/// Where a numbered item went.
pub(super) struct Gap {
    at: usize,
    indent: String,
    number: u64,
}

impl Gap {
    pub(super) fn of(opening: &str, at: usize) -> Option<Gap> {
        let digits_end = opening.rfind(|it: char| it.is_ascii_digit())? + 1;
        let start = opening[..digits_end].rfind(|it: char| !it.is_ascii_digit()).map_or(0, |at| at + 1);
        let number = opening[start..digits_end].parse().ok()?;
        Some(Gap { at, indent: opening[..start].to_owned(), number })
    }
}

/// Numbered items that follow one which went count on without a gap.
pub(super) fn renumber(lines: &mut [Line], gaps: Vec<Gap>) {
    for gap in gaps.into_iter().rev() {
        let mut next = gap.number;
        for line in lines.iter_mut().skip(gap.at).filter(|line| !line.opaque) {
            let rest = line.text.strip_prefix(&gap.indent).unwrap_or_default();
            let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
            let numbered = digits > 0 && marker(rest) > 0;
            let inside = line.text.trim().is_empty() || rest.starts_with([' ', '\t']);
            match rest[..digits].parse::<u64>() {
                Ok(number) if numbered && number == next + 1 => {
                    line.text = format!("{}{next}{}", gap.indent, &rest[digits..]);
                    next += 1;
                }
                _ if inside => {}
                _ => break,
            }
        }
    }
}

fn join(before: &str, after: &str) -> String {
    let (mut before, mut after) = (before, after);
    loop {
        let around = AROUND.iter().find(|(open, close)| before.ends_with(open) && after.starts_with(close));
        if let Some((open, close)) = around {
            before = &before[..before.len() - open.len()];
            after = &after[close.len()..];
        } else if let Some((link, rest)) = without_link(before, after) {
            (before, after) = (link, rest);
        } else {
            break;
        }
    }
    let blank = [' ', '\t'];
    if before.is_empty() || before.ends_with(blank) {
        after = after.trim_start_matches(blank);
    }
    let inside = prefix(before) < before.len();
    if inside && (after.trim().is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']'])) {
        before = before.trim_end_matches(blank);
    }
    format!("{before}{}", if after.trim().is_empty() { "" } else { after })
}

/// A link without text can't be followed.
fn without_link<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let before = before.strip_suffix('[').filter(|before| !before.ends_with('!'))?;
    let after = after.strip_prefix(']')?;
    let close = match after.chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return Some((before, after)),
    };
    Some((before, after.split_once(close)?.1))
}

/// Whether a line says anything without what went.
fn is_left(line: &str) -> bool {
    let rest = line[prefix(line)..].trim();
    let bare = marker(&format!("{rest} ")) == rest.len() + 1 || matches!(rest, "[ ]" | "[x]" | "[X]");
    let cells = rest.starts_with('|') && rest.chars().all(|it| matches!(it, '|' | ' ' | '\t'));
    !(rest.trim_matches('#').is_empty() || bare || cells)
}
