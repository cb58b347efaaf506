//! Documents as they are written, and broken ones.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::private::formats::State;
use crate::private::yaml::{Entry, Node, Value};
use crate::public::Tlp;
use serde_json::{Value as Json, json};
use std::path::Path;

fn document() -> Json {
    json!({
        "document": {
            "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "A flaw in the anvil", "lang": "en",
            "distribution": { "tlp": { "label": "WHITE" }, "text": "Free to share." },
            "publisher": { "category": "vendor", "name": "Acme", "namespace": "https://acme.example",
                "contact_details": "psirt@acme.example" },
            "acknowledgments": [{ "names": ["Jane Roe"], "organization": "Lab", "summary": "for reporting it" }],
            "notes": [
                { "category": "legal_disclaimer", "title": "Terms", "text": "As is." },
                { "category": "summary", "title": "Topic", "text": "The anvil falls." },
                { "category": "general", "text": "Ours alone", "audience": "Internal staff" }
            ],
            "references": [{ "category": "self", "url": "https://acme.example/1", "summary": "Online" }],
            "tracking": {
                "id": "ACME:2026/1", "status": "final", "version": "1.1.1", "generator": { "engine": { "name": "Maker" } },
                "initial_release_date": "2026-01-02T03:04:05.000Z", "current_release_date": "2026-01-04T00:00:00Z",
                "revision_history": [
                    { "date": "2026-01-02T03:04:05Z", "number": "1.0.0", "summary": "First" },
                    { "date": "2026-01-03T00:00:00Z", "number": "1.1.0", "summary": "More" },
                    { "date": "2026-01-04T00:00:00Z", "number": "1.1.1", "summary": "A typo" }
                ]
            }
        },
        "product_tree": {
            "branches": [{ "category": "vendor", "name": "Acme", "branches": [{ "category": "product_name", "name": "Anvil",
                "branches": [
                    { "category": "product_version", "name": "1.0", "product": { "product_id": "A10", "name": "Acme Anvil 1.0" } },
                    { "category": "product_version", "name": "1.1", "product": { "product_id": "A11", "name": "Acme Anvil 1.1" } },
                    { "category": "product_version", "name": "1.2", "product": { "product_id": "A12", "name": "Acme Anvil 1.2" } },
                    { "category": "product_version_range", "name": "vers:semver/>=2.0|<2.3",
                        "product": { "product_id": "A2", "name": "Acme Anvil 2" } },
                    { "category": "product_version_range", "name": "all before the flood",
                        "product": { "product_id": "A0", "name": "Acme Anvil of old" } }
                ] }] }],
            "full_product_names": [
                { "product_id": "OS", "name": "Acme OS" },
                { "product_id": "LIB", "name": "lib 3", "product_identification_helper": { "purl": "pkg:npm/%40acme/lib@3.0.1?arch=x" } }
            ],
            "relationships": [{ "category": "default_component_of", "product_reference": "LIB",
                "relates_to_product_reference": "OS", "full_product_name": { "product_id": "OS:LIB", "name": "lib 3 in Acme OS" } }],
            "product_groups": [{ "group_id": "G", "product_ids": ["A10", "A11"] }]
        },
        "vulnerabilities": [{
            "cve": "CVE-2026-1", "cwe": { "id": "CWE-79", "name": "XSS" }, "title": "It falls on feet",
            "discovery_date": "2025-12-01T00:00:00Z",
            "ids": [{ "system_name": "Tracker", "text": "acme/anvil#7" }, { "system_name": "Bugs", "text": "https://bugs.example/7" }],
            "flags": [{ "label": "component_not_present", "product_ids": ["A12"] }],
            "product_status": { "known_affected": ["A10", "A11", "A2", "A0", "OS:LIB"], "fixed": ["LIB"], "first_fixed": ["LIB"],
                "known_not_affected": ["A12"], "recommended": ["A12"] },
            "notes": [{ "category": "description", "title": "What [it] is", "text": "Gravity *pulls*." }],
            "scores": [{ "products": ["A10"], "cvss_v3": { "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" } }],
            "remediations": [
                { "category": "vendor_fix", "details": "Update.", "group_ids": ["G"], "url": "https://acme.example/fix",
                    "restart_required": { "category": "machine" } },
                { "category": "workaround", "details": "Wear shoes." },
                { "category": "none_available", "details": "Too old.", "product_ids": ["A0"] }
            ],
            "threats": [{ "category": "impact", "details": "Broken toes." }, { "category": "exploit_status", "details": "Seen." }],
            "involvements": [{ "party": "vendor", "status": "in_progress", "summary": "We work." }]
        }]
    })
}

