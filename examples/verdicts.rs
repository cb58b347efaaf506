//! Judges versions by what records say, one case of JSON a line: `{"version", "entries": [{"order", "status", "default", "ranges":
//! [{"order", "events": [["introduced", "1.0.0"]]}], "versions", "fixed", "unaffected", "unknown", "commits"}]}`, as in the data
//! of the pages' script, to `{"verdict", "fix", "early"}`. Other programs check it against their own judgement.

use fanlight::public::Vocabulary;
use fanlight::versions::{Claim, Edge, Events, Order, Verdict, Why, judge, nearest_fix};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let claims: Vec<Claim> = list(&case["entries"]).map(claim).collect();
        let version = case["version"].as_str().unwrap_or_default();
        let verdict = match judge(version, &claims) {
            Verdict::Affected => "affected",
            Verdict::NotAffected => "not-affected",
            Verdict::NotListed => "not-listed",
            Verdict::CannotTell(why) => match why {
                Why::Version => "version",
                Why::Bound => "bound",
                Why::Order => "order",
                Why::Investigated => "investigated",
                Why::Unknown => "unknown",
                Why::Silent => "silent",
            },
        };
        let fix = nearest_fix(version, &claims);
        let (fix, early) = (fix.map(|fix| fix.version), fix.is_some_and(|fix| fix.early));
        writeln!(out, "{}", json!({ "verdict": verdict, "fix": fix, "early": early }))?;
    }
    out.flush()?;
    Ok(())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).filter_map(Value::as_str).collect()
}

fn word<V: Vocabulary>(value: &Value) -> Option<V> {
    V::from_word(value.as_str()?)
}

fn claim(entry: &Value) -> Claim<'_> {
    let ranges = |key: &str| list(&entry[key]).map(range).collect();
    Claim {
        order: order(&entry["order"]),
        status: word(&entry["status"]),
        default: word(&entry["default"]),
        ranges: ranges("ranges"),
        versions: texts(&entry["versions"]),
        fixed: texts(&entry["fixed"]),
        commits: entry["commits"].as_bool().unwrap_or_default(),
        unaffected: ranges("unaffected"),
        unknown: ranges("unknown"),
    }
}

fn order(name: &Value) -> Order {
    name.as_str().and_then(Order::named).unwrap_or(Order::Natural)
}

fn range(range: &Value) -> Events<'_> {
    let events = list(&range["events"]).filter_map(event).collect();
    Events { order: order(&range["order"]), events }
}

fn event(event: &Value) -> Option<(Edge, &str)> {
    Some((Edge::from_word(event[0].as_str()?)?, event[1].as_str()?))
}
