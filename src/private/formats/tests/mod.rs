//! Whole sources through the gate.

mod advice;
mod advised;
mod affected;
mod cases;
mod cve;
mod data;
mod foreign_folders;
mod friendsofphp;
mod marks;
mod outputs;
mod readers;
mod round_trips;
mod rubysec;
mod titles;

use crate::diagnostic::Level;
use crate::lint::testing::{SITE, folder, now};
use crate::private::yaml::Said;
use crate::private::{Opened, Request, inspect};
use crate::public::{Site, Tlp};
use tempfile::TempDir;

const GHSA: &str = include_str!("ghsa.json");

/// A site with sources, `(path, format, publish)`, and files beside and in its content folder.
fn kept(sources: &[(&str, &str, bool)], files: &[(&str, &str)]) -> (TempDir, Opened) {
    let list = sources
        .iter()
        .map(|(path, format, publish)| format!("  - {{ path: {path}, format: {format}, publish: {publish} }}\n"));
    let site = format!("{SITE}disclosure: {{ require_approval: true }}\nsources:\n{}", list.collect::<String>());
    let all: Vec<_> = files.iter().copied().chain([("content/site.yaml", &*site)]).collect();
    let folder = folder(&all);
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    (folder, opened)
}

#[track_caller]
fn site(opened: Opened) -> Site {
    let wrong: Vec<_> = opened.shown.iter().chain(&opened.hidden).filter(|it| it.level() == Level::Error).collect();
    let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    opened.site.unwrap_or_else(|| panic!("{wrong:#?}"))
}

fn ids(site: &Site) -> Vec<&str> {
    site.advisories.iter().map(|advisory| advisory.head.id.as_str()).collect()
}

fn osv(id: &str, more: &str) -> String {
    format!(
        "{{ \"id\": \"{id}\", \"modified\": \"2026-02-01T00:00:00Z\", \"published\": \"2026-01-01T00:00:00Z\", \"summary\": \"T\"{more} }}"
    )
}

