//! Advisories as they are written, and broken ones.

use super::*;
use crate::diagnostic::Diagnostic;
use std::path::Path;

const ADVISORY: &str = r#"```toml
[advisory]
id = "RUSTSEC-2026-0041"
package = "lz4_flex"
date = "2026-03-17"
url = "https://github.com/PSeitz/lz4_flex/issues/7"
references = ["https://example.org/post", "https://github.com/PSeitz/lz4_flex/commit/1234"]
categories = ["memory-exposure"]
keywords = ["lz4", "memory-exposure"]
aliases = ["CVE-2026-32829"]
cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"
license = "CC-BY-4.0"
expect-deleted = true
new-key = 7

[affected]
os = ["windows"]
arch = ["x86_64"]

[affected.functions]
"lz4_flex::block::decompress" = ["<= 0.11.5", "= 0.12.0"]

[versions]
patched = [">= 0.11.6, < 0.12.0", ">= 0.12.1"]
unaffected = ["< 0.2"]
```

# Decompressing `bad` data

Some *text*.

# More
"#;

fn read(text: &str) -> (Vec<Foreign<'_>>, Vec<Diagnostic>) {
    let findings = Findings::new(Path::new("RUSTSEC-2026-0041.md"));
    let records = to_records(text, "RUSTSEC-2026-0041.md", &findings);
    (records, findings.into_diagnostics())
}

/// A node in one line, to be compared.
fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar { text, .. } => text.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |entry: &crate::private::yaml::Entry| format!("{}: {}", entry.key, show(&entry.node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[track_caller]
fn key(node: &Node, key: &str) -> (u32, String) {
    let node = node.get(key).unwrap_or_else(|| panic!("{key} is not there"));
    (node.line, show(node))
}

#[test]
fn an_advisory_becomes_a_record_whose_keys_know_their_lines() {
    let (records, found) = read(ADVISORY);
    assert_eq!(found, []);
    let [Foreign { kind: Kind::Advisory, node, .. }] = &records[..] else { panic!("one advisory") };
    assert_eq!(key(node, "id"), (3, "RUSTSEC-2026-0041".into()));
    assert_eq!(key(node, "title"), (28, "Decompressing `bad` data".into()));
    assert_eq!(key(node, "published"), (5, "2026-03-17T00:00:00Z".into()));
    assert_eq!(key(node, "tags").1, "[memory-exposure, lz4]");
    assert_eq!(key(node, "severity").0, 11);
    assert_eq!(key(node, "details"), (30, "Some *text*.\n\n# More\n".into()));
    assert_eq!(
        key(node, "references").1,
        "[{type: REPORT, url: https://github.com/PSeitz/lz4_flex/issues/7}, {type: WEB, url: https://example.org/post}, \
         {type: FIX, url: https://github.com/PSeitz/lz4_flex/commit/1234}]"
    );
    assert_eq!(
        key(node, "affected").1,
        "[{package: {ecosystem: crates.io, name: lz4_flex, purl: pkg:cargo/lz4_flex}, \
         ranges: [{type: SEMVER, events: [{introduced: 0.2.0}, {fixed: 0.11.6}, {introduced: 0.12.0}, {fixed: 0.12.1}]}], \
         platforms: [windows, x86_64], functions: [lz4_flex::block::decompress]}]"
    );
}

#[test]
fn what_is_patched_after_a_version_affects_that_version_as_the_last() {
    let text = ADVISORY.replace("\">= 0.12.1\"", "\"> 0.12.0\"");
    let (records, _) = read(&text);
    let ranges = records[0].node.get("affected").and_then(|value| value.items()[0].get("ranges")).map(show);
    assert_eq!(
        ranges.as_deref(),
        Some(
            "[{type: SEMVER, events: [{introduced: 0.2.0}, {fixed: 0.11.6}]}, \
             {type: SEMVER, events: [{introduced: 0.12.0}, {last_affected: 0.12.0}]}]"
        )
    );
}

#[test]
fn what_has_no_place_is_kept_and_withheld() {
    let (records, _) = read(ADVISORY);
    let kept = key(&records[0].node, "private").1;
    assert_eq!(
        kept,
        "{imported: {advisory: {license: CC-BY-4.0, new-key: 7}}, \
         unusable: {functions: [[<= 0.11.5, = 0.12.0]]}, left_out: [expect-deleted]}"
    );
}

#[test]
fn a_heading_may_be_missing_and_the_text_too() {
    for (text, title, details) in [("", None, None), ("text", None, Some("text")), ("\n\n# T", Some("T"), None)] {
        let text = format!("\u{FEFF}\n```toml\n[advisory]\n[versions]\npatched = []\n```\n{text}");
        let (records, found) = read(&text);
        assert_eq!(found, []);
        assert_eq!(records[0].node.get("title").map(show).as_deref(), title);
        assert_eq!(records[0].node.get("details").map(show).as_deref(), details);
    }
}

#[test]
fn what_is_wrong_is_reported_with_its_line_and_without_its_value() {
    let with = |from: &str, to: &str| ADVISORY.replacen(from, to, 1);
    for (text, line, code) in [
        ("# Secretive\n".to_owned(), 1, Code::FrontMatter),
        ("```toml\n[advisory]\n".to_owned(), 1, Code::FrontMatter),
        (String::new(), 1, Code::FrontMatter),
        (with("date = ", "date = secretive "), 5, Code::Syntax),
        (with("date = ", "id = \"secretive\"\ndate = "), 5, Code::DuplicateKey),
        (with("[advisory]", "[secretive]"), 2, Code::MissingKey),
        (with("[versions]", "[secretive]"), 4, Code::MissingKey),
        (with("patched = ", "secretive = "), 4, Code::MissingKey),
        (with("\">= 0.12.1\"", "\"secretive\""), 24, Code::WrongValue),
        (with("\">= 0.12.1\"", "7"), 24, Code::WrongValue),
        (with("\">= 0.12.1\"", "\"> 1.0.18446744073709551615\""), 24, Code::WrongValue),
        (with("\"< 0.2\"", "\"*\""), 4, Code::WrongValue),
    ] {
        let (_, found) = read(&text);
        let reported: Vec<_> = found.iter().map(|it| (it.line, it.code)).collect();
        assert!(reported.contains(&(line, code)), "{reported:?} lacks {line} {code:?}");
        assert!(!found.iter().any(|it| it.to_string().contains("secretive")), "{found:?}");
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    for deep in [format!("a = {}1", "[".repeat(100_000)), format!("{}a = 1", "a.".repeat(100_000))] {
        let text = ADVISORY.replace("new-key = 7", &deep);
        let (records, found) = read(&text);
        assert!(records.is_empty() && found.iter().all(|it| it.code == Code::Syntax), "{found:?}");
    }
}

