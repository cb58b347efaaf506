//! Notes (3.1.5): plain text, made of the same disclosed text as the page.

use super::document::Note;
use crate::public::{Head, Markdown};
use crate::render::plain::{self, Form};
use crate::render::{Links, links::Place};

/// What turns a record's Markdown into notes.
pub struct Texts<'a> {
    links: &'a Links,
    place: Place,
}

impl<'a> Texts<'a> {
    pub fn of(links: &'a Links, head: &Head) -> Self {
        Self { links, place: Place::new(head.path(), &head.attachments) }
    }

    /// `None`: there are no words.
    pub fn plain(&self, markdown: &Markdown) -> Option<String> {
        Some(plain::text(self.links, &self.place, markdown, Form::Note)).filter(|it| !it.is_empty())
    }
}

pub fn note(category: &'static str, title: &str, text: String) -> Note {
    Note { category, text, title: title.to_owned() }
}
