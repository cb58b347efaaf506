//! Link and footnote definitions that no disclosed text uses are withheld: they are on no page, and must not be in an
//! export either.

use super::prefix::prefix;
use super::{Cause, Fate, Gap, Line, Stripper, Taken, join, line_starts, lines_of};
use crate::diagnostic::Code;
use crate::normalise::work;
use crate::public::DIALECT;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Taking definitions out may lay others bare. Nobody writes text that needs more turns.
const MOST_TURNS: usize = 8;

impl Stripper<'_> {
    pub(super) fn definitions(&mut self, lines: &mut Vec<Line>) {
        if off!(self.view, Definition) {
            return;
        }
        for _ in 0..MOST_TURNS {
            if !lines.iter().any(|line| line.text.contains("]:")) {
                return;
            }
            let unused = unused(lines);
            if unused.is_empty() {
                return;
            }
            for (at, line) in std::mem::take(lines).into_iter().enumerate() {
                if unused.contains(&at) {
                    self.part(Cause::Unused, line.no, Fate::Withheld { until: None });
                    self.gaps.push(Gap { line: line.no, quotes: 0, whole: false });
                    self.take(line.text, line.no, Taken::LeftOver);
                } else {
                    lines.push(line);
                }
            }
        }
        let problem = "definitions of links or footnotes hide each other";
        self.refuse(
            Code::BrokenMark,
            lines.first().map_or(1, |line| line.no),
            problem,
            "take out those that nothing uses",
        );
    }
}

/// What a text defines, and what uses it.
#[derive(Default)]
struct Uses {
    /// Where each footnote begins and ends, and its label.
    notes: Vec<(Range<usize>, String)>,
    /// The first note of each label: others are never shown.
    first: HashMap<String, usize>,
    /// The labels that each note refers to, and where the definitions of links begin that it uses; `None`: the text.
    labels: HashMap<Option<usize>, Vec<String>>,
    links: HashMap<Option<usize>, Vec<usize>>,
    /// Lines that are seen on a page, or are a block's marks.
    shown: BTreeSet<usize>,
}

/// Indices of the lines of definitions that nothing uses.
fn unused(lines: &[Line]) -> BTreeSet<usize> {
    let source = join(lines);
    let starts = line_starts(&source);
    work::done(source.len());
    let parser = Parser::new_ext(&source, DIALECT);
    let defined: Vec<Range<usize>> = parser.reference_definitions().iter().map(|(_, it)| it.span.clone()).collect();
    let uses = Uses::read(parser, &starts);
    let (notes, links) = uses.living();
    let lines_of = |range: Range<usize>| lines_of(&starts, trim(&source, range));
    let (used, idle): (Vec<_>, Vec<_>) = defined.into_iter().partition(|range| links.contains(&range.start));
    let kept: BTreeSet<usize> = used.into_iter().flat_map(lines_of).collect();
    let dead = uses.notes.iter().enumerate().filter(|(at, _)| !notes.contains(at)).map(|(_, (range, _))| range.clone());
    let mut unused: BTreeSet<usize> = idle.into_iter().chain(dead).flat_map(lines_of).collect();
    // A second definition of a label is in no list of the parser's. It may go on over several lines, none of which is seen.
    let mut goes_on = false;
    for (at, line) in lines.iter().enumerate() {
        let rest = line.text[prefix(&line.text)..].trim();
        goes_on = (goes_on || rest.starts_with('[') && !is_note(rest))
            && !rest.is_empty()
            && !kept.contains(&at)
            && !uses.shown.contains(&at);
        if goes_on {
            unused.insert(at);
        }
    }
    unused.retain(|at| !kept.contains(at));
    unused
}

impl Uses {
    fn read(parser: Parser, starts: &[usize]) -> Self {
        let mut uses = Self::default();
        let mut inside: Vec<usize> = Vec::new();
        let mut events = parser.into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                    let defined = events.reference_definitions().get(&id).map(|value| value.span.start);
                    uses.links.entry(inside.last().copied()).or_default().extend(defined);
                    uses.shown.extend(lines_of(starts, range));
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let label = label.to_lowercase();
                    uses.first.entry(label.clone()).or_insert(uses.notes.len());
                    inside.push(uses.notes.len());
                    uses.notes.push((range, label));
                }
                Event::End(TagEnd::FootnoteDefinition) => drop(inside.pop()),
                Event::FootnoteReference(label) => {
                    uses.labels.entry(inside.last().copied()).or_default().push(label.to_lowercase());
                    uses.shown.extend(lines_of(starts, range));
                }
                // The line of an alert's kind, `[!NOTE]`, is shown as its title.
                Event::Start(Tag::BlockQuote(Some(_))) => {
                    uses.shown.extend(lines_of(starts, range).take(1));
                }
                Event::Start(Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::Table(_) | Tag::HtmlBlock)
                | Event::Rule
                | Event::TaskListMarker(_)
                | Event::Text(_)
                | Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_) => uses.shown.extend(lines_of(starts, range)),
                _ => {}
            }
        }
        uses
    }

    /// The notes that are shown, and where the definitions begin that are used by what is shown.
    fn living(&self) -> (HashSet<usize>, HashSet<usize>) {
        let (mut notes, mut links) = (HashSet::new(), HashSet::new());
        let mut todo = vec![None];
        while let Some(from) = todo.pop() {
            links.extend(self.links.get(&from).into_iter().flatten());
            for label in self.labels.get(&from).into_iter().flatten() {
                let note = self.first.get(label).copied();
                if note.is_some_and(|note| notes.insert(note)) {
                    todo.push(note);
                }
            }
        }
        (notes, links)
    }
}

/// Whether a line begins a footnote, which the parser reports.
fn is_note(rest: &str) -> bool {
    rest.starts_with("[^")
}

fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + source[range.clone()].trim_end().len()
}
