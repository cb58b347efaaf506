//! No message quotes a value: each key of each record is given values of wrong types and shapes, and everything that is
//! printed is looked through, in private and in public logs.

use super::harness::{AT, Site, is_excerpt};
use std::collections::BTreeSet;

/// Stands wherever a value does.
const CANARY: &str = "Zqcanary";

const RECORDS: [&str; 5] = [
    include_str!("../../src/private/record/head.rs"),
    include_str!("../../src/private/record/advisory.rs"),
    include_str!("../../src/private/record/incident.rs"),
    include_str!("../../src/private/record/page.rs"),
    include_str!("../../src/private/record/parts.rs"),
];

const FOLDERS: [&str; 5] = ["advisories", "incidents", "notices", "lessons", "pages"];

/// Every key that any type of a record has, at whatever depth.
fn keys() -> BTreeSet<&'static str> {
    let fields = RECORDS.iter().flat_map(|source| source.lines()).filter_map(|line| {
        let (name, _) = line.strip_prefix("    pub ")?.split_once(':')?;
        Some(name).filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    });
    fields.map(|name| if name == "kind" { "type" } else { name }).collect()
}

/// Values that a key may be given by mistake.
fn shapes() -> Vec<String> {
    let each = |value: &str| {
        let inner: Vec<String> = keys().iter().map(|key| format!("{key}: {value}")).collect();
        format!("{{ {} }}", inner.join(", "))
    };
    let mut shapes: Vec<String> = [
        "Zqcanary",
        "\"2026-13-45T Zqcanary\"",
        "[Zqcanary, [Zqcanary], { Zqcanary: Zqcanary }]",
        "{ Zqcanary: Zqcanary }",
        "!private Zqcanary",
        "!Zqcanary x",
        "!until:Zqcanary x",
        "!tlp:Zqcanary [x]",
        "[!until:2026-13-01T00:00:00Z \"Zqcanary\"]",
        "{ name: !private Zqcanary, Zqcanary: !private x }",
        "\"[Zqcanary]{.privte} ::: Zqcanary\"",
        "\"[Zqcanary {.private}\"",
        "|\n  ::: Zqcanary\n  Zqcanary",
        "javascript:Zqcanary",
        "&Zqcanary x",
        "*Zqcanary",
        "\"Zqcanary",
    ]
    .map(str::to_owned)
    .into();
    for value in [CANARY, "[Zqcanary]", "{ Zqcanary: Zqcanary }"] {
        shapes.extend([each(value), format!("[{}]", each(value))]);
    }
    shapes
}

/// A site in which each record has one key wrong.
fn site(shape: &str, publish: &str) -> Site {
    let site = Site::new();
    for folder in FOLDERS {
        // An id that could be one is told, tagged or not: it names the record.
        let is_id = [CANARY, "!private Zqcanary"].contains(&shape);
        let keys = keys().into_iter().filter(|key| *key != "id" || !is_id);
        for (at, key) in keys.enumerate() {
            let others =
                if key == "publish" || folder == "pages" { String::new() } else { format!("publish: {publish}\n") };
            let since = if key == "published" || folder == "pages" { "" } else { "published: 2024-01-01\n" };
            let text =
                format!("---\n{others}{since}{key}: {shape}\n---\n\n# Words\n\n::: Zqcanary\n[Zqcanary]{{.privte}}\n");
            site.write(&format!("{folder}/r-{at}.md"), text);
        }
        site.write(&format!("{folder}/unknown.md"), "---\nZqcanary: x\nprivate: { a: Zqcanary }\n---\n<!-- Zqcanary\n");
    }
    site
}

#[track_caller]
fn silent(site: &Site, shape: &str) {
    const ALL: [&[&str]; 8] = [
        &["check"],
        &["explain", "--format", "json"],
        &["build"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["explain"],
        &["next"],
    ];
    // Every form of telling once; then those in which a new message would show.
    let whole = matches!(shape, CANARY | "JSON");
    let (commands, logs) = if whole { (&ALL[..], &[true, false][..]) } else { (&ALL[..3], &[false][..]) };
    for &command in commands {
        for &ci in logs {
            let mut run = site.command(&[command, &["--at", AT]].concat());
            if ci {
                run.env("CI", "true");
            }
            let words = site.ran(&mut run).words;
            // On its author's own terminal `check` shows the line that is wrong.
            let excerpt = |line: &str| !ci && command == ["check"] && is_excerpt(line);
            // An id is a record's name, which `explain` says.
            let name = |line: &str| command[0] == "explain" && line.trim_start().starts_with("\"id\": ");
            let mut lines = words.lines().filter(|line| !excerpt(line) && !name(line));
            let told = lines.find(|line| line.to_ascii_lowercase().contains("zqcanary"));
            assert!(told.is_none(), "{command:?}, CI {ci}, tells of {shape}: {told:?}");
            assert!(!words.is_empty() || command == ["next"], "{command:?} says nothing");
        }
    }
}

#[test]
fn every_key_is_known_here() {
    let keys = keys();
    for key in ["title", "embargo", "credits", "contact", "at", "fixed", "accounts", "what", "review_by", "type"] {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn no_message_quotes_a_value_of_a_record_that_is_to_be_public() {
    shapes().iter().for_each(|shape| silent(&site(shape, "true"), shape));
}

#[test]
fn no_message_quotes_a_value_of_a_draft() {
    // The readers are the same: every third shape will do.
    shapes().iter().step_by(3).for_each(|shape| silent(&site(shape, "false"), shape));
}

#[test]
fn no_message_quotes_what_is_wrong_in_json() {
    let site = Site::new();
    let shapes = ["Zqcanary", "[\"Zqcanary\", {\"Zqcanary\": 1}]", "{\"Zqcanary\": \"Zqcanary\"}", "\"Zqcanary\""];
    for (at, key) in keys().into_iter().enumerate() {
        for (no, shape) in shapes.iter().enumerate() {
            let osv = format!(
                "{{\"id\": \"J-{at}-{no}\",\n\"{key}\": {shape}, \"database_specific\": {{\"fanlight\": {{\"publish\": true,\n\"{key}\": {shape}}}}}}}"
            );
            site.write(&format!("advisories/J-{at}-{no}.json"), osv);
        }
    }
    silent(&site, "JSON");
}
