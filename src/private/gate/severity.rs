//! CVSS vectors and the site's words.

use super::opening::Opening;
use crate::diagnostic::Code;
use crate::public::{CvssVersion, Severity, Text, Vector};
use cvss::Cvss;
use std::str::FromStr;

/// Vectors, or one of the site's words. The level comes from the worst of the newest version's scores.
pub(super) fn open(written: Vec<(u32, String)>, opening: &mut Opening) -> Option<Severity> {
    let (mut level, mut vectors) = (None, Vec::new());
    for (line, raw) in written {
        let Some(text) = opening.text("severity", line, &raw) else { continue };
        if let Some(vector) = vector(&text) {
            vectors.push(vector);
        } else if opening.gate.config.settings.severity(&text).is_some() {
            level = Some(text);
        } else if opening.standing.is_foreign() && !looks_like_vector(&text) {
            // Another database's word, which this site doesn't have.
        } else {
            refuse(&text, line, opening);
        }
    }
    let newest = vectors.iter().map(|it: &Vector| it.version).max();
    let scores = vectors.iter().filter(|it| Some(it.version) == newest).map(|it| it.score);
    let score = scores.fold(None, |worst: Option<f64>, score| Some(worst.map_or(score, |worst| worst.max(score))));
    let level = level.or_else(|| score.and_then(|score| level_of(score, opening)))?;
    Some(Severity { level, score, vectors })
}

fn refuse(text: &str, line: u32, opening: &mut Opening) {
    let (problem, mend) = if looks_like_vector(text) {
        ("this is not a valid CVSS vector", "check each metric and its value; begin with CVSS:3.1/ or CVSS:4.0/")
    } else {
        (
            "this is neither a CVSS vector nor one of the site's severities",
            "write a vector, or an id of site.yaml's `severities`",
        )
    };
    opening.refuse(Code::WrongValue, line, "severity", problem, mend);
}

fn looks_like_vector(text: &str) -> bool {
    text.contains('/') || text.starts_with("CVSS:")
}

fn level_of(score: f64, opening: &Opening) -> Option<Text> {
    let levels = &opening.gate.config.settings.severities;
    let within = |(low, high): (f64, f64)| (low..=high).contains(&score);
    let level = levels.iter().find(|level| level.cvss.is_some_and(within))?;
    Some(Text::new(level.id.as_str(), opening.gate.seal))
}

/// A version 2 vector has no prefix of its own.
fn vector(text: &Text) -> Option<Vector> {
    let cvss = if text.starts_with("AV:") {
        cvss::v2::Vector::from_str(text).ok().map(Cvss::CvssV20)
    } else {
        Cvss::from_str(text).ok()
    }?;
    let version = match &cvss {
        Cvss::CvssV20(_) => CvssVersion::V2,
        Cvss::CvssV30(_) => CvssVersion::V30,
        Cvss::CvssV31(_) => CvssVersion::V31,
        Cvss::CvssV40(_) => CvssVersion::V4,
        _ => return None,
    };
    Some(Vector { version, vector: text.clone(), score: cvss.score() })
}
