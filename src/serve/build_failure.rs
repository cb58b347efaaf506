//! What keeps the site from being built, as the page shows it.

use serde::Serialize;

/// Why there is no newer site. Never holds a record's value.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct BuildFailure {
    pub items: Vec<Item>,
}

/// One thing that is wrong.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The rule's name: `bad-time`.
    pub code: String,
    /// Empty where no file is meant.
    pub file: String,
    /// From 1; 0 where the file as a whole is meant.
    pub line: usize,
    pub key: String,
    pub problem: String,
    /// How to fix it; may be empty.
    pub help: String,
}

impl Item {
    /// `content/a.md:4: embargo`, as far as it is known.
    pub fn place(&self) -> String {
        let mut place = self.file.clone();
        if self.line > 0 {
            place.push_str(&format!(":{}", self.line));
        }
        if !self.key.is_empty() {
            let between = if place.is_empty() { "" } else { ": " };
            place.push_str(&format!("{between}{}", self.key));
        }
        place
    }
}
