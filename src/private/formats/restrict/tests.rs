//! Every key that restricts, of every format: absent, right, blank, of another type, of other case, an unknown word.

use super::super::read;
use super::{Format, State};
use crate::private::yaml::Findings;
use crate::public::Tlp;
use serde_json::{Value, json};
use std::path::Path;

/// What became of a record, and whether its source has to be fixed first.
fn verdict(format: Format, record: &Value) -> (State, bool) {
    let findings = Findings::new(Path::new("a.json"));
    let text = record.to_string();
    let state = read(format, &text, "a.json", &findings).first().map_or(State::Unpublished, |record| record.state);
    (state, findings.any_error())
}

/// A record with one key set; `null` is a value, and a key that is not to be there is `None`.
fn with(mut record: Value, path: &str, value: Option<Value>) -> Value {
    let (way, last) = path.rsplit_once('/').unwrap_or(("", path));
    let map = record.pointer_mut(way).and_then(Value::as_object_mut).expect("a map");
    match value {
        Some(value) => _ = map.insert(last.to_owned(), value),
        None => _ = map.remove(last),
    }
    record
}

const AT: &str = "2026-01-01T00:00:00Z";

fn csaf() -> Value {
    json!({ "document": { "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "T",
        "distribution": { "tlp": { "label": "WHITE" } },
        "tracking": { "id": "X-1", "status": "final", "initial_release_date": AT, "current_release_date": AT } } })
}

fn cve() -> Value {
    json!({ "dataType": "CVE_RECORD", "containers": { "cna": { "title": "T" } },
        "cveMetadata": { "cveId": "CVE-2026-1", "state": "PUBLISHED", "datePublished": AT } })
}

fn ghsa() -> Value {
    json!({ "ghsa_id": "GHSA-aaaa-bbbb-cccc", "state": "published", "published_at": AT, "summary": "T" })
}

fn osv() -> Value {
    json!({ "id": "X-1", "modified": AT, "published": AT, "summary": "T", "database_specific": { "fanlight": {} } })
}

const PUBLIC: (State, bool) = (State::Published, false);
const WITHHELD: (State, bool) = (State::Unpublished, false);
const REFUSED: (State, bool) = (State::Refused, true);

fn labelled(label: Tlp) -> (State, bool) {
    (State::Labelled(label), false)
}

#[track_caller]
fn each(format: Format, record: Value, path: &str, cases: &[(Option<Value>, (State, bool))]) {
    for (value, expected) in cases {
        let found = verdict(format, &with(record.clone(), path, value.clone()));
        assert!(found == *expected, "{path}: {value:?} is {}, error: {}", name(found.0), found.1);
    }
}

fn name(state: State) -> &'static str {
    match state {
        State::Published => "published",
        State::Unpublished => "withheld",
        State::Labelled(_) => "labelled",
        State::Refused => "refused",
    }
}

/// Blank, and of other types than a text: refused of any key.
fn malformed() -> Vec<(Option<Value>, (State, bool))> {
    [json!(null), json!(""), json!("  "), json!(["x"]), json!({ "a": "x" }), json!(0), json!(true)]
        .map(|value| (Some(value), REFUSED))
        .to_vec()
}

#[test]
fn csaf_says_whether_it_is_a_draft() {
    let mut cases = malformed();
    cases.extend([
        (None, REFUSED),
        (Some(json!("final")), PUBLIC),
        (Some(json!("interim")), PUBLIC),
        (Some(json!("draft")), WITHHELD),
        (Some(json!("Final")), REFUSED),
        (Some(json!(["final"])), REFUSED),
        (Some(json!("ready")), REFUSED),
    ]);
    each(Format::Csaf, csaf(), "/document/tracking/status", &cases);
}

