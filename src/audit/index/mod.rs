//! Needles by their rarest words, so that an output is searched in one pass whatever their number.
//!
//! Each needle has an *anchor*: its one word, or the pair of its words that is rarest among all that was withheld. Prose has
//! anchors of four words, placed so that every run of eight words holds one whole. A bitmap tells for nearly every place of an
//! output that no anchor is there; at the others the needle is compared word by word, so nothing is found that isn't there,
//! and nothing that is there is missed.

mod anchors;

use crate::normalise::{self, Format, Reading, Word};
use crate::private::withheld::{Kind, Needles, RUN};
use anchors::{Anchors, Rarity, gram, pair, single};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Words in an anchor of prose. Eight words hold five such anchors, one of which is set.
const GRAM: usize = 4;
const GAP: usize = RUN - GRAM + 1;
/// Of a run so many words are words, not numbers or syllables …
const REAL_WORDS: usize = 5;
/// … and one is uncommon, or the run is so long.
const COMMON_RUN: usize = 12;

pub(super) struct Index {
    needles: Needles,
    singles: Anchors,
    pairs: Anchors,
    grams: Anchors,
    /// Where in each needle its anchor is.
    anchored: Vec<u32>,
    /// Needles that the theme says by itself.
    said: HashSet<usize>,
    /// By text, the passages that are disclosed anyway: quotations of disclosed values, and what the theme says.
    quoted: HashMap<usize, Vec<Range<usize>>>,
}

/// Something withheld, found at these words of a reading.
pub(super) struct Hit {
    pub words: Range<usize>,
    pub origin: usize,
    pub kind: Kind,
}

/// What was found: a needle, or a passage of a text; and where in the output.
enum Match {
    Needle { at: usize, output: Range<usize> },
    Passage { text: usize, withheld: Range<usize>, output: Range<usize> },
}

impl Index {
    pub(super) fn new(needles: Needles, theme: &[&str]) -> Self {
        let words = &needles.words;
        let rarity = Rarity::of(words);
        let (mut singles, mut pairs, mut grams) = (Vec::new(), Vec::new(), Vec::new());
        let mut anchored = Vec::with_capacity(needles.needles.len());
        for (which, needle) in needles.needles.iter().enumerate() {
            let words = &words[needle.words.clone()];
            let at = rarity.rarest_pair(words);
            anchored.push(at.unwrap_or(0) as u32);
            match at {
                Some(at) => pairs.push((pair(words[at], words[at + 1]), which)),
                None => singles.push((single(words[0]), which)),
            }
        }
        for text in &needles.texts {
            for at in rarity.spread(&words[text.words.clone()], GRAM, GAP) {
                let at = text.words.start + at;
                grams.push((gram(pair(words[at], words[at + 1]), pair(words[at + 2], words[at + 3])), at));
            }
        }
        let [singles, pairs, grams] = [singles, pairs, grams].map(Anchors::new);
        let mut index = Self { needles, singles, pairs, grams, anchored, said: HashSet::new(), quoted: HashMap::new() };
        if !index.is_empty() {
            index.learn(theme);
        }
        index
    }

    /// What stands on the pages anyway is no leak: passages of the theme and of long disclosed values, and of the theme short
    /// texts too. Names and identifiers are looked for all the same.
    fn learn(&mut self, theme: &[&str]) {
        let (mut said, mut quoted) = (Vec::new(), Vec::new());
        let mut sort = |found| match found {
            Match::Needle { at, .. } => said.push(at),
            Match::Passage { text, withheld, .. } => quoted.push((text, withheld)),
        };
        for text in theme {
            for format in [Format::Text, Format::Markup] {
                normalise::readings(text.as_bytes(), format, &mut Vec::new(), &mut |reading| {
                    self.matches(&reading, &mut sort);
                });
            }
        }
        said.retain(|at| self.needles.needles[*at].kind.is_saying());
        for words in &self.needles.quotable {
            self.passages(words, &mut |text, withheld, _| quoted.push((text, withheld)));
        }
        self.said = said.into_iter().collect();
        for (text, withheld) in quoted {
            self.quoted.entry(text).or_default().push(withheld);
        }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.needles.needles.is_empty() && self.needles.texts.is_empty()
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.needles.needles.len() + self.needles.texts.len()
    }

    pub(super) fn search(&self, reading: &Reading<'_>, hit: &mut dyn FnMut(Hit)) {
        self.matches(reading, &mut |found| match found {
            Match::Needle { at, output } if !self.said.contains(&at) => {
                let needle = &self.needles.needles[at];
                hit(Hit { words: output, origin: needle.origin, kind: needle.kind });
            }
            Match::Passage { text, withheld, output } if self.is_telling(text, &withheld) => {
                hit(Hit { words: output, origin: self.needles.texts[text].origin, kind: Kind::Prose });
            }
            _ => {}
        });
    }

