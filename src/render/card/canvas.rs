//! A picture of sixteen colours: each pixel is a place in the palette.
//!
//! What is drawn has a ramp of the palette, from the ground's colour to its own, so that soft edges need no more colours
//! and nothing has to be reduced afterwards. Two pixels fit a byte: half as much to compress, and a third of the file.

use resvg::tiny_skia::{FillRule, Mask, Path, Transform};

pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Where in the palette the shades of a colour are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ramp {
    Ink,
    Quiet,
    Tone,
    /// The ground of a pill, and the tone upon it.
    Pill,
    OnPill,
    Line,
}

impl Ramp {
    pub const ALL: [Ramp; 6] = [Ramp::Ink, Ramp::Quiet, Ramp::Tone, Ramp::Pill, Ramp::OnPill, Ramp::Line];
    /// The first place that no ramp has.
    pub const END: u8 = 16;

    /// How many shades it has, but for the ground's: as many as its edges need to look soft. Letters of a title need most; a
    /// colour that is nearly the ground's needs none between.
    pub const fn shades(self) -> u8 {
        match self {
            Ramp::Ink => 4,
            Ramp::Quiet | Ramp::Tone | Ramp::OnPill => 3,
            Ramp::Pill | Ramp::Line => 1,
        }
    }

    /// Its first place.
    pub const fn start(self) -> u8 {
        let (mut start, mut at) = (1, 0);
        while at < self as usize {
            start += Self::ALL[at].shades();
            at += 1;
        }
        start
    }

    /// Its shade for what covers so much of a pixel; 0 is the ground.
    fn shade(self, cover: u8) -> u8 {
        ((u32::from(cover) * u32::from(self.shades()) + 127) / 255) as u8
    }
}

/// How much of each pixel something covers, from 0 to 255; and where its corner lies from its origin.
#[derive(Clone, Default)]
pub struct Coverage {
    left: i32,
    top: i32,
    width: usize,
    covers: Vec<u8>,
}

impl Coverage {
    pub fn of(path: &Path) -> Self {
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor() as i32, bounds.top().floor() as i32);
        let width = (bounds.right().ceil() as i32 - left).max(1) as u32;
        let height = (bounds.bottom().ceil() as i32 - top).max(1) as u32;
        let Some(mut mask) = Mask::new(width, height) else { return Self::default() };
        mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left as f32, -top as f32));
        Self { left, top, width: width as usize, covers: mask.take() }
    }
}

#[derive(Clone)]
pub struct Canvas {
    pub pixels: Vec<u8>,
}

impl Canvas {
    pub fn new() -> Self {
        Self { pixels: vec![0; (WIDTH * HEIGHT) as usize] }
    }

    /// Draws what it covers with its origin at x and y; what lies outside is cut.
    pub fn stamp(&mut self, coverage: &Coverage, x: i32, y: i32, ramp: Ramp) {
        let (left, top, start) = (x + coverage.left, y + coverage.top, ramp.start());
        if coverage.width == 0 {
            return;
        }
        for (row, covers) in (top..).zip(coverage.covers.chunks_exact(coverage.width)) {
            if !(0..HEIGHT as i32).contains(&row) {
                continue;
            }
            let skip = (-left).max(0) as usize;
            let from = left.max(0) as usize;
            let (Some(covers), true) = (covers.get(skip..), from < WIDTH as usize) else { continue };
            let room = &mut self.pixels[row as usize * WIDTH as usize..][from..WIDTH as usize];
            for (pixel, &cover) in room.iter_mut().zip(covers) {
                let shade = ramp.shade(cover);
                if shade > 0 {
                    // Where two glyphs touch, neither's edge cuts the other.
                    let there = pixel.wrapping_sub(start);
                    let shade = if there < ramp.shades() { shade.max(there + 1) } else { shade };
                    *pixel = start + shade - 1;
                }
            }
        }
    }

    /// A box of one shade of a colour.
    pub fn bar(&mut self, x: u32, y: u32, width: u32, height: u32, ramp: Ramp, shade: u8) {
        for row in y..(y + height).min(HEIGHT) {
            let from = (row * WIDTH + x.min(WIDTH)) as usize;
            let to = (row * WIDTH + (x + width).min(WIDTH)) as usize;
            self.pixels[from..to].fill(ramp.start() + shade - 1);
        }
    }

    /// Puts a picture there whose pixels are places in the palette; 0 stays what it is.
    pub fn paste(&mut self, pixels: &[u8], width: usize, x: usize, y: usize) {
        for (row, line) in pixels.chunks_exact(width).enumerate() {
            let at = (y + row) * WIDTH as usize + x;
            let room = self.pixels.get_mut(at..at + width).unwrap_or_default();
            room.iter_mut().zip(line).filter(|(_, new)| **new != 0).for_each(|(old, new)| *old = *new);
        }
    }
}
