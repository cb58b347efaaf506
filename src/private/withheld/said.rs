//! What public texts say, as far as something withheld says it as well. A text is a record or a page, whatever files show it.
//!
//! It is read only where something withheld depends on it, and of it only counts are kept.

use super::disclosed::WordSet;
use super::{Withheld, common};
use crate::normalise::{self, Format, Word};
use crate::public::{Record, Site, fields};
use chrono::Datelike;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Where public texts are.
#[derive(Clone, Copy)]
pub enum Public<'s> {
    Site(&'s Site),
    /// There is no site: it has errors, or nobody asks for one.
    Nothing,
    #[cfg(test)]
    Texts(&'s [(Source, String)]),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    Record,
    Page,
}

impl<'s> Public<'s> {
    /// The ids of all public records; `None`: nobody knows them.
    pub fn ids(self) -> Option<Vec<&'s str>> {
        match self {
            Self::Site(site) => Some(site.records().map(|record| record.head().id.as_str()).collect()),
            _ => None,
        }
    }
}

/// What one says, somebody may have let slip; what two others say as well is known.
const KNOWN: u8 = 3;
/// A needle of more words is too particular to be said twice by chance.
const LONGEST: usize = 16;

/// How many public texts say something: records and pages.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    records: u8,
    pages: u8,
    /// The text that was counted last.
    last: usize,
}

#[derive(Default)]
pub(super) struct Said {
    words: HashMap<Word, Count>,
    wholes: HashMap<u64, Count>,
    /// The year of the site's clock.
    year: Option<i32>,
}

impl Said {
    pub(super) fn of(parts: &[&Withheld], public: Public<'_>) -> Self {
        let wanted = Wanted::of(parts);
        let year = match public {
            Public::Site(site) => Some(site.now.0.year()),
            _ => None,
        };
        if wanted.words.is_empty() && wanted.wholes.is_empty() {
            return Self { year, ..Self::default() };
        }
        let counted = match public {
            Public::Nothing => Self::default(),
            Public::Site(site) => {
                let records: Vec<Record<'_>> = site.records().collect();
                let pages: Vec<_> = site.written_pages().collect();
                let count = |said: Self, at: usize| match (records.get(at), pages.get(at.wrapping_sub(records.len()))) {
                    (Some(record), _) => wanted.count(said, at, Source::Record, &text(fields::of_record(*record))),
                    (_, Some(page)) => wanted.count(said, at, Source::Page, &text(fields::of_page(page))),
                    _ => said,
                };
                let all = (0..records.len() + pages.len()).into_par_iter().fold(Self::default, count);
                all.reduce(Self::default, Self::plus)
            }
            #[cfg(test)]
            Public::Texts(texts) => {
                let numbered = texts.iter().enumerate();
                numbered.fold(Self::default(), |said, (at, (source, text))| {
                    wanted.count(said, at, *source, text.as_bytes())
                })
            }
        };
        Self { year, ..counted }
    }

    /// A word that no secret is made of, as several public texts have it.
    pub(super) fn knows(&self, word: Word) -> bool {
        self.words.get(&word).is_some_and(|count| count.all() >= KNOWN)
    }

    pub(super) fn known_words(&self) -> impl Iterator<Item = Word> {
        self.words.iter().filter(|(_, count)| count.all() >= KNOWN).map(|(word, _)| *word)
    }

    /// Two other public texts say just this.
    pub(super) fn is_known(&self, words: &[Word]) -> bool {
        self.count(words).all() >= KNOWN
    }

    /// Another public text says just this.
    pub(super) fn is_said_elsewhere(&self, words: &[Word]) -> bool {
        self.count(words).all() + 1 >= KNOWN
    }

    /// A page says it, and no record does.
    pub(super) fn is_on_pages_alone(&self, words: &[Word]) -> bool {
        let Count { records, pages, .. } = self.count(words);
        records == 0 && pages > 0
    }

    pub(super) fn year(&self) -> Option<i32> {
        self.year
    }

    fn count(&self, words: &[Word]) -> Count {
        self.wholes.get(&whole(words)).copied().unwrap_or_default()
    }

    fn plus(mut self, other: Self) -> Self {
        other.words.into_iter().for_each(|(word, count)| self.words.entry(word).or_default().add(count));
        other.wholes.into_iter().for_each(|(whole, count)| self.wholes.entry(whole).or_default().add(count));
        self
    }
}

impl Count {
    fn all(self) -> u8 {
        self.records.saturating_add(self.pages)
    }

    fn add(&mut self, other: Count) {
        self.records = self.records.saturating_add(other.records);
        self.pages = self.pages.saturating_add(other.pages);
    }

    /// Once for each text; its number is one more here, so that none is 0.
    fn see(&mut self, at: usize, source: Source) {
        if self.last == at + 1 {
            return;
        }
        self.last = at + 1;
        let count = match source {
            Source::Record => &mut self.records,
            Source::Page => &mut self.pages,
        };
        *count = count.saturating_add(1);
    }
}

/// What is to be counted.
struct Wanted {
    words: WordSet<Word>,
    wholes: HashSet<u64>,
    /// With which words those begin, and how many words they have.
    firsts: WordSet<Word>,
    lengths: Vec<usize>,
}

impl Wanted {
    fn of(parts: &[&Withheld]) -> Self {
        let mut wanted =
            Self { words: WordSet::default(), wholes: HashSet::new(), firsts: WordSet::default(), lengths: Vec::new() };
        for (part, candidate) in
            parts.iter().flat_map(|part| part.candidates.iter().map(move |candidate| (part, candidate)))
        {
            let words = &part.words[candidate.words.clone()];
            if candidate.kind.is_saying() {
                wanted.words.extend(words.iter().filter(|word| !word.is_light() && !common::WORDS.contains(**word)));
            }
            if candidate.asks_whole() && (1..=LONGEST).contains(&words.len()) {
                wanted.wholes.insert(whole(words));
                wanted.firsts.insert(words[0]);
                wanted.lengths.push(words.len());
            }
        }
        wanted.lengths.sort_unstable();
        wanted.lengths.dedup();
        wanted
    }

    fn count(&self, mut said: Said, at: usize, source: Source, text: &[u8]) -> Said {
        normalise::readings(text, Format::Json, &mut Vec::new(), &mut |reading| {
            for (place, word) in reading.words.iter().enumerate() {
                if self.words.contains(word) {
                    said.words.entry(*word).or_default().see(at, source);
                }
                if !self.firsts.contains(word) {
                    continue;
                }
                for words in self.lengths.iter().filter_map(|len| reading.words.get(place..place + len)) {
                    let whole = whole(words);
                    if self.wholes.contains(&whole) {
                        said.wholes.entry(whole).or_default().see(at, source);
                    }
                }
            }
        });
        said
    }
}

fn text(fields: Vec<fields::Field>) -> Vec<u8> {
    fields.into_iter().map(|field| field.json).collect::<Vec<_>>().join(&b"\n"[..])
}

fn whole(words: &[Word]) -> u64 {
    const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;
    let all =
        words.iter().fold(words.len() as u64, |all, word| (all ^ word.hash()).wrapping_mul(FACTOR).rotate_left(29));
    all ^ all >> 32
}
