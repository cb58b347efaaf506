//! Takes one layer of escapes off a text.

use super::{entities, tags::Tags, work};

/// What is escaped in a text, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Tags and character references.
    Markup,
    /// Backslash escapes, as in JSON and JavaScript.
    Strings,
    /// All of that, and percent escapes: for what lies beneath another layer.
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    /// `J<em>a</em>ne` is one word.
    Dropped,
    /// `<a>Jane</a><b>reporter</b>` may be shown as two.
    Spaced,
}

#[derive(Default)]
pub(super) struct Decoded {
    /// What is read from top to bottom.
    pub flow: Vec<u8>,
    /// What lies inside tags, comments, scripts and styles.
    pub aside: Vec<u8>,
    /// An inline tag stood between two letters, so that [`Inline::Spaced`] gives other words.
    pub glued: bool,
    /// The flow ends with a letter and an inline tag.
    seam: bool,
    tags: Tags,
}

pub(super) fn decode(text: &[u8], syntax: Syntax, inline: Inline) -> Decoded {
    let aside = if syntax == Syntax::Strings { 0 } else { text.len() / 2 };
    let mut decoded =
        Decoded { flow: Vec::with_capacity(text.len()), aside: Vec::with_capacity(aside), ..Decoded::default() };
    let mut at = 0;
    work::done(text.len());
    while let Some(next) = find_special(syntax, &text[at..]) {
        decoded.shown(&text[at..at + next]);
        at += next;
        at += match text[at] {
            b'<' => decoded.tag(&text[at..], inline),
            _ => {
                decoded.meets(b'&');
                escape(&text[at..], syntax, &mut decoded.flow)
            }
        };
    }
    decoded.shown(&text[at..]);
    decoded
}

/// Whether there is anything to decode.
pub(super) fn may_hold(text: &[u8], syntax: Syntax) -> bool {
    find_special(syntax, text).is_some()
}

/// The next byte that the syntax gives a meaning.
fn find_special(syntax: Syntax, text: &[u8]) -> Option<usize> {
    match syntax {
        Syntax::Markup => memchr::memchr2(b'<', b'&', text),
        Syntax::Strings => memchr::memchr(b'\\', text),
        Syntax::Any => text.iter().position(|b| matches!(b, b'<' | b'&' | b'%' | b'\\')),
    }
}

/// Decodes the escape at the start of `text`, which begins with `&`, `%` or `\`. Gives how many bytes it took.
fn escape(text: &[u8], syntax: Syntax, out: &mut Vec<u8>) -> usize {
    let (decoded, len) = match text[0] {
        b'&' => match entities::decode(&text[1..]) {
            Some((c, len)) => (c, len + 1),
            None => ('&', 1),
        },
        b'%' => {
            // A byte, not a character: several make one.
            let byte = text.get(1..3).and_then(hex);
            out.push(byte.map_or(b'%', |b| b as u8));
            return if byte.is_some() { 3 } else { 1 };
        }
        _ => match style(text).filter(|_| syntax == Syntax::Any) {
            Some(styled) => styled,
            None => backslash(text),
        },
    };
    out.extend_from_slice(decoded.encode_utf8(&mut [0; 4]).as_bytes());
    len
}

/// An escape of CSS: two to six hexadecimal digits, and a space that belongs to them.
fn style(text: &[u8]) -> Option<(char, usize)> {
    let digits = text[1..].iter().take(6).take_while(|b| b.is_ascii_hexdigit()).count();
    let end = 1 + digits;
    let decoded = text.get(1..end).filter(|_| digits >= 2).and_then(hex).and_then(char::from_u32)?;
    Some((decoded, end + usize::from(text.get(end).is_some_and(u8::is_ascii_whitespace))))
}

/// JSON's escapes, and those of JavaScript and others: `\u{61}`, `\x61`, `\U00000061`.
fn backslash(text: &[u8]) -> (char, usize) {
    let code = |from: usize, to: usize| text.get(from..to).and_then(hex);
    let character = |code: Option<u32>, len: usize| code.and_then(char::from_u32).map(|c| (c, len));
    let decoded = match text.get(1) {
        Some(b'n' | b'r') => Some(('\n', 2)),
        Some(b't' | b'b' | b'f') => Some((' ', 2)),
        Some(&b @ (b'"' | b'\\' | b'/' | b'\'')) => Some((char::from(b), 2)),
        Some(b'x') => character(code(2, 4), 4),
        Some(b'U') => character(code(2, 10), 10),
        Some(b'u') if text.get(2) == Some(&b'{') => {
            let end = text.iter().take(11).position(|&b| b == b'}').unwrap_or(0);
            character(code(3, end), end + 1)
        }
        Some(b'u') => match (code(2, 6), code(8, 12)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) if text.get(6..8) == Some(b"\\u") => {
                character(Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12)
            }
            (unit, _) => character(unit, 6),
        },
        _ => None,
    };
    decoded.unwrap_or(('\\', 1))
}

