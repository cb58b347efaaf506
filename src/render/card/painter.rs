//! How a card looks: its ground, drawn once for a site, and what is drawn upon it for each.

use super::canvas::{Canvas, Coverage, Ramp, WIDTH};
use super::colours::{self, Colour, Tone};
use super::face::Faces;
use super::logo::Logo;
use super::setting::{Set, Sizes, set};
use super::{CardSet, Drawn, Figure};
use resvg::tiny_skia::{Path, PathBuilder, Rect, Stroke};
use std::f32::consts::FRAC_1_SQRT_2;

const LEFT: f32 = 80.0;
const RIGHT: f32 = 1120.0;
const BAND: u32 = 14;
/// The line upon which the fanlight stands, above the site's name.
const SILL: u32 = 526;
/// The baselines of the first row and of the last.
const TOP: i32 = 106;
const FOOT: i32 = 588;
const MIDDLE_OF_TOP: f32 = 96.0;

const TITLE: Sizes = &[(80, 2), (72, 3), (64, 4), (56, 5), (48, 6), (40, 7)];
const TITLE_ABOVE_FIGURES: Sizes = &[(80, 1), (64, 2), (48, 3), (40, 3)];
const SMALL: Sizes = &[(28, 1), (24, 1), (20, 1)];
const NUMBER: Sizes = &[(64, 1), (48, 1), (36, 1)];

/// The shapes of the theme, from the worst to the mildest, in a box of 16.
const SHAPES: [&str; 5] = [
    "M5 1 11 1 15 5 15 11 11 15 5 15 1 11 1 5Z",
    "M8 1.5 15.5 15 0.5 15Z",
    "M8 0.5 15.5 8 8 15.5 0.5 8Z",
    "O",
    "M2 6.5 14 6.5 14 9.5 2 9.5Z",
];
const SHAPE: f32 = 24.0;

pub struct Painter {
    faces: Faces,
    ground: Canvas,
    logo: Option<Logo>,
    shapes: [Coverage; 5],
    /// How far from the left the site's name reaches.
    named: f32,
    accent: Option<Colour>,
}

impl Painter {
    pub fn new(card_set: &CardSet<'_>) -> Self {
        let logo = card_set.logo().and_then(|(path, bytes)| Logo::of(path, bytes)).filter(|it| it.width > 0);
        let shapes = SHAPES.map(|shape| Coverage::of_some(outline(shape, SHAPE / 16.0)));
        let mut painter =
            Self { faces: Faces::new(), ground: Canvas::new(), logo, shapes, named: LEFT, accent: card_set.accent() };
        painter.prepare(card_set);
        painter
    }

    /// What all cards of the site share.
    fn prepare(&mut self, card_set: &CardSet<'_>) {
        let mut ground = Canvas::new();
        let sill = SILL as i32;
        ground.stamp(&Coverage::of_some(fan(330.0, 2.5)), 1000, sill, Ramp::Line);
        // The lightest shade of quiet text: the line needs no place of its own in the palette.
        ground.bar(LEFT as u32, SILL, WIDTH - LEFT as u32, 2, Ramp::Quiet, 1);
        ground.bar(0, 0, WIDTH, BAND, Ramp::Tone, Ramp::Tone.shades());
        let mut x = LEFT;
        match &self.logo {
            Some(logo) => {
                ground.paste(&logo.pixels, logo.width, LEFT as usize, 578 - logo.height / 2);
                x += logo.width as f32 + 20.0;
            }
            None => {
                ground.stamp(&Coverage::of_some(fan(24.0, 3.0)), LEFT as i32 + 26, FOOT, Ramp::Tone);
                ground.bar(LEFT as u32, FOOT as u32, 52, 3, Ramp::Tone, Ramp::Tone.shades());
                x += 68.0;
            }
        }
        self.ground = ground;
        self.named = x;
        if let Some(name) = card_set.site_name() {
            let name = set(&self.faces.display, &name, 560.0, SMALL);
            let mut ground = std::mem::replace(&mut self.ground, Canvas { pixels: Vec::new() });
            if let Some(line) = name.lines.first() {
                line.write(&mut ground, &self.faces.display, name.size, x, FOOT, Ramp::Ink);
                self.named = x + line.width;
            }
            self.ground = ground;
        }
    }

    pub fn draw(&self, card: &Drawn) -> Result<Vec<u8>, png::EncodingError> {
        let mut canvas = self.ground.clone();
        let kicker = self.head(&mut canvas, card);
        if let Some(corner) = &card.corner {
            self.right(&mut canvas, corner, RIGHT - kicker - 60.0, TOP, Ramp::Ink);
        }
        self.title(&mut canvas, card);
        if let Some(about) = &card.about {
            self.right(&mut canvas, about, RIGHT - self.named - 60.0, FOOT, Ramp::Quiet);
        }
        let colours = self.logo.as_ref().map_or(&[][..], |logo| &logo.colours);
        super::file::write(
            &canvas.pixels,
            colours::palette(card.tone, self.accent, colours),
            &card.key,
            &card.description,
        )
    }

