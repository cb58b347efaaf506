//! Whether a record or page is withheld as a whole, by the proof's own reading of the rules.

use super::document::Document;
use super::facts::Facts;
use super::rule::Rule;
use super::viewpoint::{Viewpoint, moment};
use crate::public::{Tlp, Vocabulary};
use serde_yaml::Value;

/// Records must say that they are to be published, pages that they are not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Word,
    Nothing,
}

/// Why a whole file is withheld. `None`: it is public.
pub fn withheld(document: &Document, needs: Needs, facts: &Facts, viewpoint: &Viewpoint) -> Option<Rule> {
    let publish = document.get("publish").and_then(Value::as_bool);
    if !publish.unwrap_or(needs == Needs::Nothing) {
        return Some(Rule::Unmarked);
    }
    if needs == Needs::Word && facts.require_approval && document.get("approved").is_none() {
        return Some(Rule::Unapproved);
    }
    if label(document, "tlp").unwrap_or(Tlp::Clear) > viewpoint.audience {
        return Some(Rule::Label);
    }
    let ahead = |key: &str| document.get(key).and_then(moment).is_some_and(|at| at > viewpoint.now);
    let reached = label(document, "embargo_tlp").unwrap_or(Tlp::Red) <= viewpoint.audience;
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

/// The place that a record which time withholds has meanwhile: what of it is disclosed.
pub struct Place {
    pub severity: bool,
    pub date: bool,
}

/// `None`: it has none.
pub fn place(document: &Document, rule: Rule, viewpoint: &Viewpoint) -> Option<Place> {
    let reserve = document.get("reserve").filter(|_| matches!(rule, Rule::Embargo | Rule::Published))?;
    moment(reserve.get("since")?).filter(|since| *since <= viewpoint.now)?;
    let shows = |word: &str| {
        let shown = reserve.get("show").and_then(Value::as_sequence);
        shown.into_iter().flatten().any(|it| it.as_str() == Some(word))
    };
    Some(Place { severity: shows("severity"), date: shows("date") })
}
