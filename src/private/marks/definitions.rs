//! Link and footnote definitions that no disclosed text uses are withheld: they are on no page, and must not be in an
//! export either.

use super::divs::prefix;
use super::spans::CodeFence;
use super::{Line, Stripper, join};
use crate::public::DIALECT;
use pulldown_cmark::{Event, Parser, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

impl Stripper<'_> {
    pub(super) fn definitions(&mut self, lines: &mut Vec<Line>) {
        if off!(self.view, Definition) {
            return;
        }
        // A definition may be used by another that goes, so this is done until none goes.
        while lines.iter().any(|line| line.text.contains("]:")) {
            let unused = unused(lines);
            if unused.is_empty() {
                return;
            }
            let mut gone = Vec::new();
            let mut at = 0;
            lines.retain_mut(|line| {
                let goes = unused.contains(&at);
                at += 1;
                if goes {
                    gone.push(Line { no: line.no, text: std::mem::take(&mut line.text) });
                }
                !goes
            });
            for line in gone {
                self.withhold(line.text, line.no);
            }
        }
    }
}

/// Indices of the lines of definitions that nothing uses.
fn unused(lines: &[Line]) -> BTreeSet<usize> {
    let source = join(lines);
    let parser = Parser::new_ext(&source, DIALECT);
    let defined: Vec<Range<usize>> = parser.reference_definitions().iter().map(|(_, it)| it.span.clone()).collect();
    let mut used: Vec<Range<usize>> = Vec::new();
    let mut seen: Vec<Range<usize>> = Vec::new();
    let mut footnotes: Vec<(String, Range<usize>)> = Vec::new();
    let mut notes_used: BTreeSet<String> = BTreeSet::new();
    let mut inside: Vec<String> = Vec::new();
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                used.extend(events.reference_definitions().get(&id).map(|it| it.span.clone()));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                inside.push(label.to_string());
                footnotes.push((label.to_string(), range));
            }
            Event::End(pulldown_cmark::TagEnd::FootnoteDefinition) => {
                inside.pop();
            }
            Event::FootnoteReference(label) => {
                if inside.last().is_none_or(|note| **note != *label) {
                    notes_used.insert(label.to_string());
                }
                seen.push(range);
            }
            Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => seen.push(range),
            _ => {}
        }
    }
    let notes = footnotes.into_iter().filter(|(label, _)| !notes_used.contains(label)).map(|(_, range)| range);
    let gone: Vec<Range<usize>> = defined.into_iter().filter(|it| !used.contains(it)).chain(notes).collect();
    let starts = line_starts(&source);
    let mut unused: BTreeSet<usize> =
        gone.into_iter().flat_map(|range| lines_of(&starts, trim(&source, range))).collect();
    let kept: BTreeSet<usize> = used.into_iter().flat_map(|range| lines_of(&starts, trim(&source, range))).collect();
    let shown: BTreeSet<usize> = seen.into_iter().flat_map(|range| lines_of(&starts, range)).collect();
    // A second definition of a label is in no list of the parser's.
    let mut code = CodeFence::default();
    for (at, line) in lines.iter().enumerate() {
        let candidate = !code.takes(&line.text) && looks_like_definition(&line.text);
        if candidate && !kept.contains(&at) && !shown.contains(&at) {
            unused.insert(at);
        }
    }
    unused.retain(|at| !kept.contains(at));
    unused
}

fn looks_like_definition(line: &str) -> bool {
    let rest = &line[prefix(line)..];
    rest.starts_with('[') && rest.contains("]:")
}

fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + source[range.clone()].trim_end().len()
}

fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn lines_of(starts: &[usize], range: Range<usize>) -> Range<usize> {
    let line = |byte: usize| starts.partition_point(|&start| start <= byte).saturating_sub(1);
    line(range.start)..line(range.end.saturating_sub(1).max(range.start)) + 1
}
