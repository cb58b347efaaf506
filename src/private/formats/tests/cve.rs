//! What a CVE record says, by its own words.

use super::{kept, site};
use crate::public::{Advisory, Exploitation};
use crate::render::fixture::t;
use serde_json::{Value, json};

fn read(cna: Value, adp: Value) -> Advisory {
    let record = json!({
        "dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": { "cveId": "CVE-2026-90001", "state": "PUBLISHED", "datePublished": "2026-01-01T00:00:00.000Z" },
        "containers": { "cna": cna, "adp": adp }
    });
    let (_folder, opened) = kept(&[("../cve", "cve", true)], &[("cve/1.json", &record.to_string())]);
    site(opened).advisories.remove(0)
}

fn vector(text: &str) -> Value {
    json!({ "vectorString": text, "version": "3.1" })
}

const HIGH: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";
const LOW: &str = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

#[test]
fn what_others_add_stands_in_where_the_cna_says_nothing() {
    let adp = json!([{
        "title": "CISA ADP Vulnrichment",
        "affected": [{ "vendor": "other", "product": "widget_kit", "versions": [{ "version": "9", "status": "affected" }] }],
        "metrics": [
            { "other": { "type": "ssvc", "content": { "options": [{ "Exploitation": "active" }, { "Automatable": "yes" }] } } },
            { "cvssV3_1": vector(LOW) }
        ],
        "problemTypes": [{ "descriptions": [{ "cweId": "CWE-79", "lang": "en", "description": "XSS", "type": "CWE" }] }],
        "references": [{ "url": "https://example.org/a" }, { "url": "https://example.org/b" }]
    }]);
    let bare = json!({ "title": "T", "descriptions": [{ "lang": "en", "value": "widget_kit breaks" }],
        "references": [{ "url": "https://example.org/a" }], "tags": ["disputed"],
        "affected": [{ "vendor": "Quay", "product": "pier", "versions": [{ "version": "1", "status": "affected" }] }] });
    let advisory = read(bare.clone(), adp.clone());
    assert_eq!(advisory.head.exploitation, Some(Exploitation::Active));
    assert_eq!(advisory.cwe, [79]);
    assert_eq!(advisory.severity.as_ref().map(|severity| severity.vectors[0].vector.as_str()), Some(LOW));
    assert_eq!(advisory.affected.len(), 1, "what the CNA says counts");
    assert_eq!(advisory.head.tags[0].as_str(), "disputed");
    let urls: Vec<&str> = advisory.head.references.iter().map(|reference| reference.url.as_str()).collect();
    assert_eq!(urls, ["https://example.org/a", "https://example.org/b"]);
    let mut rated = bare;
    rated["metrics"] = json!([{ "cvssV3_1": vector(HIGH) }]);
    assert_eq!(read(rated, adp).severity.map(|severity| severity.vectors.len()), Some(1));
}

#[test]
fn two_scores_say_of_which_scenario_they_are() {
    let scenario = |words: &str, text: &str| json!({ "format": "CVSS", "scenarios": [{ "lang": "en", "value": words }], "cvssV3_1": vector(text) });
    let cna = json!({ "title": "T", "descriptions": [{ "lang": "en", "value": "d" }],
        "metrics": [scenario("GENERAL", HIGH), scenario("On Windows", LOW)],
        "affected": [{ "vendor": "n/a", "product": "pier", "versions": [{ "version": "1", "status": "affected" }] }] });
    let advisory = read(cna, json!([]));
    let details = advisory.head.details.as_str();
    assert!(details.contains(&format!("- {LOW}: On Windows")) && !details.contains("GENERAL"), "{details}");
    let package = &advisory.affected[0].package;
    assert_eq!((package.name.as_str(), package.vendor.as_deref()), ("pier", None), "nobody is no vendor");
}

#[test]
fn a_vendor_is_the_products_own() {
    let cna = json!({ "title": "T", "descriptions": [{ "lang": "en", "value": "d" }], "affected": [
        { "vendor": "Quay", "product": "pier" },
        { "vendor": "Quay", "product": "Quay Bollard" },
        { "vendor": "Quay", "product": "pier", "packageName": "pier", "collectionURL": "https://registry.npmjs.org" }
    ] });
    let advisory = read(cna, json!([]));
    let reported = |at: usize| {
        let package = &advisory.affected[at].package;
        (package.name.as_str(), package.vendor.as_deref(), package.product_name().as_str())
    };
    assert_eq!(reported(0), ("Quay pier", Some("Quay"), "pier"));
    assert_eq!(reported(1), ("Quay Bollard", Some("Quay"), "Quay Bollard"));
    assert_eq!(reported(2), ("pier", Some("Quay"), "pier"));
}

/// Versions are called commits where somebody means releases; what a change fixes isn't affected up to the end beside it.
#[test]
fn a_range_of_commits_ends_once() {
    use crate::public::RangeEvent::{Fixed, Introduced, LastAffected};
    let entry = |changes: Value| {
        let versions = json!([{ "version": "1.0", "status": "affected", "versionType": "git", "lessThanOrEqual": "1.4", "changes": changes }]);
        let cna = json!({ "title": "T", "descriptions": [{ "lang": "en", "value": "d" }],
            "affected": [{ "vendor": "Quay", "product": "pier", "versions": versions, "defaultStatus": "unaffected" }] });
        let ranges = read(cna, json!([])).affected.remove(0).ranges;
        ranges.into_iter().map(|range| range.events).collect::<Vec<_>>()
    };
    let change = |at: &str, to: &str| json!({ "at": at, "status": to });
    assert_eq!(entry(json!([])), [[Introduced(t("1.0")), LastAffected(t("1.4"))]]);
    assert_eq!(entry(json!([change("1.5rc1", "unaffected")])), [[Introduced(t("1.0")), Fixed(t("1.5rc1"))]]);
    assert_eq!(
        entry(json!([change("1.1", "unaffected"), change("1.2", "affected")])),
        [[Introduced(t("1.0")), Fixed(t("1.1"))], [Introduced(t("1.2")), LastAffected(t("1.4"))]]
    );
}

#[test]
fn commits_of_which_nobody_knows_are_left_over() {
    let versions = json!([
        { "version": "a1b2c3", "status": "unknown", "versionType": "git", "lessThan": "d4e5f6" },
        { "version": "a1b2c3", "status": "unaffected", "versionType": "git", "lessThan": "d4e5f6",
          "changes": [{ "at": "c3d4e5", "status": "affected" }, { "at": "c4d4e5", "status": "unaffected" }] },
        { "version": "1.0", "status": "affected" }
    ]);
    let cna = json!({ "title": "T", "descriptions": [{ "lang": "en", "value": "d" }],
        "affected": [{ "vendor": "Quay", "product": "pier", "versions": versions, "defaultStatus": "unaffected" }] });
    let affected = read(cna, json!([])).affected.remove(0);
    assert_eq!(affected.versions, [t("1.0")]);
    assert!(affected.ranges.is_empty());
}
