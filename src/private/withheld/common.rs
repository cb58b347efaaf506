//! Words that many texts share. The list is our own: general English, security, software, and what the pages themselves say.

use crate::normalise::{Word, words};
use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) struct Common(LazyLock<HashSet<Word>>);

pub(super) static WORDS: Common = Common(LazyLock::new(|| {
    let mut out = Vec::new();
    words(include_bytes!("common-words.txt"), &mut out);
    out.into_iter().collect()
}));

impl Common {
    pub(super) fn contains(&self, word: Word) -> bool {
        self.0.contains(&word)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        self.0.iter().copied()
    }
}

/// Whether all of a text is common.
pub(super) fn holds(text: &str) -> bool {
    let mut out = Vec::new();
    words(text.as_bytes(), &mut out);
    out.iter().all(|it| it.is_light() || WORDS.contains(*it))
}
