use super::*;
use std::path::Path;

#[track_caller]
fn edit(name: &str, raw: &str) -> Result<String, Refused> {
    let findings = Findings::new(Path::new(name));
    let source = Source::of(Path::new(name), raw.to_owned(), &findings).expect("a record");
    let node = source.keys(&findings).expect("keys");
    let digests = [("record".to_owned(), "0a".to_owned()), ("2027-01-01T00:00:00Z".to_owned(), "0b".to_owned())];
    put(raw, &source, &node, &NewApproval { by: "Al", on: "2026-03-04", digests: &digests, signatures: &[] })
}

const BLOCK: &str =
    "approved:\n  by: Al\n  on: 2026-03-04\n  digests:\n    record: \"0a\"\n    \"2027-01-01T00:00:00Z\": \"0b\"\n";

#[track_caller]
fn becomes(raw: &str, wanted: &str) {
    let wanted = wanted.replace("APPROVED\n", BLOCK);
    assert_eq!(edit("a.md", raw).expect("to be edited"), wanted);
    assert_eq!(edit("a.md", &wanted).expect("to be edited again"), wanted, "a second time");
}

#[test]
fn a_first_approval_stands_behind_publish_else_behind_the_title() {
    becomes(
        "---\nid: a\npublish: true # yes\n\ntitle: b\n---\nBody\n",
        "---\nid: a\npublish: true # yes\nAPPROVED\n\ntitle: b\n---\nBody\n",
    );
    becomes(
        "---\ntitle: >-\n  b\n  c\n# d\ntags: [e]\n---\n",
        "---\ntitle: >-\n  b\n  c\nAPPROVED\n# d\ntags: [e]\n---\n",
    );
}

#[test]
fn an_approval_is_replaced_where_it_stands() {
    becomes(
        "---\npublish: true\napproved: { by: B, on: 2026-01-01 }\n# c\ntitle: b\n---\nBody\n",
        "---\npublish: true\nAPPROVED\n# c\ntitle: b\n---\nBody\n",
    );
    becomes("---\ntitle: b\napproved:\n  by: B\n  on: 2026-01-01\n---\n", "---\ntitle: b\nAPPROVED\n---\n");
    becomes(
        "---\ntitle: b\napproved: {\n  by: B,\n  on: 2026-01-01\n  }\ntags: [c]\n---\n",
        "---\ntitle: b\nAPPROVED\ntags: [c]\n---\n",
    );
}

#[test]
fn comments_in_an_approval_stay() {
    let edited =
        edit("a.md", "---\ntitle: b\napproved: # by mail\n  # twice\n  by: \"B # C\" # who\n  on: 2026-01-01\n---\n");
    let edited = edited.expect("to be edited");
    assert!(edited.contains("\napproved: # by mail\n  # twice\n  # who\n  by: Al\n"), "{edited}");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let raw = "\u{FEFF}---\r\ntitle: b\r\npublish: true\r\n---\r\nBody\r\n";
    let edited = edit("a.md", raw).expect("to be edited");
    assert_eq!(edited, raw.replace("true\r\n", &format!("true\r\n{}", BLOCK.replace('\n', "\r\n"))));
    let edited = edit("a.yaml", "title: b\npublish: true").expect("to be edited");
    assert_eq!(edited, format!("title: b\npublish: true\n{BLOCK}"));
}

#[test]
fn what_can_not_be_edited_by_lines_is_refused() {
    for raw in ["---\n{ title: b, publish: true }\n---\n", "---\n{}\n---\n", "No front matter\n"] {
        assert!(edit("a.md", raw).is_err(), "{raw}");
    }
}

#[test]
fn a_name_is_quoted_where_it_needs_to_be() {
    let findings = Findings::new(Path::new("a.yaml"));
    for by in ["true", "Jane \"J\" Roe: #1", "jane@example.org", "[x]", "Ana María", "O'Neil", "- x", "12"] {
        let raw = "title: b\npublish: true\n";
        let source = Source::of(Path::new("a.yaml"), raw.into(), &findings).expect("a record");
        let node = source.keys(&findings).expect("keys");
        let edited = put(raw, &source, &node, &NewApproval { by, on: "2026-03-04", digests: &[], signatures: &[] })
            .expect("edited");
        let again = Source::of(Path::new("a.yaml"), edited, &findings).expect("a record");
        let keys = again.keys(&findings).expect("keys");
        assert_eq!(keys.get("approved").and_then(|value| value.get("by")).and_then(Node::text), Some(by));
    }
}

#[test]
fn json_on_one_line_stays_on_one_line() {
    let raw = r#"{"id":"a","database_specific":{"fanlight":{"publish":true,"tags":["}","\""]}}}"#;
    let edited = edit("a.json", raw).expect("to be edited");
    let new = r#""approved":{"by":"Al","on":"2026-03-04","digests":{"record":"0a","2027-01-01T00:00:00Z":"0b"}}"#;
    assert_eq!(edited, raw.replace("\"publish\":true", &format!("\"publish\":true,{new}")));
    assert_eq!(edit("a.json", &edited).expect("to be edited again"), edited);
    assert!(edit("a.json", r#"{"id":"a"}"#).is_err());
}
