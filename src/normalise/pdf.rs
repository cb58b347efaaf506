//! What a PDF says: its strings, also those in compressed streams, put together as they are shown.
//!
//! Strings are literal or hexadecimal, in Latin-1 or UTF-16. Words are shown in pieces that are moved a little, so pieces
//! belong together until the place on the page is set anew. Fonts that number their glyphs by themselves can't be read.

use super::strings::{Budget, strings};
use flate2::read::ZlibDecoder;
use memchr::memmem;

pub(super) const MAGIC: &[u8] = b"%PDF-";
/// A piece that is moved so far, in thousandths of a letter, comes after a space.
const SPACE: f32 = -180.0;

pub(super) fn text(bytes: &[u8], budget: &mut Budget) -> Vec<u8> {
    let mut text = strings(bytes);
    let mut rest = bytes;
    while let Some(at) = memmem::find(rest, b"stream") {
        shown(&rest[..at], &mut text);
        let content = &rest[at + b"stream".len()..];
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        let end = memmem::find(content, b"endstream").unwrap_or(content.len());
        match inflated(&content[..end], budget) {
            Some(inflated) => {
                text.extend(strings(&inflated));
                shown(&inflated, &mut text);
            }
            None => shown(&content[..end], &mut text),
        }
        rest = content.get(end + b"endstream".len()..).unwrap_or_default();
    }
    shown(rest, &mut text);
    text
}

fn inflated(content: &[u8], budget: &mut Budget) -> Option<Vec<u8>> {
    let &[first, second, ..] = content else { return None };
    let is_zlib = first & 0xf == 8 && (u16::from(first) << 8 | u16::from(second)).is_multiple_of(31);
    is_zlib.then(|| budget.read(ZlibDecoder::new(content)))
}

/// Every string of a content stream or an object.
fn shown(content: &[u8], text: &mut Vec<u8>) {
    let mut in_array = false;
    let mut at = 0;
    while let Some(&byte) = content.get(at) {
        let rest = &content[at..];
        at += match byte {
            b'(' => literal(rest, text),
            b'<' if rest.get(1) == Some(&b'<') => 2,
            b'<' => hexadecimal(rest, text),
            b'[' | b']' => {
                in_array = byte == b'[';
                1
            }
            b'-' | b'0'..=b'9' | b'.' => {
                let len = 1 + rest[1..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
                let number = std::str::from_utf8(&rest[..len]).ok().and_then(|it| it.parse::<f32>().ok());
                if in_array && number.is_some_and(|number| number < SPACE) {
                    text.push(b' ');
                }
                len
            }
            b'/' => 1 + rest[1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count(),
            b'A'..=b'Z' | b'a'..=b'z' | b'\'' | b'"' => {
                let len = 1 + rest[1..].iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'*').count();
                // Those that show a string don't move; all others may.
                if !matches!(&rest[..len], b"Tj" | b"TJ" | b"Tc" | b"Tw" | b"Tf") {
                    text.push(b'\n');
                }
                len
            }
            _ => 1,
        };
    }
    text.push(b'\n');
}

/// `(text)`, with parentheses in it and escapes. Gives its length.
fn literal(rest: &[u8], text: &mut Vec<u8>) -> usize {
    let (mut at, mut depth) = (1, 1);
    let mut bytes = Vec::new();
    while let Some(&byte) = rest.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let octal = rest[at..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
                match rest.get(at) {
                    _ if octal > 0 => {
                        let digits = &rest[at..at + octal];
                        bytes.push(digits.iter().fold(0_u8, |code, b| code.wrapping_mul(8).wrapping_add(b - b'0')));
                    }
                    Some(b'n' | b'r' | b't' | b'b' | b'f') => bytes.push(b' '),
                    // A line that goes on.
                    Some(b'\r' | b'\n') | None => {}
                    Some(other) => bytes.push(*other),
                }
                at += octal.max(1);
            }
            b')' if depth == 1 => break,
            b')' => {
                depth -= 1;
                bytes.push(byte);
            }
            b'(' => {
                depth += 1;
                bytes.push(byte);
            }
            _ => bytes.push(byte),
        }
    }
    decoded(&bytes, text);
    at
}

/// `<48 65>`. Gives its length.
fn hexadecimal(rest: &[u8], text: &mut Vec<u8>) -> usize {
    let end = rest[1..].iter().position(|b| !b.is_ascii_hexdigit() && !b.is_ascii_whitespace());
    let end = 1 + end.unwrap_or(rest.len() - 1);
    if rest.get(end) != Some(&b'>') {
        return end;
    }
    let digits: Vec<u8> = rest[1..end].iter().filter_map(|b| char::from(*b).to_digit(16)).map(|it| it as u8).collect();
    let bytes: Vec<u8> = digits.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect();
    decoded(&bytes, text);
    end + 1
}

/// UTF-16 where it says so or is ASCII between zeros; else Latin-1.
fn decoded(bytes: &[u8], text: &mut Vec<u8>) {
    let wide = bytes.strip_prefix(b"\xfe\xff").or_else(|| {
        let pairs = bytes.as_chunks::<2>().0;
        (!pairs.is_empty() && bytes.len().is_multiple_of(2) && pairs.iter().all(|pair| pair[0] == 0)).then_some(bytes)
    });
    match wide {
        Some(wide) => {
            let units: Vec<u16> = wide.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            text.extend_from_slice(String::from_utf16_lossy(&units).as_bytes());
        }
        None => text.extend_from_slice(bytes.iter().map(|b| char::from(*b)).collect::<String>().as_bytes()),
    }
}
