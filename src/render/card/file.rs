//! A card as a PNG file, which says of what it was drawn.

use super::canvas::{HEIGHT, Ramp, WIDTH};
use flate2::Crc;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunk that names the card's key, and what the file says of itself to who can't see it.
const KEY: &str = "Fanlight";
const DESCRIPTION: &str = "Description";
/// How hard to compress, of nine: more takes longer, and finds little.
const LEVEL: u8 = 6;

pub fn write(pixels: &[u8], palette: Vec<u8>, key: &str, description: &str) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
    // A logo brings colours of its own.
    let small = palette.len() <= usize::from(Ramp::END) * 3;
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(if small { BitDepth::Four } else { BitDepth::Eight });
    encoder.set_palette(palette);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    encoder.set_filter(Filter::NoFilter);
    encoder.add_text_chunk(KEY.into(), key.into())?;
    encoder.add_itxt_chunk(DESCRIPTION.into(), description.into())?;
    let mut writer = encoder.write_header()?;
    if small {
        writer.write_image_data(&halved(pixels))?
    } else {
        writer.write_image_data(pixels)?
    };
    writer.finish()?;
    Ok(bytes)
}

/// Two pixels a byte. A row has an even number of them.
fn halved(pixels: &[u8]) -> Vec<u8> {
    pixels.as_chunks().0.iter().map(|&[left, right]| left << 4 | right).collect()
}

/// Whether it is a whole file, and the card of this key.
pub fn is_of(bytes: &[u8], key: &str) -> bool {
    let wanted = [KEY.as_bytes(), b"\0", key.as_bytes()].concat();
    let Some(mut rest) = bytes.strip_prefix(SIGNATURE) else { return false };
    let mut named = false;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((chunk, after)) = length.checked_add(4).and_then(|it| after.split_at_checked(it)) else {
            return false;
        };
        let Some((sum, after)) = after.split_first_chunk::<4>() else { return false };
        let mut crc = Crc::new();
        crc.update(chunk);
        if crc.sum() != u32::from_be_bytes(*sum) {
            return false;
        }
        named |= chunk.strip_prefix(b"tEXt").is_some_and(|text| text == wanted);
        if chunk.starts_with(b"IEND") {
            return named && after.is_empty();
        }
        rest = after;
    }
    false
}
