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
    open(folder.path(), Request::at(instant("2026-11-21T12:00:00Z").unwrap()))
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
    assert!(opened.hidden.iter().any(|finding| finding.level() == Level::Error));
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
fn a_lift_that_discloses_nothing_is_no_revision_wherever_it_is() {
    const PAST: &str = "until:2026-05-01T00:00:00Z";
    let plain = modified("", "a");
    for nothing in [
        "tags: !PAST ['[x]{.private}']",
        "tags: [!PAST '[x]{.private}', !private 'y']",
        "tags: !PAST [!private 'x']",
        "summary: !PAST '[x]{.private}'",
        "credits: !PAST [{ name: '[Jane Roe]{.private}' }]",
        "credits: [!PAST { name: Jane Roe, credit: false }]",
        "actions: [!PAST { what: '[x]{.private}' }]",
        "references: !PAST []",
        "timeline: [!PAST { at: 2026-01-01, text: '<!-- x -->' }]",
        "lessons: !PAST ['::: private\\nx\\n:::']",
        "services: !PAST ['[x]{.until at=2027-01-01T00:00:00Z}']",
    ] {
        let keys = format!("{}\n", nothing.replace("PAST", PAST).replace("\\n", "\n\n  "));
        assert_eq!(modified(&keys, "a"), plain, "{keys}");
        // The same key says something: then the lift is one.
        if let Some(reported) = Some(keys.replace("[x]{.private}", "x")).filter(|reported| *reported != keys) {
            assert_ne!(modified(&reported, "a"), plain, "{reported}");
        }
    }
    for nothing in [
        "a[[x]{.private}]{.until at=2026-05-01T00:00:00Z}",
        "a [*[x]{.private}*]{.until at=2026-05-01T00:00:00Z}",
        "a\n\n::: PAST\n[x]{.private}\n:::",
        "a\n\n::: PAST\n<!-- x -->\n\n[unused]: /x\n:::",
        "a\n\n::: PAST\n- [x]{.private}\n\n> [!NOTE]\n> [y]{.private}\n\n```\n[z]{.private}\n```\n:::",
        "a\n\n::: PAST\n::: until 2027-01-01T00:00:00Z\nx\n:::\n:::",
    ] {
        let body = nothing.replace("PAST", &PAST.replace(':', " ").replacen(" 00 00Z", ":00:00Z", 1));
        assert_eq!(modified("", &body), plain, "{body}");
    }
}

#[test]
fn a_part_in_a_part_that_lifted_later_is_a_revision_at_the_later_time() {
    let inner = "a [[x]{.until at=2026-03-01T00:00:00Z}]{.until at=2026-05-01T00:00:00Z}";
    assert_eq!(modified("", inner), "2026-05-01T00:00:00Z 1");
    let outer = "a [[x]{.until at=2026-05-01T00:00:00Z}]{.until at=2026-03-01T00:00:00Z}";
    assert_eq!(modified("", outer), "2026-05-01T00:00:00Z 1");
    let both = "a [x]{.until at=2026-03-01T00:00:00Z} [y]{.until at=2026-05-01T00:00:00Z}";
    assert_eq!(modified("", both), "2026-05-01T00:00:00Z 2");
}

#[test]
fn a_page_is_not_modified_by_a_lift_that_discloses_nothing() {
    let modified = |body: &str| {
        let opened = opened(&[("pages/a.md", &format!("# A\n\n{body}\n"))]);
        opened.site.unwrap().pages[0].modified.map(|at| at.to_string())
    };
    assert_eq!(modified("a\n\n::: until 2026-05-01T00:00:00Z\n[x]{.private}\n:::"), None);
    assert_eq!(modified("a\n\n::: until 2026-05-01T00:00:00Z\nx\n:::"), Some("2026-05-01T00:00:00Z".into()));
}

#[test]
fn a_file_whose_parts_lift_at_more_than_a_hundred_times_is_refused() {
    let body = |count: u32| {
        let part = |at: u32| format!("a [x]{{.until at=2026-05-01T{:02}:{:02}:00Z}}\n", at / 60, at % 60);
        (0..count).map(part).collect::<String>()
    };
    assert!(opened(&[("incidents/A-1.md", &record("", &body(100)))]).site.is_some());
    assert!(opened(&[("incidents/A-1.md", &record("", &body(101)))]).site.is_none());
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
            .all(|unsought| unsought.origin.file != file || unsought.origin.key == "title")
    );
}

