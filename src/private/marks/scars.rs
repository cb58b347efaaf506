//! Lines of which nothing is left go; what is left of an item takes its marker over.

use super::cleanup::{is_blank, is_cells, is_empty, is_label};
use super::prefix::{is_item, prefix};
use super::spans::CodeFence;
use super::{GONE, Gap, Line, SPAN, Stripper, events, join, line_starts, lines_of};
use crate::diagnostic::Code;
use pulldown_cmark::{Event, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// An item whose first line went, waiting for what is left of it.
struct Item {
    line: u32,
    marker: String,
    /// `[ ] ` of a task.
    task: String,
    /// Blank lines since.
    blank: Vec<Line>,
}

impl Stripper<'_> {
    /// Cleans up every place where something went.
    pub(super) fn scars(&mut self, lines: Vec<Line>) -> Vec<Line> {
        if !lines.iter().any(|line| line.text.contains([GONE, SPAN])) {
            return lines;
        }
        let shape = Shape::of(&lines);
        let mut kept = Vec::with_capacity(lines.len());
        let mut waiting: Option<Item> = None;
        let mut code = CodeFence::default();
        // Which lines went, and which of them held a span.
        let (mut went, mut spans): (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
        for (at, mut line) in lines.into_iter().enumerate() {
            let in_code = code.takes(&line.text);
            if shape.underlines.get(&at).is_some_and(|first| {
                (*first..at).all(|at| went.contains(&at)) && (*first..at).any(|at| spans.contains(&at))
            }) {
                continue;
            }
            if !line.text.contains([GONE, SPAN]) {
                self.keep(line, &mut waiting, &mut kept);
                continue;
            }
            let span = line.text.contains(SPAN);
            line.text = line.text.replace(SPAN, GONE.encode_utf8(&mut [0; 4]));
            if is_label(&line.text) {
                let help = "withhold the whole definition, not its label alone";
                let problem = "the label of a definition is withheld, so that the rest of it would be shown as text";
                self.refuse(Code::BrokenMark, line.no, problem, help);
                continue;
            }
            let opening = line.text[..prefix(&line.text)].to_owned();
            line.text = self.mended(&line);
            let head = shape.heads.contains(&at) && is_cells(line.text[prefix(&line.text)..].trim());
            if head {
                self.heads.insert(line.no);
            }
            let gap = Gap { line: line.no, quotes: opening.matches('>').count(), whole: false };
            if head || !is_empty(&line.text) {
                if is_empty_note(&line.text) {
                    self.gaps.push(gap);
                }
                self.keep(line, &mut waiting, &mut kept);
                continue;
            }
            went.insert(at);
            if span {
                spans.insert(at);
            }
            self.gaps.push(gap);
            if !in_code && is_item(&opening) {
                self.wait(&line, opening, &mut waiting, &mut kept);
            }
        }
        if let Some(item) = waiting {
            self.lose(item, &mut kept);
        }
        kept
    }

    /// A line that stays; the first of an item that lost its own takes over the marker.
    fn keep(&mut self, mut line: Line, waiting: &mut Option<Item>, kept: &mut Vec<Line>) {
        if let Some(mut item) = waiting.take() {
            if is_blank(&line.text) {
                item.blank.push(line);
                *waiting = Some(item);
                return;
            }
            match inside(&item.marker, &line.text) {
                Some(rest) => line.text = format!("{}{}{rest}", item.marker, item.task),
                None => self.lose(item, kept),
            }
        }
        kept.push(line);
    }

    fn wait(&mut self, line: &Line, opening: String, waiting: &mut Option<Item>, kept: &mut Vec<Line>) {
        let rest = line.text.get(opening.len()..).unwrap_or_default().trim();
        let task = if matches!(rest, "[ ]" | "[x]" | "[X]") { format!("{rest} ") } else { String::new() };
        let marker = match waiting.take() {
            None => opening,
            Some(outer) => match inside(&outer.marker, &opening) {
                Some(rest) => format!("{}{rest}", outer.marker),
                None => {
                    self.lose(outer, kept);
                    opening
                }
            },
        };
        *waiting = Some(Item { line: line.no, marker, task, blank: Vec::new() });
    }

    /// Nothing is left of an item.
    fn lose(&mut self, item: Item, kept: &mut Vec<Line>) {
        let quotes = item.marker.matches('>').count();
        self.gaps.push(Gap { line: item.line, quotes, whole: true });
        kept.extend(item.blank);
    }
}

/// `[^1]:` and nothing behind it.
fn is_empty_note(line: &str) -> bool {
    let rest = line.trim();
    rest.starts_with("[^") && rest.find("]:").is_some_and(|end| end + 2 == rest.len())
}

/// What follows the indent of an item's content; `None`: the line isn't in the item.
fn inside(marker: &str, line: &str) -> Option<String> {
    let column = |at: usize, letter: char| if letter == '\t' { at / 4 * 4 + 4 } else { at + 1 };
    let width = marker.chars().fold(0, column);
    let quotes = marker.matches('>').count();
    let (mut at, mut seen) = (0, 0);
    for (byte, letter) in line.char_indices() {
        if at >= width {
            return (seen == quotes).then(|| format!("{}{}", " ".repeat(at - width), &line[byte..]));
        }
        match letter {
            ' ' | '\t' => {}
            '>' if seen < quotes => seen += 1,
            _ => return None,
        }
        at = column(at, letter);
    }
    None
}

/// What only the parser knows of lines on which something went.
#[derive(Default)]
struct Shape {
    /// A heading's underline, and the first line of the heading.
    underlines: BTreeMap<usize, usize>,
    heads: BTreeSet<usize>,
}

impl Shape {
    fn of(lines: &[Line]) -> Shape {
        let ruled = |line: &Line| {
            let rest = line.text.trim_matches([' ', '\t', '>']);
            !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'|' | b':' | b' ' | b'\t'))
        };
        let mut shape = Shape::default();
        if !lines.windows(2).any(|two| two[0].text.contains([GONE, SPAN]) && ruled(&two[1])) {
            return shape;
        }
        let source = join(lines);
        let starts = line_starts(&source);
        for (event, range) in events(&source) {
            let end = range.start + source[range.clone()].trim_end().len();
            let lines = lines_of(&starts, range.start..end);
            match event {
                Event::Start(Tag::Heading { .. }) if lines.len() > 1 => {
                    shape.underlines.insert(lines.end - 1, lines.start);
                }
                Event::Start(Tag::TableHead) => drop(shape.heads.insert(lines.start)),
                _ => {}
            }
        }
        shape
    }
}
