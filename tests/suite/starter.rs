//! `fanlight init` and `fanlight new`: what a site and a record begin with.

use crate::harness::{Run, Site, difference, holds, page, tree};
use std::fs;

/// A folder in which `fanlight init .` was run.
fn starter() -> Site {
    let site = Site::bare();
    fs::remove_dir(site.content()).expect("an empty folder");
    assert_eq!(site.run(&["init", "."]).code, 0);
    site
}

/// The ids of the records in a folder of the content.
fn ids(site: &Site, section: &str) -> Vec<String> {
    let names = tree(&site.content().join(section)).into_keys();
    names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect()
}

fn new(site: &Site, more: &[&str]) -> Run {
    site.run(&[&["new"], more].concat())
}

#[test]
fn a_new_site_builds_checks_and_proves_clean_but_for_what_its_author_must_decide() {
    let site = starter();
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.words);
    assert!(check.words.contains("\n0 errors, 2 warnings;"), "{}", check.words);
    assert_eq!(check.words.matches("warning[placeholder]").count(), 2, "{}", check.words);
    let build = site.run(&["build"]).fine();
    let ids = ids(&site, "advisories");
    let public: Vec<bool> = ids.iter().map(|id| holds(&build.tree, id)).collect();
    assert_eq!(
        public.iter().filter(|page| **page).count(),
        1,
        "one advisory is public and one is under embargo: {ids:?}"
    );
    let prove = site.run(&["prove"]);
    assert_eq!(prove.code, 0, "{}", prove.words);
}

#[test]
fn the_same_site_without_its_placeholders_has_no_warning() {
    let site = starter();
    let settings = page(&tree(&site.content()), "site.yaml").replace(".invalid", ".org");
    site.write("site.yaml", settings);
    let check = site.run(&["check"]);
    assert!(check.words.contains("0 errors, 0 warnings"), "{}", check.words);
}

#[test]
fn every_example_of_a_new_site_becomes_public_when_it_is_due() {
    let site = starter();
    let next = site.run(&["next"]).words;
    let lift = next.lines().next().expect("an instant");
    let build = site.run(&["build", "--preview", "--at", lift, "--out", "public"]).fine();
    for section in ["advisories", "incidents", "notices", "lessons"] {
        let ids = ids(&site, section);
        assert!(!ids.is_empty() && ids.iter().all(|id| build.tree.contains_key(&format!("{section}/{id}/index.html"))));
    }
}

#[test]
fn init_touches_no_folder_that_holds_files() {
    let site = Site::new();
    let before = tree(site.root());
    for folder in [".", "content", "content/site.yaml"] {
        let run = site.run(&["init", folder]);
        assert_eq!(run.code, 2, "{folder}: {}", run.words);
        assert!(run.words.contains("nothing is ever written over"), "{}", run.words);
    }
    assert_eq!(difference(&before, &tree(site.root())), None);
}

#[test]
fn init_lets_the_folder_of_git_be() {
    let site = Site::bare();
    fs::remove_dir(site.content()).expect("an empty folder");
    fs::create_dir(site.root().join(".git")).expect("a folder");
    assert_eq!(site.run(&["init", "."]).code, 0);
    assert!(site.content().join("site.yaml").exists());
}

