//! `content/audit.yaml`: coincidences that a person has looked at.

use super::words_of;
use crate::normalise::Word;
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

    /// Whether the words `hit` of an output stand inside an allowed text.
    pub(super) fn allow(&self, path: &str, words: &[Word], hit: Range<usize>) -> bool {
        let mut allowed = false;
        for known in &self.0 {
            if known.covers(words, &hit) && known.concerns(path) {
                // All that would allow it are in use.
                known.used.store(true, Ordering::Relaxed);
                allowed = true;
            }
        }
        allowed
    }

    pub(super) fn unused(&self) -> impl Iterator<Item = &Allowance> {
        self.0.iter().filter(|known| !known.used.load(Ordering::Relaxed)).map(|known| &known.allowance)
    }
}

impl Known {
    fn covers(&self, words: &[Word], hit: &Range<usize>) -> bool {
        let len = self.text.len();
        if len < hit.len() || len == 0 {
            return false;
        }
        let first = hit.end.saturating_sub(len);
        (first..=hit.start).any(|start| words.get(start..start + len) == Some(&self.text))
    }

    /// An output of a record has the record's id as a part of its path.
    fn concerns(&self, path: &str) -> bool {
        let Some(record) = &self.record else { return true };
        path.split('/').any(|part| words_of(part) == *record || words_of(super::stem(part)) == *record)
    }
}