fn hex(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

impl Decoded {
    /// Text of the flow that needs no decoding.
    fn shown(&mut self, text: &[u8]) {
        if let Some(&first) = text.first() {
            self.meets(first);
            self.flow.extend_from_slice(text);
        }
    }

    fn meets(&mut self, first: u8) {
        self.glued |= self.seam && is_wordy(first);
        self.seam = false;
    }

    /// Takes what begins with `<` apart. Gives its length.
    fn tag(&mut self, text: &[u8], inline: Inline) -> usize {
        let closing = text.get(1) == Some(&b'/');
        let name = &text[if closing { 2 } else { 1 }..];
        match name.first() {
            Some(b'!') if text.starts_with(b"<!--") => self.set_aside(text, 4, b"-->"),
            Some(b'!') if text.starts_with(b"<![CDATA[") => self.keep(text, 9, b"]]>"),
            Some(b'!' | b'?') => self.set_aside(text, 2, b">"),
            Some(first) if first.is_ascii_alphabetic() => {
                let name = &name[..name.iter().position(|b| !is_name(*b)).unwrap_or(name.len())];
                self.element(text, name, closing, inline)
            }
            _ => {
                self.flow.push(b'<');
                1
            }
        }
    }

    fn element(&mut self, text: &[u8], name: &[u8], closing: bool, inline: Inline) -> usize {
        let Some(end) = self.tags.end(text) else {
            self.flow.push(b'<');
            return 1;
        };
        let attributes = &text[1 + usize::from(closing) + name.len()..end];
        if attributes.iter().any(u8::is_ascii_alphanumeric) {
            self.attributes(attributes);
        }
        if inline == Inline::Dropped && super::tags::is_inline(name) {
            self.seam = self.flow.last().is_some_and(|b| is_wordy(*b));
        } else {
            self.flow.push(b' ');
            self.seam = false;
        }
        let raw = !closing && [&b"script"[..], b"style"].iter().any(|raw| name.eq_ignore_ascii_case(raw));
        end + 1 + if raw { self.raw(&text[end + 1..], name) } else { 0 }
    }

    fn attributes(&mut self, mut text: &[u8]) {
        while let Some(at) = memchr::memchr(b'&', text) {
            self.aside.extend_from_slice(&text[..at]);
            text = &text[at..];
            text = &text[escape(text, Syntax::Markup, &mut self.aside)..];
        }
        self.aside.extend_from_slice(text);
        self.aside.push(b'\n');
    }

    /// The content of a script or style, up to its closing tag.
    fn raw(&mut self, text: &[u8], name: &[u8]) -> usize {
        let len = memchr::memmem::find_iter(text, b"</")
            .find(|at| text[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)))
            .unwrap_or(text.len());
        self.aside.extend_from_slice(&text[..len]);
        self.aside.push(b'\n');
        len
    }

    /// A comment and the like: nothing of it is shown, all of it is sent.
    fn set_aside(&mut self, text: &[u8], start: usize, end: &[u8]) -> usize {
        let (content, len) = delimited(text, start, end);
        self.aside.extend_from_slice(content);
        self.aside.push(b'\n');
        len
    }

    /// CDATA: shown as it stands.
    fn keep(&mut self, text: &[u8], start: usize, end: &[u8]) -> usize {
        let (content, len) = delimited(text, start, end);
        self.flow.extend_from_slice(content);
        len
    }
}

fn delimited<'a>(text: &'a [u8], start: usize, end: &[u8]) -> (&'a [u8], usize) {
    let rest = text.get(start..).unwrap_or_default();
    match memchr::memmem::find(rest, end) {
        Some(at) => (&rest[..at], start + at + end.len()),
        None => (rest, text.len()),
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_')
}

/// Part of a word, or may be.
fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || byte == b'&'
}
