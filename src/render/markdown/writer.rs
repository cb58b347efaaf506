//! Events of the Markdown parser, one after the other, into HTML.

mod blocks;
mod footnotes;
pub(super) mod headings;
mod inline;
mod table;

pub use blocks::language;

use super::{Mode, Renderer};
use crate::escape::push_text;
use crate::public::Markdown;
use footnotes::Footnotes;
use headings::Outline;
use pulldown_cmark::{Event, Tag, TagEnd};
use table::Table;

/// A link that leads somewhere: where it was written to, and what it leads to.
pub(super) struct Link {
    pub start: usize,
    pub dest: String,
}

/// Writes one text.
pub(super) struct Writer<'a> {
    pub page: &'a mut Renderer,
    /// The text holds HTML of its author: links are left as they are written, for [`super::clean`] to resolve them all.
    pub raw: bool,
    pub out: String,
    /// What was written before an element whose content is needed first.
    saved: Vec<String>,
    /// The text without markup of the headings, header cells and pictures that are open.
    pub plain: Vec<String>,
    pub heading_ids: Vec<Option<String>>,
    outline: Outline,
    table: Option<Table>,
    pub code: Option<(String, String)>,
    footnotes: Footnotes,
    /// For each open link, `None` where it leads nowhere.
    pub open_links: Vec<Option<Link>>,
    /// For each open picture, its address.
    pub pictures: Vec<(String, String)>,
    /// For each open quote, the tag that closes it.
    pub quotes: Vec<&'static str>,
}

impl<'a> Writer<'a> {
    pub fn new(page: &'a mut Renderer, text: &Markdown, raw: bool, top: usize, events: &[Event<'_>]) -> Self {
        Self {
            footnotes: Footnotes::new(page.footnotes),
            page,
            raw,
            out: String::with_capacity(text.as_str().len() * 3 / 2 + 64),
            saved: Vec::new(),
            plain: Vec::new(),
            heading_ids: Vec::new(),
            outline: Outline::new(events, top),
            table: None,
            code: None,
            open_links: Vec::new(),
            pictures: Vec::new(),
            quotes: Vec::new(),
        }
    }

    pub fn write(mut self, events: Vec<Event<'_>>) -> String {
        let mut events = events.into_iter().peekable();
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    self.item(matches!(events.peek(), Some(Event::TaskListMarker(_))));
                }
                Event::Start(tag) if self.pictures.is_empty() || matches!(tag, Tag::Image { .. }) => self.start(tag),
                Event::End(tag) if self.pictures.is_empty() || tag == TagEnd::Image => self.end(tag),
                Event::Start(_) | Event::End(_) => {}
                Event::Text(text) => self.text(&text),
                Event::Code(code) => self.inline_code(&code),
                Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
                Event::InlineMath(math) | Event::DisplayMath(math) => self.inline_code(&math),
                Event::SoftBreak => self.space("\n"),
                Event::HardBreak => self.space("<br>\n"),
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::FootnoteReference(label) if self.pictures.is_empty() => self.footnote_reference(&label),
                Event::FootnoteReference(_) => {}
                Event::TaskListMarker(done) => self.task(done),
            }
        }
        self.end_footnotes();
        self.out
    }

    pub fn feed(&self) -> bool {
        self.page.mode == Mode::Feed
    }

    /// From here on, what is written is set aside until [`Self::captured`].
    pub fn capture(&mut self) {
        self.saved.push(std::mem::take(&mut self.out));
    }

    /// What was written since [`Self::capture`].
    pub fn captured(&mut self) -> String {
        std::mem::replace(&mut self.out, self.saved.pop().unwrap_or_default())
    }

    pub fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.plain(text);
        if self.pictures.is_empty() {
            push_text(&mut self.out, text);
        }
    }

    /// The author's own HTML; it is text where it won't be cleaned.
    fn html(&mut self, html: &str) {
        match (self.pictures.is_empty(), self.raw) {
            (true, true) => self.out.push_str(html),
            (true, false) => push_text(&mut self.out, html),
            (false, _) => {}
        }
    }

    pub fn plain(&mut self, text: &str) {
        if let Some(plain) = self.plain.last_mut() {
            plain.push_str(text);
        }
    }

    fn space(&mut self, html: &str) {
        self.plain(" ");
        if self.pictures.is_empty() {
            self.out.push_str(html);
        }
    }

    fn inline_code(&mut self, code: &str) {
        let code = code.replace("\\:::", ":::");
        self.plain(&code);
        if self.pictures.is_empty() {
            self.out.push_str("<code>");
            push_text(&mut self.out, &code);
            self.out.push_str("</code>");
        }
    }
}
