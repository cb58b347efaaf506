//! Foreign text through the gate: no mark in it counts, and none is an error.

use super::{kept, osv, site};
use crate::private::decision::view::View;
use crate::private::formats::keys::{of, text};
use crate::private::formats::marks::disarm;
use crate::private::marks::{Author, Form, Place, Rows, strip};
use crate::private::yaml::Findings;
use crate::public::Instant;
use proptest::prelude::*;
use std::path::Path;

fn disarmed(source: &str) -> String {
    let mut record = of([("details", Some(text(source.to_owned())))]);
    disarm(&mut record);
    record.get("details").and_then(|value| value.text()).unwrap_or_default().to_owned()
}

/// What the gate makes of it.
#[track_caller]
fn shown(source: &str) -> String {
    let findings = Findings::new(Path::new("a"));
    let text = disarmed(source);
    let stripped = strip(
        &text,
        Form::Markdown,
        &View::plain(Instant(chrono::DateTime::UNIX_EPOCH)),
        Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Foreign },
    );
    assert!(!findings.any_error(), "{source:?} became {text:?}");
    assert!(stripped.without_marks(), "{source:?} became {text:?}");
    stripped.text.into_owned()
}

#[test]
fn no_mark_of_ours_counts_in_foreign_text() {
    assert!(shown("::: private\nwords\n:::").contains("words"));
    assert!(shown("a\n:::").contains(": : :"));
    assert!(shown("[words]{.private}").contains("words"));
    assert!(shown("!private !until:2026 ！private !p\u{200B}rivate").contains("! private"));
    assert!(shown("`x` {.private}").contains('x'));
    assert!(shown("- ::: tlp red\n- words").contains("words"));
}

#[test]
fn comments_are_withheld_and_those_without_an_end_are_ended() {
    assert_eq!(shown("a\n\n<!-- words -->\n\nb"), "a\n\nb");
    assert_eq!(shown("a\n\n<!-- words\n\nb"), "a");
    assert!(shown("`<!--` is code, and this is told").contains("this is told"));
    assert!(shown("```\n<!--\n```\ntold").contains("told"));
}

#[test]
fn text_without_marks_stays_as_it_is() {
    for text in ["# A\n\nb `c[0]` [d](https://e/)", "über 日本 {x: 1} [y]: z", "a ! b > c"] {
        assert_eq!(disarmed(text), text);
    }
}

#[test]
fn a_text_of_megabytes_and_one_nested_too_deep_are_read() {
    let long = format!("{}\n{}{}", ">".repeat(100_000), "a ".repeat(1_000_000), "<div>".repeat(10_000));
    assert!(shown(&long).contains('a'));
    for part in ["::: ", "`<!--` ", "<!-- a --> ", "[a]{.private} ", "！private"] {
        shown(&part.repeat(50_000));
    }
    let record = osv("X-1", &format!(", \"details\": \"{}\"", "::: private\\n<b> ".repeat(20_000)));
    assert_eq!(site(kept(&[("../osv", "osv", true)], &[("osv/X-1.json", &record)]).1).advisories.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_in_foreign_text_is_a_mark(parts in prop::collection::vec(prop::sample::select(vec![
        "::: private", ":::", "\n", " ", "<!--", "-->", "[", "]", "{.private}", "{", "}", "]{.until at=", "!private", "!tlp:",
        "`", "```\n", "> ", "- ", "a", "[^1]", "]: x", "：：：", "\u{200B}", "\\", "\u{FDD0}", "\r", "class=\"private\"", "é",
    ]), 0..24)) {
        shown(&parts.concat());
    }
}
