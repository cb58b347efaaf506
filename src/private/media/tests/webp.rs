//! WebP: what stays of its chunks, what goes, what is refused.

use super::build::{bare_tiff, lossless, lossy, profile, riff_chunk, tiff, vp8x, webp};
use super::{SECRET, becomes, holds, is_refused, is_refused_when_cut, published};

fn vp8x_clean(flags: u8) -> Vec<u8> {
    riff_chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 1, 0, 0])
}

#[test]
fn a_plain_picture_stays_as_it_is() {
    becomes("a.webp", &webp(&[lossy()]), &webp(&[lossy()]));
    becomes("a.webp", &webp(&[lossless()]), &webp(&[lossless()]));
}

#[test]
fn exif_xmp_and_unknown_chunks_go_and_the_flags_say_so() {
    let revealing = |kind| riff_chunk(kind, SECRET);
    let bytes = webp(&[
        vp8x(0x2C | 0x10),
        revealing(b"ICCP"),
        lossless(),
        revealing(b"EXIF"),
        revealing(b"XMP "),
        revealing(b"JANE"),
    ]);
    becomes("a.webp", &bytes, &webp(&[vp8x_clean(0x10), lossless()]));
    becomes("a.webp", &webp(&[lossy(), revealing(b"EXIF"), revealing(b"XMP ")]), &webp(&[lossy()]));
}

#[test]
fn of_exif_the_orientation_stays() {
    let with = |tiff: Vec<u8>| riff_chunk(b"EXIF", &tiff);
    let wanted = webp(&[vp8x_clean(0x08), lossy(), with(bare_tiff(8))]);
    becomes("a.webp", &webp(&[vp8x(0x08), lossy(), with(tiff(8))]), &wanted);
    let prefixed = riff_chunk(b"EXIF", &[b"Exif\0\0", &tiff(8)[..]].concat());
    becomes("a.webp", &webp(&[vp8x(0x08), lossy(), prefixed]), &wanted);
    becomes("a.webp", &webp(&[vp8x(0x08), lossy(), with(tiff(1))]), &webp(&[vp8x_clean(0), lossy()]));
}

#[test]
fn of_a_colour_profile_the_numbers_stay() {
    let bytes = published("a.webp", &webp(&[vp8x(0x20), riff_chunk(b"ICCP", &profile()), lossy()]));
    assert!(holds(&bytes, &vp8x_clean(0x20)) && holds(&bytes, b"ICCP") && holds(&bytes, b"rTRC"));
    assert!(!holds(&bytes, b"JANE") && !holds(&bytes, b"mmod"));
}

#[test]
fn transparency_stays() {
    let kept = [vp8x_clean(0x10), riff_chunk(b"ALPH", b"\0\xFF\xFF"), lossy()];
    becomes("a.webp", &webp(&kept), &webp(&kept));
}

#[test]
fn frames_stay_without_what_they_carry_beside() {
    let place = [0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 100, 0, 0, 2];
    let frame = |chunks: &[Vec<u8>]| riff_chunk(b"ANMF", &[&place[..], &chunks.concat()].concat());
    let head = [vp8x_clean(0x02), riff_chunk(b"ANIM", &[0; 6])].concat();
    let revealing = [
        head.clone(),
        frame(&[lossy(), riff_chunk(b"XMP ", SECRET)]),
        riff_chunk(b"JANE", SECRET),
        frame(&[lossless()]),
    ];
    becomes("a.webp", &webp(&revealing), &webp(&[head.clone(), frame(&[lossy()]), frame(&[lossless()])]));
    is_refused("a.webp", &webp(&[head]));
}

#[test]
fn bytes_behind_the_end_go() {
    becomes("a.webp", &[&webp(&[lossy()])[..], SECRET].concat(), &webp(&[lossy()]));
}

#[test]
fn padding_is_nothing() {
    let mut bytes = webp(&[lossless()]);
    *bytes.last_mut().unwrap() = b'J';
    becomes("a.webp", &bytes, &webp(&[lossless()]));
}

#[test]
fn what_doesnt_begin_as_pixels_do_is_refused() {
    is_refused("a.webp", &webp(&[riff_chunk(b"VP8 ", SECRET)]));
    is_refused("a.webp", &webp(&[riff_chunk(b"VP8L", SECRET)]));
    is_refused("a.webp", &webp(&[riff_chunk(b"EXIF", SECRET), lossy()]));
    is_refused("a.webp", &webp(&[]));
}

#[test]
fn a_cut_picture_is_refused() {
    is_refused_when_cut("a.webp", &webp(&[vp8x(0), lossy()]));
}
