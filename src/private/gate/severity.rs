//! CVSS vectors and the site's words.

use super::record_gate::RecordGate;
use crate::cvss::{self, Scored};
use crate::diagnostic::Code;
use crate::normalise::near::{meant, near_one};
use crate::public::{Severity, Text, Vector};

/// Vectors, or one of the site's words. The level comes from the worst of the newest version's scores.
pub(super) fn open(written: Vec<(u32, String)>, gate: &mut RecordGate) -> Option<Severity> {
    let (mut level, mut vectors) = (None, Vec::new());
    let first = written.first().cloned();
    for (line, raw) in written {
        let Some(text) = gate.text("severity", line, &raw) else { continue };
        if gate.site.config.settings.severity(&text).is_some() {
            level = Some(text);
        } else if cvss::looks_like_vector(&text) {
            match cvss::read(&text) {
                Ok(Scored { version, score, base }) => vectors.push(Vector { version, vector: text, score, base }),
                Err(fault) => {
                    gate.reader.refuse(Code::WrongValue, line, "severity", &fault.to_string(), &fault.help());
                }
            }
        } else if gate.reader.standing.is_foreign() {
            // Another database's word, which this site doesn't have.
        } else {
            let problem = "this is neither a CVSS vector nor one of the site's severities";
            let known = gate.site.config.settings.severities.iter().map(|severity| severity.id.as_str());
            let meant = near_one(&text, known.clone()).map(meant).unwrap_or_default();
            let known = known.collect::<Vec<_>>().join(", ");
            let help = format!("{meant}write a vector, or one of {known}, as site.yaml's `severities` has them");
            gate.reader.refuse(Code::WrongValue, line, "severity", problem, &help);
        }
    }
    let newest = vectors.iter().map(|vector: &Vector| vector.version).max();
    let scores = vectors.iter().filter(|vector| Some(vector.version) == newest).map(|vector| vector.score);
    let score = scores.fold(None, |worst: Option<f64>, score| Some(worst.map_or(score, |worst| worst.max(score))));
    let rated = level.or_else(|| score.and_then(|score| level_of(score, gate)));
    let Some(level) = rated else {
        if let Some((line, _)) = first.filter(|_| !vectors.is_empty() && !gate.reader.standing.is_foreign()) {
            let problem = "no severity of site.yaml has this vector's score in its range";
            let help = "let the ranges of `severities` leave no score out, or write an id of one beside the vector";
            gate.reader.refuse(Code::WrongValue, line, "severity", problem, help);
        }
        return None;
    };
    Some(Severity { level, score, vectors })
}

fn level_of(score: f64, gate: &RecordGate) -> Option<Text> {
    let levels = &gate.site.config.settings.severities;
    let within = |(low, high): (f64, f64)| (low..=high).contains(&score);
    let level = levels.iter().find(|level| level.cvss.is_some_and(within))?;
    Some(Text::new(level.id.as_str(), gate.site.seal))
}
