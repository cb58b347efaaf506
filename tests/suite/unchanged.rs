//! A build where nothing changed makes nothing, and whatever changed, the site is the one that a fresh build would give.

use super::harness::{AT, Run, SITE, Site, assert_same, record, tree};
use proptest::prelude::*;
use std::fs;

/// With an embargo that ends, a part that is private, pages, a plan, a theme and strings of its own.
fn site() -> Site {
    let site = Site::new().settings("theme: own\noutputs: { feeds: [atom] }").with("../themes/own/own.css", "p {}");
    let site = site.with("../themes/own/strings/en.yaml", "frame:\n  report: Write to us\n");
    let site =
        site.with("advisories/a.md", record("tags: [x]\nseverity: high\nrelated: [b]", "See [b](../incidents/b.md)."));
    let site = site.with("incidents/b.md", record("severity: high\nprivate: { note: Wren Ortolan }", "Two."));
    let site = site.with("advisories/c.md", record("embargo: 2024-06-02T00:00:00Z", "Three."));
    site.with("plan/index.md", "# Plan\n\nWho does what.\n").with("pages/team.md", "# Team\n")
}

/// How many files were rendered or drawn.
fn made(run: &Run) -> u64 {
    let json = run.words.lines().find(|line| line.starts_with('{')).expect("timings");
    let told: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let stages = told["stages"].as_array().expect("stages").iter();
    let stages = stages.filter(|row| row["stage"] == "render" || row["stage"] == "cards");
    stages.filter_map(|row| row["files"].as_u64()).sum()
}

fn build(site: &Site, at: &str) -> Run {
    site.build_with(&["--at", at, "--timings", "--format", "json", "--allow-removal", "/other/"]).fine()
}

#[test]
fn a_build_where_nothing_changed_makes_nothing_and_says_what_it_always_said() {
    let site = site();
    let first = build(&site, AT);
    assert_eq!(made(&first), first.tree.len() as u64);
    let second = build(&site, AT);
    assert_eq!(made(&second), 0);
    assert!(second.tree == first.tree);
    let files = first.tree.len();
    assert!(second.words.contains(&format!("public: {files} files, 0 written, {files} unchanged, 0 removed\n")));
    assert_eq!(made(&build(&site, "2024-06-01T12:00:01Z")), 0, "the clock alone changes nothing");
}

#[test]
fn what_is_withheld_may_change_while_nothing_is_made() {
    let site = site();
    build(&site, AT);
    site.write("incidents/b.md", record("severity: high\nprivate: { note: Siskin Dunnock, Brambling }", "Two."));
    assert_eq!(made(&build(&site, AT)), 0);
}

#[test]
fn what_is_withheld_now_is_looked_for_in_what_stands() {
    let site = site().with("pages/team.md", "# Team\n\nAsk Siskin Dunnock.\n");
    build(&site, AT);
    site.write(
        "advisories/d.md",
        record("private: { reporter: Siskin Dunnock }", "Four.").replace("publish: true", ""),
    );
    let run = site.build();
    assert_eq!(run.code, 3, "{}", run.words);
}

#[test]
fn a_coincidence_that_is_no_longer_allowed_is_found_in_what_stands() {
    let site = site().with("pages/team.md", "# Team\n\nAsk Siskin Dunnock.\n");
    let withheld = record("severity: high\nprivate: { reporter: Siskin Dunnock }", "Two.");
    let site = site.with("incidents/b.md", withheld);
    site.write("audit.yaml", "- { text: Siskin Dunnock, in: site, why: a namesake }\n");
    assert!(made(&build(&site, AT)) > 0);
    assert_eq!(made(&build(&site, AT)), 0);
    site.remove("audit.yaml");
    assert_eq!(site.build().code, 3);
}

#[test]
fn a_site_that_another_build_put_there_is_compared_with() {
    let site = site();
    build(&site, AT);
    site.write("advisories/d.md", record("", "Four."));
    let caches = tempfile::tempdir().expect("a temporary folder");
    let other = site.ran(site.command(&["build", "--at", AT]).env("XDG_CACHE_HOME", caches.path())).fine();
    site.remove("advisories/d.md");
    let run = site.build();
    assert_eq!(run.code, 1, "a link would break, whatever this user's last build made: {}", run.words);
    assert!(run.tree == other.tree);
}

#[test]
fn a_site_with_a_history_is_always_made() {
    let site = site().settings("theme: own\noutputs: { feeds: [atom], history: true }");
    build(&site, AT);
    assert!(made(&build(&site, AT)) > 0);
}

