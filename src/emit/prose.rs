//! Disclosed Markdown as plain text, for formats that know no markup.

use crate::public::{DIALECT, Markdown};
use crate::render::{Links, links::Place};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Blocks apart by an empty line, items after a dash or their number, cells apart by a bar; a link's address follows its
/// words in parentheses.
pub fn text(links: &Links, place: &Place, markdown: &Markdown) -> String {
    let mut writer = Writer { links, place, text: String::new(), lists: Vec::new(), open: Vec::new(), tight: false };
    Parser::new_ext(markdown.as_str(), DIALECT).for_each(|event| writer.take(event));
    let lines = writer.text.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

struct Writer<'a> {
    links: &'a Links,
    place: &'a Place,
    text: String,
    /// The next number of each open list; `None`: it has dashes.
    lists: Vec<Option<u64>>,
    /// Where the words of open links begin, and where they lead.
    open: Vec<(usize, String)>,
    /// An item or a cell has begun: what follows stands on its line.
    tight: bool,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text)
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::Rule => self.block(),
            Event::FootnoteReference(name) => self.push(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
            // Markup, not words.
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::BlockQuote(_) => {
                self.block()
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::TableRow | Tag::TableHead => self.line(),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.open.push((self.text.len(), dest_url.into()))
            }
            Tag::FootnoteDefinition(name) => {
                self.block();
                self.push(&format!("[{name}] "));
                self.tight = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => self.push(" | "),
            TagEnd::TableRow | TagEnd::TableHead => {
                let end = self.text.trim_end_matches([' ', '|']).len();
                self.text.truncate(end);
            }
            TagEnd::Link | TagEnd::Image => self.link(),
            _ => {}
        }
    }

    /// The address, where the words don't say it.
    fn link(&mut self) {
        let Some((from, target)) = self.open.pop() else { return };
        let Some(url) = self.links.resolve_absolute(self.place, &target) else { return };
        let words = self.text[from..].trim();
        if words != url && Some(words) != url.strip_prefix("mailto:") {
            self.push(&format!(" ({url})"));
        }
    }

    fn item(&mut self) {
        self.line();
        let depth = self.lists.len().saturating_sub(1);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&mark);
        self.tight = true;
    }

    /// An empty line, unless something has just begun that this belongs to.
    fn block(&mut self) {
        if std::mem::take(&mut self.tight) || self.text.is_empty() {
            return;
        }
        self.line();
        self.text.push('\n');
        if !self.lists.is_empty() {
            self.text.push_str(&"  ".repeat(self.lists.len()));
        }
    }

    fn line(&mut self) {
        self.tight = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Without control characters, which JSON's readers choke on.
    fn push(&mut self, text: &str) {
        self.tight = false;
        self.text.extend(text.chars().filter(|it| !it.is_control() || *it == '\n' || *it == '\t'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::testing::{markdown, site};

    fn plain(source: &str) -> String {
        text(&Links::new(&site()), &Place::new("/advisories/HARBOUR-2026-k3x9/", &[]), &markdown(source))
    }

    #[test]
    fn blocks_items_and_cells_stay_apart() {
        assert_eq!(
            plain("# A *title*\n\nTwo\nlines.\n\n- one\n- two\n  1. three\n\nEnd."),
            "A title\n\nTwo lines.\n\n- one\n- two\n  1. three\n\nEnd."
        );
        assert_eq!(plain("| a | b |\n|---|---|\n| 1 | 2 |"), "a | b\n1 | 2");
        assert_eq!(plain("Do:\n\n```sh\ncargo  update\n\nls\n```\n"), "Do:\n\ncargo  update\n\nls");
        assert_eq!(plain("- one\n\n  more\n- two"), "- one\n\n  more\n- two");
    }

    #[test]
    fn an_address_follows_the_words_of_its_link() {
        assert_eq!(plain("The [policy](/policy/)."), "The policy (https://security.example.org/policy/).");
        assert_eq!(
            plain("<https://example.org/> and a note[^1].\n\n[^1]: Its text."),
            "https://example.org/ and a note[1].\n\n[1] Its text."
        );
        assert_eq!(plain("<b>Bold</b> words"), "Bold words");
    }
}
