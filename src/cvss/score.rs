//! Scores, by the `cvss` crate's arithmetic.

use super::{Group, defined};
use crate::public::CvssVersion;
use cvss::v3::Metric;
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
        CvssVersion::V30 | CvssVersion::V31 => {
            let vector = v3::Vector::from_str(vector).ok()?;
            match (environment, threat) {
                (true, _) => vector.environmental_score().value(),
                (false, true) => temporal(&vector),
                (false, false) => vector.base_score().value(),
            }
        }
        CvssVersion::V4 => v4::Vector::from_str(vector).ok()?.score().value(),
    };
    score.is_finite().then_some(score)
}

/// The crate has no temporal score by itself for version 3.
fn temporal(vector: &v3::Vector) -> f64 {
    let exploit = vector.e.map_or(1.0, Metric::score);
    let remedy = vector.rl.map_or(1.0, Metric::score);
    let confidence = vector.rc.map_or(1.0, Metric::score);
    let score = vector.base_score().value() * exploit * remedy * confidence;
    v3::Score::new(score).roundup_for_version(vector.minor_version).value()
}
