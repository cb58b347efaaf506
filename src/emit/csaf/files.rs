//! A document and what lies beside it: hashes (7.1.18), and a signature (7.1.19).

use super::{Output, document, documented, path};
use crate::emit::{File, Set, failed};
use crate::public::{Instant, Record, Site};
use crate::render::{Error, Links};
use sha2::{Digest, Sha256, Sha512};
use std::fmt::Write;

/// Signs documents. Whoever made it holds the key; what is made of it is public.
pub trait Signer: Sync {
    /// In capitals.
    fn fingerprint(&self) -> &str;

    /// The public key, armored.
    fn public_key(&self) -> &str;

    /// A detached signature, armored, as if made at that instant; the same each time.
    fn sign(&self, bytes: &[u8], at: Instant) -> Result<String, String>;
}

/// The documents, each with its hashes and, with a key, its signature.
pub fn documents<'a>(site: &'a Site, links: &Links, signer: Option<&'a dyn Signer>) -> Vec<Set<'a>> {
    let make = |record: Record<'a>| -> Set<'a> {
        let links = links.clone();
        Box::new(move || files(site, &links, record, signer))
    };
    documented(site).into_iter().map(make).collect()
}

fn files(site: &Site, links: &Links, record: Record<'_>, signer: Option<&dyn Signer>) -> Result<Vec<File>, Error> {
    let head = record.head();
    let path = path(head)[1..].to_owned();
    let Some(document) = document(site, links, record) else { return Ok(Vec::new()) };
    let bytes = crate::emit::document(&document).map_err(|error| failed(&path, error))?;
    let name = path.rsplit('/').next().unwrap_or_default();
    let beside = |extension: &str, text: String| File { path: format!("{path}.{extension}"), bytes: text.into_bytes() };
    let mut files = vec![
        beside("sha256", line(&Sha256::digest(&bytes), name)),
        beside("sha512", line(&Sha512::digest(&bytes), name)),
    ];
    if let Some(signer) = signer {
        let signature = signer.sign(&bytes, super::tracking::current(head)).map_err(|error| failed(&path, error))?;
        files.push(beside("asc", signature));
    }
    files.push(File { path, bytes });
    Ok(files)
}

/// As `sha256sum` writes and reads it.
fn line(hash: &[u8], name: &str) -> String {
    let mut line = String::with_capacity(hash.len() * 2 + name.len() + 3);
    hash.iter().for_each(|byte| write!(line, "{byte:02x}").unwrap_or(()));
    line + "  " + name + "\n"
}

/// Where the public key lies.
pub fn key_path(signer: &dyn Signer) -> String {
    format!("/csaf/openpgp/{}.asc", signer.fingerprint().to_lowercase())
}

/// The public key (7.1.20).
pub fn public_key<'a>(signer: &'a dyn Signer) -> Output<'a> {
    crate::emit::text(key_path(signer)[1..].to_owned(), move || signer.public_key().to_owned())
}
