//! JPEG: segments. Kept are tables, the frame and its scans, each segment of exactly the form it must have; of all
//! application data, what colours and orientation need is made anew and written first.
//!
//! Gone are EXIF with its thumbnail, XMP, IPTC, comments, thumbnails of JFIF, further pictures (MPF, gain maps, depth), and all
//! that stands behind the end, such as a phone's moving picture. The compressed pixels themselves are not decoded.

use super::{exif, icc};

const END: u8 = 0xD9;
/// Without a thumbnail; no viewer on the web minds the density, which reveals a scanner or a screen.
const JFIF: &[u8] = b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
/// Followed by how colours were transformed.
const ADOBE: &[u8] = b"Adobe\0\x64\0\0\0\0";
const MOST_PROFILE_BYTES: usize = 1 << 20;

/// `None`: damaged, or of a kind that no browser shows (lossless, hierarchical).
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let mut head = Head::default();
    let mut body = Vec::with_capacity(bytes.len());
    let (mut has_frame, mut has_scan) = (false, false);
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            break;
        }
        let data = segment(&mut rest)?;
        let is_sound = match marker {
            0xE0..=0xEF if !has_scan => {
                head.note(marker, data);
                continue;
            }
            // Application data, comments, and a height given late, which the frame must give here.
            0xE0..=0xEF | 0xFE | 0xDC => continue,
            0xC0..=0xC2 | 0xC9 | 0xCA => !std::mem::replace(&mut has_frame, true) && is_frame(data),
            0xC4 => are_huffman_tables(data),
            0xCC => data.len().is_multiple_of(2),
            0xDB => are_quantisation_tables(data),
            0xDD => data.len() == 2,
            0xDA => has_frame && is_scan(data),
            _ => false,
        };
        if !is_sound {
            return None;
        }
        write(&mut body, marker, data);
        if marker == 0xDA {
            let (pixels, after) = rest.split_at(scan_end(rest)?);
            body.extend(pixels);
            rest = after;
            has_scan = true;
        }
    }
    has_scan.then(|| [&[0xFF, 0xD8], &head.written()[..], &body, &[0xFF, END]].concat())
}

/// The next marker, behind any fill bytes.
fn marker(rest: &mut &[u8]) -> Option<u8> {
    let after = rest.strip_prefix(&[0xFF])?;
    let fill = after.iter().position(|byte| *byte != 0xFF)?;
    *rest = &after[fill + 1..];
    Some(after[fill])
}

fn segment<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, after) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2)?;
    let (data, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(data)
}

fn write(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend([0xFF, marker]);
    out.extend(((data.len() + 2) as u16).to_be_bytes());
    out.extend(data);
}

/// Where the next marker stands that isn't part of the pixels.
fn scan_end(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        let code = at + data[at..].iter().position(|byte| *byte != 0xFF)?;
        match data[code] {
            0x00 | 0xD0..=0xD7 => at = code + 1,
            _ => return Some(at),
        }
    }
}

/// With a size, and with exactly as many components as it says.
fn is_frame(data: &[u8]) -> bool {
    let &[8 | 12, high, low, wide, narrow, count @ 1..=4, ref components @ ..] = data else { return false };
    (high, low) != (0, 0) && (wide, narrow) != (0, 0) && components.len() == 3 * usize::from(count)
}

fn is_scan(data: &[u8]) -> bool {
    matches!(data.first(), Some(count @ 1..=4) if data.len() == 4 + 2 * usize::from(*count))
}

fn are_quantisation_tables(mut data: &[u8]) -> bool {
    while let Some((kind, rest)) = data.split_first() {
        let size = if kind >> 4 == 0 { 64 } else { 128 };
        match rest.split_at_checked(size) {
            Some((_, after)) if kind & 0x0F <= 3 && kind >> 4 <= 1 => data = after,
            _ => return false,
        }
    }
    true
}

fn are_huffman_tables(mut data: &[u8]) -> bool {
    while let Some((kind, rest)) = data.split_first() {
        let Some((counts, rest)) = rest.split_at_checked(16) else { return false };
        let codes = counts.iter().map(|count| usize::from(*count)).sum::<usize>();
        match rest.split_at_checked(codes) {
            Some((_, after)) if kind & 0x0F <= 3 && kind >> 4 <= 1 && codes <= 256 => data = after,
            _ => return false,
        }
    }
    true
}

/// What is kept of the application data.
#[derive(Default)]
struct Head {
    has_jfif: bool,
    saw_exif: bool,
    orientation: Option<Vec<u8>>,
    /// By number.
    profile: Vec<(u8, Vec<u8>)>,
    colour_transform: Option<u8>,
}

impl Head {
    fn note(&mut self, marker: u8, data: &[u8]) {
        match marker {
            0xE0 if data.starts_with(b"JFIF\0") => self.has_jfif = true,
            0xE1 if !self.saw_exif => {
                if let Some(tiff) = data.strip_prefix(EXIF) {
                    self.saw_exif = true;
                    self.orientation = exif::only_orientation(tiff);
                }
            }
            0xE2 => {
                if let Some([number, _, part @ ..]) = data.strip_prefix(ICC) {
                    self.profile.push((*number, part.to_vec()));
                }
            }
            0xEE if data.starts_with(b"Adobe") && data.len() > ADOBE.len() => {
                self.colour_transform = self.colour_transform.or(Some(data[ADOBE.len()]));
            }
            _ => {}
        }
    }

    fn written(mut self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.has_jfif {
            write(&mut out, 0xE0, JFIF);
        }
        if let Some(tiff) = self.orientation {
            write(&mut out, 0xE1, &[EXIF, &tiff].concat());
        }
        self.profile.sort_by_key(|(number, _)| *number);
        let profile = self.profile.into_iter().flat_map(|(_, part)| part).take(MOST_PROFILE_BYTES).collect::<Vec<_>>();
        // From numbers alone it always fits one segment.
        if let Some(profile) = icc::rebuilt(&profile).filter(|rebuilt| rebuilt.len() < 0xFF00) {
            write(&mut out, 0xE2, &[ICC, &[1, 1], &profile].concat());
        }
        if let Some(transform) = self.colour_transform {
            write(&mut out, 0xEE, &[ADOBE, &[transform]].concat());
        }
        out
    }
}
