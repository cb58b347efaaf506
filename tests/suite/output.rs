//! The folder that is written: what stays, what goes, what is refused, and that nothing of the machine is in it.

use super::harness::{AT, AUDIENCES, Run, Site, assert_same, mode, record, tree};
use std::fs;
use std::path::Path;

fn two_records() -> Site {
    let site = Site::new().with("advisories/a.md", record("tags: [x]", "One."));
    site.with("incidents/b.md", record("severity: high", "Two."))
}

#[cfg(unix)]
fn identity(path: &Path) -> (u64, std::time::SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).expect("a file of the output");
    (metadata.ino(), metadata.modified().expect("a time"))
}

#[test]
fn a_build_says_what_it_wrote() {
    let site = two_records();
    let first = site.build().fine();
    let files = first.tree.len();
    let wrote = format!("public: {files} files, {files} written, 0 unchanged, 0 removed\n");
    assert_eq!(first.words, wrote + "note: there was no former site to compare with; --against names one\n");
    let second = site.build().fine();
    assert_eq!(second.words, format!("public: {files} files, 0 written, {files} unchanged, 0 removed\n"));
    assert_eq!(site.build_with(&["--quiet"]).fine().words, "");
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_written_again() {
    let site = two_records();
    site.published();
    let (a, b) = (site.public().join("advisories/a/index.html"), site.public().join("incidents/b/index.html"));
    let before = (identity(&a), identity(&b));
    site.write("incidents/b.md", record("severity: high", "Two, and more."));
    site.published();
    assert_eq!(identity(&a), before.0, "an unchanged page is the same file, of the same time");
    assert_ne!(identity(&b), before.1);
}

#[test]
fn what_is_no_longer_disclosed_is_gone() {
    let site = two_records().with("pages/old.md", "# Old\n");
    assert!(site.published().contains_key("old/index.html"));
    site.remove("pages/old.md");
    let run = site.build_with(&["--allow-removal", "/old/"]).fine();
    assert!(!run.tree.contains_key("old/index.html") && !site.public().join("old").exists());
    assert_same(&run, &{
        let fresh = two_records();
        Run { words: run.words.clone(), ..fresh.build() }
    });
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let site = two_records();
    fs::create_dir(site.public()).expect("a folder");
    fs::File::create(site.public().join("thesis.txt")).expect("a file");
    let run = site.build();
    assert_eq!(run.code, 2, "{}", run.words);
    assert!(run.words.starts_with("error[out-not-ours]: "), "{}", run.words);
    assert!(run.words.contains("public holds files that Fanlight did not make"), "{}", run.words);
    assert_eq!(run.words.matches("help: ").count(), 1, "{}", run.words);
    assert_eq!(run.tree.keys().collect::<Vec<_>>(), ["thesis.txt"]);
}

#[test]
fn a_stranger_in_our_folder_is_not_deleted() {
    let site = two_records();
    site.published();
    fs::File::create(site.public().join("thesis.txt")).expect("a file");
    let run = site.build();
    assert_eq!(run.code, 2, "{}", run.words);
    assert!(run.tree.contains_key("thesis.txt") && run.tree.contains_key("advisories/a/index.html"));
}

#[test]
fn each_audience_and_a_preview_have_folders_of_their_own() {
    let site = two_records().settings(AUDIENCES);
    site.published();
    let amber = site.build_with(&["--audience", "amber"]);
    assert_eq!(amber.code, 2, "another audience wants --out: {}", amber.words);
    let amber = site.build_with(&["--audience", "amber", "--out", "public"]);
    assert!(amber.code == 2 && amber.words.contains("error[out-other-audience]"), "{}", amber.words);
    let preview = site.build_with(&["--preview"]);
    assert!(preview.code == 2 && preview.words.contains("error[out-other-preview]"), "{}", preview.words);
    assert_eq!(site.build_with(&["--audience", "amber", "--out", "amber"]).code, 0);
    assert_eq!(site.build_with(&["--preview", "--out", "preview"]).code, 0);
}

#[test]
fn the_output_never_lies_in_the_content_nor_around_it() {
    let site = two_records();
    for out in ["content", "content/public", "."] {
        let run = site.build_with(&["--out", out]);
        assert_eq!(run.code, 2, "{out}: {}", run.words);
    }
    assert!(site.content().join("site.yaml").exists());
}

#[test]
fn an_instant_that_lies_ahead_needs_preview_and_keeps_robots_out() {
    let site = two_records().with("advisories/c.md", record("embargo: 2093-01-01T00:00:00Z", "Three."));
    let ahead = site.build_with(&["--at", "2093-01-01T00:00:00Z"]);
    assert_eq!(ahead.code, 2, "{}", ahead.words);
    assert!(ahead.tree.is_empty());
    let preview = site.build_with(&["--at", "2093-01-01T00:00:00Z", "--preview"]).fine();
    assert!(preview.page("advisories/c/index.html").to_lowercase().contains("preview"));
    assert!(preview.page("robots.txt").contains("Disallow: /\n"));
    for (path, _) in preview.tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(preview.page(path).contains("noindex"), "{path}");
    }
}

