//! Importing into folders.

use super::*;
use crate::lint::testing::{SITE, folder, now};
use crate::private::{Request, inspect};
use tempfile::TempDir;

const OSV: &str = r#"{
  "schema_version": "1.7.3", "id": "X-2026-1", "modified": "2026-02-01T00:00:00Z", "published": "2026-01-01T00:00:00Z",
  "aliases": ["CVE-2026-1"], "related": ["GHSA-aaaa-bbbb-cccc"], "withdrawn": "2026-02-01T00:00:00Z",
  "summary": "A flaw: \"quoted\" # and more", "details": "Text.\n\n- one\n  ::: private\n\npublish: never",
  "severity": [{ "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
  "affected": [{ "package": { "ecosystem": "npm", "name": "a", "purl": "pkg:npm/a" }, "versions": ["1.10", "1e3"],
    "ranges": [{ "type": "SEMVER", "events": [{ "introduced": "0" }, { "fixed": "1.11" }] },
               { "type": "GIT", "repo": "https://example.org/a", "events": [{ "introduced": "0" }, { "limit": "ab12cd34" }] }] }],
  "references": [{ "type": "FIX", "url": "https://example.org/fix" }],
  "credits": [{ "name": "Jane Roe", "type": "FINDER", "contact": ["mailto:jane@roe.example"] }],
  "database_specific": { "note": "kept" }
}"#;

fn order(into: &Path, marking: Marking, existing: Existing) -> Order<'_> {
    Order { format: Format::Osv, into, marking, existing }
}

fn run_anyhow(folder: &TempDir, marking: Marking, existing: Existing) -> Tally {
    let tasks = tasks(Format::Osv, &folder.path().join("osv")).unwrap_or_else(|_| panic!("files"));
    import(&order(&folder.path().join("content"), marking, existing), &tasks, &|| ())
}

fn run(folder: &TempDir, marking: Marking, existing: Existing) -> Tally {
    let tally = run_anyhow(folder, marking, existing);
    let wrong: Vec<String> = tally.wrong.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty() && tally.failed.is_empty(), "{wrong:?}");
    tally
}

fn given(record: &str) -> TempDir {
    folder(&[("content/site.yaml", SITE), ("osv/X-2026-1.json", record)])
}

const FILE: &str = "content/advisories/X-2026-1.md";

fn read(folder: &TempDir) -> String {
    std::fs::read_to_string(folder.path().join(FILE)).unwrap()
}

#[allow(clippy::disallowed_methods, reason = "the content of a test")]
fn write(folder: &TempDir, path: &str, text: &str) {
    std::fs::write(folder.path().join(path), text).unwrap();
}

/// What is public of the only record, as the model has it.
fn model(folder: &TempDir) -> serde_json::Value {
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    let wrong: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    let site = opened.site.unwrap_or_else(|| panic!("{wrong:?}\n{}", read(folder)));
    serde_json::to_value(&site.advisories[0]).unwrap()
}

