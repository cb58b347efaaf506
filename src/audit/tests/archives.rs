//! What is withheld, packed in an archive that is published.

use super::{Plant, caught, pass, passes, withhold};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TEXT: &str = "Lorem ipsum dolor sit amet.\nThe account of Jane Roe was used.\n";

fn jane() -> Plant {
    withhold().person("Jane Roe")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn archives_are_opened() {
    let text = TEXT.as_bytes();
    assert!(memchr::memmem::find(&zip(&[("a.txt", text)]), b"Jane").is_none(), "it is packed");
    caught(jane(), "static/a.zip", zip(&[("x.bin", b"\0\0"), ("a.txt", text)]));
    caught(
        jane(),
        "static/report.docx",
        zip(&[("word/document.xml", b"<w:t>Jane</w:t><w:t xml:space='preserve'> Roe</w:t>")]),
    );
    caught(jane(), "static/a.gz", gzip(text));
    caught(jane(), "static/a.tar", tar(&[("a.txt", text)]));
    caught(jane(), "static/a.tar.gz", gzip(&tar(&[("a.txt", text)])));
    caught(jane(), "static/a.crate", gzip(&tar(&[("a.txt", text)])));
    caught(jane(), "osv/all.zip", zip(&[("H-1.json", br#"{"credits":[{"name":"Jane\u0020Roe"}]}"#)]));
}

#[test]
fn archives_in_archives_are_opened() {
    let inner = zip(&[("a.txt", TEXT.as_bytes())]);
    caught(jane(), "a.zip", zip(&[("b.zip", &inner)]));
    caught(jane(), "a.tgz", gzip(&tar(&[("b.zip", &inner), ("c", b"")])));
    caught(jane(), "a.zip", zip(&[("b.tar.gz", &gzip(&tar(&[("c.gz", &gzip(TEXT.as_bytes()))])))]));
}

#[test]
fn names_in_an_archive_are_searched() {
    caught(jane(), "a.zip", zip(&[("jane-roe.txt", b"x")]));
    caught(withhold().id("HARBOUR-2026-AB12"), "a.tgz", gzip(&tar(&[("held/HARBOUR-2026-AB12.md", b"x")])));
}

#[test]
fn a_withheld_file_is_found_in_an_archive() {
    let picture = b"\x89PNG\r\n\x1a\nIDAT and forty bytes of a picture that nobody should see";
    caught(withhold().file("whiteboard.png", picture), "a.zip", zip(&[("other.png", picture)]));
}

#[test]
fn what_was_taken_out_of_an_archive_is_searched_where_it_still_lies_in_it() {
    let (before, after) = (zip(&[("a.txt", TEXT.as_bytes())]), zip(&[("b.txt", b"harmless")]));
    // As a tool does that writes a new directory behind what was there.
    let start = memchr::memmem::find(&before, b"PK\x01\x02").unwrap();
    caught(jane(), "a.zip", [&before[..start], &after[..]].concat());
    caught(jane(), "a.exe", [&b"MZ\0\0 a program that unpacks itself"[..], &before].concat());
}

#[test]
fn an_archive_in_which_nothing_is_withheld_passes() {
    passes(jane(), "a.zip", zip(&[("b.txt", b"harmless"), ("c.gz", &gzip(b"harmless"))]));
    passes(jane(), "a.tar.gz", gzip(&tar(&[("b.txt", b"harmless")])));
    passes(jane(), "a.tar", b"not a tar at all".repeat(100));
    passes(jane(), "a.zip", zip(&[]));
}

#[test]
fn a_bomb_is_refused() {
    let zeros = gzip(&vec![0; 1 << 20]);
    let many: Vec<u8> = std::iter::repeat_n(zeros, 300).flatten().collect();
    let leaks = pass(jane(), "a.gz", many).expect_err("300 MiB are more than are unpacked");
    assert!(leaks[0].private_line().contains("a.gz") && leaks[0].origin().is_none());
    let mut nested = zip(&[("a.txt", b"harmless")]);
    for _ in 0..4 {
        nested = zip(&[("a.zip", &nested)]);
    }
    assert!(pass(jane(), "a.zip", nested).is_err(), "five archives in each other");
}
