//! Needles by their rarest words and prose by its runs, so that an output is searched in one pass whatever their number, and
//! in time that grows as it does whatever it holds.
//!
//! A bitmap says for nearly every place of an output that nothing is there; at the others the words are compared, so nothing
//! is found that isn't there, and nothing that is there is missed.

mod anchors;
mod short;
mod windows;

use crate::normalise::{self, Format, Reading, Word};
use crate::private::withheld::{Kind, Needles, RUN};
use short::Short;
use std::collections::HashSet;
use std::ops::Range;
use windows::{Passage, Windows};

/// Of a run so many words are words, not numbers or syllables.
const REAL_WORDS: usize = 5;

pub(super) struct Index {
    needles: Needles,
    short: Short,
    windows: Windows,
    /// Needles that the theme says by itself.
    said: HashSet<usize>,
}

/// Something withheld, found at these words of a reading.
pub(super) struct Hit {
    pub words: Range<usize>,
    pub origin: usize,
    pub kind: Kind,
}

impl Index {
    pub(super) fn new(needles: Needles, theme: &[&str]) -> Self {
        let (short, windows) = (Short::new(&needles), Windows::new(&needles.words, &needles.texts));
        let mut index = Self { needles, short, windows, said: HashSet::new() };
        if !index.is_empty() {
            index.learn(theme);
        }
        index
    }

    /// Nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.needles.needles.is_empty() && self.windows.is_empty()
    }

    /// What is on the pages anyway is no leak: passages of the theme and of long disclosed values, and of the theme short
    /// texts too. Names and identifiers are looked for all the same.
    fn learn(&mut self, theme: &[&str]) {
        let Self { needles, short, windows, said } = self;
        for text in theme {
            for format in [Format::Text, Format::Markup] {
                normalise::readings(text.as_bytes(), format, &mut Vec::new(), &mut |reading| {
                    said.extend(short::said(short, needles, &reading));
                    windows.quote(&needles.words, reading.words);
                });
            }
        }
        said.retain(|at| needles.needles[*at].kind.is_saying());
        for words in &needles.quotable {
            windows.quote(&needles.words, words);
        }
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.needles.needles.len() + self.needles.texts.len()
    }

    pub(super) fn search(&self, reading: &Reading<'_>, hit: &mut dyn FnMut(Hit)) {
        self.short.search(&self.needles, reading, &mut |at, words| {
            if !self.said.contains(&at) {
                let needle = &self.needles.needles[at];
                hit(Hit { words, origin: needle.origin, kind: needle.kind });
            }
        });
        self.windows.search(&self.needles.words, reading.words, &mut |passage| {
            if self.is_telling(&passage, reading.words) {
                hit(Hit { words: passage.output, origin: self.origin_of(passage.place), kind: Kind::Prose });
            }
        });
    }

    /// Where the prose was written that has its words at `place`.
    fn origin_of(&self, place: usize) -> usize {
        let texts = &self.needles.texts;
        texts[texts.partition_point(|text| text.words.end <= place)].origin
    }

    /// Whether enough of a passage is neither known from elsewhere nor a row of numbers or of what everybody says.
    fn is_telling(&self, passage: &Passage, words: &[Word]) -> bool {
        rest_of(&passage.output, &passage.quoted).any(|rest| {
            let real = || words[rest.clone()].iter().filter(|word| !word.is_light());
            real().count() >= REAL_WORDS && real().any(|word| !self.needles.ordinary.contains(word))
        })
    }
}

/// What is left of a passage without the spans, where it is still a run.
pub(super) fn rest_of(passage: &Range<usize>, spans: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let mut spans: Vec<Range<usize>> = spans.to_vec();
    spans.sort_by_key(|span| span.start);
    spans.push(passage.end..passage.end);
    let mut from = passage.start;
    let gaps = spans.into_iter().map(move |span| {
        let gap = from..span.start;
        from = from.max(span.end);
        gap
    });
    let end = passage.end;
    gaps.map(move |gap| gap.start..gap.end.min(end)).filter(|gap| gap.end >= gap.start + RUN)
}
