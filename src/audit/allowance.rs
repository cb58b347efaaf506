//! `content/audit.yaml`: coincidences that a person has looked at.

use super::index::{Hit, rest_of};
use super::words_of;
use crate::normalise::Word;
use crate::private::withheld::Kind;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// `{ text, in: ID, why }`: where `text` is in the outputs of a record, and in the lists and feeds that repeat it, what is found
/// inside it is no leak. `in: site` means every output. Never rendered.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    pub text: String,
    #[serde(rename = "in")]
    pub in_: String,
    pub why: String,
}

/// Only the place: serde's own words quote the value that they refuse.
#[derive(Clone, Copy)]
pub struct ParseError {
    /// From 1; 0 if it isn't known.
    pub line: usize,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: entries are `- {{ text: …, in: ID, why: … }}`", self.line)
    }
}

pub fn parse(yaml: &str) -> Result<Vec<Allowance>, ParseError> {
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    serde_yaml::from_str(yaml).map_err(|e| ParseError { line: e.location().map_or(0, |at| at.line()) })
}

pub(super) struct Allowances {
    known: Vec<Known>,
    /// The ids of public records.
    ids: Option<HashSet<Vec<Word>>>,
}

struct Known {
    allowance: Allowance,
    text: Vec<Word>,
    record: Option<Vec<Word>>,
    used: AtomicBool,
}

/// Where allowed texts are among the words of one reading, in their order.
pub(super) struct Allowed<'a> {
    known: Vec<&'a Known>,
    words: &'a [Word],
    spans: Vec<(Range<usize>, &'a Known)>,
    /// Of the spans that begin no later than each: the one that reaches furthest.
    furthest: Vec<usize>,
}

impl Allowances {
    pub(super) fn new(allowances: Vec<Allowance>, ids: Option<Vec<&str>>) -> Self {
        let known = |allowance: Allowance| Known {
            text: words_of(&allowance.text),
            record: (allowance.in_ != "site").then(|| words_of(&allowance.in_)),
            used: AtomicBool::new(false),
            allowance,
        };
        let known: Vec<Known> = allowances.into_iter().map(known).collect();
        let ids = ids.filter(|_| !known.is_empty()).map(|ids| ids.into_iter().map(words_of).collect());
        Self { known, ids }
    }

    /// What is allowed in the output at `path`, of these words.
    pub(super) fn within<'a>(&'a self, path: &str, words: &'a [Word]) -> Allowed<'a> {
        let known = self.known.iter().filter(|entry| entry.concerns(path, self.ids.as_ref()));
        let known: Vec<&Known> = known.collect();
        let mut spans: Vec<_> =
            known.iter().copied().flat_map(|entry| entry.spans(words).map(move |span| (span, entry))).collect();
        spans.sort_by_key(|(span, _)| (span.start, span.end));
        let mut furthest = Vec::with_capacity(spans.len());
        for (at, (span, _)) in spans.iter().enumerate() {
            let before = furthest.last().copied().unwrap_or(at);
            furthest.push(if spans[before].0.end > span.end { before } else { at });
        }
        Allowed { known, words, spans, furthest }
    }

    pub(super) fn unused(&self) -> impl Iterator<Item = &Allowance> {
        self.known.iter().filter(|entry| !entry.used.load(Ordering::Relaxed)).map(|known| &known.allowance)
    }
}

impl Allowed<'_> {
    /// Whether a hit is inside allowed texts; of a passage, all but a rest that is no quotation.
    pub(super) fn holds(&self, hit: &Hit) -> bool {
        let before = self.spans.partition_point(|(span, _)| span.start <= hit.words.start);
        let around = before.checked_sub(1).map(|last| &self.spans[self.furthest[last]]);
        if let Some((span, known)) = around
            && hit.words.end <= span.end
        {
            known.used.store(true, Ordering::Relaxed);
            return true;
        }
        if hit.kind != Kind::Prose {
            return false;
        }
        // The one that reaches into the hit from before it, and those that begin in it.
        let end = self.spans.partition_point(|(span, _)| span.start < hit.words.end);
        let touching: Vec<_> = around.into_iter().chain(&self.spans[before..end]).collect();
        let spans: Vec<Range<usize>> = touching.iter().map(|(span, _)| span.clone()).collect();
        if rest_of(&hit.words, &spans).next().is_none() {
            touching.iter().for_each(|(_, known)| known.used.store(true, Ordering::Relaxed));
            return true;
        }
        // A piece of an allowed passage, which a link breaks where a machine reads it.
        let piece = &self.words[hit.words.clone()];
        let whole = self
            .known
            .iter()
            .find(|entry| entry.text.len() > piece.len() && occurrences(piece, &entry.text).next().is_some());
        whole.inspect(|known| known.used.store(true, Ordering::Relaxed)).is_some()
    }
}

impl Known {
    fn spans(&self, words: &[Word]) -> impl Iterator<Item = Range<usize>> {
        occurrences(&self.text, words)
    }

    /// An output of a record has the record's id as a part of its path. Lists and feeds, where many records meet, are of
    /// every record: whatever another record says is found in that record's own outputs.
    fn concerns(&self, path: &str, ids: Option<&HashSet<Vec<Word>>>) -> bool {
        let Some(record) = &self.record else { return true };
        let parts = || path.split('/').flat_map(|part| [words_of(part), words_of(super::stem(part))]);
        parts().any(|part| part == *record) || ids.is_some_and(|ids| !parts().any(|part| ids.contains(&part)))
    }
}

/// For each beginning of a text, how much of it is its end as well.
fn borders(text: &[Word]) -> Vec<usize> {
    let mut borders = vec![0; text.len()];
    let mut matched = 0;
    for at in 1..text.len() {
        while matched > 0 && text[matched] != text[at] {
            matched = borders[matched - 1];
        }
        matched += usize::from(text[matched] == text[at]);
        borders[at] = matched;
    }
    borders
}

/// Where `text` is among the words: found in one pass (Knuth, Morris and Pratt), however the words repeat.
fn occurrences(text: &[Word], words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    let len = text.len();
    let borders = borders(text);
    let mut matched = 0;
    let ends = words.iter().enumerate().filter_map(move |(at, word)| {
        if len == 0 {
            return None;
        }
        while matched > 0 && (matched == len || text[matched] != *word) {
            matched = borders[matched - 1];
        }
        matched += usize::from(text[matched] == *word);
        (matched == len).then_some(at + 1)
    });
    ends.map(move |end| end - len..end)
}
