//! All that is disclosed, as far as needles fall away for it: gathered only once all is known.

use super::kind::Kind;
use super::{RUN, Scope, Withheld};
use crate::normalise::Word;
use rayon::prelude::*;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Sets of words, which are hashes already.
pub(super) type WordSet<T> = HashSet<T, Mixed>;

/// Whole values, and the words of the short ones: a package's name makes no sentence distinctive.
#[derive(Default)]
pub(super) struct Disclosed<'w> {
    values: WordSet<&'w [Word]>,
    identifiers: WordSet<&'w [Word]>,
    sayings: WordSet<&'w [Word]>,
    /// Short texts that a longer value says.
    contained: WordSet<&'w [Word]>,
    words: WordSet<Word>,
    /// Of URLs and addresses, what says as much alone.
    parts: WordSet<&'w [Word]>,
}

impl<'w> Disclosed<'w> {
    pub(super) fn of(parts: &[&'w Withheld]) -> Self {
        parts.par_iter().for_each(|part| part.disclosed.prepare());
        let mut all = Self::default();
        let texts = parts.iter().flat_map(|part| {
            let short = part.candidates.iter().filter(|candidate| candidate.kind == Kind::Value);
            short.map(|short| &part.words[short.words.clone()])
        });
        let texts: WordSet<&[Word]> = texts.collect();
        for (value, scope) in parts.iter().flat_map(|part| part.disclosed.words()) {
            let values = match scope {
                Scope::All => &mut all.values,
                Scope::Identifiers => &mut all.identifiers,
                Scope::Sayings => &mut all.sayings,
            };
            if !values.insert(value) {
                continue;
            }
            if scope == Scope::All && value.len() < RUN {
                all.words.extend(value.iter().filter(|word| !word.is_light()));
            }
            if !texts.is_empty() && scope != Scope::Identifiers {
                let within = (2..RUN).flat_map(|len| value.windows(len));
                all.contained.extend(within.filter(|words| texts.contains(words)));
            }
        }
        all.parts.extend(parts.iter().flat_map(|part| part.disclosed.parts()));
        all
    }

    pub(super) fn is_part(&self, words: &[Word]) -> bool {
        self.parts.contains(words)
    }

    /// Whether this is all of a value.
    pub(super) fn is_value(&self, words: &[Word]) -> bool {
        self.values.contains(words)
    }

    /// The same, also of values that are known for their kind alone.
    pub(super) fn is_known(&self, kind: Kind, words: &[Word]) -> bool {
        self.is_value(words)
            || kind.is_identifier() && self.identifiers.contains(words)
            || matches!(kind, Kind::Value | Kind::Sentence) && self.sayings.contains(words)
    }

    /// Whether a title or another value says this among other words.
    pub(super) fn contains(&self, words: &[Word]) -> bool {
        self.contained.contains(words)
    }

    pub(super) fn says(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    /// Those of which prose may quote a passage.
    pub(super) fn long_values(&self) -> impl Iterator<Item = &'w [Word]> {
        self.values.iter().chain(&self.sayings).copied().filter(|value| value.len() >= RUN)
    }

    pub(super) fn into_words(self) -> WordSet<Word> {
        self.words
    }
}

/// Mixes words with a number that nobody can foresee, so that no record makes a set slow.
#[derive(Clone)]
pub struct Mixed(u64);

impl Default for Mixed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Mixed {
    type Hasher = Mixer;
    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

pub struct Mixer(u64);

impl Hasher for Mixer {
    fn write_u64(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        self.0 = (wide as u64) ^ ((wide >> 64) as u64);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64((*byte).into()));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