    /// The pill and what kind of thing it is; returns where it ends.
    fn head(&self, canvas: &mut Canvas, card: &Drawn) -> f32 {
        let text = &self.faces.text;
        let mut x = LEFT;
        if let Some(word) = &card.pill {
            let word = set(text, word, 480.0, SMALL);
            let shape = match card.tone {
                Tone::Severity(tone) if card.shaped => self.shapes.get(tone),
                _ => None,
            };
            let indent = if shape.is_some() { 56.0 } else { 24.0 };
            let width = word.lines.first().map_or(0.0, |line| line.width);
            let pill = pill(indent + width + 24.0, 52.0);
            canvas.stamp(&Coverage::of_some(pill), x as i32, MIDDLE_OF_TOP as i32 - 26, Ramp::Pill);
            if let Some(shape) = shape {
                canvas.stamp(shape, x as i32 + 20, (MIDDLE_OF_TOP - SHAPE / 2.0) as i32, Ramp::OnPill);
            }
            write(canvas, text, &word, x + indent, TOP, Ramp::OnPill);
            x += indent + width + 24.0 + 24.0;
        }
        let kicker = card.kicker.as_ref().map(|kicker| set(text, kicker, RIGHT - x, SMALL));
        if let Some(kicker) = kicker {
            write(canvas, text, &kicker, x, TOP, Ramp::Quiet);
            x += kicker.lines.first().map_or(0.0, |line| line.width);
        }
        x
    }

    fn title(&self, canvas: &mut Canvas, card: &Drawn) {
        let sizes = if card.figures.is_empty() { TITLE } else { TITLE_ABOVE_FIGURES };
        let title = set(&self.faces.display, &card.title, RIGHT - LEFT, sizes);
        let mut y = 168.0;
        for line in &title.lines {
            // Capitals of Inter are 0.72 of its size; lines stand 1.15 of it apart.
            line.write(canvas, &self.faces.display, title.size, LEFT, (y + title.size as f32 * 0.72) as i32, Ramp::Ink);
            y += title.size as f32 * 1.15;
        }
        let width = (RIGHT - LEFT) / 4.0;
        for (at, Figure { number, label, .. }) in card.figures.iter().take(4).enumerate() {
            let x = LEFT + at as f32 * width;
            let number = set(&self.faces.display, number, width - 20.0, NUMBER);
            write(canvas, &self.faces.display, &number, x, 442, Ramp::Tone);
            write(canvas, &self.faces.text, &set(&self.faces.text, label, width - 20.0, SMALL), x, 486, Ramp::Quiet);
        }
    }

    /// One line that ends at the right edge.
    fn right(&self, canvas: &mut Canvas, text: &str, room: f32, y: i32, ramp: Ramp) {
        let text = set(&self.faces.text, text, room.max(120.0), SMALL);
        let width = text.lines.first().map_or(0.0, |line| line.width);
        write(canvas, &self.faces.text, &text, RIGHT - width, y, ramp);
    }
}

/// The first line of it.
fn write(canvas: &mut Canvas, face: &super::face::Face, text: &Set, x: f32, y: i32, ramp: Ramp) {
    if let Some(line) = text.lines.first() {
        line.write(canvas, face, text.size, x, y, ramp);
    }
}

/// A window over a door: a half circle above its origin, with bars from the middle.
fn fan(radius: f32, stroke: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    for radius in [radius, radius * 0.45] {
        arch(&mut path, radius);
    }
    for (x, y) in [(-FRAC_1_SQRT_2, FRAC_1_SQRT_2), (0.0, 1.0), (FRAC_1_SQRT_2, FRAC_1_SQRT_2)] {
        path.move_to(0.0, 0.0);
        path.line_to(radius * x, -radius * y);
    }
    path.finish()?.stroke(&Stroke { width: stroke, ..Stroke::default() }, 1.0)
}

/// A half circle of two curves, from the left to the right.
fn arch(path: &mut PathBuilder, radius: f32) {
    let handle = radius * 0.552_28;
    path.move_to(-radius, 0.0);
    path.cubic_to(-radius, -handle, -handle, -radius, 0.0, -radius);
    path.cubic_to(handle, -radius, radius, -handle, radius, 0.0);
}

/// A box with round ends.
fn pill(width: f32, height: f32) -> Option<Path> {
    let (radius, handle) = (height / 2.0, height / 2.0 * 0.552_28);
    let mut path = PathBuilder::new();
    path.move_to(radius, 0.0);
    path.line_to(width - radius, 0.0);
    path.cubic_to(width - radius + handle, 0.0, width, radius - handle, width, radius);
    path.cubic_to(width, radius + handle, width - radius + handle, height, width - radius, height);
    path.line_to(radius, height);
    path.cubic_to(radius - handle, height, 0.0, radius + handle, 0.0, radius);
    path.cubic_to(0.0, radius - handle, radius - handle, 0.0, radius, 0.0);
    path.close();
    path.finish()
}

/// Points with straight lines between them, or `O` for a circle.
fn outline(shape: &str, scale: f32) -> Option<Path> {
    let Some(points) = shape.strip_prefix('M') else {
        return PathBuilder::from_oval(Rect::from_xywh(scale, scale, 14.0 * scale, 14.0 * scale)?);
    };
    let numbers: Vec<f32> = points.trim_end_matches('Z').split(' ').filter_map(|part| part.parse().ok()).collect();
    let mut path = PathBuilder::new();
    for (at, point) in numbers.chunks_exact(2).enumerate() {
        let (x, y) = (point[0] * scale, point[1] * scale);
        if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}

impl Coverage {
    fn of_some(path: Option<Path>) -> Self {
        path.as_ref().map(Self::of).unwrap_or_default()
    }
}
