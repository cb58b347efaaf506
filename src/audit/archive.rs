//! What lies packed in a file: zip (and all that is one: documents, packages), gzip and tar, in each other.
//!
//! Unpacked in memory, and no more than a bound: what would go beyond it can't be searched, and is refused. What is packed
//! with a password is searched as any file that isn't text; what is packed in another way is refused.

use crate::normalise::Extent;
use flate2::read::MultiGzDecoder;
use memchr::memmem;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// So deep may archives lie in each other: a package in an archive of packages, and one more.
const DEEPEST: usize = 4;
/// So many bytes are unpacked of one file, all that lies in it taken together.
const MOST: u64 = 256 << 20;
/// So far from the end of a zip its directory is looked for: the longest comment.
const TAIL: usize = 66_000;

/// There is more in it than can be searched, or it is packed in a way that can't be undone here.
pub(super) struct TooMuch;

/// Shows every file that is packed in `bytes` to `visit`, with its name.
pub(super) fn unpack(name: &str, bytes: &[u8], visit: &mut dyn FnMut(&str, &[u8]) -> Extent) -> Result<(), TooMuch> {
    Unpacker { left: MOST, visit }.open(name, bytes, 0)
}

struct Unpacker<'v> {
    left: u64,
    visit: &'v mut dyn FnMut(&str, &[u8]) -> Extent,
}

impl Unpacker<'_> {
    /// A file can be several things at once.
    fn open(&mut self, name: &str, bytes: &[u8], depth: usize) -> Result<(), TooMuch> {
        let (gzip, tar, zip) = (is_gzip(bytes), is_tar(name, bytes), is_zip(bytes));
        if !(gzip || tar || zip) {
            return Ok(());
        }
        if depth == DEEPEST {
            return Err(TooMuch);
        }
        if gzip {
            let inner = name.strip_suffix(".gz").unwrap_or(name);
            let inner = inner.strip_suffix(".tgz").map_or(inner.to_owned(), |stem| format!("{stem}.tar"));
            self.entry(&inner, MultiGzDecoder::new(bytes), depth)?;
        }
        if tar {
            self.tar(bytes, depth)?;
        }
        if zip { self.zip(bytes, depth) } else { Ok(()) }
    }

    fn tar(&mut self, bytes: &[u8], depth: usize) -> Result<(), TooMuch> {
        let mut archive = tar::Archive::new(bytes);
        archive.set_ignore_zeros(true);
        let Ok(entries) = archive.entries() else { return Ok(()) };
        for entry in entries {
            // Behind a broken header nothing is packed any more: the bytes were searched as they are.
            let Ok(entry) = entry else { break };
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            self.entry(&name, entry, depth)?;
        }
        Ok(())
    }

    /// What the directory names, and what it doesn't: a file that was taken out of an archive may still lie in it.
    fn zip(&mut self, bytes: &[u8], depth: usize) -> Result<(), TooMuch> {
        let mut named = HashSet::new();
        if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
            for at in 0..archive.len() {
                let file = match archive.by_index(at) {
                    Ok(file) => file,
                    Err(error) if is_locked(&error) => continue,
                    Err(_) => return Err(TooMuch),
                };
                if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                    return Err(TooMuch);
                }
                named.insert(file.header_start());
                let name = String::from_utf8_lossy(file.name_raw()).into_owned();
                self.entry(&name, file, depth)?;
            }
        }
        for at in memmem::find_iter(bytes, b"PK\x03\x04").filter(|at| !named.contains(&(*at as u64))) {
            if let Ok(Some(file)) = read_zipfile_from_stream(&mut &bytes[at..]) {
                let name = String::from_utf8_lossy(file.name_raw()).into_owned();
                self.entry(&name, file, depth)?;
            }
        }
        Ok(())
    }

    /// Unpacks one file, shows it, and opens it in turn. One that is damaged is searched as far as it goes.
    fn entry(&mut self, name: &str, packed: impl Read, depth: usize) -> Result<(), TooMuch> {
        let mut bytes = Vec::new();
        let _ = packed.take(self.left + 1).read_to_end(&mut bytes);
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(TooMuch)?;
        if (self.visit)(name, &bytes) == Extent::Cut {
            return Err(TooMuch);
        }
        self.open(name, &bytes, depth + 1)
    }
}

/// Whether a password is wanted: the author chose that nobody reads it without.
fn is_locked(error: &ZipError) -> bool {
    matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword)
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

fn is_tar(name: &str, bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar") || name.to_ascii_lowercase().ends_with(".tar")
}

/// A zip may begin with something else; it ends with its directory.
fn is_zip(bytes: &[u8]) -> bool {
    if memchr::memchr(0, bytes).is_none() {
        return false;
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    bytes.starts_with(b"PK\x03\x04") || memmem::rfind(tail, b"PK\x05\x06").is_some()
}
