//! People and companies that prose names: runs of capitalised words.
//!
//! A sentence begins with a capital whatever its first word is, and many things beside people have names. So a name has a
//! word that isn't common, doesn't begin with a common one where a sentence does, and has none that names a product, a
//! place or a weakness.

use super::common;
use crate::normalise::{Word, words};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Of longer rows most are titles.
const MOST_WORDS: usize = 4;

/// Between the words of a name.
const PARTICLES: [&str; 20] = [
    "van", "von", "de", "der", "den", "di", "da", "do", "dos", "del", "du", "la", "le", "el", "al", "bin", "ibn",
    "ter", "ten", "y",
];
/// In other languages sentences begin with these.
const OPENERS: &str = "der die das den dem des ein eine einen einer im am beim nach vor bei mit von aus zum zur wir sie er es ich ihr \
    auf in an als wenn le la les un une des du au aux il elle el los las una lo gli het een de os as um uma";
/// A text with one of these is German, where every noun has a capital.
const GERMAN: [&str; 24] = [
    "und", "nicht", "ist", "das", "eine", "einen", "einer", "wurde", "wurden", "mit", "für", "sind", "wir", "uns",
    "dem", "zum", "zur", "auf", "nach", "bei", "durch", "über", "oder", "auch",
];
/// Capitals may follow these within a word.
const PREFIXES: [&str; 8] = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"];

/// The names in a text, whose lines are blocks.
pub(super) fn find(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if text.split_whitespace().any(|word| GERMAN.contains(&word)) {
        return found;
    }
    for line in text.lines().filter(|line| is_sentence(line)) {
        let mut run = Run::default();
        let mut begins = true;
        for token in line.split_whitespace() {
            let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
            let initial = token.ends_with('.') && bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
            if token.starts_with(|c: char| !c.is_alphanumeric()) {
                run.end(&mut found);
            }
            if is_name(bare) {
                run.add(bare, begins);
            } else if !run.words.is_empty() && (initial || PARTICLES.contains(&bare)) {
                run.words.push(token);
            } else {
                run.end(&mut found);
            }
            if !initial && token.ends_with(|c: char| !c.is_alphanumeric()) {
                run.end(&mut found);
            }
            begins = !initial && token.ends_with(|c: char| ".!?:…".contains(c));
        }
        run.end(&mut found);
    }
    found.sort();
    found.dedup();
    found
}

/// Whether a line is a sentence: a title, or a language that this doesn't know, may have any capitals.
fn is_sentence(line: &str) -> bool {
    line.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && word.len() > 1 && common::holds(word))
}

fn opens(word: &str) -> bool {
    let lower = word.to_lowercase();
    common::holds(word) || OPENERS.split_whitespace().any(|word| word == lower)
}

/// Words in a row that may be a name.
#[derive(Default)]
struct Run<'t> {
    words: Vec<&'t str>,
    begins: bool,
}

impl<'t> Run<'t> {
    fn add(&mut self, word: &'t str, begins: bool) {
        if self.words.is_empty() {
            self.begins = begins;
        }
        self.words.push(word);
    }

    fn end(&mut self, found: &mut Vec<String>) {
        while self.words.last().is_some_and(|it| PARTICLES.contains(it) || it.ends_with('.')) {
            self.words.pop();
        }
        // "When Jane Roe told us": what a sentence begins with is no part of a name, unless nothing else is said of it.
        let opening = self.words.iter().take_while(|word| self.begins && (!is_name(word) || opens(word))).count();
        self.words.drain(..opening);
        let names: Vec<&str> = self.words.iter().copied().filter(|word| is_name(word)).collect();
        let telling = names.iter().any(|name| !common::holds(name)) && !names.iter().any(|name| is_thing(name));
        if (2..=MOST_WORDS).contains(&names.len()) && telling {
            found.push(self.words.join(" "));
        }
        *self = Run::default();
    }
}

fn is_thing(word: &str) -> bool {
    let mut parts = Vec::new();
    words(word.as_bytes(), &mut parts);
    parts.iter().any(|part| THINGS.contains(part))
}

/// A capital and small letters; with hyphens and apostrophes there are several of them.
fn is_name(word: &str) -> bool {
    let mut parts = word.split(['-', '\'', '’']);
    let first = parts.next().unwrap_or_default();
    let begins = is_part(first) && first.starts_with(char::is_uppercase);
    begins && parts.all(is_part) && word.chars().count() >= 2
}

fn is_part(part: &str) -> bool {
    let behind = PREFIXES.iter().find_map(|it| part.strip_prefix(it)).filter(|it| it.chars().count() > 2);
    let small = |text: &str| text.chars().skip(1).all(char::is_lowercase);
    part.chars().all(char::is_alphabetic) && (small(part) || behind.is_some_and(small))
}

/// What names a product, a project, a place or a weakness, in one of its words.
static THINGS: LazyLock<HashSet<Word>> = LazyLock::new(|| {
    let mut out = Vec::new();
    words(include_bytes!("things.txt"), &mut out);
    out.into_iter().collect()
});

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn names_of_people_and_companies_are_found() {
        for (text, names) in [
            ("Jane Roe told us on Monday.", &["Jane Roe"][..]),
            ("We asked Jane Q. Roe, and then Ludwig van Houtensen.", &["Jane Q. Roe", "Ludwig van Houtensen"]),
            (
                "Told by Siobhán O'Brien-McAllister's brother (Noor El-Amin).",
                &["Noor El-Amin", "Siobhán O'Brien-McAllister"],
            ),
            (
                "It hit Globex Corporation first. Priya Raghunathan saw it.",
                &["Globex Corporation", "Priya Raghunathan"],
            ),
        ] {
            assert_eq!(find(text), names, "{text}");
        }
    }

    #[test]
    fn other_capitals_are_no_names() {
        let text = "Visual Painter and Apache Airflow on Red Hat Enterprise Linux, in New York.\nServer-Side Request Forgery\n\
                    Improper Neutralization of Input. Update To Latest Version. The Security Team of GitHub Enterprise met Jane.\n\
                    Fixed Quuxify by then, Monday. Roe said so";
        assert_eq!(find(text), [""; 0]);
    }

    #[test]
    fn nouns_with_capitals_are_no_names() {
        for text in [
            "Der Angreifer las Dateien. Die Schwachstelle war in Version 2.",
            "Offene Weiterleitung",
            "Ende Januar wurde Schadcode gefunden, und Harbour Kernteam Sitzung war gestern.",
            "Padding Oracle In Quuxify",
        ] {
            assert_eq!(find(text), [""; 0], "{text}");
        }
    }
}
