//! Tables: in a box that scrolls by itself on a phone, is within reach of the keyboard, and has a name of its own.

use super::Writer;
use crate::escape::push_text;
use crate::render::excerpt::shorten;
use crate::render::markdown::raci::{is_raci, letters, spelled_out};
use crate::render::words::Text;
use pulldown_cmark::Alignment;
use std::ops::Range;

#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    headers: Vec<String>,
    /// Below the header: the cells' texts without markup.
    rows: Vec<Vec<String>>,
    /// Where the HTML of cells stands that RACI's letters would fill, should the whole table turn out to be one.
    lettered: Vec<Range<usize>>,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Some(Table { alignments, column: 0, head: false, ..Table::default() });
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
            table.rows.push(Vec::new());
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
        self.out.push_str(&format!("<{tag}{scope}{class}>"));
        let start = self.out.len();
        self.out.push_str(&html);
        if let (false, Some(row)) = (table.head, table.rows.last_mut()) {
            row.push(plain.trim().to_string());
            if table.column > 0 && letters(&plain).is_some() {
                table.lettered.push(start..self.out.len());
            }
        }
        self.out.push_str(&format!("</{tag}>"));
        table.column += 1;
        if tag == "th" {
            table.headers.push(plain.trim().to_string());
        }
    }

    pub(super) fn end_table(&mut self) {
        let rows = self.captured();
        let table = self.table.take().unwrap_or_default();
        let headers = table.headers.join(", ");
        if self.feed() {
            self.out.push_str(&format!("<table>{rows}</tbody></table>\n"));
            return;
        }
        let raci = is_raci(&table.rows);
        let (rows, class) =
            if raci { (table.spelled_out(&rows, &self.page.words.text), "table raci") } else { (rows, "table") };
        self.page.tables += 1;
        // Regions need names that differ, or a list of landmarks is of no use.
        let (say, number) = (&self.page.words.text, self.page.tables.to_string());
        let name = match headers.as_str() {
            "" => say.table.of(&number),
            _ => say.table_of.fill(&[("n", &number), ("columns", &shorten(&headers, 80))]),
        };
        self.out.push_str(&format!("<div class=\"{class}\" tabindex=\"0\" role=\"region\" aria-label=\""));
        push_text(&mut self.out, &name);
        self.out.push_str(&format!("\"><table>{rows}</tbody></table></div>\n"));
    }
}

impl Table {
    /// The table's HTML with the letters of RACI spelled out.
    fn spelled_out(&self, html: &str, say: &Text) -> String {
        let (mut out, mut rest) = (String::with_capacity(html.len() * 2), 0);
        for cell in &self.lettered {
            out.push_str(&html[rest..cell.start]);
            out.push_str(&spelled_out(&html[cell.clone()], say));
            rest = cell.end;
        }
        out.push_str(&html[rest..]);
        out
    }
}
