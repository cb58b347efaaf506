//! The site's `_redirects`, as far as we write it: one address to another, for ever.

use std::collections::HashMap;

#[derive(Default)]
pub struct Redirects(HashMap<String, String>);

impl Redirects {
    pub fn parse(text: &str) -> Self {
        let mut rules = HashMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            if let (Some(from), Some(to)) = (words.next(), words.next()) {
                // Of two rules for one address hosts take the first.
                rules.entry(from.to_owned()).or_insert_with(|| to.to_owned());
            }
        }
        Self(rules)
    }

    pub fn to(&self, address: &str) -> Option<&str> {
        self.0.get(address).map(String::as_str)
    }
}
