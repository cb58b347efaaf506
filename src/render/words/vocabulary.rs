//! Words for what records say in codes: one for each word of a vocabulary, else the file can't be read.

use super::plural::Plural;
use crate::public::{Kind, Vocabulary};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Of each word of a vocabulary.
pub struct Of<V, T = String>(Vec<T>, PhantomData<V>);

/// A word or two, and a sentence that says what they mean.
#[derive(Deserialize)]
pub struct Said {
    pub word: String,
    pub meaning: String,
}

/// How the file calls a word of a vocabulary.
pub fn key(word: &str) -> String {
    word.to_ascii_lowercase().replace('-', "_")
}

impl<V: Vocabulary + PartialEq, T> Of<V, T> {
    pub fn of(&self, word: V) -> &T {
        // A vocabulary lists all of its words, and there is one for each of them.
        &self.0[V::ALL.iter().position(|it| *it == word).unwrap_or_default()]
    }
}

impl Said {
    pub fn both(&self) -> (&str, &str) {
        (&self.word, &self.meaning)
    }
}

impl<'de, V: Vocabulary, T: DeserializeOwned> Deserialize<'de> for Of<V, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut words = BTreeMap::<String, T>::deserialize(from)?;
        let mut word = |it: &&str| words.remove(&key(it)).ok_or_else(|| D::Error::custom(format!("`{it}` is missing")));
        Ok(Self(V::WORDS.iter().map(&mut word).collect::<Result<_, _>>()?, PhantomData))
    }
}

#[derive(Deserialize)]
pub struct PerKind {
    advisory: KindWords,
    incident: KindWords,
    notice: KindWords,
    lesson: KindWords,
}

/// What a kind of records is called, and what is said of it.
#[derive(Deserialize)]
pub struct KindWords {
    pub one: String,
    pub many: String,
    /// In a sentence.
    pub word: String,
    pub about: String,
    pub all: String,
    pub card: String,
    pub description: String,
    pub count: Plural,
    pub disclosed: Plural,
}

impl PerKind {
    pub fn of(&self, kind: Kind) -> &KindWords {
        match kind {
            Kind::Advisory => &self.advisory,
            Kind::Incident => &self.incident,
            Kind::Notice => &self.notice,
            Kind::Lesson => &self.lesson,
        }
    }
}

#[derive(Deserialize)]
pub struct Months {
    january: String,
    february: String,
    march: String,
    april: String,
    may: String,
    june: String,
    july: String,
    august: String,
    september: String,
    october: String,
    november: String,
    december: String,
}

impl Months {
    /// From 1.
    pub fn of(&self, month: u32) -> &str {
        match month {
            1 => &self.january,
            2 => &self.february,
            3 => &self.march,
            4 => &self.april,
            5 => &self.may,
            6 => &self.june,
            7 => &self.july,
            8 => &self.august,
            9 => &self.september,
            10 => &self.october,
            11 => &self.november,
            _ => &self.december,
        }
    }
}
