//! What is distinctive enough to be looked for.

use super::disclosed::Disclosed;
use super::needles::Kind;
use super::{Candidate, common, names};
use crate::normalise::Word;

/// Why something withheld is not looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nothing but signs.
    Empty,
    /// A word of the format: a severity, a phase, a type.
    Vocabulary,
    Number,
    Version,
    Time,
    /// A CVSS vector.
    Vector,
    /// A CWE.
    Weakness,
    /// Too short: it would be found by chance.
    Short,
    /// Made of common words only.
    Common,
    /// The same value is disclosed elsewhere.
    Disclosed,
}

impl Reason {
    pub fn text(self) -> &'static str {
        match self {
            Self::Empty => "it has neither letters nor digits",
            Self::Vocabulary => "it is a word of the format",
            Self::Number => "it is a number",
            Self::Version => "it is a version",
            Self::Time => "it is a date",
            Self::Vector => "it is a CVSS vector",
            Self::Weakness => "it is a CWE",
            Self::Short => "it is too short to be told from chance",
            Self::Common => "it is made of common words",
            Self::Disclosed => "the same value is disclosed elsewhere",
        }
    }
}

/// How a needle has to be matched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    Words,
    /// Its words are ordinary: the signs between them count too.
    Literal,
}

const SHORTEST_IDENTIFIER: usize = 6;
/// A short text has two words and so many characters …
const SHORTEST_TEXT: usize = 12;
/// … or is one uncommon word of so many.
const SHORTEST_WORD: usize = 8;
/// A name written as one word is seldom any other.
const SHORTEST_HANDLE: usize = 7;
/// A short value of nothing but common words has so many of them.
const COMMON_WORDS: usize = 4;
const COMMON_WIDTH: usize = 20;

pub(super) fn judge(disclosed: &Disclosed, words: &[Word], candidate: &Candidate) -> Result<Strength, Reason> {
    if words.is_empty() {
        return Err(Reason::Empty);
    }
    if disclosed.is_value(words) || candidate.kind == Kind::Part && disclosed.is_part(words) {
        return Err(Reason::Disclosed);
    }
    let width = candidate.width;
    match candidate.kind {
        Kind::Prose | Kind::File => Ok(Strength::Words),
        Kind::Name => name(words, width),
        Kind::Mention => mention(disclosed, words, width),
        Kind::Id | Kind::Identifier | Kind::FileName | Kind::Found | Kind::Part => identifier(words, candidate),
        Kind::Value => value(words, width),
        Kind::Sentence => sentence(disclosed, words, width),
    }
}

fn is_common(word: Word) -> bool {
    word.is_light() || common::WORDS.contains(word)
}

/// Two words or more, but for a role: "the security team".
fn name(words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_HANDLE);
    }
    let role = words.iter().all(|w| is_common(*w)) && words.iter().any(|w| names::is_role(*w));
    if role { Err(Reason::Common) } else { Ok(Strength::Words) }
}

/// "Harbour Core Team" is no person where Harbour is what the site is about: disclosed words make it one no more.
fn mention(disclosed: &Disclosed, words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_HANDLE);
    }
    let told = |word: &Word| is_common(*word) || disclosed.says(*word);
    let thing = |word: &Word| is_common(*word) || disclosed.is_value(std::slice::from_ref(word));
    if words.iter().all(told) && words.iter().any(thing) { Err(Reason::Common) } else { Ok(Strength::Words) }
}

fn single(words: &[Word], width: usize, shortest: usize) -> Result<Strength, Reason> {
    match words {
        _ if width < shortest => Err(Reason::Short),
        [word] if is_common(*word) => Err(Reason::Common),
        _ => Ok(Strength::Words),
    }
}

/// A title, a tag: a person wrote it to stand alone.
fn value(words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_WORD);
    }
    if width < SHORTEST_TEXT {
        return Err(Reason::Short);
    }
    let telling = words.iter().any(|w| !is_common(*w));
    let long = words.len() >= COMMON_WORDS && width >= COMMON_WIDTH;
    if telling || long { Ok(Strength::Words) } else { Err(Reason::Common) }
}

/// Two records say "Update to the latest version." without knowing of each other: a short sentence needs a word of its own.
fn sentence(disclosed: &Disclosed, words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_WORD);
    }
    if width < SHORTEST_TEXT {
        return Err(Reason::Short);
    }
    let telling = words.iter().any(|w| !is_common(*w) && !disclosed.says(*w));
    if telling { Ok(Strength::Words) } else { Err(Reason::Common) }
}

/// Strong by a word or a number of its own; made of common words it is looked for with its signs.
fn identifier(words: &[Word], candidate: &Candidate) -> Result<Strength, Reason> {
    if candidate.width < SHORTEST_IDENTIFIER {
        return Err(Reason::Short);
    }
    let literal = candidate.literal.as_deref().unwrap_or_default();
    if words.iter().any(|w| !is_common(*w)) || has_own_number(literal) {
        return Ok(Strength::Words);
    }
    match candidate.kind {
        // `screenshot.png` lies beside many records, and `/usr/bin` is on every machine.
        Kind::FileName => Err(Reason::Common),
        Kind::Found | Kind::Part if !super::identifiers::is_address(literal) => Err(Reason::Common),
        _ if words.len() < 2 => Err(Reason::Common),
        _ => Ok(Strength::Literal),
    }
}

/// A number of four digits or more that is no year, or letters and digits mixed.
fn has_own_number(literal: &str) -> bool {
    literal.split(|c: char| !c.is_alphanumeric()).any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let year = part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
        if digits == part.len() { digits >= 4 && !year } else { digits >= 3 }
    })
}
