//! Keys that restrict, and records that surely aren't public: what is understood, what stops, and what doesn't.

use super::{SITE, opened, refused_in_silence};
use crate::diagnostic::Level;
use crate::private::approve::approve;
use crate::private::yaml::instant;
use crate::private::{Opened, Request, open};
use crate::public::Tlp;
use std::path::Path;

const RECORD: &str = "advisories/SECRET-1.md";

fn record(keys: &str) -> String {
    format!("---\ntitle: T\npublish: true\npublished: 2026-01-01T00:00:00Z\n{keys}---\nx\n")
}

fn shown(opened: &Opened) -> usize {
    opened.site.as_ref().expect("a site that builds").advisories.len()
}

#[test]
fn a_key_that_restricts_is_absent_or_understood_or_stops_the_build() {
    let malformed = ["", "''", "' '", "[x]", "{ a: b }", "0", "maybe", "# to follow"];
    let more = [
        (
            "embargo",
            &["2026-12-01", "2026-12-01T14:00:00", "2026-13-01T14:00:00Z", "!private 2026-01-01T00:00:00Z"][..],
        ),
        ("embargo_tlp", &["rde", "[red]"]),
        ("tlp", &["rde", "[red]", "!private clear"]),
        ("approved", &["true", "Al", "{ by: Al }", "{ by: '', on: 2026-01-01 }", "{ by: ' ', on: 2026-01-01 }"]),
    ];
    for (key, others) in more {
        for value in malformed.iter().chain(others) {
            refused_in_silence(&[(RECORD, &record(&format!("{key}: {value}\n")))]);
            if key != "approved" {
                refused_in_silence(&[("pages/secret.md", &format!("---\n{key}: {value}\n---\nx\n"))]);
            }
        }
    }
    for value in malformed.iter().chain(&["yes", "True", "'true'", "[true]", "1"]) {
        let marked = record("").replace("publish: true", &format!("publish: {value}"));
        refused_in_silence(&[(RECORD, &marked)]);
        refused_in_silence(&[("pages/secret.md", &format!("---\npublish: {value}\n---\nx\n"))]);
        let dated = record("embargo: 2026-01-01T00:00:00Z\n");
        let dated = dated.replace("2026-01-01T00:00:00Z\nembargo", &format!("{value}\nembargo"));
        refused_in_silence(&[(RECORD, &dated)]);
    }
    // A label is understood in capitals, too.
    assert_eq!(shown(&opened(&[(RECORD, &record("tlp: RED\n"))])), 0);
    for keys in ["", "tlp: clear\n", "embargo: 2026-01-01T00:00:00Z\n", "embargo_tlp: red\n"] {
        assert_eq!(shown(&opened(&[(RECORD, &record(keys))])), 1, "{keys}");
    }
}

#[test]
fn what_surely_is_not_public_stops_nothing_and_adds_no_word() {
    let wrong = "severty: high\ntags: [[a]]\nreferences: [{ url: javascript:x }]\ncwe: [x]\n";
    let body = "::: private\nno end\n\n[x]{.secret}\n";
    let draft = |keys: &str| format!("---\ntitle: T\n{keys}{wrong}---\n{body}");
    let empty = opened(&[]);
    for keys in [
        "",
        "publish: false\n",
        "embargo: soon\n",
        "tlp: rde\n",
        "publish: true\nembargo: 2026-12-01T00:00:00Z\n",
        "publish: true\npublished: 2026-12-01T00:00:00Z\n",
        "publish: true\npublished: 2026-01-01\ntlp: red\n",
        "publish: true\nembargo: 2026-12-01T00:00:00Z\nembargo_tlp: amber\n",
    ] {
        let opened =
            opened(&[("advisories/SECRET-1.md", &draft(keys)), ("advisories/secret-1.yaml", "id: SECRET-1\n")]);
        assert_eq!(shown(&opened), 0, "{keys}");
        let reported = |opened: &Opened| opened.shown.len() + opened.hidden.len();
        assert_eq!(reported(&opened), reported(&empty), "{keys}");
        assert!(opened.unpublished.iter().any(|finding| finding.level() == Level::Error), "{keys}: check reports it");
    }
}

#[test]
fn what_may_be_public_and_is_wrong_stops() {
    for keys in ["embargo: 2026-12-01T00:00:00Z\nembargo_tlp: rde\n", "severty: high\n", "embarg: 2027\n"] {
        refused_in_silence(&[(RECORD, &record(keys))]);
    }
    refused_in_silence(&[(RECORD, "---\ntitle: [\n---\n")]);
    refused_in_silence(&[(RECORD, "title: T\npublish: true\n")]);
    let opened = opened(&[(RECORD, &record("")), ("advisories/B.md", &record("id: SECRET-1\n"))]);
    assert!(opened.site.is_none(), "two public records of one id");
}

