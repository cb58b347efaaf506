//! Elements of cleaned HTML in each other as the standard has it.
//!
//! Cleaning lets through what browsers show, and a `<code>` around paragraphs is shown. It isn't valid: what marks words may hold
//! no blocks. So it is closed before a block and opened again around the words in it; where a block can't be, only its words
//! stay; an item without its list, a term without its definition, or a summary without its details becomes a plain block. What is
//! valid comes out as it was, but for links and changes around blocks: they are around words alone.

mod attributes;
mod models;
#[cfg(test)]
mod tests;
mod tokens;
mod writer;

use attributes::{attributes, id};
use models::{Kind, Model, is_heading, is_words, kind, of_today};
use tokens::{Tag, Token, are_terms, children, tokens};
use writer::{Block, Inline, Open, Writer};

pub(super) use tokens::tag_end;

/// `html` was cleaned; its headings are of the level `top` and below.
pub(super) fn put_right(html: &str, top: usize) -> String {
    let tokens = tokens(html);
    let mut nesting = Nesting { tokens: &tokens, to: Writer::new(html.len()), top, level: top.saturating_sub(1) };
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Open(tag) => nesting.open(at, tag),
            Token::Close => nesting.to.close(),
            Token::Text(text) => nesting.to.text(text),
        }
    }
    nesting.to.out
}

struct Nesting<'t, 'h> {
    tokens: &'t [Token<'h>],
    to: Writer<'h>,
    top: usize,
    /// Of the last heading.
    level: usize,
}

impl<'h> Nesting<'_, 'h> {
    fn open(&mut self, at: usize, tag: Tag<'h>) {
        match kind(tag.name) {
            Kind::Inline if self.is_stray(at, tag) => self.to.stack.push(Open::Unwrapped { block: false }),
            Kind::Inline => self.to.open_inline(Inline::new(of_today(tag.name), attributes(tag.name, tag))),
            Kind::Unwrapped => self.to.stack.push(Open::Unwrapped { block: false }),
            Kind::Empty => {
                self.to.ready();
                self.to.tag(tag.name, tag.attributes);
            }
            Kind::Column if self.to.is_directly_in("colgroup") => self.to.tag(tag.name, tag.attributes),
            Kind::Column => {}
            Kind::Rule if matches!(self.to.model(), Model::Flow | Model::Items) => {
                self.to.begin_block(tag.name);
                self.to.tag(tag.name, tag.attributes);
            }
            Kind::Rule => self.to.divide(),
            Kind::Block(model) => self.open_block(at, tag, model),
        }
    }

    /// Parts of a ruby text without their whole, a whole without its parts, a direction that isn't given.
    fn is_stray(&self, at: usize, tag: Tag<'h>) -> bool {
        match tag.name {
            "bdo" => !tag.attributes.contains(" dir=\""),
            "rt" | "rp" => !self.to.is_directly_in("ruby"),
            "ruby" => {
                let mut within = self.tokens.get(at..tag.end).unwrap_or_default().iter();
                let block = |token: &Token<'_>| matches!(token, Token::Open(tag) if !is_words(tag.name));
                let last = children(self.tokens, at).last().flatten();
                self.to.is_directly_in("ruby")
                    || within.any(block)
                    || !last.is_some_and(|(_, tag)| matches!(tag.name, "rt" | "rp"))
            }
            _ => false,
        }
    }

    fn open_block(&mut self, at: usize, tag: Tag<'h>, model: Model) {
        self.to.end_implied(matches!(tag.name, "li" | "dt" | "dd"));
        let item = tag.name == "li" || matches!(tag.name, "dt" | "dd");
        let (name, model) = match self.to.model() {
            Model::Summary if is_heading(tag.name) => (tag.name, model),
            Model::Phrasing | Model::Preformatted | Model::Summary => return self.to.unwrap_block(id(tag.attributes)),
            Model::Items if item => ("li", Model::Flow),
            Model::Items | Model::Flow => self.in_flow(at, tag, model),
            Model::Terms if tag.name == "div" => ("div", Model::Terms),
            Model::Table => match self.in_table(tag) {
                Some(name) => (name, model),
                None => return self.to.unwrap_part(tag.name == "caption"),
            },
            Model::Terms => (tag.name, model),
        };
        let name = if is_heading(name) { self.heading(name) } else { name };
        let unheaded = self.to.unheaded() || matches!(name, "dt" | "th");
        self.to.begin_block(name);
        self.to.tag(name, &attributes(name, tag));
        if name == "tr" && children(self.tokens, at).next().is_none() {
            self.to.out.push_str("<td></td>");
        }
        let start = self.to.out.len();
        self.to.stack.push(Open::Block(Block { name, model, unheaded, implied: false, start }));
    }

    /// What a block is called among others, and what it may hold.
    fn in_flow(&self, at: usize, tag: Tag<'h>, model: Model) -> (&'h str, Model) {
        let plain = match tag.name {
            "li" | "dt" | "dd" => true,
            "details" => !matches!(children(self.tokens, at).next(), Some(Some((_, tag))) if tag.name == "summary"),
            "summary" => !(self.to.is_directly_in("details") && self.to.written_here().trim_ascii().is_empty()),
            "figcaption" => !self.is_caption(tag),
            name if is_heading(name) => self.to.unheaded(),
            "dl" if !are_terms(self.tokens, at) => return ("ul", Model::Items),
            _ => false,
        };
        match model {
            Model::Phrasing | Model::Summary if plain => ("div", Model::Phrasing),
            _ if plain => ("div", Model::Flow),
            _ => (tag.name, model),
        }
    }

    /// A caption is first, then columns, a head, and bodies; the parser of HTML takes them as they come. `None`: that can't be here.
    fn in_table(&self, tag: Tag<'h>) -> Option<&'h str> {
        let written = self.to.written_here();
        match tag.name {
            "caption" => written.trim_ascii().is_empty().then_some("caption"),
            "colgroup" => (!written.contains("<tbody") && !written.contains("<thead")).then_some("colgroup"),
            "thead" if written.contains("<tbody") || written.contains("<thead") => Some("tbody"),
            "tfoot" => Some("tbody"),
            name => Some(name),
        }
    }

    /// No level is left out, and none is above the text's own.
    fn heading(&mut self, name: &str) -> &'static str {
        let level = name.bytes().last().map_or(1, |digit| usize::from(digit.saturating_sub(b'0')));
        self.level = level.min(self.level + 1).clamp(self.top, 6);
        ["h1", "h2", "h3", "h4", "h5"].get(self.level - 1).copied().unwrap_or("h6")
    }

    /// A figure has one, at its beginning or at its end.
    fn is_caption(&self, tag: Tag<'h>) -> bool {
        let written = self.to.written_here();
        let mut behind = self.tokens.iter().skip(tag.end + 1);
        let last = matches!(behind.find(|token| !token.is_blank()), Some(Token::Close));
        let first = written.trim_ascii().is_empty();
        self.to.is_directly_in("figure") && (first || (last && !written.contains("<figcaption")))
    }
}
