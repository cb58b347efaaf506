//! Records of other formats that mean us harm, through whole builds: no script survives, whatever the format.

use crate::harness::Site;
use serde_json::{Value, json};
use std::fs;

const HOSTILE: [&str; 13] = [
    "<script>alert(1)</script>",
    "a</title></textarea></style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>",
    "<iframe src=\"https://evil.example/\"></iframe><object data=x></object><form action=x><input></form>",
    "]]><script>alert(1)</script>",
    "`<script>alert(1)</script>` and ``` <script>alert(1)</script>",
    "::: private\nwords\n\n:::: until 2030",
    "[x]{.private} !private !until:2030-01-01T00:00:00Z {.tlp} x",
    "\u{202E}\u{FDD0}\u{0}\u{7}\u{FEFF}",
    "{{ site.title }} {% raw %} ${x} %{x}",
];

fn osv(at: usize, words: &str) -> Value {
    json!({ "id": format!("OSV-{at}"), "published": "2024-01-01T00:00:00Z", "modified": "2024-01-01T00:00:00Z",
        "summary": words, "details": words, "aliases": ["DLA-1"],
        "references": [{ "type": "WEB", "url": words }, { "type": "WEB", "url": "javascript:alert(1)" }],
        "affected": [{ "package": { "ecosystem": "npm", "name": words }, "versions": [words] }],
        "credits": [{ "name": words }] })
}

fn ghsa(at: usize, words: &str) -> Value {
    json!({ "ghsa_id": format!("GHSA-aaaa-bbbb-{at:04}"), "state": "published", "published_at": "2024-01-01T00:00:00Z",
        "summary": words, "description": words, "html_url": words, "author": { "login": "octo-author-7" },
        "vulnerabilities": [{ "package": { "ecosystem": "npm", "name": words }, "vulnerable_version_range": words, "patched_versions": words }] })
}

fn cve(at: usize, words: &str) -> Value {
    json!({ "dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": { "cveId": format!("CVE-2024-{}", 1000 + at), "state": "PUBLISHED", "datePublished": "2024-01-01T00:00:00Z" },
        "containers": { "cna": { "title": words, "descriptions": [{ "lang": "en", "value": words }],
            "affected": [{ "vendor": words, "product": words, "versions": [{ "version": "1.0", "status": "affected" }] }],
            "references": [{ "url": words, "name": words }], "credits": [{ "lang": "en", "value": words }] } } })
}

fn csaf(at: usize, words: &str) -> Value {
    json!({
        "document": { "category": "csaf_vex", "csaf_version": "2.0", "title": words,
            "publisher": { "category": "vendor", "name": words, "namespace": words, "contact_details": words },
            "notes": [{ "category": "summary", "title": words, "text": words }, { "category": "general", "title": words, "text": words }],
            "references": [{ "category": "self", "url": words, "summary": words }],
            "acknowledgments": [{ "names": [words], "organization": words, "summary": words, "urls": [words, words] }],
            "aggregate_severity": { "text": words },
            "distribution": { "text": words, "tlp": { "label": "WHITE" } },
            "tracking": { "id": format!("CSAF-{at}"), "status": "final", "version": "2", "aliases": ["DLA-1"],
                "initial_release_date": "2024-01-01T00:00:00Z", "current_release_date": "2024-01-02T00:00:00Z",
                "revision_history": [{ "date": "2024-01-02T00:00:00Z", "number": "2", "summary": words }] } },
        "product_tree": { "branches": [{ "category": "vendor", "name": words, "branches": [{ "category": "product_name", "name": words,
            "branches": [{ "category": "product_version", "name": words, "product": { "product_id": "P", "name": words } }] }] }] },
        "vulnerabilities": [{ "title": words, "ids": [{ "system_name": words, "text": words }],
            "notes": [{ "category": "description", "title": words, "text": words }],
            "product_status": { "known_affected": ["P"], "known_not_affected": [words], "recommended": ["P"] },
            "flags": [{ "label": words, "product_ids": [words] }],
            "remediations": [{ "category": "vendor_fix", "details": words, "url": words, "entitlements": [words],
                "product_ids": [words], "restart_required": { "category": "machine", "details": words } },
                { "category": "workaround", "details": words, "url": "javascript:alert(1)" }],
            "threats": [{ "category": "impact", "details": words }, { "category": "exploit_status", "details": words }],
            "involvements": [{ "party": words, "status": words, "summary": words }] }]
    })
}

