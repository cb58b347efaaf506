//! The project's logo: a picture of `static/`, small and of few colours.

use super::canvas::Ramp;
use super::colours::{Colour, GROUND, mix};
use crate::render::picture;
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::collections::BTreeMap;

const HEIGHT: f32 = 52.0;
const WIDEST: f32 = 220.0;
/// A larger picture is none that a page shows at this size.
const LARGEST: u32 = 4096;

pub struct Logo {
    pub width: usize,
    pub height: usize,
    /// Places in the palette; 0 where there is nothing of it.
    pub pixels: Vec<u8>,
    pub colours: Vec<Colour>,
}

impl Logo {
    /// None where it is of another format, or can't be drawn.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Self> {
        let drawn = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "svg" => vector(bytes)?,
            "png" => shrunk(bytes)?,
            _ => return None,
        };
        Some(Self::reduced(&drawn))
    }

    /// As many bits of each colour as the palette has room for.
    fn reduced(drawn: &Pixmap) -> Self {
        let room = usize::from(u8::MAX - Ramp::END);
        for bits in (2..=8_u32).rev() {
            let mut found: BTreeMap<Colour, u8> = BTreeMap::new();
            let round = |channel: u8| channel >> (8 - bits) << (8 - bits) | channel.checked_shr(bits).unwrap_or(0);
            let colour = |pixel: &PremultipliedColorU8| (pixel.alpha() > 0).then(|| on_ground(*pixel).map(round));
            let colours: Vec<Option<Colour>> = drawn.pixels().iter().map(colour).collect();
            for colour in colours.iter().flatten() {
                found.insert(*colour, 0);
                if found.len() > room {
                    break;
                }
            }
            if found.len() <= room {
                found.values_mut().zip(Ramp::END..).for_each(|(place, free)| *place = free);
                let pixels =
                    colours.iter().map(|colour| colour.and_then(|colour| found.get(&colour).copied()).unwrap_or(0));
                return Self {
                    width: drawn.width() as usize,
                    height: drawn.height() as usize,
                    pixels: pixels.collect(),
                    colours: found.keys().copied().collect(),
                };
            }
        }
        Self { width: 0, height: 0, pixels: Vec::new(), colours: Vec::new() }
    }
}

fn on_ground(pixel: PremultipliedColorU8) -> Colour {
    let whole = pixel.demultiply();
    mix(GROUND, [whole.red(), whole.green(), whole.blue()], u32::from(pixel.alpha()), 255)
}

/// How large it is drawn.
fn fitting(width: f32, height: f32) -> (f32, u32, u32) {
    let scale = (HEIGHT / height).min(WIDEST / width);
    let pixels = |length: f32| (length * scale).ceil().clamp(1.0, WIDEST) as u32;
    (scale, pixels(width), pixels(height))
}

/// Loads nothing from anywhere: pictures in it stay out.
fn vector(bytes: &[u8]) -> Option<Pixmap> {
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let tree = Tree::from_data(bytes, &Options { image_href_resolver: nothing, ..Options::default() }).ok()?;
    let (scale, width, height) = fitting(tree.size().width(), tree.size().height());
    let mut drawn = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut drawn.as_mut());
    Some(drawn)
}

/// Each pixel is the mean of those that lie below it.
fn shrunk(bytes: &[u8]) -> Option<Pixmap> {
    picture::size(bytes).filter(|&(width, height)| width <= LARGEST && height <= LARGEST)?;
    let large = Pixmap::decode_png(bytes).ok()?;
    let (_, width, height) = fitting(large.width() as f32, large.height() as f32);
    let mut small = Pixmap::new(width, height)?;
    let part = |at: u32, of: u32, whole: u32| {
        let from = at * whole / of;
        from..((at + 1) * whole / of).max(from + 1).min(whole)
    };
    for at in 0..width * height {
        let (columns, rows) = (part(at % width, width, large.width()), part(at / width, height, large.height()));
        let (mut sum, mut count) = ([0_u32; 4], 0);
        for pixel in rows.flat_map(|y| columns.clone().map(move |x| (x, y))).filter_map(|(x, y)| large.pixel(x, y)) {
            let channels = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
            sum.iter_mut().zip(channels).for_each(|(sum, channel)| *sum += u32::from(channel));
            count += 1;
        }
        let [red, green, blue, alpha] = sum.map(|sum| (sum / count.max(1)) as u8);
        small.pixels_mut()[at as usize] = PremultipliedColorU8::from_rgba(red, green, blue, alpha)?;
    }
    Some(small)
}
