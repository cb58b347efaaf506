//! Garbled text: UTF-8 that was read as Windows-1252 at some time, so that `—` became `â€”`.

use crate::diagnostic::Code;
use crate::lint::passages::words_of;
use crate::lint::{Found, Place, Replacement, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::Mojibake], look };

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.passages().filter(|(_, passage)| !passage.text.as_str().is_ascii()) {
        for (text, at) in words_of(passage) {
            for garbled in garbled(&text) {
                let place = Place::passage(written, passage, at + garbled.offset);
                let problem = "this text is garbled: it was read in the wrong encoding";
                let help = "write what was meant; `fanlight check --fix` does";
                let replacement = Replacement { from: garbled.from, to: garbled.to };
                found.add_with(Code::Mojibake, place, problem, help, Some(replacement));
            }
            if let Some(lost) = text.find('\u{FFFD}') {
                let place = Place::passage(written, passage, at + lost);
                let problem = "a character was lost: a replacement character stands in its place";
                found.add(Code::Mojibake, place, problem, "write the character that was meant");
            }
        }
    }
}

struct Garbled {
    offset: usize,
    from: String,
    to: String,
}

/// Sequences that can hardly mean themselves, each with what it was.
fn garbled(text: &str) -> Vec<Garbled> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let Some(len) = sequence(&chars, at) else {
            at += 1;
            continue;
        };
        // What was garbled twice is a sequence of sequences.
        let mut end = at + len;
        while let Some(more) = sequence(&chars, end) {
            end += more;
        }
        let bytes = chars[at].0..chars.get(end).map_or(text.len(), |(offset, _)| *offset);
        let from = &text[bytes.clone()];
        found.push(Garbled { offset: bytes.start, from: from.to_owned(), to: repaired_once(from) });
        at = end;
    }
    found
}

/// How many characters from here are one that was garbled.
fn sequence(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let (_, first) = chars.get(at)?;
    let lead = byte(*first)?;
    let len = match lead {
        0xC2..=0xC3 => 2,
        // `Ä“` may close a quotation; inside a word it is garbled.
        0xC4..=0xC5 if at > 0 && chars[at - 1].1.is_lowercase() => 2,
        0xE1..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = chars.get(at..at + len)?.iter().map(|(_, c)| byte(*c)).collect::<Option<_>>()?;
    let decoded = std::str::from_utf8(&bytes).ok()?;
    decoded.chars().all(|c| !c.is_control() || c == '\u{85}').then_some(len)
}

fn repaired_once(garbled: &str) -> String {
    let mut text = garbled.to_owned();
    for _ in 0..3 {
        let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
        match bytes.map(String::from_utf8) {
            Some(Ok(decoded)) => text = decoded,
            _ => break,
        }
    }
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// The byte beyond ASCII that Windows-1252 reads as this character.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => HIGH.iter().position(|it| *it == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::lines;

    fn repaired(text: &str) -> String {
        garbled(text).into_iter().rev().fold(text.to_owned(), |mut text, it| {
            text.replace_range(it.offset..it.offset + it.from.len(), &it.to);
            text
        })
    }

    #[test]
    fn garbled_text_becomes_what_it_was() {
        assert_eq!(repaired("alone â€” often"), "alone — often");
        assert_eq!(repaired("projectâ€™s cafÃ©, naÃ¯ve"), "project’s café, naïve");
        assert_eq!(repaired("twice Ã¢â‚¬â€\u{9d} so"), "twice — so");
        assert_eq!(repaired("ðŸ¿ MichaÅ‚"), "ðŸ¿ Michał");
        assert_eq!(repaired("ðŸ˜€"), "😀");
    }

    #[test]
    fn what_looks_foreign_and_is_right_stays() {
        for right in ["„Spaß“", "ÂGE", "Å“ ", "à la carte", "Ça «va»", "naïve café — “so”", "Ä“"]
        {
            assert!(garbled(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn it_is_reported_by_its_line_and_not_in_code() {
        let page = "# A\n\nAll is well.\n\nalone â€” often, and `â€”` in code.\n";
        assert_eq!(lines("pages/a.md", page), [(Code::Mojibake, 5)]);
    }
}