fn read(document: &Json) -> (Vec<Foreign<'static>>, Vec<Diagnostic>) {
    let findings = Findings::new(Path::new("acme.json"));
    let text: &'static str = document.to_string().leak();
    let records = to_records(text, "acme.json", &findings);
    (records, findings.into_diagnostics())
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar { text, .. } => text.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key, show(&entry.node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[track_caller]
fn is(node: &Node, key: &str, expected: &str) {
    assert_eq!(node.get(key).map(show).unwrap_or_default(), expected, "{key}");
}

#[test]
fn a_document_with_one_vulnerability_is_an_advisory() {
    let (records, found) = read(&document());
    assert_eq!(found, []);
    let [Foreign { kind: Kind::Advisory, node, state: State::Published }] = &records[..] else {
        panic!("one advisory")
    };
    is(node, "id", "ACME:2026/1");
    is(node, "title", "A flaw in the anvil");
    is(node, "summary", "The anvil falls.");
    is(node, "aliases", "[CVE-2026-1]");
    is(node, "published", "2026-01-02T03:04:05.000Z");
    is(node, "modified", "2026-01-04T00:00:00Z");
    is(
        node,
        "revisions",
        "[{at: 2026-01-03T00:00:00Z, note: More}, {at: 2026-01-04T00:00:00Z, note: A typo, material: false}]",
    );
    is(node, "authors", "[{name: Acme, url: https://acme.example}]");
    is(node, "credits", "[{name: Jane Roe, type: REPORTER, organization: Lab}]");
    is(node, "cwe", "[CWE-79]");
    is(node, "severity", "[CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H]");
    is(node, "impact", "Broken toes.");
    is(node, "workaround", "Wear shoes.");
    is(
        node,
        "resolution",
        "**For Acme Anvil 1.0, Acme Anvil 1.1:** Update.\n\n<https://acme.example/fix>\n\nNeeds a restart: machine. \n\n\
         No fix is available. **For Acme Anvil of old:** Too old.\n\nRecommended: Acme Anvil 1.2.",
    );
    is(
        node,
        "details",
        "**It falls on feet**\n\n## What \\[it\\] is\n\nGravity \\*pulls\\*.\n\n## Tracked as\n\n- Tracker: acme/anvil\\#7\n\n\
         ## Involvement\n\nvendor: in progress. We work.\n\n## Exploitation\n\nSeen.\n\n## Distribution\n\nFree to share.\n\n\
         ## Terms\n\nAs is.",
    );
    is(node, "timeline", "[{at: 2025-12-01T00:00:00Z, phase: detected}]");
    is(
        node,
        "references",
        "[{type: ADVISORY, url: https://acme.example/1, title: Online}, {type: REPORT, url: https://bugs.example/7, title: Bugs}]",
    );
}

#[test]
fn products_of_one_package_stand_together_with_their_status() {
    let (records, _) = read(&document());
    let affected = records[0].node.get("affected").expect("what is affected");
    let shown: Vec<String> = affected.items().iter().map(show).collect();
    assert_eq!(
        shown,
        [
            "{package: {name: Acme Anvil, vendor: Acme, product: Anvil}, status: affected, ranges: [{events: [{introduced: 1.0}, {last_affected: 1.0}]}, \
             {events: [{introduced: 1.1}, {last_affected: 1.1}]}, {events: [{introduced: 2.0}, {limit: 2.3}]}], default_status: unknown}",
            "{package: {name: Acme Anvil of old, vendor: Acme}, status: affected, remediation: none_available}",
            "{package: {purl: pkg:npm/%40acme/lib}, status: affected, versions: [3.0.1], default_status: unknown, platforms: [Acme OS]}",
            "{package: {purl: pkg:npm/%40acme/lib}, status: fixed, versions: [3.0.1]}",
            "{package: {name: Acme Anvil, vendor: Acme, product: Anvil}, status: not_affected, justification: component_not_present, versions: [1.2]}",
        ]
    );
}

#[test]
fn what_is_for_an_internal_audience_is_withheld() {
    let (records, _) = read(&document());
    is(
        &records[0].node,
        "private",
        "{restricted: {notes: [{category: general, text: Ours alone, audience: Internal staff}]}, left_out: [category, contact_details, generator, lang, \
         revision_history, version]}",
    );
}

#[test]
fn a_note_is_plain_text_in_which_a_comment_is_text() {
    let mut document = document();
    document["document"]["notes"] = json!([
        { "category": "general", "title": "One", "text": "Told.\n\n<!-- swallows" },
        { "category": "general", "title": "Two", "text": "Told, too." },
    ]);
    let (records, _) = read(&document);
    let details = show(records[0].node.get("details").expect("a text"));
    assert!(details.contains("&lt;!-- swallows\n\n## Two\n\nTold, too."), "{details}");
}

#[test]
fn several_vulnerabilities_are_advisories_of_their_own_under_a_notice_or_an_incident() {
    let mut several = document();
    let more = several["vulnerabilities"].as_array_mut().unwrap();
    more.push(json!({ "notes": [{ "category": "description", "text": "Another." }] }));
    for (category, kind, back) in
        [("csaf_vex", Kind::Notice, ""), ("csaf_security_incident_response", Kind::Incident, "[ACME:2026/1]")]
    {
        several["document"]["category"] = category.into();
        let (records, found) = read(&several);
        assert_eq!(found, []);
        assert!(records[0].kind == kind);
        is(&records[0].node, "id", "ACME:2026/1");
        is(&records[0].node, "advisories", "[ACME:2026/1-CVE-2026-1, ACME:2026/1-2]");
        is(&records[0].node, "affected", "");
        is(&records[1].node, "title", "It falls on feet");
        is(&records[1].node, "aliases", "[CVE-2026-1]");
        is(&records[1].node, "incidents", back);
        is(&records[2].node, "id", "ACME:2026/1-2");
        is(&records[2].node, "title", "A flaw in the anvil (2)");
        is(&records[2].node, "details", "Another.");
        is(&records[2].node, "published", "2026-01-02T03:04:05.000Z");
    }
}

#[test]
fn without_a_vulnerability_it_is_a_notice() {
    let mut none = document();
    none["vulnerabilities"] = json!([]);
    let (records, _) = read(&none);
    assert!(matches!(&records[..], [Foreign { kind: Kind::Notice, .. }]));
}

#[test]
fn a_draft_and_a_label_hold_for_every_record_of_it() {
    for (status, label, expected) in [
        ("draft", "WHITE", State::Unpublished),
        ("draft", "RED", State::Unpublished),
        ("interim", "WHITE", State::Published),
        ("final", "GREEN", State::Labelled(Tlp::Green)),
        ("final", "AMBER", State::Labelled(Tlp::Amber)),
        ("final", "RED", State::Labelled(Tlp::Red)),
        ("secretive", "WHITE", State::Refused),
        ("final", "secretive", State::Refused),
    ] {
        let mut changed = document();
        changed["document"]["tracking"]["status"] = status.into();
        changed["document"]["distribution"]["tlp"]["label"] = label.into();
        let second = changed["vulnerabilities"][0].clone();
        changed["vulnerabilities"].as_array_mut().unwrap().push(second);
        let (records, found) = read(&changed);
        assert!(records.len() == 3 && records.iter().all(|record| record.state == expected), "{status} {label}");
        assert_eq!(found.len(), usize::from([status, label].contains(&"secretive")));
        assert!(!format!("{found:?}").contains("secretive"));
    }
}

#[test]
fn what_is_no_csaf_2_0_is_refused() {
    for text in ["{\"document\": {}}", "{\"document\": {\"csaf_version\": \"2.1\"}}", "{"] {
        let findings = Findings::new(Path::new("a.json"));
        assert!(to_records(text, "a.json", &findings).is_empty(), "{text}");
        assert_eq!(findings.into_diagnostics().len(), 1, "{text}");
    }
    let mut nameless = document();
    nameless["document"]["tracking"]["id"] = json!(null);
    assert_eq!(read(&nameless).1[0].code, Code::MissingKey);
}

#[test]
fn ranges_are_read_where_events_can_tell_them() {
    use super::ranges::{Versions, versions};
    let read = |written: &str| match versions(written) {
        None => "words".to_owned(),
        Some(Versions::All) => "all".into(),
        Some(Versions::Some(all)) => all.join(","),
        Some(Versions::Ranges(all)) => {
            let range = |it: &super::ranges::Range| {
                it.0.iter().map(|(key, it)| format!("{key} {it}")).collect::<Vec<_>>().join(" ")
            };
            all.iter().map(range).collect::<Vec<_>>().join(", ")
        }
    };
    assert_eq!(read("vers:all/*"), "introduced 0");
    assert_eq!(read("vers:npm/1.0|1.1%2B7"), "1.0,1.1+7");
    assert_eq!(read("<4.2"), "introduced 0 limit 4.2");
    assert_eq!(read(">1|<2"), "introduced_after 1 limit 2");
    assert_eq!(read("vers:deb/<=1|>=2|<3|>=4"), "introduced 0 last_affected 1, introduced 2 limit 3, introduced 4");
    for words in [
        "all",
        "",
        "4.2 and before",
        "<4 and later",
        "vers:npm/!=1",
        "vers:npm/>=1|>=2",
        "vers:npm/<2|<3",
        "vers:npm/1|>=2",
        "vers:",
        "|",
    ] {
        assert_eq!(read(words), "words", "{words}");
    }
}

#[test]
fn a_hundred_thousand_products_are_read() {
    let mut large = document();
    let leaf = |at: usize| json!({ "category": "product_version", "name": format!("{at}.0"), "product": { "product_id": format!("P{at}"), "name": "x" } });
    large["product_tree"]["branches"][0]["branches"][0]["branches"] = (0..100_000).map(leaf).collect();
    large["vulnerabilities"][0]["product_status"]["known_affected"] = (0..100_000).map(|at| format!("P{at}")).collect();
    large["vulnerabilities"][0]["remediations"][0]["product_ids"] = (0..100_000).map(|at| format!("P{at}")).collect();
    let (records, found) = read(&large);
    assert_eq!(found, []);
    assert_eq!(records[0].node.get("affected").unwrap().items()[0].get("versions").unwrap().items().len(), 100_000);
}

#[test]
fn branches_that_are_nested_without_end_are_refused() {
    let mut text = document().to_string();
    let deep = format!("{}{}", "{\"branches\":[".repeat(50_000), "]}".repeat(50_000));
    text = text.replacen("\"full_product_names\":", &format!("\"x\":{deep},\"full_product_names\":"), 1);
    let findings = Findings::new(Path::new("a.json"));
    assert!(to_records(&text, "a.json", &findings).is_empty());
    assert_eq!(findings.into_diagnostics()[0].code, Code::Syntax);
}

/// Puts `new` in the place of the value of a number, counted in the order of the document.
fn put(node: &mut Json, left: &mut usize, new: &Json) {
    if *left == 0 {
        *node = new.clone();
    }
    *left = left.wrapping_sub(1);
    match node {
        Json::Array(items) => items.iter_mut().for_each(|item| put(item, left, new)),
        Json::Object(entries) => entries.values_mut().for_each(|value| put(value, left, new)),
        _ => {}
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_is_changed_nothing_panics_and_no_value_is_quoted(
        places in proptest::collection::vec((0..220usize, 0..8usize), 1..5),
    ) {
        let values = [
            json!(null), json!(""), json!(7), json!([]), json!({}), json!(["A10", null, 7]), json!("../secretive"),
            json!([[{ "product_id": "A10", "branches": [{}] }]]),
        ];
        let mut changed = document();
        for (mut place, value) in places {
            put(&mut changed, &mut place, &values[value]);
        }
        let findings = Findings::new(Path::new("a.json"));
        let text = changed.to_string();
        to_records(&text, "a.json", &findings);
        for it in findings.into_diagnostics() {
            let words = format!("{}{}{}", it.key, it.problem, it.help);
            let quoted = ["secretive", "Acme", "Anvil", "2026"].iter().any(|it| words.contains(it));
            proptest::prop_assert!(!quoted, "{}", words);
        }
    }
}
