//! JPEG: what stays of its segments, what goes, what is refused.

use super::build::{bare_tiff, jpeg, jpeg_body, profile, scan, segment, tiff};
use super::{SECRET, becomes, holds, is_refused, is_refused_when_cut, published};

fn jfif() -> Vec<u8> {
    segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
}

#[test]
fn a_plain_picture_stays_as_it_is() {
    becomes("a.jpg", &jpeg(&[jfif()]), &jpeg(&[jfif()]));
    becomes("a.jpeg", &jpeg(&[]), &jpeg(&[]));
}

#[test]
fn place_time_words_and_thumbnails_go() {
    let revealing = |marker: u8, sign: &[u8]| segment(marker, &[sign, SECRET].concat());
    let metadata = [
        segment(0xE1, &[b"Exif\0\0", &tiff(1)[..]].concat()),
        revealing(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        revealing(0xED, b"Photoshop 3.0\x008BIM"),
        revealing(0xE0, b"JFXX\0\x10"),
        revealing(0xE2, b"MPF\0"),
        revealing(0xE2, b"ICC_PROFILE\0\x01\x01"),
        revealing(0xEC, b"Ducky"),
        revealing(0xEB, b"HDR_RI ver=11"),
        revealing(0xFE, b""),
    ];
    becomes("a.jpg", &jpeg(&metadata), &jpeg(&[]));
}

#[test]
fn jfif_loses_its_thumbnail_and_density() {
    let with_thumbnail = segment(0xE0, &[b"JFIF\0\x01\x01\x01\0\x48\0\x48\x03\x03", SECRET].concat());
    becomes("a.jpg", &jpeg(&[with_thumbnail]), &jpeg(&[jfif()]));
}

#[test]
fn of_exif_the_orientation_stays() {
    let exif = |tiff: Vec<u8>| segment(0xE1, &[b"Exif\0\0", &tiff[..]].concat());
    for orientation in 2..=8 {
        becomes("a.jpg", &jpeg(&[exif(tiff(orientation))]), &jpeg(&[exif(bare_tiff(orientation))]));
    }
    for orientation in [0, 1, 9, 255] {
        becomes("a.jpg", &jpeg(&[exif(tiff(orientation))]), &jpeg(&[]));
    }
}

#[test]
fn a_colour_profile_in_pieces_is_joined_and_keeps_its_numbers() {
    let profile = profile();
    let (first, second) = profile.split_at(200);
    let piece = |no: u8, data: &[u8]| segment(0xE2, &[&b"ICC_PROFILE\0"[..], &[no, 2], data].concat());
    let bytes = published("a.jpg", &jpeg(&[piece(2, second), piece(1, first)]));
    assert!(holds(&bytes, b"ICC_PROFILE\0\x01\x01"));
    assert!(holds(&bytes, b"\0\0\x24\x01\0\0\x24\x02\0\0\x24\x03"));
    assert!(!holds(&bytes, b"JANE") && !holds(&bytes, b"desc"));
}

#[test]
fn of_adobes_segment_the_transform_stays() {
    let adobe = |flags: &[u8]| segment(0xEE, &[b"Adobe", flags].concat());
    let revealing = adobe(&[&[0, 100, 0x80, 0, 0, 0, 2], SECRET].concat());
    becomes("a.jpg", &jpeg(&[revealing]), &jpeg(&[adobe(&[0, 100, 0, 0, 0, 0, 2])]));
}

#[test]
fn what_stands_between_scans_goes() {
    let between = [segment(0xFE, SECRET), segment(0xE1, SECRET), vec![0xFF, 0xFF]].concat();
    let bytes = [&[0xFF, 0xD8], &jpeg_body()[..], &between, &scan(), &[0xFF, 0xD9]].concat();
    let wanted = [&[0xFF, 0xD8], &jpeg_body()[..], &scan(), &[0xFF, 0xD9]].concat();
    becomes("a.jpg", &bytes, &wanted);
}

#[test]
fn what_stands_behind_the_end_goes() {
    let further = [&jpeg(&[])[..], b"\0\0\0\x18ftypmp42", SECRET, &jpeg(&[])].concat();
    becomes("a.jpg", &further, &jpeg(&[]));
}

#[test]
fn tables_longer_than_they_say_are_refused() {
    for marker in [0xDB, 0xC4, 0xDD, 0xDA, 0xC0] {
        is_refused("a.jpg", &jpeg(&[segment(marker, SECRET)]));
    }
}

#[test]
fn what_no_browser_shows_is_refused() {
    for marker in [0xC3, 0xC5, 0xCF, 0xDE, 0xDF, 0xC8, 0xF0, 0x02] {
        is_refused("a.jpg", &jpeg(&[segment(marker, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0])]));
    }
}

#[test]
fn bytes_between_segments_are_refused() {
    is_refused("a.jpg", &jpeg(&[SECRET.to_vec()]));
    is_refused("a.jpg", &jpeg(&[vec![0xFF, 0xD8]]));
}

#[test]
fn a_cut_picture_is_refused() {
    is_refused_when_cut("a.jpg", &jpeg(&[jfif(), segment(0xFE, SECRET)]));
}
