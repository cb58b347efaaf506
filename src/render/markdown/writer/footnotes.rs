//! Footnotes: numbered by their first use, over all texts of a page, and gathered at the end of each text.

use super::Writer;
use crate::escape::escaped;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Footnotes {
    /// How many the page's earlier texts had.
    before: usize,
    /// Label to its place in the order of use.
    order: HashMap<String, usize>,
    /// How often each was used.
    uses: Vec<usize>,
    texts: HashMap<String, String>,
    open: Vec<String>,
}

impl Footnotes {
    pub fn new(before: usize) -> Self {
        Self { before, ..Self::default() }
    }
}

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.order.len();
        let at = *self.footnotes.order.entry(label.to_string()).or_insert(next);
        if at == self.footnotes.uses.len() {
            self.footnotes.uses.push(0);
        }
        self.footnotes.uses[at] += 1;
        let number = self.footnotes.before + at + 1;
        let id = match self.footnotes.uses[at] {
            1 => format!("fnref-{number}"),
            again => format!("fnref-{number}-{again}"),
        };
        let html = if self.feed() {
            format!("<sup>{number}</sup>")
        } else {
            self.page.slugs.claim(&id);
            let label = escaped(&self.page.words.text.footnote.of(number));
            format!(
                "<sup><a id=\"{id}\" href=\"#fn-{number}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>"
            )
        };
        self.out.push_str(&html);
    }

    pub(super) fn start_footnote(&mut self, label: &str) {
        self.footnotes.open.push(label.to_string());
        self.capture();
    }

    pub(super) fn end_footnote(&mut self) {
        let text = self.captured();
        if let Some(label) = self.footnotes.open.pop() {
            self.footnotes.texts.entry(label).or_insert(text);
        }
    }

    /// Those that are used, in the order of their numbers.
    pub(super) fn end_footnotes(&mut self) {
        let notes = std::mem::take(&mut self.footnotes);
        if notes.order.is_empty() {
            return;
        }
        let mut labels: Vec<_> = notes.order.iter().map(|(label, &at)| (at, label)).collect();
        labels.sort_unstable();
        let first = notes.before + 1;
        let start = if first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        let class = if self.feed() { "" } else { " class=\"footnotes\"" };
        self.out.push_str(&format!("<hr{class}>\n<ol{class}{start}>\n"));
        for (at, label) in labels {
            let text = notes.texts.get(label).map_or("", |text| text.trim_end());
            let number = notes.before + at + 1;
            if self.feed() {
                self.out.push_str(&format!("<li>{text}</li>\n"));
                continue;
            }
            let label = escaped(&self.page.words.text.back.of(number));
            let back = format!(" <a href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>");
            let text = match text.strip_suffix("</p>") {
                Some(text) => format!("{text}{back}</p>"),
                None => format!("{text}{back}"),
            };
            self.page.slugs.claim(&format!("fn-{number}"));
            self.out.push_str(&format!("<li id=\"fn-{number}\">{text}</li>\n"));
        }
        self.out.push_str("</ol>\n");
        self.page.footnotes = notes.before + notes.order.len();
    }
}
