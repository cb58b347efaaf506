//! The proof on sites that nobody thought of.

use super::*;
use proptest::prelude::*;

const SETTINGS: &str = "\
title: Generated
url: https://g.example.org/
report: { contact: [mailto:s@example.org] }
projects: [{ id: core }]
disclosure: { withhold_blocks_with: [\"@Discussion\"] }
";

fn mark() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("private"),
        Just("until 2026-12-01T00:00:00Z"),
        Just("until 2026-01-01T00:00:00Z"),
        Just("tlp amber"),
        Just("tlp clear"),
    ]
}

fn braces(mark: &str) -> String {
    match mark.split_once(' ') {
        Some(("until", at)) => format!("{{.until at={at}}}"),
        Some((_, label)) => format!("{{.tlp label={label}}}"),
        None => "{.private}".into(),
    }
}

fn tag(mark: &str) -> String {
    format!("!{}", mark.replacen(' ', ":", 1))
}

fn word() -> impl Strategy<Value = String> {
    "[a-z]{3,8}"
}

/// A run of words, perhaps with a span, a comment or a link in it.
fn inline() -> impl Strategy<Value = String> {
    let around = prop_oneof![
        Just(("", "")),
        Just(("**", "**")),
        Just(("_", "_")),
        Just(("(", ")")),
        Just(("`", "`")),
        Just(("\"", "\""))
    ];
    let ends = prop_oneof![Just(""), Just("."), Just(", and more"), Just(" more"), Just("!")];
    let part = prop_oneof![
        3 => Just(None),
        4 => mark().prop_map(Some),
    ];
    (word(), word(), word(), part, around, ends, 0..4u8).prop_map(|(a, b, c, part, (open, close), end, shape)| {
        match (part, shape) {
            (Some(mark), 0) => format!("[{b}]{}{end}", braces(mark)),
            (Some(_), 1) => format!("{a} <!-- {b} -->{end}"),
            (Some(mark), _) => format!("{a} {open}[{b} {c}]{}{close}{end}", braces(mark)),
            (None, 0) => format!("{a} [{b}](https://{c}.example/){end}"),
            (None, _) => format!("{a} {open}{b}{close}{end}"),
        }
    })
}

fn alert() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("NOTE"), Just("TIP"), Just("WARNING")]
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => inline(),
        2 => (word(), prop::collection::vec(inline(), 1..5)).prop_map(|(a, items)| {
            let lines = items.iter().enumerate().map(|(at, item)| format!("{}. {item}", at + 1));
            format!("{a}\n\n{}", lines.collect::<Vec<_>>().join("\n"))
        }),
        2 => prop::collection::vec(inline(), 1..5).prop_map(|items| {
            items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
        }),
        1 => word().prop_map(|a| format!("@Discussion: {a}")),
        1 => (word(), word()).prop_map(|(a, b)| format!("- {a}\n- {b} @Discussion\n- {a}")),
        1 => (word(), inline()).prop_map(|(a, b)| format!("## {a}\n\n{b}")),
        1 => (word(), inline(), word()).prop_map(|(a, b, c)| format!("| {a} | x |\n|---|---|\n| {b} | {c} |\n| 1 | 2 |")),
        1 => (word(), inline()).prop_map(|(a, b)| format!("> {a}\n> {b}")),
        1 => (word(), inline()).prop_map(|(a, b)| format!("```\n{a}\n{b}\n```")),
        1 => word().prop_map(|a| format!("[{a}]: https://{a}.example/")),
        1 => (alert(), inline(), word()).prop_map(|(kind, a, b)| format!("> [!{kind}]\n> {a}\n>\n> {b}")),
        1 => (alert(), inline()).prop_map(|(kind, a)| format!("> [!{kind}]\n> {a}")),
        1 => (word(), word(), inline()).prop_map(|(a, b, c)| format!("{a}[^{b}] {c}\n\n[^{b}]: {c}")),
        1 => (word(), inline(), inline()).prop_map(|(a, b, c)| format!("{a}\n: {b}\n: {c}")),
        1 => (inline(), "=|-", word()).prop_map(|(a, line, b)| format!("{a}\n{}\n\n{b}", line.repeat(3))),
    ]
}

fn block() -> impl Strategy<Value = String> {
    let open = |(mark, inner): (&str, Vec<String>)| format!("::: {mark}\n{}\n:::", inner.join("\n\n"));
    let nested =
        leaf().prop_recursive(2, 8, 3, move |inner| (mark(), prop::collection::vec(inner, 1..3)).prop_map(open));
    prop_oneof![
        5 => nested,
        1 => (mark(), word(), word()).prop_map(|(mark, a, b)| format!("- {a}\n- ::: {mark}\n  {b}\n  :::\n- {a}")),
        1 => (mark(), word(), word()).prop_map(|(mark, a, b)| format!("> {a}\n> ::: {mark}\n> {b}\n> :::\n> {a}")),
    ]
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 0..5).prop_map(|blocks| blocks.join("\n\n"))
}

