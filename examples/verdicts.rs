//! Judges versions by ranges, one case of JSON a line: `{"version", "order", "versions", "ranges": [{"order", "events":
//! [["introduced", "1.0.0"]]}]}` to `{"verdict", "fix"}`. Other programs check it against their own judgement.

use fanlight::public::Vocabulary;
use fanlight::versions::{Claim, Edge, Events, Order, Verdict};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let claim = Claim {
            order: order(&case["order"]),
            status: None,
            ranges: case["ranges"].as_array().into_iter().flatten().map(range).collect(),
            versions: case["versions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        };
        let version = case["version"].as_str().unwrap_or_default();
        let verdict = match claim.judge(version) {
            Verdict::Affected => "affected",
            Verdict::NotAffected => "not-affected",
            Verdict::Unknown(_) => "unknown",
        };
        writeln!(out, "{}", json!({ "verdict": verdict, "fix": claim.nearest_fix(version) }))?;
    }
    out.flush()?;
    Ok(())
}

fn order(name: &Value) -> Order {
    match name.as_str() {
        Some("semver") => Order::SemVer,
        Some("pep440") => Order::Pep440,
        _ => Order::Natural,
    }
}

fn range(range: &Value) -> Events<'_> {
    let events = range["events"].as_array().into_iter().flatten().filter_map(event).collect();
    Events { order: order(&range["order"]), events }
}

fn event(event: &Value) -> Option<(Edge, &str)> {
    Some((Edge::from_word(event[0].as_str()?)?, event[1].as_str()?))
}
