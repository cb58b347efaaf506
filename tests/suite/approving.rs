//! `approve`: who approves sees all that would be public, and what of it is new since it was approved last.

use super::harness::{Run, SITE, Site, holds};
use std::process::Command;

const LONG: &str = "A paragraph of more than ten words, of which each has to be read before it is approved.";

fn record(introduced: &str) -> String {
    format!(
        "---\ntitle: A flaw\npublish: true\npublished: 2026-03-04T14:00:00Z\nimpact: !until:2099-01-01T00:00:00Z Later.\n\
         affected:\n  - package: pkg:npm/quay\n    ranges: [{{ type: SEMVER, introduced: {introduced}, fixed: 1.2.0 }}]\n---\n\
         {LONG}\n"
    )
}

fn site() -> Site {
    let site = Site::bare().with("site.yaml", format!("{SITE}disclosure: {{ require_approval: true }}\n"));
    site.write("advisories/A-1.md", record("1.1.0"));
    site
}

fn git(site: &Site, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Al", "-c", "user.email=al@example.org"]).args(arguments);
    assert!(git.current_dir(site.root()).output().expect("git").status.success(), "{arguments:?}");
}

#[track_caller]
fn says(run: &Run, words: &str) {
    assert!(run.code == 0 && run.words.contains(words), "not {words:?} in:\n{}", run.words);
}

#[test]
fn every_word_and_every_range_is_shown_with_what_each_lift_adds() {
    let run = site().run(&["approve", "A-1", "--by", "Al", "--yes"]);
    for words in [LONG, "introduced: 1.1.0", "fixed: 1.2.0", "At 2099-01-01T00:00:00Z this is added", "impact: Later."]
    {
        says(&run, words);
    }
    assert!(!run.words.contains("\n+"), "nothing was approved before: {}", run.words);
}

#[test]
fn an_edit_is_shown_against_what_was_approved_last() {
    let site = site();
    git(&site, &["init", "-q"]);
    site.run(&["approve", "A-1", "--by", "Al", "--yes"]);
    git(&site, &["add", "content"]);
    git(&site, &["commit", "-q", "-m", "approved"]);
    let approved = read(&site, "advisories/A-1.md");
    // An edit that somebody committed without approval is not what was approved.
    site.write("advisories/A-1.md", approved.replace("1.1.0", "0.9.0"));
    git(&site, &["commit", "-q", "-a", "-m", "an edit"]);
    site.write("advisories/A-1.md", approved.replace("1.1.0", "1.0.0"));
    let run = site.run(&["approve", "A-1", "--by", "Al", "--yes"]);
    let signs: Vec<&str> = run.words.lines().filter(|line| line.starts_with(['+', '-'])).collect();
    assert!(signs.len() == 2 && signs[0].contains("1.1.0") && signs[1].contains("1.0.0"), "{}", run.words);
    says(&run, LONG);
}

#[test]
fn all_that_wait_are_approved_at_once_and_a_review_tool_is_given_json() {
    let site = site();
    site.write("advisories/A-2.md", record("1.0.0"));
    site.write("advisories/A-3.md", record("1.0.0").replace("publish: true", "publish: false"));
    let before = read(&site, "advisories/A-1.md");
    let json = site.run(&["approve", "A-1", "A-2", "--format", "json"]);
    says(&json, "\"approved\": false");
    assert_eq!(read(&site, "advisories/A-1.md"), before, "nothing is written");
    let run = site.run(&["approve", "--all", "--by", "Al", "--yes"]);
    says(&run, "advisories/A-1.md: approved by Al");
    says(&run, "advisories/A-2.md: approved by Al");
    assert!(!run.words.contains("A-3"), "{}", run.words);
    says(&site.run(&["approve", "--all", "--by", "Al", "--yes"]), "Nothing waits for approval.");
}

#[test]
fn a_notice_announces_no_part_that_nobody_approved() {
    let disclosure = "disclosure: { require_approval: true, redactions: mark }";
    let record = |part: &str| {
        format!(
            "---\ntitle: A flaw\npublish: true\npublished: 2024-03-04T14:00:00Z\nimpact: !until:2099-07-02T00:00:00Z Smew {part}\n---\n\
             Words [by Merganser {part}]{{.until at=2099-07-01T00:00:00Z}}.\n\n::: until 2024-05-01T00:00:00Z\nGadwall {part}\n:::\n"
        )
    };
    let site = Site::new().settings(disclosure).with("advisories/A-1.md", record("seven"));
    site.run(&["approve", "A-1", "--by", "Al", "--yes"]).fine();
    let page = site.run(&["build"]).fine().page("advisories/A-1/index.html");
    assert!(page.contains("withheld until 2099-07-01") && page.contains("Gadwall seven"), "{page}");
    // Nobody approved the parts as they are now: they won't lift, so no time is announced for them, and none that has passed.
    let edited = read(&site, "advisories/A-1.md").replace("seven", "eight");
    site.write("advisories/A-1.md", edited);
    std::fs::remove_dir_all(site.public()).expect("a former site, which would be compared with");
    let run = site.run(&["build"]).fine();
    assert!(!holds(&run.tree, "2099-07-0") && !holds(&run.tree, "2024-05-01") && !holds(&run.tree, "withheld until"));
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.content().join(path)).expect("a record")
}