#[test]
fn of_an_advisory_on_github_what_is_published_there_is() {
    let (_folder, opened) = kept(&[("../ghsa.json", "ghsa", true)], &[("ghsa.json", GHSA)]);
    let site = site(opened);
    assert_eq!(ids(&site), ["GHSA-abcd-1234-efgh", "GHSA-wwww-tttt-dddd"], "drafts, triage and closed are withheld");
    let advisory = &site.advisories[0];
    assert_eq!(advisory.head.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["CVE-2026-11111"]);
    assert_eq!(advisory.cwe, [123]);
    assert_eq!(advisory.severity.as_ref().map(|severity| severity.vectors.len()), Some(1));
    assert_eq!(advisory.affected.len(), 2);
    assert_eq!(advisory.affected[0].ranges[0].events.len(), 2);
    let credits: Vec<&str> = advisory.head.credits.iter().map(|credit| credit.name.as_str()).collect();
    assert_eq!(credits, ["finder-of-octo"], "who didn't accept isn't named");
    assert_eq!(advisory.head.published.to_string(), "2026-03-01T00:00:00Z");
    let all = serde_json::to_string(&site.advisories).unwrap();
    for secret in [
        "author-of",
        "publisher-of",
        "pending-of",
        "declined-of",
        "helper-of",
        "octopus",
        "-ghsa-abcd",
        "an end is",
        "template",
    ] {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(all.contains("not our mark"), "their text is text");
    assert!(site.advisories[1].head.withdrawn.is_some());
}

#[test]
fn what_a_format_calls_a_draft_goes_to_the_audit() {
    let (_folder, opened) = kept(&[("../ghsa.json", "ghsa", true)], &[("ghsa.json", GHSA)]);
    let kinds = opened.withheld.sought(crate::private::withheld::Public::Nothing);
    let files: Vec<String> = kinds.iter().map(|(it, _)| it.file.display().to_string()).collect();
    assert!(files.iter().any(|file| file == "../ghsa.json"));
}

#[test]
fn a_source_that_site_yaml_does_not_publish_is_withheld_whatever_its_records_say() {
    let own = osv(
        "X-1",
        r#", "database_specific": { "fanlight": { "publish": true, "approved": { "by": "A", "on": "2026-01-01" } } }"#,
    );
    let (_folder, opened) = kept(&[("../osv", "osv", false)], &[("osv/X-1.json", &own)]);
    assert!(site(opened).advisories.is_empty());
    let (_folder, opened) = kept(&[("../osv", "osv", true)], &[("osv/X-1.json", &own)]);
    assert_eq!(site(opened).advisories.len(), 1);
}

#[test]
fn a_record_of_a_source_can_withhold_itself() {
    let says = |key: &str| osv("X-1", &format!(", \"database_specific\": {{ \"fanlight\": {{ {key} }} }}"));
    for key in ["\"publish\": false", "\"embargo\": \"2027-01-01T00:00:00Z\"", "\"tlp\": \"red\""] {
        let (_folder, opened) = kept(&[("../osv", "osv", true)], &[("osv/X-1.json", &says(key))]);
        assert!(site(opened).advisories.is_empty(), "{key}");
    }
}

#[test]
fn free_form_maps_are_withheld_but_for_weaknesses_and_the_word_of_severity() {
    let more = r#", "database_specific": { "cwe_ids": ["CWE-79"], "severity": "MODERATE", "note": "kept among ourselves" },
        "affected": [{ "package": { "ecosystem": "npm", "name": "a" }, "ecosystem_specific": { "urgency": "ours alone" } }],
        "new_key": "of a later schema",
        "references": [{ "type": "NONE", "url": "javascript:alert(1)" }, { "type": "WEB", "url": "https://example.org/a b" }],
        "credits": [{ "name": "Jane Roe <jane@roe.example>", "contact": ["mailto:jane@roe.example"] }]"#;
    let (_folder, opened) = kept(&[("../osv", "osv", true)], &[("osv/X-1.json", &osv("X-1", more))]);
    let site = site(opened);
    let advisory = &site.advisories[0];
    assert_eq!(advisory.cwe, [79]);
    assert_eq!(advisory.severity.as_ref().map(|severity| severity.level.as_str()), Some("medium"));
    assert_eq!(advisory.head.references.len(), 1);
    assert_eq!(advisory.head.references[0].url.as_str(), "https://example.org/a%20b");
    assert_eq!(advisory.head.credits[0].name.as_str(), "Jane Roe");
    let all = serde_json::to_string(advisory).unwrap();
    for secret in ["among ourselves", "ours alone", "later schema", "javascript", "roe.example"] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[test]
fn two_records_of_one_flaw_have_one_page() {
    let alias = |id: &str, alias: &str| osv(id, &format!(", \"aliases\": [\"{alias}\"]"));
    let files = [
        ("one/A-1.json", alias("A-1", "B-1")),
        ("two/B-1.json", osv("B-1", "")),
        ("two/C-1.json", alias("C-1", "OWN-1")),
        ("two/D-1.json", osv("D-1", "")),
        (
            "content/advisories/OWN-1.md",
            "---\ntitle: T\npublish: true\napproved: { by: A, on: 2026-01-01 }\npublished: 2026-01-01\n---\nx\n".into(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let sources = [("../one", "osv", true), ("../two", "osv", true)];
    let (_folder, opened) = kept(&sources, &files);
    let site = site(opened);
    assert_eq!(ids(&site), ["A-1", "D-1", "OWN-1"]);
    let aliases = |id: &str| {
        let advisory = site.advisories.iter().find(|advisory| advisory.head.id.as_str() == id).unwrap();
        advisory.head.aliases.iter().map(|alias| alias.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(aliases("OWN-1"), ["C-1"]);
    assert_eq!(aliases("A-1"), ["B-1"]);
}

#[test]
fn a_withheld_record_swallows_none() {
    let withheld = "---\ntitle: T\naliases: [X-1]\n---\nx\n";
    let files = [("osv/X-1.json", &*osv("X-1", "")), ("content/advisories/OWN-1.md", withheld)];
    let (_folder, opened) = kept(&[("../osv", "osv", true)], &files);
    assert_eq!(ids(&site(opened)), ["X-1"]);
}

#[test]
fn a_label_of_the_format_holds_for_every_audience_below_it() {
    use super::super::gate::Standing;
    let standing = Standing::Foreign { publish: true, state: super::State::Labelled(Tlp::Amber) };
    assert_eq!(standing.label(), Tlp::Amber);
    assert!(standing.marked(Said::Absent) && !standing.marked(Said::Is(&false)));
}

fn errors(sources: &[(&str, &str, bool)], files: &[(&str, &str)]) -> Vec<String> {
    let (_folder, opened) = kept(sources, files);
    assert!(opened.site.is_none());
    opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect()
}

#[test]
fn a_source_lies_beside_the_content_folder() {
    for path in ["/etc", "advisories", "..", "../content", "../a/../../b", "../nothing"] {
        let reported = errors(&[(path, "osv", true)], &[]);
        assert!(reported.iter().any(|line| line.contains("site.yaml:")), "{path}: {reported:?}");
    }
}

#[test]
fn what_is_not_of_the_format_is_refused_with_the_reason() {
    let reported = |format: &str, text: &str| errors(&[("../x", format, true)], &[("x/a.json", text)]).join(" ");
    assert!(reported("osv", "{\"affected\": [], \"details\": \"x\"}").contains("it has no `id`"));
    assert!(reported("osv", "{").contains("well-formed"));
    assert!(
        reported("ghsa", "{\"state\": \"draft\", \"severity\": \"low\", \"description\": \"x\"}").contains("ghsa_id")
    );
    assert!(reported("ghsa", "{\"ghsa_id\": \"GHSA-1\"}").contains("state"));
    assert!(reported("cve", "{\"dataType\": \"CVE\"}").contains("no CVE record"));
    assert!(reported("osv", &osv("A B ", "")).contains("bad-id"));
}

#[test]
fn a_rejected_cve_is_withdrawn_if_it_was_published_and_withheld_if_it_never_was() {
    let cve = |state: &str, dates: &str, cna: &str| {
        format!(
            "{{ \"dataType\": \"CVE_RECORD\", \"dataVersion\": \"5.2\", \"cveMetadata\": {{ \"cveId\": \"CVE-2026-1000\", \"state\": \"{state}\"{dates} }}, \"containers\": {{ \"cna\": {{ {cna} }} }} }}"
        )
    };
    let opened = |text: String| site(kept(&[("../cve", "cve", true)], &[("cve/1.json", &text)]).1).advisories;
    let reasons = "\"rejectedReasons\": [{ \"lang\": \"en\", \"value\": \"No flaw.\" }]";
    assert!(opened(cve("RESERVED", ", \"dateReserved\": \"2026-01-01T00:00:00\"", "")).is_empty());
    assert!(opened(cve("REJECTED", ", \"dateRejected\": \"2026-01-02T00:00:00\"", reasons)).is_empty());
    let dates = ", \"datePublished\": \"2026-01-01T00:00:00\", \"dateRejected\": \"2026-01-02T00:00:00\"";
    let withdrawn = opened(cve("REJECTED", dates, reasons));
    assert!(withdrawn[0].head.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.reason.is_some()));
    let said = "\"title\": \"T\", \"descriptions\": [{ \"lang\": \"en\", \"value\": \"A flaw.\" }], \"affected\": [{ \"vendor\": \"Acme\", \"product\": \"Anvil\", \"versions\": [{ \"version\": \"1.0\", \"lessThan\": \"1.2\", \"status\": \"affected\", \"versionType\": \"semver\" }, { \"version\": \"3.0\", \"status\": \"affected\" }] }], \"metrics\": [{ \"cvssV3_1\": { \"vectorString\": \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\" } }]";
    let published = opened(cve("PUBLISHED", ", \"datePublished\": \"2026-01-01T00:00:00.000Z\"", said));
    assert_eq!(published[0].affected[0].package.name.as_str(), "Acme Anvil");
    assert_eq!((published[0].affected[0].ranges.len(), published[0].affected[0].versions.len()), (1, 1));
    assert_eq!(published[0].severity.as_ref().and_then(|severity| severity.score), Some(9.8));
}
