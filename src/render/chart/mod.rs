//! Charts as inline SVG, in the theme's colours: made of numbers and of labels, with no style and no script of their own.
//!
//! Colours are classes of the stylesheet, on a ramp of lightness, so that they differ in grey and to every eye. A chart is
//! never alone: the page says the same in a sentence and in a table.

mod bars;
mod dots;
mod svg;

pub use bars::{Column, Part, bars};
pub use dots::dots;

/// Fewer values than these are put in a sentence.
pub const FEWEST: usize = 3;
