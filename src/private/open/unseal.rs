//! Keys of sealed records: encrypted in the repository, opened where a key is at hand (`sealed` is a feature of the build).
//!
//! What is opened lives in memory alone. Keys have no `Debug`, and no message says anything of them.

#[cfg_attr(not(feature = "sealed"), allow(dead_code, reason = "a program without age opens nothing"))]
pub(in crate::private) enum Unsealed {
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
    pub(in crate::private) fn are_none(self) -> bool {
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

    /// `longest`: in bytes; what is longer is broken.
    pub(in crate::private) fn open(self, sealed: &[u8], longest: u64) -> Unsealed {
        use std::io::Read;
        let Some(identities) = self.0 else { return Unsealed::ForOthers };
        let armored = age::armor::ArmoredReader::new(sealed);
        let Ok(decryptor) = age::Decryptor::new_buffered(armored) else { return Unsealed::Broken };
        let reader = match decryptor.decrypt(identities.iter().map(|identity| &**identity as &dyn age::Identity)) {
            Ok(reader) => reader,
            Err(age::DecryptError::NoMatchingKeys) => return Unsealed::ForOthers,
            Err(_) => return Unsealed::Broken,
        };
        let mut text = String::new();
        match reader.take(longest + 1).read_to_string(&mut text) {
            Ok(length) if length as u64 <= longest => Unsealed::Text(text),
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

    pub(in crate::private) fn open(self, _: &[u8], _: u64) -> Unsealed {
        match self.0 {
            Some(never) => match *never {},
            None => Unsealed::ForOthers,
        }
    }
}
