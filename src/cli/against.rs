//! The former site, to compare with: a folder that a build wrote, or its manifest alone.

use super::Exit;
use crate::emit::manifest::{self, Manifest};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The manifest of `old`, a folder or the file itself. It has to be there.
pub fn named(old: &Path) -> Result<Manifest, Exit> {
    let path = manifest_path(old);
    let bytes = std::fs::read(&path).map_err(|error| {
        eprintln!("error: {}: there is no former site to compare with: {error}", path.display());
        eprintln!("  help: name a folder that `fanlight build` wrote, or its {}", manifest::PATH);
        Exit::Usage
    })?;
    manifest::read(&bytes).map_err(|problem| {
        eprintln!("error: {}: {problem}", path.display());
        eprintln!("  help: name a folder that `fanlight build` wrote, or its {}", manifest::PATH);
        Exit::Usage
    })
}

/// What the output folder holds; nothing where it is none of ours, of which the writer tells.
pub fn in_place(out: &Path) -> Option<Manifest> {
    std::fs::read(manifest_path(out)).ok().and_then(|bytes| manifest::read(&bytes).ok())
}

fn manifest_path(old: &Path) -> PathBuf {
    match std::fs::metadata(old) {
        Ok(metadata) if metadata.is_file() => old.to_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound && old.extension().is_some_and(|it| it == "json") => {
            old.to_owned()
        }
        _ => old.join(manifest::PATH),
    }
}
