//! The eight rules of the gate, one after another.

use super::harness::{AT, AUDIENCES, SITE, Site, Tree, assert_same, holds, page, record};

fn marked(keys: &str) -> String {
    format!("---\ntitle: Kittiwake words\n{keys}\n---\n\nThe kittiwake sits on its ledge.\n")
}

/// Builds with and without the file; both have to be the same, in bytes and words.
#[track_caller]
fn leaves_no_trace(settings: &str, path: &str, text: &str) {
    let site = || Site::new().settings(settings).with("advisories/good.md", record("tags: [a]", "Good."));
    let (with, without) = (site().with(path, text).build(), site().build());
    assert_same(&with, &without);
    assert!(!holds(&with.tree, "ittiwake"));
}

#[track_caller]
fn is_published(settings: &str, arguments: &[&str], path: &str, text: &str) -> Tree {
    let run = Site::new().settings(settings).with(path, text).build_with(arguments).fine();
    assert!(holds(&run.tree, "ittiwake"), "not published: {text}");
    run.tree
}

#[test]
fn rule_1_what_is_not_marked_is_withheld() {
    for keys in ["published: 2024-01-01", "publish: false\npublished: 2024-01-01"] {
        for section in ["advisories", "incidents", "notices", "lessons"] {
            leaves_no_trace("", &format!("{section}/kittiwake.md"), &marked(keys));
        }
    }
    leaves_no_trace("", "pages/kittiwake.md", &marked("publish: false"));
    leaves_no_trace("", "plan/kittiwake.md", &marked("publish: false"));
    // Blank is never absent: nobody can tell what was meant.
    let blank = Site::new().with("advisories/kittiwake.md", marked("publish:\npublished: 2024-01-01")).build();
    assert!(blank.code == 1 && !holds(&blank.tree, "ittiwake"), "{}", blank.words);
}

#[test]
fn rule_1_what_is_not_approved_is_withheld_where_approval_is_required() {
    let keys = "publish: true\npublished: 2024-01-01";
    let approved = format!("{keys}\napproved: {{ by: Ann, on: 2024-01-01 }}");
    leaves_no_trace("disclosure: { require_approval: true }", "advisories/kittiwake.md", &marked(keys));
    is_published("", &[], "advisories/k.md", &marked(keys));
    is_published("disclosure: { require_approval: true }", &[], "advisories/k.md", &marked(&approved));
    // Digests that don't match what there is now are those of another text.
    let void = format!("{keys}\napproved: {{ by: Ann, on: 2024-01-01, digests: {{ record: 0123456789abcdef }} }}");
    leaves_no_trace("disclosure: { require_approval: true }", "advisories/kittiwake.md", &marked(&void));
}

#[test]
fn rule_2_an_embargo_holds_until_its_very_second() {
    let embargoed = marked("publish: true\nembargo: 2024-06-01T14:00:00+02:00");
    let site = || Site::new().with("advisories/kittiwake.md", &embargoed);
    let before = site().build_with(&["--at", "2024-06-01T11:59:59Z"]).fine();
    assert!(!holds(&before.tree, "ittiwake"));
    let after = site().build_with(&["--at", "2024-06-01T12:00:00Z"]).fine();
    assert!(holds(&after.tree, "ittiwake"));
    assert!(after.page("site-manifest.json").contains("\"published\": \"2024-06-01T12:00:00Z\""));
    leaves_no_trace("", "advisories/kittiwake.md", &marked("publish: true\nembargo: 2037-01-01T00:00:00Z"));
}

#[test]
fn rule_2_a_publication_that_lies_ahead_withholds_just_the_same() {
    leaves_no_trace("", "advisories/kittiwake.md", &marked("publish: true\npublished: 2037-01-01T00:00:00Z"));
    let both = marked("publish: true\npublished: 2024-05-01T00:00:00Z\nembargo: 2024-05-02T00:00:00Z");
    let tree = is_published("", &[], "advisories/kittiwake.md", &both);
    assert!(page(&tree, "site-manifest.json").contains("\"published\": \"2024-05-02T00:00:00Z\""), "the later counts");
}

#[test]
fn rule_2_an_audience_that_the_embargo_allows_sees_it_before() {
    let keys = "publish: true\nembargo: 2037-01-01T00:00:00Z\nembargo_tlp: amber";
    leaves_no_trace("", "advisories/kittiwake.md", &marked(keys));
    let amber = ["--audience", "amber", "--out", "public"];
    let green = ["--audience", "green", "--out", "public"];
    is_published(AUDIENCES, &amber, "advisories/kittiwake.md", &marked(keys));
    let site = Site::new().settings(AUDIENCES).with("advisories/kittiwake.md", marked(keys));
    assert!(!holds(&site.build_with(&green).fine().tree, "ittiwake"));
}

