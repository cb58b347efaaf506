//! What a newcomer is told: each message names what slipped, where, and what may be meant, and never what is withheld.

use super::harness::{AT, SITE, Site, record};

#[track_caller]
fn says(words: &str, expected: &[&str]) {
    for text in expected {
        assert!(words.contains(text), "not {text:?} in:\n{words}");
    }
}

#[test]
fn a_reason_without_a_withdrawal_is_reported() {
    let site = Site::new().with("advisories/T-1.md", record("withdrawn_reason: It was none.", "Text."));
    says(&site.check().words, &["warning[withdrawn-reason]", "T-1.md:5", "help: add `withdrawn: "]);
    assert!(!site.build().fine().page("advisories/T-1/index.html").contains("It was none"));
}

#[test]
fn keys_of_another_generator_are_one_warning_for_all_pages() {
    let page = |key: &str| format!("---\ntitle: A\n{key}: x\n---\nText.\n");
    let site = Site::new()
        .with("pages/a.md", page("layout"))
        .with("pages/b.md", page("layout"))
        .with("pages/c.md", page("toc"))
        .with("plan/d.md", page("layout"))
        .with("plan/e.md", page("layout"));
    let words = site.run(&["check", "--format", "human"]).words;
    assert_eq!(words.matches("warning[foreign-key]").count(), 1, "{words}");
    says(&words, &["layout: keys of another generator are passed over", "The same in 4 more places: "]);
}

#[test]
fn pages_come_in_the_order_of_their_weights() {
    let page = |title: &str, key: &str| format!("---\ntitle: {title}\n{key}\n---\nText.\n");
    let site = Site::new()
        .with("plan/index.md", "# Plan\n\nText.\n")
        .with("plan/a.md", page("Third", "weight: 30"))
        .with("plan/b.md", page("First", "nav_order: 1"))
        .with("plan/c.md", page("Second", "sidebar_position: 1.5"))
        .with("plan/4-d.md", page("Between", "version: \"1\""));
    let built = site.build().fine();
    let plan = built.page("plan/index.html");
    let at = |title: &str| plan.find(&format!(">{title}</a>")).unwrap_or_else(|| panic!("no {title} in {plan}"));
    let order = ["First", "Second", "Between", "Third"].map(at);
    assert!(order.is_sorted(), "{order:?}");
    assert!(!site.check().words.contains("foreign-key"));
}

#[test]
fn what_other_generators_call_a_note_is_answered_with_an_alert() {
    let site = Site::new().with("pages/a.md", "# A\n\n:::note Title\nText.\n:::\n");
    says(&site.check().words, &["error[unknown-mark]", "a.md:3", "> [!NOTE]", "`fanlight import pages`"]);
    let site = Site::new().with("pages/a.md", "# A\n\n!!! note \"Title\"\n    Text.\n");
    says(&site.check().words, &["warning[foreign-block]", "a.md:3", "> [!NOTE]"]);
    site.build().fine();
}

#[test]
fn a_slip_in_yaml_is_named_with_its_line() {
    let errors = |front: &str| Site::new().with("pages/a.md", format!("---\n{front}---\nText.\n")).check().words;
    says(&errors("title: \"T\nowner: us\nsummary: \"x\"\n"), &["a quote is opened on this line", "a.md:2"]);
    says(&errors("title: T\nprivate:\n\t- x\n"), &["a tab indents this line", "a.md:4"]);
    says(&errors("title: Parser: Heap overflow\n"), &["a text with a colon in it has no quotes", "a.md:2"]);
    says(&errors("title: T\nprivate: [a, b\nowner: x\n"), &["a bracket is opened on this line", "a.md:3"]);
}

#[test]
fn two_files_with_one_id_are_both_named() {
    let site = Site::new()
        .with("advisories/a.md", record("id: T-1", "Text."))
        .with("advisories/b.md", record("id: t-1", "Text."));
    says(&site.check().words, &["error[duplicate-id]", "advisories/b.md", "already: advisories/a.md"]);
}

#[test]
fn a_public_id_or_page_that_may_be_meant_is_named_and_never_a_withheld_one() {
    let site = Site::new()
        .with("advisories/SITE-2024-aaaa.md", record("", "Text."))
        .with("advisories/SITE-2024-bbbb.md", "---\ntitle: Kittiwake\n---\nText.\n")
        .with("advisories/T-1.md", record("related: [SITE-2024-aaab, SITE-2024-bbba]", "See [it](/polixy/)."))
        .with("pages/policy.md", "# Policy\n\n[a](plan/rols.md) ![b](missing.png)\n")
        .with("plan/roles.md", "# Roles\n\nText.\n");
    let words = site.check().words;
    let meant = ["is `SITE-2024-aaaa` meant?", "is /policy/ meant?", "this picture isn't here"];
    says(&words, &meant);
    assert!(!words.contains("`SITE-2024-bbbb` meant"), "{words}");
    // And so in a log that anybody reads.
    let mut check = site.command(&["check"]);
    says(&site.ran(check.env("CI", "true")).words, &meant[..1]);
}