fn keys() -> impl Strategy<Value = String> {
    let tagged = prop_oneof![2 => Just(String::new()), 3 => mark().prop_map(|mark| tag(mark) + " ")];
    let item = || prop_oneof![2 => Just(String::new()), 2 => mark().prop_map(|mark| tag(mark) + " ")];
    let one = (tagged, word()).prop_map(|(tag, a)| format!("impact: {tag}{a}\n"));
    let list = (item(), item(), word(), word()).prop_map(|(s, t, a, b)| format!("tags: [{s}\"{a}\", {t}\"{b}\"]\n"));
    let people = (item(), word(), any::<bool>()).prop_map(|(tag, a, contact)| {
        let contact = if contact { format!(", contact: \"mailto:{a}@x.example\"") } else { String::new() };
        format!("credits:\n  - {tag}{{ name: {a} {a}{contact} }}\n")
    });
    let ahead =
        prop_oneof![Just(""), Just("modified: 2027-01-01T00:00:00Z\n"), Just("withdrawn: 2027-01-01T00:00:00Z\n")];
    let private = prop_oneof![Just(String::new()), word().prop_map(|a| format!("private: {{ a: {a} }}\n"))];
    let related = prop_oneof![Just(""), Just("related: [G-0, G-1, G-2, G-9]\n")];
    (one, list, people, ahead, private, related)
        .prop_map(|(a, b, c, d, e, f)| [a, b, c, d.into(), e, f.into()].concat())
}

/// What is affected, in all ways that a record has to say so; each entry may be withheld.
fn affected() -> impl Strategy<Value = String> {
    let tagged = || prop_oneof![2 => Just(String::new()), 2 => mark().prop_map(|mark| tag(mark) + " ")];
    let more = prop_oneof![
        Just(", ranges: [{ introduced_after: 1.0.0, fixed: 2.0.0 }]"),
        Just(
            ", ranges: [{ introduced: 1.0.0, fixed: 2.0.0 }], fixed: [1.5.1], unaffected: [{ introduced: 1.2.0, fixed: 1.3.0 }]"
        ),
        Just(", versions: [1.0.0], unknown: [{ introduced: 3.0.0 }], default_status: unaffected"),
    ];
    let entry = (tagged(), word(), more)
        .prop_map(|(tag, name, more)| format!("  - {tag}{{ package: \"pkg:npm/{name}\"{more} }}\n"));
    let csaf = (tagged(), word()).prop_map(|(tag, a)| format!("csaf: {tag}'{{\"title\": \"{a}\"}}'\n"));
    let csaf = prop_oneof![2 => Just(String::new()), 1 => csaf];
    (prop::collection::vec(entry, 0..3), csaf).prop_map(|(entries, csaf)| match entries.len() {
        0 => csaf,
        _ => format!("affected:\n{}{csaf}", entries.concat()),
    })
}

fn judged() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        5 => Just("publish: true\n"),
        1 => Just("publish: false\n"),
        1 => Just(""),
        1 => Just("publish: true\nembargo: 2027-03-01T00:00:00Z\n"),
        1 => Just("publish: true\nembargo: 2027-03-01T00:00:00Z\nembargo_tlp: amber\n"),
        1 => Just("publish: true\ntlp: amber\n"),
    ]
}

fn site(records: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(String, String)>> {
    let record = (judged(), keys(), affected(), body(), word(), 0..3usize);
    (prop::collection::vec(record, records), body()).prop_map(|(records, page)| {
        let mut files =
            vec![("site.yaml".to_owned(), SETTINGS.to_owned()), ("pages/p.md".into(), format!("# P\n\n{page}\n"))];
        for (at, (judged, keys, affected, body, title, section)) in records.into_iter().enumerate() {
            let section = ["advisories", "notices", "lessons"][section];
            let keys = if section == "advisories" { keys + &affected } else { keys };
            let head = format!("id: G-{at}\ntitle: {title}\npublished: 2026-01-01T00:00:00Z\n");
            files.push((format!("{section}/g{at}.md"), format!("---\n{head}{judged}{keys}---\n\n{body}\n")));
        }
        files
    })
}

/// Few where nobody said how many: `tests/all.sh` says thousands.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if default.cases == 256 { 24 } else { default.cases };
    ProptestConfig { cases, max_shrink_iters: 600, ..default }
}

/// From one viewpoint, another for each case: a site of a case is small, and there are many cases.
fn holds(files: &[(String, String)], turn: u8) -> Result<(), TestCaseError> {
    let site = Site::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let reach = Reach::Sample { most: 1, turn: turn.into() };
    let proof = site.prove_within(Depth::Model, reach, usize::from(turn.is_multiple_of(16)));
    // What isn't built publishes nothing; `check` says why.
    let failures = proof.failures.iter().filter(|failure| !matches!(failure, Failure::Site { .. })).count();
    prop_assert_eq!(failures, 0, "{}", tell(&proof));
    Ok(())
}

// Two tests, as each runs on a thread of its own.
proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_withheld_leaves_any_text(files in site(0..2), turn in any::<u8>()) {
        holds(&files, turn)?;
    }

    #[test]
    fn nothing_withheld_leaves_any_site_of_several_records(files in site(2..4), turn in any::<u8>()) {
        holds(&files, turn)?;
    }
}
