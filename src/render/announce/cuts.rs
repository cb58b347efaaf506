//! Where a line of text may be cut, and how long what is left would be: counted once, whatever is asked of it.

use super::count::{Length, is_simple};
use std::iter::once;
use unicode_segmentation::UnicodeSegmentation;

/// A text on one line, whose words are apart by one space.
pub(super) struct Cuts<'t> {
    text: &'t str,
    simple: bool,
}

impl<'t> Cuts<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, simple: text.chars().all(is_simple) }
    }

    /// Whether its length adds to that of what is before it on the line.
    pub fn add_up(&self) -> bool {
        self.simple
    }

    /// The whole text, else as many of its words as fit, else nothing; never a part of a word, of a link or of an id.
    pub fn longest(&self, fits: impl Fn(Length, &str) -> bool) -> String {
        if fits(Length::of(self.text), self.text) {
            return self.text.to_owned();
        }
        let ends: Vec<usize> = self.text.match_indices(' ').map(|(at, _)| at).collect();
        let before = if self.simple { self.before(&ends) } else { Vec::new() };
        let length = |cut: &str| match self.simple {
            true => {
                let last = cut.rfind(' ').map_or(0, |space| space + 1);
                let (_, before) = before[before.partition_point(|(start, _)| *start <= last) - 1];
                before.plus(Length::of(&cut[last..]))
            }
            false => Length::of(cut),
        };
        let fits = |end: usize| {
            let cut = self.cut(end);
            fits(length(&cut), &cut)
        };
        match ends.partition_point(|&end| fits(end)).checked_sub(1) {
            Some(last) => self.cut(ends[last]),
            // A script without spaces is cut between what a reader takes for characters.
            None if !self.text.is_ascii() => {
                let ends: Vec<usize> = self.text.grapheme_indices(true).map(|(at, _)| at).skip(1).collect();
                let last = ends.partition_point(|&end| fits(end)).checked_sub(1);
                last.map(|last| self.cut(ends[last])).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    fn cut(&self, end: usize) -> String {
        format!("{}…", self.text[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '(']))
    }

    /// Where each word begins, and how long the text before it is.
    fn before(&self, ends: &[usize]) -> Vec<(usize, Length)> {
        let starts = once(0).chain(ends.iter().map(|end| end + 1));
        let mut length = Length::default();
        let mut from = 0;
        let add = |start: usize| {
            length = length.plus(Length::of(&self.text[from..start]));
            from = start;
            (start, length)
        };
        starts.map(add).collect()
    }
}
