//! The one normalisation that withheld values and outputs both go through, so that they can be compared exactly.
//!
//! A text becomes a sequence of [`Word`]s: escapes decoded, inline tags dropped, block tags turned into spaces, NFKC, case
//! folded, zero-width characters out, runs of anything but letters and digits a boundary. Matching whole words is then
//! matching on token boundaries.
//!
//! Escapes lie on top of one another (HTML in JSON, escaped HTML in RSS, a percent sign in a link): a text is read layer by
//! layer, and every layer is searched, so that what a reader or a machine would see is seen in whichever way it is read. A
//! leaf: this room knows of no other.

mod base64;
mod binary;
mod decode;
mod entities;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod joined;
pub mod near;
mod pdf;
mod strings;
mod tags;
mod words;
pub(crate) mod work;

pub use words::{Word, words};
pub(crate) use words::{is_invisible, places, stands_alone};

use decode::{Inline, Syntax};
use std::borrow::Cow;

/// How deep escapes may lie on top of one another. Nobody escapes so often by accident.
const LAYERS: usize = 6;

/// How an output is written, known from its path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// HTML, XML, SVG and the feeds.
    Markup,
    Json,
    /// Anything else that is text.
    Text,
}

impl Format {
    pub fn of(path: &str) -> Self {
        let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" | "xhtml" | "xml" | "svg" | "rss" | "atom" | "opml" => Self::Markup,
            "json" | "jsonl" | "ndjson" | "webmanifest" | "map" => Self::Json,
            _ => Self::Text,
        }
    }

    fn syntax(self) -> Option<Syntax> {
        match self {
            Self::Markup => Some(Syntax::Markup),
            Self::Json => Some(Syntax::Strings),
            Self::Text => None,
        }
    }
}

/// One way to read a text: its words, and the text that they were taken from.
pub struct Reading<'a> {
    pub words: &'a [Word],
    pub text: &'a [u8],
    pub part: Part,
}

/// Which part of a text a reading is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All that is read from top to bottom.
    Flow,
    /// What lies inside tags, comments, scripts, or in base64: a fragment.
    Aside,
}

/// How much of a text was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    Whole,
    /// There is more packed in it than is unpacked.
    Cut,
}

/// Shows every reading of `bytes` to `visit`. The words are kept in `scratch`, which is there to be used again.
pub fn readings(bytes: &[u8], format: Format, scratch: &mut Vec<Word>, visit: &mut dyn FnMut(Reading<'_>)) -> Extent {
    work::add(bytes.len());
    let mut budget = strings::Budget::new();
    let text = binary::text(bytes, &mut budget);
    let syntax = if matches!(text, Cow::Borrowed(_)) { format.syntax() } else { None };
    Reader { scratch, visit, left: LAYERS, part: Part::Flow }.layer(&text, syntax);
    budget.extent()
}

struct Reader<'r> {
    scratch: &'r mut Vec<Word>,
    visit: &'r mut dyn FnMut(Reading<'_>),
    /// Layers that may still be taken off.
    left: usize,
    part: Part,
}

impl Reader<'_> {
    /// Reads one layer, and the next one where this one still holds escapes.
    fn layer(&mut self, text: &[u8], syntax: Option<Syntax>) {
        let Some(syntax) = syntax.filter(|syntax| decode::may_hold(text, *syntax)) else {
            return self.plain(text);
        };
        let decoded = decode::decode(text, syntax, Inline::Dropped);
        self.plain(&decoded.flow);
        self.aside(self.left).plain(&decoded.aside);
        if decoded.glued {
            let spaced = decode::decode(text, syntax, Inline::Spaced);
            self.plain(&spaced.flow);
        }
    }

    /// Reads a decoded text as it stands, then what is still encoded in it.
    fn plain(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        self.scratch.clear();
        let encoded = words(text, self.scratch);
        (self.visit)(Reading { words: self.scratch, text, part: self.part });
        for other in [joined::joined(text), joined::unlinked(text)].into_iter().flatten() {
            self.scratch.clear();
            words(&other, self.scratch);
            (self.visit)(Reading { words: self.scratch, text: &other, part: Part::Aside });
        }
        let Some(left) = self.left.checked_sub(1) else { return };
        if encoded {
            self.deeper(left).layer(text, Some(Syntax::Any));
        }
        base64::decode(text, &mut |inner| self.aside(left.min(1)).layer(inner, Some(Syntax::Any)));
    }

    fn deeper(&mut self, left: usize) -> Reader<'_> {
        Reader { scratch: self.scratch, visit: self.visit, left, part: self.part }
    }

    fn aside(&mut self, left: usize) -> Reader<'_> {
        Reader { part: Part::Aside, ..self.deeper(left) }
    }
}

/// Every reading of a short text, joined by spaces. For tests and messages about allowances.
#[cfg(test)]
pub(crate) fn in_any_reading(haystack: &str, format: Format, needle: &str) -> bool {
    let mut wanted = Vec::new();
    words(needle.as_bytes(), &mut wanted);
    let mut found = false;
    readings(haystack.as_bytes(), format, &mut Vec::new(), &mut |reading| {
        found |= reading.words.windows(wanted.len()).any(|w| w == wanted);
    });
    found
}

#[cfg(test)]
mod tests;
