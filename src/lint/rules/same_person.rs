//! A person who is listed twice is counted, thanked or called twice.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{DIALECT, Person};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::HashSet;

pub const RULE: Rule = Rule { codes: &[Code::SamePerson], look };

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.markdown() {
        for offset in twice(passage.text.as_str()) {
            let place = Place::passage(written, passage, offset);
            found.add(Code::SamePerson, place, "this person stands in the same list already", "keep one of the two");
        }
    }
    for head in subject.site.records().map(|record| record.head()) {
        let Some(written) = subject.sources.of_page(&head.path()) else { continue };
        for (key, people) in [("credits", &head.credits), ("authors", &head.authors)] {
            if names_twice(people) {
                let problem = "a person stands in this list twice";
                found.add(Code::SamePerson, Place::key(written, key), problem, "keep one of the two");
            }
        }
    }
}

/// One person may be thanked for two things.
fn names_twice(people: &[Person]) -> bool {
    let mut known = HashSet::new();
    people.iter().any(|person| !known.insert((person.name.to_lowercase(), person.kind)))
}

/// Where an item of a list names a person whom an item before it named.
fn twice(markdown: &str) -> Vec<usize> {
    let (mut lists, mut found): (Vec<HashSet<String>>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut item: Option<(usize, String)> = None;
    for (event, range) in Parser::new_ext(markdown, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => lists.push(HashSet::new()),
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => item = Some((range.start, String::new())),
            Event::Text(text) => item.iter_mut().for_each(|(_, words)| words.push_str(&text)),
            Event::End(TagEnd::Item) => {
                let Some((offset, words)) = item.take() else { continue };
                let (Some(name), Some(known)) = (name(&words), lists.last_mut()) else { continue };
                if !known.insert(name) {
                    found.push(offset);
                }
            }
            _ => {}
        }
    }
    found
}

/// A name is two to four words with capital letters, before a comma or alone.
fn name(item: &str) -> Option<String> {
    let item = item.trim().trim_start_matches('[').trim_end_matches(']');
    let name = item.split([',', '(', '–', '—']).next().unwrap_or_default().trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_name = (2..=4).contains(&words.len()) && words.iter().filter(|word| capital(word)).count() > 1;
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '"' | '“' | '”'));
    (is_name && plain).then(|| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::SamePerson;
    use crate::lint::testing::codes;

    #[test]
    fn a_person_in_a_list_twice_is_found_whatever_stands_behind_the_name() {
        let page = "- Marta Rybczynska, OSTC\n- [Art Manion, A](https://a.example/)\n- [Marta Rybczynska](https://b.example/)\n";
        assert_eq!(codes("pages/a.md", page), [SamePerson]);
    }

    #[test]
    fn items_that_are_no_names_may_repeat() {
        assert_eq!(codes("pages/a.md", "- see the plan\n- see the plan\n- Reporter\n- Reporter\n"), []);
    }
}
