//! Which paths a site's file may have, and when two of them are one.

use super::error::{Error, Result};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Refuses what could leave the output folder, or could not be written on one of the systems that sites are served from.
pub(super) fn check(path: &str) -> Result<()> {
    let sound = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.contains(|c: char| c == '\\' || c.is_control());
    if sound { Ok(()) } else { Err(Error::BadPath { path: path.into() }) }
}

/// Two paths with one key are one file on macOS and Windows, where neither letter case nor composition counts.
pub(super) fn key(path: &str) -> Cow<'_, str> {
    if !path.is_ascii() {
        return path.nfc().flat_map(char::to_lowercase).nfc().collect::<String>().into();
    }
    match path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => path.to_ascii_lowercase().into(),
        false => path.into(),
    }
}

/// `advisories/a/index.html` → `advisories`.
pub(super) fn top(path: &str) -> &str {
    path.split_once('/').map_or(path, |(top, _)| top)
}

/// `advisories/a/index.html` → `advisories/a`; nothing for a file at the top.
pub(super) fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
