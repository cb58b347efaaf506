//! `docs/pages/reference/urls.md` lists each kind of file that a site holds: the example and the golden sites have none that isn't listed, and no row that
//! nothing is of.

use crate::harness::{Site, page, tree};
use std::path::Path;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pages/reference/urls.md");

/// What stands between backticks in the first column of its tables.
fn listed() -> Vec<String> {
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    cells.flat_map(|cell| cell.trim_end_matches('`').split("`, `").map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// `/a/<id>/` is `/a/x/index.html`; `<path…>` may have slashes in it.
fn is_of(path: &str, form: &str) -> bool {
    let Some((before, rest)) = form.split_once('<') else {
        return path == form || form.ends_with('/') && path.strip_prefix(form) == Some("index.html");
    };
    let Some(path) = path.strip_prefix(before) else { return false };
    let (name, after) = rest.split_once('>').expect("an end");
    let ends = (1..=path.len()).filter(|at| path.is_char_boundary(*at));
    let fits = |at: &usize| name.ends_with('…') || !path[..*at].contains('/');
    ends.filter(fits).any(|at| is_of(&path[at..], after))
}

#[test]
fn every_kind_of_file_of_the_example_site_is_listed_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::bare();
    for (path, file) in tree(&root.join("content")) {
        site.write(&path, file.bytes);
    }
    let run = site.build_with(&["--at", "2026-11-20T12:00:00Z", "--preview", "--out", "public"]).fine();
    let golden =
        ["one-of-each", "below-a-path"].map(|name| page(&tree(&root.join("tests/golden").join(name)), "site/PATHS"));
    let golden = golden.iter().flat_map(|folder| folder.lines()).map(str::to_owned);
    let history = Site::new().settings("outputs: { history: true }").build().fine().tree;
    let paths: Vec<String> =
        run.tree.into_keys().chain(history.into_keys()).chain(golden).map(|key| format!("/{key}")).collect();
    let listed = listed();
    assert!(listed.len() > 50 && paths.len() > 100, "{} and {}", listed.len(), paths.len());
    let strays: Vec<&String> = paths.iter().filter(|path| !listed.iter().any(|form| is_of(path, form))).collect();
    let idle: Vec<&String> = listed.iter().filter(|form| !paths.iter().any(|path| is_of(path, form))).collect();
    assert!(
        strays.is_empty() && idle.is_empty(),
        "not in docs/pages/reference/urls.md: {strays:#?}\nnowhere: {idle:#?}"
    );
}

#[test]
fn a_form_fits_what_it_stands_for_and_nothing_else() {
    for (path, form) in [
        ("/a/x/index.html", "/a/<id>/"),
        ("/a/b/c/d.xml", "/a/<path…>/d.xml"),
        ("/index.html", "/"),
        ("/a/2026-Q3.csv", "/a/<period>.csv"),
    ] {
        assert!(is_of(path, form), "{path} {form}");
    }
    for (path, form) in [
        ("/a/x/y/index.html", "/a/<id>/"),
        ("/a/index.html", "/a/<id>/"),
        ("/a/x.csv", "/a/<id>.json"),
        ("/b.txt", "/"),
    ] {
        assert!(!is_of(path, form), "{path} {form}");
    }
}

#[test]
fn no_page_links_to_a_security_txt_that_is_not_there() {
    let linked = |settings: &str| {
        let tree = Site::bare().with("site.yaml", settings).published();
        let text = |path: &str| page(&tree, path).contains("security.txt");
        [text("index.html"), text("report/index.html"), tree.contains_key(".well-known/security.txt")]
    };
    let settings = "title: T\nurl: https://security.example.org/\nreport: { contact: [mailto:s@example.org]";
    assert_eq!(linked(&format!("{settings} }}\n")), [false; 3]);
    let web = settings.replace("mailto:s@example.org", "\"http://example.org/report\"");
    assert_eq!(linked(&format!("{web}, expires: 2099-01-01T00:00:00Z }}\n")), [false; 3], "contacts are over https");
    assert_eq!(linked(&format!("{settings}, expires: 2099-01-01T00:00:00Z }}\n")), [true; 3]);
}
