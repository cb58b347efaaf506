//! PNG: what stays of a picture and of its animation, what goes, what is refused.

use super::build::{PNG, bare_tiff, chunk, ihdr, png, profile, rows, tiff};
use super::{SECRET, becomes, holds, is_refused, is_refused_when_cut, published};
use crate::private::media::inflate::{deflate, inflate};

#[test]
fn a_plain_picture_stays_as_it_is() {
    becomes("a.png", &png(&[]), &png(&[]));
}

#[test]
fn texts_times_and_private_chunks_go() {
    let revealing = |kind| chunk(kind, &[b"Author\0", SECRET].concat());
    let metadata = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"dSIG", b"hIST", b"sPLT", b"pHYs", b"caNv", b"prVt", b"vpAg"];
    becomes("a.png", &png(&metadata.map(revealing)), &png(&[]));
}

#[test]
fn they_go_behind_the_pixels_too() {
    let text = chunk(b"tEXt", SECRET);
    let bytes = [PNG, &ihdr(), &chunk(b"IDAT", &rows()), &text, &chunk(b"IEND", b"")].concat();
    becomes("a.png", &bytes, &png(&[]));
}

#[test]
fn bytes_behind_the_end_go() {
    becomes("a.png", &[&png(&[])[..], SECRET].concat(), &png(&[]));
}

#[test]
fn what_says_how_to_draw_stays() {
    let kept = [
        chunk(b"gAMA", &[0, 0, 0xB1, 0x8F]),
        chunk(b"cHRM", &[1; 32]),
        chunk(b"sRGB", &[0]),
        chunk(b"cICP", &[1, 13, 0, 1]),
        chunk(b"sBIT", &[8]),
        chunk(b"bKGD", &[0, 1]),
        chunk(b"tRNS", &[0, 0x20]),
    ];
    becomes("a.png", &png(&kept), &png(&kept));
}

#[test]
fn a_chunk_longer_than_it_must_be_goes() {
    let long = [b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"tRNS", b"acTL"].map(|it| chunk(it, SECRET));
    becomes("a.png", &png(&long), &png(&[]));
}

#[test]
fn a_second_chunk_of_its_kind_goes() {
    let first = chunk(b"gAMA", &[0, 0, 0xB1, 0x8F]);
    becomes("a.png", &png(&[first.clone(), chunk(b"gAMA", b"JANE")]), &png(&[first]));
}

#[test]
fn of_exif_the_orientation_stays() {
    becomes("a.png", &png(&[chunk(b"eXIf", &tiff(6))]), &png(&[chunk(b"eXIf", &bare_tiff(6))]));
    becomes("a.png", &png(&[chunk(b"eXIf", &tiff(1))]), &png(&[]));
}

#[test]
fn an_orientation_may_be_told_late() {
    let late =
        |tiff: &[u8]| [PNG, &ihdr(), &chunk(b"IDAT", &rows()), &chunk(b"eXIf", tiff), &chunk(b"IEND", b"")].concat();
    becomes("a.png", &late(&tiff(3)), &late(&bare_tiff(3)));
}

#[test]
fn of_a_colour_profile_the_numbers_stay() {
    let compressed = deflate(&profile()).unwrap();
    let bytes = published("a.png", &png(&[chunk(b"iCCP", &[SECRET, b"\0\0", &compressed].concat())]));
    let at = bytes.windows(4).position(|pair| pair == b"iCCP").unwrap();
    let kept = inflate(&bytes[at + 4 + 5..bytes.len() - 4], 1 << 16).unwrap();
    assert!(holds(&kept, b"\0\0\x6F\x01\0\0\x6F\x02\0\0\x6F\x03"), "a primary is gone");
    assert!(holds(&kept, b"\0\0\0\x01\x02\x33"), "the curve is gone");
    assert!(!holds(&kept, b"JANE") && !holds(&kept, SECRET) && !holds(&kept, b"desc"));
}

#[test]
fn a_profile_that_is_no_profile_goes() {
    let bomb = deflate(&vec![0; 4 << 20]).unwrap();
    for data in [SECRET, &[b"x\0\0", SECRET].concat(), &[b"x\0\0", &bomb[..]].concat()] {
        becomes("a.png", &png(&[chunk(b"iCCP", data)]), &png(&[]));
    }
}

#[test]
fn bytes_behind_the_compressed_pixels_go() {
    let data = [&rows()[..], SECRET].concat();
    let further = chunk(b"IDAT", SECRET);
    let bytes = [PNG, &ihdr(), &chunk(b"IDAT", &data), &further, &chunk(b"IEND", b"")].concat();
    becomes("a.png", &bytes, &png(&[]));
}

