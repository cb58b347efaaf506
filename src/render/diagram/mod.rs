//! Diagrams in Mermaid's language, drawn when the site is built.
//!
//! - `draw` has them laid out, within limits that are counts and never clocks: what is drawn is the same on every machine;
//! - [`sanitizer`] takes of that picture what is on its list and nothing else, and [`path`] makes its lines short;
//! - [`describe`] says the same, in [`words`], for those who don't see it.
//!
//! The picture has no colours of its own: classes that the theme's stylesheet paints, in light and dark.

#[cfg(feature = "diagrams")]
mod describe;
#[cfg(feature = "diagrams")]
mod draw;
#[cfg(feature = "diagrams")]
mod path;
#[cfg(feature = "diagrams")]
mod sanitizer;
#[cfg(all(test, feature = "diagrams"))]
mod tests;
#[cfg(feature = "diagrams")]
mod words;

/// A text has so many at most; what is more is shown as its source. A drawing takes a thousand times as long to make as its
/// source to read.
pub const MOST: usize = 50;

/// The language behind a code block's fence that means a diagram.
pub const LANGUAGE: &str = "mermaid";

/// A diagram as it can be shown.
pub struct Drawing {
    /// An `<svg>` of shapes and text alone. The text in it is escaped.
    pub svg: String,
    pub kind: Kind,
    /// What its author calls it, in plain text.
    pub name: Option<String>,
    /// What its author says of it, in plain text.
    pub description: Option<String>,
    /// What it shows, one relation a line, in plain text.
    pub words: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Class,
    Flowchart,
    Gantt,
    GitGraph,
    Pie,
    Sequence,
    State,
    Timeline,
}

impl Kind {
    /// By the word that a source begins with.
    #[cfg(feature = "diagrams")]
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "classDiagram" | "classDiagram-v2" => Self::Class,
            "flowchart" | "graph" | "flowchart-v2" => Self::Flowchart,
            "gantt" => Self::Gantt,
            "gitGraph" | "gitGraph:" => Self::GitGraph,
            "pie" => Self::Pie,
            "sequenceDiagram" => Self::Sequence,
            "stateDiagram" | "stateDiagram-v2" => Self::State,
            "timeline" => Self::Timeline,
            _ => return None,
        })
    }
}

/// Why a diagram is shown as its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undrawn {
    /// None of those that are drawn.
    Kind,
    /// Not what Mermaid reads.
    Faulty,
    /// It has more parts than a reader can follow.
    TooLarge,
    /// It has parts that aren't shapes and text: pictures, icons, formulas.
    Foreign,
    /// This program was built without diagrams.
    NotBuilt,
}

#[cfg(feature = "diagrams")]
pub use draw::{draw, is_drawing};

#[cfg(not(feature = "diagrams"))]
pub fn draw(_source: &str, _id: &str) -> Result<Drawing, Undrawn> {
    Err(Undrawn::NotBuilt)
}

/// Whether this thread is drawing, where a panic is caught and means that a diagram is shown as its source.
#[cfg(not(feature = "diagrams"))]
pub fn is_drawing() -> bool {
    false
}
