//! A folder that is somebody else's, as it is.

use super::{ids, kept, osv, site};
use crate::diagnostic::Code;
use crate::lint::testing::{SITE, folder, now};
use crate::private::{Request, inspect};

#[test]
fn an_id_with_a_sign_that_no_path_has_keeps_it_and_gets_a_path() {
    let files = [("osv/a.json", &*osv("ALSA-2026:8842", "")), ("osv/b.json", &*osv("ALSA-2026-1", ""))];
    let (_folder, opened) = kept(&[("../osv", "osv", true)], &files);
    let site = site(opened);
    assert_eq!(ids(&site), ["ALSA-2026-1", "ALSA-2026:8842"]);
    let paths: Vec<String> = site.advisories.iter().map(|advisory| advisory.head.path()).collect();
    assert_eq!(paths, ["/advisories/ALSA-2026-1/", "/advisories/ALSA-2026_8842/"]);
}

#[test]
fn two_ids_never_share_a_path() {
    let files = [("osv/a.json", &*osv("ALSA-2026:1", "")), ("osv/b.json", &*osv("ALSA-2026_1", ""))];
    let (_folder, opened) = kept(&[("../osv", "osv", true)], &files);
    assert_eq!(opened.hidden.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DuplicateId]);
}

#[test]
fn an_id_that_names_nothing_is_refused() {
    for id in ["..", ":::", " A-1"] {
        let (_folder, opened) = kept(&[("../osv", "osv", true)], &[("osv/a.json", &osv(id, ""))]);
        let found = opened.shown.iter().chain(&opened.hidden).map(|it| it.code);
        assert_eq!(found.collect::<Vec<_>>(), [Code::BadId], "{id}");
    }
}

#[test]
fn an_empty_source_is_no_error() {
    let feed = r#"{"feed": {"id": "f", "title": "F", "updated": "2026-01-01T00:00:00Z"}}"#;
    let files = [("csaf/README.md", "# x\n"), ("csaf/feed-tlp-white.json", feed)];
    let (_folder, opened) = kept(&[("../csaf", "csaf", true)], &files);
    assert!(site(opened).advisories.is_empty());
}

#[test]
fn a_cve_record_without_a_first_publication_was_published_when_it_was_last_changed() {
    let cve = r#"{"dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": {"cveId": "CVE-2026-90001", "state": "PUBLISHED", "dateUpdated": "2026-02-01T00:00:00Z"},
        "containers": {"cna": {"title": "T", "descriptions": [{"lang": "en", "value": "d"}],
        "affected": [{"vendor": "Quay", "product": "pier", "packageName": " ", "versions": [{"version": "1", "status": "affected"}]}]}}}"#;
    let (_folder, opened) = kept(&[("../cve", "cve", true)], &[("cve/a.json", cve)]);
    let site = site(opened);
    assert_eq!(site.advisories[0].head.published.to_string(), "2026-02-01T00:00:00Z");
    assert_eq!(site.advisories[0].affected[0].package.name.as_str(), "Quay pier", "a blank name names nothing");
}

/// A site with one public source and what site.yaml says of it.
fn with_options(options: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, crate::private::Opened) {
    let site = format!(
        "{SITE}projects: [{{ id: pier }}]\nsources:\n  - {{ path: ../osv, format: osv, publish: true, {options} }}\n"
    );
    let all: Vec<_> = files.iter().copied().chain([("content/site.yaml", &*site)]).collect();
    let folder = folder(&all);
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    (folder, opened)
}

const UNDATED: &str = r#"{"id": "EX-2", "modified": "0001-01-01T00:00:00Z", "summary": "T"}"#;

#[test]
fn records_without_a_date_get_one_or_are_left_out_as_the_source_says() {
    let dated = osv("EX-1", "");
    let files = [("osv/1.json", &*dated), ("osv/2.json", UNDATED)];
    let (_folder, opened) = with_options("undated: modified", &files);
    assert!(opened.site.is_none(), "it has no date at all");
    let (_folder, opened) = with_options("undated: 2020-01-01T00:00:00Z", &files);
    assert_eq!(opened.skipped, 0);
    let since: Vec<String> =
        site(opened).advisories.iter().map(|advisory| advisory.head.published.to_string()).collect();
    assert_eq!(since, ["2026-01-01T00:00:00Z", "2020-01-01T00:00:00Z"], "what has a date keeps it");
    let (_folder, opened) = with_options("undated: skip", &files);
    assert_eq!(opened.skipped, 1);
    assert_eq!(opened.hidden.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::SkippedRecord]);
    assert_eq!(ids(&site(opened)), ["EX-1"]);
}