#[test]
fn rule_3_labels_above_the_audience_are_withheld() {
    const LABELS: [&str; 5] = ["clear", "green", "amber", "amber+strict", "red"];
    for (height, label) in LABELS.iter().enumerate() {
        let text = marked(&format!("publish: true\npublished: 2024-01-01\ntlp: {label}"));
        for (audience, name) in LABELS.iter().enumerate() {
            let site = Site::new().settings(AUDIENCES).with("advisories/kittiwake.md", &text);
            let run = site.build_with(&["--audience", name, "--out", "public"]).fine();
            assert_eq!(holds(&run.tree, "ittiwake"), height <= audience, "{label} for {name}");
        }
    }
    leaves_no_trace("", "pages/kittiwake.md", &marked("tlp: green"));
}

#[test]
fn rule_4_people_are_named_only_where_they_want_to_be() {
    let keys = "reporter: { name: Kittiwake Roe }\nresponders: [{ name: Ben Public, credit: true }, Kittiwake Poe]\n\
                coordinator: { name: Kittiwake Doe, credit: false }\naccounts: [kittiwake]\n\
                credits: [{ name: Ann Public, contact: \"mailto:kittiwake@example.net\" }]\nprivate: kittiwake";
    let tree = Site::new().with("incidents/a.md", record(keys, "Words.")).published();
    assert!(!holds(&tree, "ittiwake"));
    assert!(holds(&tree, "Ben Public") && holds(&tree, "Ann Public"));
}

#[test]
fn rule_4_what_lies_ahead_in_a_published_record_is_withheld() {
    let keys = "modified: 2037-01-01\nwithdrawn: 2037-01-01\nwithdrawn_reason: Kittiwake\n\
                revisions: [{ at: 2037-01-01T00:00:00Z, note: Kittiwake }]";
    let tree = Site::new().with("advisories/a.md", record(keys, "Words.")).published();
    assert!(!holds(&tree, "ittiwake") && !holds(&tree, "2037"));
}

#[test]
fn rule_4_an_attachment_is_published_where_disclosed_text_links_to_it() {
    let body = "See [the trace](trace.txt).\n\n::: private\n[The log](kittiwake.txt).\n:::\n\n[x]: other-kittiwake.txt";
    let tree = Site::new()
        .with("advisories/a/index.md", record("", body))
        .with("advisories/a/trace.txt", "A trace.\n")
        .with("advisories/a/kittiwake.txt", "The log of the kittiwake.\n")
        .with("advisories/a/other-kittiwake.txt", "Another.\n")
        .published();
    assert_eq!(page(&tree, "advisories/a/trace.txt"), "A trace.\n");
    assert!(!holds(&tree, "ittiwake"));
}

#[test]
fn rule_5_a_withheld_id_is_treated_like_one_that_never_was() {
    let body = "See [the other](/advisories/HARBOUR-2024-7/), <https://security.example.org/advisories/HARBOUR-2024-7/> \
                and [its file](HARBOUR-2024-7.md).";
    let public = record("related: [HARBOUR-2024-7, CVE-2024-7]\naliases: [HARBOUR-2024-7]", body);
    let site = || Site::new().settings("osv: { prefixes: [HARBOUR] }").with("advisories/a.md", &public);
    let notice = record("advisories: [HARBOUR-2024-7, a]", "Words.");
    let withheld = marked("publish: false\naliases: [CVE-2024-8]");
    let (with, without) = (
        site().with("notices/n.md", &notice).with("advisories/HARBOUR-2024-7.md", withheld).build(),
        site().with("notices/n.md", &notice).build(),
    );
    assert_same(&with, &without);
    assert!(!holds(&with.tree, "HARBOUR-2024-7"), "the reference is dropped");
    assert!(with.page("advisories/a/index.html").contains("CVE-2024-7"), "ids of foreign databases stay");
    assert!(with.page("advisories/a/index.html").contains("See the other,"), "a link keeps its text");
    let check = site().check();
    assert!(check.words.contains("warning[unknown-id]: advisories/a.md"), "{}", check.words);
}

#[test]
fn rule_6_a_part_that_lifts_is_a_material_revision_at_its_instant() {
    let keys = "modified: 2024-01-05\nroot_cause: !until:2024-05-01T10:00:00Z The kittiwake did it.";
    let site = Site::new().with("advisories/a.md", record(keys, "Words."));
    let before = site.build_with(&["--at", "2024-05-01T09:59:59Z"]).fine();
    assert!(!holds(&before.tree, "ittiwake"));
    assert!(before.page("site-manifest.json").contains("\"modified\": \"2024-01-05T00:00:00Z\""));
    let after = site.build_with(&["--at", "2024-05-01T10:00:00Z"]).fine();
    assert!(holds(&after.tree, "ittiwake"));
    assert!(after.page("site-manifest.json").contains("\"modified\": \"2024-05-01T10:00:00Z\""));
}

