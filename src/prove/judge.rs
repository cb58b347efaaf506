//! Whether a record or page is withheld as a whole, by the proof's own reading of the rules.

use super::content::{Content, Role, role};
use super::document::Document;
use super::facts::Facts;
use super::rule::Rule;
use super::standpoint::{Standpoint, moment};
use crate::public::{Tlp, Vocabulary};
use serde_yaml::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Records must say that they are to be published, pages that they are not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Word,
    Nothing,
}

/// Why a whole file is withheld. `None`: it is public.
pub fn withheld(document: &Document, needs: Needs, facts: &Facts, standpoint: &Standpoint) -> Option<Rule> {
    let publish = document.get("publish").and_then(Value::as_bool);
    if !publish.unwrap_or(needs == Needs::Nothing) {
        return Some(Rule::Unmarked);
    }
    if needs == Needs::Word && facts.require_approval && document.get("approved").is_none() {
        return Some(Rule::Unapproved);
    }
    if label(document, "tlp").unwrap_or(Tlp::Clear) > standpoint.audience {
        return Some(Rule::Label);
    }
    let ahead = |key: &str| document.get(key).and_then(moment).is_some_and(|at| at > standpoint.now);
    let reached = label(document, "embargo_tlp").unwrap_or(Tlp::Red) <= standpoint.audience;
    match (ahead("embargo"), ahead("published")) {
        _ if reached => None,
        (true, _) => Some(Rule::Embargo),
        (false, true) => Some(Rule::Published),
        (false, false) => None,
    }
}

pub fn label(document: &Document, key: &str) -> Option<Tlp> {
    Tlp::from_word(document.get(key)?.as_str()?)
}

/// The records and pages that are public from one of these standpoints.
pub fn public_files(content: &Content, facts: &Facts, standpoints: &[Standpoint]) -> BTreeSet<PathBuf> {
    let mut public = BTreeSet::new();
    for path in content.files.keys() {
        let needs = match role(path) {
            Role::Record(_) => Needs::Word,
            Role::Page => Needs::Nothing,
            _ => continue,
        };
        let Some(document) = content.text(path).and_then(|text| Document::read(path, text)) else { continue };
        if standpoints.iter().any(|standpoint| withheld(&document, needs, facts, standpoint).is_none()) {
            public.insert(path.clone());
        }
    }
    public
}