fn rustsec(at: usize, words: &str) -> String {
    let text = Value::from(words.replace(['\u{0}', '\u{7}'], "")).to_string();
    format!(
        "```toml\n[advisory]\nid = \"RUSTSEC-2024-{at:04}\"\npackage = {text}\ndate = \"2024-01-01\"\nurl = {text}\n\
         references = [{text}, \"javascript:alert(1)\"]\nkeywords = [{text}]\n\n\
         [affected.functions]\n{text} = [\"*\"]\n\n[versions]\npatched = []\n```\n\n# {}\n\n{words}\n",
        words.replace('\n', " ")
    )
}

/// What is built of a record of each format for each of these words, which stand in all of its texts.
fn built(all: &[String]) -> Vec<(String, String)> {
    let formats = ["osv", "ghsa", "cve", "csaf", "rustsec"];
    let source = |format: &&str| format!("  - {{ path: ../{format}, format: {format}, publish: true }}\n");
    let sources: String = formats.iter().map(source).collect();
    let site = Site::new().settings(&format!("sources:\n{sources}"));
    for format in formats {
        fs::create_dir(site.root().join(format)).expect("a folder");
        for (at, words) in all.iter().enumerate() {
            let (name, text) = match format {
                "osv" => (format!("{at}.json"), osv(at, words).to_string()),
                "ghsa" => (format!("{at}.json"), ghsa(at, words).to_string()),
                "cve" => (format!("{at}.json"), cve(at, words).to_string()),
                "csaf" => (format!("{at}.json"), csaf(at, words).to_string()),
                _ => (format!("RUSTSEC-{at}.md"), rustsec(at, words)),
            };
            fs::write(site.root().join(format).join(name), text).expect("a record");
        }
    }
    let run = site.build();
    assert_eq!(run.code, 0, "{}\n{}", run.words, site.check().words);
    let tree = run.tree;
    let texts = tree.into_iter().map(|(path, file)| (path, String::from_utf8_lossy(&file.bytes).into_owned()));
    texts.collect()
}

/// Names of a tag's attributes, without their values.
fn outside_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

/// What runs, or leads to what runs, in a page.
fn runs(html: &str) -> Option<&'static str> {
    let html = html.to_ascii_lowercase();
    const RUNS: [&str; 6] = ["<script>", "<img src=x", "<svg/", "<iframe", "<object", "<form action=x"];
    let tags = html.split('<').skip(1).filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()));
    let tags: Vec<&str> = tags.filter_map(|it| it.split('>').next()).collect();
    let has = |signs: &[&str], tag: &str| signs.iter().any(|it| tag.contains(it));
    let handler = tags.iter().any(|tag| has(&["onclick=", "onerror=", "onload="], &outside_quotes(tag)));
    let link = tags.iter().any(|tag| has(&["href=\"javascript:", "src=\"javascript:"], tag));
    RUNS.into_iter().find(|it| html.contains(it)).or(handler.then_some("a handler")).or(link.then_some("a link"))
}

/// The pages' texts that a feed carries, as they are; its other elements are plain text.
fn unescaped(xml: &str) -> String {
    xml.split("<content:encoded><![CDATA[").skip(1).filter_map(|it| it.split("</content:encoded>").next()).collect()
}

#[test]
fn no_script_of_a_foreign_record_runs_in_a_page_or_a_feed() {
    let files = built(&HOSTILE.map(str::to_owned));
    for (at, words) in HOSTILE.iter().enumerate() {
        let ids = [
            format!("OSV-{at}"),
            format!("GHSA-aaaa-bbbb-{at:04}"),
            format!("CVE-2024-{}", 1000 + at),
            format!("CSAF-{at}"),
            format!("RUSTSEC-2024-{at:04}"),
        ];
        for id in ids {
            assert!(files.iter().any(|(path, _)| path == &format!("advisories/{id}/index.html")), "{words:?}: {id}");
        }
    }
    for (path, text) in &files {
        if path.ends_with(".html") {
            assert_eq!(runs(text), None, "{path}");
        } else if path.ends_with(".xml") {
            assert_eq!(runs(&unescaped(text)), None, "{path}");
        }
    }
}

#[test]
fn megabytes_in_a_field_and_elements_without_an_end_are_built_in_time() {
    let started = std::time::Instant::now();
    built(&["word ".repeat(100_000), "<div><b>".repeat(5_000), "> ".repeat(20_000), "[".repeat(20_000)]);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn an_id_that_climbs_is_refused_and_quoted_nowhere() {
    let site = Site::new().settings("sources: [{ path: ../csaf, format: csaf, publish: true }]");
    let mut document = csaf(1, "words");
    document["document"]["tracking"]["id"] = "../../secretive".into();
    fs::create_dir(site.root().join("csaf")).expect("a folder");
    fs::write(site.root().join("csaf/a.json"), document.to_string()).expect("a record");
    let run = site.check();
    assert!(run.words.contains("bad-id") && !run.words.contains("secretive"), "{}", run.words);
}
