//! The stripper's work grows as the text does, whatever repeats in it: bytes read and steps done are counted, not time.

use super::*;
use crate::private::yaml::instant;
use std::path::Path;

/// What opens, what repeats, and what closes; an opening and a closing repeat, too.
const KINDS: [[&str; 3]; 34] = [
    ["", "[x]{.private} ", ""],
    ["", "a [x]{.private}\n\n", ""],
    ["", "([x]{.private}", ""],
    ["", "\"[x]{.private}", ""],
    ["", "[x]{.private}</b", ""],
    ["", "<b>[x]{.private}</b>", ""],
    ["", "[[x]{.private}](y", ""],
    ["", "[", ""],
    ["[", "x", "]{.private}"],
    ["[\n", "x", "]{.private}"],
    ["[", "x", "]{.until at=2020-01-01T00:00:00Z}"],
    ["", "`", ""],
    ["", "`a ``b {", ""],
    ["", "{", ""],
    ["", "[a]{.b ", ""],
    ["::: private\n", "x\n", ":::\n"],
    ["::: tlp clear\n", "x\n", ":::\n"],
    ["", "::: private\nx\n:::\n", ""],
    ["", "- ::: private\n  x\n  :::\n", ""],
    ["", "1. [x]{.private}\n2. y\n", ""],
    ["", "<!-- x --> ", ""],
    ["", "<!-- x\n-->\n", ""],
    ["", "<", ""],
    ["", "< private ", ""],
    ["", "| @Discussion |\n", ""],
    ["", "| a |\n|---|\n| @Discussion |\n\n", ""],
    ["", "a @Discussion\n\n", ""],
    ["", "- a @Discussion\n  - b\n", ""],
    ["", "[x]: /y\n", ""],
    ["", "[^x]: y\n\n", ""],
    ["", "a[^x] [x]{.private}\n\n[^x]: [y]{.private}\n\n", ""],
    ["", "> [!NOTE]\n> [x]{.private}\n\n", ""],
    ["", "```\n[x]{.private}\n```\n", ""],
    ["", "[x]{.private}\n===\n", ""],
];

fn work_of(text: &str) -> u64 {
    let view = View::plain(instant("2026-11-21T00:00:00Z").unwrap());
    let view = View { block_words: vec!["@Discussion".into()], ..view };
    let findings = Findings::new(Path::new("x.md"));
    let place = Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Own };
    work::of(|| drop(strip(text, Form::Markdown, &view, place)))
}

/// About so many bytes of a kind.
fn repeated([open, unit, close]: [&str; 3], bytes: usize) -> String {
    let times = bytes / (open.len() + unit.len() + close.len());
    // What opens is around what repeats, not beside it.
    if open.is_empty() { unit.repeat(times) } else { format!("{}{unit}{}", open.repeat(times), close.repeat(times)) }
}

#[test]
fn twice_the_text_is_at_most_twice_the_work() {
    const BYTES: usize = 8000;
    for kind in KINDS {
        let (once, twice) = (work_of(&repeated(kind, BYTES)), work_of(&repeated(kind, 2 * BYTES)));
        println!("{kind:?}: {once} {twice}");
        assert!(twice <= 2 * once + once / 8 + 200, "{kind:?}: {once}, then {twice}");
        assert!(once <= 1000 * BYTES as u64, "{kind:?}: {once}");
    }
}

/// The whole table as one kind: a head, and rows that are withheld or not.
#[test]
fn rows_of_a_table_that_are_withheld_cost_what_they_are_long() {
    let table = |rows: usize| format!("| a | b |\n|---|---|\n{}", "| @Discussion | x |\n| 1 | 2 |\n".repeat(rows));
    let (once, twice) = (work_of(&table(500)), work_of(&table(1000)));
    assert!(twice <= 2 * once + once / 8 + 200, "{once}, then {twice}");
}
