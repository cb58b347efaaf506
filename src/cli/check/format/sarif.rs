//! SARIF 2.1.0, for code scanning. Rules are named with their pages, so that a scanner shows them without the network.

use super::{Report, Reported, path, sentence, word};
use crate::diagnostic::{Code, Diagnostic};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(report: &Report) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = report.findings.iter().map(|reported| result(report, reported)).collect();
    super::pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fanlight",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "name": name(code),
        "shortDescription": { "text": code.meaning() },
        "help": { "text": code.page(), "markdown": code.page() },
        "helpUri": code.help_uri(),
        "defaultConfiguration": { "level": word(code.level()) },
    })
}

/// `bad-time` is `BadTime`, as scanners want names.
fn name(code: Code) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    code.as_str().split('-').map(capital).collect()
}

fn result(report: &Report, reported: &Reported) -> Value {
    let diagnostic @ Diagnostic { line, key, code, help, .. } = &reported.finding.diagnostic;
    let text = if help.is_empty() { sentence(reported) } else { format!("{}. To fix it: {help}.", sentence(reported)) };
    let path = path(report, diagnostic);
    let mut location = json!({});
    if !path.is_empty() {
        // Scanners want a place of some file; the file as a whole begins at its first line.
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": crate::emit::urls::encode(&path) },
            "region": { "startLine": (*line).max(1) },
        });
    }
    if !key.is_empty() {
        location["logicalLocations"] = json!([{ "name": key, "kind": "member" }]);
    }
    // Lines move; what is wrong in which file under which key stays.
    let print =
        blake3::hash(format!("{}\0{path}\0{key}\0{}", code.as_str(), reported.finding.diagnostic.problem).as_bytes());
    json!({
        "ruleId": code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|it| it == code),
        "level": word(diagnostic.level()),
        "message": { "text": text },
        "locations": [location],
        "partialFingerprints": { "fanlight/v1": print.to_hex()[..32].to_owned() },
    })
}
