//! The terms by which a record is found. `themes/default/search.js` makes terms of what is typed in the same way.

use crate::public::{DIALECT, Record, Site};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Longer ones are cut: nobody types them.
const LONGEST: usize = 48;

/// Where a record has a term: what it is called by comes first among what is found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    Other,
    /// Its ids and its title.
    Name,
}

/// The record's terms: words of its ids and title; of its packages, tags, summary, headings, credits; its weaknesses by number
/// and name; how severe it is.
pub fn of(site: &Site, record: Record<'_>) -> BTreeMap<String, Field> {
    let head = record.head();
    let mut terms = BTreeMap::new();
    for text in [&head.id, &head.title].into_iter().chain(&head.aliases) {
        words(text, Field::Name, &mut terms);
    }
    let packages = record.affected().iter().flat_map(|it| [Some(&it.package.name), it.package.purl.as_ref()]);
    let credits = head.credits.iter().map(|person| &person.name);
    for text in head.tags.iter().chain(&head.summary).chain(packages.flatten()).chain(credits) {
        words(text, Field::Other, &mut terms);
    }
    for heading in headings(head.details.as_str()) {
        words(&heading, Field::Other, &mut terms);
    }
    let (cwe, level): (&[u32], _) = match record {
        Record::Advisory(it) => (&it.cwe, it.severity.as_ref().map(|severity| &severity.level)),
        Record::Incident(it) => (&[], it.severity.as_ref()),
        Record::Notice(_) | Record::Lesson(_) => (&[], None),
    };
    for number in cwe {
        words(&format!("CWE-{number}"), Field::Name, &mut terms);
        words(crate::cwe::name(*number).unwrap_or_default(), Field::Other, &mut terms);
    }
    if let Some(level) = level.and_then(|id| site.settings.severity(id)) {
        words(&level.label, Field::Other, &mut terms);
    }
    terms
}

/// The words of its headings: a text as a whole would weigh too much.
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

/// Each word, lower case, signs inside it as `-`; then the same from each of its parts on, so that a part of a name finds it.
pub fn words(text: &str, field: Field, terms: &mut BTreeMap<String, Field>) {
    for word in text.split_whitespace() {
        let folded = word.nfkc().collect::<String>().to_lowercase();
        let parts: Vec<&str> = folded.split(|it: char| !is_letter(it)).filter(|it| !it.is_empty()).collect();
        for at in 0..parts.len() {
            // Each has a letter at least: no term is longer than so many of them.
            let end = parts.len().min(at + LONGEST);
            let mut term = parts[at..end].join("-");
            if let Some((end, _)) = term.char_indices().nth(LONGEST) {
                term.truncate(end);
            }
            let best = terms.entry(term).or_insert(field);
            *best = field.max(*best);
        }
    }
}

/// Letters, digits, and the marks that belong to letters.
fn is_letter(it: char) -> bool {
    it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it)
}
