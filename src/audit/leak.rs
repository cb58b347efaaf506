//! What the audit found, told in two ways: for logs that anyone may read, and for the people who may know.

use crate::private::withheld::{Kind, Origin};

/// Something withheld that would leave. It implements neither `Display` nor `Debug`: whoever tells it says to whom.
pub struct Leak {
    path: String,
    origin: Origin,
    kind: Kind,
    in_path: bool,
}

impl Leak {
    pub(super) fn new(path: String, origin: Origin, kind: Kind, in_path: bool) -> Self {
        Self { path, origin, kind, in_path }
    }

    /// For public logs: neither what was withheld nor where. A path that tells is not named either.
    pub fn public_line(&self) -> String {
        if self.in_path {
            "something withheld would leave in the path of a file".to_owned()
        } else {
            format!("something withheld would leave in {}", self.path)
        }
    }

    /// For those who may know: which thing, by file, line and key. Its text is not quoted.
    pub fn private_line(&self) -> String {
        let Origin { file, line, key } = &self.origin;
        let mut place = file.display().to_string();
        if *line > 0 {
            place.push_str(&format!(":{line}"));
        }
        if !key.is_empty() {
            place.push_str(&format!(": {key}"));
        }
        let whereabouts = if self.in_path { "the path " } else { "" };
        format!("{} would leave in {whereabouts}{}; it is withheld at {place}", self.kind.name(), self.path)
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where it was withheld. For private commands.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The output's path. For private commands: it may tell by itself.
    pub fn path(&self) -> &str {
        &self.path
    }
}