#[test]
fn csaf_says_whom_it_may_reach() {
    let mut cases = malformed();
    cases.extend([
        (None, REFUSED),
        (Some(json!("WHITE")), PUBLIC),
        (Some(json!("AMBER")), labelled(Tlp::Amber)),
        (Some(json!("RED")), labelled(Tlp::Red)),
        (Some(json!("red")), REFUSED),
        (Some(json!(["RED"])), REFUSED),
        (Some(json!("PURPLE")), REFUSED),
    ]);
    each(Format::Csaf, csaf(), "/document/distribution/tlp/label", &cases);
    each(
        Format::Csaf,
        csaf(),
        "/document/distribution/tlp",
        &[
            (None, PUBLIC),
            (Some(json!(null)), REFUSED),
            (Some(json!("RED")), REFUSED),
            (Some(json!(["RED"])), REFUSED),
            (Some(json!({ "Label": "RED", "label": "WHITE" })), REFUSED),
            (Some(json!({ "url": "https://www.first.org/tlp/" })), REFUSED),
        ],
    );
    each(
        Format::Csaf,
        csaf(),
        "/document/distribution",
        &[
            (None, PUBLIC),
            (Some(json!(null)), REFUSED),
            (Some(json!("TLP:RED")), REFUSED),
            (Some(json!([{ "tlp": { "label": "RED" } }])), REFUSED),
            (Some(json!({ "TLP": { "label": "RED" } })), REFUSED),
            (Some(json!({ "text": "TLP:AMBER+STRICT" })), labelled(Tlp::AmberStrict)),
            (Some(json!({ "text": "tlp: amber", "tlp": { "label": "WHITE" } })), labelled(Tlp::Amber)),
            (Some(json!({ "text": "TLP:PURPLE" })), REFUSED),
            (Some(json!({ "text": ["TLP:RED"] })), REFUSED),
            (Some(json!({ "text": "Disclosure is not limited (TLP:WHITE)." })), PUBLIC),
            (Some(json!({ "text": "See https://www.first.org/tlp/ for what TLP means." })), PUBLIC),
        ],
    );
    each(Format::Csaf, csaf(), "/document/tlp", &[(Some(json!("RED")), REFUSED)]);
    each(Format::Csaf, csaf(), "/document/tracking/tlp", &[(Some(json!("RED")), REFUSED)]);
}

#[test]
fn cve_says_in_which_state_it_is() {
    let mut cases = malformed();
    cases.extend([
        (None, PUBLIC),
        (Some(json!("PUBLISHED")), PUBLIC),
        (Some(json!("REJECTED")), PUBLIC),
        (Some(json!("RESERVED")), WITHHELD),
        (Some(json!(["RESERVED"])), REFUSED),
        (Some(json!({ "RESERVED": true })), REFUSED),
        (Some(json!("reserved")), REFUSED),
        (Some(json!("published")), REFUSED),
        (Some(json!("DRAFT")), REFUSED),
    ]);
    each(Format::Cve, cve(), "/cveMetadata/state", &cases);
    let rejected = with(cve(), "/cveMetadata/state", Some(json!("REJECTED")));
    let at = "/cveMetadata/datePublished";
    let dates = [(None, WITHHELD), (Some(json!("")), REFUSED), (Some(json!([AT])), REFUSED), (Some(json!(AT)), PUBLIC)];
    each(Format::Cve, rejected, at, &dates);
    each(Format::Cve, cve(), "/containers/cna/datePublic", &[(Some(json!([AT])), REFUSED), (Some(json!(AT)), PUBLIC)]);
}

#[test]
fn github_says_in_which_state_it_is() {
    let mut cases = malformed();
    cases.extend([
        (None, REFUSED),
        (Some(json!("published")), PUBLIC),
        (Some(json!("withdrawn")), PUBLIC),
        (Some(json!("draft")), WITHHELD),
        (Some(json!("triage")), WITHHELD),
        (Some(json!("closed")), WITHHELD),
        (Some(json!("Published")), REFUSED),
        (Some(json!("open")), REFUSED),
    ]);
    each(Format::Ghsa, ghsa(), "/state", &cases);
    each(
        Format::Ghsa,
        ghsa(),
        "/published_at",
        &[
            (Some(json!(AT)), PUBLIC),
            (Some(json!(null)), WITHHELD),
            (Some(json!("")), REFUSED),
            (Some(json!([AT])), REFUSED),
            (Some(json!("soon")), REFUSED),
        ],
    );
    let withdrawn = [(Some(json!(null)), PUBLIC), (Some(json!("")), REFUSED), (Some(json!({ "at": AT })), REFUSED)];
    each(Format::Ghsa, ghsa(), "/withdrawn_at", &withdrawn);
    for key in ["/draft", "/private"] {
        let cases = [
            (None, PUBLIC),
            (Some(json!(false)), PUBLIC),
            (Some(json!(true)), WITHHELD),
            (Some(json!(null)), REFUSED),
            (Some(json!("false")), REFUSED),
            (Some(json!("no")), REFUSED),
            (Some(json!([false])), REFUSED),
        ];
        each(Format::Ghsa, ghsa(), key, &cases);
    }
}

