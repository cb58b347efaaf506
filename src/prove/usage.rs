//! How often each rule is used, counted by a plain search of the files, so that a rule which was never varied is noticed.

use super::content::{Content, Role, role};
use super::facts::Facts;
use super::rule::{Mark, Rule, Whole};
use super::standpoint::instant;
use crate::public::Instant;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Counts marks in the files that are public from somewhere, and how many files are not.
pub fn count(content: &Content, facts: &Facts, public: &BTreeSet<PathBuf>, now: Instant) -> BTreeMap<Rule, usize> {
    let mut used: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut add = |rule, count| {
        if count > 0 {
            *used.entry(rule).or_default() += count;
        }
    };
    for path in content.files.keys() {
        let Role::Record(_) = role(path) else {
            if role(path) != Role::Page || !public.contains(path) {
                continue;
            }
            if let Some(text) = content.text(path) {
                marks(text, facts, now, &mut add);
            }
            continue;
        };
        let Some(text) = content.text(path).filter(|_| public.contains(path)) else { continue };
        marks(text, facts, now, &mut add);
        add(Rule::Contact, text.matches(" contact:").count() + text.matches("\"contact\":").count());
        add(Rule::Account, text.matches("\naccounts:").count());
        add(Rule::PrivateKey, text.matches("\nprivate:").count());
        add(Rule::Approver, text.matches("\napproved:").count());
    }
    used
}

fn marks(text: &str, facts: &Facts, now: Instant, add: &mut impl FnMut(Rule, usize)) {
    // A part that lifted already is withheld from nowhere.
    let ahead = |opening: &str| {
        let at = text.match_indices(opening).map(|(at, _)| text[at + opening.len()..].trim_start_matches(['"', ' ']));
        let end = |rest: &str| rest.find(|it: char| !(it.is_ascii_alphanumeric() || "-:+.".contains(it)));
        at.filter(|rest| instant(&rest[..end(rest).unwrap_or(rest.len())]).is_some_and(|at| at > now)).count()
    };
    let restricted = |opening: &str| {
        let at = text.match_indices(opening).map(|(at, _)| text[at + opening.len()..].trim_start_matches(['"', ' ']));
        at.filter(|rest| !rest.starts_with("clear")).count()
    };
    let escaped = text.matches("\\:::").count();
    add(Rule::Tag(Mark::Private, Whole::Key), text.matches(" !private").count() + text.matches("[!private").count());
    add(Rule::Tag(Mark::Until, Whole::Key), ahead("!until:"));
    add(Rule::Tag(Mark::Tlp, Whole::Key), restricted("!tlp:"));
    add(Rule::Div(Mark::Private), (text.matches("::: private").count()).saturating_sub(escaped));
    add(Rule::Div(Mark::Until), ahead("::: until "));
    add(Rule::Div(Mark::Tlp), restricted("::: tlp "));
    add(Rule::Span(Mark::Private), text.matches("]{.private}").count());
    add(Rule::Span(Mark::Until), ahead("]{.until at="));
    add(Rule::Span(Mark::Tlp), restricted("]{.tlp label="));
    add(Rule::Comment, text.matches("<!--").count());
    add(Rule::BlockWord, facts.block_words.iter().map(|word| text.matches(word.as_str()).count()).sum());
}
