//! Scores, by the `cvss` crate's arithmetic.
//!
//! But for version 3 beyond its base metrics: there the crate rounds up the noise of its floating-point numbers (4.6 to
//! 4.7), and has no temporal score.

use super::{Group, defined};
use crate::public::CvssVersion;
use cvss::{v2, v3, v4};
use std::str::FromStr;

/// What a vector comes to with all that it says.
pub(super) fn of(vector: &str, version: CvssVersion) -> Option<f64> {
    let said = |group| defined(vector, version).iter().any(|(metric, _)| metric.group == group);
    let (threat, environment) = (said(Group::Threat), said(Group::Environment));
    let score = match version {
        CvssVersion::V2 => {
            let vector = v2::Vector::from_str(vector).ok()?;
            match (environment, threat) {
                (true, _) => vector.environmental_score().value(),
                (false, true) => vector.temporal_score().value(),
                (false, false) => vector.score().value(),
            }
        }
        CvssVersion::V30 | CvssVersion::V31 if environment => environmental(vector, version),
        CvssVersion::V30 | CvssVersion::V31 => {
            let base = v3::Vector::from_str(vector).ok()?.base_score().value();
            if threat { round_up(base * temporal(vector, version), version) } else { base }
        }
        CvssVersion::V4 => v4::Vector::from_str(vector).ok()?.score().value(),
    };
    // Nothing less than nothing is written: version 2 may come to -0.
    score.is_finite().then_some(score + 0.0)
}

/// What its base metrics alone come to.
pub(super) fn base(vector: &str, version: CvssVersion) -> Option<f64> {
    let metrics = defined(vector, version).into_iter().filter(|(metric, _)| metric.group == Group::Base);
    let metrics: Vec<String> = metrics.map(|(metric, value)| format!("{}:{}", metric.key, value.0)).collect();
    let prefix = if version == CvssVersion::V2 { String::new() } else { format!("CVSS:{}/", version.as_str()) };
    of(&format!("{prefix}{}", metrics.join("/")), version)
}

/// What a metric of version 3 weighs; 1 where it is not defined.
fn weight(key: &str, value: &str, scope_changed: bool) -> f64 {
    match (key, value) {
        ("AV" | "PR", "N") | ("UI", "N") => 0.85,
        ("AV", "A") | ("UI", "R") => 0.62,
        ("AV", "L") => 0.55,
        ("AV", "P") => 0.2,
        ("AC", "L") => 0.77,
        ("AC", "H") => 0.44,
        ("PR", "L") => [0.62, 0.68][usize::from(scope_changed)],
        ("PR", "H") => [0.27, 0.5][usize::from(scope_changed)],
        ("C" | "I" | "A", "H") => 0.56,
        ("C" | "I" | "A", "L") => 0.22,
        ("C" | "I" | "A", "N") => 0.0,
        ("E", "F") | ("RL", "W") => 0.97,
        ("E", "P") => 0.94,
        ("E", "U") => 0.91,
        ("RL", "T") | ("RC", "R") => 0.96,
        ("RL", "O") => 0.95,
        ("RC", "U") => 0.92,
        ("CR" | "IR" | "AR", "H") => 1.5,
        ("CR" | "IR" | "AR", "L") => 0.5,
        _ => 1.0,
    }
}

fn temporal(vector: &str, version: CvssVersion) -> f64 {
    let metrics = defined(vector, version);
    let threat = metrics.iter().filter(|(metric, _)| metric.group == Group::Threat);
    threat.map(|(metric, value)| weight(metric.key, value.0, false)).product()
}

/// By the equations of the specification, section 7.3 (8.3 in version 3.0).
fn environmental(vector: &str, version: CvssVersion) -> f64 {
    let metrics = defined(vector, version);
    let value = |key: &str| metrics.iter().find(|(metric, _)| metric.key == key).map(|(_, value)| value.0);
    let here = |key: &str| value(&format!("M{key}")).or_else(|| value(key)).unwrap_or("X");
    let changed = here("S") == "C";
    let modified = |key: &str| weight(key, here(key), changed);
    let required = |key: &str| weight(key, value(key).unwrap_or("X"), changed);
    let left = [("C", "CR"), ("I", "IR"), ("A", "AR")].map(|(key, weight)| 1.0 - required(weight) * modified(key));
    let miss = (1.0 - left.iter().product::<f64>()).min(0.915);
    let impact = match (changed, version) {
        (false, _) => 6.42 * miss,
        (true, CvssVersion::V30) => 7.52 * (miss - 0.029) - 3.25 * (miss - 0.02).powi(15),
        (true, _) => 7.52 * (miss - 0.029) - 3.25 * (miss * 0.9731 - 0.02).powi(13),
    };
    if impact <= 0.0 {
        return 0.0;
    }
    let exploitability = 8.22 * modified("AV") * modified("AC") * modified("PR") * modified("UI");
    let factor = if changed { 1.08 } else { 1.0 };
    let score = round_up((factor * (impact + exploitability)).min(10.0), version);
    round_up(score * temporal(vector, version), version)
}

/// Up to one decimal. Version 3.1 rounds to five decimals first; 3.0 does not, so that only the noise may go.
fn round_up(score: f64, version: CvssVersion) -> f64 {
    let exact = if version == CvssVersion::V30 { 1e9 } else { 1e5 };
    ((score * exact).round() / (exact / 10.0)).ceil() / 10.0
}
