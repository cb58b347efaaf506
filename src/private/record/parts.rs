//! What records are made of.

use super::times::{At, When};
use crate::diagnostic::Code;
use crate::private::yaml::{EITHER, refuse};
use crate::public::{PersonType, Phase, ReferenceType, Vocabulary};
use schemars::JsonSchema;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// One word of a fixed vocabulary.
#[derive(Clone, Copy)]
pub(in crate::private) struct Word<V>(pub V);

impl<'de, V: Vocabulary> Deserialize<'de> for Word<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Cow::<str>::deserialize(deserializer)?;
        V::from_word(&written).map(Word).ok_or_else(|| de::Error::unknown_variant(&written, V::WORDS))
    }
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Reference {
    #[serde(rename = "type")]
    pub kind: Option<Word<ReferenceType>>,
    pub url: String,
    pub title: Option<String>,
}

/// A name alone, or a map with more of it.
pub(in crate::private) struct Person {
    pub name: String,
    pub kind: Option<Word<PersonType>>,
    pub organization: Option<String>,
    pub url: Option<String>,
    /// Never published.
    pub contact: Option<Contacts>,
    /// Whether someone who handled an incident wants to be named.
    pub credit: Option<bool>,
}

/// A key that is misspelt (`credt: false`) must not be passed over.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::private) struct PersonKeys {
    name: String,
    #[serde(rename = "type")]
    kind: Option<Word<PersonType>>,
    organization: Option<String>,
    url: Option<String>,
    contact: Option<Contacts>,
    #[serde(default, deserialize_with = "given")]
    credit: Option<bool>,
}

/// One address or several; the gate only withholds them.
pub(in crate::private) type Contacts = crate::private::yaml::Anything;

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys =
            text_or_keys(deserializer, "a name, or keys: name, type, organization, url, contact, credit", |name| {
                PersonKeys { name, kind: None, organization: None, url: None, contact: None, credit: None }
            })?;
        let PersonKeys { name, kind, organization, url, contact, credit } = keys;
        Ok(Person { name, kind, organization, url, contact, credit })
    }
}

/// Reads `T` from its keys, or from a text alone by `from_text`.
pub(in crate::private) fn text_or_keys<'de, T, D>(
    deserializer: D,
    expected: &'static str,
    from_text: fn(String) -> T,
) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    // Which of the two it is, the deserializer decides: it knows the keys of `T` then, and refuses others.
    struct Either<T>(&'static str, fn(String) -> T, PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok((self.1)(text.to_owned()))
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, keys: D) -> Result<T, D::Error> {
            T::deserialize(keys)
        }
    }

    deserializer.deserialize_newtype_struct(EITHER, Either(expected, from_text, PhantomData))
}

/// A text for all platforms, or one for each.
pub(in crate::private) struct Post(pub PostKeys);

#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(in crate::private) struct PostKeys {
    pub all: Option<String>,
    pub mastodon: Option<String>,
    pub bluesky: Option<String>,
    pub x: Option<String>,
    pub linkedin: Option<String>,
}

impl<'de> Deserialize<'de> for Post {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let for_all = |text| PostKeys { all: Some(text), ..PostKeys::default() };
        text_or_keys(deserializer, "a text, or keys: all, mastodon, bluesky, x, linkedin", for_all).map(Post)
    }
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Revision {
    pub at: At,
    pub note: Option<String>,
    pub material: Option<bool>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct TimelineEntry {
    pub at: When,
    pub to: Option<When>,
    pub approximate: Option<bool>,
    pub phase: Option<Word<Phase>>,
    pub text: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Indicator {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
}

/// `CWE-79`, or 79.
#[derive(Clone, Copy)]
pub(in crate::private) struct Cwe(pub u32);

impl<'de> Deserialize<'de> for Cwe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Cow::<str>::deserialize(deserializer)?;
        let digits = written.strip_prefix("CWE-").unwrap_or(&written);
        digits.parse().map(Cwe).map_err(|_| refuse(Code::WrongValue, "this is not a CWE", "write CWE-79"))
    }
}

/// Reads a key that restricts: left blank, it says nothing that anybody could follow, and that is an error.
pub(in crate::private) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// One text or several, where no tag may stand.
pub(in crate::private) struct Texts(pub Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![text.to_owned()]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}
