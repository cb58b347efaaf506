//! HTML that is ready to be written into a page.

use serde::Serialize;
use std::fmt;

/// HTML made by this room: escaped, cleaned, and with its links resolved. Templates write it with `| safe`, and write
/// nothing else so.
#[derive(Clone, PartialEq, Eq, Serialize, Debug, Default)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Only the renderers of this room say what is HTML.
    pub(super) fn new(html: String) -> Self {
        Self(html)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
