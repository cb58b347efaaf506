//! Counter-examples that the proof found, kept. Those of generated sites are in `proptest-regressions/`.

use super::*;

const SETTINGS: &str = "\
title: Kept
url: https://k.example.org/
report: { contact: [mailto:s@example.org] }
disclosure: { withhold_blocks_with: [\"@Discussion\"] }
";

#[track_caller]
fn proved(files: &[(&str, &str)]) {
    let site = Site::of([("site.yaml", SETTINGS)].into_iter().chain(files.iter().copied()));
    let proof = site.prove_from(Depth::Files, 6);
    assert!(!proof.fails(), "{}", tell(&proof));
}

#[test]
fn a_withholding_word_alone_in_a_block_that_lifted() {
    proved(&[("pages/p.md", "# P\n\n::: until 2026-01-01T00:00:00Z\n@Discussion: whom?\n:::\n")]);
}

#[test]
fn an_osv_record_with_our_own_private_key_and_free_form_maps() {
    let osv = r#"{ "id": "K-1", "published": "2026-03-01T00:00:00Z", "modified": "2026-03-01T00:00:00Z", "summary": "S",
        "affected": [{ "package": { "ecosystem": "npm", "name": "k" }, "database_specific": { "seen": "Gannetfold" } }],
        "database_specific": { "x": "Thornmere", "fanlight": { "publish": true, "private": { "ticket": "QW-1" } } } }"#;
    proved(&[("advisories/K-1.json", osv)]);
}

#[test]
fn the_first_item_of_a_numbered_list() {
    proved(&[("pages/p.md", "# P\n\n1. [Jane Roe]{.private}\n2. two\n3. three\n")]);
}

#[test]
fn a_withheld_record_of_the_same_functions_and_commits() {
    let affected = "affected: [{ package: \"pkg:cargo/k\", functions: [\"k::parse_length\"], ranges: [{ type: GIT, \
                    repo: \"https://code.example.org/k\", fixed: 45c48cce2e2d }] }]";
    let record = |id: &str, publish: bool| {
        format!(
            "---\nid: {id}\ntitle: T {id}\npublish: {publish}\npublished: 2026-01-01T00:00:00Z\n{affected}\n---\nText.\n"
        )
    };
    proved(&[("advisories/a.md", &record("K-1", true)), ("advisories/b.md", &record("K-2", false))]);
}
