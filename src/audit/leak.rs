//! What the audit found, told in two ways: for logs that anyone may read, and for the people who may know.

use crate::private::withheld::{Kind, Origin};

/// Something withheld that would leave. It implements neither `Display` nor `Debug`: whoever tells it says to whom.
pub struct Leak {
    path: String,
    what: What,
}

enum What {
    Withheld {
        origin: Origin,
        kind: Kind,
        in_path: bool,
    },
    /// There may be anything in it.
    Unsearched,
}

impl Leak {
    pub(super) fn new(path: String, origin: Origin, kind: Kind, in_path: bool) -> Self {
        Self { path, what: What::Withheld { origin, kind, in_path } }
    }

    /// An archive in which too much is packed.
    pub(super) fn unsearched(path: String) -> Self {
        Self { path, what: What::Unsearched }
    }

    /// For public logs: neither what was withheld nor where. A path that tells is not named either.
    pub fn public_line(&self) -> String {
        match self.what {
            What::Withheld { in_path: true, .. } => "something withheld would leave in the path of a file".to_owned(),
            What::Withheld { .. } => format!("something withheld would leave in {}", self.path),
            What::Unsearched => self.private_line(),
        }
    }

    /// For those who may know: which thing, by file, line and key. Its text is not quoted.
    pub fn private_line(&self) -> String {
        let What::Withheld { origin: Origin { file, line, key }, kind, in_path } = &self.what else {
            let bounds = "it unpacks to more than 256 MiB, or archives lie in it more than four deep";
            return format!("{} can't be searched for what is withheld: {bounds}", self.path);
        };
        let mut place = file.display().to_string();
        if *line > 0 {
            place.push_str(&format!(":{line}"));
        }
        if !key.is_empty() {
            place.push_str(&format!(": {key}"));
        }
        let whereabouts = if *in_path { "the path " } else { "" };
        format!("{} would leave in {whereabouts}{}; it is withheld at {place}", kind.name(), self.path)
    }

    /// `None`: nothing was found, as the file can't be searched.
    pub fn kind(&self) -> Option<Kind> {
        if let What::Withheld { kind, .. } = self.what { Some(kind) } else { None }
    }

    /// Where it was withheld. For private commands.
    pub fn origin(&self) -> Option<&Origin> {
        if let What::Withheld { origin, .. } = &self.what { Some(origin) } else { None }
    }

    /// The output's path. For private commands: it may tell by itself.
    pub fn path(&self) -> &str {
        &self.path
    }
}
