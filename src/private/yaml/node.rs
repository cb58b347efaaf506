//! A value as it was written, with its line and its withholding tag.

use crate::public::{Instant, Tlp, Vocabulary};
use std::borrow::Cow;

/// Why and until when a part is withheld.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Rule {
    /// In every build.
    Private,
    /// Until the instant.
    Until(Instant),
    /// From audiences below the label.
    Tlp(Tlp),
}

/// No `Debug`: it may hold withheld text.
pub(in crate::private) struct Node<'a> {
    /// From 1; 0 where it isn't known.
    pub line: u32,
    pub rule: Option<Rule>,
    pub value: Value<'a>,
}

pub(in crate::private) enum Value<'a> {
    Null,
    /// `plain`: written without quotes.
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

pub(in crate::private) struct Entry<'a> {
    pub key: Cow<'a, str>,
    pub line: u32,
    pub node: Node<'a>,
}

impl<'a> Node<'a> {
    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

impl Rule {
    /// Reads `private`, `until:2026-12-10T14:00:00Z`, `tlp:amber`.
    pub fn from_tag(written: &str) -> Option<Rule> {
        match written.split_once(':') {
            None => (written == "private").then_some(Rule::Private),
            Some(("until", at)) => instant(at).map(Rule::Until),
            Some(("tlp", label)) => Tlp::from_word(label).map(Rule::Tlp),
            Some(_) => None,
        }
    }
}

/// RFC 3339 with an offset, in years that make sense.
pub(in crate::private) fn instant(written: &str) -> Option<Instant> {
    let at = Instant::parse(written)?;
    (1970..=2999).contains(&at.year()).then_some(at)
}
