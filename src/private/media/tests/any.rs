//! Whatever a file holds: no panic, and cleaning twice is cleaning once.

use super::build::{chunk, extension, gif, jpeg, lossless, lossy, png, profile, riff_chunk, segment, tiff, vp8x, webp};
use crate::private::media::inflate::deflate;
use crate::private::media::{Cleaned, clean};
use proptest::prelude::*;

const NAMES: [&str; 8] = ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg", "a.txt", "a.pdf", "a"];

const DRAWING: &str = r##"<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">
<!-- c --><style>/* c */ @import "x"; .a{fill:url(#b)} @media x{a{b:c}}</style><g style="display:none;-x:y"><use x:href="#b"/></g>
<text>a &amp; <!-- c --> b<![CDATA[c]]></text><image href="data:image/gif;base64,R0lGOD"/></svg>"##;

/// One sound file of each format, with metadata.
fn samples() -> Vec<Vec<u8>> {
    let exif = [b"Exif\0\0", &tiff(6)[..]].concat();
    let compressed = [b"x\0\0", &deflate(&profile()).unwrap()[..]].concat();
    vec![
        png(&[chunk(b"eXIf", &tiff(6)), chunk(b"iCCP", &compressed), chunk(b"tEXt", b"a")]),
        jpeg(&[segment(0xE1, &exif), segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile()[..]].concat())]),
        gif(&[b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0", &extension(0xFE, b"a")]),
        webp(&[vp8x(0x3C), riff_chunk(b"ICCP", &profile()), lossy(), riff_chunk(b"EXIF", &tiff(6))]),
        webp(&[lossless()]),
        DRAWING.as_bytes().to_vec(),
    ]
}

fn kind(cleaned: Cleaned) -> Option<(u8, Vec<u8>)> {
    match cleaned {
        Cleaned::Picture(bytes) => Some((0, bytes)),
        Cleaned::Text(bytes) => Some((1, bytes)),
        Cleaned::Unknown(bytes) => Some((2, bytes)),
        Cleaned::Broken => None,
    }
}

fn holds_for(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    for name in NAMES {
        if let Some(once) = kind(clean(name, bytes.clone())) {
            prop_assert_eq!(kind(clean(name, once.1.clone())), Some(once), "cleaning {} twice", name);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds_for(bytes)?;
    }

    #[test]
    fn any_bytes_behind_a_sound_beginning(which in 0..6_usize, cut in 0..600_usize, end in prop::collection::vec(any::<u8>(), 0..100)) {
        let mut bytes = samples().swap_remove(which);
        bytes.truncate(cut);
        bytes.extend(end);
        holds_for(bytes)?;
    }

    #[test]
    fn sound_files_with_bytes_changed(which in 0..6_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = samples().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        holds_for(bytes)?;
    }

    #[test]
    fn pixels_of_any_codes(bits in 0..13_u8, side in 0..6_u8, codes in prop::collection::vec(any::<u8>(), 0..255)) {
        let picture = [&[0x2C, 0, 0, 0, 0, side, 0, side, 0, 0, bits, codes.len() as u8], &codes[..], &[0, 0x3B]].concat();
        holds_for([super::build::GIF_HEAD, &picture].concat())?;
    }

    #[test]
    fn drawings_of_any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..30)) {
        holds_for(format!("<svg>{}</svg>", pieces.concat()).into_bytes())?;
        holds_for(format!("<svg><style>{}</style></svg>", pieces.concat()).into_bytes())?;
        holds_for(format!("<svg><g style='{}'/></svg>", pieces.concat().replace(['<', '\''], "")).into_bytes())?;
    }
}

const PIECES: [&str; 40] = [
    "<g>",
    "</g>",
    "<text>",
    "</text>",
    "<a:b>",
    "</a:b>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&lt;",
    "&#32;",
    " ",
    "\n",
    "<g display=\"none\">",
    "<use href=\"#a\"/>",
    "<path id=\"a\"/>",
    "<style>",
    "</style>",
    "{",
    "}",
    ";",
    ":",
    "/*",
    "*/",
    "/",
    "*",
    "(",
    ")",
    "\"",
    "\\",
    "@media x",
    "@import",
    "url(",
    "#",
    "display:none",
    "-x",
    "x",
    "<desc>y</desc>",
];