#[test]
fn rule_6_the_publication_counts_as_a_modification_however_old_the_record_is() {
    let text = marked("publish: true\nembargo: 2024-05-01T10:00:00Z\nmodified: 2023-01-01");
    let tree = is_published("", &[], "advisories/a.md", &text);
    assert!(page(&tree, "site-manifest.json").contains("\"modified\": \"2024-05-01T10:00:00Z\""));
}

#[test]
fn rule_7_and_8_all_errors_are_told_at_once_and_nothing_is_published() {
    let site = Site::new().with("advisories/good.md", record("", "Good."));
    let before = site.published();
    site.write("advisories/b.md", record("kittiwake: a\nembargo: 2037-01-01", "::: private\nkittiwake"));
    site.write("incidents/c.md", b"\xff\xfe kittiwake");
    site.write("site.yaml", format!("{SITE}kittiwake: 1\n"));
    let run = site.check();
    assert_eq!(run.code, 1);
    assert!(run.words.contains("error[unknown-key]: site.yaml:5"), "{}", run.words);
    site.write("site.yaml", SITE);
    let run = site.check();
    let expected = [
        "error[unknown-key]: advisories/b.md:5:",
        "error[bad-time]: advisories/b.md:6: embargo:",
        "error[broken-mark]: advisories/b.md:9:",
        "error[unreadable]: incidents/c.md:",
        "4 errors",
    ];
    for expected in expected {
        assert!(run.words.contains(expected), "{expected}\n{}", run.words);
    }
    assert!(!run.words.contains("ittiwake"), "{}", run.words);
    let run = site.build();
    assert_eq!((run.code, run.tree == before), (1, true));
}

#[test]
fn build_names_no_withheld_record_even_in_an_error() {
    // What it says of publication can't be understood, so that it may be meant to be public.
    let broken = "---\ntitle: Kittiwake\npublish: maybe\nnonsense: true\n---\n";
    let site = Site::new().with("advisories/good.md", record("", "Good.")).with("advisories/kittiwake-7.md", broken);
    let build = site.build();
    assert_eq!(build.code, 1);
    assert!(build.words.contains("error[elsewhere]: "), "{}", build.words);
    assert!(!build.words.to_lowercase().contains("kittiwake"), "{}", build.words);
    let check = site.check();
    assert!(check.words.contains("error[unknown-key]: advisories/kittiwake-7.md:4:"), "{}", check.words);
    // In CI `check` tells of what is public only.
    let check = site.ran(site.command(&["check", "--at", AT]).env("CI", "true"));
    assert!(check.code == 1 && !check.words.contains("kittiwake"), "{}", check.words);
    let check = site.ran(site.command(&["check", "--at", AT, "--private-log"]).env("CI", "true"));
    assert!(check.words.contains("kittiwake-7.md:4"), "{}", check.words);
}

#[test]
fn with_redactions_mark_parts_that_lift_leave_a_notice_and_no_others_do() {
    let keys = "root_cause: !until:2037-02-03T04:05:00Z The kittiwake did it.\nimpact: !private The kittiwake was hit.";
    let body = "One [kittiwake]{.until at=2037-03-04T05:06:00Z} two [kittiwake]{.tlp label=amber} three.";
    let site = Site::new().settings("disclosure: { redactions: mark }").with("advisories/a.md", record(keys, body));
    let html = site.build().fine().page("advisories/a/index.html");
    assert!(html.contains("One withheld until 2037-03-04 05:06 UTC two three."), "{html}");
    assert!(html.contains("2037-02-03"), "{html}");
    assert!(!html.contains("ittiwake"));
}

#[test]
fn what_one_record_withholds_no_other_may_give_away() {
    let secret = record("reporter: { name: Kittiwake Featherstonehaugh }", "Words.");
    let slip = record("", "Thanks to Featherstonehaugh, Kittiwake for the report.");
    let site = Site::new().with("incidents/a.md", secret).with("advisories/b.md", record("", "Words."));
    let before = site.published();
    site.write("advisories/b.md", slip);
    let run = site.build();
    assert_eq!((run.code, run.tree == before), (3, true), "{}", run.words);
    assert!(!run.words.to_lowercase().contains("featherstone"), "{}", run.words);
    let check = site.check();
    assert!(check.code == 3 && check.words.contains("incidents/a.md"), "{}", check.words);
    site.write("audit.yaml", "- { text: \"Featherstonehaugh, Kittiwake\", in: site, why: A namesake. }\n");
    assert_eq!(site.build().code, 0, "a known coincidence is allowed");
}