#[test]
fn an_import_is_unpublished_and_loses_nothing_that_a_scanner_uses() {
    let folder = given(OSV);
    let tally = run(&folder, Marking::Unpublished, Existing::Left);
    assert_eq!((tally.written, tally.kept.get("database_specific")), (1, Some(&1)));
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    assert!(opened.site.is_some_and(|site| site.advisories.is_empty()), "{}", read(&folder));

    let folder = given(OSV);
    run(&folder, Marking::Published, Existing::Left);
    let copied = model(&folder);
    let site = format!("{SITE}sources: [{{ path: ../osv, format: osv, publish: true }}]\n");
    write(&folder, "content/site.yaml", &site);
    std::fs::remove_file(folder.path().join(FILE)).unwrap();
    assert_eq!(copied, model(&folder), "by copy as in place");
    for (path, value) in [
        ("/head/aliases/0", "CVE-2026-1"),
        ("/head/related/0", "GHSA-aaaa-bbbb-cccc"),
        ("/head/published", "2026-01-01T00:00:00Z"),
        ("/head/withdrawn/at", "2026-02-01T00:00:00Z"),
        ("/head/references/0/type", "FIX"),
        ("/head/references/0/url", "https://example.org/fix"),
        ("/head/credits/0/name", "Jane Roe"),
        ("/head/credits/0/type", "FINDER"),
        ("/affected/0/package/purl", "pkg:npm/a"),
        ("/affected/0/versions/0", "1.10"),
        ("/affected/0/ranges/0/type", "SEMVER"),
        ("/affected/0/ranges/1/repo", "https://example.org/a"),
        ("/severity/vectors/0/vector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
    ] {
        assert_eq!(copied.pointer(path).and_then(|value| value.as_str()), Some(value), "{path}\n{copied:#}");
    }
    assert_eq!(copied.pointer("/affected/0/ranges/0/events").and_then(|value| value.as_array()).map(Vec::len), Some(2));
    assert_eq!(copied.pointer("/affected/0/ranges/1/events").and_then(|value| value.as_array()).map(Vec::len), Some(2));
}

#[test]
fn a_second_import_changes_nothing() {
    let folder = given(OSV);
    run(&folder, Marking::Unpublished, Existing::Left);
    let first = read(&folder);
    assert_eq!(run(&folder, Marking::Published, Existing::Left).left, 1);
    assert_eq!(run(&folder, Marking::Published, Existing::Updated).unchanged, 1);
    assert_eq!(read(&folder), first);
}

#[test]
fn an_update_takes_over_what_changed_and_leaves_what_people_wrote() {
    let plain = OSV.replace("publish: never", "more");
    let folder = given(&plain);
    run(&folder, Marking::Unpublished, Existing::Left);
    let edited = read(&folder)
        .replace("publish: false\n", "publish: true # after the talk\nembargo: 2027-01-01T00:00:00Z\n")
        .replace("aliases: [CVE-2026-1]\n", "aliases: !private [CVE-2026-1]\n")
        .replace("private:\n", "impact: Ours.\nprivate:\n  ticket: Q-1\n")
        .replace("Text.", "Our own text.");
    write(&folder, FILE, &edited);
    let upstream = plain
        .replace("CVE-2026-1", "CVE-2026-2")
        .replace("1.11", "1.12")
        .replace("Text.", "Their text.")
        .replace("\"kept\"", "\"kept still\"")
        .replace("\"withdrawn\": \"2026-02-01T00:00:00Z\",", "");
    write(&folder, "osv/X-2026-1.json", &upstream);
    let tally = run(&folder, Marking::Unpublished, Existing::Updated);
    assert_eq!(tally.updated, 1);
    assert_eq!(tally.edited.keys().map(String::as_str).collect::<Vec<_>>(), ["aliases", "the text"]);
    let now = read(&folder);
    for ours in [
        "publish: true # after the talk",
        "embargo: 2027",
        "!private [CVE-2026-1]",
        "impact: Ours.",
        "ticket: Q-1",
        "Our own text.",
    ] {
        assert!(now.contains(ours), "{ours}\n{now}");
    }
    for theirs in ["1.12", "kept still"] {
        assert!(now.contains(theirs), "{theirs}\n{now}");
    }
    assert!(!now.contains("withdrawn:") && !now.contains("1.11"), "{now}");
    assert_eq!(run(&folder, Marking::Unpublished, Existing::Updated).unchanged, 1);
    assert_eq!(read(&folder), now);
}

#[test]
fn a_file_with_errors_is_left_alone_and_they_are_reported() {
    let folder = given(OSV);
    run(&folder, Marking::Unpublished, Existing::Left);
    for (from, to) in
        [("publish: false\n", "publish: false\npublish: true\n"), ("title: ", "title: &anchor "), ("---\n", "--\n")]
    {
        let good = read(&folder);
        let broken = good.replacen(from, to, 1);
        assert_ne!(good, broken);
        write(&folder, FILE, &broken);
        let tally = run_anyhow(&folder, Marking::Unpublished, Existing::Updated);
        assert_eq!(tally.updated + tally.unchanged, 0, "{to}");
        assert!(tally.left == 1 || !tally.wrong.is_empty(), "{to}");
        assert_eq!(read(&folder), broken);
        write(&folder, FILE, &good);
    }
}

#[test]
fn a_file_that_no_import_made_is_left_alone() {
    let folder = given(OSV);
    std::fs::create_dir_all(folder.path().join("content/advisories")).unwrap();
    write(&folder, FILE, "---\ntitle: Ours\n---\nx\n");
    assert_eq!(run(&folder, Marking::Published, Existing::Updated).left, 1);
    assert_eq!(read(&folder), "---\ntitle: Ours\n---\nx\n");
}

#[test]
fn drafts_of_another_format_are_never_marked() {
    let folder = folder(&[("ghsa.json", include_str!("../formats/tests/ghsa.json")), ("content/site.yaml", SITE)]);
    let tasks = tasks(Format::Ghsa, &folder.path().join("ghsa.json")).unwrap_or_else(|_| panic!("a file"));
    let content = folder.path().join("content");
    let order = Order { format: Format::Ghsa, into: &content, marking: Marking::Published, existing: Existing::Left };
    let tally = import(&order, &tasks, &|| ());
    assert_eq!((tally.written, tally.drafts), (5, 3));
    let opened = inspect(&content, Request::at(now()));
    let wrong: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    assert_eq!(opened.site.map(|site| site.advisories.len()), Some(2), "{wrong:?}");
}

#[test]
fn an_id_with_signs_that_no_path_has_is_kept_and_its_file_bears_the_path() {
    let folder = given(&OSV.replace("X-2026-1", "X 2026/1:ä"));
    run(&folder, Marking::Published, Existing::Left);
    let path = folder.path().join("content/advisories/X_2026_1_.md");
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(model(&folder).pointer("/head/id").and_then(|value| value.as_str()), Some("X 2026/1:ä"));
    // In a file of another name it is a slip.
    write(&folder, "content/advisories/other.md", &text);
    std::fs::remove_file(path).unwrap();
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    assert_eq!(
        opened.hidden.iter().chain(&opened.shown).map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::BadId]
    );
}

