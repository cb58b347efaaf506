//! `content/audit.yaml`: coincidences that a person has looked at.

use super::index::{Hit, rest_of};
use super::words_of;
use crate::normalise::Word;
use crate::private::withheld::Kind;
use serde::Deserialize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// `{ text, in: ID, why }`: where `text` stands in the outputs of a record, what is found inside it is no leak. `in: site`
/// means every output; lists and feeds, where many records meet, need that. Never rendered.
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

pub(super) struct Allowances(Vec<Known>);

struct Known {
    allowance: Allowance,
    text: Vec<Word>,
    record: Option<Vec<Word>>,
    used: AtomicBool,
}

impl Allowances {
    pub(super) fn new(allowances: Vec<Allowance>) -> Self {
        let known = |allowance: Allowance| Known {
            text: words_of(&allowance.text),
            record: (allowance.in_ != "site").then(|| words_of(&allowance.in_)),
            used: AtomicBool::new(false),
            allowance,
        };
        Self(allowances.into_iter().map(known).collect())
    }

    /// Whether a hit stands inside allowed texts; of a passage, all but a rest that is no quotation.
    pub(super) fn allow(&self, path: &str, words: &[Word], hit: &Hit) -> bool {
        let (mut spans, mut touched) = (Vec::new(), Vec::new());
        for known in self.0.iter().filter(|known| known.concerns(path)) {
            let before = spans.len();
            spans.extend(known.spans(words, &hit.words));
            touched.extend((spans.len() > before).then_some(known));
        }
        let allowed = match hit.kind {
            Kind::Prose => rest_of(&hit.words, &spans).next().is_none(),
            _ => spans.iter().any(|span| span.start <= hit.words.start && hit.words.end <= span.end),
        };
        if allowed {
            touched.iter().for_each(|known| known.used.store(true, Ordering::Relaxed));
        }
        allowed
    }

    pub(super) fn unused(&self) -> impl Iterator<Item = &Allowance> {
        self.0.iter().filter(|known| !known.used.load(Ordering::Relaxed)).map(|known| &known.allowance)
    }
}

impl Known {
    /// Where the text stands among the words and touches the hit.
    fn spans(&self, words: &[Word], hit: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let len = self.text.len();
        let starts = if len == 0 { 0..0 } else { (hit.start + 1).saturating_sub(len)..hit.end };
        starts.map(move |start| start..start + len).filter(|span| words.get(span.clone()) == Some(&self.text))
    }

    /// An output of a record has the record's id as a part of its path.
    fn concerns(&self, path: &str) -> bool {
        let Some(record) = &self.record else { return true };
        path.split('/').any(|part| words_of(part) == *record || words_of(super::stem(part)) == *record)
    }
}
