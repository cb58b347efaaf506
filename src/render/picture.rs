//! The size of a picture, from its first bytes, so that a page doesn't jump when it has loaded.

/// Width and height in pixels of a PNG, GIF, JPEG or WebP.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((big(bytes, 16)?, big(bytes, 20)?)),
        [b'G', b'I', b'F', ..] => Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?)),
        [0xFF, 0xD8, ..] => jpeg(bytes),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes),
        _ => None,
    }
    .filter(|&(width, height)| width > 0 && height > 0)
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at + length)?;
    Some(part.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte)))
}

/// Walks from segment to segment up to the frame's header.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u32::from(*bytes.get(at)?) << 8 | u32::from(*bytes.get(at + 1)?));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xFF => at += 1,
            0xC4 | 0xC8 | 0xCC => at += 2 + short(at + 2)? as usize,
            0xC0..=0xCF => return Some((short(at + 7)?, short(at + 5)?)),
            0xD9 | 0xDA => return None,
            _ => at += 2 + short(at + 2)? as usize,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3FFF, little(bytes, 28, 2)? & 0x3FFF)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_tells_its_size() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 2, 0x80, 0, 0, 1, 0x2C]].concat();
        assert_eq!(size(&png), Some((640, 300)));
        assert_eq!(size(b"GIF89a\x0A\x00\x05\x00"), Some((10, 5)));
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 7, 0, 9, 3];
        assert_eq!(size(&jpeg), Some((9, 7)));
    }

    #[test]
    fn what_is_cut_short_or_no_picture_tells_none() {
        for bytes in [&b""[..], b"\x89PNG", b"GIF8", &[0xFF, 0xD8, 0xFF, 0xE0, 0xFF], b"<svg>", b"RIFF....WEBPVP8X"] {
            assert_eq!(size(bytes), None);
        }
    }
}
