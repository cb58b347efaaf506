//! Other ways to read a text: words that are hyphenated at the end of a line, and Markdown without where its links lead.

use memchr::memmem;

/// The text with such words in one piece; `None`: it has none. A hyphen that belongs to the word is gone as well, so this is
/// read beside the text, not in place of it.
pub(super) fn joined(text: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut from = 0;
    for hyphen in memchr::memchr2_iter(b'-', 0xe2, text) {
        let Some((start, end)) = broken(text, hyphen).filter(|(start, _)| *start >= from) else { continue };
        joined.extend_from_slice(&text[from..start]);
        from = end;
    }
    (from > 0).then(|| {
        joined.extend_from_slice(&text[from..]);
        joined
    })
}

/// Markdown as it is read, where links don't stand between the words; `None`: it has none.
pub(super) fn unlinked(text: &[u8]) -> Option<Vec<u8>> {
    let mut left = Vec::new();
    let mut from = 0;
    for link in memmem::find_iter(text, b"](").filter(|link| text[link + 2..].starts_with(b"http")) {
        if link >= from {
            let end = text[link..].iter().position(|b| *b == b')' || b.is_ascii_whitespace());
            left.extend_from_slice(&text[from..link]);
            from = end.map_or(text.len(), |end| link + end);
        }
    }
    (from > 0).then(|| {
        left.extend_from_slice(&text[from..]);
        left
    })
}

/// From the hyphen to the rest of the word, where a line ends between them.
fn broken(text: &[u8], hyphen: usize) -> Option<(usize, usize)> {
    let is_letter = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let len = ["-", "\u{2010}"].iter().find(|it| text[hyphen..].starts_with(it.as_bytes()))?.len();
    let rest = text.get(hyphen + len..)?;
    text[..hyphen].last().filter(|b| is_letter(b))?;
    let blank = rest.iter().take(SPACES).take_while(|b| b.is_ascii_whitespace()).count();
    let next = rest.get(blank).filter(|b| is_letter(b));
    (next.is_some() && rest[..blank].contains(&b'\n')).then_some((hyphen, hyphen + len + blank))
}

/// The widest margin of the next line.
const SPACES: usize = 40;

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_word_is_joined_where_a_line_ends_in_it() {
        let read = |text: &str| joined(text.as_bytes()).map(|joined| String::from_utf8(joined).unwrap());
        assert_eq!(read("Priya Raghu-\r\n   nathan said").as_deref(), Some("Priya Raghunathan said"));
        assert_eq!(read("Raghu\u{2010}\nnathan a-\nb").as_deref(), Some("Raghunathan ab"));
        assert_eq!(read("well-known - \nand 1-\n2 --\nx"), None);
    }
}
