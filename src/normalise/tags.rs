//! Where tags end, and which of them end a word.

use super::work;
use std::collections::HashSet;

/// Finds the ends of a text's tags in time linear in the text, though a tag that never ends is read to the end of the text.
///
/// What follows a quotation mark depends on the mark and on whether it opens or closes, and on nothing before it. So once one
/// tag had no end, no mark is passed in the same sense again: whoever comes there has no end either.
#[derive(Default)]
pub(super) struct Tags {
    /// From the first to the second, counted in bytes from the end of the text, there is none of `>`, `"` and `'`.
    quiet: Option<(usize, usize)>,
    any_unended: bool,
    /// Marks, counted from the end of the text, that tags without end came by.
    passed: HashSet<(usize, Mark)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    Opens,
    Closes,
}

impl Tags {
    /// Where the tag that `text` starts with has its `>`, outside quotes. `text` always goes to the end of the same text, and
    /// each time begins further on.
    pub(super) fn end(&mut self, text: &[u8]) -> Option<usize> {
        let end = self.walk(text);
        self.any_unended |= end.is_none();
        end
    }

    fn walk(&mut self, text: &[u8]) -> Option<usize> {
        let mut at = 1 + self.first_sign(&text[1..])?;
        while text[at] != b'>' {
            let quote = text[at];
            self.pass(text.len() - at, Mark::Opens)?;
            at += 1 + find(&text[at + 1..], |rest| memchr::memchr(quote, rest))?;
            self.pass(text.len() - at, Mark::Closes)?;
            at += 1 + find(&text[at + 1..], signs)?;
        }
        Some(at)
    }

    /// The next sign. A stretch that was found to have none is not read again.
    fn first_sign(&mut self, text: &[u8]) -> Option<usize> {
        let (from, to) = self.quiet.filter(|(from, to)| (*to..=*from).contains(&text.len())).unwrap_or_else(|| {
            let next = find(text, signs);
            (text.len(), next.map_or(0, |next| text.len() - next))
        });
        self.quiet = Some((from, to));
        (to > 0).then(|| text.len() - to)
    }

    /// `None`: somebody was here and found no end.
    fn pass(&mut self, left: usize, mark: Mark) -> Option<()> {
        let is_new = !self.any_unended || self.passed.insert((left, mark));
        is_new.then_some(())
    }
}

fn signs(text: &[u8]) -> Option<usize> {
    memchr::memchr3(b'>', b'"', b'\'', text)
}

fn find(text: &[u8], next: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
    let found = next(text);
    work::done(found.unwrap_or(text.len()));
    found
}

/// Elements that don't end a word. `sub`, `sup` and ruby are not among them: a note's number is no part of the name before it.
pub(super) fn is_inline(name: &[u8]) -> bool {
    const INLINE: [&str; 39] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "path", "q", "r", "s", "samp", "small", "span", "strike", "strong",
        "svg", "t", "textpath", "time", "tspan", "tt", "u", "use", "var", "wbr",
    ];
    let mut lower = [0; 12];
    let lower = match lower.get_mut(..name.len()) {
        Some(lower) => lower,
        None => return is_run(name),
    };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    INLINE.binary_search_by(|inline| inline.as_bytes().cmp(lower)).is_ok() || is_run(name)
}

/// What a word processor puts between the letters of a word: runs, their properties, marks of its spelling checker.
fn is_run(name: &[u8]) -> bool {
    const ENDS: [&[u8]; 12] =
        [b"p", b"br", b"cr", b"tab", b"tc", b"tr", b"tbl", b"h", b"line-break", b"s", b"list-item", b"table-cell"];
    let Some(colon) = memchr::memchr(b':', name) else { return false };
    let (space, local) = (&name[..colon], &name[colon + 1..]);
    [&b"w"[..], b"a", b"text"].iter().any(|known| space.eq_ignore_ascii_case(known))
        && !ENDS.iter().any(|end| local.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::{Tags, is_inline};

    #[test]
    fn inline_elements_are_found_whatever_their_case() {
        for name in ["a", "wbr", "STRONG", "textPath", "tspan", "w:t", "w:rPr", "a:r", "text:span"] {
            assert!(is_inline(name.as_bytes()), "{name}");
        }
        for name in ["p", "td", "sub", "w:p", "a:p", "text:p", "textareaelement", "x:t"] {
            assert!(!is_inline(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn a_tag_ends_outside_of_quotes() {
        let end = |text: &str| Tags::default().end(text.as_bytes());
        assert_eq!(end("<a title='x > y'>z"), Some(16));
        assert_eq!(end("<a title=\"x > y>z"), None);
        assert_eq!(end("<a"), None);
    }

    #[test]
    fn where_one_tag_has_no_end_the_next_is_judged_by_itself() {
        // The first opens a quote that nobody closes; the second is whole.
        let text = b"<a title=\"x <b id='y'> z";
        let mut tags = Tags::default();
        assert_eq!((tags.end(text), tags.end(&text[12..])), (None, Some(9)));
    }
}
