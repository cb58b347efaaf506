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
