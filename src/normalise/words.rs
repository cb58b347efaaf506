//! Text to words: case folded, NFKC, cut at everything but letters and digits.

use super::work;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A normalised word, as a hash of 64 bits: equal words have equal hashes, and two of a million different words share one with
/// a chance of one in ten million. The lowest bit says whether it is *light*: a number or shorter than three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u64);

impl Word {
    pub fn hash(self) -> u64 {
        self.0
    }

    /// Numbers and the shortest words say little by themselves.
    pub fn is_light(self) -> bool {
        self.0 & 1 == 1
    }

    fn new(folded: &[u8], hash: u64) -> Self {
        let light = folded.len() < 3 || folded[0].is_ascii_digit();
        Self(hash & !1 | u64::from(light))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Gap,
    Alnum,
    /// May begin an escape.
    Escape,
    Beyond,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'<' | b'&' | b'%' | b'\\' => Class::Escape,
            b if b.is_ascii_alphanumeric() => Class::Alnum,
            b if !b.is_ascii() => Class::Beyond,
            _ => Class::Gap,
        };
        byte += 1;
    }
    table
};

/// Appends the words of `text` and returns whether something in it looks encoded.
pub fn words(text: &[u8], out: &mut Vec<Word>) -> bool {
    work::done(text.len());
    let mut encoded = false;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match CLASS[usize::from(byte)] {
            Class::Gap => at += 1,
            Class::Escape => {
                encoded = encoded || begins_escape(&text[at..]);
                at += 1;
            }
            Class::Alnum => {
                let rest = &text[at..];
                let len = rest.iter().position(|b| CLASS[usize::from(*b)] != Class::Alnum).unwrap_or(rest.len());
                if rest.get(len).is_some_and(|b| !b.is_ascii()) {
                    at += beyond_ascii(rest, out);
                } else {
                    let word = &rest[..len];
                    out.push(Word::new(word, hash::<true>(word)));
                    at += len;
                }
            }
            Class::Beyond => at += beyond_ascii(&text[at..], out),
        }
    }
    encoded
}

/// Where each word of `text` is written; several words of a script without spaces share one place.
pub(crate) fn places(text: &[u8]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut folded = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = &text[at..];
        let len = match CLASS[usize::from(byte)] {
            Class::Gap | Class::Escape => 1,
            Class::Alnum | Class::Beyond => {
                let ascii = rest.iter().position(|b| CLASS[usize::from(*b)] != Class::Alnum).unwrap_or(rest.len());
                if rest.get(ascii).is_some_and(|b| !b.is_ascii()) {
                    folded.clear();
                    let len = beyond_ascii(rest, &mut folded);
                    places.extend(pieces(&rest[..len], at, folded.len()));
                    len
                } else {
                    places.push(at..at + ascii);
                    ascii
                }
            }
        };
        at += len;
    }
    places
}

/// Where the words of a stretch beyond ASCII are written: between its signs, or in all of it where that gives others.
fn pieces(stretch: &[u8], at: usize, count: usize) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut folded = Vec::new();
    let text = std::str::from_utf8(stretch).unwrap_or_default();
    let is_sign = |c: char| !c.is_alphanumeric() && !is_invisible(c) && !is_accent(c);
    let mut from = 0;
    for (end, sign) in text.match_indices(is_sign).chain([(text.len(), "")]) {
        folded.clear();
        fold(&text[from..end], &mut folded);
        places.extend(std::iter::repeat_n(at + from..at + end, folded.len()));
        from = end + sign.len();
    }
    if places.len() == count { places } else { vec![at..at + stretch.len(); count] }
}

/// Whether an escape may begin here that [`super::decode`] would decode.
fn begins_escape(text: &[u8]) -> bool {
    let hex = |at: usize| text.get(at).is_some_and(u8::is_ascii_hexdigit);
    match (text[0], text.get(1)) {
        (b'<', Some(b)) => b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'),
        (b'&', Some(b)) => *b == b'#' || super::entities::decode(&text[1..]).is_some(),
        (b'%', Some(_)) => hex(1) && hex(2),
        (b'\\', Some(b)) => {
            matches!(b, b'n' | b't' | b'r' | b'u' | b'U' | b'x' | b'b' | b'f' | b'/' | b'"' | b'\\') || hex(1) && hex(2)
        }
        _ => false,
    }
}

/// A stretch with characters beyond ASCII, up to the next ASCII character that is no letter or digit. Gives its length.
fn beyond_ascii(text: &[u8], out: &mut Vec<Word>) -> usize {
    let len =
        text.iter().position(|b| matches!(CLASS[usize::from(*b)], Class::Gap | Class::Escape)).unwrap_or(text.len());
    for chunk in text[..len].utf8_chunks() {
        fold(chunk.valid(), out);
    }
    len
}

/// NFKC without accents and full case folding, then cut into words.
fn fold(text: &str, out: &mut Vec<Word>) {
    let composed: String = text.nfkd().filter(|c| !is_accent(*c)).map(plain).nfc().collect();
    let mut word = String::with_capacity(composed.len());
    for c in composed.chars() {
        if is_invisible(c) {
            continue;
        }
        if stands_alone(c) || !c.is_alphanumeric() {
            flush(&mut word, out);
        }
        if c.is_alphanumeric() {
            // Upper and then lower case folds what lower case alone doesn't: ß and ss, ς and σ.
            word.extend(c.to_uppercase().flat_map(char::to_lowercase));
        }
        if stands_alone(c) {
            flush(&mut word, out);
        }
    }
    flush(&mut word, out);
}

/// What is put on letters of the Latin, Greek and Cyrillic scripts, which people leave out.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

/// A letter with a stroke is written without it where keyboards lack it.
fn plain(c: char) -> char {
    match c {
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ŧ' => 't',
        'Ŧ' => 'T',
        'ı' => 'i',
        _ => c,
    }
}

fn flush(word: &mut String, out: &mut Vec<Word>) {
    if word.is_empty() {
        return;
    }
    let bytes = word.as_bytes();
    out.push(Word::new(bytes, hash::<false>(bytes)));
    word.clear();
}

/// Characters that nobody sees: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Characters of scripts that put no spaces between words, or glue particles to names: each is a word of its own, so that a
/// name is found in the middle of a sentence.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;
/// In ASCII, what sets letters to lower case leaves digits as they are.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// A fast hash, the same on every machine. `ASCII` letters are folded on the way.
fn hash<const ASCII: bool>(word: &[u8]) -> u64 {
    let fold = if ASCII { LOWER } else { 0 };
    let mut state = SEED ^ (word.len() as u64).wrapping_mul(FACTOR);
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        state = mix(state ^ (u64::from_le_bytes(*chunk) | fold));
    }
    // The last bytes once more where there are eight: words are short, and this runs for each.
    let tail = match (word.last_chunk::<8>(), rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        (Some(last), _, _) => u64::from_le_bytes(*last) | fold,
        (_, Some(first), Some(last)) => {
            (u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) | fold
        }
        _ => rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte | fold as u8)),
    };
    mix(mix(state ^ tail) ^ SEED)
}

fn mix(state: u64) -> u64 {
    let wide = u128::from(state) * u128::from(FACTOR);
    (wide as u64) ^ (wide >> 64) as u64
}
