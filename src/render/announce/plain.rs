//! Disclosed Markdown as plain text of at most so many columns.

use super::ascii::ascii;
use crate::public::{DIALECT, Markdown};
use crate::render::Links;
use crate::render::links::Place;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// As mailing lists have it.
pub(super) const COLUMNS: usize = 72;

/// Fills lines of at most [`COLUMNS`]; `first` stands before the first line, `rest` before the others. A word that is
/// longer, a link above all, stands whole.
pub(super) fn fill(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut line = String::from(first);
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.len() + 1 + word.len() > COLUMNS {
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

pub(super) fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

/// A text of the record; relative links get the site's host.
pub(super) fn text(links: &Links, place: &Place, markdown: &Markdown) -> String {
    let mut writer = Writer::new(links, place);
    for event in Parser::new_ext(markdown.as_str(), DIALECT) {
        writer.event(event);
    }
    writer.flush();
    writer.out.trim_end().to_owned()
}

struct Writer<'w> {
    links: &'w Links,
    place: &'w Place,
    out: String,
    /// The paragraph so far.
    run: String,
    /// For each open list: the number of the next item, or none for bullets.
    lists: Vec<Option<u64>>,
    /// What stands before the next line of an item.
    marker: Option<String>,
    quotes: usize,
    /// Where open links lead, and where their texts begin.
    targets: Vec<(Option<String>, usize)>,
    code: bool,
}

impl<'w> Writer<'w> {
    fn new(links: &'w Links, place: &'w Place) -> Self {
        Self {
            links,
            place,
            out: String::new(),
            run: String::new(),
            lists: Vec::new(),
            marker: None,
            quotes: 0,
            targets: Vec::new(),
            code: false,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.code => self.code_lines(&text),
            Event::Text(text) | Event::Code(text) => self.run.push_str(&ascii(&text)),
            Event::SoftBreak | Event::HardBreak => self.run.push(' '),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => self.run.push_str(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(name) => self.run.push_str(&format!("[{}]", ascii(&name))),
            // An author's own HTML has no place in a mail.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => self.flush(),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            Tag::List(first) => {
                self.flush();
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
                self.flush();
                self.run = format!("[{}] ", ascii(&name));
            }
            Tag::TableRow | Tag::TableHead => self.flush(),
            Tag::Link { dest_url, .. } => {
                let target = self.links.resolve_absolute(self.place, &dest_url);
                self.targets.push((target, self.run.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.blank();
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::TableCell => self.run.push_str(" | "),
            TagEnd::TableRow | TagEnd::TableHead => {
                let row = self.run.trim_end_matches(" | ").len();
                self.run.truncate(row);
                self.flush();
            }
            TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Table => self.blank(),
            TagEnd::Link => self.close_link(),
            _ => {}
        }
    }

    /// `text <https://…>`; where the text is the address, once.
    fn close_link(&mut self) {
        let Some((Some(target), start)) = self.targets.pop() else { return };
        let target = ascii(&target);
        let shown = &self.run[start.min(self.run.len())..];
        let same = target == *shown || target.strip_prefix("mailto:") == Some(shown);
        if !same {
            self.run.push_str(&format!(" <{target}>"));
        }
    }

    /// What stands before a line.
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
        let first = marker.map_or_else(|| rest.clone(), |marker| format!("{margin}{marker}"));
        fill(&mut self.out, &run, &first, &rest);
    }

    /// Code stands as it was written, however wide.
    fn code_lines(&mut self, text: &str) {
        let margin = self.margin();
        for line in ascii(text).lines() {
            push_line(&mut self.out, &format!("{margin}    {line}"));
        }
    }

    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}
