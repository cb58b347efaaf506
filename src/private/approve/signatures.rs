//! Signatures of approvals, in the format of `ssh-keygen -Y sign`: verified here, made by that program.

use crate::config::Approver;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssh_key::{PublicKey, SshSig};
use std::collections::{BTreeMap, BTreeSet};

/// What a signature is of, so that none made for something else counts: `ssh-keygen -Y sign -n approval@fanlight`.
pub const NAMESPACE: &str = "approval@fanlight";

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// As ssh-keygen wraps it.
const COLUMNS: usize = 70;

/// What is signed: all digests with their names. They bind the record's id and all that it discloses, now and at each lift.
pub fn message<'d>(digests: impl IntoIterator<Item = (&'d str, &'d str)>) -> String {
    let sorted: BTreeMap<&str, &str> = digests.into_iter().collect();
    sorted.iter().map(|(name, digest)| format!("{name} {digest}\n")).collect()
}

/// A signature as it is written into a record: on one line.
pub fn on_one_line(armored: &str) -> Option<String> {
    let inside = armored.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    Some(inside.split_whitespace().collect())
}

/// Whether the text is a key that approvals can be signed with.
pub(in crate::private) fn key(written: &str) -> Option<PublicKey> {
    PublicKey::from_openssh(written.trim()).ok()
}

/// The approvers that approved these digests: those whose signature holds, and by `by` one who has no key.
pub(in crate::private) fn approved<'a>(
    approvers: &'a [Approver],
    by: &str,
    digests: &BTreeMap<String, String>,
    signatures: &BTreeMap<String, String>,
) -> BTreeSet<&'a str> {
    let message = message(digests.iter().map(|(name, digest)| (name.as_str(), digest.as_str())));
    let holds = |approver: &&Approver| match approver.key.as_deref().map(key) {
        Some(key) => {
            signatures.get(&approver.name).is_some_and(|value| key.is_some_and(|key| verifies(&key, &message, value)))
        }
        None => approver.name == by,
    };
    approvers.iter().filter(holds).map(|approver| approver.name.as_str()).collect()
}

fn verifies(key: &PublicKey, message: &str, signature: &str) -> bool {
    // What can't be decoded verifies nothing.
    if STANDARD.decode(signature).is_err() {
        return false;
    }
    let lines: Vec<&str> =
        (0..signature.len()).step_by(COLUMNS).map(|at| &signature[at..signature.len().min(at + COLUMNS)]).collect();
    let armored = format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"));
    SshSig::from_pem(armored).is_ok_and(|signature| key.verify(NAMESPACE, message.as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `ssh-keygen -Y sign -n approval@fanlight`, over [`MESSAGE`]; the second of another namespace.
    const KEY: &str = include_str!("signatures/key.pub");
    const SIGNATURE: &str = include_str!("signatures/message.sig");
    const ELSEWHERE: &str = include_str!("signatures/elsewhere.sig");

    fn digests() -> BTreeMap<String, String> {
        [("record", "0a"), ("2027-01-01T00:00:00Z", "0b")]
            .map(|(name, digest)| (name.to_owned(), digest.to_owned()))
            .into()
    }

    fn count(digests: &BTreeMap<String, String>, armored: &str, name: &str) -> usize {
        let approvers = [Approver { name: "Ann".into(), key: Some(KEY.into()), account: None }];
        let signatures = BTreeMap::from([(name.to_owned(), on_one_line(armored).expect("a signature"))]);
        approved(&approvers, "Ann", digests, &signatures).len()
    }

    #[test]
    fn a_signature_by_ssh_keygen_binds_all_digests_and_nothing_made_for_something_else() {
        assert_eq!(message([("record", "0a"), ("2027-01-01T00:00:00Z", "0b")]), "2027-01-01T00:00:00Z 0b\nrecord 0a\n");
        assert_eq!(count(&digests(), SIGNATURE, "Ann"), 1);
        assert_eq!(count(&digests(), ELSEWHERE, "Ann"), 0);
        assert_eq!(count(&digests(), SIGNATURE, "Ben"), 0);
        let mut other = digests();
        other.insert("record".into(), "0c".into());
        assert_eq!(count(&other, SIGNATURE, "Ann"), 0);
        let mut fewer = digests();
        fewer.remove("2027-01-01T00:00:00Z");
        assert_eq!(count(&fewer, SIGNATURE, "Ann"), 0);
    }

    #[test]
    fn whoever_has_no_key_approves_by_name_and_whoever_has_one_does_not() {
        let approver =
            |key: Option<&str>| [Approver { name: "Ann".into(), key: key.map(str::to_owned), account: None }];
        let by_name = |key| approved(&approver(key), "Ann", &digests(), &BTreeMap::new()).len();
        assert_eq!((by_name(None), by_name(Some(KEY)), by_name(Some("no key"))), (1, 0, 0));
    }

    #[test]
    fn what_is_no_signature_verifies_nothing_and_breaks_nothing() {
        let key = key(KEY).expect("a key");
        for written in ["", "AAAA", "é", "U1NIU0lH", &"A".repeat(10_000)] {
            assert!(!verifies(&key, "x", written));
        }
    }
}
