//! Words with holes: `{day} {month} {year}`, taken apart once.

use serde::{Deserialize, Deserializer, de::Error};
use std::collections::BTreeSet;

/// A text with holes to fill.
pub struct Pattern {
    /// Before each hole, and the hole's name.
    holes: Vec<(String, String)>,
    end: String,
}

impl Pattern {
    /// None where a brace isn't the begin or the end of a hole.
    pub fn read(text: &str) -> Option<Self> {
        let (mut holes, mut rest) = (Vec::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            if name.is_empty() || !name.bytes().all(plain) || before.contains('}') {
                return None;
            }
            holes.push((before.to_owned(), name.to_owned()));
            rest = after;
        }
        (!rest.contains('}')).then(|| Self { holes, end: rest.to_owned() })
    }

    pub fn names(&self) -> BTreeSet<&str> {
        self.holes.iter().map(|(_, name)| name.as_str()).collect()
    }

    /// With these in its holes; one that nobody fills stays empty.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        for (before, name) in &self.holes {
            out.push_str(before);
            out.push_str(values.iter().find(|(known, _)| known == name).map_or("", |value| value.1));
        }
        out.push_str(&self.end);
        out
    }

    /// The same: `value` writes what a hole of this name holds, `own` the words between.
    pub fn try_fill<E>(
        &self,
        value: impl Fn(&str, &mut String) -> Result<(), E>,
        own: impl Fn(&str, &mut String) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut out = String::new();
        for (before, name) in &self.holes {
            own(before, &mut out)?;
            value(name, &mut out)?;
        }
        own(&self.end, &mut out)?;
        Ok(out)
    }

    /// For the commonest hole.
    pub fn of(&self, n: impl ToString) -> String {
        self.fill(&[("n", &n.to_string())])
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("a brace that is no placeholder"))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn holes_are_filled_wherever_a_language_puts_them() {
        let filled = |text: &str| Pattern::read(text).map(|it| it.fill(&[("n", "2"), ("of", "3")]));
        assert_eq!(filled("{n} of {of}.").as_deref(), Some("2 of 3."));
        assert_eq!(filled("von {of} sind es {n}").as_deref(), Some("von 3 sind es 2"));
        assert_eq!(filled("plain").as_deref(), Some("plain"));
        assert_eq!(filled("{n} {unknown}!").as_deref(), Some("2 !"));
        for broken in ["{", "}", "{n", "n}", "{}", "{N}", "{{n}}", "{a b}", "{% x %}"] {
            assert!(filled(broken).is_none(), "{broken}");
        }
    }
}
