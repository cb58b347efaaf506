//! The documentation in `docs/` is a site that Fanlight builds: with nothing for `check` to say, and with every page of it a
//! page of the repository too.

use crate::harness::{Site, Tree, holds, page, tree};
use std::path::Path;

fn docs() -> Site {
    let site = Site::bare();
    for (path, file) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")) {
        site.write(&path, file.bytes);
    }
    site
}

fn built() -> Tree {
    docs().published()
}

/// Paths of the repository that the pages link to on its host.
fn linked(text: &str) -> impl Iterator<Item = &str> {
    let repository = concat!(env!("CARGO_PKG_REPOSITORY"), "/");
    let rest =
        text.split(repository).skip(1).filter_map(|part| part.split([')', '#', ' ', '>', '\n', '"', '`']).next());
    rest.filter_map(|it| it.strip_prefix("blob/main/").or(it.strip_prefix("tree/main/")))
}

#[test]
fn the_documentation_checks_without_a_warning() {
    let check = docs().check();
    assert!(check.code == 0 && check.words.contains("0 errors, 0 warnings"), "{}", check.words);
}

#[test]
fn every_page_of_the_documentation_is_reached_by_the_navigation_and_shows_what_is_beside_it() {
    let site = built();
    let home = page(&site, "index.html");
    for chapter in ["guides", "reference", "rules", "explanation", "developing"] {
        assert!(home.contains(&format!("<a href=\"/{chapter}/\">")), "{chapter} is in the navigation");
        assert!(site.contains_key(&format!("{chapter}/index.html")));
    }
    let guide = page(&site, "guides/withholding/index.html");
    assert!(guide.contains(r#"<a href="/guides/withholding/" aria-current="page">"#), "its place among the guides");
    assert!(guide.contains(r#"<a rel="prev" href="/guides/themes/">"#) && !guide.contains(r#"rel="next""#), "the last");
    let rule = page(&site, "rules/leak/index.html");
    assert!(rule.contains(r#"rel="next""#) && !rule.contains("\"about contents\""), "seventy are too many for a list");
    let index = page(&site, "rules/index.html");
    assert!(index.contains(r#"href="/rules/leak/""#), "they are on the first page");
}

#[test]
fn the_documentation_shows_marks_and_does_not_obey_them() {
    let site = built();
    let page = page(&site, "guides/withholding/index.html");
    for shown in ["::: private", "Who told us.", "{.private}", "Jane Roe"] {
        let plain: String = page.split('<').filter_map(|part| part.split_once('>')).map(|it| it.1).collect();
        assert!(plain.contains(shown), "{shown}");
    }
}

/// A page with marks in its code, and this behind it.
fn explaining(more: &str) -> Site {
    let page = format!(
        "---\nshows_marks: true\n---\n# Marks\n\n```markdown\n::: private\nShown.\n:::\n```\n\nAnd `!private`.\n\n{more}"
    );
    let told = "---\ntitle: T\npublish: true\npublished: 2024-01-01\nreporter: !private { name: Ottilie Brandvold }\n---\n\nText.\n";
    Site::new().with("pages/marks.md", page).with("incidents/a.md", told)
}

#[test]
fn a_page_that_shows_marks_shows_them_in_code_and_is_proved_as_any_other() {
    let site = explaining("");
    let built = site.build().fine();
    assert!(built.page("marks/index.html").contains("Shown.") && built.page("marks/index.html").contains("!private"));
    let proof = site.run(&["prove", "--at", crate::harness::AT]);
    assert_eq!(proof.code, 0, "{}", proof.words);
}

#[test]
fn a_page_that_shows_marks_withholds_nothing_as_one_may_be_meant() {
    for (meant, code) in [
        ("::: private\nKittiwake.\n:::\n", "misplaced-mark"),
        ("The [kittiwake]{.private}.\n", "misplaced-mark"),
        ("The [kittiwake] {.private}.\n", "looks-like-mark"),
        ("A `code\n::: private\nkittiwake` over lines.\n", "broken-mark"),
    ] {
        let site = explaining(meant);
        let (check, build) = (site.check(), site.build());
        assert!(check.words.contains(&format!("error[{code}]: pages/marks.md:")), "{meant}: {}", check.words);
        assert!(build.code == 1 && build.tree.is_empty(), "{}", build.words);
        assert!(!format!("{}{}", check.words, build.words).to_lowercase().contains("kittiwake"), "{meant}");
    }
    // Without the key marks in code withhold, as everywhere.
    let plain = Site::new().with("pages/marks.md", "# Marks\n\n```\n::: private\nHidden.\n:::\n```\n\nx\n");
    assert!(!holds(&plain.published(), "Hidden."));
}

#[test]
fn what_the_documentation_links_to_in_the_repository_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for (name, file) in tree(&root.join("docs")).iter().filter(|(name, _)| name.ends_with(".md")) {
        for path in linked(&String::from_utf8_lossy(&file.bytes)) {
            seen += 1;
            assert!(root.join(path).exists(), "docs/{name} links to {path}, which isn't there");
        }
    }
    assert!(seen > 15, "only {seen} links");
    assert!(!holds(&built(), "/blob/main/docs/"), "a link to a page of the documentation is one within it");
}
