//! Signatures of CSAF documents: detached, by OpenPGP, and the same each time (`signing` is a feature of the build).
//!
//! The key lives in memory while the site is built. It has no `Debug`, and no error says anything of it.

#[cfg(feature = "signing")]
mod openpgp;

#[cfg(feature = "signing")]
pub use openpgp::Key;

#[cfg(not(feature = "signing"))]
pub use without::Key;

#[cfg(not(feature = "signing"))]
mod without {
    use crate::emit::csaf::Signer;
    use crate::public::Instant;

    /// There is none in a program that can't sign.
    pub enum Key {}

    impl Key {
        pub fn read(_: &str, _: Option<&str>) -> Result<Self, &'static str> {
            Err(
                "can't be used: this program was built without signing; `cargo install fanlight --features signing` builds one that can sign",
            )
        }
    }

    impl Signer for Key {
        fn fingerprint(&self) -> &str {
            match *self {}
        }

        fn public_key(&self) -> &str {
            match *self {}
        }

        fn sign(&self, _: &[u8], _: Instant) -> Result<String, String> {
            match *self {}
        }
    }
}
