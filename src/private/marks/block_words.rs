//! `withhold_blocks_with`: a paragraph, list item, table row or code block with one of these words is withheld.

use super::prefix::prefix;
use super::{Cause, Fate, Form, Gap, Line, Stripper, events, join, line_starts, lines_of};
use pulldown_cmark::{Event, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Stripper<'_> {
    pub(super) fn blocks(&mut self, lines: &mut Vec<Line>) {
        if off!(self.view, BlockWord) {
            return;
        }
        let words = &self.view.block_words;
        let marked = |line: &Line| words.iter().any(|word| line.text.contains(word.as_str()));
        let marked: Vec<usize> = (0..lines.len()).filter(|at| marked(&lines[*at])).collect();
        if marked.is_empty() {
            return;
        }
        let blocks = match self.form {
            Form::Line => std::iter::once(0..lines.len()).collect(),
            Form::Markdown => blocks_around(lines, &marked),
        };
        // Blocks lie apart or within each other: what lies within goes with what is around it.
        let goes: BTreeSet<usize> = blocks.into_iter().flatten().collect();
        let mut gone: Vec<Line> = Vec::new();
        let mut before = None;
        for (at, line) in std::mem::take(lines).into_iter().enumerate() {
            if !goes.contains(&at) {
                lines.push(line);
                continue;
            }
            if before.is_some_and(|before| before + 1 != at) {
                self.withhold_lines(&mut gone);
            }
            before = Some(at);
            gone.push(line);
        }
        self.withhold_lines(&mut gone);
    }

    fn withhold_lines(&mut self, gone: &mut Vec<Line>) {
        let first = gone.first().map_or(1, |line| line.no);
        if let Some(line) = gone.first() {
            let opening = &line.text[..prefix(&line.text)];
            self.gaps.push(Gap { line: first, quotes: opening.matches('>').count(), whole: true });
        }
        self.part(Cause::BlockWord, first, Fate::Withheld { until: None });
        self.withhold(join(gone), first);
        gone.clear();
    }
}

/// The lines of the smallest block around each of the lines `marked`.
fn blocks_around(lines: &[Line], marked: &[usize]) -> Vec<Range<usize>> {
    let source = join(lines);
    let starts = line_starts(&source);
    // By where its text begins, the line and where the text ends.
    let mut left: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for &at in marked {
        let text = &lines[at].text;
        left.insert(starts[at] + text.len() - text.trim_start().len(), (at, starts[at] + text.len()));
    }
    let mut found = Vec::with_capacity(marked.len());
    // What lies deeper comes later.
    for range in candidates(&source).into_iter().rev() {
        let inside = left.range(..range.end).rev().take_while(|(_, (_, end))| *end > range.start);
        let inside: Vec<usize> = inside.map(|(start, _)| *start).collect();
        let taken: Vec<usize> = inside.iter().filter_map(|start| left.remove(start)).map(|(at, _)| at).collect();
        let (Some(first), Some(last)) = (taken.iter().min(), taken.iter().max()) else { continue };
        let block = lines_of(&starts, trimmed(&source, range));
        found.push(block.start.min(*first)..block.end.max(last + 1));
    }
    found.extend(left.into_values().map(|(at, _)| at..at + 1));
    found
}

/// Every block that may be withheld, from the outer to the inner.
fn candidates(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begins = false;
    for (event, range) in events(source) {
        let ticked = matches!(&event, Event::TaskListMarker(_));
        let whole = matches!(&event, Event::Start(Tag::Item | Tag::FootnoteDefinition(_)));
        match event {
            // An item's first paragraph is the item, a note's the note.
            Event::Start(Tag::Paragraph) if begins => {}
            // Without its head a table is none.
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::CodeBlock(_)
                | Tag::Heading { .. }
                | Tag::HtmlBlock
                | Tag::Table(_)
                | Tag::TableRow,
            ) => found.push(range),
            _ => {}
        }
        begins = whole || begins && ticked;
    }
    found
}

/// A block's range without the blank lines that follow it.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + source[range.clone()].trim_end().len();
    range.start..end.max(range.start)
}
