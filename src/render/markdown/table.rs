//! Tables: in a box that scrolls by itself on a phone, is within reach of the keyboard, and has a name of its own.

use super::{Writer, shorten};
use crate::render::escape::push_text;
use pulldown_cmark::Alignment;

pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    headers: Vec<String>,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Some(Table { alignments, column: 0, head: false, headers: Vec::new() });
        self.capture();
    }

    pub(super) fn start_table_head(&mut self) {
        self.out.push_str("<thead><tr>");
        if let Some(table) = &mut self.table {
            table.head = true;
        }
    }

    pub(super) fn end_table_head(&mut self) {
        self.out.push_str("</tr></thead>\n<tbody>\n");
        if let Some(table) = &mut self.table {
            (table.head, table.column) = (false, 0);
        }
    }

    pub(super) fn start_table_row(&mut self) {
        self.out.push_str("<tr>");
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
    }

    pub(super) fn start_table_cell(&mut self) {
        self.capture();
        self.plain.push(String::new());
    }

    pub(super) fn end_table_cell(&mut self) {
        let html = self.captured();
        let plain = self.plain.pop().unwrap_or_default();
        let feed = self.feed();
        let Some(table) = &mut self.table else { return };
        // A header cell without a text heads nothing.
        let tag = if table.head && !plain.trim().is_empty() { "th" } else { "td" };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Right) if !feed => " class=\"right\"",
            Some(Alignment::Center) if !feed => " class=\"center\"",
            _ => "",
        };
        let scope = if tag == "th" && !feed { " scope=\"col\"" } else { "" };
        self.out.push_str(&format!("<{tag}{scope}{class}>{html}</{tag}>"));
        table.column += 1;
        if tag == "th" {
            table.headers.push(plain.trim().to_string());
        }
    }

    pub(super) fn end_table(&mut self) {
        let rows = self.captured();
        let headers = self.table.take().map(|table| table.headers.join(", ")).unwrap_or_default();
        if self.feed() {
            self.out.push_str(&format!("<table>{rows}</tbody></table>\n"));
            return;
        }
        self.page.tables += 1;
        // Regions need names that differ, or a list of landmarks is of no use.
        let (say, number) = (&self.page.words.text, self.page.tables.to_string());
        let name = match headers.as_str() {
            "" => say.table.of(&number),
            _ => say.table_of.fill(&[("n", &number), ("columns", &shorten(&headers, 80))]),
        };
        self.out.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
        push_text(&mut self.out, &name);
        self.out.push_str(&format!("\"><table>{rows}</tbody></table></div>\n"));
    }
}
