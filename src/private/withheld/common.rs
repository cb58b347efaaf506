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

/// Whether a text is the name of a weakness, or what people call it.
pub(super) fn is_weakness(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<Vec<Word>>> = LazyLock::new(|| {
        let lines = include_str!("../../cwe/names.txt").lines().filter_map(|line| line.split_once(' '));
        let names = lines.flat_map(|(_, name)| std::iter::once(name).chain(name.split(['(', ')', '\''])));
        names.map(read).filter(|words| words.len() > 1).collect()
    });
    let named = text.split_once(':').filter(|(number, _)| number.to_ascii_uppercase().starts_with("CWE-"));
    NAMES.contains(&read(named.map_or(text, |(_, name)| name)))
}

fn read(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    words(text.as_bytes(), &mut out);
    out
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether all of a text is common.
pub(super) fn holds(text: &str) -> bool {
    let mut out = Vec::new();
    words(text.as_bytes(), &mut out);
    out.iter().all(|it| it.is_light() || WORDS.contains(*it))
}
