//! Writes a drawing anew, element by element.

use super::element::{Attributes, Namespaces, attributes};
use super::{css, hidden, is_xml, names, push_text};
use quick_xml::events::BytesStart;
use std::ops::Range;

const DEEPEST: usize = 256;

/// What text means where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// It isn't drawn.
    Unseen,
    Shown,
    Style,
}

/// An element that is being written.
struct Open {
    name: &'static str,
    words: Words,
    /// Where it begins.
    start: usize,
    /// Its parent's start tag was closed for it.
    is_first: bool,
    is_hidden: bool,
}

#[derive(Default)]
pub(super) struct Sanitizer {
    out: String,
    open: Vec<Open>,
    namespaces: Namespaces,
    /// How deep in an element that is left out.
    skipped: usize,
    /// A start tag is still without its `>`.
    in_tag: bool,
    /// Something was left out since the last text.
    has_gap: bool,
    /// The text of the style element at hand.
    style: String,
    uses_xlink: bool,
    /// Groups that are switched off.
    hidden: Vec<Range<usize>>,
    is_done: bool,
}

impl Sanitizer {
    pub fn open(&mut self, tag: &BytesStart) -> Option<()> {
        if self.is_done || self.open.len() + self.skipped >= DEEPEST {
            return None;
        }
        self.namespaces.enter(tag)?;
        let name = self.namespaces.element(tag.name()).and_then(names::element);
        let Some(name) = name.filter(|name| self.skipped == 0 && self.may_hold(name)) else {
            // Where the picture itself isn't SVG, there is nothing to draw.
            self.skipped += 1;
            return (!self.open.is_empty()).then_some(());
        };
        let Some(attributes) = attributes(tag, &self.namespaces)? else {
            self.skipped += 1;
            return (!self.open.is_empty()).then_some(());
        };
        self.start(name, attributes);
        Some(())
    }

    /// One `svg` holds all; words and style hold no drawings.
    fn may_hold(&self, name: &str) -> bool {
        match self.open.last() {
            None => name == "svg",
            Some(parent) => !matches!(parent.name, "title" | "desc" | "style"),
        }
    }

    fn start(&mut self, name: &'static str, attributes: Attributes) {
        let inherited = self.open.last().map_or(Words::Unseen, |parent| parent.words);
        let words = match name {
            "text" | "title" | "desc" => Words::Shown,
            "style" => Words::Style,
            "tspan" | "textPath" | "a" | "switch" => inherited,
            _ => Words::Unseen,
        };
        let is_first = self.in_tag;
        self.end_tag();
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in &attributes.kept {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_text(&mut self.out, value);
            self.out.push('"');
            self.uses_xlink |= *name == "xlink:href";
        }
        self.in_tag = true;
        let is_hidden = name == "g" && attributes.is_hidden;
        self.open.push(Open { name, words, start, is_first, is_hidden });
    }

    fn end_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    pub fn close(&mut self) -> Option<()> {
        self.namespaces.leave();
        if self.skipped > 0 {
            self.skipped -= 1;
            self.gap();
            return Some(());
        }
        let open = self.open.pop()?;
        if open.words == Words::Style {
            let style = css::sheet(&std::mem::take(&mut self.style))?;
            if style.is_empty() {
                self.out.truncate(open.start - usize::from(open.is_first));
                self.in_tag = open.is_first;
                return Some(());
            }
            self.end_tag();
            push_text(&mut self.out, &style);
        }
        if std::mem::take(&mut self.in_tag) {
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.out.push('>');
        }
        self.has_gap = false;
        if open.is_hidden {
            // One within another goes with it.
            while self.hidden.pop_if(|inner| inner.start >= open.start).is_some() {}
            self.hidden.push(open.start..self.out.len());
        }
        self.is_done = self.open.is_empty();
        Some(())
    }

    pub fn text(&mut self, text: &str) -> Option<()> {
        if self.skipped > 0 {
            return Some(());
        }
        if !is_xml(text) {
            return None;
        }
        match self.open.last().map_or(Words::Unseen, |open| open.words) {
            // Beside the picture there may be white space alone.
            Words::Unseen => return (!self.open.is_empty() || text.trim().is_empty()).then_some(()),
            Words::Style => self.style.push_str(text),
            Words::Shown => {
                self.end_tag();
                let is_scar = std::mem::take(&mut self.has_gap) && self.out.ends_with([' ', '\n', '\t']);
                push_text(&mut self.out, if is_scar { text.trim_start_matches([' ', '\n', '\t', '\r']) } else { text });
            }
        }
        Some(())
    }

    /// Something was left out here.
    pub fn gap(&mut self) {
        self.has_gap = true;
    }

    pub fn finish(mut self) -> Option<String> {
        if !self.is_done {
            return None;
        }
        if let Some(shown) = hidden::without(&self.out, &self.hidden) {
            // What held it may be empty now, and what declared its names needless.
            return super::clean(&shown);
        }
        let namespaces = " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
        let namespaces = if self.uses_xlink { namespaces } else { namespaces.split(" xmlns:").next()? };
        self.out.insert_str("<svg".len(), namespaces);
        Some(self.out)
    }
}
