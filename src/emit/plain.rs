//! The first words of disclosed Markdown, for where there is no summary.

use crate::public::{DIALECT, Markdown};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The prose at the beginning, without markup, as one line of at most `limit` characters, cut between words. Headings,
/// code and tables don't read as a sentence and are left out.
pub fn excerpt(markdown: &Markdown, limit: usize) -> String {
    let (mut words, mut skipping) = (Words { text: String::new(), limit, full: false }, 0usize);
    for event in Parser::new_ext(markdown.as_str(), DIALECT) {
        match event {
            Event::Start(tag) if is_skipped(&tag) => skipping += 1,
            Event::End(end) if ends_skipped(&end) => skipping = skipping.saturating_sub(1),
            _ if skipping > 0 => {}
            Event::Text(text) | Event::Code(text) => words.push(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(" "),
            _ => {}
        }
        if words.full {
            break;
        }
    }
    words.finish()
}

fn is_skipped(tag: &Tag<'_>) -> bool {
    use Tag::{CodeBlock, FootnoteDefinition, Heading, HtmlBlock, Table};
    matches!(tag, Heading { .. } | CodeBlock(_) | Table(_) | FootnoteDefinition(_) | HtmlBlock)
}

fn ends_skipped(end: &TagEnd) -> bool {
    use TagEnd::{CodeBlock, FootnoteDefinition, Heading, HtmlBlock, Table};
    matches!(end, Heading(_) | CodeBlock | Table | FootnoteDefinition | HtmlBlock)
}

struct Words {
    text: String,
    limit: usize,
    full: bool,
}

impl Words {
    /// Runs of space become one.
    fn push(&mut self, more: &str) {
        for c in more.chars() {
            match c.is_whitespace() || c.is_control() {
                true if self.text.is_empty() || self.text.ends_with(' ') => {}
                true => self.text.push(' '),
                false => self.text.push(c),
            }
        }
        // Bytes are never fewer than characters, so counting starts only when it can matter.
        self.full = self.text.len() > self.limit && self.text.trim_end().chars().count() > self.limit;
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        if !self.full {
            return self.text;
        }
        let end = self.text.char_indices().nth(self.limit.saturating_sub(1)).map_or(0, |(at, _)| at);
        let cut = self.text[..end].rfind(' ').unwrap_or(end);
        format!("{}…", self.text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
    }
}
