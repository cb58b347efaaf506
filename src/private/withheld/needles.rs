//! What the audit looks for: the one way out of [`Withheld`].

use super::disclosed::{Disclosed, WordSet};
use super::kind::Kind;
use super::rules::{self, Known, Reason, Strength};
use super::said::{Public, Said};
use super::{Candidate, Digest, Origin, Withheld, common};
use crate::normalise::Word;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What is matched word by word, from its first to its last.
pub struct Needle {
    pub kind: Kind,
    pub words: Range<usize>,
    pub origin: usize,
    /// Where the words alone are too ordinary: how it is written, in lower case.
    pub literal: Option<Box<str>>,
}

/// Prose, of which every run of [`super::RUN`] words is looked for.
pub struct Prose {
    pub words: Range<usize>,
    pub origin: usize,
}

/// Something withheld that is not looked for, and why.
pub struct Unsought<'a> {
    pub origin: &'a Origin,
    pub why: Reason,
}

/// All that the audit needs. Of the texts only hashes of words are left, and the literals of a few identifiers.
#[derive(Default)]
pub struct Needles {
    /// The words of all needles and texts, one after another.
    pub words: Vec<Word>,
    pub needles: Vec<Needle>,
    pub texts: Vec<Prose>,
    pub files: Vec<Digest>,
    pub origins: Origins,
    /// Long disclosed values: what withheld prose quotes of them is no leak.
    pub quotable: Vec<Box<[Word]>>,
    /// Words that make a run of words no more telling.
    pub ordinary: WordSet<Word>,
}

/// Where withheld things were written, by their numbers.
#[derive(Default)]
pub struct Origins {
    withheld: Arc<Withheld>,
    /// For each part of it, how many origins come before.
    before: Vec<usize>,
}

impl Origins {
    fn of(withheld: Arc<Withheld>) -> Self {
        let counts = withheld.parts().into_iter().map(|part| part.origins.len());
        let before = counts.scan(0, |sum, count| Some(std::mem::replace(sum, *sum + count))).collect();
        Self { withheld, before }
    }

    pub fn get(&self, origin: usize) -> Option<&Origin> {
        let part = self.before.partition_point(|before| *before <= origin).checked_sub(1)?;
        self.withheld.parts().get(part)?.origins.get(origin - self.before[part])
    }
}

/// What rules say of each candidate of a part.
type Judged = Vec<Result<Strength, Reason>>;

impl Withheld {
    /// For the audit alone.
    pub(crate) fn into_needles(self, public: Public<'_>) -> Needles {
        let origins = Origins::of(Arc::new(self));
        let parts = origins.withheld.parts();
        // What is disclosed matters for nothing else than what of the withheld is looked for: it needn't be held.
        if parts.iter().all(|part| part.candidates.is_empty() && part.files.is_empty()) {
            return Needles::default();
        }
        let known = Known { disclosed: Disclosed::of(&parts), said: Said::of(&parts, public) };
        let judged: Vec<Judged> = parts.par_iter().map(|part| part.judge(&known)).collect();
        let mut needles = Needles::default();
        let mut seen: WordSet<(bool, &[Word])> = WordSet::default();
        let mut literals: HashSet<&str> = HashSet::new();
        for ((part, judged), before) in parts.iter().zip(judged).zip(&origins.before) {
            for (candidate, judged) in part.candidates.iter().zip(judged) {
                let (Ok(strength), words) = (judged, &part.words[candidate.words.clone()]) else { continue };
                let literal = candidate.literal.as_ref().filter(|_| strength == Strength::Literal);
                // Of the same words in several places the first is reported.
                let new = match literal {
                    Some(literal) => literals.insert(literal),
                    None => seen.insert((candidate.kind.is_saying(), words)),
                };
                if new {
                    needles.add(candidate, words, literal.cloned(), before + candidate.origin);
                }
            }
            let digest = |file: &Digest| Digest { origin: before + file.origin, ..*file };
            needles.files.extend(part.files.iter().map(digest));
        }
        needles.quotable = known.disclosed.long_values().map(Box::from).collect();
        needles.ordinary = known.disclosed.into_words();
        needles.ordinary.extend(known.said.known_words());
        needles.ordinary.extend(common::WORDS.iter());
        Needles { origins, ..needles }
    }

    fn judge(&self, known: &Known) -> Judged {
        let own = self.candidates.iter().filter(|candidate| matches!(candidate.kind, Kind::Id | Kind::Identifier));
        let own_year = own.filter_map(|it| rules::cve_year(it.literal.as_deref()?)).min();
        self.candidates
            .iter()
            .map(|candidate| rules::judge(known, own_year, &self.words[candidate.words.clone()], candidate))
            .collect()
    }

    /// What is looked for, by where it was written; of prose only that.
    pub fn sought(&self, public: Public<'_>) -> Vec<(&Origin, Kind)> {
        let parts = self.parts();
        let known = Known { disclosed: Disclosed::of(&parts), said: Said::of(&parts, public) };
        let mut sought = Vec::new();
        for part in parts {
            let judged = part.candidates.iter().zip(part.judge(&known)).filter(|(_, judged)| judged.is_ok());
            let files = part.files.iter().map(|file| (file.origin, Kind::File));
            let mut found: Vec<_> = judged.map(|(it, _)| (it.origin, it.kind)).chain(files).collect();
            found.sort();
            found.dedup();
            sought.extend(found.into_iter().map(|(origin, kind)| (&part.origins[origin], kind)));
        }
        sought
    }

    /// What is withheld and not looked for, for `explain`. What is short is listed where it was written, by its origin only.
    pub fn unsought(&self, public: Public<'_>) -> Vec<Unsought<'_>> {
        let parts = self.parts();
        let known = Known { disclosed: Disclosed::of(&parts), said: Said::of(&parts, public) };
        let mut all = Vec::new();
        for part in parts {
            let mut sought = vec![false; part.origins.len()];
            let mut unsought: Vec<(usize, Reason)> = part.never.clone();
            for (candidate, judged) in part.candidates.iter().zip(part.judge(&known)) {
                match judged {
                    Ok(_) => sought[candidate.origin] = true,
                    // An identifier or a name inside a text that is looked for as a whole needs no word of its own.
                    Err(_) if matches!(candidate.kind, Kind::Found | Kind::Part | Kind::Mention) => {}
                    Err(why) => unsought.push((candidate.origin, why)),
                }
            }
            unsought.retain(|(origin, _)| !sought[*origin]);
            unsought.sort();
            unsought.dedup();
            all.extend(unsought.into_iter().map(|(origin, why)| Unsought { origin: &part.origins[origin], why }));
        }
        all
    }
}

impl Needles {
    fn add(&mut self, candidate: &Candidate, words: &[Word], literal: Option<Box<str>>, origin: usize) {
        let start = self.words.len();
        self.words.extend_from_slice(words);
        let words = start..self.words.len();
        match candidate.kind {
            Kind::Prose => self.texts.push(Prose { words, origin }),
            kind => self.needles.push(Needle { kind, words, origin, literal }),
        }
    }
}
