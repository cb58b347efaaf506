//! Disclosed Markdown as plain text: for mails, and for formats that know no markup.

use super::ascii::ascii;
use crate::public::{DIALECT, Markdown};
use crate::render::Links;
use crate::render::links::Place;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// Whom it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Mailing lists: printable ASCII in lines of at most [`COLUMNS`], addresses within `< >`.
    Mail,
    /// Values of CSAF and CVE: a paragraph is one line, addresses are within `( )`.
    Note,
}

/// As mailing lists have it.
pub const COLUMNS: usize = 72;

impl Form {
    fn letters(self, text: &str) -> String {
        match self {
            Form::Mail => ascii(text),
            // Readers of JSON choke on control characters.
            Form::Note => text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect(),
        }
    }

    fn address(self, url: &str) -> String {
        match self {
            Form::Mail => format!(" <{url}>"),
            Form::Note => format!(" ({url})"),
        }
    }

    fn columns(self) -> usize {
        match self {
            Form::Mail => COLUMNS,
            Form::Note => usize::MAX,
        }
    }
}

/// A text of the record; relative links get the site's host. Blocks are apart by an empty line, cells by a bar; an address
/// follows the words of its link.
pub fn text(links: &Links, place: &Place, markdown: &Markdown, form: Form) -> String {
    let mut writer = Writer {
        links,
        place,
        form,
        out: String::new(),
        run: String::new(),
        lists: Vec::new(),
        marker: None,
        quotes: 0,
        targets: Vec::new(),
        code: false,
    };
    Parser::new_ext(markdown.as_str(), DIALECT).for_each(|event| writer.event(event));
    writer.flush();
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// Fills lines of a mail; `first` is before the first line, `rest` before the others. A word that is longer than a line, a
/// link above all, is not broken.
pub fn fill(out: &mut String, text: &str, first: &str, rest: &str) {
    fill_to(out, text, first, rest, COLUMNS);
}

fn fill_to(out: &mut String, text: &str, first: &str, rest: &str, columns: usize) {
    let mut line = String::from(first);
    let mut empty = true;
    for word in text.split_ascii_whitespace() {
        if !empty && line.len() + 1 + word.len() > columns {
            push_line(out, &line);
            line.clear();
            line.push_str(rest);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    if !empty {
        push_line(out, &line);
    }
}

pub fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

struct Writer<'w> {
    links: &'w Links,
    place: &'w Place,
    form: Form,
    out: String,
    /// The paragraph so far.
    run: String,
    /// For each open list: the number of the next item, or none for bullets.
    lists: Vec<Option<u64>>,
    /// What is before the next line: the bullet or number of an item, or of a footnote.
    marker: Option<String>,
    quotes: usize,
    /// Where open links and pictures lead, and where their texts begin.
    targets: Vec<(Option<String>, usize)>,
    code: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.code => self.code_lines(&text),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.run.push_str(&self.form.letters(&text));
            }
            Event::SoftBreak => self.run.push(' '),
            Event::HardBreak => self.run.push('\n'),
            Event::Rule => self.block(),
            Event::TaskListMarker(done) => self.run.push_str(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(name) => self.run.push_str(&format!("[{}]", self.form.letters(&name))),
            // Markup, not words.
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::Table(_) => self.block(),
            Tag::BlockQuote(_) => {
                self.block();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.block();
                if let CodeBlockKind::Fenced(info) = &kind
                    && let Some(caption) = Markdown::caption(info)
                {
                    self.run.push_str(&self.form.letters(caption));
                    self.run.push(':');
                    self.flush();
                }
                self.code = true;
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block()
                } else {
                    self.flush()
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".into(),
                });
            }
            Tag::FootnoteDefinition(name) => {
                self.block();
                self.marker = Some(format!("[{}] ", self.form.letters(&name)));
            }
            Tag::TableRow | Tag::TableHead => self.flush(),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let target = self.links.resolve_absolute(self.place, &dest_url);
                self.targets.push((target, self.run.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableCell => self.run.push_str(" | "),
            TagEnd::TableRow | TagEnd::TableHead => {
                let row = self.run.trim_end_matches(" | ").len();
                self.run.truncate(row);
                self.flush();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.flush(),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    /// The address, where the words don't say it.
    fn close_link(&mut self) {
        let Some((Some(target), start)) = self.targets.pop() else { return };
        let target = self.form.letters(&target);
        let shown = self.run[start.min(self.run.len())..].trim();
        if target != shown && target.strip_prefix("mailto:") != Some(shown) {
            self.run.push_str(&self.form.address(&target));
        }
    }

    /// An empty line before a block, unless an item has just begun that it belongs to.
    fn block(&mut self) {
        self.flush();
        if self.marker.is_none() && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// What is before a line, and how far items indent what follows in them.
    fn margin(&self) -> String {
        let depth = self.lists.len().saturating_sub(1);
        format!("{}{}", "> ".repeat(self.quotes), "  ".repeat(depth))
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.trim().is_empty() {
            return;
        }
        let margin = self.margin();
        let marker = self.marker.take();
        let width = if self.lists.is_empty() { 0 } else { marker.as_ref().map_or(2, String::len) };
        let rest = format!("{margin}{}", " ".repeat(width));
        let mut first = marker.map_or_else(|| rest.clone(), |marker| format!("{margin}{marker}"));
        for line in run.split('\n') {
            fill_to(&mut self.out, line, &first, &rest, self.form.columns());
            first.clone_from(&rest);
        }
    }

    /// Code is as it was written, however wide.
    fn code_lines(&mut self, text: &str) {
        let margin = self.margin();
        if let Some(marker) = self.marker.take() {
            push_line(&mut self.out, &format!("{margin}{marker}"));
        }
        for line in self.form.letters(text).lines() {
            push_line(&mut self.out, &format!("{margin}    {line}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{md, site};

    fn plain(source: &str) -> String {
        let links = Links::new(&site("https://security.example.org/"));
        text(&links, &Place::new("/advisories/HARBOUR-2026-k3x9/", &[]), &md(source), Form::Note)
    }

    #[test]
    fn blocks_items_and_cells_are_apart() {
        assert_eq!(
            plain("# A *title*\n\nTwo\nlines.\n\n- one\n- two\n  1. three\n\nEnd."),
            "A title\n\nTwo lines.\n\n- one\n- two\n  1. three\n\nEnd."
        );
        assert_eq!(plain("| a | b |\n|---|---|\n| 1 | 2 |"), "a | b\n1 | 2");
        assert_eq!(plain("Do:\n\n```sh\ncargo  update\n\nls\n```\n"), "Do:\n\n    cargo  update\n\n    ls");
        assert_eq!(plain("- one\n\n  more\n- two"), "- one\n\n  more\n- two");
        assert_eq!(plain("One  \ntwo\n\n> three"), "One\ntwo\n\n> three");
        assert_eq!(plain("- ```\n  code\n  ```\n- two"), "-\n    code\n- two");
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
