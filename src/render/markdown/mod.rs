//! Disclosed Markdown as HTML.
//!
//! One [`Renderer`] serves one page: ids of headings and numbers of footnotes are unique over all texts that it renders.
//! What is disclosed is no secret, but it may be hostile (records are imported from elsewhere): no script, no form, no
//! style, no picture from another host gets through, and links go through [`Links`].

mod autolink;
mod bounds;
mod clean;
mod drawings;
mod nesting;
pub mod raci;
mod writer;

#[cfg(test)]
mod tests;

use super::{Html, Links, Words, links::Place};
use crate::public::{Asset, DIALECT, Markdown, Text};
use drawings::Drawings;
use pulldown_cmark::{Event, Parser};
use writer::Writer;
use writer::headings::Slugs;
pub use writer::language;

pub use writer::headings::slug;

/// What the HTML is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// With classes, ids and addresses of this site.
    Page,
    /// For a reader of feeds: whole addresses, no classes, no ids.
    Feed,
}

/// Renders the texts of one page.
pub struct Renderer {
    links: Links,
    words: Words,
    place: Place,
    mode: Mode,
    /// Of the texts, where it isn't the site's.
    language: Option<String>,
    slugs: Slugs,
    footnotes: usize,
    tables: usize,
    drawings: Drawings,
}

impl Renderer {
    /// For the page at `path`, with the files that lie beside it.
    pub fn page(links: &Links, words: &Words, path: impl Into<String>, attachments: &[Asset]) -> Self {
        Self {
            links: links.clone(),
            words: words.clone(),
            place: Place::new(path, attachments),
            mode: Mode::Page,
            language: None,
            slugs: Slugs::default(),
            footnotes: 0,
            tables: 0,
            drawings: Drawings::default(),
        }
    }

    /// The texts are in this language, where it isn't the site's.
    pub fn in_language(mut self, language: Option<&Text>) -> Self {
        self.language = language.map(|tag| tag.to_string());
        self
    }

    /// Keeps these ids for the template's own sections.
    pub fn reserve(&mut self, ids: &'static [&'static str]) {
        self.slugs.reserve(ids);
    }

    /// The text as HTML; its highest heading becomes one of the level `top`.
    pub fn render(&mut self, text: &Markdown, top: usize) -> Html {
        if text.as_str().is_empty() {
            return Html::default();
        }
        let events = parse(text);
        let raw = events.iter().any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        if raw && bounds::shallow(&events) {
            let before = (self.slugs.clone(), self.footnotes, self.tables, self.drawings.clone());
            self.drawings.next_text();
            let html = Writer::new(self, text, true, top, &events).write(events.clone());
            if bounds::repeats_little(&html) {
                let html = clean::clean(self, &before.0, &html, top);
                let html = self.drawings.put(html);
                return self.told_in(html);
            }
            (self.slugs, self.footnotes, self.tables, self.drawings) = before;
        }
        self.drawings.next_text();
        let html = Writer::new(self, text, false, top, &events).write(events);
        self.told_in(html)
    }

    /// On a page whose interface is in another language, the text says in which it is.
    fn told_in(&self, html: String) -> Html {
        match self.words.lang(self.language.as_deref()).as_str() {
            lang if self.mode == Mode::Page && !html.is_empty() && !lang.is_empty() => {
                Html::new(format!("<div{lang}>\n{html}</div>\n"))
            }
            _ => Html::new(html),
        }
    }

    pub fn render_option(&mut self, text: Option<&Markdown>, top: usize) -> Option<Html> {
        text.map(|text| self.render(text, top)).filter(|html| !html.is_empty())
    }
}

fn parse(text: &Markdown) -> Vec<Event<'_>> {
    let mut events: Vec<Event<'_>> = Vec::with_capacity(text.as_str().len() / 16 + 8);
    events.extend(Parser::new_ext(text.as_str(), DIALECT));
    autolink::link(events)
}

/// For feeds: whole addresses, no classes, no ids. `path` and `attachments` are those of the page that the text stands on.
pub fn feed_html(links: &Links, words: &Words, path: &str, attachments: &[Asset], text: &Markdown) -> Html {
    let mut renderer = Renderer { mode: Mode::Feed, ..Renderer::page(links, words, path, attachments) };
    renderer.render(text, 3)
}
