//! Marks that a page explains: `shows_marks` in its front matter says that the marks in its code are shown.
//!
//! While the gate looks at the text, the signs in its code are exchanged for others that no mark is made of, and back afterwards. So
//! outside code all holds as everywhere: what looks like a mark is an error. Such a page withholds nothing, as nobody could
//! distinguish a mark that is meant from one that is explained.

use super::events;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// What code does with marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum InCode {
    /// They withhold, as everywhere.
    Withhold,
    Show,
}

/// Private to Unicode: so far behind a sign is its stand-in.
const BEHIND: u32 = 0xE000;

fn stand_in(sign: char) -> char {
    char::from_u32(BEHIND + sign as u32).unwrap_or(sign)
}

fn sign(stand_in: char) -> Option<char> {
    let sign = char::from_u32((stand_in as u32).checked_sub(BEHIND)?)?;
    is_covered(sign).then_some(sign)
}

/// Backticks stay: they are what code begins and ends with.
fn is_covered(letter: char) -> bool {
    letter.is_ascii_punctuation() && letter != '`'
}

/// The text with stand-ins in its code. None: it holds a stand-in already.
pub(in crate::private) fn cover(source: &str) -> Option<String> {
    if source.chars().any(|c| sign(c).is_some()) {
        return None;
    }
    let (mut covered, mut at) = (String::with_capacity(source.len()), 0);
    for range in code(source) {
        covered.push_str(source.get(at..range.start)?);
        covered.extend(source[range.clone()].chars().map(|c| if is_covered(c) { stand_in(c) } else { c }));
        at = range.end;
    }
    covered.push_str(&source[at..]);
    Some(covered)
}

/// The text as it was written.
pub(in crate::private) fn uncover(text: &str) -> String {
    text.chars().map(|c| sign(c).unwrap_or(c)).collect()
}

/// What stands in code: each line of a block, and spans that don't go over a line.
fn code(source: &str) -> Vec<Range<usize>> {
    let (mut found, mut block) = (Vec::new(), false);
    for (event, range) in events(source) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => block = true,
            Event::End(TagEnd::CodeBlock) => block = false,
            Event::Text(_) if block => found.push(range),
            Event::Code(_) if !source[range.clone()].contains('\n') => found.push(range),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::private::marks::looks_like_mark;

    #[test]
    fn marks_in_code_are_none_while_they_are_covered_and_come_back_as_they_were() {
        let marks = [
            "```yaml\nreporter: !private Jane\n```",
            "- ~~~\n  ::: private\n  x\n  :::\n  ~~~\n",
            "    <!-- x -->\n",
            "Write `[x]{.private}` or ``::: private``.",
            "````\n```private\n```\n````",
        ];
        for source in marks {
            let covered = cover(source).expect("no stand-in");
            assert!(!looks_like_mark(&covered), "{source}");
            assert_eq!(uncover(&covered), source);
        }
    }

    #[test]
    fn outside_code_a_mark_stays_a_mark() {
        for source in ["::: private\nx\n:::\n", "[x]{.private} and `y`", "a `b\n::: private` c", "<!-- `x` -->"] {
            assert!(looks_like_mark(&cover(source).expect("no stand-in")), "{source}");
        }
    }

    #[test]
    fn a_text_with_a_stand_in_of_its_own_is_none_that_can_be_covered() {
        assert_eq!(cover("\u{E021}private"), None);
        assert!(cover("\u{E060}").is_some(), "a backtick has none");
    }
}
