//! One word of an enum, read from a text.

use super::error::Error;
use crate::diagnostic::Code;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

/// A word of an enum.
pub(super) struct Word<'n>(pub &'n str);

impl<'n> EnumAccess<'n> for Word<'n> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'n>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(StrDeserializer::new(self.0))?, self))
    }
}

impl<'n> VariantAccess<'n> for Word<'n> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'n>>(self, _: T) -> Result<T::Value, Error> {
        Err(Error::new(Code::WrongType, "one word is wanted here", "write one word"))
    }

    fn tuple_variant<V: Visitor<'n>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::new(Code::WrongType, "one word is wanted here", "write one word"))
    }

    fn struct_variant<V: Visitor<'n>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(Error::new(Code::WrongType, "one word is wanted here", "write one word"))
    }
}
