//! Every run of eight words of withheld prose, each once however often it occurs.
//!
//! So a place of an output is compared with the few runs of its bucket and never with all places of a text, whatever repeats
//! in one or the other: the search is linear in both.

use super::anchors::{Filter, mixed};
use crate::normalise::{Word, work};
use crate::private::withheld::{Prose, RUN};
use std::ops::Range;

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// `FACTOR` to the power of [`RUN`].
const LAST: u64 = {
    let (mut power, mut at) = (1_u64, 0);
    while at < RUN {
        power = power.wrapping_mul(FACTOR);
        at += 1;
    }
    power
};

pub(super) struct Windows {
    /// Where each run begins among the withheld words, bucket by bucket.
    places: Vec<u32>,
    /// Where in `places` each bucket begins and ends.
    buckets: Vec<(u32, u32)>,
    shift: u32,
    filter: Filter,
    /// Of each of `places`: it is disclosed in a longer value, or the theme says it.
    quoted: Vec<bool>,
}

/// Consecutive words of an output that are runs of withheld prose.
pub(super) struct Passage {
    pub output: Range<usize>,
    /// Where its first run is among the withheld words.
    pub place: usize,
    /// Those of its words that are disclosed anyway.
    pub quoted: Vec<Range<usize>>,
}

impl Windows {
    pub(super) fn new(words: &[Word], texts: &[Prose]) -> Self {
        let runs = || {
            texts.iter().flat_map(|text| keys(&words[text.words.clone()]).map(|(at, key)| (text.words.start + at, key)))
        };
        let count = runs().count();
        let bits = count.max(16).ilog2() - 2;
        let shift = 64 - bits;
        let mut buckets = vec![(0_u32, 0_u32); 1 << bits];
        runs().for_each(|(_, key)| buckets[(key >> shift) as usize].1 += 1);
        let mut from = 0;
        for bucket in &mut buckets {
            let next = from + bucket.1;
            *bucket = (from, from);
            from = next;
        }
        let mut windows =
            Self { places: vec![0; count], buckets, shift, filter: Filter::new(count), quoted: vec![false; count] };
        for (place, key) in runs() {
            if windows.slot(words, key, &words[place..place + RUN]).is_none() {
                let (_, end) = &mut windows.buckets[(key >> shift) as usize];
                windows.places[*end as usize] = place as u32;
                *end += 1;
                windows.filter.add(key);
            }
        }
        windows
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Runs that are no trace of anybody.
    pub(super) fn quote(&mut self, withheld: &[Word], words: &[Word]) {
        for (at, key) in keys(words) {
            if let Some(slot) = self.slot(withheld, key, &words[at..at + RUN]) {
                self.quoted[slot] = true;
            }
        }
    }

    pub(super) fn search(&self, withheld: &[Word], words: &[Word], found: &mut dyn FnMut(Passage)) {
        if self.is_empty() {
            return;
        }
        let mut passage: Option<Passage> = None;
        for (at, key) in keys(words).filter(|(_, key)| self.filter.may_hold(*key)) {
            let Some(slot) = self.slot(withheld, key, &words[at..at + RUN]) else { continue };
            // The run before this one began a word earlier.
            if let Some(former) = passage.take_if(|passage| passage.output.end != at + RUN - 1) {
                found(former);
            }
            let place = self.places[slot] as usize;
            let passage = passage.get_or_insert_with(|| Passage { output: at..at, place, quoted: Vec::new() });
            passage.output.end = at + RUN;
            if self.quoted[slot] {
                passage.quoted.push(at..at + RUN);
            }
        }
        passage.into_iter().for_each(found);
    }

    fn slot(&self, withheld: &[Word], key: u64, run: &[Word]) -> Option<usize> {
        let (start, end) = self.buckets[(key >> self.shift) as usize];
        (start as usize..end as usize).find(|slot| {
            work::done(1);
            let place = self.places[*slot] as usize;
            withheld[place..place + RUN] == *run
        })
    }
}

/// A number for each run of [`RUN`] words, made from that of the run before.
fn keys(words: &[Word]) -> impl Iterator<Item = (usize, u64)> {
    let mut state = 0_u64;
    words.iter().enumerate().filter_map(move |(at, word)| {
        state = state.wrapping_mul(FACTOR).wrapping_add(word.hash());
        if at >= RUN {
            state = state.wrapping_sub(words[at - RUN].hash().wrapping_mul(LAST));
        }
        (at + 1 >= RUN).then(|| (at + 1 - RUN, mixed(state)))
    })
}
