//! What is distinctive enough to be looked for.

use super::disclosed::Disclosed;
use super::kind::Kind;
use super::said::Said;
use super::{Candidate, common, identifiers, names, reserved};
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
    /// Two other public texts say the same.
    Standing,
    /// An address, a name or a place that everybody uses.
    Reserved,
    /// An older CVE, which the text cites.
    Older,
    /// A page of the site names them, and no record does.
    OnPage,
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
            Self::Short => "it is too short to be distinguished from chance",
            Self::Common => "its words are common, or disclosed elsewhere",
            Self::Disclosed => "the same value is disclosed elsewhere",
            Self::Standing => "several public texts say the same",
            Self::Reserved => "everybody uses it: it is kept for examples, for private networks, or on every machine",
            Self::Older => "it is an older CVE",
            Self::OnPage => "a page of the site names them anyway",
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
/// A short value of nothing but known words has so many of them.
const COMMON_WORDS: usize = 4;
const COMMON_WIDTH: usize = 20;

/// What is public, as far as something withheld is no secret for it.
pub(super) struct Known<'w> {
    pub disclosed: Disclosed<'w>,
    pub said: Said,
}

impl Known<'_> {
    /// A word of which no secret is made: common, part of a short disclosed value, or in several public texts.
    fn holds(&self, word: Word) -> bool {
        is_common(word) || self.disclosed.says(word) || self.said.knows(word)
    }

    fn holds_all(&self, text: &str) -> bool {
        let mut words = Vec::new();
        crate::normalise::words(text.as_bytes(), &mut words);
        words.into_iter().all(|word| self.holds(word))
    }
}

/// `own_year`: of the CVE that the record itself is about.
pub(super) fn judge(
    known: &Known,
    own_year: Option<i32>,
    words: &[Word],
    candidate: &Candidate,
) -> Result<Strength, Reason> {
    let Known { disclosed, said } = known;
    if words.is_empty() {
        return Err(Reason::Empty);
    }
    if disclosed.is_known(candidate.kind, words) || candidate.kind == Kind::Part && disclosed.is_part(words) {
        return Err(Reason::Disclosed);
    }
    if candidate.team && said.is_on_pages_alone(words) {
        return Err(Reason::OnPage);
    }
    if matches!(candidate.kind, Kind::Found | Kind::Mention) && said.is_known(words) {
        return Err(Reason::Standing);
    }
    let width = candidate.width;
    match candidate.kind {
        Kind::File => Ok(Strength::Words),
        Kind::Prose if words.iter().all(|word| known.holds(*word)) => Err(Reason::Common),
        Kind::Prose => Ok(Strength::Words),
        Kind::Name => name(words, width),
        Kind::Mention => mention(known, words, width),
        Kind::Found if is_older(candidate, own_year, said.year()) => Err(Reason::Older),
        Kind::Found if leads_on(disclosed, words, candidate) => Err(Reason::Disclosed),
        Kind::Id | Kind::Identifier | Kind::FileName | Kind::Found | Kind::Part => identifier(known, words, candidate),
        Kind::Value => value(known, words, width),
        Kind::Sentence => sentence(known, words, width),
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
fn mention(known: &Known, words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_HANDLE);
    }
    let public = |word: &Word| is_common(*word) || known.disclosed.says(*word);
    let thing = |word: &Word| is_common(*word) || known.disclosed.is_value(std::slice::from_ref(word));
    if words.iter().all(public) && words.iter().any(thing) { Err(Reason::Common) } else { Ok(Strength::Words) }
}

fn single(words: &[Word], width: usize, shortest: usize) -> Result<Strength, Reason> {
    match words {
        _ if width < shortest => Err(Reason::Short),
        [word] if is_common(*word) => Err(Reason::Common),
        _ => Ok(Strength::Words),
    }
}

/// A title, a tag: a person wrote it to be read alone. Of known words it is looked for as a whole, unless a public title says
/// as much, or another public text.
fn value(known: &Known, words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        let standing = words.iter().any(|word| known.said.knows(*word));
        return if standing { Err(Reason::Standing) } else { single(words, width, SHORTEST_WORD) };
    }
    if width < SHORTEST_TEXT {
        return Err(Reason::Short);
    }
    if words.iter().any(|word| !known.holds(*word)) {
        return Ok(Strength::Words);
    }
    match () {
        () if words.len() < COMMON_WORDS || width < COMMON_WIDTH => Err(Reason::Common),
        () if known.disclosed.contains(words) => Err(Reason::Disclosed),
        () if known.said.is_said_elsewhere(words) => Err(Reason::Standing),
        () => Ok(Strength::Words),
    }
}

/// Two records say "Update to the latest version." without knowing of each other: a short sentence needs a word of its own.
fn sentence(known: &Known, words: &[Word], width: usize) -> Result<Strength, Reason> {
    if words.len() < 2 {
        return single(words, width, SHORTEST_WORD);
    }
    if width < SHORTEST_TEXT {
        return Err(Reason::Short);
    }
    if words.iter().any(|word| !known.holds(*word)) { Ok(Strength::Words) } else { Err(Reason::Common) }
}

/// Strong by a word or a number of its own; made of common words it is looked for with its signs.
fn identifier(known: &Known, words: &[Word], candidate: &Candidate) -> Result<Strength, Reason> {
    if candidate.width < SHORTEST_IDENTIFIER {
        return Err(Reason::Short);
    }
    let literal = candidate.literal.as_deref().unwrap_or_default();
    if reserved::is(literal, candidate.written, &|word| known.holds_all(word)) {
        return Err(Reason::Reserved);
    }
    if words.iter().any(|w| !is_common(*w)) || has_own_number(literal) {
        return Ok(Strength::Words);
    }
    match candidate.kind {
        // `screenshot.png` lies beside many records, and `/usr/bin` is on every machine.
        Kind::FileName => Err(Reason::Common),
        Kind::Found | Kind::Part if !identifiers::is_address(literal) => Err(Reason::Common),
        _ if words.len() < 2 => Err(Reason::Common),
        _ => Ok(Strength::Literal),
    }
}

/// The year of a CVE id in lower case.
pub(super) fn cve_year(literal: &str) -> Option<i32> {
    literal.strip_prefix("cve-")?.split('-').next()?.parse().ok()
}

/// A CVE of a year before that of the record's own, or so old that it is out: a text cites it, and others do.
fn is_older(candidate: &Candidate, own_year: Option<i32>, now: Option<i32>) -> bool {
    let year = candidate.literal.as_deref().and_then(cve_year);
    year.is_some_and(|year| own_year.is_some_and(|own| year < own) || now.is_some_and(|now| year + 2 <= now))
}

/// A page below an address that is disclosed, with nothing of its own in the rest: a repository's file of instructions.
fn leads_on(disclosed: &Disclosed, words: &[Word], candidate: &Candidate) -> bool {
    let literal = candidate.literal.as_deref().unwrap_or_default();
    let path = literal.split_once('/').map_or("", |(_, path)| path);
    let plain = !path.bytes().any(|b| b.is_ascii_digit()) && identifiers::of_url(literal).is_empty();
    let rest_is_common = |at: usize| words[at..].iter().all(|word| is_common(*word));
    plain && (2..words.len()).any(|at| rest_is_common(at) && disclosed.is_value(&words[..at]))
}

/// A number of four digits or more that is no year, or letters and digits mixed.
fn has_own_number(literal: &str) -> bool {
    literal.split(|c: char| !c.is_alphanumeric()).any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let year = part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
        if digits == part.len() { digits >= 4 && !year } else { digits >= 3 }
    })
}
