//! The terms by which a record is found. `themes/default/search.js` makes terms of what is typed in the same way.

use crate::public::packages::PackageRecords;
use crate::public::{DIALECT, Exploitation, Page, Record};
use crate::render::view::Views;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Longer ones are cut: nobody types them.
const LONGEST: usize = 48;

/// A text that says a word so often is about it.
const OFTEN: usize = 4;

/// Where a record has a term: what it is called by comes first among what is found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// A word of a page's text.
    Text,
    /// A word that a page's text says again and again.
    Often,
    Other,
    /// A part of a word of its ids or title.
    Part,
    /// A whole word of its ids or title.
    Name,
}

pub type Terms = BTreeMap<String, Field>;

/// The record's terms: words of its ids and title; of its packages, tags, summary, headings, credits; its weaknesses by number
/// and name; how severe it is, and what state it is in.
pub fn of(views: &Views<'_>, record: Record<'_>) -> Terms {
    let (site, say, head) = (views.site, views.words, record.head());
    let mut terms = BTreeMap::new();
    for text in [&head.id, &head.title].into_iter().chain(&head.aliases) {
        words(text, Field::Name, &mut terms);
    }
    let packages = record.affected().iter().flat_map(|entry| [Some(&entry.package.name), entry.package.purl.as_ref()]);
    let credits = head.credits.iter().map(|person| &person.name);
    for text in head.tags.iter().chain(&head.summary).chain(packages.flatten()).chain(credits) {
        words(text, Field::Other, &mut terms);
    }
    for heading in headings(head.details.as_str()) {
        words(&heading, Field::Other, &mut terms);
    }
    let (cwe, level, state): (&[u32], _, _) = match record {
        Record::Advisory(it) => {
            let level = it.severity.as_ref().map(|severity| &severity.level);
            (&it.cwe, level, it.informational.map(|informational| &say.informational.of(informational).word))
        }
        Record::Incident(it) => (&[], it.severity.as_ref(), it.status.map(|status| &say.statuses.of(status).word)),
        Record::Notice(_) | Record::Lesson(_) => (&[], None, None),
    };
    let exploited = head.exploitation.filter(|exploitation| *exploitation == Exploitation::Active);
    for word in state.into_iter().chain(exploited.map(|exploited| &say.exploitation.of(exploited).word)) {
        words(word, Field::Other, &mut terms);
    }
    for number in cwe {
        words(&format!("CWE-{number}"), Field::Name, &mut terms);
        words(crate::cwe::name(*number).unwrap_or_default(), Field::Other, &mut terms);
    }
    if let Some(level) = level.and_then(|id| site.settings.severity(id)) {
        words(&level.label, Field::Other, &mut terms);
    }
    terms
}

/// Of a package: its name, and what else it is called by.
pub fn of_package(package: &PackageRecords<'_>) -> Terms {
    let mut terms = BTreeMap::new();
    words(&package.name, Field::Name, &mut terms);
    let projects = package.projects.iter().map(|project| &project.name);
    for text in package.purl.iter().chain(&package.ecosystem).chain(projects) {
        words(text, Field::Other, &mut terms);
    }
    terms
}

/// Of a page that is no record: its title, summary, headings and text. There are few pages, and readers seek instructions in them; of
/// records a text as a whole would weigh too much.
pub fn of_page(page: &Page) -> Terms {
    let mut terms = BTreeMap::new();
    words(&page.title, Field::Name, &mut terms);
    for text in page.summary.iter().map(|summary| summary.to_string()).chain(headings(page.body.as_str())) {
        words(&text, Field::Other, &mut terms);
    }
    text(&prose(page.body.as_str()), &mut terms);
    terms
}

/// All of its words, code among them.
fn prose(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(text, DIALECT) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item | TagEnd::CodeBlock,
            ) => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The words of its headings.
fn headings(text: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    for event in Parser::new_ext(text, DIALECT) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                found.push(String::new());
                inside = true;
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                if let Some(heading) = found.last_mut() {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

fn words(text: &str, field: Field, terms: &mut Terms) {
    each(text, |term, at| {
        let field = if field == Field::Name && at > 0 { Field::Part } else { field };
        let best = terms.entry(term).or_insert(field);
        *best = field.max(*best);
    });
}

/// The words of a text, and how much it is about each.
fn text(text: &str, terms: &mut Terms) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    each(text, |term, _| *counts.entry(term).or_default() += 1);
    for (term, count) in counts {
        let field = if count < OFTEN { Field::Text } else { Field::Often };
        let best = terms.entry(term).or_insert(field);
        *best = field.max(*best);
    }
}

/// Each word, lower case, signs inside it as `-`; then the same from each of its parts on, so that a part of a name finds it. With each,
/// from which part on it is.
fn each(text: &str, mut take: impl FnMut(String, usize)) {
    for word in text.split_whitespace() {
        let folded = word.nfkc().collect::<String>().to_lowercase();
        let parts: Vec<&str> = folded.split(|c: char| !is_letter(c)).filter(|part| !part.is_empty()).collect();
        for at in 0..parts.len() {
            // Each has a letter at least: no term is longer than so many of them.
            let end = parts.len().min(at + LONGEST);
            let mut term = parts[at..end].join("-");
            if let Some((end, _)) = term.char_indices().nth(LONGEST) {
                term.truncate(end);
            }
            take(term, at);
        }
    }
}

/// Letters, digits, and the marks that belong to letters.
fn is_letter(it: char) -> bool {
    it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it)
}