#[test]
fn a_record_in_error_stops_the_build_or_is_left_out_as_the_source_says() {
    let (right, wrong) = (osv("EX-1", ""), osv("EX-2", r#", "withdrawn": "never""#));
    let draft = osv("EX-3", r#", "withdrawn": "never", "database_specific": { "fanlight": { "publish": false } }"#);
    let files =
        [("osv/1.json", &*right), ("osv/2.json", &*wrong), ("osv/3.json", &*draft), ("osv/4.json", r#"{"id": "#)];
    let (_folder, opened) = with_options("on_error: stop", &files);
    assert!(opened.site.is_none());
    let (_folder, opened) = with_options("on_error: skip", &files);
    assert_eq!(opened.skipped, 2, "what withholds itself isn't counted");
    let listed: Vec<_> = opened.hidden.iter().map(|finding| finding.code).collect();
    assert!(!listed.is_empty() && listed.iter().all(|code| *code == Code::SkippedRecord), "{listed:?}");
    assert_eq!(ids(&site(opened)), ["EX-1"]);
}

#[test]
fn a_source_names_the_project_and_the_package_of_records_that_name_none() {
    let named =
        osv("EX-1", r#", "affected": [{ "package": { "ecosystem": "npm", "name": "own" }, "versions": ["1"] }]"#);
    let nameless = osv("EX-2", r#", "affected": [{ "versions": ["1"] }]"#);
    let files = [("osv/1.json", &*named), ("osv/2.json", &*nameless)];
    let (_folder, opened) = with_options("project: pier, package: \"pkg:npm/pier\"", &files);
    let site = site(opened);
    let packages: Vec<&str> =
        site.advisories.iter().map(|advisory| advisory.affected[0].package.name.as_str()).collect();
    assert_eq!(packages, ["own", "pier"]);
    assert!(site.advisories.iter().all(|advisory| advisory.head.projects[0].as_str() == "pier"));
}

#[test]
fn an_option_that_says_nothing_that_can_be_is_an_error_of_site_yaml() {
    for wrong in ["project: other", "package: pier", "undated: never", "undated: 2020-01-01", "on_error: ignore"] {
        let (_folder, opened) = with_options(wrong, &[("osv/1.json", &*osv("EX-1", ""))]);
        assert!(opened.site.is_none() && opened.shown.iter().any(|it| it.line > 0), "{wrong}");
    }
}

/// A site with a team's own records beside it.
fn with_team(options: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, crate::private::Opened) {
    let site = format!(
        "{SITE}disclosure: {{ require_approval: true }}\nsources: [{{ path: ../team, format: fanlight{options} }}]\n"
    );
    let all: Vec<_> = files.iter().copied().chain([("content/site.yaml", &*site)]).collect();
    let folder = folder(&all);
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    (folder, opened)
}

#[test]
fn a_teams_own_records_are_public_as_they_say_and_approval_is_in_force() {
    let record =
        |keys: &str| format!("---\ntitle: T\npublished: 2026-01-01\n{keys}---\nSeen [hidden]{{.private}} here.\n");
    let approved = record("publish: true\napproved: { by: A, on: 2026-01-02 }\n");
    let (unapproved, unmarked) = (record("publish: true\n"), record(""));
    let files = [
        ("team/advisories/A-1.md", &*approved),
        ("team/advisories/A-2/index.md", &*approved),
        ("team/incidents/I-1.md", &*unapproved),
        ("team/incidents/I-2.md", &*unmarked),
        ("team/README.md", "# ours\n"),
        ("team/site.yaml", "title: Another site\n"),
        ("team/pages/policy.md", "# Another policy\n"),
    ];
    let (_folder, opened) = with_team("", &files);
    let site = site(opened);
    assert_eq!((ids(&site), site.incidents.len(), site.pages.len()), (vec!["A-1", "A-2"], 0, 0));
    assert_eq!(site.advisories[0].head.details.as_str(), "Seen here.");
    let again = [("team/advisories/A-1.md", &*approved), ("content/advisories/A-1.md", &*approved)];
    let (_folder, opened) = with_team("", &again);
    assert!(opened.hidden.iter().any(|finding| finding.code == Code::DuplicateId));
}

#[test]
fn nobody_marks_a_teams_own_records_for_it() {
    let (_folder, opened) = with_team(", publish: true", &[("team/advisories/A-1.md", "---\ntitle: T\n---\nx\n")]);
    assert!(opened.site.is_none() && opened.shown.iter().any(|it| it.key == "sources.format"));
    let (_folder, opened) = with_team("", &[]);
    assert!(opened.site.is_none() && opened.shown.iter().any(|it| it.key == "sources.path"));
}
