use super::*;
use crate::diagnostic::Code;
use crate::lint::Finding;
use crate::public::Instant;
use serde_json::Value;
use std::path::PathBuf;

fn report() -> Report {
    let reported = |code, file: &str, line, key: &str, since: Option<&str>| Reported {
        finding: Finding {
            diagnostic: Diagnostic {
                file: file.into(),
                line,
                key: key.into(),
                code,
                problem: "this is 100% wrong".into(),
                help: "fix it".into(),
            },
            replacement: None,
        },
        since: since.map(|at| Instant(at.parse().expect("an instant"))),
        withheld: since.is_some(),
    };
    Report {
        folder: PathBuf::from("content"),
        log: Log::Private,
        findings: vec![
            reported(Code::BadTime, "advisories/a,b.md", 4, "embargo", None),
            reported(Code::Raci, "plan/index.md", 7, "", Some("2026-12-01T14:00:00Z")),
            reported(Code::Template, "", 0, "", None),
        ],
        files: 59,
        lifts: 1,
        sealed: 0,
    }
}

#[test]
fn people_see_level_place_key_time_and_help() {
    let words = human::write(&report(), Colours::None, &Excerpts::None);
    assert!(words.contains("error[bad-time]: embargo: this is 100% wrong\n --> content/advisories/a,b.md:4\n"));
    assert!(words.contains("warning[raci]: this is 100% wrong (from 2026-12-01T14:00:00Z on)\n"));
    assert!(words.contains("  = help: fix it\n"));
    assert!(words.ends_with(
        "2 errors, 1 warning; 59 files searched for what is withheld, and the site as it will be at 1 coming lift\n"
    ));
    assert!(!words.contains('\x1b'));
    assert!(human::write(&report(), Colours::Ansi, &Excerpts::None).contains("\x1b[1;31merror[bad-time]\x1b[0m"));
}

#[test]
fn annotations_escape_what_would_end_them() {
    let words = github::write(&report());
    let first = words.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "::error file=content/advisories/a%2Cb.md,line=4,title=bad-time::embargo: this is 100%25 wrong%0Afix it"
    );
    assert_eq!(words.lines().last(), Some("::error title=template::this is 100%25 wrong%0Afix it"));
}

#[test]
fn the_json_document_has_the_keys_that_its_page_describes() {
    let document: Value = serde_json::from_str(&json::write(&report())).expect("JSON");
    let page = include_str!("../../../../docs/pages/guides/check.md");
    let keys = |value: &Value| value.as_object().into_iter().flat_map(|it| it.keys().cloned()).collect::<Vec<_>>();
    for key in keys(&document).into_iter().chain(keys(&document["findings"][0])).chain(keys(&document["summary"])) {
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
    assert_eq!(document["findings"][0]["line"], 4);
    assert_eq!(document["findings"][1]["since"], "2026-12-01T14:00:00Z");
    assert_eq!(document["findings"][2]["file"], Value::Null);
    assert_eq!(document["summary"]["errors"], 2);
}

#[test]
fn sarif_names_every_rule_and_each_result_names_its_own() {
    let log: Value = serde_json::from_str(&sarif::write(&report())).expect("JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), Code::ALL.len());
    for result in run["results"].as_array().expect("results") {
        let at = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
    }
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/advisories/a,b.md");
    assert_eq!(place["region"]["startLine"], 4);
}

#[test]
fn the_same_warning_many_times_is_one_with_the_places_of_the_others() {
    let mut many = report();
    let reported = |line| {
        let mut reported = report().findings.remove(1);
        reported.finding.diagnostic.line = line;
        reported.since = None;
        reported
    };
    many.findings = (1..=9).map(reported).collect();
    let words = human::write(&many, Colours::None, &Excerpts::None);
    assert_eq!(words.matches("warning[raci]").count(), 1, "{words}");
    let others = "\n  The same in 8 more places: content/plan/index.md:2, content/plan/index.md:3, content/plan/index.md:4 and 5 more; --format json lists all\n\n";
    assert!(words.contains(others) && words.contains("9 warnings"), "{words}");
    many.findings.truncate(3);
    assert_eq!(human::write(&many, Colours::None, &Excerpts::None).matches("warning[raci]").count(), 3);
}
