//! A record in the making, and its text in the order that a reader wants.

use crate::private::formats::keys::{Fields, Keys, list, of, text};
use crate::private::formats::{marks, parts};
use crate::private::yaml::{Node, Value};
use crate::public::keys::LONGEST_SUMMARY;
use std::collections::HashSet;

/// Where a section of the text stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Summary,
    Vulnerability,
    Document,
    /// What comes from keys.
    Facts,
    Legal,
}

#[derive(Default)]
pub(super) struct Draft<'a> {
    pub keys: Keys<'a>,
    pub aliases: Vec<Node<'a>>,
    pub credits: Vec<Node<'a>>,
    pub timeline: Vec<Node<'a>>,
    /// Vectors.
    pub severity: Vec<Node<'a>>,
    /// The publisher's word, where no vector says how bad it is.
    pub rated: Option<String>,
    pub impact: Vec<String>,
    pub workaround: Vec<String>,
    pub resolution: Vec<String>,
    references: Vec<Node<'a>>,
    urls: HashSet<String>,
    summary: Option<String>,
    sections: Vec<(Rank, String)>,
}

impl<'a> Draft<'a> {
    /// Text is Markdown, a title isn't.
    pub fn section(&mut self, rank: Rank, title: Option<&str>, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let words = marks::alone(words);
        let title = title.map(escaped).filter(|escaped| !escaped.is_empty());
        let section = title.map_or_else(|| words.trim().to_owned(), |title| format!("## {title}\n\n{}", words.trim()));
        self.sections.push((rank, section));
    }

    /// Whether the text became the summary: the first that is short enough does.
    pub fn summary(&mut self, words: &str) -> bool {
        let words = words.trim();
        // A summary is a line, in which a comment or a definition would be shown.
        let fits = !words.is_empty()
            && !words.contains("<!--")
            && !words.contains("]:")
            && !words.contains('\n')
            && words.chars().count() <= LONGEST_SUMMARY;
        let taken = fits && self.summary.is_none();
        if taken {
            self.summary = Some(words.to_owned());
        }
        taken
    }

    pub fn reference(&mut self, kind: &'static str, url: &str, title: Option<&str>) {
        if !self.urls.insert(url.to_owned()) {
            return;
        }
        let title = title.filter(|title| *title != url).map(|title| title.to_owned().into());
        // One that leads nowhere safe is left out: it is no secret, and would be sought in what is disclosed.
        self.references.extend(parts::reference(Some(kind), url, title));
    }

    pub fn finish(mut self, rest: Fields<'a>) -> Node<'a> {
        self.sections.sort_by_key(|(rank, _)| *rank);
        let details: Vec<String> = self.sections.into_iter().map(|(_, section)| section).collect();
        let keys = &mut self.keys;
        keys.text("summary", self.summary.map(Into::into));
        keys.list("aliases", self.aliases);
        keys.list("references", self.references);
        keys.list("credits", self.credits);
        keys.list("timeline", self.timeline);
        keys.list("severity", self.severity);
        for (key, parts) in [
            ("impact", self.impact),
            ("workaround", self.workaround),
            ("resolution", self.resolution),
            ("details", details),
        ] {
            let parts: Vec<_> = parts.iter().map(|part| marks::alone(part)).collect();
            keys.put(key, text(parts.join("\n\n")));
        }
        self.keys.finish(rest)
    }
}

/// What isn't Markdown, so that it reads as it is written.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            escaped.push(' ');
        }
        for letter in word.chars() {
            if matches!(
                letter,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' | '!' | '$' | '{' | '}'
            ) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

/// A link that shows where it leads; what is no web address is text.
pub(super) fn link(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let whole = !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
    if web && whole { format!("<{url}>") } else { escaped(url) }
}

/// The texts of a list; anything else in it is passed over.
pub(super) fn texts(node: Option<Node<'_>>) -> Vec<String> {
    let items = match node {
        Some(Node { value: Value::List(items), .. }) => items,
        _ => return Vec::new(),
    };
    items.into_iter().filter_map(|item| item.text().map(str::to_owned)).collect()
}

/// An item of a timeline.
pub(super) fn moment<'a>(at: String, phase: Option<&'static str>, words: Option<String>) -> Node<'a> {
    of([("at", Some(text(at))), ("phase", phase.map(text)), ("text", words.map(text))])
}

/// A list of texts, where there are any.
pub(super) fn nodes<'a>(all: Vec<String>) -> Option<Node<'a>> {
    (!all.is_empty()).then(|| list(all.into_iter().map(text).collect()))
}