#[test]
fn a_contact_of_a_record_of_ours_is_looked_for() {
    let keys = "credits: [{ name: Ann Public, contact: 'mailto:quaysmith@whimbrel.net' }]\n";
    let opened = opened(&[("incidents/A-1.md", &record(keys, "a"))]);
    let sought = opened.withheld.sought(crate::private::withheld::Public::Nothing);
    assert!(sought.iter().any(|(origin, _)| origin.key == "credits.contact"));
}

#[test]
fn the_reason_of_a_withdrawal_that_lies_ahead_is_looked_for() {
    let keys = "withdrawn: 2027-01-01T00:00:00Z\nwithdrawn_reason: The whimbrel never left the quay at Thornmere.\n";
    let opened = opened(&[("advisories/A-1.md", &record(keys, "a"))]);
    assert!(opened.site.is_some_and(|site| site.advisories[0].head.withdrawn.is_none()));
    let sought = opened.withheld.sought(crate::private::withheld::Public::Nothing);
    assert!(sought.iter().any(|(origin, _)| origin.key == "withdrawn_reason"));
}

#[test]
fn ids_of_withheld_records_go_and_those_of_public_ones_stay() {
    let (secret, public) = ("---\ntitle: T\n---\n", record("", "a"));
    let notice = record("advisories: [A-1, SECRET-77]\n", "a");
    let files = [("advisories/SECRET-77.md", secret), ("advisories/A-1.md", &public), ("notices/N-1.md", &notice)];
    let notice = &opened(&files).site.unwrap().notices[0];
    assert_eq!(notice.advisories.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["A-1"]);
}

#[test]
fn a_withheld_record_is_looked_for_by_its_files_name_too() {
    let opened = opened(&[("advisories/SECRET-77.md", "---\nid: OTHER-99\ntitle: T\n---\n")]);
    let sought = opened.withheld.sought(crate::private::withheld::Public::Nothing);
    let mut keys: Vec<&str> = sought.iter().map(|(origin, _)| origin.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["", "id"]);
}

#[test]
fn an_index_is_its_folder() {
    let opened = opened(&[("pages/a/index.md", "# A"), ("pages/a/b.md", "# B")]);
    let site = opened.site.unwrap();
    assert_eq!(site.pages.iter().map(|page| page.path.as_str()).collect::<Vec<_>>(), ["/a/", "/a/b/"]);
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

#[test]
fn a_file_of_unknown_format_is_published_where_site_yaml_names_it() {
    let page = ("pages/data.md", "The [log](log.bin).");
    let refused = opened(&[page, ("pages/log.bin", "\0log")]);
    assert!(refused.site.is_none(), "nobody has looked at what it reveals");
    for named in ["log.bin", "pages/log.bin"] {
        let site = format!("{SITE}disclosure: {{ allow_files: [{named}] }}\n");
        let opened = opened(&[("site.yaml", &site), page, ("pages/log.bin", "\0log")]);
        assert!(opened.site.is_some(), "{named}: {:?}{:?}", opened.shown, opened.hidden);
    }
}

#[test]
fn a_place_that_is_to_be_reserved_is_a_change_that_comes() {
    let keys = "embargo: 2027-03-01T00:00:00Z\nreserve: { since: 2027-02-01T00:00:00Z }\n";
    let opened = opened(&[("advisories/T-1.md", &format!("---\ntitle: T\npublish: true\n{keys}---\n"))]);
    assert!(opened.site.is_some(), "{:?}{:?}", opened.shown, opened.hidden);
    let both = ["2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"].map(|at| instant(at).unwrap());
    assert_eq!(opened.coming, both);
}

#[test]
fn a_page_that_shows_marks_holds_none_of_the_characters_that_cover_them() {
    let page = |body: &str| opened(&[("pages/marks.md", &format!("---\nshows_marks: true\n---\n{body}\n"))]);
    assert!(page("Write `[x]{.private}`.").site.is_some());
    assert!(page("Write `[x]{.private}` \u{e05b}.").site.is_none());
}

#[test]
fn a_reference_that_is_lost_is_reported_and_one_that_stays_is_not() {
    let references = "references:\n  - { url: \"https://security.example.org/advisories/T-2/\" }\n  - { url: \"https://example.org/\" }\n  - { url: \"https://example.com/\" }\n";
    let opened =
        opened(&[("advisories/T-1.md", &record(references, "")), ("advisories/T-2.md", "---\ntitle: U\n---\n")]);
    let lost: Vec<_> = opened.shown.iter().chain(&opened.hidden).filter(|it| it.key == "references").collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!(opened.site.unwrap().advisories[0].head.references.len(), 2);
}
