//! Words that are identifiers by their looks alone: keys, tokens, passwords.

/// Below this a row of letters and digits is chance.
const SHORTEST_KEY: usize = 9;
const SHORTEST_PASSWORD: usize = 8;

/// A key made by a machine: letters and digits in no order.
pub(super) fn is_key(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) && word.split(['-', '_']).any(is_random)
}

fn is_random(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let capitals = part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let long = part.len() >= SHORTEST_KEY;
    long && (capitals && digits >= 2 && digits < part.len() && changes(part) >= 2 || digits >= 2 && changes(part) >= 4)
        || part.len() >= 2 * SHORTEST_KEY && capitals && (1..part.len()).contains(&digits)
}

/// `Tr0ub4dor-&3`: digits among the letters, or a sign that no name has; or three words and more in a row with hyphens.
pub(super) fn is_password(word: &str) -> bool {
    if word.len() < SHORTEST_PASSWORD || word.contains(['/', '\\', '=', '(', '.', ':']) || !word.is_ascii() {
        return false;
    }
    let inner = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let signs = inner.contains(['@', '&', '$', '!', '#', '%', '^', '~', '?']);
    let any = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    let mixed = changes(word) >= 3 && any(u8::is_ascii_lowercase) && any(u8::is_ascii_uppercase);
    mixed || signs && any(u8::is_ascii_digit) || is_phrase(word)
}

/// A row of words like `correct-horse-battery`. One of common words falls away later.
fn is_phrase(word: &str) -> bool {
    word.split('-').count() >= 3
        && word.split('-').all(|part| part.len() >= 3 && part.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// How often letters turn into digits and back.
fn changes(word: &str) -> usize {
    let (mut changes, mut last) = (0, None);
    for digit in word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.is_ascii_digit()) {
        changes += usize::from(last.is_some_and(|last| last != digit));
        last = Some(digit);
    }
    changes
}
