//! What is written while elements of other names, or none, are open in what is read.

use super::attributes::{id, without_id};
use super::models::{Model, never_in_itself};
use super::tokens::is_blank;
use std::borrow::Cow;

/// An element that is open in what is read.
pub(super) enum Open<'h> {
    Inline(Inline<'h>),
    Block(Block<'h>),
    /// Only its content is written.
    Unwrapped {
        block: bool,
    },
}

pub(super) struct Inline<'h> {
    name: &'h str,
    attributes: Cow<'h, str>,
    /// Where its tag begins and ends in what was written, while it is open there.
    place: Option<(usize, usize)>,
    /// It had content already: its id was written.
    written: bool,
    /// It is there for the id of a block of which only the words stay.
    block: bool,
}

impl<'h> Inline<'h> {
    pub fn new(name: &'h str, attributes: Cow<'h, str>) -> Self {
        Self { name, attributes, place: None, written: false, block: false }
    }
}

pub(super) struct Block<'h> {
    pub name: &'h str,
    pub model: Model,
    /// No heading may be in it, however deep.
    pub unheaded: bool,
    /// Its content stood in a list without an item, or in a table without a row: no token closes it.
    pub implied: bool,
    /// Where its content begins in what was written.
    pub start: usize,
}

pub(super) struct Writer<'h> {
    pub out: String,
    pub stack: Vec<Open<'h>>,
    /// What divides the words of two blocks of which only the words stay.
    gap: Option<char>,
}

impl<'h> Writer<'h> {
    pub fn new(length: usize) -> Self {
        Self { out: String::with_capacity(length), stack: Vec::new(), gap: None }
    }