fn request(audience: Option<Tlp>) -> Request {
    Request { audience, ..Request::at(instant("2026-11-21T12:00:00Z").unwrap()) }
}

#[allow(clippy::disallowed_methods, reason = "the content of a test")]
fn write(folder: &Path, path: &str, text: &str) {
    std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    std::fs::write(folder.join(path), text).unwrap();
}

/// How many advisories are public after a record was approved and then edited.
fn after(keys: &str, body: &str, edit: impl Fn(String) -> String) -> usize {
    after_for(None, keys, body, edit)
}

fn after_for(audience: Option<Tlp>, keys: &str, body: &str, edit: impl Fn(String) -> String) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let settings = format!("{SITE}disclosure: {{ require_approval: true }}\n");
    write(folder.path(), "site.yaml", &settings);
    write(folder.path(), RECORD, &record(keys).replace("---\nx\n", &format!("---\n{body}\n")));
    let Ok(approvable) = approve(folder.path(), Path::new(RECORD), request(None)) else { panic!("to be approved") };
    assert!(approvable.write("Al", "2026-11-20", None).is_ok(), "to approve");
    let approved = std::fs::read_to_string(folder.path().join(RECORD)).unwrap();
    write(folder.path(), RECORD, &edit(approved));
    shown(&open(folder.path(), request(audience)))
}

fn put(keys: &str) -> impl Fn(String) -> String {
    move |text| text.replace("publish: true\n", &format!("publish: true\n{keys}"))
}

#[test]
fn an_approval_binds_all_that_decides_and_all_that_any_audience_sees() {
    assert_eq!(after("", "x", |text| text), 1);
    assert_eq!(after("", "a [b]{.private} c", |text| text.replace("[b]", "[another]")), 1, "withheld for good");
    assert_eq!(after("", "x", put("tlp: clear\n")), 0);
    assert_eq!(after("", "x", put("embargo: 2026-01-01T00:00:00Z\n")), 0);
    assert_eq!(after("embargo: 2026-11-20T00:00:00Z\n", "x", put("embargo_tlp: clear\n")), 0);
    let partners = |body: &str, edit: fn(String) -> String| after_for(Some(Tlp::Amber), "", body, edit);
    let added: fn(String) -> String = |text| text.replace("\nx\n", "\nx [zqx]{.tlp label=amber}\n");
    assert_eq!((after("", "x", added), partners("x", added)), (1, 0), "added for partners");
    let labelled = "x [for partners]{.tlp label=amber}";
    assert_eq!((after("", labelled, |text| text), partners(labelled, |text| text)), (1, 1));
    let edited: fn(String) -> String = |text| text.replace("for partners", "zqx");
    assert_eq!((after("", labelled, edited), partners(labelled, edited)), (1, 0), "edited for partners");
    let wider: fn(String) -> String = |text| text.replace("label=amber", "label=green");
    assert_eq!(after_for(Some(Tlp::Green), "", labelled, wider), 0, "for others as well");
}

#[test]
fn an_approval_is_somebodys_and_of_a_day_that_has_come() {
    assert_eq!(after("", "x", |text| text.replace("by: Al", "by: ''")), 0);
    assert_eq!(after("", "x", |text| text.replace("on: 2026-11-20", "on: 2026-11-22")), 0);
}

#[test]
fn a_link_to_a_withheld_record_is_dropped_by_whatever_file_name() {
    let files = [
        ("advisories/Y-1.yaml", "title: T\n"),
        ("advisories/J-1.json", "{ \"id\": \"J-1\" }"),
        ("advisories/I-1/index.md", "---\ntitle: T\n---\nx\n"),
        ("advisories/M-1.md", "---\ntitle: T\n---\nx\n"),
    ];
    let body =
        "[a](Y-1.yaml) [b](J-1.json) [c](I-1/index.md) [d](M-1.md) [e](other.yaml) [f](P-1.yaml) [g](/data.json)";
    let public = record("").replace("---\nx\n", &format!("---\n{body}\n"));
    let other = "title: T\npublish: true\npublished: 2026-01-01\n";
    let mut all = files.to_vec();
    all.extend([("advisories/A-1.md", &*public), ("advisories/P-1.yaml", other)]);
    let site = opened(&all).site.unwrap();
    let details = site.advisories.iter().find(|advisory| &*advisory.head.id == "A-1").unwrap().head.details.as_str();
    assert_eq!(details, "a b c d e [f](</advisories/P-1/>) [g](/data.json)");
}
