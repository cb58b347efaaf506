//! `withhold_blocks_with`: a paragraph, list item, table row or code block with one of these words is withheld.

use super::{Form, Line, Stripper, join};
use crate::public::DIALECT;
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

impl Stripper<'_> {
    pub(super) fn blocks(&mut self, lines: &mut Vec<Line>) {
        if off!(self.view, BlockWord) {
            return;
        }
        let words = &self.view.block_words;
        let marked = |line: &Line| words.iter().any(|word| line.text.contains(word.as_str()));
        // Each turn takes out one line at least.
        while let Some(at) = lines.iter().position(marked) {
            let block = match self.form {
                Form::Line => 0..lines.len(),
                Form::Markdown => block_around(lines, at),
            };
            let gone: Vec<Line> = lines.drain(block).collect();
            let first = gone.first().map_or(1, |line| line.no);
            self.withhold(join(&gone), first);
        }
    }
}

/// The lines of the smallest block that holds line `at`.
fn block_around(lines: &[Line], at: usize) -> Range<usize> {
    let source = join(lines);
    let start: usize = lines[..at].iter().map(|line| line.text.len() + 1).sum();
    let text = start + lines[at].text.len() - lines[at].text.trim_start().len()..start + lines[at].text.len();
    let mut smallest = text.clone();
    let mut item_begins = usize::MAX;
    for (event, range) in Parser::new_ext(&source, DIALECT).into_offset_iter() {
        let Event::Start(tag) = event else { continue };
        // A code block ends within the line of its closing fence, a paragraph before its line break.
        let holds = range.start < text.end && range.end > text.start;
        match tag {
            Tag::Item if holds => {
                item_begins = first_word(&source, range.start);
                smallest = range;
            }
            // An item's first paragraph is the item.
            Tag::Paragraph if holds && range.start <= item_begins && item_begins != usize::MAX => {}
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::Heading { .. }
            | Tag::HtmlBlock
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
                if holds =>
            {
                smallest = range;
            }
            // Without its head a table is none.
            Tag::Table(_) if holds => smallest = range,
            _ => {}
        }
    }
    let smallest = trimmed(&source, smallest);
    let line_of = |byte: usize| source[..byte].matches('\n').count();
    let first = line_of(smallest.start).min(at);
    let last = line_of(smallest.end.saturating_sub(1).max(smallest.start)).max(at);
    first..(last + 1).min(lines.len())
}

/// Where an item's text begins, behind its marker.
fn first_word(source: &str, item: usize) -> usize {
    item + super::divs::prefix(&source[item..])
}

/// A block's range without the blank lines that follow it.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + source[range.clone()].trim_end().len();
    range.start..end.max(range.start)
}
