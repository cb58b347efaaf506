//! Terms and the places of what has them, in parts of about one size.

use super::terms::{self, Field, Terms};
use super::{List, PER_PART};
use crate::render::view::Views;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

pub struct Index {
    /// `index.json`.
    pub head: String,
    /// `part0.json` …
    pub parts: Vec<String>,
}

/// What is loaded first.
#[derive(Serialize)]
struct Head<'a> {
    /// How many places a file of entries has.
    entries: usize,
    /// How many places the list has.
    places: usize,
    /// The first term of each part, and the part's name. A part without terms isn't named.
    parts: Vec<(&'a str, String)>,
}

impl Index {
    /// Words as they are; a filter as `=severity=high`, which no word can be.
    pub fn new(views: &Views<'_>, list: List, parts: usize) -> Self {
        let mut places: BTreeMap<String, Places> = BTreeMap::new();
        let documents = documents(views, list);
        let many = documents.len();
        for (place, terms) in documents.into_iter().enumerate() {
            for (term, field) in terms {
                places.entry(term).or_default().add(place, field);
            }
        }
        if let List::Records(kind) = list {
            for filter in views.filters(kind).iter() {
                let places = places.entry(format!("={}={}", filter.facet.as_str(), filter.value)).or_default();
                filter.places.iter().for_each(|place| places.add(*place, Field::Other));
            }
        }
        let lines: Vec<(&str, String)> =
            places.iter().map(|(term, places)| (term.as_str(), places.line(term))).collect();
        let cut = cut(&lines, parts);
        let named = cut.iter().enumerate().filter_map(|(at, lines)| Some((lines.first()?.0, format!("part{at}"))));
        Self {
            head: serde_json::to_string(&Head { entries: PER_PART, places: many, parts: named.collect() })
                .unwrap_or_default()
                + "\n",
            parts: cut.iter().map(|lines| join(lines)).collect(),
        }
    }
}

/// The terms of each place.
fn documents(views: &Views<'_>, list: List) -> Vec<Terms> {
    match list {
        List::Records(kind) => views.site.section(kind).into_iter().map(|section| terms::of(views, section)).collect(),
        List::Packages => views.packages.iter().map(terms::of_package).collect(),
        List::Pages => views.site.own_pages().map(terms::of_page).collect(),
    }
}

/// Ascending places as distances, each behind a letter that says where the term is.
#[derive(Default)]
struct Places {
    last: usize,
    written: String,
}

impl Places {
    fn add(&mut self, place: usize, field: Field) {
        let mark = match field {
            Field::Name => 'x',
            Field::Part => 'y',
            Field::Other => 'z',
            Field::Often => 'w',
            Field::Text => 'v',
        };
        write!(self.written, "{mark}{}", place - self.last).unwrap_or(());
        self.last = place;
    }

    fn line(&self, term: &str) -> String {
        format!("{}:\"z{}\"", serde_json::Value::from(term), self.written)
    }
}

/// Into as many parts as asked for, each of about the same length, in order.
fn cut<'l, 't>(lines: &'l [(&'t str, String)], parts: usize) -> Vec<&'l [(&'t str, String)]> {
    let whole: usize = lines.iter().map(|(_, line)| line.len()).sum();
    let mut rest = lines;
    let mut before = 0;
    let mut cut = Vec::with_capacity(parts);
    for at in 1..=parts {
        let mut taken = 0;
        while taken < rest.len() && (at == parts || before * parts < whole * at) {
            before += rest[taken].1.len();
            taken += 1;
        }
        let (part, after) = rest.split_at(taken);
        cut.push(part);
        rest = after;
    }
    cut
}

fn join(lines: &[(&str, String)]) -> String {
    let lines: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
    format!("{{{}}}\n", lines.join(",\n"))
}
