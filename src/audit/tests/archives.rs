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

#[test]
fn a_word_is_one_however_a_word_processor_splits_it() {
    let run =
        |text: &str| format!("<w:r w:rsidR=\"01\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let document = format!("<w:p>{}<w:proofErr w:type=\"spellStart\"/>{}{}</w:p>", run("Ja"), run("ne R"), run("oe"));
    caught(jane(), "a.docx", zip(&[("word/document.xml", document.as_bytes())]));
    caught(
        jane(),
        "a.pptx",
        zip(&[("ppt/slides/slide1.xml", b"<a:r><a:t>Ja</a:t></a:r><a:r><a:t>ne Roe</a:t></a:r>")]),
    );
    caught(jane(), "a.odt", zip(&[("content.xml", b"<text:span>Ja</text:span><text:span>ne</text:span><text:s/>Roe")]));
    passes(jane(), "a.docx", zip(&[("word/document.xml", b"<w:p><w:t>Ja</w:t></w:p><w:p><w:t>ne Roe</w:t></w:p>")]));
}

fn pdf(content: &str) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::write::ZlibEncoder::new(&mut packed, Compression::best());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap();
    [b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n", &packed[..], b"\nendstream\nendobj\n"].concat()
}

#[test]
fn a_pdf_is_searched_in_its_streams_and_strings() {
    for content in [
        "BT /F1 12 Tf (Thanks to Jane Roe) Tj ET",
        "BT [(Ja) -20 (ne) -250 (R) 15 (oe)] TJ ET",
        "BT (Jan\\145\\040R\\\noe) Tj ET",
        "BT <4A616E65> Tj <20526F65> Tj ET",
    ] {
        caught(jane(), "a.pdf", pdf(content));
        caught(jane(), "a.pdf", format!("%PDF-1.4\nstream\n{content}\nendstream"));
    }
    caught(jane(), "a.pdf", "%PDF-1.4\n<</Author <FEFF004A0061006E006500200052006F0065>>>");
    passes(jane(), "a.pdf", pdf("BT (Jane) Tj 0 -14 Td (Roebuck) Tj ET"));
    let bomb = pdf(&"0".repeat(65 << 20));
    assert!(pass(jane(), "a.pdf", bomb).is_err(), "more is packed in it than is unpacked");
}

#[test]
fn what_is_packed_in_a_way_that_cannot_be_undone_is_refused() {
    let mut bytes = zip(&[("a.txt", b"harmless")]);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    // bzip2, in the file's own header and in the directory.
    bytes[8] = 12;
    bytes[directory + 10] = 12;
    let leaks = pass(jane(), "a.zip", bytes).expect_err("nobody knows what is in it");
    assert!(leaks[0].kind().is_none());
}

/// As if the first entry were locked with a password: bit 0 of its flags, in its header and in the directory.
fn locked(mut bytes: Vec<u8>) -> Vec<u8> {
    for (header, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let at = memchr::memmem::find(&bytes, header).expect("an entry");
        bytes[at + flags] |= 1;
    }
    bytes
}

#[test]
fn an_entry_that_is_locked_hides_none_beside_it() {
    let beside = locked(zip(&[("locked.txt", b"x"), ("a.txt", TEXT.as_bytes())]));
    caught(jane(), "static/a.zip", beside);
    passes(jane(), "static/a.zip", locked(zip(&[("locked.txt", b"x"), ("a.txt", b"Lorem ipsum.")])));
}
