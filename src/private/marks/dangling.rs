//! A disclosed reference whose definition is withheld would be shown as brackets: an error, for nobody but its author can say
//! what is to be read there.

use super::prefix::prefix;
use super::{Author, Line, Stripper, events, join, line_starts};
use crate::diagnostic::Code;
use crate::normalise::work;
use crate::public::DIALECT;
use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, Tag};
use std::collections::BTreeSet;

/// CommonMark's.
const LONGEST_LABEL: usize = 999;
const HELP: &str = "withhold the reference together with its definition, or disclose the definition";
const PROBLEM: &str = "the definition of this link or footnote is withheld, so that its brackets would be shown";

impl Stripper<'_> {
    /// Notes the labels that a withheld block defines.
    pub(super) fn note_definitions(&mut self, gone: &str) {
        if !gone.contains("]:") {
            return;
        }
        for line in gone.lines() {
            let label = line[prefix(line)..].strip_prefix('[').and_then(|rest| rest.split_once("]:"));
            self.labels.extend(label.map(|(label, _)| normalised(label)));
        }
    }

    pub(super) fn dangling(&self, lines: &[Line]) {
        if self.labels.is_empty() || self.place.author == Author::Foreign {
            return;
        }
        let source = join(lines);
        let starts = line_starts(&source);
        let mut found: Vec<usize> = Vec::new();
        let mut callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            if self.labels.contains(&normalised(&link.reference)) {
                found.push(link.span.start);
            }
            None
        };
        work::done(source.len());
        Parser::new_with_broken_link_callback(&source, DIALECT, Some(&mut callback)).for_each(drop);
        found.extend(self.notes_without_text(&source));
        found.sort_unstable();
        found.dedup();
        for at in found {
            let line = starts.partition_point(|&start| start <= at).saturating_sub(1);
            self.refuse(Code::BrokenMark, lines.get(line).map_or(1, |line| line.no), PROBLEM, HELP);
        }
    }
}

impl Stripper<'_> {
    /// Where `[^1]` is text, as no disclosed note has that label.
    fn notes_without_text(&self, source: &str) -> Vec<usize> {
        if !self.labels.iter().any(|label| label.starts_with('^')) {
            return Vec::new();
        }
        let (mut defined, mut found) = (BTreeSet::new(), Vec::new());
        for (event, range) in events(source) {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    defined.insert(format!("^{}", normalised(&label)));
                }
                // The parser gives brackets that refer to nothing one by one.
                Event::Text(text) if text.as_ref() == "[" && source[range.end..].starts_with('^') => {
                    let end = source[range.end..].bytes().take(LONGEST_LABEL).position(|byte| byte == b']');
                    found.extend(end.map(|end| (range.start, normalised(&source[range.end..range.end + end]))));
                }
                _ => {}
            }
        }
        found.retain(|(_, label)| self.labels.contains(label) && !defined.contains(label));
        found.into_iter().map(|(at, _)| at).collect()
    }
}

/// As CommonMark compares labels.
fn normalised(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
