//! The deserializer's error: where and what, never a value.
//!
//! Serde's own messages quote the value that they refuse (`invalid type: string "…"`), so none is ever kept: only what
//! was expected, which is fixed text.

use crate::diagnostic::Code;
use crate::normalise::near::{meant, near_one};
use serde::de::{self, Expected, Unexpected};
use std::fmt;

pub(in crate::private) struct Error {
    pub code: Code,
    pub problem: String,
    pub help: String,
    /// Filled in where the node is known.
    pub place: Option<(u32, String)>,
}

/// Begins a message that this room made itself; any other message is dropped.
const OURS: &str = "\u{1}fanlight\u{1}";

/// An error for a `Deserialize` of our own. `problem` and `help` are fixed sentences.
pub(in crate::private) fn refuse<E: de::Error>(code: Code, problem: &'static str, help: &'static str) -> E {
    E::custom(format_args!("{OURS}{}\u{1}{problem}\u{1}{help}", code.as_str()))
}

impl Error {
    pub fn new(code: Code, problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, problem: problem.into(), help: help.into(), place: None }
    }

    /// Stands there, unless it is known already where.
    pub fn or_at(mut self, line: u32, path: &dyn fmt::Display) -> Self {
        self.place.get_or_insert_with(|| (line, path.to_string()));
        self
    }

    fn from_ours(message: &str) -> Option<Self> {
        let mut parts = message.strip_prefix(OURS)?.split('\u{1}');
        let code = parts.next()?;
        let code = Code::ALL.iter().find(|it| it.as_str() == code)?;
        Some(Self::new(*code, parts.next()?, parts.next()?))
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::from_ours(&message.to_string())
            .unwrap_or_else(|| Self::new(Code::WrongValue, "this value is not understood", ""))
    }

    fn invalid_type(_: Unexpected, expected: &dyn Expected) -> Self {
        Self::new(Code::WrongType, "this value is of the wrong type", format!("write {expected}"))
    }

    fn invalid_value(_: Unexpected, expected: &dyn Expected) -> Self {
        Self::new(Code::WrongValue, "this value is not one that the key takes", format!("write {expected}"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(Code::WrongType, "this list has the wrong length", format!("write {expected}"))
    }

    /// Of what was written it says at most which known word is near.
    fn unknown_variant(written: &str, expected: &'static [&'static str]) -> Self {
        let meant = near_one(written, expected.iter().copied()).map(meant).unwrap_or_default();
        let help = format!("{meant}write one of {}", expected.join(", "));
        Self::new(Code::WrongValue, "this word is not one that the key takes", help)
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Code::UnknownKey, "a key that Fanlight doesn't know", known_keys("", expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Code::MissingKey, format!("the key `{field}` is missing"), format!("add `{field}: …`"))
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self::new(Code::DuplicateKey, "a key is given twice", "keep one of the two")
    }
}

/// What people call a key elsewhere, and what it is here.
const OTHERS: [(&str, &str); 9] = [
    ("cve", "aliases"),
    ("cves", "aliases"),
    ("ghsa", "aliases"),
    ("cvss", "severity"),
    ("fix", "fixed"),
    ("patched", "fixed"),
    ("patched_versions", "fixed"),
    ("reporter", "credits"),
    ("reporters", "credits"),
];

/// The fix for an unknown key. Of what was written it says at most which known key is near.
pub(super) fn known_keys(written: &str, expected: &[&str]) -> String {
    let other = OTHERS.iter().find(|(name, own)| written.eq_ignore_ascii_case(name) && expected.contains(own));
    let other = other.map(|(_, own)| *own).or_else(|| near_one(written, expected.iter().copied()));
    let known = other.map_or_else(|| format!("the keys here are {}; ", expected.join(", ")), meant);
    format!("{known}what is only for yourselves goes under `private`, where a record has it")
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::known_keys;

    #[test]
    fn what_was_written_is_never_reported() {
        assert_eq!(known_keys("imapct", &["id", "impact"]).split('?').next(), Some("is `impact` meant"));
        assert_eq!(known_keys("CVE", &["cwe", "aliases"]).split('?').next(), Some("is `aliases` meant"));
        assert!(!known_keys("Quillfeather", &["id"]).contains("Quillfeather"));
    }
}
