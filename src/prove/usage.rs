//! A plain search for marks and keys, which knows nothing of how the proof takes files apart: what it still finds hidden in
//! a site from which everything withheld was erased, the proof doesn't know, and never varied.

use super::content::{Content, Role};
use super::document::Document;
use super::facts::Facts;
use super::rewriter::left_over;
use super::rule::{Mark, Rule, Whole};
use super::viewpoint::{Marked, Viewpoint, instant};
use crate::public::{Tlp, Vocabulary};
use serde_yaml::Value;
use std::collections::BTreeMap;

pub fn count(content: &Content, facts: &Facts, viewpoint: &Viewpoint) -> BTreeMap<Rule, usize> {
    let mut used: BTreeMap<Rule, usize> = BTreeMap::new();
    for path in content.files.keys().filter(|path| matches!(content.role(path), Role::Record(_) | Role::Page)) {
        let Some(text) = content.text(path) else { continue };
        let document = Document::read(path, text);
        // What shows marks has none in its text, or the site doesn't build.
        let shown = document.as_ref().filter(|document| document.shows_marks()).map_or("", |document| &document.body);
        let text = text.strip_suffix(shown).unwrap_or(text);
        for (rule, count) in marks(text, facts, viewpoint).into_iter().chain(keys(document, facts)) {
            *used.entry(rule).or_default() += count;
        }
    }
    for (path, _) in content.files.iter().filter(|(path, _)| path.starts_with("..")) {
        let source = facts.sources.iter().find(|source| path.starts_with(&source.path));
        for (rule, count) in
            source.zip(content.text(path)).into_iter().flat_map(|(it, text)| left_over(it.format, text, viewpoint))
        {
            *used.entry(rule).or_default() += count;
        }
    }
    used.retain(|_, count| *count > 0);
    used
}

fn marks(text: &str, facts: &Facts, viewpoint: &Viewpoint) -> Vec<(Rule, usize)> {
    let hidden = |opening: &str, read: fn(&str) -> Option<Marked>| {
        let found = text.match_indices(opening).filter(|(at, _)| !text[..*at].ends_with('\\'));
        let values = found.map(|(at, _)| text[at + opening.len()..].trim_start_matches(['"', '=']));
        values.filter_map(read).filter(|marked| viewpoint.hides(*marked)).count()
    };
    let private = |_: &str| Some(Marked::Private);
    let words = facts.block_words.iter().map(|word| text.matches(word.as_str()).count()).sum();
    vec![
        (Rule::Tag(Mark::Private, Whole::Key), hidden(" !private", private)),
        (Rule::Tag(Mark::Until, Whole::Key), hidden(" !until:", until)),
        (Rule::Tag(Mark::Tlp, Whole::Key), hidden(" !tlp:", tlp)),
        (Rule::Div(Mark::Private), hidden("::: private", private)),
        (Rule::Div(Mark::Until), hidden("::: until ", until)),
        (Rule::Div(Mark::Tlp), hidden("::: tlp ", tlp)),
        (Rule::Span(Mark::Private), hidden("]{.private}", private)),
        (Rule::Span(Mark::Until), hidden("]{.until at=", until)),
        (Rule::Span(Mark::Tlp), hidden("]{.tlp label=", tlp)),
        (Rule::Comment, text.matches("<!--").count()),
        (Rule::BlockWord, words),
    ]
}

fn until(rest: &str) -> Option<Marked> {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-:+.".contains(c))).unwrap_or(rest.len());
    instant(&rest[..end]).map(Marked::Until)
}

fn tlp(rest: &str) -> Option<Marked> {
    let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '+')).unwrap_or(rest.len());
    Tlp::from_word(&rest[..end]).map(Marked::Tlp)
}

fn keys(document: Option<Document>, facts: &Facts) -> Vec<(Rule, usize)> {
    let Some(document) = document else { return Vec::new() };
    let keys = || document.keys.iter().chain(&document.own);
    let named = |name: &str| keys().filter(|key| key.name == name && !key.value.is_null()).count();
    let people = ["credits", "authors", "reporter", "coordinator", "responders"];
    let people = keys().filter(|key| people.contains(&key.name.as_str()));
    let totals = keys().filter(|key| key.name == "totals").filter_map(|key| key.value.as_mapping());
    // What stays of one after erasing is nothing: 0 is about nobody.
    let small = |count: u64| count > 0 && count < facts.smallest_count;
    let totals = totals.flat_map(|totals| totals.values()).filter_map(Value::as_u64).filter(|it| small(*it)).count();
    vec![
        (Rule::SmallTotal, totals),
        (Rule::PrivateKey, named("private")),
        (Rule::Account, named("accounts")),
        (Rule::Contact, people.map(|key| contacts(&key.value)).sum()),
    ]
}

fn contacts(value: &Value) -> usize {
    match value {
        Value::Sequence(items) => items.iter().map(contacts).sum(),
        Value::Tagged(tagged) => contacts(&tagged.value),
        Value::Mapping(map) => map.get("contact").map_or(0, |_| 1),
        _ => 0,
    }
}