#[test]
fn nothing_of_the_machine_is_in_the_output() {
    let at_home = two_records().with("plan/index.md", "# Plan\n\nWords.\n");
    let first = at_home.build().fine();
    let abroad = two_records().with("plan/index.md", "# Plan\n\nWords.\n");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let content = abroad.content();
    let out = abroad.public();
    let arguments = ["build", "--content", content.to_str().unwrap(), "--out", out.to_str().unwrap(), "--at", AT];
    let mut command = abroad.command(&arguments);
    command
        .current_dir(elsewhere.path())
        .env("TZ", "Pacific/Chatham")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "tr_TR");
    command.env("HOME", elsewhere.path()).env("RAYON_NUM_THREADS", "1").env("SOURCE_DATE_EPOCH", "1");
    let second = abroad.ran(&mut command).fine();
    assert_same(&first, &Run { words: first.words.clone(), ..second });
    let leftovers: Vec<String> = tree(abroad.root()).into_keys().filter(|key| !key.starts_with("content/")).collect();
    assert!(leftovers.iter().all(|leftover| leftover.starts_with("public/")), "staging is left behind: {leftovers:?}");
}

#[cfg(unix)]
#[test]
fn what_is_written_may_be_read_by_all_whatever_the_source_allows() {
    use std::os::unix::fs::PermissionsExt;
    let site = two_records().with("static/a.txt", "Words.\n");
    let source = site.content().join("static/a.txt");
    fs::set_permissions(source, fs::Permissions::from_mode(0o600)).expect("permissions");
    let run = site.build().fine();
    assert!(run.tree.values().all(|file| file.mode & 0o777 == 0o644));
    assert_eq!(mode(&site.public().join("advisories")) & 0o777, 0o755);
}

#[test]
fn exit_codes_tell_how_it_ended() {
    assert_eq!(two_records().run(&["check", "--at", AT]).code, 0);
    assert_eq!(Site::bare().build().code, 1, "no site.yaml");
    assert_eq!(two_records().run(&["build", "--nonsense"]).code, 2);
    assert_eq!(two_records().run(&["build", "--at", "yesterday"]).code, 2);
    assert_eq!(two_records().run(&["build", "nowhere"]).code, 1);
    assert_eq!(two_records().run(&[]).code, 2);
    assert_eq!(two_records().run(&["--version"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_content_is_an_error_and_one_inside_is_followed() {
    use std::os::unix::fs::symlink;
    let site = two_records().with("pages/one.md", "# One\n");
    symlink("one.md", site.content().join("pages/two.md")).expect("a link");
    assert!(site.published().contains_key("two/index.html"));
    let outside = tempfile::NamedTempFile::new().expect("a file");
    symlink(outside.path(), site.content().join("pages/three.md")).expect("a link");
    let run = site.check();
    assert_eq!(run.code, 1);
    assert!(run.words.contains("error[outside]: pages/three.md"), "{}", run.words);
}
