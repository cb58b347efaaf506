//! What can't be so of who is affected, and when: `check` reports each, with a help, and says nothing of what can.

use super::harness::{AT, Site};

const RANGE: &str = "introduced: 1.0.0, fixed: 2.0.0";
const NOW: &str = "published: 2023-01-01T12:00:00Z";

/// An advisory with this package, these ranges and these further keys.
fn advisory(package: &str, ranges: &str, due: &str, more: &str) -> String {
    format!(
        "---\ntitle: A\npublish: true\n{due}\nseverity: low\nimpact: It ends.\nroot_cause: A length.\nresolution: Update.\n{more}\n\
        affected: [{{ package: {package}, ranges: [{ranges}] }}]\n---\n\nText.\n"
    )
}

/// The codes of all that `check` finds.
fn codes(record: &str) -> Vec<String> {
    let site = Site::new().with("advisories/A-2025-1.md", record);
    let said = site.command(&["check", "--at", AT, "--format", "json"]).output().expect("the program runs");
    let report: serde_json::Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    assert!(findings.iter().all(|finding| finding["help"].as_str().is_some_and(|help| !help.is_empty())), "{report}");
    findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn what_cannot_be_affected_so_is_reported() {
    let range = |text: &str| format!("{{ {text} }}");
    let of_package = |package: &str| advisory(package, &range(RANGE), NOW, "");
    let of_range = |ranges: &str| advisory("pkg:npm/a", ranges, NOW, "");
    let with = |more: &str| advisory("pkg:npm/a", &range(RANGE), NOW, more);
    let cases = [
        ("a range that ends before it begins", of_range("{ introduced: 2.0.0, fixed: 1.0.0 }"), "impossible-range"),
        ("a range that ends where it begins", of_range("{ introduced: 1.0.0, fixed: 1.0.0 }"), "impossible-range"),
        ("a bound with a letter for a number", of_range("{ introduced: 1.x, fixed: 2.0.0 }"), "unreadable-version"),
        ("a `v` in SemVer", of_range("{ type: SEMVER, introduced: 1.0.0, fixed: v2.0.0 }"), "unreadable-version"),
        ("another scheme's version", of_range("{ introduced: 1.0.0, fixed: 1.1.1l }"), "unreadable-version"),
        ("curly quotes", of_range("{ introduced: 1.0.0, fixed: “2.0.0” }"), "unreadable-version"),
        (
            "a fix in another affected range",
            of_range("{ introduced: 1.0.0, fixed: 1.5.0 }, { introduced: 1.2.0, fixed: 2.0.0 }"),
            "fix-affected",
        ),
        ("a purl of an unknown type", of_package("pkg:nosuchtype/a"), "package-url"),
        ("a purl without its scheme", of_package("npm/a"), "package-url"),
        ("a purl with a version", of_package("pkg:npm/a@1.0.0"), "package-url"),
        ("an unknown ecosystem", of_package("{ ecosystem: Nosuch, name: a }"), "unknown-ecosystem"),
        ("an ecosystem in another case", of_package("{ ecosystem: NPM, name: a }"), "unknown-ecosystem"),
        ("an ill-formed CVE id", with("aliases: [CVE-26-1]"), "malformed-id"),
        ("an ill-formed CWE id", with("cwe: [CWE-XX]"), "wrong-value"),
        ("a category of CWE", with("cwe: [CWE-16]"), "malformed-id"),
        ("a CWE that isn't one", with("cwe: [CWE-99999]"), "malformed-id"),
        (
            "an embargo in the past that held nothing",
            advisory("pkg:npm/a", &range(RANGE), "embargo: 2023-01-01T12:00:00Z", ""),
            "embargo-over",
        ),
        (
            "a withdrawal before the publication",
            with("withdrawn: 2022-01-01T12:00:00Z\nwithdrawn_reason: Wrong."),
            "date-order",
        ),
        (
            "a fix in the timeline and none in `affected`",
            advisory(
                "pkg:npm/a",
                "{ introduced: 1.0.0 }",
                NOW,
                "timeline: [{ at: 2022-01-05, phase: fixed, text: Fixed. }]",
            ),
            "no-fix-named",
        ),
    ];
    for (what, record, code) in cases {
        assert_eq!(codes(&record), [code], "{what}");
    }
    assert_eq!(codes(&with("aliases: [CVE-2022-10001]\ncwe: [CWE-22]")), Vec::<String>::new());
}
