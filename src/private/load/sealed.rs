//! A record's file, sealed or not.

use super::source::{LARGEST, Shape, Source, plain_name, read};
use crate::diagnostic::Code;
use crate::private::open::unseal::{Keys, Unsealed};
use crate::private::yaml::Findings;
use std::path::Path;

/// What came of a record's file.
pub(in crate::private) enum Reading {
    Open(Source),
    /// No key at hand opens it: the site is as if there were no such file.
    Sealed,
    /// See the findings.
    Failed,
}

/// Reads a record, sealed or not.
pub(in crate::private) fn read_record(content: &Path, path: &Path, keys: Keys, findings: &Findings) -> Reading {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(plain_name);
    let Some(shape) = name.and_then(Shape::of) else {
        return read(content, path, findings).map_or(Reading::Failed, Reading::Open);
    };
    if keys.are_none() {
        return Reading::Sealed;
    }
    let sealed = std::fs::read(content.join(path)).ok();
    match sealed.map(|sealed| keys.open(&sealed, LARGEST)) {
        Some(Unsealed::Text(text)) => {
            Source::new(path.to_owned(), shape, text, findings).map_or(Reading::Failed, Reading::Open)
        }
        Some(Unsealed::ForOthers) => Reading::Sealed,
        None | Some(Unsealed::Broken) => {
            let problem = "this sealed record can't be read: it is no file of age, is damaged, is larger than 8 MiB, or holds no text";
            findings.add(Code::Unreadable, 0, "", problem, "seal it anew: age --encrypt --recipients-file KEYS");
            Reading::Failed
        }
    }
}
