//! The schemas of types that read themselves.

use crate::private::load::{Colour, Families, Theme, ThemeKeys};
use crate::private::record::{
    At, Cwe, PackageKeys, PackageName, Person, PersonKeys, Post, PostKeys, Texts, When, Word,
};
use crate::private::yaml::{Anything, Items, Marked, Steering};
use crate::public::Vocabulary;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// What is read as a text: `4.2` and `true` need no quotes.
pub(super) const TEXT: [&str; 3] = ["string", "number", "boolean"];

const INSTANT: &str = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]| UTC|[+-]\d{2}:\d{2})$";
const WHEN: &str = r"^\d{4}(-\d{2}(-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]| UTC|[+-]\d{2}:\d{2}))?)?)?$";

const COLOUR: &str = r"^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$";

/// `JsonSchema` for a type that is written where it is used.
macro_rules! schema {
    ($type:ty $(where $generic:ident: $bound:ident)?, |$generator:ident| $schema:expr) => {
        impl $(<$generic: $bound>)? JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema!(Marked<T> where T: JsonSchema, |generator| generator.subschema_for::<T>());
schema!(Steering<T> where T: JsonSchema, |generator| generator.subschema_for::<T>());
schema!(Items<T> where T: JsonSchema, |generator| one_or_many(generator.subschema_for::<T>()));
schema!(Word<V> where V: Vocabulary, |_generator| json_schema!({ "enum": V::WORDS }));
schema!(Anything, |_generator| true.into());
schema!(Texts, |_generator| one_or_many(json_schema!({ "type": TEXT })));
schema!(At, |_generator| json_schema!({ "type": "string", "pattern": INSTANT }));
schema!(When, |_generator| json_schema!({ "type": ["string", "integer"], "pattern": WHEN }));
schema!(Cwe, |_generator| json_schema!({ "type": ["string", "integer"], "pattern": r"^(CWE-)?\d+$" }));
schema!(Person, |generator| text_or(generator.subschema_for::<PersonKeys>()));
schema!(Theme, |generator| text_or(generator.subschema_for::<ThemeKeys>()));
schema!(Colour, |_generator| json_schema!({ "type": ["string", "integer"], "pattern": COLOUR }));
schema!(Families, |_generator| json_schema!({ "type": "string" }));
schema!(Post, |generator| text_or(generator.subschema_for::<PostKeys>()));
schema!(PackageName, |generator| text_or(generator.subschema_for::<PackageKeys>()));

fn one_or_many(item: Schema) -> Schema {
    json_schema!({ "anyOf": [item, { "type": "array", "items": item }] })
}

fn text_or(keys: Schema) -> Schema {
    json_schema!({ "anyOf": [{ "type": TEXT }, keys] })
}
