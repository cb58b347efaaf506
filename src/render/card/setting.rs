//! Setting text: breaking it into lines, making it smaller until it fits, and writing it.

use super::canvas::{Canvas, Ramp};
use super::face::{Face, Glyph, Word};

/// Sizes that a text may have, largest first, each with the lines that it may fill.
pub type Sizes = &'static [(u32, usize)];

/// A text in lines, of one size.
pub struct Set {
    pub size: u32,
    pub lines: Vec<Line>,
}

/// Glyphs with their places from the line's beginning, in pixels.
#[derive(Default)]
pub struct Line {
    glyphs: Vec<(u32, f32, f32)>,
    pub width: f32,
}

const ELLIPSIS: &str = "…";

/// In the largest size in which it fits; what doesn't fit in the smallest is cut and ends in an ellipsis.
pub fn set(face: &Face, text: &str, width: f32, sizes: Sizes) -> Set {
    let words: Vec<Word> = text.split_whitespace().map(|word| face.word(word)).collect();
    let space = face.word("\u{a0}").width;
    let longest = words.iter().map(|word| word.width).fold(0.0, f32::max);
    let last = sizes.len().saturating_sub(1);
    for (at, &(size, most)) in sizes.iter().enumerate() {
        let room = width / face.scale(size);
        // A word is broken only where it must be.
        if longest > room && at < last {
            continue;
        }
        let pieces = pieces(&words, room);
        let lines = wrap(&pieces, space, room);
        if lines.len() <= most {
            let room = balanced(&pieces, space, room, lines.len());
            return Set { size, lines: write(face, &pieces, &wrap(&pieces, space, room), space, size) };
        }
        if at == last {
            return Set { size, lines: cut(face, &pieces, &lines[..most], space, size, room) };
        }
    }
    Set { size: 0, lines: Vec::new() }
}

/// Words, those too long for a line in pieces. A mark stays with its letter.
fn pieces(words: &[Word], room: f32) -> Vec<(Word, Follows)> {
    let mut pieces = Vec::new();
    for word in words {
        let (mut follows, mut x) = (Follows::Space, 0.0);
        let mut piece = Word::default();
        for glyph in &word.glyphs {
            if piece.width + glyph.advance > room && glyph.advance > 0.0 && !piece.glyphs.is_empty() {
                pieces.push((std::mem::take(&mut piece), follows));
                follows = Follows::Itself;
            }
            piece.glyphs.push(Glyph { x: piece.width + glyph.x - x, ..*glyph });
            piece.width += glyph.advance;
            x += glyph.advance;
        }
        pieces.push((piece, follows));
    }
    pieces
}

/// What a piece stands behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Space,
    /// The rest of its word.
    Itself,
}

/// Which pieces stand on which line.
fn wrap(pieces: &[(Word, Follows)], space: f32, room: f32) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut from, mut width) = (0, 0.0);
    for (at, (piece, follows)) in pieces.iter().enumerate() {
        let gap = if at == from || *follows == Follows::Itself { 0.0 } else { space };
        if at > from && (width + gap + piece.width > room || *follows == Follows::Itself) {
            lines.push(from..at);
            (from, width) = (at, piece.width);
        } else {
            width += gap + piece.width;
        }
    }
    if from < pieces.len() {
        lines.push(from..pieces.len());
    }
    lines
}

/// The narrowest room in which it takes no more lines, so that no line is left with a word alone.
fn balanced(pieces: &[(Word, Follows)], space: f32, room: f32, lines: usize) -> f32 {
    let (mut narrow, mut wide) =
        (pieces.iter().map(|(piece, _)| piece.width).fold(room / 2.0, f32::max).min(room), room);
    for _ in 0..12 {
        let middle = f32::midpoint(narrow, wide);
        match wrap(pieces, space, middle).len() <= lines {
            true => wide = middle,
            false => narrow = middle,
        }
    }
    wide
}

fn write(
    face: &Face,
    pieces: &[(Word, Follows)],
    lines: &[std::ops::Range<usize>],
    space: f32,
    size: u32,
) -> Vec<Line> {
    let scale = face.scale(size);
    let line = |range: &std::ops::Range<usize>| {
        let (mut line, mut x) = (Line::default(), 0.0);
        for (at, (piece, _)) in pieces[range.clone()].iter().enumerate() {
            if at > 0 {
                x += space;
            }
            line.glyphs.extend(piece.glyphs.iter().map(|glyph| (glyph.id, (x + glyph.x) * scale, glyph.y * scale)));
            x += piece.width;
        }
        line.width = x * scale;
        line
    };
    lines.iter().map(line).collect()
}

/// The last line gives way until the ellipsis fits behind it.
fn cut(
    face: &Face,
    pieces: &[(Word, Follows)],
    lines: &[std::ops::Range<usize>],
    space: f32,
    size: u32,
    room: f32,
) -> Vec<Line> {
    let (scale, ellipsis) = (face.scale(size), face.word(ELLIPSIS));
    let mut written = write(face, pieces, lines, space, size);
    if let Some(last) = written.last_mut() {
        let room = (room - ellipsis.width) * scale;
        if last.width > room {
            let after = last.glyphs.iter().position(|(_, x, _)| *x > room).unwrap_or(last.glyphs.len());
            // The glyph before may reach over the edge.
            let keep = after.saturating_sub(1);
            last.width = last.glyphs.get(keep).map_or(0.0, |value| value.1);
            last.glyphs.truncate(keep);
        }
        let x = last.width;
        last.glyphs.extend(ellipsis.glyphs.iter().map(|glyph| (glyph.id, x + glyph.x * scale, glyph.y * scale)));
        last.width += ellipsis.width * scale;
    }
    written
}

impl Line {
    /// Writes it with its baseline beginning at x and y.
    pub fn write(&self, canvas: &mut Canvas, face: &Face, size: u32, x: f32, y: i32, ramp: Ramp) {
        for &(id, at, up) in &self.glyphs {
            let (coverage, whole) = face.glyph(id, size, x + at);
            canvas.stamp(&coverage, whole, y - up.round() as i32, ramp);
        }
    }
}
