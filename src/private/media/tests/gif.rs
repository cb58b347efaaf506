//! GIF: what stays of its blocks, what goes, what is refused.

use super::build::{GIF_HEAD, GIF_PICTURE, extension, gif};
use super::{SECRET, becomes, is_refused, is_refused_when_cut};

const CONTROL: &[u8] = b"\x21\xF9\x04\x01\x0A\0\x01\0";
const LOOP: &[u8] = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0";

#[test]
fn a_plain_picture_stays_as_it_is() {
    becomes("a.gif", &gif(&[]), &gif(&[]));
    becomes("a.gif", &gif(&[LOOP, CONTROL]), &gif(&[LOOP, CONTROL]));
}

#[test]
fn comments_words_and_application_data_go() {
    let application = |name: &[u8]| [&b"\x21\xFF\x0B"[..], name, &[SECRET.len() as u8], SECRET, &[0]].concat();
    let metadata = [
        extension(0xFE, SECRET),
        extension(0x01, SECRET),
        extension(0x99, SECRET),
        application(b"XMP DataXMP"),
        application(b"ICCRGBG1012"),
        application(b"NETSCAPE2.0"),
    ];
    let metadata = metadata.iter().map(Vec::as_slice).collect::<Vec<_>>();
    becomes("a.gif", &gif(&metadata), &gif(&[]));
}

#[test]
fn the_control_of_words_goes_with_them() {
    becomes("a.gif", &gif(&[CONTROL, &extension(0x01, SECRET)]), &gif(&[]));
    becomes("a.gif", &gif(&[CONTROL, &extension(0xFE, SECRET)]), &gif(&[CONTROL]));
}

#[test]
fn how_often_it_repeats_stays_and_nothing_behind_it() {
    let revealing = [&LOOP[..LOOP.len() - 1], &[SECRET.len() as u8], SECRET, &[0]].concat();
    becomes("a.gif", &gif(&[&revealing]), &gif(&[LOOP]));
    let other_name = [&b"\x21\xFF\x0BANIMEXTS1.0"[..], &LOOP[14..]].concat();
    becomes("a.gif", &gif(&[&other_name, LOOP]), &gif(&[LOOP]));
}

#[test]
fn bytes_behind_the_trailer_go() {
    becomes("a.gif", &[&gif(&[])[..], SECRET].concat(), &gif(&[]));
}

#[test]
fn bytes_behind_the_last_pixel_go() {
    let (picture, _) = GIF_PICTURE.split_at(GIF_PICTURE.len() - 1);
    let revealing = [GIF_HEAD, picture, &[SECRET.len() as u8], SECRET, b"\0\x3B"].concat();
    becomes("a.gif", &revealing, &gif(&[]));
    // The same without the code that ends the pixels: clear, 0, 1, and then something else.
    let unended = [GIF_HEAD, b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x00\x1A", SECRET, b"\0\x3B"].concat();
    becomes("a.gif", &unended, &[GIF_HEAD, b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x00\0\x3B"].concat());
}

#[test]
fn every_picture_of_an_animation_stays() {
    let frames = [LOOP, CONTROL, GIF_PICTURE, CONTROL].to_vec();
    becomes("a.gif", &gif(&frames), &gif(&frames));
    let comment = extension(0xFE, SECRET);
    let revealing = [&frames[..3], &[&comment], &frames[3..]].concat();
    becomes("a.gif", &gif(&revealing), &gif(&frames));
}

#[test]
fn a_file_without_a_picture_is_refused() {
    is_refused("a.gif", &[GIF_HEAD, b"\x3B"].concat());
}

#[test]
fn impossible_pixels_are_refused() {
    for data in [&b"\x0C\x01\x00"[..], b"\x00\x01\x00", b"\x02\x01\xFC"] {
        is_refused("a.gif", &[GIF_HEAD, b"\x2C\0\0\0\0\x02\0\x01\0\0", data, b"\0\x3B"].concat());
    }
}

#[test]
fn a_cut_picture_is_refused() {
    is_refused_when_cut("a.gif", &gif(&[LOOP, CONTROL]));
}
