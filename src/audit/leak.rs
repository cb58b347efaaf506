//! What the audit found, reported in two ways: for logs that anyone may read, and for the people who may know.

use crate::private::withheld::{Kind, Origin};
use std::collections::BTreeSet;

/// Something withheld that would leave. It implements neither `Display` nor `Debug`: whoever prints it says to whom.
pub struct Leak {
    path: String,
    what: What,
}

enum What {
    Withheld {
        origin: Origin,
        kind: Kind,
        in_path: bool,
        words: String,
    },
    /// There may be anything in it.
    Unsearched,
}

/// For public logs: how many things, in how many files.
pub fn public_words(leaks: &[Leak]) -> String {
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut things: Vec<(&Origin, Kind)> =
        leaks.iter().filter_map(|leak| Some((leak.origin()?, leak.kind()?))).collect();
    things.sort();
    things.dedup();
    let files = |leaks: &mut dyn Iterator<Item = &Leak>| leaks.map(Leak::path).collect::<BTreeSet<_>>().len();
    let unsearched = files(&mut leaks.iter().filter(|leak| leak.kind().is_none()));
    let holding = files(&mut leaks.iter().filter(|leak| leak.kind().is_some()));
    let withheld = format!("{} would leave in {}", count(things.len(), "withheld thing"), count(holding, "file"));
    match (things.len(), unsearched) {
        (0, unsearched) => format!("{} can't be searched for what is withheld", count(unsearched, "file")),
        (_, 0) => withheld,
        (_, unsearched) => format!("{withheld}, and {} can't be searched", count(unsearched, "file")),
    }
}

impl Leak {
    pub(super) fn new(path: String, origin: Origin, kind: Kind, in_path: bool, words: String) -> Self {
        Self { path, what: What::Withheld { origin, kind, in_path, words } }
    }

    /// An archive in which too much is packed, or that can't be unpacked.
    pub(super) fn unsearched(path: String) -> Self {
        Self { path, what: What::Unsearched }
    }

    /// For public logs: neither what was withheld nor where. A path that reveals it is not named either.
    pub fn public_line(&self) -> String {
        match self.what {
            What::Withheld { in_path: true, .. } => "something withheld would leave in the path of a file".to_owned(),
            What::Withheld { .. } => format!("something withheld would leave in {}", self.path),
            What::Unsearched => self.private_line(),
        }
    }

    /// For those who may know: which thing, by file, line and key. Its text is not quoted.
    pub fn private_line(&self) -> String {
        let What::Withheld { origin: Origin { file, line, key }, kind, in_path, words: _ } = &self.what else {
            let bounds = "it unpacks to more than 256 MiB, holds archives more than four deep, or is packed in a way that can't be undone here";
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

    /// The words of the output that match, as they are written there. For private commands.
    pub fn words(&self) -> &str {
        if let What::Withheld { words, .. } = &self.what { words } else { "" }
    }

    /// The output's path. For private commands: it may reveal something by itself.
    pub fn path(&self) -> &str {
        &self.path
    }
}
