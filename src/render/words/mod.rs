//! The interface's words, in the site's language.
//!
//! All that a reader sees and no record says lies in one file for each language, `themes/default/strings/LANG.yaml`. A
//! theme's own `strings/LANG.yaml` changes single strings, or brings a language. The program says them by [`Words`], which
//! are typed; templates by `t.record.impact`, which [`templates`] writes into them when the theme is loaded: a page pays
//! nothing for it.
//!
//! Machine-readable forms, mails and the terminal are in English, whatever the site's language: [`Words::english`].

mod pattern;
pub mod plural;
mod strings;
pub mod templates;
#[cfg(test)]
mod tests;
mod tree;
mod vocabulary;

pub use pattern::Pattern;
pub use plural::Plural;
pub use strings::{Named, Strings, Text, Timeline};
pub use vocabulary::{KindWords, key};

use crate::escape::escaped;
use crate::public::language;
use plural::Rules;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};
use tree::Tree;

/// The languages of the built-in theme; English is the model of all others.
const BUILT_IN: [(&str, &str); 3] = [
    ("en", include_str!("../../../themes/default/strings/en.yaml")),
    ("de", include_str!("../../../themes/default/strings/de.yaml")),
    ("fr", include_str!("../../../themes/default/strings/fr.yaml")),
];

const ENGLISH: &str = "en";

/// The built-in files, by their names in a theme.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    const NAMES: [&str; 3] = ["strings/en.yaml", "strings/de.yaml", "strings/fr.yaml"];
    NAMES.into_iter().zip(BUILT_IN).map(|(name, (_, text))| (name, text))
}

/// Where they lie in a theme's folder.
pub const FOLDER: &str = "strings/";

/// All strings of a language, with what the theme changes of them.
#[derive(Clone)]
pub struct Words(Arc<Inner>);

struct Inner {
    strings: Strings,
    tree: Tree,
    interface: String,
    content: Option<String>,
}

/// A file of strings that is at fault: which one, and why.
#[derive(Debug)]
pub struct Fault {
    pub file: String,
    pub problem: String,
}

impl Deref for Words {
    type Target = Strings;

    fn deref(&self) -> &Strings {
        &self.0.strings
    }
}

impl Words {
    /// Built-in English.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
            // A test reads each of the built-in files.
            Words::load("en", &BTreeMap::new()).unwrap_or_else(|_| unreachable!("the built-in strings are sound"))
        });
        &ENGLISH
    }

    /// For a site in this language, with the files of a theme by their names. A language that nobody has is English.
    pub fn load(language: &str, files: &BTreeMap<String, String>) -> Result<Self, Fault> {
        let mut languages = built_in(files.keys().filter_map(|name| tag(name)).chain([ENGLISH, language]))?;
        let english = languages.get(ENGLISH).cloned().unwrap_or_default();
        // `de.yaml` comes before `de-AT.yaml`, which lies over it.
        for (name, text) in files {
            let Some(tag) = tag(name) else { continue };
            let fault = |problem| Fault { file: name.clone(), problem };
            let below = find(&languages, tag).and_then(|tag| languages.get(tag)).cloned().unwrap_or_default();
            let mut tree = below;
            let rules = Rules::of(tag);
            tree::lay_over(&mut tree, tree::read(text).map_err(fault)?, &english, &rules).map_err(fault)?;
            tree::complete(&tree, &english).map_err(fault)?;
            languages.insert(tag.to_owned(), tree);
        }
        let found = find(&languages, language).map(str::to_owned);
        let tree = found.as_ref().and_then(|tag| languages.remove(tag)).unwrap_or(english);
        let spoken = if found.is_some() { language } else { ENGLISH };
        let strings = serde_json::from_value(tree::nested(&tree, spoken));
        let fault =
            |error: serde_json::Error| Fault { file: format!("{FOLDER}{language}.yaml"), problem: error.to_string() };
        let (interface, content) = match found {
            Some(_) => (language.to_owned(), None),
            None => (ENGLISH.to_owned(), Some(language.to_owned())),
        };
        Ok(Self(Arc::new(Inner { strings: strings.map_err(fault)?, tree, interface, content })))
    }

    /// The interface's language: the site's own, else English.
    pub fn language(&self) -> &str {
        &self.0.interface
    }

    /// The content's language, where that is not the interface's.
    pub fn foreign(&self) -> Option<&str> {
        self.0.content.as_deref()
    }

    /// The attributes of an element whose text is in this language, or else in that of the site's texts: nothing where the interface around
    /// it is in the same one.
    pub fn lang(&self, own: Option<&str>) -> String {
        let Some(tag) = own.or(self.foreign()).filter(|tag| !language::same(tag, self.language())) else {
            return String::new();
        };
        let turned = language::is_right_to_left(tag) != language::is_right_to_left(self.language());
        let direction = if turned { format!(" dir=\"{}\"", direction(tag)) } else { String::new() };
        format!(" lang=\"{}\"{direction}", escaped(tag))
    }

    /// What the interface says, for who looks for it elsewhere.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.tree.values().map(String::as_str)
    }
}

/// As `dir` has it.
pub fn direction(tag: &str) -> &'static str {
    if language::is_right_to_left(tag) { "rtl" } else { "ltr" }
}

/// Those that are asked for, or that what is asked for is a kind of.
fn built_in<'t>(wanted: impl Iterator<Item = &'t str>) -> Result<BTreeMap<String, Tree>, Fault> {
    let wanted: Vec<&str> = wanted.map(|tag| tag.split('-').next().unwrap_or(tag)).collect();
    let read = |&(tag, text): &(&str, &str)| match tree::read(text) {
        Ok(tree) => Ok((tag.to_owned(), tree)),
        Err(problem) => Err(Fault { file: format!("{FOLDER}{tag}.yaml"), problem }),
    };
    let wanted = |it: &&(&str, &str)| wanted.iter().any(|id| id.eq_ignore_ascii_case(it.0));
    BUILT_IN.iter().filter(wanted).map(read).collect()
}

/// `strings/de.yaml` is of `de`.
fn tag(name: &str) -> Option<&str> {
    name.strip_prefix(FOLDER)?.strip_suffix(".yaml")
}

/// The language itself, else what it is a kind of: `de` for `de-AT`.
fn find<'l>(languages: &'l BTreeMap<String, Tree>, wanted: &str) -> Option<&'l str> {
    let mut wanted = wanted;
    loop {
        if let Some(tag) = languages.keys().find(|tag| tag.eq_ignore_ascii_case(wanted)) {
            return Some(tag);
        }
        wanted = wanted.rsplit_once('-')?.0;
    }
}
