//! The forms in which a person's name may turn up.

use crate::normalise::{Word, words};
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A name of more words is a description.
const MOST_WORDS: usize = 5;

/// `Jane Q. Roe (Globex)` gives that name, without the initial, the other way round, as a handle, and the company.
pub(super) fn forms(name: &str) -> Vec<String> {
    let parts = name.split(['(', ')', '<', '>', ',', ';', '/', '|', '[', ']']).map(str::trim);
    let mut forms = Vec::new();
    if name.contains(',') {
        forms.push(name.to_owned());
    }
    for part in parts.filter(|part| !part.is_empty() && !part.contains('@')) {
        forms.push(part.to_owned());
        forms.extend(spelled(part));
        let words: Vec<&str> = part.split_whitespace().collect();
        let ([first, .., last], true) = (words.as_slice(), words.len() <= MOST_WORDS) else { continue };
        let rest = words[..words.len() - 1].join(" ");
        forms.push(format!("{last} {rest}"));
        if words.len() > 2 {
            forms.push(format!("{first} {last}"));
            forms.push(format!("{last} {first}"));
        }
        let handle = format!("{first}{last}");
        if handle.chars().all(char::is_alphanumeric) {
            forms.push(handle);
        }
    }
    forms
}

/// As it is spelled where umlauts are missing: `Mueller`, `Soerensen`.
fn spelled(name: &str) -> Option<String> {
    let mut spelled = String::with_capacity(name.len() + 4);
    for c in name.nfc() {
        let letters = match c {
            'ä' | 'æ' => "ae",
            'ö' | 'ø' => "oe",
            'ü' => "ue",
            'å' => "aa",
            'Ä' | 'Æ' => "Ae",
            'Ö' | 'Ø' => "Oe",
            'Ü' => "Ue",
            'Å' => "Aa",
            _ => {
                spelled.push(c);
                continue;
            }
        };
        spelled.push_str(letters);
    }
    (spelled != name).then_some(spelled)
}

/// Two to four words and nothing but words: it may be a name, and is nothing more.
pub(super) fn is_plain(value: &str) -> bool {
    (2..=4).contains(&value.split_whitespace().count())
        && value.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
}

/// Whether a key of one's own asks for somebody: `private.reporter`.
pub(super) fn is_asked(key: &str) -> bool {
    const PEOPLE: [&str; 10] =
        ["reporter", "finder", "author", "name", "customer", "contact", "researcher", "person", "client", "victim"];
    key.rsplit_once('.').is_some_and(|(above, last)| above.starts_with("private") && PEOPLE.contains(&last))
}

/// Whether a key names the team that works on a record: its members are no secret where a page names them.
pub(super) fn is_team(key: &str) -> bool {
    let list = key.split(['.', '[']).next().unwrap_or(key);
    matches!(list, "responders" | "coordinator" | "authors")
}

/// Words that make a "name" the description of a role, where all of its words are common.
const ROLES: &str = "a admin administrator administrators admins an analyst and anonymous board call coordinator committee \
    community contributor contributors customer department developer developers duty engineer engineering engineers \
    external foundation group incident infrastructure internal lead maintainer maintainers manager member members of office \
    officer on oncall operations operator owner person platform product project release reporter researcher researchers \
    response security service staff support team teams the third unit user users vendor";

pub(super) fn is_role(word: Word) -> bool {
    static WORDS: LazyLock<HashSet<Word>> = LazyLock::new(|| {
        let mut out = Vec::new();
        words(ROLES.as_bytes(), &mut out);
        out.into_iter().collect()
    });
    WORDS.contains(&word)
}