    /// Whether enough of a passage is neither known from elsewhere nor a row of numbers or of what everybody says.
    fn is_telling(&self, text: usize, passage: &Range<usize>) -> bool {
        let quoted = self.quoted.get(&text).map_or(&[][..], Vec::as_slice);
        rest_of(passage, quoted).any(|rest| {
            let real: Vec<&Word> = self.needles.words[rest.clone()].iter().filter(|w| !w.is_light()).collect();
            let uncommon = real.iter().any(|w| !self.needles.ordinary.contains(*w));
            real.len() >= REAL_WORDS && (uncommon || rest.len() >= COMMON_RUN)
        })
    }

    fn matches(&self, reading: &Reading<'_>, found: &mut dyn FnMut(Match)) {
        self.needles(reading, &mut |at, output| found(Match::Needle { at, output }));
        self.passages(reading.words, &mut |text, withheld, output| found(Match::Passage { text, withheld, output }));
    }

    fn needles(&self, reading: &Reading<'_>, found: &mut dyn FnMut(usize, Range<usize>)) {
        let words = reading.words;
        let literals = &mut Literals::default();
        for (at, word) in words.iter().enumerate() {
            let key = single(*word);
            if self.singles.may_hold(key) {
                self.singles.places(key).for_each(|which| self.compare(reading, at, which, literals, found));
            }
            let Some(next) = words.get(at + 1) else { break };
            let key = pair(*word, *next);
            if self.pairs.may_hold(key) {
                self.pairs.places(key).for_each(|which| self.compare(reading, at, which, literals, found));
            }
        }
    }

    /// Compares a needle whose anchor may be at `at` of the output.
    fn compare(
        &self,
        reading: &Reading<'_>,
        at: usize,
        which: usize,
        literals: &mut Literals,
        found: &mut dyn FnMut(usize, Range<usize>),
    ) {
        let needle = &self.needles.needles[which];
        let Some(start) = at.checked_sub(self.anchored[which] as usize) else { return };
        let output = start..start + needle.words.len();
        let equal = reading.words.get(output.clone()) == Some(&self.needles.words[needle.words.clone()]);
        if equal && needle.literal.as_deref().is_none_or(|literal| literals.holds(reading.text, which, literal)) {
            found(which, output);
        }
    }

    /// Runs of words shared with withheld prose, as long as they go.
    fn passages(&self, words: &[Word], found: &mut dyn FnMut(usize, Range<usize>, Range<usize>)) {
        if self.needles.texts.is_empty() {
            return;
        }
        let mut pairs = [0; 2];
        for (at, two) in words.windows(2).enumerate() {
            let last = pair(two[0], two[1]);
            // `pairs` holds the two before: the gram ends with this pair.
            let key = gram(pairs[0], last);
            pairs = [pairs[1], last];
            if at >= 2 && self.grams.may_hold(key) {
                for place in self.grams.places(key) {
                    self.extend(words, at - 2, place, found);
                }
            }
        }
    }

    fn extend(
        &self,
        words: &[Word],
        at: usize,
        place: usize,
        found: &mut dyn FnMut(usize, Range<usize>, Range<usize>),
    ) {
        let withheld = &self.needles.words;
        let alike = |range: Range<usize>| {
            let back = words[..at].iter().rev().zip(withheld[range.start..place].iter().rev());
            let ahead = words[at..].iter().zip(&withheld[place..range.end]);
            (back.take_while(|(a, b)| a == b).count(), ahead.take_while(|(a, b)| a == b).count())
        };
        // Most end here, before it is known where the text begins and ends.
        let (before, after) = alike(place.saturating_sub(RUN)..(place + RUN).min(withheld.len()));
        if before + after < RUN {
            return;
        }
        let which = self.needles.texts.partition_point(|text| text.words.end <= place);
        let (before, after) = alike(self.needles.texts[which].words.clone());
        if before + after >= RUN {
            found(which, place - before..place + after, at - before..at + after);
        }
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

/// Which needles stand in a text with their signs: each is looked for once, however often its words are met.
#[derive(Default)]
struct Literals {
    /// The text in lower case, made when the first is looked for.
    lower: Option<String>,
    known: HashMap<usize, bool>,
}

impl Literals {
    /// Whether `literal` stands in the text as a word of its own.
    fn holds(&mut self, text: &[u8], which: usize, literal: &str) -> bool {
        if let Some(known) = self.known.get(&which) {
            return *known;
        }
        let text = self.lower.get_or_insert_with(|| String::from_utf8_lossy(text).to_lowercase());
        let holds = text.match_indices(literal).any(|(at, found)| {
            let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            apart(text[..at].chars().next_back()) && apart(text[at + found.len()..].chars().next())
        });
        self.known.insert(which, holds);
        holds
    }
}
