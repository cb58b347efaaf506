//! Text into HTML, XML and URLs.

use std::borrow::Cow;

/// Without the characters that XML 1.0 forbids even where they are escaped (2.2, production 2).
pub fn allowed(text: &str) -> Cow<'_, str> {
    match text.chars().all(is_xml) {
        true => text.into(),
        false => text.chars().filter(|letter| is_xml(*letter)).collect::<String>().into(),
    }
}

pub fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Appends text with `& < > "` escaped, fit for content and for quoted attributes.
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[rest..at]);
        out.push_str(entity);
        rest = at + 1;
    }
    out.push_str(&text[rest..]);
}

/// Plain text as XML or HTML text, without what XML can't hold; good for attributes in either kind of quotes.
pub fn xml(text: &str) -> String {
    escaped(&allowed(text)).replace('\'', "&#39;")
}

/// The text alone.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

/// Percent-encodes what a URL must not hold, and leaves what is encoded already.
pub fn url(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let encoded = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let keep = match byte {
            b'%' => encoded(at + 1) && encoded(at + 2),
            b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^' => false,
            _ => byte.is_ascii_graphic(),
        };
        if keep {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// The other way: `%41` to `A`. What isn't valid stays as it is.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_html_is_escaped() {
        let mut out = String::new();
        push_text(&mut out, "a<b & \"c\">");
        assert_eq!(out, "a&lt;b &amp; &quot;c&quot;&gt;");
    }

    #[test]
    fn urls_keep_what_is_encoded_and_encode_the_rest() {
        assert_eq!(url("/a b%20c/ü?x=\"1\"&y=100%"), "/a%20b%20c/%C3%BC?x=%221%22&y=100%25");
        assert_eq!(decode("%41%zz%C3%BC%"), "A%zzü%");
    }
}
