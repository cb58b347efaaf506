//! How a new record is named: `HARBOUR-{year}-{random:4}`.
//!
//! A random part says nothing of order or number. `{seq:4}` does: it counts withheld records too, so that a gap reveals
//! them. Which of the two a site wants is for its author to say; the default is random.

/// Without vowels, which would spell words, and without what looks alike.
const ALPHABET: &[u8; 26] = b"23456789bcdfghjkmnpqrtvwxz";
/// Bytes from here on are drawn again, so that each letter is as likely.
const FAIR: u8 = 234;
const RANDOM: usize = 4;
const WIDEST: usize = 32;
/// So often it is tried to draw an id that is free.
const TRIES: usize = 1000;

/// A pattern of ids, parsed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    Year,
    /// So many letters of the alphabet.
    Random(usize),
    /// A number of at least so many digits.
    Sequence(usize),
}

impl Pattern {
    /// The error is a fixed sentence.
    pub fn parse(written: &str) -> Result<Pattern, &'static str> {
        let mut pieces = Vec::new();
        let mut rest = written.trim();
        while !rest.is_empty() {
            let (text, more) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
            if !text.is_empty() {
                pieces.push(Piece::Text(literal(text)?));
            }
            let Some(more) = more.strip_prefix('{') else { break };
            let (word, after) = more.split_once('}').ok_or("a `{` of the pattern isn't closed")?;
            pieces.push(piece(word)?);
            rest = after;
        }
        let varies = pieces.iter().filter(|piece| matches!(piece, Piece::Random(_) | Piece::Sequence(_))).count();
        match varies {
            1 => Ok(Pattern(pieces)),
            _ => Err("a pattern of ids has one `{random:4}` or one `{seq:4}`: each record needs an id of its own"),
        }
    }

    /// `HARBOUR-{year}-{random:4}` for a site that says nothing: after the first of `names` that has a word to begin with.
    pub fn named_after<'a>(names: impl IntoIterator<Item = &'a str>) -> Pattern {
        let word = |name: &str| {
            let words = name.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_uppercase);
            words.into_iter().find(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let prefix = names.into_iter().find_map(word).unwrap_or_else(|| "ID".into());
        Pattern(vec![Piece::Text(prefix + "-"), Piece::Year, Piece::Text("-".into()), Piece::Random(RANDOM)])
    }

    /// What every id of the pattern begins with: `HARBOUR-`.
    pub fn beginning(&self) -> String {
        let fixed =
            self.0.iter().map_while(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None });
        fixed.collect()
    }

    /// An id that is not among `taken` (letter case ignored). `None`: none was found that is free.
    pub fn draw(&self, year: i32, taken: &[String], random: &mut dyn FnMut() -> u8) -> Option<String> {
        let number = self.next_number(year, taken);
        let mut drawn = (0..TRIES).map(|_| self.fill(year, number, random));
        drawn.find(|id| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(id)))
    }

    fn fill(&self, year: i32, number: u64, random: &mut dyn FnMut() -> u8) -> String {
        let filled = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Year => year.to_string(),
            Piece::Random(width) => (0..*width).map(|_| letter(random)).collect(),
            Piece::Sequence(width) => format!("{number:0width$}"),
        });
        filled.collect()
    }

    /// One more than the highest in use.
    fn next_number(&self, year: i32, taken: &[String]) -> u64 {
        let fixed = |pieces: &[Piece]| Pattern(pieces.to_vec()).fill(year, 0, &mut || 0);
        let Some(at) = self.0.iter().position(|it| matches!(it, Piece::Sequence(_))) else { return 0 };
        let (before, after) =
            (fixed(&self.0[..at]).to_ascii_lowercase(), fixed(&self.0[at + 1..]).to_ascii_lowercase());
        let number = |id: &String| {
            let id = id.to_ascii_lowercase();
            id.strip_prefix(&before)?.strip_suffix(&after)?.parse::<u64>().ok()
        };
        taken.iter().filter_map(number).max().unwrap_or(0).saturating_add(1)
    }
}

fn letter(random: &mut dyn FnMut() -> u8) -> char {
    loop {
        let byte = random();
        if byte < FAIR {
            return char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]);
        }
    }
}

fn literal(text: &str) -> Result<String, &'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if text.chars().all(fits) { Ok(text.to_owned()) } else { Err("an id has letters, digits, `.`, `_` and `-` alone") }
}

fn piece(word: &str) -> Result<Piece, &'static str> {
    let (word, width) = match word.split_once(':') {
        Some((word, width)) => (word, Some(width.parse::<usize>().ok().filter(|value| (1..=WIDEST).contains(value)))),
        None => (word, None),
    };
    match (word, width) {
        (_, Some(None)) => Err("the number behind `:` in the pattern lies between 1 and 32"),
        ("year", None) => Ok(Piece::Year),
        ("random", width) => Ok(Piece::Random(width.flatten().unwrap_or(RANDOM))),
        ("seq", width) => Ok(Piece::Sequence(width.flatten().unwrap_or(1))),
        _ => Err("the pattern knows {year}, {random:4} and {seq:4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, FAIR, Pattern};

    fn draw(pattern: &str, taken: &[&str]) -> Option<String> {
        let taken: Vec<String> = taken.iter().map(|id| id.to_string()).collect();
        let mut byte = 0u8;
        let mut random = || {
            byte = byte.wrapping_add(1);
            byte
        };
        Pattern::parse(pattern).expect("a pattern").draw(2026, &taken, &mut random)
    }

    #[test]
    fn a_random_id_avoids_those_in_use_whatever_their_letter_case() {
        assert_eq!(draw("H-{year}-{random:4}", &[]).as_deref(), Some("H-2026-3456"));
        assert_eq!(draw("H-{year}-{random:4}", &["h-2026-3456"]).as_deref(), Some("H-2026-789b"));
        let all: Vec<String> = ALPHABET.iter().map(|it| format!("H-{}", char::from(*it))).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(draw("H-{random:1}", &all), None, "every id is taken");
    }

    #[test]
    fn a_sequence_goes_on_after_the_highest_of_its_year() {
        assert_eq!(draw("H-{year}-{seq:4}", &[]).as_deref(), Some("H-2026-0001"));
        assert_eq!(draw("H-{year}-{seq:4}", &["H-2026-0041", "H-2025-0077", "OTHER"]).as_deref(), Some("H-2026-0042"));
        assert_eq!(draw("{seq}.H", &["9.h"]).as_deref(), Some("10.H"));
    }

    #[test]
    fn every_letter_is_as_likely_and_none_looks_like_another() {
        assert_eq!(usize::from(FAIR) % ALPHABET.len(), 0);
        assert!(!ALPHABET.iter().any(|it| b"01ilouaesy".contains(it)));
    }

    #[test]
    fn a_pattern_that_would_give_one_id_twice_or_a_wrong_one_is_refused() {
        for wrong in ["", "H-{year}", "H {random}", "H-{random", "H-{rand:4}", "H-{seq:0}", "{seq}{random}", "../{seq}"]
        {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_site_that_says_nothing_gets_its_first_name() {
        let named = |names: &[&str]| Pattern::named_after(names.iter().copied()).fill(2026, 0, &mut || 0);
        assert_eq!(named(&["Example Project Security"]), "EXAMPLE-2026-2222");
        assert_eq!(named(&["«Ж» 7", "a harbour"]), "HARBOUR-2026-2222");
        assert_eq!(named(&[]), "ID-2026-2222");
    }
}
