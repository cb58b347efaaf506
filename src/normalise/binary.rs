//! What is text in a file that isn't.

use super::pdf;
use super::strings::{Budget, strings};
use flate2::read::ZlibDecoder;
use std::borrow::Cow;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The text of any file: itself, if it is text.
pub(super) fn text<'b>(bytes: &'b [u8], budget: &mut Budget) -> Cow<'b, [u8]> {
    if bytes.starts_with(PNG) {
        return png(bytes, budget).into();
    }
    if bytes.starts_with(pdf::MAGIC) {
        return pdf::text(bytes, budget).into();
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).into(),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).into(),
        _ if memchr::memchr(0, bytes).is_some() => strings(bytes).into(),
        _ => bytes.into(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units).into_bytes()
}

/// A picture's text chunks, and whatever else is in it but the picture.
fn png(bytes: &[u8], budget: &mut Budget) -> Vec<u8> {
    let mut text = Vec::new();
    let mut rest = &bytes[PNG.len()..];
    while let Some((header, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *header;
        let len = u32::from_be_bytes([a, b, c, d]) as usize;
        let content = after.get(..len).unwrap_or(after);
        match &kind {
            b"IDAT" | b"IHDR" | b"PLTE" => {}
            b"zTXt" | b"iTXt" | b"iCCP" => compressed(content, budget, &mut text),
            // Latin-1, as the standard says.
            b"tEXt" => text.extend(content.iter().map(|b| char::from(*b)).collect::<String>().into_bytes()),
            _ => text.extend_from_slice(&strings(content)),
        }
        text.push(b'\n');
        rest = after.get(len + 4..).unwrap_or_default();
        if &kind == b"IEND" {
            break;
        }
    }
    // Bytes after the end.
    text.extend_from_slice(&strings(rest));
    text
}

/// `keyword\0 method data`, where data is text or compressed.
fn compressed(content: &[u8], budget: &mut Budget, out: &mut Vec<u8>) {
    out.extend_from_slice(&strings(content));
    out.push(b'\n');
    // The stream of zlib begins with 0x78, a few bytes after the keyword.
    for start in memchr::memchr_iter(0x78, content.get(..256).unwrap_or(content)) {
        out.extend(budget.read(ZlibDecoder::new(&content[start..])));
        out.push(b'\n');
    }
}
