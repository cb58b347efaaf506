//! CSAF: what the standard has and a page may show; whatever else stands in a document is withheld.

use super::{Action, Rewriter};
use crate::prove::rule::Rule;
use crate::prove::viewpoint::{later, moment};
use crate::public::Tlp;
use serde_yaml::{Mapping, Value};
use std::path::Path;

/// Keys that show something on a page, wherever they are.
const PUBLIC: &str = "document product_tree vulnerabilities csaf_version category title publisher name namespace notes text \
    audience references url summary acknowledgments names organization urls aggregate_severity distribution tlp label tracking \
    id status aliases initial_release_date current_release_date revision_history date number branches product product_id \
    product_identification_helper purl full_product_names relationships product_reference relates_to_product_reference \
    full_product_name product_groups group_id product_ids group_ids cve cwe ids system_name discovery_date release_date \
    product_status first_affected first_fixed fixed known_affected known_not_affected last_affected recommended \
    under_investigation flags remediations details entitlements restart_required scores products cvss_v2 cvss_v3 cvss_v4 \
    vectorString threats involvements party";

impl Rewriter<'_> {
    pub(super) fn csaf(&mut self, path: &Path, place: &str, map: &mut Mapping) {
        let public: Vec<&str> = PUBLIC.split_whitespace().collect();
        self.others(path, place, map, &public);
        self.revisions(path, place, map);
        for (name, value) in map.iter_mut() {
            // What is stated again as it is.
            if ["product_tree", "acknowledgments", "references", "scores", "remediations"]
                .contains(&name.as_str().unwrap_or_default())
            {
                continue;
            }
            let place = format!("{place}.{}", name.as_str().unwrap_or_default());
            match value {
                Value::Mapping(inner) => self.csaf(path, &place, inner),
                Value::Sequence(items) => {
                    let notes = place.ends_with(".notes");
                    let mut at = 0;
                    items.retain_mut(|item| {
                        at += 1;
                        let Value::Mapping(inner) = item else { return true };
                        let place = format!("{place}[{at}]");
                        if notes && is_internal(inner) {
                            return self.internal(path, &place, inner);
                        }
                        self.csaf(path, &place, inner);
                        true
                    });
                }
                _ => {}
            }
        }
    }

    /// A note for an internal audience. Whether it stays.
    fn internal(&mut self, path: &Path, place: &str, note: &mut Mapping) -> bool {
        match self.ask(Rule::Foreign, path, 0, place, None) {
            Action::Keep => {}
            Action::Erase => return false,
            Action::Replace => _ = note.insert("text".into(), self.words.prose().into()),
        }
        true
    }

    /// Revisions that lie ahead.
    fn revisions(&mut self, path: &Path, place: &str, map: &mut Mapping) {
        let Some(Value::Sequence(history)) = map.get_mut("revision_history") else { return };
        let mut at = 0;
        history.retain_mut(|revision| {
            at += 1;
            let ahead = revision.get("date").and_then(moment).filter(|at| *at > self.viewpoint.now);
            let (Some(ahead), Value::Mapping(revision)) = (ahead, revision) else { return true };
            match self.ask(Rule::Ahead, path, 0, &format!("{place}.revision_history[{at}]"), None) {
                Action::Keep => {}
                Action::Erase => return false,
                Action::Replace => {
                    revision.insert("date".into(), later(ahead, self.words.turn).to_string().into());
                    revision.insert("summary".into(), self.words.line().into());
                }
            }
            true
        });
    }
}

/// Words that make an audience everybody who reads the document.
const EVERYBODY: &str = "all everyone everybody anyone public general the and or of users user end readers customers customer \
    operators operator operational operations management managers executives executive administrators administrator system \
    technical security safety engineers developers researchers consumers";

/// A note that isn't for everybody, whatever its audience is called.
fn is_internal(note: &Mapping) -> bool {
    let mut audiences =
        note.iter().filter(|(key, _)| key.as_str().is_some_and(|key| key.eq_ignore_ascii_case("audience")));
    audiences.any(|(key, value)| {
        let said = value.as_str().filter(|_| key.as_str() == Some("audience")).unwrap_or_default().to_lowercase();
        let mut words = said.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        said.trim().is_empty() || !words.all(|word| EVERYBODY.split_whitespace().any(|known| known == word))
    })
}

pub(super) fn tracking(map: &Mapping) -> Option<&Value> {
    map.get("document")?.get("tracking")
}

pub(super) fn is_draft(map: &Mapping) -> bool {
    tracking(map).and_then(|tracking| tracking.get("status")).and_then(Value::as_str) == Some("draft")
}

pub(super) fn label(map: &Mapping) -> Option<Tlp> {
    let distribution = map.get("document")?.get("distribution")?;
    let key = distribution.get("tlp").and_then(|tlp| label_of(tlp.get("label")?.as_str()?));
    let text = distribution.get("text").and_then(Value::as_str).unwrap_or_default().to_uppercase();
    let text = text.split("TLP:").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        label_of(&rest[..rest.find(|c: char| !c.is_ascii_alphabetic() && c != '+').unwrap_or(rest.len())])
    });
    key.into_iter().chain(text).max()
}

pub(super) fn label_of(word: &str) -> Option<Tlp> {
    Some(match word {
        "WHITE" | "CLEAR" => Tlp::Clear,
        "GREEN" => Tlp::Green,
        "AMBER" => Tlp::Amber,
        "AMBER+STRICT" => Tlp::AmberStrict,
        "RED" => Tlp::Red,
        _ => return None,
    })
}

/// Leaves of a withheld document what makes it one, and withheld.
pub(super) fn reduce(document: &mut Mapping) {
    const LEFT: [&str; 4] = ["category", "csaf_version", "tracking", "distribution"];
    document.retain(|key, _| key.as_str().is_some_and(|key| LEFT.contains(&key)));
    document.insert("title".into(), "x".into());
}
