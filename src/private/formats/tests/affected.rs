//! Which versions a foreign record calls affected: judged as its standard says, whatever keys it becomes.

use super::{kept, site};
use crate::public::{Affected, VexStatus};
use crate::versions::{Claim, Verdict, Why, judge, nearest_fix};
use Verdict::{CannotTell, NotAffected, NotListed};

fn cve(affected: &str) -> Vec<Affected> {
    let text = format!(
        r#"{{ "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {{ "cveId": "CVE-2026-20001", "state": "PUBLISHED",
        "datePublished": "2026-01-01T00:00:00Z" }}, "containers": {{ "cna": {{ "title": "t", "descriptions": [{{ "lang": "en",
        "value": "d" }}], "affected": [{{ "vendor": "Quay", "product": "pier", {affected} }}] }} }} }}"#
    );
    site(kept(&[("../cve", "cve", true)], &[("cve/1.json", &text)]).1).advisories.remove(0).affected
}

fn ghsa(range: &str, patched: &str) -> Vec<Affected> {
    let text = format!(
        r#"{{ "ghsa_id": "GHSA-aaaa-bbbb-cccc", "summary": "t", "description": "d", "state": "published",
        "published_at": "2026-01-01T00:00:00Z", "vulnerabilities": [{{ "package": {{ "ecosystem": "npm", "name": "pier" }},
        "vulnerable_version_range": "{range}", "patched_versions": "{patched}" }}] }}"#
    );
    site(kept(&[("../ghsa", "ghsa", true)], &[("ghsa/1.json", &text)]).1).advisories.remove(0).affected
}

fn verdict(affected: &[Affected], version: &str) -> Verdict {
    judge(version, &affected.iter().map(Claim::of).collect::<Vec<_>>())
}

fn fix<'a>(affected: &'a [Affected], version: &str) -> Option<&'a str> {
    nearest_fix(version, &affected.iter().map(Claim::of).collect::<Vec<_>>()).map(|fix| fix.version)
}

#[track_caller]
fn all(affected: &[Affected], versions: &[&str], wanted: Verdict) {
    for version in versions {
        assert_eq!(verdict(affected, version), wanted, "{version}");
    }
}

#[test]
fn a_range_without_an_upper_bound_goes_on() {
    let entry = |rest: &str| {
        cve(&format!(
            r#""defaultStatus": "unaffected", "versions": [{{ "version": "1.0.0", "lessThan": "*", "status": "affected", "versionType": "semver"{rest} }}]"#
        ))
    };
    all(&entry(""), &["1.0.0", "1.2.0", "3.0.0"], Verdict::Affected);
    all(&entry(""), &["0.9.0", "1.0.0-rc.1"], NotAffected);
    let changed = entry(r#", "changes": [{ "at": "2.5.2", "status": "unaffected" }]"#);
    all(&changed, &["1.0.0", "2.5.1"], Verdict::Affected);
    all(&changed, &["2.5.2", "3.0.0"], NotAffected);
    assert_eq!(fix(&changed, "1.0.0"), Some("2.5.2"));
}

#[test]
fn a_status_changes_as_often_as_it_says() {
    let changed = cve(
        r#""defaultStatus": "unaffected", "versions": [{ "version": "2.0.0", "lessThan": "3.0.0", "status": "affected", "versionType": "semver",
        "changes": [{ "at": "2.5.2", "status": "unaffected" }, { "at": "2.6.0", "status": "affected" }, { "at": "2.6.3", "status": "unaffected" }] }]"#,
    );
    all(&changed, &["2.0.0", "2.5.1", "2.6.0", "2.6.2"], Verdict::Affected);
    all(&changed, &["1.9.9", "2.5.2", "2.5.9", "2.6.3", "3.0.0"], NotAffected);
    assert_eq!((fix(&changed, "2.1.0"), fix(&changed, "2.6.1")), (Some("2.5.2"), Some("2.6.3")));
}

#[test]
fn the_end_of_a_series_is_no_version() {
    let series = cve(
        r#""defaultStatus": "unaffected", "versions": [{ "version": "1.0", "lessThan": "2.*", "status": "affected", "versionType": "semver" }]"#,
    );
    all(&series, &["1.0.0", "2.0.0", "2.99.0"], Verdict::Affected);
    all(&series, &["0.9.0", "3.0.0", "3.0.0-rc.1"], NotAffected);
    assert_eq!(fix(&series, "1.0.0"), None, "nothing is known of a fix");
}

