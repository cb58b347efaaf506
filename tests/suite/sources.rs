//! Records that are kept elsewhere, in place and by copy, from outside.

use crate::harness::{Run, Site};

const GHSA: &str = r#"[
  { "ghsa_id": "GHSA-abcd-1234-efgh", "cve_id": "CVE-2024-11111", "summary": "Heap overflow in the header parser",
    "html_url": "https://github.com/o/r/security/advisories/GHSA-abcd-1234-efgh", "state": "published",
    "description": "A header <img src=x onerror=alert(1)> overflows. [click](javascript:alert(2)) <script>alert(3)</script>\n\n::: private\ntheir own words\n:::\n\n<!-- zqcanary01 -->\n\n<div><b>never closed",
    "severity": "high", "author": { "login": "zqcanary02" }, "publisher": { "login": "zqcanary03" },
    "submission": { "accepted": true, "note": "zqcanary04" }, "created_at": "2024-01-10T00:00:00Z",
    "updated_at": "2024-03-02T00:00:00Z", "published_at": "2024-03-01T00:00:00Z",
    "vulnerabilities": [{ "package": { "ecosystem": "npm", "name": "octo" }, "vulnerable_version_range": "< 1.0.1",
      "patched_versions": "1.0.1", "vulnerable_functions": ["parse"], "zqcanary05": "zqcanary06" },
      { "package": { "ecosystem": "npm", "name": "sept" }, "vulnerable_version_range": "all of zqcanary22" }],
    "credits": [{ "login": "zqcanary07", "type": "analyst" }],
    "credits_detailed": [{ "user": { "login": "finder-of-octo" }, "type": "finder", "state": "accepted" },
      { "user": { "login": "zqcanary08" }, "type": "analyst", "state": "pending" }],
    "collaborating_users": [{ "login": "zqcanary09" }], "collaborating_teams": [{ "name": "zqcanary10" }],
    "private_fork": { "full_name": "o/zqcanary11" }, "later_key": "zqcanary12" },
  { "ghsa_id": "GHSA-zqcc-anar-yy13", "summary": "zqcanary14", "description": "zqcanary15", "state": "draft",
    "published_at": null, "vulnerabilities": [{ "package": { "ecosystem": "npm", "name": "octo" },
      "vulnerable_version_range": "all of zqcanary21" }] }
]"#;

const OSV: &str = r#"{ "id": "X-2024-1", "published": "2024-01-01T00:00:00Z", "modified": "2024-01-02T00:00:00Z",
  "summary": "T", "details": "D", "aliases": ["Y-1"], "database_specific": { "zqcanary16": "zqcanary17" },
  "affected": [{ "package": { "ecosystem": "npm", "name": "a" }, "ecosystem_specific": { "n": "zqcanary18",
    "imports": [{ "path": "example.org/a/b", "symbols": ["Parse", "Reader.Read"], "goos": ["linux"], "note": "zqcanary24" }, "zqcanary25"] } }],
  "credits": [{ "name": "Al Ada", "contact": ["mailto:zqcanary19@a.example"] }, { "name": "zqcanary23@b.example" }],
  "references": [{ "type": "WEB", "url": "javascript:zqcanary20" }] }"#;

const SOURCES: &str = "sources:\n  - { path: ../ghsa.json, format: ghsa, publish: true }\n  - { path: ../osv, format: osv, publish: true }";

fn site() -> Site {
    let site = Site::new().settings(SOURCES);
    site.write("../ghsa.json", GHSA);
    site.write("../osv/X-2024-1.json", OSV);
    site.write("../osv/.hidden.json", "not json");
    site
}

#[track_caller]
fn built(site: &Site) -> Run {
    let run = site.build();
    assert_eq!(run.code, 0, "{}{}", run.words, site.check().words);
    run
}

fn holds(run: &Run, word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let in_file = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(&word);
    let mut files = run.tree.iter();
    let found = files.find(|(path, file)| path.to_lowercase().contains(&word) || in_file(&file.bytes));
    found.map(|(path, _)| path.clone()).or_else(|| run.words.to_lowercase().contains(&word).then(|| "words".into()))
}