#[test]
fn osv_has_our_own_keys_in_one_place_and_one_form() {
    let place = "/database_specific/fanlight";
    let forms = [json!(null), json!("publish: false"), json!([{ "publish": false }]), json!(false)];
    each(Format::Osv, osv(), place, &forms.map(|form| (Some(form), REFUSED)));
    each(Format::Osv, osv(), place, &[(None, PUBLIC), (Some(json!({})), PUBLIC)]);
    for elsewhere in ["/fanlight", "/Fanlight", "/database_specific/FANLIGHT"] {
        each(Format::Osv, osv(), elsewhere, &[(Some(json!({ "publish": false })), REFUSED)]);
    }
    each(Format::Osv, osv(), "/database_specific", &[(Some(json!([{ "fanlight": {} }])), REFUSED)]);
    for key in ["/withdrawn", "/published"] {
        let times =
            [(None, PUBLIC), (Some(json!(AT)), PUBLIC), (Some(json!("")), REFUSED), (Some(json!([AT])), REFUSED)];
        each(Format::Osv, osv(), key, &times);
    }
}

#[test]
fn rustsec_has_times_alone() {
    let text = |key: &str| {
        let keys = format!("id = \"RUSTSEC-2026-0001\"\npackage = \"a\"\n{key}\n");
        format!("```toml\n[advisory]\n{keys}\n[versions]\npatched = []\n```\n\n# T\n\nText.\n")
    };
    let verdict = |key: &str| {
        let findings = Findings::new(Path::new("a.md"));
        let text = text(key);
        let state = read(Format::Rustsec, &text, "a.md", &findings).first().map(|record| record.state);
        (state.unwrap_or(State::Unpublished), findings.any_error())
    };
    for (key, expected) in [
        ("date = \"2026-01-01\"", PUBLIC),
        ("date = \"2026-01-01\"\nwithdrawn = \"2026-02-01\"", PUBLIC),
        ("date = \"\"", REFUSED),
        ("date = [\"2026-01-01\"]", REFUSED),
        ("date = \"2026-01-01\"\nwithdrawn = \"\"", REFUSED),
        ("date = \"2026-01-01\"\nwithdrawn = true", REFUSED),
    ] {
        assert!(verdict(key) == expected, "{key}");
    }
}

#[test]
fn a_note_is_for_whoever_reads_the_document_or_it_is_withheld() {
    let audience = |value: Value| {
        let note = json!([{ "category": "general", "text": "zqx", "audience": value }]);
        let findings = Findings::new(Path::new("a.json"));
        let text = with(csaf(), "/document/notes", Some(note)).to_string();
        let records = read(Format::Csaf, &text, "a.json", &findings);
        let details = records[0].node.get("details").and_then(|node| node.text().map(str::to_owned));
        details.is_some_and(|details| details.contains("zqx"))
    };
    for all in ["all", "All users", "operational management and system administrators"] {
        assert!(audience(json!(all)), "{all}");
    }
    for some in ["internal", "Confidential", "PSIRT only", "TLP:RED", "our partners", "", "  "] {
        assert!(!audience(json!(some)), "{some}");
    }
    for form in [json!(null), json!(["all"]), json!({ "all": true })] {
        assert!(!audience(form.clone()), "{form}");
    }
}

#[test]
fn the_yaml_of_gems_and_of_composer_has_times_alone() {
    let verdict = |format: Format, text: &str| {
        let findings = Findings::new(Path::new("a.yml"));
        let state = read(format, text, "a.yml", &findings).first().map(|record| record.state);
        (state.unwrap_or(State::Unpublished), findings.any_error())
    };
    for (date, expected) in
        [("2026-01-01", PUBLIC), ("\"\"", REFUSED), ("~", REFUSED), ("[2026-01-01]", REFUSED), ("soon", REFUSED)]
    {
        let gem = format!("gem: a\ntitle: T\nurl: https://a.example/\ndate: {date}\n");
        assert!(verdict(Format::Rubysec, &gem) == expected, "{gem}");
    }
    for (time, expected) in [("2026-01-01 10:00:00", PUBLIC), ("~", PUBLIC), ("\"\"", REFUSED), ("soon", REFUSED)] {
        let package = format!(
            "title: T\nreference: composer://a/b\nbranches:\n  1.x: {{ time: {time}, versions: ['<1'] }}\n  2.x: {{ time: 2026-01-01 10:00:00, versions: ['<2'] }}\n"
        );
        assert!(verdict(Format::Friendsofphp, &package) == expected, "{package}");
    }
    let odd = "title: T\nreference: composer://a/b\nbranches: { 1.x: soon }\n";
    assert!(verdict(Format::Friendsofphp, odd) == REFUSED);
}
