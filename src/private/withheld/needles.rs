//! What the audit looks for: the one way out of [`Withheld`].

use super::rules::{self, Reason, Strength};
use super::{Digest, Origin, Withheld, common};
use crate::normalise::Word;
use std::collections::HashSet;
use std::ops::Range;

/// What kind of thing was withheld.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A record's id.
    Id,
    /// A withheld value that is an identifier.
    Identifier,
    /// The name of an attachment.
    FileName,
    /// An identifier inside withheld text.
    Found,
    /// A person's name.
    Name,
    /// A short withheld value.
    Value,
    /// A short sentence of withheld prose.
    Sentence,
    /// A run of words of withheld prose.
    Prose,
    /// A withheld file, whole.
    File,
}

impl Kind {
    pub(super) fn is_identifier(self) -> bool {
        matches!(self, Self::Id | Self::Identifier | Self::FileName | Self::Found)
    }

    /// Words that others may say by chance, where a name or an identifier is no chance.
    pub(crate) fn is_saying(self) -> bool {
        matches!(self, Self::Value | Self::Sentence | Self::Prose)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "the id of a withheld record",
            Self::Identifier => "a withheld identifier",
            Self::FileName => "the name of a withheld file",
            Self::Found => "an identifier from withheld text",
            Self::Name => "a withheld name",
            Self::Value => "a withheld value",
            Self::Sentence => "a sentence of withheld text",
            Self::Prose => "a passage of withheld text",
            Self::File => "a withheld file",
        }
    }
}

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
    pub origins: Vec<Origin>,
    /// Long disclosed values: what withheld prose quotes of them is no leak.
    pub quotable: Vec<Box<[Word]>>,
    /// Words that make a run of words no more telling.
    pub ordinary: HashSet<Word>,
}

impl Withheld {
    /// For the audit alone.
    pub(crate) fn into_needles(self) -> Needles {
        let mut seen: HashSet<(bool, &[Word])> = HashSet::new();
        let (mut needles, mut texts) = (Vec::new(), Vec::new());
        for candidate in &self.candidates {
            let Ok(strength) = rules::judge(&self, candidate) else { continue };
            let words = candidate.words.clone();
            let literal = (strength == Strength::Literal).then(|| candidate.literal.clone()).flatten();
            // Of the same words in several places the first is told.
            if literal.is_none() && !seen.insert((candidate.kind.is_saying(), &self.words[words.clone()])) {
                continue;
            }
            match candidate.kind {
                Kind::Prose => texts.push(Prose { words, origin: candidate.origin }),
                kind => needles.push(Needle { kind, words, origin: candidate.origin, literal }),
            }
        }
        let mut ordinary = self.disclosed_words;
        ordinary.extend(common::WORDS.iter());
        let quotable = self.disclosed.into_iter().filter(|value| value.len() >= super::RUN).collect();
        Needles { words: self.words, needles, texts, files: self.files, origins: self.origins, quotable, ordinary }
    }

    /// What is looked for, by where it was written; of prose only that.
    pub fn sought(&self) -> Vec<(&Origin, Kind)> {
        let judged = self.candidates.iter().filter(|candidate| rules::judge(self, candidate).is_ok());
        let files = self.files.iter().map(|file| (file.origin, Kind::File));
        let mut sought: Vec<_> = judged.map(|it| (it.origin, it.kind)).chain(files).collect();
        sought.sort();
        sought.dedup();
        sought.into_iter().map(|(origin, kind)| (&self.origins[origin], kind)).collect()
    }

    /// What is withheld and not looked for, for `explain`. What is short is listed where it was written, by its origin only.
    pub fn unsought(&self) -> Vec<Unsought<'_>> {
        let mut sought = HashSet::new();
        let mut unsought: Vec<(usize, Reason)> = self.never.clone();
        for candidate in &self.candidates {
            match rules::judge(self, candidate) {
                Ok(_) => drop(sought.insert(candidate.origin)),
                // An identifier inside a text that is looked for as a whole needs no mention.
                Err(_) if candidate.kind == Kind::Found => {}
                Err(why) => unsought.push((candidate.origin, why)),
            }
        }
        unsought.retain(|(origin, _)| !sought.contains(origin));
        unsought.sort();
        unsought.dedup();
        unsought.into_iter().map(|(origin, why)| Unsought { origin: &self.origins[origin], why }).collect()
    }
}
