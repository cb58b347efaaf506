//! The output folder before the build: whether it may be written to, and what the old site holds.

use super::error::{Error, Result};
use super::{MANIFEST, MadeFor, system, tree};
use crate::public::Vocabulary;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What desktops leave in any folder that is looked at. Nobody misses it.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The old site.
pub(super) struct Old {
    identity: (u64, u64),
    /// The names at its top that its manifest vouches for.
    entries: Vec<String>,
    /// Its files, and whether the new site has a file of that path.
    files: HashMap<Box<str>, OldFile>,
}

struct OldFile {
    regular: bool,
    kept: AtomicBool,
}

/// The part of the manifest that says whose the folder is.
#[derive(Deserialize)]
struct Claim {
    generator: String,
    audience: String,
    preview: bool,
    entries: Vec<String>,
}

/// The folder's full path. What leads there may be made of links; it itself may not be one.
pub(super) fn locate(out: &Path, inputs: &[&Path]) -> Result<PathBuf> {
    let name = out.file_name().ok_or_else(|| Error::NoName { out: out.to_path_buf() })?;
    let parent = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(Error::io("can't make", parent))?;
    let parent = fs::canonicalize(parent).map_err(Error::io("can't find", parent))?;
    let full = parent.join(name);
    match inputs.iter().find(|input| overlap(&full, input)) {
        Some(input) => Err(Error::Overlaps { out: out.to_path_buf(), input: input.to_path_buf() }),
        None => Ok(full),
    }
}

/// Whether one is the other, or lies in it. Compares the folders, not their names: those may differ in letter case.
fn overlap(out: &Path, input: &Path) -> bool {
    let Ok(input) = fs::canonicalize(input) else { return false };
    let same = |a: &Path, b: &Path| {
        a == b
            || matches!((fs::metadata(a), fs::metadata(b)), (Ok(a), Ok(b)) if system::identity(&a) == system::identity(&b))
    };
    input.ancestors().any(|above| same(above, out)) || out.ancestors().any(|above| same(above, &input))
}

impl Old {
    /// The old site at `out`; nothing where there is nothing. Refuses what this build has no right to replace.
    pub(super) fn examine(out: &Path, made_for: MadeFor) -> Result<Option<Old>> {
        let metadata = match fs::symlink_metadata(out) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found.map_err(Error::io("can't read", out))?,
        };
        if metadata.is_symlink() {
            return Err(Error::Symlink { out: out.to_path_buf() });
        }
        if !metadata.is_dir() {
            return Err(Error::NotAFolder { out: out.to_path_buf() });
        }
        if system::is_mount_point(out, &metadata) {
            return Err(Error::MountPoint { out: out.to_path_buf() });
        }
        let names = names(out)?;
        if names.is_empty() {
            return Ok(None);
        }
        let entries = match names.iter().all(|name| LITTER.contains(&name.as_str())) {
            true => Vec::new(),
            false => claim(out, made_for)?.entries,
        };
        foreign(out, &names, &entries)?;
        let tree = tree::list(out).map_err(Error::io("can't read", out))?;
        let files = tree.files.into_iter().map(|leaf| {
            let file = OldFile { regular: leaf.regular, kept: AtomicBool::new(false) };
            (leaf.path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").into(), file)
        });
        Ok(Some(Old { identity: system::identity(&metadata), entries, files: files.collect() }))
    }

    /// Notes that the new site has a file of this path; returns whether the old one's can be looked at.
    pub(super) fn keep(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| {
            file.kept.store(true, Ordering::Relaxed);
            file.regular
        })
    }

    /// Whether it has a file of this path that can be looked at.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| file.regular)
    }

    pub(super) fn paths(&self) -> Vec<&str> {
        self.files.keys().map(|path| &**path).collect()
    }

    /// What the new site no longer has, sorted.
    pub(super) fn gone(&self) -> Vec<String> {
        let gone = self.files.iter().filter(|(_, file)| !file.kept.load(Ordering::Relaxed));
        let mut gone: Vec<String> = gone.map(|(path, _)| path.to_string()).collect();
        gone.sort_unstable();
        gone
    }

    /// Looks once more, right before the swap: a build can take long enough for somebody to put a file there.
    pub(super) fn is_still_at(&self, out: &Path) -> Result<()> {
        let same = fs::symlink_metadata(out).is_ok_and(|now| system::identity(&now) == self.identity);
        if !same {
            return Err(Error::Changed { out: out.to_path_buf() });
        }
        foreign(out, &names(out)?, &self.entries)
    }
}

fn names(out: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(out).map_err(Error::io("can't read", out))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<std::io::Result<Vec<_>>>().map_err(Error::io("can't read", out))?;
    names.sort_unstable();
    Ok(names)
}

fn foreign(out: &Path, names: &[String], entries: &[String]) -> Result<()> {
    let ours = |name: &String| entries.contains(name) || LITTER.contains(&name.as_str());
    match names.iter().find(|name| !ours(name)) {
        Some(entry) => Err(Error::Foreign { out: out.to_path_buf(), entry: entry.clone() }),
        None => Ok(()),
    }
}

/// What the folder's manifest says of itself.
fn claim(out: &Path, made_for: MadeFor) -> Result<Claim> {
    let not_ours = || Error::NotOurs { out: out.to_path_buf() };
    let path = out.join(MANIFEST);
    let mut bytes = Vec::new();
    match system::open_file(&path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Err(Error::Io { doing: "can't read", path, source: error });
        }
        Err(_) => return Err(not_ours()),
    }
    let claim: Claim = serde_json::from_slice(&bytes).map_err(|_| not_ours())?;
    if claim.generator != "fanlight" {
        return Err(not_ours());
    }
    if claim.preview != made_for.preview {
        return Err(Error::OtherPreview { out: out.to_path_buf(), found_preview: claim.preview });
    }
    if claim.audience != made_for.audience.word() {
        let (out, found) = (out.to_path_buf(), claim.audience);
        return Err(Error::OtherAudience { out, found, wanted: made_for.audience });
    }
    Ok(claim)
}
