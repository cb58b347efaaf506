//! Whether twins differ where, and only where, the rules of the gate withhold.

use super::*;
use crate::prove::content::Content;
use crate::prove::facts::Facts;
use crate::prove::rewriter::{Action, Part, Rewriter};
use crate::prove::rule::{Mark, Whole};
use crate::prove::values::{Size, Wording};
use crate::prove::viewpoint::Viewpoint;
use crate::public::Tlp;
use std::collections::BTreeSet;

#[test]
fn a_site_that_uses_every_rule_is_proved_and_each_rule_was_varied() {
    let proof = everything::site().prove_from(Depth::Files, 6);
    assert!(!proof.fails(), "{}", tell(&proof));
    let marks = [Mark::Private, Mark::Until, Mark::Tlp];
    let mut rules = vec![
        Rule::Unmarked,
        Rule::Unapproved,
        Rule::Embargo,
        Rule::Label,
        Rule::Comment,
        Rule::BlockWord,
        Rule::Definition,
        Rule::PrivateKey,
        Rule::Contact,
        Rule::Account,
        Rule::Uncredited,
        Rule::FreeForm,
        Rule::Draft,
        Rule::Foreign,
        Rule::Published,
        Rule::Ahead,
        Rule::Approver,
        Rule::Attachment,
        Rule::SmallTotal,
    ];
    for mark in marks {
        rules.extend([Rule::Tag(mark, Whole::Key), Rule::Tag(mark, Whole::Item), Rule::Div(mark), Rule::Span(mark)]);
    }
    for rule in rules {
        assert!(proof.tally.parts.contains_key(&rule), "{rule:?} was never varied");
    }
}

#[test]
fn records_of_a_team_are_varied_as_our_own_are() {
    let content = Content::read(&everything::site().content()).unwrap();
    let facts = Facts::of(&content).unwrap();
    let viewpoint = Viewpoint { now: now(), audience: Tlp::Clear, redactions: facts.redactions };
    let mut rules = BTreeSet::new();
    let mut note = |part: &Part| {
        if part.file.starts_with("../team") {
            rules.insert(part.rule);
        }
        Action::Erase
    };
    let words = Wording::new(&content, Size::Shorter);
    let twin = Rewriter::new(&facts, viewpoint, words, &mut note).site(&content);
    let (key, div, span) = (Rule::Tag(Mark::Until, Whole::Key), Rule::Div(Mark::Private), Rule::Span(Mark::Private));
    for rule in [Rule::Unmarked, Rule::PrivateKey, Rule::Attachment, key, div, span] {
        assert!(rules.contains(&rule), "{rule:?} was never varied");
    }
    let kept = twin.text(std::path::Path::new("../team/advisories/SMALL-21/index.md")).unwrap();
    for word in ["Hallard", "Garganey", "Brack", "Whitethroat"] {
        assert!(!kept.contains(word), "{word} is still there");
    }
    assert!(!twin.files.keys().any(|path| path.ends_with("SMALL-22.md") || path.ends_with("talk.txt")));
    assert!(twin.files.keys().any(|path| path.ends_with("README.md")), "what is no record stays as it is");
}

#[test]
fn all_instants_audiences_and_settings_are_looked_from() {
    let proof = everything::site().prove(Depth::Model);
    assert!(!proof.fails(), "{}", tell(&proof));
    let mut labels: Vec<_> = proof.viewpoints.iter().map(|viewpoint| viewpoint.audience.as_str()).collect();
    labels.sort();
    labels.dedup();
    assert_eq!(labels, ["amber", "clear", "red"]);
    let at = |instant| proof.viewpoints.iter().any(|viewpoint| viewpoint.now.to_string() == instant);
    assert!(at("2026-12-10T13:59:59Z") && at("2026-12-10T14:00:00Z") && at("2027-01-01T00:00:00Z"));
}

#[test]
fn the_example_site_is_proved() {
    let request = Request {
        content: std::path::Path::new("content"),
        now: now(),
        audience: None,
        theme: &THEME,
        words: public_words,
        surroundings: None,
        depth: Depth::Model,
        reach: Reach::All,
        controls: 24,
        progress: &|_, _, _| {},
    };
    let proof = prove(&request).unwrap().unwrap();
    assert!(!proof.fails(), "{}", tell(&proof));
}