#[test]
fn explain_counts_no_comment_and_says_nothing_twice() {
    let text = "---\n# One comment.\n# Another one.\ntitle: T\npublish: true\npublished: 2024-01-02T00:00:00Z\nprivate: x\n---\nText.\n";
    let site = Site::new().with("advisories/T-1.md", text);
    says(&site.run(&["explain"]).words, &["public since 2024-01-02T00:00:00Z; 1 part withheld"]);
    let words = site.run(&["explain", "T-1"]).words;
    says(&words, &["comment", "withheld, rule 4\n"]);
    assert!(!words.contains("a comment") && !words.contains("text in line 2"), "{words}");
}

#[test]
fn next_names_what_changes_then() {
    let site = Site::new()
        .with("advisories/T-1.md", record("impact: !until:2099-01-01T00:00:00Z Later.", "Text."))
        .with("pages/a.md", "---\nembargo: 2099-01-01T00:00:00Z\n---\n# A\n\nText.\n");
    says(&site.run(&["next"]).words, &["2099-01-01T00:00:00Z\n", "  T-1: impact\n", "  pages/a.md appears\n"]);
    says(&site.run(&["next", "--format", "json"]).words, &["\"causes\":[{", "\"key\":\"impact\"", "\"id\":\"T-1\""]);
    let mut public = site.command(&["next"]);
    let public = site.ran(public.env("CI", "true"));
    assert!(public.code == 2 && !public.words.contains("T-1"), "{}", public.words);
}

#[test]
fn what_a_record_lacks_is_reported_before_somebody_approves_it() {
    let settings = format!("{SITE}disclosure: {{ require_approval: true }}\n");
    let site = Site::bare().with("site.yaml", settings).with("advisories/T-1.md", record("", "Text."));
    site.write("advisories/T-2.md", "---\ntitle: Just begun\n---\nText.\n");
    let words = site.check().words;
    says(&words, &["warning[unapproved]", "warning[lacks-impact]", "warning[lacks-affected]"]);
    assert!(!words.contains("T-2.md"), "nobody wants to know yet: {words}");
    let mut public = site.command(&["check"]);
    assert!(!site.ran(public.env("CI", "true")).words.contains("lacks-"));
}

#[test]
fn a_preview_says_what_it_shows() {
    let site = Site::new().with("pages/a.md", "# A\n\nText.\n");
    let mut now = site.command(&["build", "--preview"]);
    now.args(["--content", "content"]).current_dir(site.root());
    says(&site.ran(&mut now).words, &["note: this preview shows what is public now; --at INSTANT"]);
}

#[test]
fn approval_shows_nothing_of_what_is_not_there() {
    let settings = format!("{SITE}disclosure: {{ require_approval: true }}\n");
    let site = Site::bare().with("site.yaml", settings);
    site.write("advisories/T-1.md", record("credits: [Ann Example]\naffected: [{ package: pkg:npm/quay }]", "Text."));
    let words = site.run(&["approve", "T-1", "--by", "Al", "--yes"]).words;
    says(&words, &["name: Ann Example"]);
    assert!(!words.contains("null") && !words.contains("[]"), "{words}");
}

#[test]
fn what_was_meant_is_named_and_each_slip_once() {
    let site = Site::new()
        .with("advisories/T-1.md", record("severity: hihg", "Text."))
        .with("advisories/T-2.md", record("title: Another", "Text."))
        .with("advisories/T-3.md", record("affected: [{ package: x, ranges: [{ introduced: \">= 1.0\" }] }]", "Text."))
        .with("advisories/T-4.md", record("sumary: x", "Text."))
        .with("advisory/T-5.md", record("", "Text."))
        .with("assets/T-6.txt", "x");
    let words = site.run(&["check", "--at", AT]).words;
    says(&words, &["is `high` meant? write a vector, or one of critical, high, medium"]);
    says(&words, &["is `summary` meant? what", "is `advisories/` meant?", "is `static/` meant?"]);
    says(&words, &["a version begins with a sign of comparison"]);
    assert_eq!(words.matches("error[duplicate-key]").count(), 1, "{words}");
    assert!(!words.contains("the keys here are"), "{words}");
}

#[test]
fn warnings_fail_a_check_where_that_is_asked_for() {
    let site = Site::new().with("advisories/T-1.md", record("", "Text."));
    let strict = ["check", "--at", AT, "--fail-on-warnings"];
    assert_eq!((site.check().code, site.run(&strict).code), (0, 1));
    let fine = Site::new().with("pages/a.md", "# A\n\nText.\n").run(&strict);
    assert_eq!(fine.code, 0, "{}", fine.words);
}

#[test]
fn what_becomes_public_later_is_not_reported_as_lacking() {
    let cause = |until: &str| record(&format!("root_cause: !until:{until} Known."), "Text.");
    let lacks = "lacks-root-cause";
    let coming = Site::new().with("advisories/T-1.md", cause("2024-07-01T00:00:00Z"));
    let words = coming.check().words;
    assert!(words.contains("lacks-impact") && !words.contains(lacks), "{words}");
    // Where others read the log, that it is written is withheld.
    let public = coming.ran(coming.command(&["check", "--at", AT]).env("CI", "true")).words;
    assert!(public.contains(lacks), "{public}");
}

