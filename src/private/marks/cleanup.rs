//! No scar stays where a part was taken out: no double space, no empty list item, no empty emphasis.

use super::divs::prefix;
use super::spans::CodeFence;
use super::{GONE, Line, Stripper};
use crate::diagnostic::Code;

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

/// A link's address is no longer than this.
const LONGEST_ADDRESS: usize = 4096;

impl Stripper<'_> {
    /// Cleans up every place where something went; a line of which nothing is left goes too.
    pub(super) fn scars(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut kept = Vec::with_capacity(lines.len());
        let mut numbers = Numbers::default();
        for mut line in lines {
            if line.text.contains(GONE) {
                if is_label(&line.text) {
                    let help = "withhold the whole definition, not its label alone";
                    let problem =
                        "the label of a definition is withheld, so that the rest of it would be shown as text";
                    self.refuse(Code::BrokenMark, line.no, problem, help);
                    continue;
                }
                line.text = self.mended(&line);
                if is_empty(&line.text) {
                    numbers.lose(&line.text);
                    continue;
                }
            }
            if !off!(self.view, NumberScar) {
                numbers.close_up(&mut line.text);
            }
            kept.push(line);
        }
        kept
    }

    fn mended(&mut self, line: &Line) -> String {
        let text = &line.text;
        let end = text.trim_end().len();
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(GONE) {
            out.push_str(&rest[..at]);
            rest = &rest[at + GONE.len_utf8()..];
            while let Some((gone, after)) = emptied(&mut out, rest) {
                if !gone.is_empty() {
                    self.withhold(gone.replace(GONE, ""), line.no);
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

/// Numbers of items that went; those that follow close up, so that no gap tells of them.
#[derive(Default)]
struct Numbers {
    /// What stands before the numbers of this list.
    indent: String,
    gone: Vec<u64>,
    blank: bool,
}

impl Numbers {
    fn lose(&mut self, line: &str) {
        let Some((indent, number, _)) = item_number(line) else { return };
        if self.indent != indent {
            (self.indent, self.gone) = (indent.to_owned(), Vec::new());
        }
        self.gone.push(number);
    }

    fn close_up(&mut self, line: &mut String) {
        if self.gone.is_empty() {
            return;
        }
        let rest = line.strip_prefix(&*self.indent);
        let deeper = rest.is_some_and(|rest| rest.starts_with([' ', '\t']));
        let blank = line.trim().is_empty();
        match item_number(line) {
            Some((indent, number, rest)) if indent == self.indent => {
                let before = self.gone.iter().filter(|gone| **gone < number).count() as u64;
                *line = format!("{indent}{}{rest}", number - before.min(number));
            }
            _ if blank || deeper => {}
            // A line that goes on a paragraph needs no indent.
            _ if !self.blank && !rest.unwrap_or(line).starts_with(['#', '`', '~', '|', '<', '-', '*', '+']) => {}
            _ => self.gone.clear(),
        }
        self.blank = blank;
    }
}

/// What stands before a numbered item's number, the number, and what follows it.
fn item_number(line: &str) -> Option<(&str, u64, &str)> {
    let start = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let (indent, rest) = line.split_at(start);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let item = rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    Some((indent, number.parse().ok().filter(|_| item && digits < 10)?, rest))
}

/// Takes away what enclosed only what went: `before` loses its opening; what of `after` goes, and what is left of it.
fn emptied<'a>(before: &mut String, after: &'a str) -> Option<(&'a str, &'a str)> {
    let pair = PAIRS.iter().find(|(open, close)| before.ends_with(open) && after.starts_with(close));
    if let Some((open, close)) = pair {
        before.truncate(before.len() - open.len());
        return Some(("", &after[close.len()..]));
    }
    let found = empty_link(before, after)?;
    before.pop();
    Some(found)
}

/// Leaves one space between what stands on both sides, and none before a full stop or at the end.
fn close_up<'a>(before: &mut String, after: &'a str, at_end: bool) -> &'a str {
    let spaced = before.is_empty() || before.ends_with([' ', '\t']) || opens(before);
    let after = if spaced { after.trim_start_matches([' ', '\t']) } else { after };
    let ends = at_end || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']']) || closes(after);
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
    let rest = before.trim_end_matches(QUOTES).trim_end_matches('(');
    rest.len() < before.len() && !rest.ends_with(char::is_alphanumeric)
}

fn closes(after: &str) -> bool {
    let rest = after.trim_start_matches(QUOTES);
    rest.len() < after.len() && !rest.starts_with(char::is_alphanumeric)
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
fn is_label(line: &str) -> bool {
    let rest = line[prefix(line)..].strip_prefix('[').map(|rest| rest.strip_prefix('^').unwrap_or(rest));
    rest.and_then(|rest| rest.split_once("]:")).is_some_and(|(label, _)| label.contains(GONE) && !label.contains(']'))
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
