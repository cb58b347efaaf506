//! Doors for the fuzzer, which only a build for fuzzing has: bytes go in, and nothing comes out but a panic.
//!
//! `fuzz/` holds the targets; what they found lies in `fuzz/regressions/`, and a test feeds it in again.

mod foreign;
mod pictures;

pub use foreign::foreign;
pub use pictures::pictures;

use crate::config::Redactions;
use crate::private::decision::view::{Clock, View};
use crate::private::formats::own_record;
use crate::private::load::{Shape, Source, read_settings};
use crate::private::marks::{Author, Form, Place, Rows, strip};
use crate::private::record::{PageForm, read_page, read_record};
use crate::private::yaml::{Findings, instant};
use crate::public::{Kind, Tlp};
use std::path::Path;

/// Stands in what is withheld, and nowhere else.
pub const CANARY: &str = "Gannetfold";

/// What a withheld part may hold instead: another word, or more of everything that Markdown knows.
const OTHERS: [&str; 9] = [
    "a",
    "one two\n\nthree four",
    "- one\n- two\n\n\n1. three",
    "```\nfence\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[x]: https://x.example/\n\n[^1]: note",
    "<div>\n\n# Head",
    "`one *two _three",
    "> quote\n\n    code",
];

/// Reads a text as the front matter of every kind of file.
pub fn front_matter(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    for name in ["x.md", "x.yaml", "x.json"] {
        let path = Path::new(name);
        let findings = Findings::new(path);
        if let Some(source) = Source::of(path, text.to_owned(), &findings) {
            read(&source, &findings);
            // Two lines more than there are: of an end that is missing.
            let lines = text.split(['\n', '\r']).count() + 2;
            assert!(source.comments().iter().all(|(line, _)| (*line as usize) < lines), "a comment behind the end");
        }
        for reported in findings.into_diagnostics() {
            let quotes = [reported.problem, reported.help, reported.key].iter().any(|it| it.contains(CANARY));
            assert!(!quotes, "a message quotes what was written");
        }
    }
}

fn read(source: &Source, findings: &Findings) {
    let Some(node) = source.keys(findings) else { return };
    let node = if source.shape == Shape::Json { own_record(node) } else { node };
    read_page(&node, PageForm::Page, findings);
    read_page(&node, PageForm::Report, findings);
    read_settings(&node, None, false, findings);
    for kind in Kind::ALL {
        read_record(kind, &node, findings);
    }
}

/// Strips a text, and the same text with a part that is withheld in it. The first two bytes choose how and where.
pub fn stripper(input: &[u8]) {
    let [how, at, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    if text.contains(CANARY) {
        return;
    }
    let view = view(*how);
    let form = if how & 1 == 0 { Form::Markdown } else { Form::Line };
    if let Some(once) = stripped(text, form, &view) {
        assert!(
            stripped(&once, form, &view).is_none_or(|twice| twice == once),
            "stripping twice is not stripping once"
        );
    }
    for planted in planted(text, *how, *at) {
        let [canary, other] = planted.map(|text| stripped(&text, form, &view));
        let Some(canary) = canary else { continue };
        assert!(!canary.contains(CANARY), "what is withheld came out");
        assert!(other.is_none_or(|other| other == canary), "what is withheld shows in the rest");
    }
}

/// The text with a part that is withheld: a block, a comment, a span; each twice, as it holds one thing or another.
fn planted(text: &str, how: u8, at: u8) -> [[String; 2]; 3] {
    let other = OTHERS[usize::from(how >> 4) % OTHERS.len()];
    let word = other.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty()).unwrap_or("a");
    let at = usize::from(at) * text.len() / 256;
    let letter = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let line = text[..letter].rfind('\n').map_or(0, |at| at + 1);
    let put = |at: usize, part: String| format!("{}{part}{}", &text[..at], &text[at..]);
    [
        [CANARY, other].map(|it| put(line, format!("::: private\n{it}\n:::\n"))),
        [CANARY, other].map(|it| put(letter, format!("<!-- {it} -->"))),
        [CANARY, word].map(|it| put(letter, format!("[{it}]{{.private}}"))),
    ]
}

fn view(how: u8) -> View {
    let now = instant("2026-11-21T12:00:00Z").unwrap_or_else(|| unreachable!("an instant"));
    View {
        clock: Clock::at(now),
        audience: if how & 2 == 0 { Tlp::Clear } else { Tlp::Amber },
        redactions: if how & 4 == 0 { Redactions::Omit } else { Redactions::Mark },
        block_words: if how & 8 == 0 { Vec::new() } else { vec!["@Discussion".into()] },
        ..View::plain(now)
    }
}

/// `None`: it is refused.
fn stripped(text: &str, form: Form, view: &View) -> Option<String> {
    let findings = Findings::new(Path::new("x.md"));
    let stripped =
        strip(text, form, view, Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Own });
    let text = stripped.text.into_owned();
    (!findings.any_error()).then_some(text)
}

/// What of a text is disclosed; `None`: it is refused. `@Discussion` withholds a block.
#[cfg(test)]
pub(crate) fn disclosed(text: &str) -> Option<String> {
    stripped(text, Form::Markdown, &view(8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::{feed, inputs};
    use proptest::prelude::*;

    type Target = fn(&[u8]);
    const TARGETS: [(&str, Target); 4] =
        [("front_matter", front_matter), ("stripper", stripper), ("foreign", foreign), ("pictures", pictures)];

    #[test]
    fn what_the_fuzzer_found_stays_found() {
        TARGETS.into_iter().for_each(|(target, run)| feed(target, run));
    }

    /// Seeds in pieces, mixed with what means something to one stage or another.
    fn drawn(target: usize) -> impl Strategy<Value = Vec<u8>> {
        let seeds: Vec<Vec<u8>> = inputs("seeds", TARGETS[target].0).collect();
        let dictionary = include_str!("../../../fuzz/marks.dict").lines().filter_map(|line| line.split('"').nth(1));
        let dictionary: Vec<Vec<u8>> = dictionary.map(|word| word.replace("\\x0a", "\n").into()).collect();
        let piece = (prop::sample::select(seeds), any::<u16>(), any::<u16>()).prop_map(|(seed, from, length)| {
            let from = usize::from(from) % seed.len().max(1);
            seed[from..seed.len().min(from + usize::from(length) % 200)].to_vec()
        });
        let bytes = prop::collection::vec(any::<u8>(), 0..8);
        let part = prop_oneof![4 => piece, 3 => prop::sample::select(dictionary), 1 => bytes];
        (any::<[u8; 2]>(), prop::collection::vec(part, 0..10))
            .prop_map(|(head, parts)| [head.to_vec(), parts.concat()].concat())
    }

    proptest! {
        #[test]
        fn any_front_matter_is_read_or_refused(input in drawn(0)) {
            front_matter(&input);
        }

        #[test]
        fn what_is_withheld_shows_in_no_text_whatever(input in drawn(1)) {
            stripper(&input);
        }

        #[test]
        fn any_foreign_record_is_read_or_refused(input in drawn(2)) {
            foreign(&input);
        }

        #[test]
        fn no_value_of_a_key_that_restricts_publishes_by_chance(which in any::<u8>(), value in "[ -~]{0,12}", shape in 0..6usize) {
            let shapes = [format!("\"{value}\""), format!("[\"{value}\"]"), format!("{{\"label\":\"{value}\"}}"),
                value, "null".into(), "true".into()];
            foreign(&[&[which], shapes[shape].as_bytes()].concat());
        }
    }
}
