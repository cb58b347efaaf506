//! Builders of small files: sound in form, and as small as can be.

use super::SECRET;
use crate::private::media::inflate::deflate;
use flate2::Crc;

pub const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes(), &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

/// Two by two, 8 bits of grey.
pub fn ihdr() -> Vec<u8> {
    chunk(b"IHDR", b"\0\0\0\x02\0\0\0\x02\x08\0\0\0\0")
}

/// The rows of that picture.
pub fn rows() -> Vec<u8> {
    deflate(b"\0\x10\x20\0\x30\x40").unwrap()
}

pub fn png(between: &[Vec<u8>]) -> Vec<u8> {
    [PNG, &ihdr(), &between.concat(), &chunk(b"IDAT", &rows()), &chunk(b"IEND", b"")].concat()
}

pub fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xFF, marker], &((data.len() + 2) as u16).to_be_bytes()[..], data].concat()
}

/// Tables, a frame of eight by eight, and one scan with a stuffed byte and a restart.
pub fn jpeg_body() -> Vec<u8> {
    let quantisation = segment(0xDB, &[&[0], &[1; 64][..]].concat());
    let frame = segment(0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    let codes = segment(0xC4, &[&[0, 1], &[0; 15][..], &[0]].concat());
    [quantisation, frame, codes, scan()].concat()
}

pub fn scan() -> Vec<u8> {
    [&segment(0xDA, &[1, 1, 0, 0, 63, 0]), &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56][..]].concat()
}

pub fn jpeg(head: &[Vec<u8>]) -> Vec<u8> {
    [&[0xFF, 0xD8], &head.concat()[..], &jpeg_body(), &[0xFF, 0xD9]].concat()
}

/// A TIFF block with an orientation, a position, and a thumbnail.
pub fn tiff(orientation: u8) -> Vec<u8> {
    let mut block = b"II\x2A\0\x08\0\0\0\x02\0".to_vec();
    block.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0");
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend([0; 4]);
    [&block, SECRET, &[0xFF, 0xD8, 0xFF, 0xD9]].concat()
}

/// What may be left of it.
pub fn bare_tiff(orientation: u8) -> Vec<u8> {
    [&b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation, 0, 0, 0, 0, 0, 0]].concat()
}

/// A screen's profile with a gamma of 2.2, its name, and who calibrated it.
pub fn profile() -> Vec<u8> {
    let gamma = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0".to_vec();
    let colour = |x: u8| [&b"XYZ \0\0\0\0"[..], &[0, 0, x, 1, 0, 0, x, 2, 0, 0, x, 3]].concat();
    let name = [b"desc\0\0\0\0", SECRET, b"\0\0"].concat();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", name.clone()),
        (b"rXYZ", colour(0x6F)),
        (b"gXYZ", colour(0x63)),
        (b"bXYZ", colour(0x24)),
        (b"wtpt", colour(0xF3)),
        (b"rTRC", gamma.clone()),
        (b"gTRC", gamma.clone()),
        (b"bTRC", [&gamma[..], SECRET, b"\0\0"].concat()),
        (b"mmod", name),
    ];
    let mut header = vec![0; 128];
    header[8] = 2;
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[80..84].copy_from_slice(b"JANE");
    let (mut table, mut data) = ((tags.len() as u32).to_be_bytes().to_vec(), Vec::new());
    for (name, bytes) in &tags {
        let at = (header.len() + 4 + 12 * tags.len() + data.len()) as u32;
        table.extend([&name[..], &at.to_be_bytes(), &(bytes.len() as u32).to_be_bytes()].concat());
        data.extend(bytes);
    }
    [header, table, data].concat()
}

/// Two pixels beside each other: black, white.
pub const GIF_HEAD: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
/// clear, 0, 1, end: three bits each.
pub const GIF_PICTURE: &[u8] = b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0A\0";

pub fn gif(before: &[&[u8]]) -> Vec<u8> {
    [GIF_HEAD, &before.concat(), GIF_PICTURE, b"\x3B"].concat()
}

/// An extension block in one piece.
pub fn extension(label: u8, data: &[u8]) -> Vec<u8> {
    [&[0x21, label, data.len() as u8], data, &[0]].concat()
}

pub fn riff_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let padding = &[0][..data.len() % 2];
    [&kind[..], &(data.len() as u32).to_le_bytes(), data, padding].concat()
}

pub fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = [b"WEBP", &chunks.concat()[..]].concat();
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

pub fn lossless() -> Vec<u8> {
    riff_chunk(b"VP8L", b"\x2F\x01\0\0\0\x07\x10\xFD\x8F")
}

pub fn lossy() -> Vec<u8> {
    riff_chunk(b"VP8 ", b"\x30\x01\0\x9D\x01\x2A\x02\0\x02\0\x01\x02")
}

pub fn vp8x(flags: u8) -> Vec<u8> {
    riff_chunk(b"VP8X", &[flags, 0xA5, 0, 0, 1, 0, 0, 1, 0, 0])
}