#[test]
fn a_preview_of_nothing_ends() {
    let site = Site::new();
    let run = site.run(&["serve", "--content", "nowhere", "--port", "0"]);
    assert_eq!(run.code, 1, "{}", run.words);
    says(&run.words, &["error: there is no folder nowhere", "fanlight init"]);
}

#[test]
fn pages_at_one_address_are_named_before_a_build_and_a_day_is_no_order() {
    let page = |title: &str| format!("# {title}\n\nText.\n");
    let site = Site::new().with("pages/1-a.md", page("One")).with("pages/2-A.md", page("Two"));
    says(
        &site.check().words,
        &["error[bad-id]: pages/2-A.md", "another page has the address that this one would have: pages/1-a.md"],
    );
    let site = Site::new().with("pages/2024-03-04-a.md", page("One")).with("pages/2025-03-04-a.md", page("Two"));
    let built = site.build().fine();
    assert!(built.tree.contains_key("2024-03-04-a/index.html") && built.tree.contains_key("2025-03-04-a/index.html"));
    let home = Site::new().with("pages/index.md", page("Home"));
    says(&home.check().words, &["in the place of the home page", "move its text to index.md"]);
}

#[test]
fn a_record_is_not_taken_for_its_own_translation() {
    let site = Site::new().with("advisories/T-1.fr.md", record("", "Text."));
    says(&site.check().words, &["error[bad-id]", "records have none", "`lang`"]);
    Site::new().with("advisories/T-1.fr.md", record("id: T-1.fr", "Text.")).build().fine();
}

#[test]
fn what_is_affected_is_not_said_twice_in_two_ways_nor_left_out_in_silence() {
    let says_of = |affected: &str, words: &str| {
        let site = Site::new().with("advisories/T-1.md", record(&format!("affected: [{affected}]"), "Text."));
        says(&site.check().words, &["error[wrong-value]", words]);
    };
    says_of("{ package: { ecosystem: npm, name: foo, purl: \"pkg:npm/bar\" } }", "of another package");
    says_of("{ package: { ecosystem: PyPI, name: foo, purl: \"pkg:npm/foo\" } }", "of another package");
    says_of("{ package: \"pkg:npm/foo\", ranges: [] }", "an empty list of ranges");
    let same = "affected: [{ package: { ecosystem: PyPI, name: Foo_Bar, purl: \"pkg:pypi/foo-bar\" } }]";
    Site::new().with("advisories/T-1.md", record(same, "Text.")).build().fine();
    let site = Site::new()
        .settings("severities: [{ id: bad, label: Bad, cvss: [7, 10] }, { id: fair, label: Fair, cvss: [0, 3.9] }]")
        .with("advisories/T-1.md", record("severity: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N", "Text."));
    says(&site.check().words, &["error[wrong-value]", "no severity of site.yaml has this vector's score"]);
}

#[test]
fn a_contact_is_written_to_by_mail_with_or_without_its_scheme() {
    let settings = SITE.replace("mailto:security@example.org", "security@example.org");
    let built = Site::new().with("site.yaml", settings).build().fine();
    assert!(built.page("report/index.html").contains("href=\"mailto:security@example.org\""));
    assert!(built.page(".well-known/security.txt").contains("Contact: mailto:security@example.org"));
}

#[test]
fn a_picture_in_html_is_shown_or_reported_as_one_in_markdown_is() {
    let picture = include_bytes!("../golden-cards/wraps.png");
    let text = "# A\n\n<img src=\"p.png\" alt=\"Quay\">\n\nIn a line <img src='q.png' alt='Pier'>.\n";
    let site = Site::new().with("pages/a.md", text).with("pages/p.png", picture).with("pages/unnamed.png", picture);
    let built = site.build().fine();
    assert!(built.page("a/index.html").contains("src=\"/a/p.png\"") && built.tree.contains_key("a/p.png"));
    assert!(!built.tree.contains_key("a/unnamed.png"));
    says(&site.check().words, &["warning[broken-link]: pages/a.md:5", "this picture isn't here"]);
}

#[test]
fn what_approval_would_be_voided_for_is_reported_before_it() {
    let approval = "disclosure: { require_approval: true }";
    let text =
        record("affected: [{ package: { ecosystem: pypi, name: pier } }]", "See [here](https://pier.example.com).");
    let site = Site::new().settings(approval).with("advisories/T-1.md", text);
    says(&site.check().words, &["warning[unapproved]", "warning[unknown-ecosystem]", "warning[vague-link]"]);
    // At what nobody marked nobody looks yet.
    site.write(
        "advisories/T-1.md",
        record("affected: [{ package: { ecosystem: pypi, name: pier } }]", "Text.").replace("publish: true\n", ""),
    );
    assert!(!site.check().words.contains("unknown-ecosystem"));
}
