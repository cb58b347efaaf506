//! In a RACI table each step has exactly one who is accountable, and at least one who does it.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::DIALECT;
use crate::render::markdown::raci::{is_raci, letters};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

pub const RULE: Rule = Rule { codes: &[Code::Raci], look };

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.markdown() {
        for step in steps(passage.text.as_str()) {
            let place = Place::passage(written, passage, step.offset);
            match step.letters.matches('A').count() {
                1 => {}
                0 => found.add(Code::Raci, place, "this step has no A: nobody is accountable", "name one role as A"),
                _ => found.add(
                    Code::Raci,
                    place,
                    "this step has more than one A: nobody has the last word",
                    "keep one A; the others are R or C",
                ),
            }
            if !step.letters.contains('R') {
                let place = Place::passage(written, passage, step.offset);
                found.add(Code::Raci, place, "this step has no R: nobody does it", "name at least one role as R");
            }
        }
    }
}

/// A row of a RACI table.
struct Step {
    offset: usize,
    /// Those of all its cells.
    letters: String,
}

/// The rows of all tables that are RACI tables.
fn steps(markdown: &str) -> Vec<Step> {
    if !markdown.contains('|') {
        return Vec::new();
    }
    let (mut steps, mut rows, mut cell): (Vec<Step>, Vec<Row>, Option<String>) = (Vec::new(), Vec::new(), None);
    for (event, range) in Parser::new_ext(markdown, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => rows.clear(),
            Event::Start(Tag::TableRow) => rows.push(Row { offset: range.start, cells: Vec::new() }),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                let text = cell.take().unwrap_or_default();
                rows.last_mut().into_iter().for_each(|row| row.cells.push(text.trim().to_owned()));
            }
            Event::Text(text) | Event::Code(text) => cell.iter_mut().for_each(|cell| cell.push_str(&text)),
            Event::End(TagEnd::Table) => steps.extend(of_table(std::mem::take(&mut rows))),
            _ => {}
        }
    }
    steps
}

struct Row {
    offset: usize,
    /// The first says what the step is.
    cells: Vec<String>,
}

impl AsRef<[String]> for Row {
    fn as_ref(&self) -> &[String] {
        &self.cells
    }
}

/// Its steps, if the table is one of RACI.
fn of_table(rows: Vec<Row>) -> Vec<Step> {
    if !is_raci(&rows) {
        return Vec::new();
    }
    let step = |row: Row| {
        let letters: String = row.cells.iter().skip(1).filter_map(|cell| letters(cell)).collect();
        Step { offset: row.offset, letters }
    };
    rows.into_iter().map(step).filter(|step| !step.letters.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::lines;

    #[test]
    fn steps_without_an_r_or_with_two_as_are_found_by_their_lines() {
        let plan = "# Roles\n\n| Step | Reporter | Team | SME |\n|---|---|---|---|\n| Report | R, A | C | I |\n\
            | Assess | I | A | C |\n| Fix | A | A, R | C |\n| Talk | R | C | I |\n";
        assert_eq!(lines("plan/index.md", plan), [(Code::Raci, 6), (Code::Raci, 7), (Code::Raci, 8)]);
    }

    #[test]
    fn other_tables_are_left_alone() {
        let plan = "| Area | Answer | Who |\n|---|---|---|\n| A | I think so | C |\n| B | R | nobody |\n";
        assert_eq!(lines("plan/index.md", plan), []);
    }
}
