//! What a record of another format says comes out again as it is: neither more nor less.

use super::records::{FORMATS, file, whole};
use crate::harness::{Site, Tree};
use serde_json::{Value, json};

const CVE: &str = "cve: { org_id: 5b1c7a52-3f0e-4d6b-9a41-0c2f6e8d7b13 }\n";

fn site(format: &str, records: &[(&str, Value)]) -> Site {
    let site = Site::new().settings(&format!(
        "outputs: {{ cards: false }}\nosv: {{ prefixes: [EX] }}\n{CVE}sources: [{{ path: ../src, format: {format}, publish: true }}]"
    ));
    for (name, record) in records {
        site.write(&format!("../src/{name}.json"), record.to_string());
    }
    site
}

#[track_caller]
fn built(site: &Site) -> Tree {
    let run = site.build();
    assert_eq!(run.code, 0, "{}\n{}", run.words, site.check().words);
    run.tree
}

#[track_caller]
fn parsed(tree: &Tree, path: &str) -> Value {
    let file = tree.get(path).unwrap_or_else(|| panic!("{path} among {:?}", tree.keys()));
    serde_json::from_slice(&file.bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn osv(id: &str) -> Value {
    json!({
        "schema_version": "1.7.0", "id": id, "summary": "A flaw", "details": "It is a flaw.",
        "published": "2024-01-01T00:00:00.250Z", "modified": "2024-02-01T00:00:00.123456Z",
        "aliases": ["CVE-2024-1111", "SA-CORE-2024-7", "TROVE-2024-013"],
        "affected": [
            { "package": { "ecosystem": "Go", "name": "example.org/a" },
              "ranges": [{ "type": "SEMVER", "events": [{ "introduced": "0" }, { "fixed": "1.2.0" }] }],
              "ecosystem_specific": { "imports": [{ "path": "example.org/a/b", "symbols": ["Parse", "Reader.Read"] }] } },
            { "package": { "ecosystem": "npm", "name": "all-of-which" } }
        ],
        "credits": [{ "name": "Jane Roe", "type": "FINDER", "contact": ["https://example.org/u/jane"] }]
    })
}

#[test]
fn an_osv_record_says_the_same_in_osv() {
    let tree = built(&site("osv", &[("1", osv("EX-2024-1"))]));
    let (there, here) = (osv("EX-2024-1"), parsed(&tree, "osv/EX-2024-1.json"));
    for key in ["id", "summary", "details", "published", "modified", "aliases", "credits"] {
        assert_eq!(here[key], there[key], "{key}");
    }
    assert_eq!(here["affected"][0]["ranges"], there["affected"][0]["ranges"]);
    assert_eq!(here["affected"][0]["ecosystem_specific"], there["affected"][0]["ecosystem_specific"]);
    let bare = &here["affected"][1];
    assert!(bare.get("ranges").is_none() && bare.get("versions").is_none(), "nobody said which versions: {bare}");
}

#[test]
fn versions_of_a_repository_need_no_package() {
    let mut record = osv("EX-2024-2");
    let commit = "6512bd43d9caa6e02c990b0a82652dca6512bd43";
    record["database_specific"] = json!({ "package": "qurl" });
    record["affected"] = json!([{
        "ranges": [
            { "type": "SEMVER", "events": [{ "introduced": "7.1.0" }, { "fixed": "8.0.0" }] },
            { "type": "GIT", "repo": "https://example.org/qurl.git", "events": [{ "introduced": "0" }, { "fixed": commit }] }
        ],
        "versions": ["7.1.0", "7.2.0"]
    }]);
    let tree = built(&site("osv", &[("2", record.clone())]));
    let here = parsed(&tree, "osv/EX-2024-2.json");
    assert_eq!(here["affected"][0], record["affected"][0]);
    let page = crate::harness::page(&tree, "advisories/EX-2024-2/index.html");
    assert!(page.contains("qurl") && !page.contains("Update https://"), "the product has its name");
}

#[test]
fn foreign_text_is_shown_whole() {
    let mut record = osv("EX-2024-3");
    let details =
        "Use of \"<script\", \"<!--\", and \"</script\" on arn:aws:s3:::bucket/*. See https://example.org/a_b.";
    record["details"] = details.into();
    let tree = built(&site("osv", &[("3", record)]));
    let page = crate::harness::page(&tree, "advisories/EX-2024-3/index.html");
    for words in ["arn:aws:s3:::bucket/*", "&lt;!--", "on arn", "<a href=\"https://example.org/a_b\">"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let cve = json!({
        "dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": { "cveId": "CVE-2024-9001", "state": "PUBLISHED", "datePublished": "2024-01-01T00:00:00.000Z" },
        "containers": { "cna": {
            "title": "T",
            "descriptions": [{ "lang": "en", "value": "In *pier*: a_b_c fails [1].\n\n[1]: https://example.org/x\n# no heading" }],
            "affected": [{ "vendor": "Quay", "product": "pier", "versions": [{ "version": "1.0", "status": "affected" }] }]
        } }
    });
    let site = site("cve", &[("9001", cve)]);
    let page = crate::harness::page(&built(&site), "advisories/CVE-2024-9001/index.html");
    for words in ["In *pier*: a_b_c fails [1].", "[1]: <a href=\"https://example.org/x\">", "# no heading"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let record = site.run(&["export", "cve", "CVE-2024-9001"]);
    let record: Value = serde_json::from_str(&record.words).unwrap_or_else(|error| panic!("{error}: {}", record.words));
    let cna = &record["containers"]["cna"];
    let value = "In *pier*: a_b_c fails [1].\n\n[1]: https://example.org/x\n# no heading";
    assert_eq!(cna["descriptions"][0]["value"], value);
    assert_eq!((&cna["affected"][0]["vendor"], &cna["affected"][0]["product"]), (&json!("Quay"), &json!("pier")));
}

fn csaf() -> Value {
    json!({
        "document": {
            "acknowledgments": [{ "names": ["Jane Roe"], "summary": "for the report", "urls": ["https://example.org/jane"] }],
            "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "Flaws in the anvil",
            "distribution": { "tlp": { "label": "WHITE" } },
            "notes": [
                { "category": "legal_disclaimer", "text": "As it is.", "title": "Terms" },
                { "category": "general", "audience": "internal", "text": "zqcanary among ourselves", "title": "Ours" }
            ],
            "publisher": { "category": "coordinator", "name": "Aggregator", "namespace": "https://aggregator.example" },
            "tracking": {
                "id": "AGG:2024/7", "status": "final", "version": "1",
                "initial_release_date": "2024-03-01T00:00:00Z", "current_release_date": "2024-03-01T00:00:00Z",
                "revision_history": [{ "date": "2024-03-01T00:00:00Z", "number": "1", "summary": "Initial" }]
            }
        },
        "product_tree": { "branches": [{ "category": "vendor", "name": "Acme", "branches": [
            { "category": "product_name", "name": "Anvil", "branches": [
                { "category": "product_version_range", "name": "All versions < V4.33", "product": {
                    "name": "Acme Anvil All versions < V4.33", "product_id": "P-1",
                    "product_identification_helper": { "cpe": "cpe:2.3:h:acme:anvil:*:*:*:*:*:*:*:*" } } },
                { "category": "product_version_range", "name": "<5.0", "product": {
                    "name": "Acme Anvil <5.0", "product_id": "P-2" } },
                { "category": "product_version_range", "name": "<6.0", "product": {
                    "name": "Acme Anvil <6.0", "product_id": "P-3" } }
            ] } ] }] },
        "vulnerabilities": [
            { "cve": "CVE-2024-2001", "title": "It falls",
              "notes": [{ "category": "summary", "text": "It falls *down*.", "title": "Summary" }],
              "product_status": { "known_affected": ["P-1", "P-2"] },
              "remediations": [{ "category": "vendor_fix", "details": "Update to V4.33", "product_ids": ["P-1"],
                  "url": "https://acme.example/fix", "restart_required": { "category": "machine" } }],
              "scores": [{ "products": ["P-1"], "cvss_v3": { "version": "3.1", "baseScore": 7.5, "baseSeverity": "HIGH",
                  "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" } }] },
            { "cve": "CVE-2024-2002", "title": "It rolls",
              "notes": [{ "category": "summary", "text": "It rolls.", "title": "Summary" }],
              "product_status": { "known_affected": ["P-3"] } }
        ]
    })
}

#[test]
fn a_csaf_document_states_the_same_in_csaf() {
    let site = site("csaf", &[("agg", csaf())]);
    let tree = built(&site);
    let there = csaf();
    for (at, cve) in [(0, "2001"), (1, "2002")] {
        let here = parsed(&tree, &format!("csaf/2024/agg_2024_7-cve-2024-{cve}.json"));
        assert_eq!(here["vulnerabilities"], json!([there["vulnerabilities"][at]]), "nothing more, nothing less");
        assert_eq!(here["document"]["acknowledgments"], there["document"]["acknowledgments"]);
        assert_eq!(here["document"]["notes"], json!([there["document"]["notes"][0]]));
        let vendor = &here["product_tree"]["branches"][0];
        assert_eq!(vendor["name"], "Acme", "the aggregator makes none of it");
        let versions = vendor["branches"][0]["branches"].as_array().map_or(&[][..], Vec::as_slice);
        let named: Vec<&str> =
            versions.iter().filter_map(|version| version["product"]["product_id"].as_str()).collect();
        assert_eq!(named, [&["P-1", "P-2"][..], &["P-3"]][at], "each names what it is about");
    }
    assert!(!crate::harness::holds(&tree, "zqcanary"));
    let page = crate::harness::page(&tree, "advisories/AGG_2024_7-CVE-2024-2001/index.html");
    assert!(!page.contains("Fixed in 5.0"), "the end of a range is no fix unless the document says so");
}

#[test]
fn a_package_feed_of_a_record_with_many_packages_is_short() {
    let mut record = osv("EX-2024-4");
    let package = |number: usize| json!({ "package": { "ecosystem": "npm", "name": format!("pier-{number}") }, "versions": ["1.0.0"] });
    record["affected"] = (0..60).map(package).collect();
    let size = |count: usize| {
        let mut fewer = record.clone();
        fewer["affected"].as_array_mut().unwrap().truncate(count);
        let tree = built(&site("osv", &[("4", fewer)]));
        tree.iter().filter(|(path, _)| path.starts_with("packages/")).map(|(_, file)| file.bytes.len()).sum::<usize>()
    };
    let (half, whole) = (size(30), size(60));
    assert!(whole < half * 9 / 4, "twice the packages, twice the bytes: {half} and {whole}");
}

/// Where two trees differ first, with what is there.
#[track_caller]
fn same(format: &str, one: &Tree, other: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{format}");
    for (path, file) in one {
        let text = |file: &crate::harness::File| String::from_utf8_lossy(&file.bytes).into_owned();
        let (here, there) = (text(file), text(&other[path]));
        let differs = here.lines().zip(there.lines()).find(|(here, there)| here != there);
        assert!(here == there, "{format}: {path}: {differs:?}");
    }
}

#[test]
fn records_that_are_imported_make_the_same_site_as_records_that_are_read_in_place() {
    for format in FORMATS {
        // Ids that a public source names are public; those in one's own records need a database that somebody knows.
        let settings = format!(
            "outputs: {{ cards: false }}\n{CVE}osv: {{ prefixes: [OSV, GHSA, RUSTSEC] }}\nforeign_ids: [RED, UP, OSVDB, ACME, T]\n"
        );
        let place =
            Site::new().settings(&format!("{settings}sources: [{{ path: ../src, format: {format}, publish: true }}]"));
        let copy = Site::new().settings(&settings);
        for at in [1, 2] {
            let (name, text) = file(format, at, &whole(format, at));
            place.write(&format!("../src/{name}"), &text);
            copy.write(&format!("../src/{name}"), &text);
        }
        let run = copy.run(&["import", format, "src", "--publish"]);
        assert_eq!(run.code, 0, "{format}: {}", run.words);
        let (place, copy) = (built(&place), built(&copy));
        assert!(place.keys().any(|path| path.starts_with("advisories/") && path.matches('/').count() == 2), "{format}");
        same(format, &place, &copy);
    }
}
