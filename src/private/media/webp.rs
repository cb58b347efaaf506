//! WebP: chunks of a RIFF file. Kept are the picture or its frames, transparency, and what `VP8X` and `ANIM` say; orientation
//! and colours are made anew. EXIF, XMP and all unknown chunks go, in each frame too, and what stands behind the end.
//!
//! The compressed pixels themselves are not decoded.

use super::{exif, icc};

const ANIMATED: u8 = 0x02;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;

type Chunk<'b> = ([u8; 4], &'b [u8]);

/// `None`: damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = bytes.strip_prefix(b"RIFF")?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let chunks = chunks(rest.get(..length)?.strip_prefix(b"WEBP")?)?;
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let (kind, data) = *chunks.first()?;
    match &kind {
        b"VP8 " | b"VP8L" => write(&mut out, (kind, pixels(kind, data)?)),
        b"VP8X" => extended(data.try_into().ok()?, &chunks, &mut out)?,
        _ => return None,
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

fn chunks(mut rest: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let (kind, after) = rest.split_first_chunk::<4>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        chunks.push((*kind, data));
        // Padded to even lengths; some programs forget the last.
        rest = after.get(data.len() % 2..).unwrap_or_default();
    }
    Some(chunks)
}

fn write(out: &mut Vec<u8>, (kind, data): Chunk) {
    out.extend(kind);
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    if !data.len().is_multiple_of(2) {
        out.push(0);
    }
}

/// A file with more than pixels, or a moving one.
fn extended(head: &[u8; 10], chunks: &[Chunk], out: &mut Vec<u8>) -> Option<()> {
    let flags = head[0];
    let first = |kind: &[u8; 4]| chunks.iter().find(|(it, _)| it == kind).map(|(_, data)| *data);
    let flagged = |flag: u8, kind: &[u8; 4]| first(kind).filter(|_| flags & flag != 0);
    let profile = flagged(PROFILE, b"ICCP").and_then(icc::rebuilt);
    let orientation =
        flagged(EXIF, b"EXIF").and_then(|data| exif::only_orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)));
    let mut kept = flags & (ALPHA | ANIMATED);
    kept |= if profile.is_some() { PROFILE } else { 0 };
    kept |= if orientation.is_some() { EXIF } else { 0 };
    write(out, (*b"VP8X", &[&[kept, 0, 0, 0], &head[4..]].concat()));
    if let Some(profile) = profile {
        write(out, (*b"ICCP", &profile));
    }
    if flags & ANIMATED == 0 {
        drawn(chunks, out)?;
    } else {
        write(out, (*b"ANIM", first(b"ANIM").filter(|data| data.len() == 6)?));
        let frames = chunks.iter().filter(|(kind, _)| kind == b"ANMF").map(|(_, data)| frame(data));
        let frames = frames.collect::<Option<Vec<_>>>().filter(|frames| !frames.is_empty())?;
        frames.iter().for_each(|frame| write(out, (*b"ANMF", frame)));
    }
    if let Some(orientation) = orientation {
        write(out, (*b"EXIF", &orientation));
    }
    Some(())
}

/// One picture: its transparency, where that is apart, and its pixels.
fn drawn(chunks: &[Chunk], out: &mut Vec<u8>) -> Option<()> {
    let at = chunks.iter().position(|(kind, _)| kind == b"VP8 " || kind == b"VP8L")?;
    let (kind, data) = chunks[at];
    if let Some(alpha) = chunks[..at].iter().find(|(before, _)| before == b"ALPH" && kind == *b"VP8 ") {
        write(out, *alpha);
    }
    write(out, (kind, pixels(kind, data)?));
    Some(())
}

/// Place, duration, and one picture.
fn frame(data: &[u8]) -> Option<Vec<u8>> {
    let (place, rest) = data.split_first_chunk::<16>()?;
    let mut out = place.to_vec();
    out[15] &= 3;
    drawn(&chunks(rest)?, &mut out)?;
    Some(out)
}

/// Whether they begin as they must.
fn pixels(kind: [u8; 4], data: &[u8]) -> Option<&[u8]> {
    let is_sound = match data {
        [first, _, _, 0x9D, 0x01, 0x2A, _, _, _, _, ..] => kind == *b"VP8 " && first & 1 == 0,
        [0x2F, _, _, _, _, ..] => kind == *b"VP8L",
        _ => false,
    };
    is_sound.then_some(data)
}
