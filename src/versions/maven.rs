//! Maven's order: tokens between dots, hyphens, and digits and letters; qualifiers before releases (POM reference, "Version Order
//! Specification").

use std::cmp::Ordering;

#[derive(Clone, PartialEq, Eq, Debug)]
struct Token {
    /// It follows a hyphen, or a change between digits and letters.
    hyphen: bool,
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    /// Digits without zeros in front.
    Number(String),
    Word(String),
}

/// What comes before a release, in this order; the empty word is the release itself.
const QUALIFIERS: [&str; 7] = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

pub(super) fn compare(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (tokens(a)?, tokens(b)?);
    let pairs = (0..a.len().max(b.len())).map(|at| match (a.get(at), b.get(at)) {
        (Some(a), Some(b)) => order(a, b),
        (Some(a), None) => order(a, &padding(a)),
        (None, Some(b)) => order(&padding(b), b),
        (None, None) => Ordering::Equal,
    });
    Some(pairs.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal))
}

/// Whether it comes before the release that it is named after.
pub(super) fn is_early(written: &str) -> bool {
    let early = |token: &Token| matches!(&token.kind, Kind::Word(word) if QUALIFIERS[..5].contains(&word.as_str()));
    tokens(written).is_some_and(|tokens| tokens.iter().any(early))
}

/// What an absent token counts as.
fn padding(other: &Token) -> Token {
    let kind = match other.kind {
        Kind::Number(_) => Kind::Number(String::new()),
        Kind::Word(_) => Kind::Word(String::new()),
    };
    Token { hyphen: other.hyphen, kind }
}

fn order(a: &Token, b: &Token) -> Ordering {
    match (&a.kind, &b.kind) {
        (Kind::Number(x), Kind::Number(y)) if a.hyphen == b.hyphen => x.len().cmp(&y.len()).then_with(|| x.cmp(y)),
        // -number < .number
        (Kind::Number(_), Kind::Number(_)) => b.hyphen.cmp(&a.hyphen),
        (Kind::Number(_), Kind::Word(_)) => Ordering::Greater,
        (Kind::Word(_), Kind::Number(_)) => Ordering::Less,
        (Kind::Word(x), Kind::Word(y)) => {
            let rank = |word: &String| QUALIFIERS.iter().position(|known| known == word).unwrap_or(QUALIFIERS.len());
            rank(x).cmp(&rank(y)).then_with(|| x.cmp(y))
        }
    }
}

fn tokens(written: &str) -> Option<Vec<Token>> {
    let lower = written.trim().to_lowercase();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
    if !lower.bytes().all(known) || !lower.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mut found, mut current, mut hyphen) = (Vec::new(), String::new(), false);
    for c in lower.chars() {
        let separator = matches!(c, '.' | '-' | '_' | '+');
        let turns = current.chars().last().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit());
        if separator || turns {
            found.push(token(std::mem::take(&mut current), hyphen, turns && !separator && c.is_ascii_digit()));
            hyphen = c != '.';
        }
        if !separator {
            current.push(c);
        }
    }
    found.push(token(current, hyphen, false));
    Some(trimmed(found))
}

/// `before_number`: a1 is alpha-1.
fn token(text: String, hyphen: bool, before_number: bool) -> Token {
    if text.is_empty() || text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Token { hyphen, kind: Kind::Number(text.trim_start_matches('0').to_owned()) };
    }
    let word = match (&*text, before_number) {
        ("a", true) => "alpha",
        ("b", true) => "beta",
        ("m", true) => "milestone",
        ("cr", _) => "rc",
        ("final" | "ga" | "release", _) => "",
        (word, _) => word,
    };
    Token { hyphen, kind: Kind::Word(word.to_owned()) }
}

/// Without what counts as nothing at the end, before a hyphen, and before a qualifier.
fn trimmed(tokens: Vec<Token>) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let nothing = |token: &Token| matches!(&token.kind, Kind::Number(text) | Kind::Word(text) if text.is_empty());
    for token in tokens {
        if token.hyphen || matches!(token.kind, Kind::Word(_)) {
            while found.len() > 1 && found.last().is_some_and(nothing) {
                found.pop();
            }
        }
        found.push(token);
    }
    while found.len() > 1 && found.last().is_some_and(nothing) {
        found.pop();
    }
    found
}