#[test]
fn a_new_record_of_each_kind_is_unpublished_and_without_fault() {
    let site = starter();
    let before = site.run(&["build"]).fine();
    for (kind, section) in
        [("advisory", "advisories"), ("incident", "incidents"), ("notice", "notices"), ("lesson", "lessons")]
    {
        let run = new(&site, &[kind, r#"Quotes " and: colons # and !private"#]);
        assert_eq!(run.code, 0, "{}", run.words);
        let file = run.words.lines().next().expect("the file's name").to_owned();
        assert!(file.starts_with(&format!("content/{section}/EXAMPLE-")), "{file}");
        assert!(site.root().join(&file).exists(), "{file}");
    }
    let check = site.run(&["check"]);
    assert!(check.words.contains("\n0 errors, 2 warnings;"), "{}", check.words);
    assert_eq!(difference(&before.tree, &site.run(&["build"]).fine().tree), None, "nothing of them is public");
}

#[test]
fn a_record_whose_keys_are_all_filled_in_is_complete() {
    let site = Site::new();
    new(&site, &["advisory", "A flaw", "--id", "A-1"]);
    let text = page(&tree(&site.content()), "advisories/A-1.md");
    let text = text
        .replace("publish: false", "publish: true")
        .replace("#published: ", "published: 2024-01-02T00:00:00Z #")
        .replace("#severity:", "severity: high")
        .replace("#affected:\n#  - package:\n#    ", "affected:\n  - package: pkg:npm/a\n    ")
        .replace("#impact:", "impact: It ends.")
        .replace("#root_cause:", "root_cause: A length.")
        .replace("#resolution:", "resolution: It is checked.");
    site.write("advisories/A-1.md", text);
    let check = site.check();
    assert!(check.words.contains("0 errors, 0 warnings"), "{}", check.words);
}

#[test]
fn an_id_is_never_given_twice_whether_its_record_is_public_or_not() {
    let site = Site::new().settings("ids: H-{year}-{seq:3}");
    let id = |run: Run| run.words.lines().next().expect("a name").rsplit_once('-').expect("a number").1.to_owned();
    assert_eq!(id(new(&site, &["advisory", "a"])), "001.md");
    assert_eq!(id(new(&site, &["incident", "b"])), "002.md");
    for taken in ["known", "KNOWN", "other"] {
        let site = Site::new().with("lessons/known.md", "---\ntitle: T\nid: other\n---\n");
        let run = new(&site, &["advisory", "c", "--id", taken]);
        assert_eq!(run.code, 2, "{taken}: {}", run.words);
    }
}

#[test]
fn an_id_that_is_in_use_is_so_though_its_record_can_not_be_read() {
    let site = Site::new().with("advisories/broken.md", "---\ntitle: [\n---\n");
    assert_eq!(new(&site, &["advisory", "c", "--id", "Broken"]).code, 2);
    assert_eq!(new(&site, &["advisory", "c"]).code, 0, "other records can be written meanwhile");
}

#[test]
fn wrong_ids_titles_and_patterns_are_refused_with_a_mend() {
    let site = Site::new();
    for (wrong, help) in [
        (["advisory", "t", "--id", "../up"], "letters, digits"),
        (["advisory", "t", "--id", ".hidden"], "letters, digits"),
        (["advisory", "two\nlines", "--id", "a"], "in quotes"),
        (["advisory", " ", "--id", "a"], "in quotes"),
    ] {
        let run = new(&site, &wrong);
        assert!(run.code == 2 && run.words.contains(help), "{wrong:?}: {}", run.words);
    }
    let site = Site::new().settings("ids: H-{year}");
    let run = new(&site, &["advisory", "t"]);
    assert!(run.code == 1 && run.words.contains("site.yaml:5: ids: "), "{}", run.words);
    assert_eq!(site.run(&["check"]).code, 1);
}

#[test]
fn without_a_pattern_an_id_begins_with_the_first_name_of_the_site() {
    let run = new(&Site::new(), &["notice", "t"]);
    assert!(run.words.starts_with("content/notices/HARBOUR-"), "{}", run.words);
    let run = new(&Site::new().settings("osv: { prefixes: [QUAY] }"), &["notice", "t"]);
    assert!(run.words.starts_with("content/notices/QUAY-"), "{}", run.words);
}

#[test]
fn where_there_is_no_content_it_is_told_once_and_what_to_do() {
    let site = Site::bare();
    fs::remove_dir(site.content()).expect("an empty folder");
    for command in [&["build"][..], &["check"], &["new", "advisory", "t"]] {
        let run = site.run(command);
        let words = &run.words;
        assert!(run.code == 1 && words.matches("error").count() <= 2 && !words.contains(": :"), "{command:?}: {words}");
        assert!(words.contains("fanlight init my-site") && !words.contains("elsewhere"), "{command:?}: {words}");
    }
}
