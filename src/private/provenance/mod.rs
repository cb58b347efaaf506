//! Where disclosed things were written: file, line and key, kept beside the site for those who report what to fix.
//!
//! All text in here is disclosed, and as it was written: links lead where their author let them lead. It is kept only where
//! somebody asks for it ([`crate::private::inspect`]), as a build has no use for it.

mod excerpt;
mod fix;

pub use excerpt::{Excerpt, excerpt};
pub use fix::{Fix, Fixed, fix};

use crate::private::marks::Lines;
use crate::private::yaml::{Node, Value};
use crate::public::Markdown;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What is public, by the files that it came from.
#[derive(Default)]
pub struct Sources {
    files: Vec<Written>,
    /// Where in `files` a page's file is, and a file by its path.
    pages: HashMap<String, usize>,
    paths: HashMap<PathBuf, usize>,
    /// Lines of the keys of site.yaml: `report.expires`.
    settings: BTreeMap<String, usize>,
}

/// A file of which something is public.
#[derive(Clone, Default)]
pub struct Written {
    /// Relative to the content folder.
    pub file: PathBuf,
    /// Its page on the site.
    pub page: String,
    pub passages: Vec<Passage>,
    /// Lines of its keys, but for those that are withheld.
    keys: BTreeMap<String, usize>,
}

/// One disclosed text.
#[derive(Clone)]
pub struct Passage {
    /// Empty for the body.
    pub key: String,
    pub form: PassageForm,
    pub text: Markdown,
    pub(in crate::private) first: u32,
    pub(in crate::private) lines: Lines,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PassageForm {
    Line,
    Markdown,
}

/// What the gate keeps beside what it lets out; a build needs nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Keep {
    Nothing,
    Passages,
    /// What the gate decides, for `explain`.
    Decisions,
    /// Nothing, and what is withheld isn't handed to the audit either: for tests that compare models alone.
    #[cfg(any(fuzzing, test))]
    Model,
}

impl Sources {
    pub(in crate::private) fn of_settings(node: &Node) -> Self {
        let mut settings = BTreeMap::new();
        add_lines("", node, &mut settings);
        Self { settings, ..Self::default() }
    }

    pub(in crate::private) fn add(&mut self, written: Written) {
        self.pages.insert(written.page.clone(), self.files.len());
        self.paths.insert(written.file.clone(), self.files.len());
        self.files.push(written);
    }

    pub fn files(&self) -> &[Written] {
        &self.files
    }

    /// The line of a key of site.yaml, 0 where it isn't there.
    pub fn settings_line(&self, key: &str) -> usize {
        self.settings.get(key).copied().unwrap_or_default()
    }

    /// The file that a page was made of.
    pub fn of_page(&self, page: &str) -> Option<&Written> {
        self.files.get(*self.pages.get(page)?)
    }

    pub fn of_file(&self, file: &Path) -> Option<&Written> {
        self.files.get(*self.paths.get(file)?)
    }
}

impl Written {
    pub(in crate::private) fn new(node: &Node, passages: Vec<Passage>) -> Self {
        let plain = node.entries().iter().filter(|entry| entry.node.rule.is_none());
        let keys = plain.filter(|entry| !matches!(&*entry.key, "private" | "accounts"));
        Self {
            keys: keys.map(|entry| (entry.key.to_string(), entry.line as usize)).collect(),
            passages,
            ..Self::default()
        }
    }

    /// The line of a key or of the key that it stands in; 0 where it isn't known.
    pub fn line(&self, key: &str) -> usize {
        let top = key.split(['.', '[']).next().unwrap_or_default();
        self.keys.get(key).or_else(|| self.keys.get(top)).copied().unwrap_or_default()
    }
}

impl Passage {
    /// The line in the file of what stands at a place of the text; 0 where it isn't known.
    pub fn line(&self, offset: usize) -> usize {
        if self.first == 0 {
            return 0;
        }
        let before = self.text.as_str().as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count();
        let at = match &self.lines {
            Lines::One => 0,
            Lines::From(blank) => *blank as usize + before,
            Lines::Kept(lines) => lines.get(before).or(lines.last()).map_or(0, |line| *line as usize),
        };
        self.first as usize + at
    }
}

fn add_lines(path: &str, node: &Node, lines: &mut BTreeMap<String, usize>) {
    if let Value::Map(entries) = &node.value {
        for entry in entries {
            let path = if path.is_empty() { entry.key.to_string() } else { format!("{path}.{}", entry.key) };
            add_lines(&path, &entry.node, lines);
            lines.insert(path, entry.line as usize);
        }
    }
}
