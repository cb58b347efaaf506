//! The former site, to compare with: a folder that a build wrote, or its manifest alone.

use super::Exit;
use crate::emit::manifest::{self, Manifest};
use crate::history::{self, History};
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

/// What the output folder holds; nothing where it is none of ours, which the writer reports.
pub fn in_place(out: &Path) -> Option<Manifest> {
    std::fs::read(manifest_path(out)).ok().and_then(|bytes| manifest::read(&bytes).ok())
}

fn manifest_path(old: &Path) -> PathBuf {
    match std::fs::metadata(old) {
        Ok(metadata) if metadata.is_file() => old.to_owned(),
        Err(error)
            if error.kind() == ErrorKind::NotFound && old.extension().is_some_and(|extension| extension == "json") =>
        {
            old.to_owned()
        }
        _ => old.join(manifest::PATH),
    }
}

/// The history of a former site: beside its manifest. `None`: it has none.
pub fn history(old: &Path, manifest: &Manifest) -> Result<Option<History>, Exit> {
    let path = manifest_path(old).with_file_name(history::PATH);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound && !manifest.entries.contains(history::PATH) => {
            return Ok(None);
        }
        Err(error) => {
            eprintln!(
                "error: {}: the former site has a history, and it can't be gone on with: {error}",
                path.display()
            );
            eprintln!("  help: put the former site's {} beside its {}", history::PATH, manifest::PATH);
            return Err(Exit::Usage);
        }
    };
    History::read(&bytes).map(Some).map_err(|problem| {
        eprintln!("error: {}: {problem}", path.display());
        eprintln!("  help: take the file from the former site as it is");
        Exit::Usage
    })
}
