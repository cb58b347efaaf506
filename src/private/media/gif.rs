//! GIF: blocks. Kept are the screen, its colours, the pictures with how long each is shown, and how often all repeat.
//!
//! Gone are comments, words that no browser draws, application data (XMP, profiles), what stands in a picture's data behind
//! its last pixel, and all behind the trailer.

use super::inflate;

/// `None`: damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = bytes.split_at_checked(13)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(head);
    out.extend(colours(head[10], &mut rest)?);
    let (mut control, mut repeats, mut has_picture) = (None, false, false);
    loop {
        match byte(&mut rest)? {
            0x3B => break,
            0x2C => {
                if let Some(control) = control.take() {
                    out.extend([0x21, 0xF9, 4]);
                    out.extend::<[u8; 4]>(control);
                    out.push(0);
                }
                picture(&mut rest, &mut out)?;
                has_picture = true;
            }
            0x21 => match (byte(&mut rest)?, joined(&mut rest)?) {
                (0xF9, data) => control = Some(data.try_into().ok()?),
                // The control before it is its own.
                (0x01, _) => control = None,
                (0xFF, data) if !repeats => {
                    if let Some(times) = repetitions(&data) {
                        out.extend(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
                        out.extend(times);
                        out.push(0);
                        repeats = true;
                    }
                }
                _ => {}
            },
            _ => return None,
        }
    }
    out.push(0x3B);
    has_picture.then_some(out)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

/// The colour table that `flags` announce.
fn colours<'b>(flags: u8, rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let (table, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(table)
}

/// The data of a block's pieces.
fn joined(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let length = byte(rest)?;
        if length == 0 {
            return Some(data);
        }
        let (piece, after) = rest.split_at_checked(usize::from(length))?;
        data.extend(piece);
        *rest = after;
    }
}

/// How often an animation repeats, as both names of that extension say it.
fn repetitions(data: &[u8]) -> Option<[u8; 2]> {
    let (name, data) = data.split_at_checked(11)?;
    let is_known = name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0";
    match data {
        [1, low, high, ..] if is_known => Some([*low, *high]),
        _ => None,
    }
}

fn picture(rest: &mut &[u8], out: &mut Vec<u8>) -> Option<()> {
    let (place, after) = rest.split_first_chunk::<9>()?;
    *rest = after;
    let side = |at: usize| u64::from(u16::from_le_bytes([place[at], place[at + 1]]));
    let table = colours(place[8], rest)?;
    let bits = byte(rest)?;
    let data = joined(rest)?;
    let drawn = inflate::lzw_end(bits, &data, side(4) * side(6))?;
    out.push(0x2C);
    out.extend(place);
    out.extend(table);
    out.push(bits);
    for piece in data[..drawn].chunks(255) {
        out.push(piece.len() as u8);
        out.extend(piece);
    }
    out.push(0);
    Some(())
}
