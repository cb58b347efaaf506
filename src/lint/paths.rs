//! Paths, and which of them a wrong one was meant for.

use crate::normalise::near::Known;
use std::collections::BTreeMap;

pub(super) struct Paths {
    whole: Known,
    /// The first page by name, under the last part of its path.
    of_name: BTreeMap<String, String>,
}

impl Paths {
    /// Each path with the page that it is of.
    pub fn of<'p>(paths: impl Iterator<Item = (&'p str, &'p str)> + Clone) -> Self {
        let mut of_name: BTreeMap<String, String> = BTreeMap::new();
        for (path, page) in paths.clone() {
            let first = of_name.entry(name(path).to_owned()).or_insert_with(|| page.to_owned());
            if page < first.as_str() {
                page.clone_into(first);
            }
        }
        Self { whole: Known::of(paths), of_name }
    }

    /// The page that is one slip away; else one of the same last part, wherever it is.
    pub fn near(&self, path: &str) -> Option<&str> {
        self.whole.near(path).or_else(|| self.of_name.get(name(path)).map(String::as_str))
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
