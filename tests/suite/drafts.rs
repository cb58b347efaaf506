//! `--drafts`: what is not public yet, for its author's eyes: as its page will be, with what it lacks, and never what is private in it.

use super::harness::{AT, Run, Site, holds, tree};

const BODY: &str =
    "A kittiwake.\n\n::: private\nA guillemot.\n:::\n\n::: until 2037-03-04T14:00:00Z\nA razorbill.\n:::\n";

fn draft(keys: &str) -> String {
    format!("---\ntitle: Seabirds\n{keys}\n---\n\n{BODY}")
}

fn drafts(site: &Site) -> Run {
    let run = site.run(&["build", "--drafts", "--at", AT]);
    Run { tree: tree(&site.root().join("preview")), ..run }.fine()
}

fn page(run: &Run) -> String {
    run.page("advisories/A-1/index.html")
}

/// Those of the reasons that the page gives.
fn lacks(page: &str) -> Vec<&'static str> {
    let all = ["not marked", "Nobody approved", "was changed since", "bears no date", "has not come"];
    all.into_iter().filter(|it| page.contains(it)).collect()
}

#[test]
fn each_page_says_what_it_lacks() {
    for (keys, expected) in [
        ("", &["not marked", "Nobody approved", "bears no date"][..]),
        ("published: 2024-05-01", &["not marked", "Nobody approved"]),
        ("publish: true\npublished: 2024-05-01", &["Nobody approved"]),
        ("publish: true\nembargo: 2037-01-01T00:00:00Z", &["Nobody approved", "has not come"]),
        ("publish: true\npublished: 2037-01-01T00:00:00Z", &["Nobody approved", "has not come"]),
        (
            "publish: true\npublished: 2024-05-01\napproved: { by: A, on: 2024-05-01, digests: { record: x } }",
            &["was changed since"],
        ),
    ] {
        let site =
            Site::new().settings("disclosure: { require_approval: true }").with("advisories/A-1.md", draft(keys));
        let page = page(&drafts(&site));
        assert_eq!(lacks(&page), expected, "{keys}");
        assert!(page.contains("A kittiwake") && page.contains("noindex"));
        assert!(!holds(&site.build().fine().tree, "ittiwake"), "{keys}: nothing of it is public");
    }
}

#[test]
fn what_is_public_is_no_draft() {
    let site = Site::new().with("advisories/A-1.md", draft("publish: true\npublished: 2024-05-01"));
    assert!(!page(&drafts(&site)).contains("not public</h2>"));
}

#[test]
fn an_edit_of_an_approved_page_stays_in_view() {
    let record = draft("publish: true\npublished: 2024-05-01");
    let site = Site::new().settings("disclosure: { require_approval: true }").with("advisories/A-1.md", record);
    assert_eq!(site.run(&["approve", "A-1", "--by", "Al", "--on", "2024-05-01", "--yes"]).code, 0);
    assert_eq!(lacks(&page(&drafts(&site))), [""; 0]);
    let path = site.content().join("advisories/A-1.md");
    let approved = std::fs::read_to_string(&path).expect("the record");
    site.write("advisories/A-1.md", approved.replace("A kittiwake", "A fulmar"));
    let page = page(&drafts(&site));
    assert!(page.contains("A fulmar") && lacks(&page) == ["was changed since"], "{page}");
}

#[test]
fn what_is_private_in_it_stays_withheld_and_what_lifts_says_when() {
    let site = Site::new().with("advisories/A-1.md", draft("root_cause: !until:2037-03-04T14:00:00Z A skua."));
    let run = drafts(&site);
    for withheld in ["guillemot", "razorbill", "skua"] {
        assert!(!holds(&run.tree, withheld), "{withheld}");
    }
    let page = page(&run);
    assert!(page.contains("withheld until 2037-03-04 14:00 UTC"), "of the body: {page}");
    assert!(page.contains("4 March 2037"), "of the key: {page}");
}

#[test]
fn what_is_for_others_stays_withheld() {
    let site = Site::new().with("advisories/A-1.md", draft("tlp: amber\npublished: 2024-05-01"));
    assert!(!holds(&drafts(&site).tree, "ittiwake"));
}

#[test]
fn a_draft_of_another_format_stays_withheld() {
    let osv = r#"[{"ghsa_id": "GHSA-2222-3333-4444", "state": "draft", "summary": "Kittiwakes", "severity": "high",
        "published_at": null, "vulnerabilities": [], "html_url": "https://example.org/a"}]"#;
    let site = Site::new().settings("sources: [{ path: ../ghsa, format: ghsa, publish: true }]");
    let site = site.with("../ghsa/a.json", osv);
    assert!(!holds(&drafts(&site).tree, "ittiwake"));
}

#[test]
fn a_list_marks_them() {
    let run = drafts(&Site::new().with("advisories/A-1.md", draft("")));
    assert!(run.page("advisories/index.html").contains(">Draft</span>"));
}

#[test]
fn its_folder_is_no_site() {
    let site = Site::new().with("advisories/A-1.md", draft(""));
    assert_eq!(site.run(&["build", "--drafts", "--out", "public", "--at", AT]).code, 0);
    let run = site.build();
    assert!(run.code != 0 && run.words.contains("preview"), "{}", run.words);
}
