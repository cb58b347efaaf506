//! What was withheld, as opaque needles for the audit.

use std::path::PathBuf;

/// Where a withheld thing was written. Told by private commands only.
#[derive(Clone)]
pub struct Origin {
    /// Relative to the content folder.
    pub file: PathBuf,
    pub line: usize,
    /// The key's path; empty for the body.
    pub key: String,
}

/// STUB until the needles arrive.
#[derive(Default)]
pub struct Withheld(Vec<(String, Origin)>);

impl Withheld {
    pub(in crate::private) fn record_id(&mut self, id: &str, origin: &Origin) {
        self.0.push((id.to_owned(), origin.clone()));
    }
    pub(in crate::private) fn value(&mut self, _key: &str, text: &str, origin: &Origin) {
        self.0.push((text.to_owned(), origin.clone()));
    }
    pub(in crate::private) fn prose(&mut self, text: &str, origin: &Origin) {
        self.0.push((text.to_owned(), origin.clone()));
    }
    pub(in crate::private) fn attachment(&mut self, name: &str, _bytes: &[u8], origin: &Origin) {
        self.0.push((name.to_owned(), origin.clone()));
    }
    pub(in crate::private) fn disclosed(&mut self, _value: &str) {}
    pub(in crate::private) fn merge(&mut self, other: Withheld) {
        self.0.extend(other.0);
    }
}
