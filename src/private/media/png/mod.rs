//! PNG and APNG: chunks. Kept are those that say what is drawn, with a sound checksum and the length they must have.
//!
//! The compressed pixels are followed to their end: a picture with more rows than it shows is damaged, and bytes behind the
//! pixels go. Frames that no animation shows go too. `pHYs`, `hIST`, `sPLT`, `mDCV` and `cLLI` reveal a device and change
//! nothing that a browser shows.

mod header;

use super::inflate::{Stream, deflate, inflate};
use super::{exif, icc};
use flate2::Crc;
use header::{Header, pair};

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
const MOST_PROFILE_BYTES: u64 = 1 << 20;
/// Pixels of all frames, when inflated.
const MOST_BYTES: u64 = 1 << 31;

/// `None`: damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&SIGNATURE)?;
    let (kind, header) = chunk(&mut rest)?;
    let mut sanitizer = Sanitizer::new(Header::read(header).filter(|_| kind == *b"IHDR")?);
    sanitizer.write(b"IHDR", header);
    loop {
        let (kind, data) = chunk(&mut rest)?;
        if kind == *b"IEND" {
            return sanitizer.finish();
        }
        sanitizer.take(&kind, data)?;
    }
}

/// Kind and data, checked against its sum.
fn chunk<'b>(rest: &mut &'b [u8]) -> Option<([u8; 4], &'b [u8])> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (summed, after) = after.split_at_checked(length.checked_add(4)?)?;
    let (sum, after) = after.split_first_chunk::<4>()?;
    *rest = after;
    let (kind, data) = summed.split_first_chunk::<4>()?;
    (crc(summed) == u32::from_be_bytes(*sum)).then_some((*kind, data))
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// What came before the chunk at hand.
struct Sanitizer {
    header: Header,
    out: Vec<u8>,
    seen: Vec<[u8; 4]>,
    /// Where the colours of the palette are counted.
    palette: usize,
    /// The frame whose data are being read, and by which chunks they come.
    frame: Option<([u8; 4], Stream)>,
    has_picture: bool,
    /// How many frames `acTL` announced, how many came, and the number of the next chunk that has one.
    announced: Option<u32>,
    frames: u32,
    came: u32,
    written: u32,
    inflated: u64,
}

impl Sanitizer {
    fn new(header: Header) -> Self {
        let mut sanitizer = Sanitizer {
            header,
            out: SIGNATURE.to_vec(),
            seen: Vec::new(),
            palette: 0,
            frame: None,
            has_picture: false,
            announced: None,
            frames: 0,
            came: 0,
            written: 0,
            inflated: 0,
        };
        sanitizer.out.reserve(1 << 12);
        sanitizer
    }

    fn write(&mut self, kind: &[u8; 4], data: &[u8]) {
        let start = self.out.len() + 4;
        self.out.extend((data.len() as u32).to_be_bytes());
        self.out.extend(kind);
        self.out.extend(data);
        let sum = crc(&self.out[start..]);
        self.out.extend(sum.to_be_bytes());
    }

    fn take(&mut self, kind: &[u8; 4], data: &[u8]) -> Option<()> {
        if self.frame.as_ref().is_some_and(|(chunks, _)| chunks != kind) {
            self.end_frame(kind)?;
        }
        match kind {
            b"IDAT" => self.picture(data),
            b"fcTL" | b"fdAT" if self.announced.is_none() => Some(()),
            b"fcTL" => self.frame_control(data),
            b"fdAT" => self.frame_data(data),
            b"PLTE" => self.palette(data),
            _ if kind[0].is_ascii_uppercase() => None,
            _ => {
                self.aside(kind, data);
                Some(())
            }
        }
    }

    /// What isn't needed but says how it is drawn: once, before the pixels, of the right length.
    fn aside(&mut self, kind: &[u8; 4], data: &[u8]) {
        let colour = self.header.colour;
        let samples = [1, 0, 3, 3, 2, 0, 4][usize::from(colour)];
        let fits = match kind {
            b"gAMA" => data.len() == 4,
            b"cHRM" => data.len() == 32,
            b"sRGB" => data.len() == 1,
            b"cICP" => data.len() == 4,
            b"sBIT" => data.len() == samples,
            b"bKGD" => data.len() == [2, 0, 6, 1, 2, 0, 6][usize::from(colour)],
            b"tRNS" => match colour {
                0 => data.len() == 2,
                2 => data.len() == 6,
                3 => (1..=self.palette).contains(&data.len()),
                _ => false,
            },
            b"acTL" => data.len() == 8 && data[..4] != [0; 4],
            b"iCCP" | b"eXIf" => true,
            _ => false,
        };
        // An orientation may be given late.
        if !fits || self.seen.contains(kind) || (self.has_picture && kind != b"eXIf") {
            return;
        }
        self.seen.push(*kind);
        match kind {
            b"iCCP" => {
                if let Some(data) = profile(data) {
                    self.write(kind, &data);
                }
            }
            b"eXIf" => {
                if let Some(data) = exif::only_orientation(data) {
                    self.write(kind, &data);
                }
            }
            b"acTL" => {
                self.announced = data.first_chunk().map(|frames| u32::from_be_bytes(*frames));
                self.write(kind, data);
            }
            _ => self.write(kind, data),
        }
    }

    fn palette(&mut self, data: &[u8]) -> Option<()> {
        let is_sound = data.len().is_multiple_of(3) && (1..=256).contains(&(data.len() / 3));
        if !is_sound || self.palette > 0 || self.has_picture {
            return None;
        }
        self.palette = data.len() / 3;
        self.write(b"PLTE", data);
        Some(())
    }

    fn picture(&mut self, data: &[u8]) -> Option<()> {
        if self.frame.is_none() {
            if self.has_picture || (self.header.colour == 3 && self.palette == 0) {
                return None;
            }
            self.has_picture = true;
            let size = self.header.pixels(self.header.width, self.header.height)?;
            self.begin(*b"IDAT", size)?;
        }
        let (_, stream) = self.frame.as_mut()?;
        let taken = stream.take(data)?;
        if taken > 0 {
            self.write(b"IDAT", &data[..taken]);
        }
        Some(())
    }

    fn begin(&mut self, chunks: [u8; 4], size: u64) -> Option<()> {
        self.inflated += size;
        self.frame = Some((chunks, Stream::of(size)));
        (self.inflated <= MOST_BYTES).then_some(())
    }

    fn frame_control(&mut self, data: &[u8]) -> Option<()> {
        let data: &[u8; 26] = data.try_into().ok()?;
        self.expect_number(data)?;
        let (width, height) = pair(data[4..12].try_into().ok()?)?;
        let offset = |at: usize| Some(u32::from_be_bytes(data[at..at + 4].try_into().ok()?));
        let fits = |start: u32, side: u32, whole: u32| start.checked_add(side).is_some_and(|end| end <= whole);
        if !fits(offset(12)?, width, self.header.width) || !fits(offset(16)?, height, self.header.height) {
            return None;
        }
        self.frames += 1;
        self.write_numbered(b"fcTL", &data[4..]);
        if !self.has_picture {
            // It is about the picture itself.
            return (self.frames == 1 && (width, height) == (self.header.width, self.header.height)).then_some(());
        }
        let size = self.header.pixels(width, height)?;
        self.begin(*b"fdAT", size)
    }

    fn frame_data(&mut self, data: &[u8]) -> Option<()> {
        let data = &data[self.expect_number(data)?..];
        let (_, stream) = self.frame.as_mut().filter(|(chunks, _)| chunks == b"fdAT")?;
        let taken = stream.take(data)?;
        if taken > 0 {
            self.write_numbered(b"fdAT", &data[..taken]);
        }
        Some(())
    }

    /// The chunks of an animation are numbered as they come. How long the number is.
    fn expect_number(&mut self, data: &[u8]) -> Option<usize> {
        let number = u32::from_be_bytes(*data.first_chunk()?);
        let expected = self.came;
        self.came += 1;
        (number == expected).then_some(4)
    }

    fn write_numbered(&mut self, kind: &[u8; 4], data: &[u8]) {
        let data = [&self.written.to_be_bytes(), data].concat();
        self.written += 1;
        self.write(kind, &data);
    }

    /// Between two chunks of one frame nothing may stand but what is dropped anyway.
    fn end_frame(&mut self, next: &[u8; 4]) -> Option<()> {
        let (chunks, stream) = self.frame.as_ref()?;
        let is_between = chunks == b"fdAT" && next != b"fcTL" && next != b"IDAT";
        if is_between {
            return Some(());
        }
        let is_whole = stream.is_whole();
        self.frame = None;
        is_whole.then_some(())
    }

    fn finish(mut self) -> Option<Vec<u8>> {
        if self.frame.is_some() {
            self.end_frame(b"fcTL")?;
        }
        let is_whole = self.has_picture && self.announced.is_none_or(|announced| announced == self.frames);
        self.write(b"IEND", &[]);
        is_whole.then_some(self.out)
    }
}

/// The data of an `iCCP` chunk, made anew.
fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = data.iter().position(|byte| *byte == 0)?;
    let compressed = data[name + 1..].strip_prefix(&[0])?;
    let profile = icc::rebuilt(&inflate(compressed, MOST_PROFILE_BYTES)?)?;
    Some([b"icc\0\0", &deflate(&profile)?[..]].concat())
}
