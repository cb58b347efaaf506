//! Sealed records: encrypted in the repository, opened where a key is at hand (`sealed` is a feature of the build).
//!
//! What is opened lives in memory alone. Keys have no `Debug`, and no message says anything of them.

use super::source::{Shape, Source, plain_name, read};
use crate::diagnostic::Code;
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
    match sealed.map(|sealed| keys.open(&sealed)) {
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

#[cfg_attr(not(feature = "sealed"), allow(dead_code, reason = "a program without age opens nothing"))]
enum Unsealed {
    Text(String),
    ForOthers,
    Broken,
}

/// Keys that open sealed records, held until the program ends.
#[derive(Clone, Copy, Default)]
pub struct Keys(Option<&'static Identities>);

#[cfg(feature = "sealed")]
type Identities = Vec<Box<dyn age::Identity + Send + Sync>>;
#[cfg(not(feature = "sealed"))]
type Identities = std::convert::Infallible;

impl Keys {
    fn are_none(self) -> bool {
        self.0.is_none()
    }
}

#[cfg(feature = "sealed")]
impl Keys {
    /// Reads an identity file of age.
    pub fn read(text: &str) -> Result<Keys, &'static str> {
        let refused = "holds no identity of age; `age-keygen` writes one";
        let file = age::IdentityFile::from_buffer(text.as_bytes()).map_err(|_| refused)?;
        let identities = file.into_identities().map_err(|_| refused)?;
        if identities.is_empty() {
            return Err(refused);
        }
        // Once a run: whoever looks at the content is handed them by value.
        Ok(Keys(Some(Box::leak(Box::new(identities)))))
    }

    fn open(self, sealed: &[u8]) -> Unsealed {
        use super::source::LARGEST;
        use std::io::Read;
        let Some(identities) = self.0 else { return Unsealed::ForOthers };
        let armored = age::armor::ArmoredReader::new(sealed);
        let Ok(decryptor) = age::Decryptor::new_buffered(armored) else { return Unsealed::Broken };
        let reader = match decryptor.decrypt(identities.iter().map(|it| &**it as &dyn age::Identity)) {
            Ok(reader) => reader,
            Err(age::DecryptError::NoMatchingKeys) => return Unsealed::ForOthers,
            Err(_) => return Unsealed::Broken,
        };
        let mut text = String::new();
        match reader.take(LARGEST + 1).read_to_string(&mut text) {
            Ok(length) if length as u64 <= LARGEST => Unsealed::Text(text),
            _ => Unsealed::Broken,
        }
    }
}

#[cfg(not(feature = "sealed"))]
impl Keys {
    pub fn read(_: &str) -> Result<Keys, &'static str> {
        Err(
            "can't be used: this program was built without sealed records; `cargo install fanlight --features sealed` builds one that opens them",
        )
    }

    fn open(self, _: &[u8]) -> Unsealed {
        match self.0 {
            Some(never) => match *never {},
            None => Unsealed::ForOthers,
        }
    }
}