#[test]
fn no_place_of_another_format_lets_its_canary_out() {
    let run = built(&site());
    assert!(run.tree.contains_key("advisories/GHSA-abcd-1234-efgh/index.html"));
    assert!(run.tree.contains_key("advisories/X-2024-1/index.html"));
    for canary in ["zqcanary", "yy13"] {
        assert_eq!(holds(&run, canary), None);
    }
}

#[test]
fn hostile_text_of_others_is_harmless_on_the_page() {
    let run = built(&site());
    let page = &run.tree["advisories/GHSA-abcd-1234-efgh/index.html"].bytes;
    let page = String::from_utf8_lossy(page);
    for hostile in ["alert(1)", "javascript:", "alert(3)</script>", "onerror=alert"] {
        assert!(!page.contains(hostile), "{hostile}\n{page}");
    }
    assert!(page.contains("their own words"), "foreign marks are text");
    assert!(page.contains("</html>"));
}

#[test]
fn what_is_withheld_over_there_changes_nothing_here() {
    let with = site();
    let without = site();
    let draft = GHSA.find(",\n  { \"ghsa_id\": \"GHSA-zqcc").expect("the draft");
    let mut plain = format!("{}\n]", &GHSA[..draft]);
    for (secret, instead) in
        [("zqcanary02", "a"), ("zqcanary09", "b"), ("zqcanary12", "c"), ("<!-- zqcanary01 -->\\n\\n", "")]
    {
        plain = plain.replace(secret, instead);
    }
    without.write("../ghsa.json", plain);
    without.write("../osv/X-2024-1.json", OSV.replace("\"zqcanary16\": \"zqcanary17\"", ""));
    let (with, without) = (built(&with), built(&without));
    assert!(with.tree == without.tree && with.words == without.words);
}

/// GitHub tells a maintainer's token more than everybody.
#[test]
fn what_github_shows_maintainers_alone_stops_the_build() {
    let site = site();
    for who in ["zqcanary02", "zqcanary08", "zqcanary09", "o/zqcanary11"] {
        site.write("pages/a.md", format!("# A\n\nReported by {who}.\n"));
        assert_eq!(site.build().code, 3, "{who}");
    }
}

/// What a public database says and has no place here was withheld by nobody: left-over fields, contacts, comments, definitions.
#[test]
fn what_is_left_over_of_a_public_source_raises_no_alarm() {
    const RUSTSEC: &str = "```toml\n[advisory]\nid = \"RUSTSEC-2024-9001\"\npackage = \"libwid2-sys\"\ndate = \"2024-02-01\"\n\
        [versions]\npatched = [\">= 1.2.0\"]\n```\n\n# wid2 does not check keys\n\nWrappers around the [libwid2]() C library.\n\n\
        <!-- Seen by Ottoline Fairweather. -->\n\n[libwid2]: https://libwid2.example/\n";
    const OPAM: &str = r#"{ "id": "EX-2024-1", "modified": "2024-02-01T00:00:00Z", "published": "2024-02-01T00:00:00Z",
        "summary": "Reading past the end in Widget.parse_all", "details": "Widget.parse_all reads past the end.",
        "affected": [{ "package": { "ecosystem": "opam", "name": "widget" }, "ecosystem_specific": { "affected_bindings": ["Widget.parse_all"] } }],
        "database_specific": { "fanlight": { "private": { "ticket": "Quaysmith ledger QW-60418" } } } }"#;
    let more =
        "  - { path: ../rustsec, format: rustsec, publish: true }\n  - { path: ../opam, format: osv, publish: true }";
    let site = site().settings(&format!("{SOURCES}\n{more}"));
    site.write("../rustsec/RUSTSEC-2024-9001.md", RUSTSEC);
    site.write("../opam/EX-2024-1.json", OPAM);
    built(&site);
    for said in
        ["zqcanary16", "Al Ada, zqcanary19@a.example", "zqcanary25", "https://libwid2.example/", "Ottoline Fairweather"]
    {
        site.write("pages/a.md", format!("# A\n\nReported by {said}.\n"));
        assert_eq!(site.build().code, 0, "{said}");
    }
    site.write("pages/a.md", "# A\n\nIt is QW-60418.\n");
    assert_eq!(site.build().code, 3, "what the record itself withholds");
}