#[test]
fn an_id_that_leads_out_of_the_folder_is_refused() {
    let folder = given(&OSV.replace("X-2026-1", "../../x"));
    let tasks = tasks(Format::Osv, &folder.path().join("osv")).unwrap_or_else(|_| panic!("files"));
    let content = folder.path().join("content");
    let tally = import(&order(&content, Marking::Published, Existing::Left), &tasks, &|| ());
    assert_eq!((tally.written, tally.wrong.iter().map(|it| it.code).collect::<Vec<_>>()), (0, vec![Code::BadId]));
}

/// The real records of ../shared, where there are any.
#[test]
fn every_real_record_is_imported_and_reads_back() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    for (name, format) in [("osv", Format::Osv), ("osv-pypa", Format::Osv), ("cve", Format::Cve)] {
        let Ok(tasks) = tasks(format, &data.join(name)) else { continue };
        let folder = folder(&[("content/site.yaml", SITE)]);
        let content = folder.path().join("content");
        let make = |existing| {
            import(&Order { format, into: &content, marking: Marking::Unpublished, existing }, &tasks, &|| ())
        };
        let tally = make(Existing::Left);
        let wrong: Vec<String> = tally.wrong.iter().map(ToString::to_string).collect();
        assert_eq!((tally.written, wrong), (tasks.len(), Vec::new()), "{name}");
        assert_eq!(make(Existing::Updated).unchanged, tasks.len(), "{name}");
        let opened = inspect(&content, Request::at(now()));
        assert!(opened.site.is_some(), "{name}");
    }
}
