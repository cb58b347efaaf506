//! The fonts of cards: which letters they have, how text is set in them, and each glyph drawn once.
//!
//! Inter by Rasmus Andersson and others, cut down to Latin, Greek, Cyrillic and usual signs; its licence lies beside it.

use super::canvas::Coverage;
use harfrust::{Buffer, Direction, Font, ShapeOptions, ShaperFont, shape};
use resvg::tiny_skia::PathBuilder;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// For titles.
const DISPLAY: &[u8] = include_bytes!("fonts/InterDisplay-SemiBold.otf");
/// For all else.
const TEXT: &[u8] = include_bytes!("fonts/Inter-Medium.otf");

/// Glyphs begin at quarters of a pixel, so that few need to be drawn and letters stand evenly.
const STEPS: f32 = 4.0;

pub struct Faces {
    pub display: Face,
    pub text: Face,
}

pub struct Face {
    /// None: the font can't be read, which a test rules out; then nothing is written.
    font: Option<Font>,
    bytes: &'static [u8],
    units: f32,
    /// By glyph, size and step.
    drawn: RwLock<HashMap<(u32, u32, u8), Arc<Coverage>>>,
}

/// A word in units of the font.
#[derive(Clone, Default)]
pub struct Word {
    pub glyphs: Vec<Glyph>,
    pub width: f32,
}

#[derive(Clone, Copy)]
pub struct Glyph {
    pub id: u32,
    pub x: f32,
    pub y: f32,
    pub advance: f32,
}

impl Faces {
    pub fn new() -> Self {
        Self { display: Face::new(DISPLAY), text: Face::new(TEXT) }
    }
}

/// Which letters the fonts have.
pub struct Letters([Option<Charmap<'static>>; 2]);

impl Letters {
    pub fn new() -> Self {
        Self([DISPLAY, TEXT].map(|bytes| FontRef::new(bytes).ok().map(|font| font.charmap())))
    }

    /// Whether both have it.
    pub fn have(&self, letter: char) -> bool {
        let has = |map: &Option<Charmap<'_>>| map.as_ref().is_some_and(|map| map.map(letter).is_some());
        letter.is_ascii_graphic() || self.0.iter().all(has)
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = Font::new(bytes, 0);
        let units = font.as_ref().map_or(1.0, |font| f32::from(font.units_per_em()));
        Self { font, bytes, units, drawn: RwLock::default() }
    }

    /// Pixels of a unit at this size.
    pub fn scale(&self, size: u32) -> f32 {
        size as f32 / self.units
    }

    pub fn word(&self, text: &str) -> Word {
        let mut word = Word::default();
        let Some(font) = &self.font else { return word };
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::default()).is_err() {
            return word;
        }
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let (x, y) = (word.width + position.x_offset as f32, position.y_offset as f32);
            let advance = position.x_advance as f32;
            word.glyphs.push(Glyph { id: info.glyph_id, x, y, advance });
            word.width += advance;
        }
        word
    }

    /// What a glyph covers when its origin lies at this fraction of a pixel, and how many whole pixels further it lies.
    pub fn glyph(&self, id: u32, size: u32, x: f32) -> (Arc<Coverage>, i32) {
        let steps = (x * STEPS).round() as i32;
        let (whole, step) = (steps.div_euclid(STEPS as i32), steps.rem_euclid(STEPS as i32) as u8);
        let key = (id, size, step);
        let known = self.drawn.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let coverage = known.unwrap_or_else(|| {
            let coverage = Arc::new(self.draw(id, size, f32::from(step) / STEPS));
            self.drawn.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&coverage));
            coverage
        });
        (coverage, whole)
    }

    fn draw(&self, id: u32, size: u32, shift: f32) -> Coverage {
        let outlines = FontRef::new(self.bytes).ok().map(|font| font.outline_glyphs());
        let outline = outlines.and_then(|all| all.get(GlyphId::new(id)));
        let mut pen = Pen(PathBuilder::new(), shift);
        let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::default());
        match outline.map(|outline| outline.draw(settings, &mut pen)) {
            Some(Ok(_)) => pen.0.finish().map(|path| Coverage::of(&path)).unwrap_or_default(),
            _ => Coverage::default(),
        }
    }
}

/// From the font's outlines, where y grows upwards, to a path on paper.
struct Pen(PathBuilder, f32);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x + self.1, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x + self.1, -y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx + self.1, -cy, x + self.1, -y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax + self.1, -ay, bx + self.1, -by, x + self.1, -y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