/// A note that its own format keeps from the public is withheld by the record.
#[test]
fn a_note_for_others_than_everybody_stays_looked_for() {
    let csaf = |audience: &str| {
        format!(
            r#"{{ "document": {{ "category": "csaf_vex", "csaf_version": "2.0", "title": "A document", "publisher": {{ "category": "vendor", "name": "Small" }},
            "distribution": {{ "tlp": {{ "label": "WHITE" }} }},
            "notes": [{{ "category": "general", "text": "Told." }}, {{ "category": "other", "text": "Seen by Ottoline Fairweather.", "audience": "{audience}" }}],
            "tracking": {{ "id": "CS-1", "status": "final", "version": "1", "initial_release_date": "2024-03-01T00:00:00Z",
            "current_release_date": "2024-03-01T00:00:00Z", "revision_history": [] }} }},
            "vulnerabilities": [{{ "title": "A hole", "notes": [{{ "category": "description", "text": "It falls." }}] }}] }}"#
        )
    };
    let site = Site::new().settings("sources: [{ path: ../csaf, format: csaf, publish: true }]");
    site.write("pages/a.md", "# A\n\nBy Ottoline Fairweather.\n");
    site.write("../csaf/cs-1.json", csaf("all"));
    built(&site);
    site.write("../csaf/cs-1.json", csaf("TLP:RED"));
    assert_eq!(site.build().code, 3);
}

/// A link that is unsafe, a range that can't be understood: the author meant it to be read, so another text may say it.
/// Of a draft nothing was meant to be read.
#[test]
fn what_a_format_holds_and_nobody_can_use_is_left_out_and_sought_in_drafts_only() {
    let site = site();
    built(&site);
    for (said, code) in [("javascript:zqcanary20", 0), ("all of zqcanary22", 0), ("all of zqcanary21", 3)] {
        site.write("pages/a.md", format!("# A\n\nIt says {said} there.\n"));
        assert_eq!(site.build().code, code, "{said}");
    }
}

#[test]
fn functions_that_go_records_name_are_shown_and_nothing_else_of_their_map() {
    let run = built(&site());
    let page = String::from_utf8_lossy(&run.tree["advisories/X-2024-1/index.html"].bytes).into_owned();
    for function in ["example.org/a/b.Parse", "example.org/a/b.Reader.Read"] {
        assert!(page.contains(function), "{function}");
    }
    assert_eq!(holds(&run, "goos"), None);
}

#[test]
fn an_imported_site_is_as_one_in_place() {
    let place = built(&site());
    let site = Site::new();
    site.write("../ghsa.json", GHSA);
    site.write("../osv/X-2024-1.json", OSV);
    for (format, path) in [("ghsa", "ghsa.json"), ("osv", "osv")] {
        let run = site.run(&["import", format, path, "--publish"]);
        assert_eq!(run.code, 0, "{}", run.words);
        assert!(run.words.contains("kept under private.imported"), "{}", run.words);
    }
    let copied = built(&site);
    let page = "advisories/GHSA-abcd-1234-efgh/index.html";
    assert_eq!(String::from_utf8_lossy(&place.tree[page].bytes), String::from_utf8_lossy(&copied.tree[page].bytes));
    assert_eq!(holds(&copied, "zqcanary"), None);
}

#[test]
fn a_link_that_leads_out_of_a_source_is_an_error() {
    #[cfg(unix)]
    {
        let site = site();
        std::os::unix::fs::symlink("/etc/hostname", site.root().join("osv/a.json")).expect("a link");
        assert_eq!(site.build().code, 1);
        assert!(site.check().words.contains("error[outside]"), "{}", site.check().words);
    }
}

#[test]
fn import_says_what_it_needs() {
    let site = site();
    assert_eq!(site.run(&["import", "nothing", "ghsa.json"]).code, 2);
    assert_eq!(site.run(&["import", "osv", "nowhere"]).code, 1);
    assert_eq!(site.run(&["import", "osv", "osv", "--into", "nowhere"]).code, 2);
}

