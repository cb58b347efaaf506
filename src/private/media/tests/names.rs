//! Which file is taken for what, by its bytes and by its name.

use super::build::{gif, jpeg, lossy, png, webp};
use super::{becomes, is_refused};
use crate::private::media::{Cleaned, clean};

#[track_caller]
fn is_text(name: &str, bytes: &[u8]) {
    assert!(matches!(clean(name, bytes.to_vec()), Cleaned::Text(it) if it == bytes), "{name} is no text");
}

#[track_caller]
fn is_unknown(name: &str, bytes: &[u8]) {
    assert!(matches!(clean(name, bytes.to_vec()), Cleaned::Unknown(it) if it == bytes), "{name} was known");
}

#[test]
fn text_stays_as_it_is() {
    for name in ["a.txt", "a.css", "a.js", "a.json", "a.csv", "a.html", "key.asc", "LICENSE", ""] {
        is_text(name, "Grüße, \u{FEFF} \x07\r\n".as_bytes());
        is_text(name, b"");
    }
    is_text("a.html", b"<!DOCTYPE html><p><svg onload=\"x()\"></svg>");
}

#[test]
fn what_cant_be_cleaned_is_unknown() {
    is_unknown("a.woff2", b"wOF2\0\x01\0\0\xFF");
    is_unknown("a.avif", b"\0\0\0\x20ftypavif");
    is_unknown("favicon.ico", b"\0\0\x01\0\x01\0\x10\x10\0");
    is_unknown("a.zip", b"PK\x03\x04\xFF");
    is_unknown("a.txt", b"nul\0");
    is_unknown("a.txt", b"latin-1: \xE9");
}

#[test]
fn documents_that_are_written_as_text_are_unknown() {
    is_unknown("a.pdf", b"%PDF-1.7\n/Author (Jane Roe)");
    is_unknown("a.txt", b"\n%PDF-1.7\n/Author (Jane Roe)");
    is_unknown("a.txt", b"%!PS-Adobe-3.0\n%%For: Jane Roe");
    is_unknown("a.txt", b"{\\rtf1{\\info{\\author Jane Roe}}}");
    is_unknown("a.zip", b"");
}

#[test]
fn a_name_that_promises_a_picture_must_keep_it() {
    for name in ["a.png", "a.APNG", "a.jpg", "a.jpeg", "a.JFIF", "a.gif", "a.webp", "a.svg"] {
        is_refused(name, b"");
        is_refused(name, b"words");
        is_refused(name, b"\0\xFF");
        is_refused(name, "ÿØÿà".as_bytes());
    }
    is_refused("a.png", &jpeg(&[]));
    is_refused("a.jpg", &png(&[]));
    is_refused("a.svg", &gif(&[]));
}

#[test]
fn a_picture_under_another_name_is_a_picture() {
    for name in ["a.txt", "a", "a.pdf", ".png.txt", "a.html"] {
        for bytes in [png(&[]), jpeg(&[]), gif(&[]), webp(&[lossy()])] {
            becomes(name, &bytes, &bytes);
        }
    }
    is_refused("a.txt", &png(&[])[..20]);
}
