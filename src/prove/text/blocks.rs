//! `withhold_blocks_with`: a paragraph, list item, table row or code block with one of these words.

use super::super::rule::Rule;
use super::cleanup::Scar;
use super::{Code, Line, Scanner, Treatment, is_item, prefix};
use std::ops::Range;

impl Scanner<'_> {
    pub(super) fn blocks(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        let mut from = 0;
        loop {
            let marked =
                |line: &Line| !line.opaque && self.block_words.iter().any(|word| line.text.contains(word.as_str()));
            let Some(at) = lines.iter().skip(from).position(marked).map(|at| from + at) else { return lines };
            let block = around(&lines, at);
            let word = self.block_words.iter().find(|word| lines[at].text.contains(word.as_str())).cloned();
            match self.ask(Rule::BlockWord, lines[at].no, None) {
                Treatment::Keep => {
                    lines[block.clone()].iter_mut().for_each(|line| line.opaque = true);
                    from = block.end;
                }
                Treatment::Replace { words, .. } => {
                    let line = &mut lines[at];
                    let opening = line.text[..prefix(&line.text)].to_owned();
                    let table = if line.text[opening.len()..].starts_with('|') { " |" } else { "" };
                    let bar = if table.is_empty() { "" } else { "| " };
                    let word = word.unwrap_or_default();
                    line.text = format!("{opening}{bar}{word} {}{table}", words.replace('\n', " "));
                    lines[block.clone()].iter_mut().for_each(|line| line.opaque = true);
                    from = block.end;
                }
                Treatment::Erase => {
                    let opening = lines[block.start].text[..prefix(&lines[block.start].text)].to_owned();
                    self.scars.push(Scar::of(lines[block.start].no, &opening, true));
                    lines.drain(block.clone());
                    from = block.start;
                }
            }
        }
    }
}

/// The lines of the smallest block around one line.
fn around(lines: &[Line], at: usize) -> Range<usize> {
    // What stays hidden in it doesn't divide a block.
    let shown: Vec<usize> = (0..lines.len()).filter(|no| !lines[*no].opaque).collect();
    let text = |no: &usize| Line { no: lines[*no].no, text: lines[*no].text.clone(), opaque: false };
    let seen: Vec<Line> = shown.iter().map(text).collect();
    let block = block_of(&seen, shown.partition_point(|no| *no < at));
    shown[block.start]..shown[block.end - 1] + 1
}

/// The same where nothing is hidden.
fn block_of(lines: &[Line], at: usize) -> Range<usize> {
    let mut code = Code::default();
    let mut fence = None;
    for (no, line) in lines.iter().enumerate() {
        let was = code.0.is_some();
        let is_code = code.takes(&line.text);
        if is_code && !was {
            fence = Some(no);
        }
        let ended = is_code && code.0.is_none();
        if let Some(start) = fence.filter(|start| ended && (*start..=no).contains(&at)) {
            return start..no + 1;
        }
        if ended {
            fence = None;
        }
    }
    let line = &lines[at].text;
    let rest = &line[prefix(line)..];
    if is_heading(rest) {
        return at..at + 1;
    }
    if in_table(lines, at) {
        return row(lines, at);
    }
    let first = (0..=at).rev().take_while(|no| *no == at || goes_on(lines, *no)).last().unwrap_or(at);
    let opening = &lines[first].text[..prefix(&lines[first].text)];
    let mut end = at + 1;
    if is_item(opening) {
        let inside = indent(opening);
        while end < lines.len() {
            let text = &lines[end].text;
            let blank_inside = text.trim().is_empty()
                && lines[end..]
                    .iter()
                    .find(|line| !line.text.trim().is_empty())
                    .is_some_and(|line| indent_of(&line.text) >= inside);
            if !(blank_inside || !text.trim().is_empty() && (indent_of(text) >= inside || continues(lines, end))) {
                break;
            }
            end += 1;
        }
        return first..end;
    }
    while end < lines.len() && continues(lines, end) {
        end += 1;
    }
    first..end
}

/// Whether a line goes on the paragraph of the line before it.
fn continues(lines: &[Line], at: usize) -> bool {
    let text = &lines[at].text;
    !(text.trim().is_empty() || begins_another(text) || in_table(lines, at))
}

/// Whether a line begins a block of its own: an item, a heading, code, or what a mark holds.
fn begins_another(text: &str) -> bool {
    let (opening, rest) = text.split_at(prefix(text));
    is_item(opening) || is_heading(rest) || is_fence(text) || rest.starts_with("```") || rest.starts_with("~~~")
}

/// A mark of a block that is shown: it stands between paragraphs.
fn is_fence(text: &str) -> bool {
    text[prefix(text)..].starts_with(":::")
}

/// `#1` begins a paragraph.
fn is_heading(rest: &str) -> bool {
    let words = rest.trim_start_matches('#');
    (1..=6).contains(&(rest.len() - words.len())) && (words.is_empty() || words.starts_with([' ', '\t']))
}

/// Whether the block of the line below begins at this line or above it.
fn goes_on(lines: &[Line], at: usize) -> bool {
    continues(lines, at + 1)
        && !lines[at].text.trim().is_empty()
        && !is_fence(&lines[at].text)
        && !is_heading(&lines[at].text[prefix(&lines[at].text)..])
        && !in_table(lines, at)
}

fn indent(opening: &str) -> usize {
    opening.chars().count()
}

fn indent_of(line: &str) -> usize {
    line.chars().take_while(|c| matches!(c, ' ' | '\t' | '>')).count()
}

/// Whether a line is one of a table: a head, a rule of as many cells, and what follows up to a blank line or another block. Else its
/// bars are signs in a text.
fn in_table(lines: &[Line], at: usize) -> bool {
    let cells = |no: usize| lines[no].text[prefix(&lines[no].text)..].trim().trim_matches('|').split('|').count();
    let is_head = |no: usize| {
        let first = is_row(lines, no) && no.checked_sub(1).is_none_or(|above| !is_row(lines, above));
        first && is_row(lines, no + 1) && is_rule(lines, no + 1) && cells(no) == cells(no + 1)
    };
    (0..=at).rev().take_while(|no| goes_on_table(lines, *no)).any(is_head)
}

/// Whether a line can be one of a table that began above it: one without a first bar is a row as well.
fn goes_on_table(lines: &[Line], no: usize) -> bool {
    let Some(Line { text, .. }) = lines.get(no) else { return false };
    is_row(lines, no) || !(text[prefix(text)..].trim().is_empty() || begins_another(text))
}

fn is_row(lines: &[Line], no: usize) -> bool {
    lines.get(no).is_some_and(|line| line.text[prefix(&line.text)..].starts_with('|'))
}

fn is_rule(lines: &[Line], no: usize) -> bool {
    let rule = |text: &str| text.contains('-') && text.chars().all(|c| "|-: >\t".contains(c));
    lines.get(no).is_some_and(|line| rule(&line.text))
}

/// A row; without its head a table is none.
fn row(lines: &[Line], at: usize) -> Range<usize> {
    if !is_rule(lines, at + 1) {
        return at..at + 1;
    }
    let end = (at..lines.len()).take_while(|no| goes_on_table(lines, *no)).last().unwrap_or(at);
    at..end + 1
}
