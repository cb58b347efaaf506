//! Whether one word was meant by another.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Whether one slip leads from one word to the other: a letter too many, too few, wrong, or two swapped; or another case.
pub fn is_near(written: &str, known: &str) -> bool {
    are_near(&letters(written), &letters(known))
}

/// The first of the known words that the written one may have been meant as.
pub fn near_one<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    known.into_iter().find(|known| is_near(written, known))
}

/// The question that a help begins with.
pub fn meant(word: &str) -> String {
    format!("is `{word}` meant? ")
}

fn letters(word: &str) -> Vec<char> {
    word.to_lowercase().replace('-', "_").chars().collect()
}

fn are_near(a: &[char], b: &[char]) -> bool {
    if a.len() < 3 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let behind = |from: usize, to: usize| a.get(from..).unwrap_or_default() == b.get(to..).unwrap_or_default();
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && behind(2, 2);
    behind(1, 1) || behind(1, 0) || behind(0, 1) || swapped
}

/// Words, each with what it stands for, among which one that was meant is found without a look at them all.
///
/// Two words that one slip divides have all letters in common but one of each. So each is kept under what is left of it without
/// any one of its letters.
pub struct Known {
    words: Vec<(Vec<char>, String)>,
    /// Digests of what is left, in their order, and whose they are.
    left: Vec<(u64, usize)>,
    longest: usize,
}

impl Known {
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, &'w str)>) -> Self {
        let words: Vec<_> = words.map(|(word, meant)| (letters(word), meant.to_owned())).collect();
        let of_word = |(at, (word, _)): (usize, &(Vec<char>, String))| {
            left(word).map(move |digest| (digest, at)).collect::<Vec<_>>()
        };
        let mut left: Vec<_> = words.iter().enumerate().flat_map(of_word).collect();
        left.sort_unstable();
        let longest = words.iter().map(|(word, _)| word.len()).max().unwrap_or_default();
        Self { words, left, longest }
    }

    /// What the nearest word stands for; of several the first by name, so that it depends on nothing else.
    pub fn near(&self, written: &str) -> Option<&str> {
        let written = letters(written);
        if written.len() > self.longest + 1 {
            return None;
        }
        let under = |digest: u64| {
            let from = self.left.partition_point(|(other, _)| *other < digest);
            self.left.iter().skip(from).take_while(move |(other, _)| *other == digest)
        };
        let words = left(&written).flat_map(under).filter_map(|(_, at)| self.words.get(*at));
        words.filter(|(word, _)| are_near(&written, word)).map(|(_, meant)| meant.as_str()).min()
    }
}

/// Digests of the word itself and of what is left of it without any one of its letters.
fn left(word: &[char]) -> impl Iterator<Item = u64> {
    (0..=word.len()).map(|without| {
        let mut hasher = DefaultHasher::new();
        word.iter().enumerate().filter(|(at, _)| *at != without).for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    })
}

#[cfg(test)]
mod tests {
    use super::{Known, is_near};
    use proptest::prelude::*;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        for written in ["imapct", "impct", "imppact", "impakt", "impacts", "Impact", "mpact"] {
            assert!(is_near(written, "impact"), "{written}");
        }
        for written in ["imct", "impress", "im", "", "a withheld sentence"] {
            assert!(!is_near(written, "impact"), "{written}");
        }
        assert!(is_near("root-cause", "root_cause"));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_look_at_all_words_finds(
            words in prop::collection::vec("[abA-]{0,6}", 0..12), written in "[abA-]{0,7}"
        ) {
            let known = Known::of(words.iter().map(|word| (word.as_str(), word.as_str())));
            let all = words.iter().filter(|word| is_near(&written, word)).map(String::as_str).min();
            prop_assert_eq!(known.near(&written), all);
        }
    }
}
