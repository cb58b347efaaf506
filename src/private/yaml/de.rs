//! [`Node`]s to types, through serde.
//!
//! A tag is taken by [`super::Marked`] alone; met anywhere else it is an error, since it would withhold half a fact.

use super::Findings;
use super::error::{Error, known_keys};
use super::marked::{ANYTHING, EITHER, ITEMS, MARKED, STEERING, is_absent, rule_as_text};
use super::node::{Entry, Node, Value};
use super::word::Word;
use crate::diagnostic::Code;
use serde::de::value::{BorrowedStrDeserializer, StringDeserializer, U32Deserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// What several types read from one map know between them.
pub(in crate::private) type KnownKeys = RefCell<Vec<&'static str>>;

/// Reads a type from the map `node`. Keys that it doesn't know are left to the other types that are read from it: when all
/// are read, [`refuse_unknown`] reports the rest.
pub(in crate::private) fn from_node<'n, T: Deserialize<'n>>(
    node: &'n Node<'_>,
    findings: &'n Findings,
    known: &'n KnownKeys,
) -> Option<T> {
    let de = De { node, findings, path: Path::Root, known: Some(known), tag_taken: false };
    match T::deserialize(de) {
        Ok(value) => Some(value),
        Err(error) => {
            note(findings, error, node.line, &Path::Root);
            None
        }
    }
}

/// An unknown key is reported by its line, not by its text: it may be the tail of a withheld sentence.
pub(in crate::private) fn refuse_unknown(node: &Node, findings: &Findings, known: &KnownKeys) {
    let known = known.borrow();
    for entry in node.entries().iter().filter(|entry| !known.contains(&&*entry.key)) {
        let help = known_keys(&entry.key, &known);
        findings.add(Code::UnknownKey, entry.line, "", "a key that Fanlight doesn't know", help);
    }
}

/// The way to a node from the record's root.
#[derive(Clone, Copy)]
enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'static str),
    Index(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => f.write_str(key),
            Path::Key(parent, key) => write!(f, "{parent}.{key}"),
            Path::Index(parent, at) => write!(f, "{parent}[{at}]"),
        }
    }
}

fn note(findings: &Findings, error: Error, line: u32, path: &Path) {
    // The reader saw it where it stands.
    if error.code == Code::DuplicateKey && findings.any_unreadable() {
        return;
    }
    let (line, key) = error.place.unwrap_or_else(|| (line, path.to_string()));
    findings.add(error.code, line, &key, error.problem, error.help);
}

struct De<'n, 'p> {
    node: &'n Node<'n>,
    findings: &'n Findings,
    path: Path<'p>,
    known: Option<&'n KnownKeys>,
    tag_taken: bool,
}

impl<'n> De<'n, '_> {
    /// The value, where no tag stands in the way.
    fn enter(&self) -> Result<&'n Value<'n>, Error> {
        if self.node.rule.is_some() && !self.tag_taken {
            return Err(Error::new(
                Code::MisplacedMark,
                "a tag stands on half a fact, where nothing can be withheld",
                "tag the whole key of the record, or the whole item of its list",
            ));
        }
        Ok(&self.node.value)
    }

    fn at(&self, error: Error) -> Error {
        error.or_at(self.node.line, &self.path)
    }

    fn scalar<V: Visitor<'n>>(&self, visitor: V) -> Result<V::Value, Error> {
        let result = self.enter().and_then(|value| match value {
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Value::Null => visitor.visit_unit(),
            Value::List(_) => {
                Err(Error::new(Code::WrongType, "a list stands where a text is wanted", "write one text"))
            }
            Value::Map(_) => Err(Error::new(
                Code::WrongType,
                "keys stand where a text is wanted",
                "write one text, in quotes where it holds `: `",
            )),
        });
        result.map_err(|error| self.at(error))
    }

    fn number<T: std::str::FromStr>(&self) -> Result<T, Error> {
        let result = self.enter().and_then(|value| {
            match value {
                Value::Scalar { text, plain: true } => text.parse().ok(),
                _ => None,
            }
            .ok_or_else(|| Error::new(Code::WrongType, "this is not a number", "write a number without quotes"))
        });
        result.map_err(|error| self.at(error))
    }

    fn list<V: Visitor<'n>>(self, items: &'n [Node<'n>], visitor: V, tag_taken: bool) -> Result<V::Value, Error> {
        let access = ListAccess { items, at: 0, findings: self.findings, path: &self.path, tag_taken };
        visitor.visit_seq(access).map_err(|error| self.at(error))
    }

    fn map<V: Visitor<'n>>(self, fields: Option<&'static [&'static str]>, visitor: V) -> Result<V::Value, Error> {
        let value = self.enter().map_err(|error| self.at(error))?;
        let Value::Map(entries) = value else {
            let help = fields.map(|fields| format!("write its keys: {}", fields.join(", "))).unwrap_or_default();
            return Err(self.at(Error::new(Code::WrongType, "keys are wanted here", help)));
        };
        let left = match (self.known, fields) {
            (Some(known), Some(fields)) => {
                known.borrow_mut().extend(fields);
                true
            }
            _ => false,
        };
        let access = KeyAccess {
            entries,
            at: 0,
            fields: fields.unwrap_or_default(),
            left,
            findings: self.findings,
            path: &self.path,
        };
        visitor.visit_map(access).map_err(|error| self.at(error))
    }
}

/// Serde's other scalar types are all read from one text.
macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty;)*) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
            let number = self.number::<$type>()?;
            visitor.$visit(number).map_err(|error: Error| self.at(error))
        })*
    };
}

