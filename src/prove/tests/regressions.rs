//! Counter-examples that the proof found, kept, those of generated sites among them.

use super::*;
use crate::public::Vocabulary;

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
fn the_only_item_of_a_list_between_blank_lines() {
    let text = "::: tlp clear\naaa\n\n1. [aaa]{.private}\n\naaa [aaa](https://aaa.example/)\n:::\n";
    let record = "---\nid: G-0\ntitle: aaa\npublished: 2026-01-01T00:00:00Z\npublish: true\n---\n\n";
    proved(&[("pages/p.md", &format!("# P\n\n{text}")), ("advisories/g0.md", &format!("{record}{text}"))]);
}

#[test]
fn an_alert_beside_definitions_that_nothing_uses() {
    let text = "> [!NOTE]\n> aaa\n\n[bbb]: https://bbb.example/\n\n[^c]: ccc\n\nddd[^d]\n\n[^d]: eee\n";
    proved(&[("pages/p.md", &format!("# P\n\n{text}"))]);
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

#[test]
fn a_block_in_a_block_that_holds_nothing_else() {
    let record = "---\nid: G-0\ntitle: aaa\npublished: 2026-01-01T00:00:00Z\npublish: true\n---\n\n::: private\n::: private\n\
                  [aaa]{.until at=2026-12-01T00:00:00Z}\n:::\n:::\n";
    proved(&[("advisories/g0.md", record)]);
}

#[test]
fn a_withholding_word_in_blocks_that_lifted() {
    let lifted = "::: until 2026-01-01T00:00:00Z\n";
    proved(&[("pages/p.md", &format!("# P\n\n{lifted}{lifted}@Discussion: aaa\n:::\n:::\n"))]);
}

#[test]
fn a_record_that_was_changed_since_it_was_approved() {
    let settings = SETTINGS.replace("disclosure: {", "disclosure: { require_approval: true,");
    let record = "---\nid: K-1\ntitle: T\npublish: true\npublished: 2026-01-01T00:00:00Z\n---\nText.\n";
    let site = Site::of([("site.yaml", &*settings), ("advisories/a.md", record)]);
    approve(&site, "advisories/a.md");
    let proof = site.prove(Depth::Files);
    assert!(!proof.fails(), "{}", tell(&proof));
    assert_eq!(proof.controls.voided, 1);
    site.put(".mutation", crate::private::testing::mutation::Mutation::Unapproved.word());
    let proof = site.prove(Depth::Files);
    assert!(proof.failures.iter().any(|failure| matches!(failure, Failure::Void(_))), "{}", tell(&proof));
}

#[test]
fn a_part_between_one_blank_line_and_two() {
    let text = "- aaa\n\n@Discussion: bbb?\n\n\n## Ccc\n\n::: private\nddd\n:::\n\n\neee\n";
    proved(&[("pages/p.md", &format!("# P\n\n{text}"))]);
}

#[test]
fn a_note_of_two_paragraphs_that_only_withheld_text_refers_to() {
    let text = "::: private\naaa[^1]\n:::\n\nbbb\n\n[^1]: ccc\n\n    ddd\n\neee\n";
    proved(&[("pages/p.md", &format!("# P\n\n{text}"))]);
}

/// What nobody approved isn't announced: a notice shows, by choice, that its part is as it was approved.
#[test]
fn a_notice_of_a_part_that_was_approved_as_it_is() {
    let settings = SETTINGS.replace("disclosure: {", "disclosure: { require_approval: true, redactions: mark,");
    let record = "---\nid: K-1\ntitle: T\npublish: true\npublished: 2026-01-01T00:00:00Z\n\
                  root_cause: !until:2026-12-10T14:00:00Z Aaa bbb.\nrevisions: [{ at: 2026-12-01T00:00:00Z, note: Ccc }]\n---\n\
                  Text [ddd]{.until at=2026-12-11T14:00:00Z} and [eee]{.private}.\n";
    let site = Site::of([("site.yaml", &*settings), ("advisories/a.md", record)]);
    approve(&site, "advisories/a.md");
    let proof = site.prove(Depth::Files);
    assert!(!proof.fails(), "{}", tell(&proof));
}

/// Its approval binds all that lifts before the publication: what voids it isn't a twin.
#[test]
fn an_approved_record_that_some_audience_sees_early() {
    let settings = SETTINGS.replace("disclosure: {", "disclosure: { require_approval: true,");
    let record = "---\nid: K-1\ntitle: T\npublish: true\nembargo: 2027-03-01T00:00:00Z\nembargo_tlp: amber\n\
                  ---\n\nText [eee]{.private}.\n";
    let page = "---\nowner: !until:2026-12-10T14:00:00Z Bbb\n---\n# P\n\nText.\n";
    let site = Site::of([("site.yaml", &*settings), ("advisories/a.md", record), ("pages/p.md", page)]);
    approve(&site, "advisories/a.md");
    let proof = site.prove(Depth::Model);
    assert!(!proof.fails(), "{}", tell(&proof));
}

#[test]
fn an_approved_record_that_some_audience_sees_early_with_a_part_that_lifts() {
    let settings = SETTINGS.replace("disclosure: {", "disclosure: { require_approval: true,");
    let record = "---\nid: K-1\ntitle: T\npublish: true\nembargo: 2027-03-01T00:00:00Z\nembargo_tlp: amber\n\
                  tags: [a, !until:2026-12-20T14:00:00Z \"b\"]\nimpact: !until:2026-12-20T14:00:00Z Ccc.\n---\n\n\
                  Text [eee]{.private} and [ddd]{.until at=2026-12-20T14:00:00Z}.\n";
    let site = Site::of([("site.yaml", &*settings), ("advisories/a.md", record)]);
    approve(&site, "advisories/a.md");
    let proof = site.prove(Depth::Model);
    assert!(!proof.fails(), "{}", tell(&proof));
}

fn approve(site: &Site, path: &str) {
    let request = crate::private::Request::at(now());
    let approval = crate::private::approve::approve(&site.content(), std::path::Path::new(path), request);
    approval
        .and_then(|approval| approval.write("Jane Roe", "2026-01-01", None))
        .unwrap_or_else(|_| panic!("it can be approved"));
}
