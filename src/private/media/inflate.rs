//! Where compressed data ends: what stands behind its end isn't drawn, and a program that saves over a longer file may leave
//! the former picture there.

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use std::io::{Read, Write};

/// Follows a zlib stream that comes in pieces, without keeping what it holds.
pub(super) struct Stream {
    inflater: Decompress,
    /// How many bytes it is to hold.
    size: u64,
    ended: bool,
}

impl Stream {
    pub fn of(size: u64) -> Self {
        Stream { inflater: Decompress::new(true), size, ended: false }
    }

    /// How much of this piece belongs to the stream. `None`: damaged, or it holds more than is drawn.
    pub fn take(&mut self, piece: &[u8]) -> Option<usize> {
        let mut sink = [0; 1 << 14];
        let mut taken = 0;
        while !self.ended {
            let before = (self.inflater.total_in(), self.inflater.total_out());
            let status = self.inflater.decompress(&piece[taken..], &mut sink, FlushDecompress::None).ok()?;
            let after = (self.inflater.total_in(), self.inflater.total_out());
            taken += usize::try_from(after.0 - before.0).ok()?;
            if after.1 > self.size {
                return None;
            }
            self.ended = status == Status::StreamEnd;
            if before == after {
                break;
            }
        }
        Some(taken)
    }

    /// Whether it ended, with all that is drawn.
    pub fn is_whole(&self) -> bool {
        self.ended && self.inflater.total_out() == self.size
    }
}

/// `None`: damaged, or larger than `limit`.
pub(super) fn inflate(data: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut held = Vec::new();
    ZlibDecoder::new(data).take(limit + 1).read_to_end(&mut held).ok()?;
    (held.len() as u64 <= limit).then_some(held)
}

pub(super) fn deflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).ok()?;
    encoder.finish().ok()
}

/// How many bytes of a GIF's picture data say its pixels. `None`: damaged.
pub(super) fn lzw_end(bits: u8, data: &[u8], pixels: u64) -> Option<usize> {
    const MOST_CODES: usize = 1 << 12;
    if !(1..=11).contains(&bits) {
        return None;
    }
    let clear = 1 << bits;
    let end = clear + 1;
    // How many pixels each code stands for.
    let mut lengths = vec![1_u64; clear];
    lengths.extend([0, 0]);
    let (mut width, mut previous, mut drawn, mut position) = (bits + 1, None, 0, 0);
    loop {
        let Some(code) = lzw_code(data, position, width) else { return Some(data.len()) };
        // Behind the last pixel only the end may stand.
        if code != end && drawn >= pixels && code != clear {
            return Some(position.div_ceil(8));
        }
        position += usize::from(width);
        if code == end {
            return Some(position.div_ceil(8));
        }
        if code == clear {
            lengths.truncate(clear + 2);
            (width, previous) = (bits + 1, None);
            continue;
        }
        if let Some(previous) = previous.filter(|_| lengths.len() < MOST_CODES) {
            lengths.push(previous + 1);
        }
        let length = *lengths.get(code)?;
        drawn += length;
        previous = Some(length);
        // The decoder adds its code one step after the encoder: the width grows as soon as the next code needs it.
        if lengths.len() == 1 << width && width < 12 {
            width += 1;
        }
    }
}

/// The code at a bit.
fn lzw_code(data: &[u8], position: usize, width: u8) -> Option<usize> {
    let first = position / 8;
    if position + usize::from(width) > data.len() * 8 {
        return None;
    }
    let byte = |no: usize| usize::from(data.get(first + no).copied().unwrap_or_default());
    Some((byte(0) | byte(1) << 8 | byte(2) << 16) >> (position % 8) & ((1 << width) - 1))
}
