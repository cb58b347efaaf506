//! Which places of a text are worth a closer look: rare words, and where they lead.

use crate::normalise::Word;

const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;

/// One number for one, two or four words. The highest bits are the best mixed.
pub(super) fn single(word: Word) -> u64 {
    word.hash().wrapping_mul(FACTOR)
}

pub(super) fn pair(first: Word, second: Word) -> u64 {
    (first.hash().rotate_left(23) ^ second.hash()).wrapping_mul(FACTOR)
}

pub(super) fn gram(first_pair: u64, second_pair: u64) -> u64 {
    (first_pair.rotate_left(29) ^ second_pair).wrapping_mul(FACTOR)
}

/// From anchors to needles, or to places among the withheld words.
pub(super) struct Anchors {
    /// Sorted by key.
    entries: Vec<(u64, usize)>,
    /// For the first bits of a key, where its entries begin.
    buckets: Vec<u32>,
    bucket_shift: u32,
    /// Three bits of a word for each key: nearly all other keys end here.
    filter: Vec<u64>,
    filter_shift: u32,
}

impl Anchors {
    pub(super) fn new(mut entries: Vec<(u64, usize)>) -> Self {
        entries.sort_unstable();
        let bits = entries.len().max(2).ilog2() + 1;
        let bucket_shift = 64 - bits;
        let mut buckets = vec![0; (1 << bits) + 1];
        // 16 bits an entry and more: one place in a hundred looks promising and isn't.
        let filter_bits = (bits - 2).clamp(4, 21);
        let filter_shift = 64 - filter_bits;
        let mut filter = vec![0; 1 << filter_bits];
        for (key, _) in &entries {
            buckets[(key >> bucket_shift) as usize + 1] += 1;
            filter[(key >> filter_shift) as usize] |= mask(*key);
        }
        for at in 1..buckets.len() {
            buckets[at] += buckets[at - 1];
        }
        Self { entries, buckets, bucket_shift, filter, filter_shift }
    }

    pub(super) fn may_hold(&self, key: u64) -> bool {
        let mask = mask(key);
        self.filter[(key >> self.filter_shift) as usize] & mask == mask
    }

    /// Where a key leads.
    pub(super) fn places(&self, key: u64) -> impl Iterator<Item = usize> {
        let bucket = (key >> self.bucket_shift) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        self.entries[range].iter().filter(move |entry| entry.0 == key).map(|entry| entry.1)
    }
}

fn mask(key: u64) -> u64 {
    1 << (key >> 22 & 63) | 1 << (key >> 28 & 63) | 1 << (key >> 34 & 63)
}

/// How often pairs of words occur among all that was withheld, roughly and in little memory.
pub(super) struct Rarity {
    counts: Vec<u16>,
}

const COUNTER_BITS: u32 = 20;

impl Rarity {
    pub(super) fn of(words: &[Word]) -> Self {
        let mut counts = vec![0_u16; 1 << COUNTER_BITS];
        for two in words.windows(2) {
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

    /// Places for anchors of `len` words, no two further apart than `gap`, each as rare as can be.
    pub(super) fn spread(&self, words: &[Word], len: usize, gap: usize) -> Vec<usize> {
        let rarity: Vec<u16> =
            words.windows(len).map(|w| w.windows(2).map(|two| self.count(two)).min().unwrap_or(0)).collect();
        let mut places = Vec::new();
        let mut from = 0;
        while from + gap <= rarity.len() {
            // The last of the rarest, so that anchors are few.
            let best = (from..from + gap).min_by_key(|at| (rarity[*at], usize::MAX - at)).unwrap_or(from);
            places.push(best);
            from = best + 1;
        }
        places
    }
}