#[test]
fn prove_varies_what_sources_withhold() {
    let site = site();
    let run = site.run(&["prove", "--at", "2024-06-01T12:00:00Z"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("other formats"), "{}", run.words);
}

#[test]
fn pages_of_another_generator_are_converted_and_build() {
    let site = Site::new();
    let old = site.root().join("old");
    std::fs::create_dir_all(old.join("guides")).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(old.join(name), text).expect("a page");
    write(
        "policy.md",
        "---\nlayout: page\ntitle: Our policy\n---\n\n!!! warning\n    Write to us first.\n\nSee [roles](guides/roles.md).\n",
    );
    std::fs::create_dir_all(old.join("_teams")).expect("a folder");
    let picture =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden-cards/wraps.png")).expect("a picture");
    std::fs::create_dir_all(old.join("static/img")).expect("a folder");
    std::fs::write(old.join("static/img/a.png"), &picture).expect("a picture");
    write("index.md", "# All of it\n\n[Core]({% link _teams/core.md %})\n");
    write(
        "_teams/core.md",
        "# Core\n\n![A](/img/a.png) ![B](b.png)\n\n{: .note }\nBack to [all](../index.md), {/* as before */} and the [policy](../policy.md).\n{% comment %}The fulmar.{% endcomment %}\n",
    );
    write("guides/_index.md", "+++\ntitle = \"Guides\"\n+++\n\nWords.\n");
    write("guides/roles.md", "---\ntitle: Roles\nweight: 2\ndraft: true\n---\n\nThe kittiwake.\n");
    let run = site.run(&["import", "pages", "old", "--publish"]);
    assert!(
        run.code == 0 && run.words.contains("5 pages written, 1 picture copied beside them\n1 page not to be seen"),
        "{}",
        run.words
    );
    assert!(run.words.contains("no place for it: layout (1)"), "{}", run.words);
    assert!(
        run.words.contains("core.md: a picture isn't copied, as it isn't there or belongs into static/: line 3"),
        "{}",
        run.words
    );
    let tree = site.published();
    let page = String::from_utf8_lossy(&tree["policy/index.html"].bytes).into_owned();
    assert!(page.contains("<title>Our policy") && page.contains("alert-warning"), "{page}");
    assert!(tree.contains_key("guides/index.html") && !tree.contains_key("guides/roles/index.html"));
    let core = String::from_utf8_lossy(&tree["teams/core/index.html"].bytes).into_owned();
    for expected in ["alert-note", "href=\"/policy/\"", "href=\"/\"", "static-img-a.png"] {
        assert!(core.contains(expected), "{expected}: {core}");
    }
    assert!(!core.contains("fulmar") && tree.contains_key("teams/core/static-img-a.png"), "{core}");
    let home = String::from_utf8_lossy(&tree["index.html"].bytes).into_owned();
    assert!(home.contains("href=\"/teams/core/\""), "{home}");
    let again = site.run(&["import", "pages", "old"]);
    assert!(again.words.contains("0 pages written, 5 there already\nthere already"), "{}", again.words);
}

#[test]
fn keys_of_another_generator_are_passed_over_with_one_warning_and_what_keeps_back_is_not() {
    let page = |keys: &str| Site::new().with("pages/a.md", format!("---\ntitle: A\n{keys}\n---\n\nWords.\n"));
    let site = page("layout: kittiwake\nnav_order: 2\ndescription: In short.\ndate: 2024-02-03");
    let words = site.check().words;
    assert_eq!(
        words.matches("warning[foreign-key]: pages/a.md:3: layout: keys of another generator").count(),
        1,
        "{words}"
    );
    let tree = site.published();
    let text = String::from_utf8_lossy(&tree["a/index.html"].bytes).into_owned();
    assert!(text.contains("In short.") && text.contains("2024-02-03") && !text.contains("kittiwake"), "{text}");
    for restricting in ["draft: true", "draft: false", "unlisted: true", "layout: !private x"] {
        let run = page(restricting).build();
        assert!(run.code == 1, "{restricting}: {}", run.words);
    }
}

#[test]
fn a_severity_of_others_that_the_site_has_no_word_for_is_no_error() {
    let site = site().settings(&format!("{SOURCES}\nseverities: [{{ id: bad, label: Bad, cvss: [7, 10] }}]"));
    built(&site);
    site.write("advisories/A-1.md", crate::harness::record("severity: high\n", ""));
    assert_eq!(site.build().code, 1, "in a record of one's own it is one");
}