    fn container(&self) -> Option<&Block<'h>> {
        self.stack.iter().rev().find_map(|open| match open {
            Open::Block(block) => Some(block),
            _ => None,
        })
    }

    pub fn model(&self) -> Model {
        self.container().map_or(Model::Flow, |block| block.model)
    }

    pub fn unheaded(&self) -> bool {
        self.container().is_some_and(|block| block.unheaded)
    }

    pub fn is_directly_in(&self, name: &str) -> bool {
        match self.stack.last() {
            Some(Open::Block(block)) => block.name == name,
            Some(Open::Inline(inline)) => inline.name == name,
            _ => false,
        }
    }

    /// Of the block at hand.
    pub fn written_here(&self) -> &str {
        self.out.get(self.container().map_or(0, |block| block.start)..).unwrap_or_default()
    }

    pub fn tag(&mut self, name: &str, attributes: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attributes);
        self.out.push('>');
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub fn text(&mut self, text: &str) {
        // The place of a diagram, which takes no marks, is such a character.
        if !is_blank(text) && !text.starts_with('\u{f0000}') {
            self.ready();
        }
        self.out.push_str(text);
    }

    pub fn open_inline(&mut self, inline: Inline<'h>) {
        self.stack.push(Open::Inline(inline));
        if !matches!(self.model(), Model::Items | Model::Terms | Model::Table) {
            self.ready();
        }
    }

    /// A block within a line: its words stay, and its id.
    pub fn unwrap_block(&mut self, id: Option<&'h str>) {
        self.divide();
        match id {
            Some(id) => self.open_inline(Inline { block: true, ..Inline::new("span", Cow::Borrowed(id)) }),
            None => self.stack.push(Open::Unwrapped { block: true }),
        }
    }

    /// A part that can't be where it is in its table: a caption becomes a row, and columns have no words.
    pub fn unwrap_part(&mut self, row: bool) {
        if !row {
            return self.stack.push(Open::Unwrapped { block: false });
        }
        for (name, model, implied) in
            [("tbody", Model::Table, false), ("tr", Model::Table, true), ("td", Model::Flow, true)]
        {
            self.begin_block(name);
            self.tag(name, "");
            let start = self.out.len();
            self.stack.push(Open::Block(Block { name, model, unheaded: self.unheaded(), implied, start }));
        }
    }

    /// Between words that were in different blocks.
    pub fn divide(&mut self) {
        self.gap = Some(if self.model() == Model::Preformatted { '\n' } else { ' ' });
    }

    /// Before words: they are in an item if they are in a list, and all is open that marks them.
    pub fn ready(&mut self) {
        self.imply_item();
        if let Some(gap) = self.gap.take() {
            let divided = self.out.ends_with(|c: char| c == '\n' || (gap == ' ' && c.is_ascii_whitespace()));
            if !divided && !self.written_here().is_empty() {
                self.out.push(gap);
            }
        }
        let shadowed = self.shadowed();
        let changes = |(at, open): (usize, &Open<'h>)| match open {
            Open::Inline(inline) => inline.place.is_some() == shadowed.contains(&at),
            _ => false,
        };
        let Some(first) = self.stack.iter().enumerate().position(changes) else { return };
        self.suspend(first);
        for (at, open) in self.stack.iter_mut().enumerate().skip(first) {
            if let Open::Inline(inline) = open
                && !shadowed.contains(&at)
            {
                let start = self.out.len();
                self.out.push('<');
                self.out.push_str(inline.name);
                match inline.written {
                    true => self.out.push_str(&without_id(&inline.attributes)),
                    false => self.out.push_str(&inline.attributes),
                }
                self.out.push('>');
                inline.place = Some((start, self.out.len()));
            }
        }
    }

    /// Of links in links, the innermost is one.
    fn shadowed(&self) -> Vec<usize> {
        let mut inner: Vec<&str> = Vec::new();
        let mut shadowed = Vec::new();
        for (at, open) in self.stack.iter().enumerate().rev() {
            if let Open::Inline(inline) = open
                && never_in_itself(inline.name)
            {
                match inner.contains(&inline.name) {
                    true => shadowed.push(at),
                    false => inner.push(inline.name),
                }
            }
        }
        shadowed
    }

    /// Closes what marks words, from here in the stack; what marks none is taken back.
    fn suspend(&mut self, from: usize) {
        for open in self.stack.iter_mut().skip(from).rev() {
            let Open::Inline(inline) = open else { continue };
            let Some((start, content)) = inline.place.take() else { continue };
            if is_blank(self.out.get(content..).unwrap_or_default()) {
                self.out.replace_range(start..content, "");
                continue;
            }
            inline.written = true;
            self.out.push_str("</");
            self.out.push_str(inline.name);
            self.out.push('>');
        }
    }

    pub fn begin_block(&mut self, name: &str) {
        self.suspend(0);
        self.gap = None;
        if name != "li" {
            self.imply_item();
        }
    }

    fn imply_item(&mut self) {
        if self.model() == Model::Items {
            let unheaded = self.unheaded();
            self.suspend(0);
            self.tag("li", "");
            let start = self.out.len();
            // Below what marks its words: those are closed and opened within it.
            let list = self.stack.iter().rposition(|open| matches!(open, Open::Block(_))).unwrap_or_default();
            let item = Block { name: "li", model: Model::Flow, unheaded, implied: true, start };
            self.stack.insert(list + 1, Open::Block(item));
        }
    }

    /// The item that no token closes.
    pub fn end_implied(&mut self, before_item: bool) {
        let block = self.stack.iter().rposition(|open| matches!(open, Open::Block(_)));
        if let Some(at) = block
            && before_item
            && matches!(self.stack.get(at), Some(Open::Block(Block { name: "li", implied: true, .. })))
        {
            self.suspend(0);
            self.stack.remove(at);
            self.end("li");
        }
    }

    pub fn close(&mut self) {
        let last = self.stack.pop();
        match last {
            Some(Open::Inline(inline)) => self.close_inline(&inline),
            Some(Open::Block(block)) => {
                self.suspend(0);
                self.gap = None;
                self.end(block.name);
                if block.implied {
                    self.close();
                }
            }
            Some(Open::Unwrapped { block: true }) => self.divide(),
            Some(Open::Unwrapped { block: false }) | None => {}
        }
    }

    fn close_inline(&mut self, inline: &Inline<'h>) {
        let takes_words = !matches!(self.model(), Model::Items | Model::Terms | Model::Table);
        if inline.place.is_some() {
            self.end(inline.name);
        } else if !inline.written && id(&inline.attributes).is_some() && takes_words {
            self.tag(inline.name, &inline.attributes);
            self.end(inline.name);
        }
        if inline.block {
            self.divide();
        }
    }
}