impl<'n> Deserializer<'n> for De<'n, '_> {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 i8; deserialize_i16 visit_i16 i16; deserialize_i32 visit_i32 i32; deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8; deserialize_u16 visit_u16 u16; deserialize_u32 visit_u32 u32; deserialize_u64 visit_u64 u64;
        deserialize_f32 visit_f32 f32; deserialize_f64 visit_f64 f64;
    }

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.map(None, visitor),
            Value::Null | Value::Scalar { .. } => self.scalar(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = self.enter().and_then(|value| match value {
            Value::Scalar { text, plain: true } if text == "true" => visitor.visit_bool(true),
            Value::Scalar { text, plain: true } if text == "false" => visitor.visit_bool(false),
            _ => Err(Error::new(
                Code::WrongValue,
                "this is neither true nor false (`yes`, `no` and words in quotes are texts)",
                "write true or false, without quotes",
            )),
        });
        result.map_err(|error| self.at(error))
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        if is_absent(self.node) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            MARKED => visitor.visit_map(MarkedAccess { de: self, step: 0, blank: Blank::IsRead }),
            STEERING => visitor.visit_map(MarkedAccess { de: self, step: 0, blank: Blank::IsRefused }),
            ITEMS => match &self.node.value {
                Value::List(items) => {
                    self.enter().map_err(|error| self.at(error))?;
                    self.list(items, visitor, false)
                }
                _ => {
                    let tag_taken = self.tag_taken;
                    let single = std::slice::from_ref(self.node);
                    self.list(single, visitor, tag_taken)
                }
            },
            ANYTHING => visitor.visit_unit(),
            EITHER => match &self.node.value {
                Value::Map(_) => visitor.visit_newtype_struct(self),
                _ => self.scalar(visitor),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.enter() {
            Ok(Value::List(items)) => self.list(items, visitor, false),
            Ok(_) => Err(self.at(Error::new(
                Code::WrongType,
                "a list is wanted here",
                "write its items in [ ], or each behind `- `",
            ))),
            Err(error) => Err(self.at(error)),
        }
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        self.map(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.map(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = self.enter().and_then(|value| match value {
            Value::Scalar { text, .. } => visitor.visit_enum(Word(text)),
            _ => Err(Error::new(Code::WrongType, "one word is wanted here", "write one word")),
        });
        result.map_err(|error| self.at(error))
    }

    fn deserialize_str<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        self.scalar(visitor)
    }

    fn deserialize_string<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        self.scalar(visitor)
    }

    /// What no type asked for.
    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'n>> i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// Shows [`super::Marked`] the tag and the line, then the value; an error in the value is noted here and goes no further.
struct MarkedAccess<'n, 'p> {
    de: De<'n, 'p>,
    step: u8,
    blank: Blank,
}

/// What becomes of a key without a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    IsRead,
    IsRefused,
}

impl<'n> MapAccess<'n> for MarkedAccess<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.step += 1;
        let key = if self.step == 1 { rule_as_text(self.de.node.rule) } else { String::new() };
        seed.deserialize(StringDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let De { node, findings, path, .. } = self.de;
        if self.step == 1 {
            let line: U32Deserializer<Error> = node.line.into_deserializer();
            return seed.deserialize(line);
        }
        if self.blank == Blank::IsRefused && matches!(node.value, Value::Null) {
            let problem = "this key says who may see the record, and it is left blank";
            note(
                findings,
                Error::new(Code::WrongValue, problem, "give it a value, or take the key out"),
                node.line,
                &path,
            );
            return Err(Error::new(Code::WrongValue, "", ""));
        }
        let de = De { node, findings, path, known: None, tag_taken: true };
        seed.deserialize(de).map_err(|error| {
            note(findings, error, node.line, &path);
            Error::new(Code::WrongValue, "", "")
        })
    }
}

struct ListAccess<'n, 'p> {
    items: &'n [Node<'n>],
    at: usize,
    findings: &'n Findings,
    path: &'p Path<'p>,
    tag_taken: bool,
}

impl<'n> SeqAccess<'n> for ListAccess<'n, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.items.get(self.at) else { return Ok(None) };
        let path = Path::Index(self.path, self.at);
        self.at += 1;
        seed.deserialize(De { node, findings: self.findings, path, known: None, tag_taken: self.tag_taken }).map(Some)
    }
}

struct KeyAccess<'n, 'p> {
    entries: &'n [Entry<'n>],
    at: usize,
    fields: &'static [&'static str],
    /// Unknown keys are left to another type.
    left: bool,
    findings: &'n Findings,
    path: &'p Path<'p>,
}

impl<'n> KeyAccess<'n, '_> {
    fn known(&self, entry: &Entry) -> Option<&'static str> {
        self.fields.iter().find(|field| **field == entry.key).copied()
    }
}

impl<'n> MapAccess<'n> for KeyAccess<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some(entry) = self.entries.get(self.at) {
            if self.fields.is_empty() || self.known(entry).is_some() {
                return seed.deserialize(BorrowedStrDeserializer::new(&entry.key)).map(Some);
            }
            if !self.left {
                let (problem, help) = ("a key that Fanlight doesn't know", known_keys(&entry.key, self.fields));
                self.findings.add(Code::UnknownKey, entry.line, &self.path.to_string(), problem, help);
            }
            self.at += 1;
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some(entry) = self.entries.get(self.at) else {
            return Err(Error::new(Code::WrongType, "a key has no value", ""));
        };
        self.at += 1;
        let path = Path::Key(self.path, self.known(entry).unwrap_or("…"));
        let de = De { node: &entry.node, findings: self.findings, path, known: None, tag_taken: false };
        // A type that refuses what it read doesn't know where that stands.
        seed.deserialize(de).map_err(|error| error.or_at(entry.node.line, &path))
    }
}