#[test]
fn pixels_may_come_in_pieces() {
    let pieces = rows().chunks(3).flat_map(|piece| chunk(b"IDAT", piece)).collect::<Vec<_>>();
    let bytes = [PNG, &ihdr(), &pieces, &chunk(b"IEND", b"")].concat();
    becomes("a.png", &bytes, &bytes);
}

#[test]
fn more_or_fewer_rows_than_are_shown_are_refused() {
    for rows in [&b"\0\x10\x20\0\x30\x40\0\x50\x60"[..], b"\0\x10\x20", b""] {
        let data = chunk(b"IDAT", &deflate(rows).unwrap());
        is_refused("a.png", &[PNG, &ihdr(), &data, &chunk(b"IEND", b"")].concat());
    }
}

#[test]
fn rows_are_counted_for_each_kind_of_pixel() {
    // Width, height, depth, colour, interlaced; bytes of the pixels.
    let kinds: [(u8, u8, u8, u8, u8, usize); 6] = [
        (9, 2, 1, 0, 0, 2 * 3),
        (3, 2, 16, 6, 0, 2 * 25),
        (5, 1, 8, 2, 0, 16),
        (1, 1, 8, 0, 1, 2),
        (8, 8, 8, 0, 1, 64 + 15),
        (3, 5, 16, 4, 1, 60 + 10),
    ];
    for (width, height, depth, colour, interlaced, size) in kinds {
        let header = chunk(b"IHDR", &[0, 0, 0, width, 0, 0, 0, height, depth, colour, 0, 0, interlaced]);
        let data = chunk(b"IDAT", &deflate(&vec![0; size]).unwrap());
        let bytes = [PNG, &header, &data, &chunk(b"IEND", b"")].concat();
        becomes("a.png", &bytes, &bytes);
    }
}

#[test]
fn a_huge_picture_is_refused_before_it_takes_time() {
    let header = chunk(b"IHDR", b"\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x10\x06\0\0\0");
    is_refused("a.png", &[PNG, &header, &chunk(b"IDAT", &rows()), &chunk(b"IEND", b"")].concat());
}

#[test]
fn a_wrong_sum_is_refused() {
    for at in [PNG.len() + 8 + 3, PNG.len() + ihdr().len() - 1, png(&[]).len() - 1] {
        let mut bytes = png(&[]);
        bytes[at] ^= 1;
        is_refused("a.png", &bytes);
    }
}

#[test]
fn an_unknown_chunk_that_is_needed_is_refused() {
    is_refused("a.png", &png(&[chunk(b"CgBI", SECRET)]));
}

#[test]
fn a_cut_picture_is_refused() {
    is_refused_when_cut("a.png", &png(&[chunk(b"tEXt", SECRET)]));
}

/// Number, two by two at the corner, a tenth of a second.
fn frame(no: u8) -> Vec<u8> {
    chunk(b"fcTL", &[0, 0, 0, no, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0])
}

fn moving(announced: &[Vec<u8>], second: &[Vec<u8>]) -> Vec<u8> {
    let picture = [frame(0), chunk(b"IDAT", &rows())].concat();
    [PNG, &ihdr(), &announced.concat(), &picture, &second.concat(), &chunk(b"IEND", b"")].concat()
}

fn frame_data(no: u8, further: &[u8]) -> Vec<u8> {
    chunk(b"fdAT", &[&[0, 0, 0, no], &rows()[..], further].concat())
}

#[test]
fn an_animation_stays_without_what_stands_between_its_frames() {
    let two = [chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])];
    let wanted = moving(&two, &[frame(1), frame_data(2, b"")]);
    becomes("a.png", &wanted, &wanted);
    becomes("a.png", &moving(&two, &[chunk(b"tEXt", SECRET), frame(1), frame_data(2, SECRET)]), &wanted);
    let late = [frame(1), frame_data(2, b""), chunk(b"fdAT", &[&[0, 0, 0, 3], SECRET].concat())];
    becomes("a.png", &moving(&two, &late), &wanted);
}

#[test]
fn frames_that_no_animation_shows_go() {
    becomes("a.png", &moving(&[], &[frame(1), frame_data(2, b"")]), &png(&[]));
}

#[test]
fn more_frames_than_are_announced_are_refused() {
    let one = [chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0])];
    is_refused("a.png", &moving(&one, &[frame(1), frame_data(2, b"")]));
    is_refused("a.png", &moving(&one, &[frame(7), frame_data(2, b"")]));
}