#[test]
fn what_is_affected_by_default_is_all_but_what_is_not() {
    let entries = r#"{ "version": "4.8", "status": "affected" },
        { "version": "0", "lessThan": "4.8", "status": "unaffected", "versionType": "semver" },
        { "version": "5.10.209", "lessThanOrEqual": "5.10.*", "status": "unaffected", "versionType": "semver" },
        { "version": "6.1.75", "lessThanOrEqual": "6.1.*", "status": "unaffected", "versionType": "semver" },
        { "version": "6.8", "lessThanOrEqual": "*", "status": "unaffected", "versionType": "original_commit_for_fix" }"#;
    let kernel = cve(&format!(r#""defaultStatus": "affected", "versions": [{entries}]"#));
    all(&kernel, &["4.8", "5.10.208", "5.11", "6.1.74", "6.2", "6.7.12"], Verdict::Affected);
    all(&kernel, &["4.7.9", "5.10.209", "5.10.300", "6.1.75", "6.8", "6.9"], NotAffected);
    assert_eq!(
        (fix(&kernel, "5.10.1"), fix(&kernel, "5.11"), fix(&kernel, "6.5")),
        (Some("5.10.209"), Some("6.1.75"), Some("6.8"))
    );
}

#[test]
fn where_nothing_is_affected_nothing_is_called_so() {
    let only = cve(r#""defaultStatus": "unaffected", "versions": [{ "version": "2.87", "status": "unaffected" }]"#);
    assert_eq!(only[0].status, Some(VexStatus::NotAffected));
    all(&only, &["2.87", "1.0"], NotAffected);
    assert_eq!(cve(r#""defaultStatus": "unaffected""#)[0].status, Some(VexStatus::NotAffected));
    let unknown = cve(r#""defaultStatus": "unknown", "versions": [{ "version": "1.0", "status": "unknown" }]"#);
    assert_eq!(unknown[0].status, Some(VexStatus::UnderInvestigation));
    all(&cve(r#""defaultStatus": "affected""#), &["1.0", "x"], Verdict::Affected);
}

#[test]
fn an_order_that_nobody_knows_is_not_judged_by() {
    let custom = cve(
        r#""defaultStatus": "affected", "versions": [{ "version": "R5", "lessThanOrEqual": "R5.*", "status": "unaffected", "versionType": "custom" },
        { "version": "R1", "status": "affected" }]"#,
    );
    assert_eq!(verdict(&custom, "R1"), Verdict::Affected);
    assert_eq!(verdict(&custom, "R5"), NotAffected);
    assert_eq!(verdict(&custom, "R4"), CannotTell(Why::Order));
    let until =
        cve(r#""versions": [{ "version": "0", "lessThan": "R5", "status": "affected", "versionType": "custom" }]"#);
    assert_eq!(verdict(&until, "R4"), CannotTell(Why::Order));
}

#[test]
fn what_is_no_version_is_none() {
    for nothing in ["n/a", "unspecified", "pier", "-"] {
        let affected = cve(&format!(r#""versions": [{{ "version": "{nothing}", "status": "affected" }}]"#));
        assert!(affected[0].versions.is_empty() && affected[0].ranges.is_empty(), "{nothing}");
        assert_eq!(verdict(&affected, "1.0"), CannotTell(Why::Unknown), "{nothing}");
    }
    let below = cve(
        r#""defaultStatus": "unaffected", "versions": [{ "version": "unspecified", "lessThan": "3.2", "status": "affected", "versionType": "semver" }]"#,
    );
    all(&below, &["0.1.0", "3.1.9"], Verdict::Affected);
    all(&below, &["3.2.0"], NotAffected);
}

#[test]
fn by_default_nobody_knows_of_the_others() {
    let said = |default: &str| {
        cve(&format!(
            r#"{default} "versions": [{{ "version": "1.0.0", "lessThan": "1.5.0", "status": "affected", "versionType": "semver" }},
            {{ "version": "2.0.0", "lessThanOrEqual": "2.*", "status": "unaffected", "versionType": "semver" }}]"#
        ))
    };
    let unknown = said(r#""defaultStatus": "unknown","#);
    assert_eq!((verdict(&unknown, "1.6.0"), verdict(&unknown, "2.3.0")), (NotListed, NotAffected));
    assert_eq!(fix(&unknown, "1.0.0"), None, "nothing says that 1.5.0 fixes it");
    assert_eq!(fix(&said(""), "1.0.0"), Some("1.5.0"), "the least version that is not in the range");
    assert_eq!(verdict(&said(r#""defaultStatus": "unaffected","#), "1.6.0"), NotAffected);
}

#[test]
fn github_writes_a_range_for_a_version_in_cve_records_too() {
    let range =
        cve(r#""defaultStatus": "unaffected", "collectionURL": "https://registry.npmjs.org", "packageName": "pier",
        "versions": [{ "version": ">= 1.0.0, < 1.2.0", "status": "affected" }]"#);
    all(&range, &["1.0.0", "1.1.9"], Verdict::Affected);
    all(&range, &["0.9.0", "1.2.0"], NotAffected);
}

#[test]
fn the_operators_of_github_mean_what_they_say() {
    let exact = ghsa("= 1.2.3", "1.2.4");
    all(&exact, &["1.2.3"], Verdict::Affected);
    all(&exact, &["1.2.2", "1.2.4"], NotAffected);
    assert_eq!(fix(&exact, "1.2.3"), Some("1.2.4"));
    all(&ghsa("> 1.0.0", ""), &["1.0.1", "9.0.0"], Verdict::Affected);
    all(&ghsa("> 1.0.0", ""), &["1.0.0", "0.1.0"], NotAffected);
    all(&ghsa(">= 2.0.0 < 2.1.0", "2.1.0"), &["2.0.0", "2.0.9"], Verdict::Affected);
    all(&ghsa("*", ""), &["0.0.1", "9.0.0"], Verdict::Affected);
    let last = ghsa("<= 1.2.0", "1.4.0");
    all(&last, &["1.3.0", "1.4.0"], NotAffected);
    assert_eq!(fix(&last, "1.0.0"), Some("1.4.0"));
    all(&ghsa("everything before the rewrite", "2.0.0"), &["1.0.0", "3.0.0"], CannotTell(Why::Unknown));
}

#[test]
fn words_in_the_place_of_a_range_are_reported() {
    let (_folder, opened) = kept(
        &[("../ghsa", "ghsa", true)],
        &[(
            "ghsa/1.json",
            r#"{ "ghsa_id": "GHSA-aaaa-bbbb-cccc", "summary": "t", "description": "d", "state": "published", "published_at": "2026-01-01T00:00:00Z",
        "vulnerabilities": [{ "package": { "ecosystem": "npm", "name": "pier" }, "vulnerable_version_range": "before the rewrite" }] }"#,
        )],
    );
    let reported: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    assert!(reported.iter().any(|line| line.contains("unread-range")), "{reported:?}");
}

#[test]
fn what_a_source_says_and_cannot_be_is_reported() {
    use crate::diagnostic::Code::{FixAffected, ImpossibleRange, UnreadableVersion};
    let codes = |ranges: &str| {
        let affected = format!(
            r#", "affected": [{{ "package": {{ "ecosystem": "npm", "name": "pier" }}, "ranges": [{ranges}] }}]"#
        );
        let opened = kept(&[("../osv", "osv", true)], &[("osv/X-1.json", &super::osv("X-1", &affected))]).1;
        let site = opened.site.as_ref().expect("a site: it stops nothing");
        let subject = crate::lint::Subject { site, sources: &opened.sources, targets: None, theme: None };
        crate::lint::lint(&subject).iter().map(|lint| lint.diagnostic.code).collect::<Vec<_>>()
    };
    let range = |from: &str, end: &str| {
        format!(r#"{{ "type": "SEMVER", "events": [{{ "introduced": "{from}" }}, {{ "fixed": "{end}" }}] }}"#)
    };
    assert!(codes(&range("1.0.8", "1.0.7")).contains(&ImpossibleRange));
    assert!(codes(&range("0", "1.x")).contains(&UnreadableVersion));
    assert!(codes(&format!("{}, {}", range("1.0.0", "1.2.0"), range("1.1.0", "2.0.0"))).contains(&FixAffected));
    assert_eq!(codes(&range("1.0.0", "1.0.8")), []);
}
