//! Where a withholding tag may stand: on a key of the record ([`Key`]), and on a whole item of a list ([`List`]).

use super::node::{Node, Rule, Value, instant};
use crate::public::{Tlp, Vocabulary};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A key that says who may see a record (rule 7): absent, or there, and then understood or refused. One that is blank is there
/// and refused. No `Debug`.
#[derive(Default)]
pub(in crate::private) enum Steering<T> {
    #[default]
    Absent,
    /// Refused where it has no value; the reason is among the findings.
    There(Marked<T>),
}

impl<T> Steering<T> {
    pub fn is_there(&self) -> bool {
        matches!(self, Steering::There(_))
    }

    pub fn said(&self) -> Said<'_, T> {
        match self {
            Steering::Absent => Said::Absent,
            Steering::There(Marked { rule: None, value: Some(value), .. }) => Said::Is(value),
            Steering::There(_) => Said::Refused,
        }
    }
}

/// What a key that restricts says.
pub(in crate::private) enum Said<'k, T> {
    Absent,
    Is(&'k T),
    Refused,
}

impl<T> Clone for Said<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Said<'_, T> {}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Steering<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(STEERING, MarkedVisitor(PhantomData)).map(Steering::There)
    }
}

/// Names that [`super::de`] understands, as they can't be struct names.
pub(super) const MARKED: &str = "$marked";
pub(super) const STEERING: &str = "$steering";
pub(super) const ITEMS: &str = "$items";
pub(super) const ANYTHING: &str = "$anything";
/// A text, or keys.
pub(in crate::private) const EITHER: &str = "$either";

/// A value that may be tagged. No `Debug`.
pub(in crate::private) struct Marked<T> {
    pub rule: Option<Rule>,
    pub line: u32,
    /// `None`: it was refused, and the reason is among the findings.
    pub value: Option<T>,
}

/// One or several, each of which may be tagged.
pub(in crate::private) struct Items<T>(pub Vec<Marked<T>>);

pub(in crate::private) type Key<T> = Option<Marked<T>>;
pub(in crate::private) type List<T> = Option<Marked<Items<T>>>;

/// Whatever is there; it is not looked into.
pub(in crate::private) struct Anything;

/// Tags travel through serde's data model as text.
pub(super) fn rule_as_text(rule: Option<Rule>) -> String {
    match rule {
        None => String::new(),
        Some(Rule::Private) => "private".into(),
        Some(Rule::Until(at)) => format!("until:{}", at.0.to_rfc3339()),
        Some(Rule::Tlp(label)) => format!("tlp:{}", label.word()),
    }
}

fn rule_from_text(text: &str) -> Option<Rule> {
    match text.split_once(':') {
        Some(("until", at)) => instant(at).map(Rule::Until),
        Some(("tlp", label)) => Tlp::from_word(label).map(Rule::Tlp),
        _ => (text == "private").then_some(Rule::Private),
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Marked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MARKED, MarkedVisitor(PhantomData))
    }
}

struct MarkedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MarkedVisitor<T> {
    type Value = Marked<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (rule, line) = map.next_entry::<String, u32>()?.unwrap_or_default();
        map.next_key::<String>()?;
        // The deserializer has noted why, where this fails.
        let value = map.next_value::<T>().ok();
        Ok(Marked { rule: rule_from_text(&rule), line, value })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ITEMS, ItemsVisitor(PhantomData))
    }
}

struct ItemsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemsVisitor<T> {
    type Value = Items<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Items(items))
    }
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ANYTHING, AnythingVisitor)
    }
}

struct AnythingVisitor;

impl Visitor<'_> for AnythingVisitor {
    type Value = Anything;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Anything, E> {
        Ok(Anything)
    }
}

/// An empty list and an empty map say nothing.
pub(super) fn is_absent(node: &Node) -> bool {
    node.rule.is_none() && matches!(node.value, Value::Null)
}
