//! YAML and JSON as written: a tree that keeps lines and withholding tags, and a serde deserializer over it.
//!
//! Serde's data model has no room for tags: `name: !private Al` read into a `String` gives `Al`, in silence. So text
//! becomes a [`Node`] tree first, whose tags are understood and refused here, and only then goes to types. Errors of all
//! keys and list items are collected in [`Findings`], and none holds a value.

mod comments;
mod de;
mod error;
mod json;
mod marked;
mod node;
mod read;
mod slips;
mod word;
mod write;

pub(super) use comments::comments;
pub(super) use de::{KnownKeys, from_node, refuse_unknown};
pub(super) use error::refuse;
pub(super) use json::json;
pub(super) use marked::{Anything, EITHER, Items, Key, List, Marked, Said, Steering};
pub(super) use node::{Entry, Node, Rule, Value, instant};
pub(super) use read::yaml;
pub(super) use write::write;

use crate::diagnostic::{Code, Diagnostic};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// What is wrong with one file, gathered while it is read.
pub(super) struct Findings {
    file: PathBuf,
    found: RefCell<Vec<Diagnostic>>,
}

impl Findings {
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), found: RefCell::default() }
    }

    pub fn add(&self, code: Code, line: u32, key: &str, problem: impl Into<String>, help: impl Into<String>) {
        self.found.borrow_mut().push(Diagnostic {
            file: self.file.clone(),
            line: line as usize,
            key: key.to_owned(),
            code,
            problem: problem.into(),
            help: help.into(),
        });
    }

    /// Whether it is in doubt what decides over disclosure: a key that isn't known may be `embargo`, misspelt.
    pub fn any_doubt(&self) -> bool {
        let doubtful =
            |it: &Diagnostic| it.code == Code::UnknownKey && it.key.is_empty() || it.code == Code::FrontMatter;
        self.found.borrow().iter().any(doubtful)
    }

    /// Whether it can't be known what the file says: whose front matter stands elsewhere, or says one thing twice.
    pub fn any_unreadable(&self) -> bool {
        self.found.borrow().iter().any(|it| matches!(it.code, Code::FrontMatter | Code::DuplicateKey))
    }

    pub fn any_error(&self) -> bool {
        self.found.borrow().iter().any(|it| it.level() == crate::diagnostic::Level::Error)
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort();
        found.dedup();
        found
    }
}
