//! Whole folders through the gate.

mod steering;

use crate::diagnostic::Level;
use crate::private::yaml::instant;
use crate::private::{Opened, Request, open};
use std::path::Path;

const SITE: &str = "title: T\nurl: https://security.example.org/\nreport: { contact: mailto:a@example.org }\n";

fn opened(files: &[(&str, &str)]) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("site.yaml", SITE)].iter().chain(files) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
    }
    open(folder.path(), Request { now: instant("2026-11-21T12:00:00Z").unwrap(), audience: None, preview: false })
}

fn record(keys: &str, body: &str) -> String {
    format!("---\ntitle: T\npublish: true\npublished: 2026-01-01T00:00:00Z\n{keys}---\n{body}\n")
}

#[track_caller]
fn refused_in_silence(files: &[(&str, &str)]) {
    let opened = opened(files);
    assert!(opened.site.is_none());
    let shown: Vec<_> = opened.shown.iter().filter(|it| it.file != Path::new("site.yaml")).collect();
    assert!(shown.is_empty(), "{shown:?}");
    assert!(opened.hidden.iter().any(|it| it.level() == Level::Error));
}

fn modified(keys: &str, body: &str) -> String {
    let opened = opened(&[("incidents/A-1.md", &record(keys, body))]);
    assert!(opened.site.is_some(), "{:?}{:?}", opened.shown, opened.hidden);
    let site = opened.site.unwrap();
    let head = &site.incidents[0].head;
    format!("{} {}", head.modified, head.revisions.len())
}

#[test]
fn a_record_whose_embargo_is_misspelt_is_not_named() {
    refused_in_silence(&[("advisories/SECRET-1.md", &record("embargo: 2026-12-01\n", ""))]);
    refused_in_silence(&[("advisories/SECRET-1.md", &record("embarg: 2026-12-01T00:00:00Z\n", ""))]);
    refused_in_silence(&[("advisories/SECRET-1.md", &record("tlp: rde\n", ""))]);
    refused_in_silence(&[("pages/secret.md", "---\nembarg: 2026-12-01T00:00:00Z\n---\nx")]);
}

#[test]
fn files_that_are_for_nothing_are_not_named() {
    refused_in_silence(&[("advisories/SECRET-1.txt", "x")]);
    refused_in_silence(&[("incidents/SECRET-1/index.md", "x"), ("incidents/SECRET-1/.notes", "x")]);
}

#[test]
fn a_misspelt_key_of_a_person_or_a_package_is_an_error() {
    let wrong = |keys: &str| assert!(opened(&[("incidents/A-1.md", &record(keys, ""))]).site.is_none(), "{keys}");
    wrong("credits: [{ name: Jane Roe, Credit: false }]\n");
    wrong("affected: [{ package: { name: a, secret: b } }]\n");
}

#[test]
fn front_matter_that_is_not_read_is_an_error() {
    refused_in_silence(&[("pages/a.md", "<!-- x -->\n---\npublish: false\n---\nsecret")]);
    refused_in_silence(&[("pages/a.md", "--- # x\npublish: false\n---\nsecret")]);
    assert!(opened(&[("pages/a.md", "# A\n\n```yaml\npublish: false\n```\n")]).site.is_some());
}

#[test]
fn what_lifted_and_shows_nothing_is_no_revision() {
    let plain = modified("", "a");
    assert_eq!(modified("responders: !until:2026-05-01T00:00:00Z [Jane Roe]\n", "a"), plain);
    assert_eq!(modified("responders: [!until:2026-05-01T00:00:00Z 'Jane Roe']\n", "a").len(), plain.len());
    assert_eq!(modified("impact: !until:2026-05-01T00:00:00Z '[x]{.private}'\n", "a"), plain);
    assert_eq!(modified("", "a\n\n::: private\n::: until 2026-05-01T00:00:00Z\nx\n:::\n:::"), plain);
    assert_ne!(modified("impact: !until:2026-05-01T00:00:00Z seen\n", "a"), plain);
}

#[test]
fn an_id_that_a_reference_lost_is_still_looked_for() {
    let secret = "---\ntitle: T\n---\n";
    let files = [("incidents/SECRET-77.md", secret), ("incidents/A-1.md", &record("related: [SECRET-77]\n", "a"))];
    let opened = opened(&files);
    assert!(opened.site.is_some());
    let file = Path::new("incidents/SECRET-77.md");
    // Its title is too short to be looked for, its id is not.
    assert!(
        opened
            .withheld
            .unsought(crate::private::withheld::Public::Nothing)
            .iter()
            .all(|it| it.origin.file != file || it.origin.key == "title")
    );
}

#[test]
fn what_site_yaml_says_has_no_marks() {
    let files = [("site.yaml", &*format!("{SITE}description: 'by [Jane]{{.private}}'\n"))];
    assert!(opened(&files).site.is_none());
}

#[test]
fn an_attachment_of_one_page_is_no_secret_of_the_next() {
    let text = "a text of some length, which is longer than what is like others by chance\n";
    let files = [("pages/a.md", "# A\n\n[x](notes-4711.txt)"), ("pages/b.md", "# B"), ("pages/notes-4711.txt", text)];
    let opened = opened(&files);
    assert_eq!(opened.site.unwrap().pages[0].attachments.len(), 1);
    assert!(opened.withheld.into_needles(crate::private::withheld::Public::Nothing).files.is_empty());
}

#[test]
fn our_own_keys_in_osv_count_wherever_they_stand() {
    let osv = r#"{"id":"A-1","summary":"S","details":"the old text","published":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z",
        "database_specific":{"fanlight":{"publish":true,"title":"Ours","details":"new","private":{"a":1}},"other":{"b":2}},"related":[]}"#;
    let opened = opened(&[("advisories/A-1.json", osv)]);
    assert!(opened.site.is_some(), "{:?}{:?}", opened.shown, opened.hidden);
    assert_eq!(&*opened.site.unwrap().advisories[0].head.title, "Ours");
}

#[test]
fn addresses_of_this_site_are_known_however_they_are_written() {
    for target in [
        "//security.example.org/advisories/GONE-1/",
        "http://SECURITY.example.org/Advisories/GONE-1",
        "/./plan/../advisories/GONE-1/",
        "/%61dvisories/%47ONE-1/",
    ] {
        let opened = opened(&[(
            "incidents/A-1.md",
            &record("", &format!("see [this]({target}) and [that][r]\n\n[r]: {target}")),
        )]);
        let site = opened.site.unwrap();
        assert_eq!(site.incidents[0].head.details.as_str().trim(), "see this and that", "{target}");
    }
}
