//! Other formats to records, one file each.
//!
//! A foreign file becomes a tree in the keys of our own records, and then passes the same types and the same gate, or is
//! written down by `import`: there is one conversion for both. A format takes the keys that it knows out of a
//! [`Fields`] and puts them into [`Keys`]; whatever it leaves is on no page: it is kept under `private: { imported: … }`.

mod csaf;
mod cve;
mod friendsofphp;
mod ghsa;
mod keys;
mod links;
mod marks;
mod options;
mod osv;
mod own;
mod parts;
mod plain;
mod ranges;
mod recognize;
mod restrict;
mod rubysec;
mod rustsec;
mod specific;
#[cfg(test)]
mod tests;

pub(super) use keys::{IMPORTED, LEFT_OUT, RESTRICTED, UNUSABLE, distinct};
pub(super) use options::{Applied, apply, complete};
pub(super) use own::to_record as own_record;

use super::yaml::{Findings, Node};
use crate::config::Format;
use crate::public::{Kind, Tlp};
use std::path::Path;

/// What the format itself says of a record's publication. Whatever a source's `publish` says, this holds (rule 3).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum State {
    Published,
    /// A draft, a report in triage, a reserved or rejected id: not published, and not to be.
    Unpublished,
    /// Its distribution is limited to those whom the label reaches.
    Labelled(Tlp),
    /// What it says of that can't be understood: it is withheld.
    Refused,
}

impl State {
    /// Whether the record is withheld whatever a source's `publish` says.
    pub fn is_withheld(self) -> bool {
        matches!(self, State::Unpublished | State::Refused)
    }
}

/// One record of a foreign file, in our own keys. No `Debug`: it holds what is withheld.
pub(in crate::private) struct Foreign<'a> {
    pub kind: Kind,
    pub node: Node<'a>,
    pub state: State,
}

impl Format {
    /// Whether a file of this name is meant to be of this format; others in a folder are passed over.
    pub(in crate::private) fn takes(self, name: &Path) -> bool {
        let file = name.file_name().unwrap_or_default().to_string_lossy();
        let ending = file.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
        match self {
            Format::Osv => matches!(ending, "json" | "yaml" | "yml"),
            Format::Ghsa => ending == "json",
            Format::Rustsec => rustsec::takes(&file),
            Format::Csaf => csaf::takes(&file),
            Format::Cve => ending == "json",
            Format::Rubysec | Format::Friendsofphp => matches!(ending, "yaml" | "yml"),
        }
    }
}

/// Reads one file, whose name is `name`. What is wrong with it goes to the findings.
pub(in crate::private) fn read<'a>(format: Format, text: &'a str, name: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let mut records = match format {
        Format::Osv => osv::to_records(text, name, findings),
        Format::Ghsa => ghsa::to_records(text, name, findings),
        Format::Rustsec => rustsec::to_records(text, name, findings),
        Format::Csaf => csaf::to_records(text, name, findings),
        Format::Cve => cve::to_records(text, name, findings),
        Format::Rubysec => rubysec::to_records(text, name, findings),
        Format::Friendsofphp => friendsofphp::to_records(text, name, findings),
    };
    // Whoever wrote it didn't know of our marks: what looks like one is text.
    for record in &mut records {
        links::settle(format, &mut record.node, findings);
        marks::disarm(&mut record.node);
        marks::tame(&mut record.node);
    }
    records
}