#[test]
fn nothing_of_content_is_in_the_note() {
    let site = site();
    build(&site, AT);
    let notes: Vec<_> = fs::read_dir(site.caches().join("fanlight")).expect("notes").flatten().collect();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].metadata().expect("a file").len(), 96, "three digests");
    let noted = fs::read(notes[0].path()).expect("a note");
    site.write("incidents/b.md", record("severity: high\nprivate: { note: Siskin Dunnock, Brambling }", "Two."));
    fs::remove_file(notes[0].path()).expect("notes may be deleted");
    build(&site, AT);
    assert!(fs::read(notes[0].path()).expect("a note") == noted, "nothing that depends on what is withheld");
}

#[test]
fn a_file_that_somebody_changed_is_set_right() {
    let site = site();
    let first = build(&site, AT);
    let path = site.public().join("team/index.html");
    let length = fs::metadata(&path).expect("a page").len() as usize;
    fs::write(&path, "x".repeat(length)).expect("a changed page");
    assert!(build(&site, AT).tree == first.tree);
}

#[derive(Clone, Debug)]
enum Edit {
    Change(&'static str, String),
    Remove(&'static str),
    Rename,
    Clock(&'static str),
}

const TIMES: [&str; 4] = [AT, "2024-06-01T23:59:59Z", "2024-06-02T00:00:00Z", "2024-07-01T00:00:00Z"];

fn edit() -> impl Strategy<Value = Edit> {
    let change = |path: &'static str, text: fn(u8) -> String| (0..3u8).prop_map(move |at| Edit::Change(path, text(at)));
    prop_oneof![
        change("advisories/a.md", |at| record(&format!("severity: high\nsummary: Summary {at}."), "One.")),
        change("advisories/a.md", |at| record("tags: [x]", &format!("Words, {at} of them."))),
        change("incidents/b.md", |at| record(&format!("severity: low\nprivate: {{ note: Wren {at} }}"), "Two.")),
        change("incidents/b.md", |at| {
            record(
                &format!("severity: low\nactions: [{{ what: Look, due: 2024-06-0{}, done: 2024-06-20 }}]", at + 1),
                "Two.",
            )
        }),
        change("advisories/d.md", |at| record(&format!("tags: [tag{at}]"), "Added.")),
        change("site.yaml", |at| format!("{SITE}theme: own\nfeeds: {{ limit: {} }}\n", at + 1)),
        change("site.yaml", |at| SITE.replace("Harbour Security", &format!("Harbour {at}"))),
        change("../themes/own/own.css", |at| format!("p {{ top: {at}px }}")),
        change("../themes/own/404.html", |at| format!("<p>None, {at}</p>")),
        change("../themes/own/strings/en.yaml", |at| format!("frame:\n  report: Write, {at}\n")),
        Just(Edit::Remove("advisories/d.md")),
        Just(Edit::Rename),
        (0..TIMES.len()).prop_map(|at| Edit::Clock(TIMES[at])),
    ]
}

fn apply(site: &Site, edit: &Edit, at: &mut &'static str) {
    let content = site.content();
    match edit {
        Edit::Change(path, text) => site.write(path, text),
        Edit::Remove(path) => fs::remove_file(content.join(path)).unwrap_or(()),
        Edit::Rename => {
            let (old, new) = (content.join("pages/team.md"), content.join("pages/other.md"));
            fs::rename(&old, &new).or_else(|_| fs::rename(&new, &old)).expect("renamed");
        }
        // A site doesn't go back in time.
        Edit::Clock(time) => *at = (*at).max(*time),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_site_is_the_one_that_a_fresh_build_gives(edits in proptest::collection::vec(edit(), 1..8)) {
        let site = site();
        let mut at = AT;
        build(&site, at);
        let removed = ["--allow-removal", "/other/", "--allow-removal", "/team/", "--allow-removal", "d"];
        for edit in &edits {
            apply(&site, edit, &mut at);
            let run = |out: &str| {
                let run = site.build_with(&[&["--at", at, "--quiet", "--out", out][..], &removed].concat());
                Run { tree: tree(&site.root().join(out)), ..run }
            };
            fs::remove_dir_all(site.root().join("fresh")).unwrap_or(());
            let (again, fresh) = (run("public"), run("fresh"));
            assert_same(&again, &fresh);
        }
    }
}
