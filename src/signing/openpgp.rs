//! An OpenPGP key (RFC 4880, version 4) that signs.

use crate::emit::csaf::Signer;
use crate::public::Instant;
use pgp::composed::{ArmorOptions, Deserializable, DetachedSignature, SignedSecretKey};
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{SignatureConfig, SignatureType, Subpacket, SubpacketData};
use pgp::types::{KeyDetails, KeyVersion, Password, SigningKey, Timestamp};

/// A secret key, unlocked. Neither `Debug` nor `Clone`.
pub struct Key {
    secret: SignedSecretKey,
    with: With,
    public: String,
    fingerprint: String,
}

/// Which of its keys signs.
#[derive(Clone, Copy)]
enum With {
    Primary,
    Subkey(usize),
}

impl Key {
    /// Reads an armored secret key, and unlocks it.
    pub fn read(armored: &str, passphrase: Option<&str>) -> Result<Self, &'static str> {
        let (mut secret, _) =
            SignedSecretKey::from_string(armored.trim()).map_err(|_| "holds no OpenPGP secret key in ASCII armor")?;
        if secret.primary_key.version() != KeyVersion::V4 {
            // Signatures by newer keys hold a random number: they would differ each time.
            return Err(
                "holds an OpenPGP key of another version than 4, by which documents can't be signed the same each time",
            );
        }
        let signs =
            |signatures: &[pgp::packet::Signature]| signatures.iter().any(|signature| signature.key_flags().sign());
        let with = match secret.secret_subkeys.iter().position(|secret_subkey| signs(&secret_subkey.signatures)) {
            Some(at) => With::Subkey(at),
            None => With::Primary,
        };
        let password = passphrase.map_or_else(Password::empty, Password::from);
        // Once, not for each signature: it is slow on purpose.
        let unlocked = match with {
            With::Primary => secret.primary_key.remove_password(&password),
            With::Subkey(at) => secret.secret_subkeys[at].key.remove_password(&password),
        };
        unlocked.map_err(|_| match passphrase {
            Some(_) => "can't be unlocked with the passphrase that is given",
            None => {
                "is locked: name its passphrase under `csaf.signing`, as `passphrase_variable` or `passphrase_file`"
            }
        })?;
        let public = secret.to_public_key();
        let fingerprint = format!("{:X}", public.fingerprint());
        let public = public
            .to_armored_string(ArmorOptions::default())
            .map_err(|_| "holds a key whose public part can't be written")?;
        Ok(Self { secret, with, public, fingerprint })
    }

    fn sign_with(&self, key: &impl SigningKey, bytes: &[u8], at: Instant) -> pgp::errors::Result<String> {
        // A signature from before its key would count as false.
        let at = u32::try_from(at.0.timestamp()).unwrap_or(0).max(key.created_at().as_secs());
        let mut config = SignatureConfig::v4(SignatureType::Binary, key.algorithm(), HashAlgorithm::Sha512);
        config.hashed_subpackets = vec![
            Subpacket::regular(SubpacketData::SignatureCreationTime(Timestamp::from_secs(at)))?,
            Subpacket::regular(SubpacketData::IssuerFingerprint(key.fingerprint()))?,
        ];
        config.unhashed_subpackets = vec![Subpacket::regular(SubpacketData::IssuerKeyId(key.legacy_key_id()))?];
        let signature = config.sign(key, &Password::empty(), bytes)?;
        DetachedSignature::new(signature).to_armored_string(ArmorOptions::default())
    }
}

impl Signer for Key {
    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    fn public_key(&self) -> &str {
        &self.public
    }

    fn sign(&self, bytes: &[u8], at: Instant) -> Result<String, String> {
        let signed = match self.with {
            With::Primary => self.sign_with(&self.secret.primary_key, bytes, at),
            With::Subkey(subkey) => self.sign_with(&self.secret.secret_subkeys[subkey].key, bytes, at),
        };
        // The library's words might reveal the key.
        signed.map_err(|_| "it can't be signed with the key that `csaf.signing` names".to_owned())
    }
}
