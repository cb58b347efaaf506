//! Comments in YAML. The parser passes them over; they are withheld, and so the audit has to know them.

use saphyr_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

/// Each comment with its line in `source`, from 1. None where the YAML is not well-formed.
pub(in crate::private) fn comments(source: &str) -> Vec<(u32, String)> {
    let begins = |at: usize| source[..at].chars().next_back().is_none_or(char::is_whitespace);
    if !source.match_indices('#').any(|(at, _)| begins(at)) {
        return Vec::new();
    }
    // In a scalar `#` is a letter like others. The parser counts characters.
    let letters: Vec<char> = source.chars().collect();
    let mut scalars: Vec<Range<usize>> = Vec::new();
    for event in Parser::new_from_str(source) {
        match event {
            Ok((Event::Scalar(_, style, ..), span)) => {
                let (start, end) = (span.start.index(), span.end.index().min(letters.len()));
                let end = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(&letters, start).unwrap_or(end),
                    _ => end,
                };
                scalars.push(start..end);
            }
            Ok(_) => {}
            Err(_) => return Vec::new(),
        }
    }
    let mut scalars = scalars.into_iter().peekable();
    let (mut found, mut at, mut inside): (Vec<(u32, String)>, usize, usize) = (Vec::new(), 0, 0);
    for (line, text) in source.split('\n').enumerate() {
        let mut before = ' ';
        for (byte, letter) in text.char_indices() {
            while let Some(scalar) = scalars.next_if(|scalar| scalar.start <= at) {
                inside = inside.max(scalar.end);
            }
            if letter == '#' && before.is_whitespace() && at >= inside {
                found.push((line as u32 + 1, text[byte + 1..].trim().to_owned()));
                at += text[byte..].chars().count();
                break;
            }
            before = letter;
            at += 1;
        }
        at += 1;
    }
    found
}

/// Where the quotes end that begin at `start`; the parser reads on to the next word.
fn quoted(letters: &[char], start: usize) -> Option<usize> {
    let quote = *letters.get(start).filter(|value| matches!(value, '"' | '\''))?;
    let mut at = start + 1;
    loop {
        match letters.get(at)? {
            '\\' if quote == '"' => at += 2,
            it if *it == quote && quote == '\'' && letters.get(at + 1) == Some(&quote) => at += 2,
            it if *it == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::comments;

    #[test]
    fn comments_are_found_and_letters_are_none() {
        let source = "# é one\na: b # two\nc: \"# no\" # three\nd: it's # four\ne: |\n  # no heading\n  x # no\n\nf: > # five\n  y\n  # no\ng: a#b\nh: ['#', c] # six\n# seven";
        let found: Vec<String> = comments(source).into_iter().map(|(line, text)| format!("{line} {text}")).collect();
        assert!(found.iter().all(|it| !it.contains("no")), "{found:?}");
        for wanted in ["1 é one", "2 two", "3 three", "4 four", "13 six", "14 seven"] {
            assert!(found.iter().any(|it| it == wanted), "{wanted}: {found:?}");
        }
    }
}