#[test]
fn a_day_that_is_none_is_left_for_the_record_to_refuse() {
    let text = ADVISORY.replace("2026-03-17", "2026-13-41");
    let (records, found) = read(&text);
    assert_eq!(found, []);
    assert_eq!(key(&records[0].node, "published").1, "2026-13-41T00:00:00Z");
    let text = ADVISORY.replace("\"2026-03-17\"", "2026-03-17");
    let (records, _) = read(&text);
    assert_eq!(key(&records[0].node, "published").1, "2026-03-17T00:00:00Z");
}

#[test]
fn a_folder_s_other_markdown_is_passed_over() {
    assert!(takes("RUSTSEC-2020-0105.md") && takes("MINE-7.md"));
    assert!(!takes("README.md") && !takes("CONTRIBUTING.md") && !takes("RUSTSEC-2020-0105.toml"));
}

/// What means something in an advisory.
const PIECES: [&str; 13] =
    ["```", "```toml\n", "\n", "# ", "[advisory]", "[[versions]]", "patched = [", "\"", "'", "= ", "]", "\u{0}", "é"];

/// The advisory with pieces put into it, and parts taken out, at any places.
fn mutated(changes: &[(usize, usize, usize)]) -> String {
    let mut text: Vec<char> = ADVISORY.chars().collect();
    for (at, length, piece) in changes {
        let start = at % (text.len() + 1);
        let end = (start + length).min(text.len());
        text.splice(start..end, PIECES[*piece].chars());
    }
    text.into_iter().collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_is_changed_nothing_panics_and_no_value_is_quoted(
        changes in proptest::collection::vec((0..2_000usize, 0..30usize, 0..PIECES.len()), 1..8),
    ) {
        let text = mutated(&changes);
        let (_, found) = read(&text);
        for it in found {
            let words = format!("{}{}{}", it.key, it.problem, it.help);
            let quoted = ["lz4", "2026-03-", "example.org", "Decompress"].iter().any(|it| words.contains(it));
            proptest::prop_assert!(!quoted, "{}", words);
        }
    }
}
