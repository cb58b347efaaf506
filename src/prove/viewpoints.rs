//! From where a site is to be looked at: all instants, audiences and settings that it distinguishes.

use super::content::{Content, Role};
use super::document::Document;
use super::facts::Facts;
use super::viewpoint::{Viewpoint, instant};
use crate::config::Redactions;
use crate::public::{Instant, Tlp, Vocabulary};
use std::collections::BTreeSet;

/// Every instant now, just before and at each coming lift; each label that the site names; both words for `redactions`.
pub fn all(content: &Content, facts: &Facts, here: Tlp, now: Instant, coming: &[Instant]) -> Vec<Viewpoint> {
    let mut instants = BTreeSet::from([now]);
    for at in lifts(content).into_iter().chain(coming.iter().copied()).filter(|at| *at > now) {
        instants.insert(Instant(at.0 - chrono::Duration::seconds(1)).max(now));
        instants.insert(at);
    }
    let mut audiences = audiences(content, facts);
    audiences.insert(here);
    let both = [facts.redactions, other(facts.redactions)];
    let mut all = Vec::new();
    for now in &instants {
        for audience in &audiences {
            all.extend(both.map(|redactions| Viewpoint { now: *now, audience: *audience, redactions }));
        }
    }
    all
}

/// From how many of its viewpoints a site is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    All,
    /// So many, the earliest first.
    First(usize),
    /// So many, spread over all of them; the one at `turn` is among them.
    Sample {
        most: usize,
        turn: usize,
    },
}

/// Those of `all` that are within reach, in their order.
pub fn within(all: Vec<Viewpoint>, reach: Reach) -> Vec<Viewpoint> {
    let (most, turn) = match reach {
        Reach::All => return all,
        Reach::First(most) => return all.into_iter().take(most).collect(),
        Reach::Sample { most, turn } => (most.clamp(1, all.len().max(1)), turn),
    };
    let taken: BTreeSet<usize> = (0..most).map(|at| (turn + at * all.len() / most) % all.len().max(1)).collect();
    all.into_iter().enumerate().filter(|(at, _)| taken.contains(at)).map(|(_, it)| it).collect()
}

pub fn other(redactions: Redactions) -> Redactions {
    match redactions {
        Redactions::Omit => Redactions::Mark,
        Redactions::Mark => Redactions::Omit,
    }
}

/// Instants that marks and keys name, found as they are written.
fn lifts(content: &Content) -> BTreeSet<Instant> {
    let mut found = BTreeSet::new();
    for text in texts(content) {
        for (at, _) in text.match_indices("T").filter(|(at, _)| *at >= 10) {
            let Some(rest) = text.get(at - 10..) else { continue };
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-:+.".contains(c))).unwrap_or(rest.len());
            found.extend(instant(&rest[..end]));
        }
    }
    found
}

/// Only labels that something bears can make a difference.
fn audiences(content: &Content, facts: &Facts) -> BTreeSet<Tlp> {
    let mut found = BTreeSet::from([facts.audience, Tlp::Clear]);
    for text in texts(content) {
        for word in ["tlp", "label="] {
            for (at, _) in text.match_indices(word) {
                let rest = text[at + word.len()..].trim_start_matches([':', ' ', '"', '\'', '=']);
                let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '+')).unwrap_or(rest.len());
                found.extend(Tlp::from_word(&rest[..end]));
            }
        }
    }
    found
}

fn texts(content: &Content) -> impl Iterator<Item = &str> {
    let records = content.files.keys().filter(|path| matches!(content.role(path), Role::Record(_) | Role::Page));
    records
        .filter(|path| content.text(path).is_some_and(|text| Document::read(path, text).is_some()))
        .filter_map(|path| content.text(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_and_begins_where_it_is_asked() {
        let at = |seconds| Viewpoint {
            now: Instant(chrono::DateTime::from_timestamp(seconds, 0).unwrap()),
            audience: Tlp::Clear,
            redactions: Redactions::Omit,
        };
        let all: Vec<Viewpoint> = (0..10).map(at).collect();
        let seconds =
            |reach| -> Vec<i64> { within(all.clone(), reach).iter().map(|it| it.now.0.timestamp()).collect() };
        assert_eq!(seconds(Reach::All).len(), 10);
        assert_eq!(seconds(Reach::First(2)), [0, 1]);
        assert_eq!(seconds(Reach::Sample { most: 3, turn: 0 }), [0, 3, 6]);
        assert_eq!(seconds(Reach::Sample { most: 1, turn: 13 }), [3]);
        assert_eq!(seconds(Reach::Sample { most: 99, turn: 4 }).len(), 10);
        assert!(within(Vec::new(), Reach::Sample { most: 2, turn: 1 }).is_empty());
    }
}
