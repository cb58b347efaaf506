//! Names, identifiers, short texts: matched from their first word to their last.
//!
//! Each has an anchor: its one word, or the pair of its words that is rarest among all. An anchor leads to the shapes of its
//! needles, which are how many words come before it and how many there are in all; a shape's words are then looked up as one
//! number. There are few shapes, however many needles have one anchor.

use super::anchors::{Anchors, Rarity, pair, single, whole};
use crate::normalise::{Reading, is_invisible, places, work};
use crate::private::withheld::{Needle, Needles};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Of a longer needle so many words are looked for, around its anchor. So there are few shapes.
const LONGEST: usize = 16;

pub(super) struct Short {
    singles: Anchors,
    pairs: Anchors,
    /// By their words as one number.
    groups: HashMap<u64, Group>,
}

/// Needles of the same words.
struct Group {
    words: Range<usize>,
    plain: Vec<usize>,
    /// As they are written.
    literal: HashMap<Box<str>, usize>,
}

impl Short {
    pub(super) fn new(needles: &Needles) -> Self {
        let words = |needle: &Needle| &needles.words[needle.words.clone()];
        let rarity = Rarity::of(needles.needles.iter().map(words));
        let (mut singles, mut pairs) = (Vec::new(), Vec::new());
        let mut short =
            Self { singles: Anchors::new(Vec::new()), pairs: Anchors::new(Vec::new()), groups: HashMap::new() };
        for (which, needle) in needles.needles.iter().enumerate() {
            let words = words(needle);
            let Some(at) = rarity.rarest_pair(words) else {
                singles.push((single(words[0]), 1));
                short.add(needles, needle.words.clone(), which, needle.literal.clone());
                continue;
            };
            let from = at.saturating_sub(LONGEST / 2).min(words.len().saturating_sub(LONGEST));
            let len = words.len().min(LONGEST);
            pairs.push((pair(words[at], words[at + 1]), shape(at - from, len)));
            let start = needle.words.start + from;
            let literal = needle.literal.clone().filter(|_| len == words.len());
            short.add(needles, start..start + len, which, literal);
        }
        (short.singles, short.pairs) = (Anchors::new(singles), Anchors::new(pairs));
        short
    }

    fn add(&mut self, needles: &Needles, at: Range<usize>, which: usize, literal: Option<Box<str>>) {
        let new = || Group { words: at.clone(), plain: Vec::new(), literal: HashMap::new() };
        let group = self.groups.entry(whole(&needles.words[at.clone()])).or_insert_with(new);
        match literal {
            Some(literal) => {
                group.literal.entry(inner(&literal).into()).or_insert(which);
            }
            // One that is a saying and one that isn't.
            None if group.plain.len() < 2 => group.plain.push(which),
            None => {}
        }
    }

    pub(super) fn search(&self, needles: &Needles, reading: &Reading<'_>, found: &mut dyn FnMut(usize, Range<usize>)) {
        let words = reading.words;
        let mut written = Written::default();
        for (at, word) in words.iter().enumerate() {
            let key = single(*word);
            if self.singles.may_hold(key) && self.singles.of(key).next().is_some() {
                self.compare(needles, reading, at..at + 1, &mut written, found);
            }
            let Some(next) = words.get(at + 1) else { break };
            let key = pair(*word, *next);
            if self.pairs.may_hold(key) {
                for shape in self.pairs.of(key) {
                    let (before, len) = (shape >> 8, shape & 0xff);
                    let Some(start) = at.checked_sub(before as usize) else { continue };
                    self.compare(needles, reading, start..start + len as usize, &mut written, found);
                }
            }
        }
    }

    fn compare(
        &self,
        needles: &Needles,
        reading: &Reading<'_>,
        at: Range<usize>,
        written: &mut Written,
        found: &mut dyn FnMut(usize, Range<usize>),
    ) {
        work::done(at.len());
        let Some(words) = reading.words.get(at.clone()) else { return };
        let is_same = |group: &&Group| needles.words[group.words.clone()] == *words;
        let Some(group) = self.groups.get(&whole(words)).filter(is_same) else { return };
        group.plain.iter().for_each(|which| found(*which, at.clone()));
        if !group.literal.is_empty()
            && let Some(which) = group.literal.get(&*written.text(reading, &at))
        {
            found(*which, at);
        }
    }
}

fn shape(before: usize, len: usize) -> u32 {
    (before as u32) << 8 | len as u32
}

/// Without the signs around it, which are no part of its words.
fn inner(literal: &str) -> &str {
    literal.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How the words of a reading are written. Where each of them is, is found when the first is asked for.
#[derive(Default)]
struct Written(Option<Vec<Range<usize>>>);

impl Written {
    fn text(&mut self, reading: &Reading<'_>, words: &Range<usize>) -> String {
        let places = self.0.get_or_insert_with(|| places(reading.text));
        let bytes = match (places.get(words.start), places.get(words.end - 1)) {
            (Some(first), Some(last)) => &reading.text[first.start..last.end],
            _ => &[],
        };
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        inner(&text).chars().filter(|c| !is_invisible(*c)).collect()
    }
}

/// The needles that a text says.
pub(super) fn said(short: &Short, needles: &Needles, reading: &Reading<'_>) -> HashSet<usize> {
    let mut said = HashSet::new();
    short.search(needles, reading, &mut |which, _| {
        said.insert(which);
    });
    said
}
