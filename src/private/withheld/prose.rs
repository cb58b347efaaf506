//! Markdown as it is read: its text without markup, and its sentences.

use crate::public::{DIALECT, Markdown, keys};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// Whether a key of a record holds sentences.
pub(super) fn is_asked(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    let last = last.split('[').next().unwrap_or(last);
    let lines = ["summary", "description", "text", "note", "confirmation"];
    !key.starts_with("private") && (keys::is_markdown(last) || lines.contains(&last))
}

#[derive(Default)]
pub(super) struct Blocks {
    /// The text, one block a line.
    pub flow: String,
    /// The sentences, list items, headings and table cells. Lines of code are none.
    pub sentences: Vec<String>,
}

pub(super) fn blocks(markdown: &str) -> Blocks {
    let mut blocks = Blocks::default();
    let mut block = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(markdown, DIALECT) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                blocks.end(&mut block, in_code);
                if let CodeBlockKind::Fenced(info) = &kind {
                    block.push_str(Markdown::caption(info).unwrap_or_default());
                    blocks.end(&mut block, false);
                }
                in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                blocks.end(&mut block, in_code);
                in_code = false;
            }
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                block.push_str(&text)
            }
            Event::SoftBreak | Event::HardBreak => block.push(' '),
            Event::Start(tag) if !is_inline(&tag) => blocks.end(&mut block, in_code),
            Event::End(tag) if !is_inline_end(tag) => blocks.end(&mut block, in_code),
            _ => {}
        }
    }
    blocks.end(&mut block, in_code);
    blocks
}

impl Blocks {
    fn end(&mut self, block: &mut String, in_code: bool) {
        if !block.trim().is_empty() {
            self.flow.push_str(block);
            self.flow.push('\n');
            if !in_code {
                self.sentences.extend(sentences(block));
            }
        }
        block.clear();
    }
}

/// A full stop ends a sentence where a space or the end follows.
fn sentences(block: &str) -> impl Iterator<Item = String> {
    let mut rest = block;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                let after = &rest[at + c.len_utf8()..];
                matches!(c, '。' | '！' | '？')
                    || matches!(c, '.' | '!' | '?') && after.starts_with(char::is_whitespace)
            })
            .map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let sentence = rest[..end].trim().to_owned();
        rest = &rest[end..];
        Some(sentence)
    })
    .filter(|sentence| !sentence.is_empty())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
