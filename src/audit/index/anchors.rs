//! Which places of a text are worth a closer look: rare words, and where they lead.

use crate::normalise::Word;

const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;

/// One number for one or two words. The highest bits are the best mixed.
pub(super) fn single(word: Word) -> u64 {
    word.hash().wrapping_mul(FACTOR)
}

pub(super) fn pair(first: Word, second: Word) -> u64 {
    (first.hash().rotate_left(23) ^ second.hash()).wrapping_mul(FACTOR)
}

/// One number for a few words.
pub(super) fn whole(words: &[Word]) -> u64 {
    mixed(words.iter().fold(words.len() as u64, |all, word| all.wrapping_mul(FACTOR).wrapping_add(word.hash())))
}

pub(super) fn mixed(number: u64) -> u64 {
    let wide = u128::from(number ^ FACTOR) * u128::from(0xd6e8_feb8_6659_fd93_u64);
    (wide as u64) ^ (wide >> 64) as u64
}

/// Three bits of a word for each key: nearly all other keys end here.
pub(super) struct Filter {
    words: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// 16 bits an entry and more: one place in a hundred looks promising and isn't.
    pub(super) fn new(entries: usize) -> Self {
        let bits = (entries.max(2).ilog2().saturating_sub(1)).clamp(4, 21);
        Self { words: vec![0; 1 << bits], shift: 64 - bits }
    }

    pub(super) fn add(&mut self, key: u64) {
        self.words[(key >> self.shift) as usize] |= mask(key);
    }

    pub(super) fn may_hold(&self, key: u64) -> bool {
        let mask = mask(key);
        self.words[(key >> self.shift) as usize] & mask == mask
    }
}

fn mask(key: u64) -> u64 {
    1 << (key >> 22 & 63) | 1 << (key >> 28 & 63) | 1 << (key >> 34 & 63)
}

/// From anchors to what they lead to.
pub(super) struct Anchors {
    /// Sorted by key, each once.
    entries: Vec<(u64, u32)>,
    /// For the first bits of a key, where its entries begin.
    buckets: Vec<u32>,
    shift: u32,
    filter: Filter,
}

impl Anchors {
    pub(super) fn new(mut entries: Vec<(u64, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let bits = entries.len().max(2).ilog2() + 1;
        let shift = 64 - bits;
        let mut buckets = vec![0; (1 << bits) + 1];
        let mut filter = Filter::new(entries.len());
        for (key, _) in &entries {
            buckets[(key >> shift) as usize + 1] += 1;
            filter.add(*key);
        }
        for at in 1..buckets.len() {
            buckets[at] += buckets[at - 1];
        }
        Self { entries, buckets, shift, filter }
    }

    pub(super) fn may_hold(&self, key: u64) -> bool {
        self.filter.may_hold(key)
    }

    /// Where a key leads.
    pub(super) fn of(&self, key: u64) -> impl Iterator<Item = u32> {
        let bucket = (key >> self.shift) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        self.entries[range].iter().filter(move |entry| entry.0 == key).map(|entry| entry.1)
    }
}

/// How often pairs of words occur among all needles, roughly and in little memory.
pub(super) struct Rarity {
    counts: Vec<u16>,
}

const COUNTER_BITS: u32 = 20;

impl Rarity {
    pub(super) fn of<'w>(needles: impl Iterator<Item = &'w [Word]>) -> Self {
        let mut counts = vec![0_u16; 1 << COUNTER_BITS];
        for two in needles.flat_map(|words| words.windows(2)) {
            let count = &mut counts[(pair(two[0], two[1]) >> (64 - COUNTER_BITS)) as usize];
            *count = count.saturating_add(1);
        }
        Self { counts }
    }

    fn count(&self, two: &[Word]) -> u16 {
        self.counts[(pair(two[0], two[1]) >> (64 - COUNTER_BITS)) as usize]
    }

    /// Where the rarest pair of these words begins, if there are two words.
    pub(super) fn rarest_pair(&self, words: &[Word]) -> Option<usize> {
        words.windows(2).enumerate().min_by_key(|(_, two)| self.count(two)).map(|(at, _)| at)
    }
}
