//! What the documentation cites of the repository is in it: paths, and the tests that show what it says.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Each page of docs/ and each text at the top, by its path.
fn pages() -> Vec<(String, String)> {
    let docs = walkdir::WalkDir::new(root().join("docs"));
    let entries = docs.into_iter().chain(walkdir::WalkDir::new(root()).max_depth(1)).flatten();
    let pages = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"));
    pages.map(|page| (page.path().display().to_string(), fs::read_to_string(page.path()).expect("text"))).collect()
}

/// All sources of tests, as one text.
fn sources() -> String {
    let files =
        ["src", "tests"].iter().flat_map(|folder| walkdir::WalkDir::new(root().join(folder)).into_iter().flatten());
    let code =
        files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs" || extension == "py"));
    code.map(|code| fs::read_to_string(code.path()).expect("text")).collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

const FOLDERS: &[&str] =
    &["src/", "tests/", "fuzz/", "benches/", "packaging/", "recipes/", "themes/", "starter/", "docs/", ".github/"];

#[test]
fn every_path_that_a_page_cites_exists() {
    let mut seen = 0;
    for (page, text) in pages() {
        let is_path = |word: &&str| FOLDERS.iter().any(|folder| word.starts_with(folder));
        // Capitals stand for what somebody puts there.
        let stands_for = |path: &str| path.split(['/', '.']).any(|part| ["NAME", "LANG", "TARGET"].contains(&part));
        for path in quoted(&text).filter(is_path).filter(|path| !path.contains([' ', '*']) && !stands_for(path)) {
            seen += 1;
            assert!(root().join(path).exists(), "{page} cites {path}, which isn't there");
        }
    }
    assert!(seen > 30, "only {seen} paths are cited");
}

#[test]
fn every_test_that_the_page_on_reliability_names_exists() {
    let page = fs::read_to_string(root().join("docs/pages/explanation/reliability.md")).expect("a page");
    let shown = page.lines().filter_map(|line| line.strip_prefix("| ")?.rsplit('|').nth(1));
    let sources = sources();
    let definition = |name: &str| match name {
        "killed" | "interrupted" => format!("\"{name}\""),
        step if step.split('_').count() < 4 => format!("def {step}("),
        test => format!("fn {test}("),
    };
    let is_test = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let wanted: Vec<_> = shown.flat_map(|cell| quoted(cell).filter(is_test).map(definition)).collect();
    assert!(wanted.len() > 15, "only {} tests are named", wanted.len());
    for definition in wanted {
        assert!(
            sources.contains(&definition),
            "docs/pages/explanation/reliability.md names what isn't there: {definition}"
        );
    }
}
