//! What held nothing but withheld text goes with it: a fence, an alert with its title, a table, a footnote with what refers to it.

use super::cleanup::is_blank;
use super::prefix::prefix;
use super::{GONE, Gap, Line, SPAN, Stripper, events, join, line_starts, lines_of};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// What becomes empty may be alone in something else.
const MOST_TURNS: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fence,
    Alert,
    Table,
    Note,
}

/// A block that may turn out to hold nothing.
struct Block {
    kind: Kind,
    range: Range<usize>,
    label: String,
    full: bool,
}

impl Stripper<'_> {
    pub(super) fn hollow(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        for _ in 0..MOST_TURNS {
            let may = |line: &Line| ["```", "~~~", "[!", "[^"].iter().any(|sign| line.text.contains(sign));
            if self.heads.is_empty() && (self.gaps.is_empty() || !lines.iter().any(may)) {
                return lines;
            }
            let Some(emptied) = self.without_hollow(&lines) else { return lines };
            lines = self.scars(emptied);
        }
        lines
    }

    /// `None`: nothing is hollow.
    fn without_hollow(&self, lines: &[Line]) -> Option<Vec<Line>> {
        let source = join(lines);
        let starts = line_starts(&source);
        let (blocks, references) = read(&source);
        let notes = blocks.iter().filter(|block| block.kind == Kind::Note && block.full);
        let shown: BTreeSet<&String> = notes.map(|block| &block.label).collect();
        let mut gaps: Vec<&Gap> = self.gaps.iter().collect();
        gaps.sort_by_key(|gap| gap.line);
        let mut gone: BTreeSet<usize> = BTreeSet::new();
        let mut labels: BTreeSet<&str> = BTreeSet::new();
        let mut heads: BTreeSet<usize> = BTreeSet::new();
        for block in blocks.iter().filter(|block| !block.full) {
            let end = block.range.start + source[block.range.clone()].trim_end().len();
            let block_lines = lines_of(&starts, block.range.start..end);
            if !self.lost_its_content(block.kind, lines, &block_lines, &gaps) {
                continue;
            }
            if block.kind == Kind::Note {
                // Another note of that label, which was hidden behind this one, is what is referred to then.
                if !shown.contains(&block.label) {
                    labels.insert(&block.label);
                }
            } else {
                heads.insert(block_lines.start);
            }
            gone.extend(block_lines);
        }
        if gone.is_empty() {
            return None;
        }
        let mut emptied: Vec<Line> = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let text = match (gone.contains(&at), heads.contains(&at)) {
                (true, true) => format!("{}{GONE}", &line.text[..prefix(&line.text)]),
                (true, false) => continue,
                _ => without(&line.text, starts[at], &references, &labels),
            };
            emptied.push(Line { no: line.no, text });
        }
        Some(emptied)
    }

    /// Whether a block is empty because something went that was in it.
    fn lost_its_content(&self, kind: Kind, lines: &[Line], block: &Range<usize>, gaps: &[&Gap]) -> bool {
        let (Some(first), Some(last)) = (lines.get(block.start), lines.get(block.end.saturating_sub(1))) else {
            return false;
        };
        let next = lines[block.end..].iter().find(|line| !is_blank(&line.text)).map_or(u32::MAX, |line| line.no);
        let quotes = first.text[..prefix(&first.text)].matches('>').count();
        if kind == Kind::Table {
            return self.heads.contains(&first.no);
        }
        let (from, to) = match kind {
            Kind::Fence => (first.no + 1, last.no),
            Kind::Note => (first.no, next),
            _ => (first.no + 1, next),
        };
        let gaps = &gaps[gaps.partition_point(|gap| gap.line < from)..];
        gaps.iter().take_while(|gap| gap.line < to).any(|gap| kind != Kind::Alert || gap.quotes >= quotes)
    }
}

/// A line without references to notes that went.
fn without(line: &str, start: usize, references: &[(Range<usize>, String)], labels: &BTreeSet<&str>) -> String {
    if labels.is_empty() {
        return line.to_owned();
    }
    let (mut out, mut at) = (String::with_capacity(line.len()), 0);
    let from = references.partition_point(|(range, _)| range.start < start);
    for (range, label) in references[from..].iter().take_while(|(range, _)| range.end <= start + line.len()) {
        if labels.contains(label.as_str()) {
            out.push_str(&line[at..range.start - start]);
            out.push(SPAN);
            at = range.end - start;
        }
    }
    out.push_str(&line[at..]);
    out
}

/// The blocks that may be hollow, and where notes are referred to.
fn read(source: &str) -> (Vec<Block>, Vec<(Range<usize>, String)>) {
    let (mut blocks, mut references) = (Vec::new(), Vec::new());
    let mut open: Vec<Block> = Vec::new();
    for (event, range) in events(source) {
        let block = |kind, label: &str| Block { kind, range: range.clone(), label: label.to_lowercase(), full: false };
        match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => open.push(block(Kind::Fence, "")),
            Event::Start(Tag::BlockQuote(Some(_))) => open.push(block(Kind::Alert, "")),
            Event::Start(Tag::Table(_)) => open.push(block(Kind::Table, "")),
            Event::Start(Tag::FootnoteDefinition(label)) => open.push(block(Kind::Note, label)),
            Event::FootnoteReference(label) => references.push((range.clone(), label.to_lowercase())),
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => fill(&mut open),
            _ => {}
        }
        match event {
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Text(_)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule => fill(&mut open),
            Event::End(
                TagEnd::CodeBlock | TagEnd::Table | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(Some(_)),
            ) => {
                let Some(block) = open.pop_if(|block| block.range == range) else { continue };
                if block.full {
                    fill(&mut open);
                }
                blocks.push(block);
            }
            _ => {}
        }
    }
    references.sort_by_key(|(range, _)| range.start);
    (blocks, references)
}

/// Whatever is open holds something.
fn fill(open: &mut [Block]) {
    // What is around the innermost learns of it at its end: else deep nesting is quadratic.
    if let Some(block) = open.last_mut() {
        block.full = true;
    }
}
