//! Listing and deleting whole trees, many folders at once.

use super::system;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Everything below a folder. Symbolic links are listed as what they are and never followed.
#[derive(Default)]
pub(super) struct Tree {
    /// What is no folder, relative to the root with `/` between parts.
    pub files: Vec<Leaf>,
    /// Folders by depth, relative to the root.
    levels: Vec<Vec<PathBuf>>,
}

pub(super) struct Leaf {
    pub path: PathBuf,
    /// Not a link, pipe or device.
    pub regular: bool,
}

/// Goes level by level, so that depth costs no stack and width uses every core.
pub(super) fn list(root: &Path) -> io::Result<Tree> {
    let mut tree = Tree::default();
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let read: Vec<_> = level.par_iter().map(|folder| read(root, folder)).collect::<io::Result<_>>()?;
        let mut next = Vec::new();
        for (folders, files) in read {
            next.extend(folders);
            tree.files.extend(files);
        }
        tree.levels.push(std::mem::replace(&mut level, next));
    }
    Ok(tree)
}

fn read(root: &Path, folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<Leaf>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        let kind = entry.file_type()?;
        match kind.is_dir() {
            true => folders.push(path),
            false => files.push(Leaf { path, regular: kind.is_file() }),
        }
    }
    Ok((folders, files))
}

/// How the system describes all that is below a folder. Whatever changes there, this does.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Description {
    pub digest: [u8; 32],
    /// When a file was last written, and when anything of one was last changed.
    pub written: SystemTime,
    pub changed: SystemTime,
}

/// Nothing where the system doesn't say when a file last changed, or what is there can't be read.
pub(super) fn describe(root: &Path) -> Option<Description> {
    let tree = list(root).ok()?;
    let folders = tree.levels.into_iter().flatten();
    let paths: Vec<PathBuf> = folders.chain(tree.files.into_iter().map(|leaf| leaf.path)).collect();
    let described = paths.into_par_iter().map(|path| {
        let metadata = fs::symlink_metadata(root.join(&path)).ok()?;
        Some((path, system::description(&metadata)?))
    });
    let mut described: Vec<_> = described.collect::<Option<_>>()?;
    described.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    let [mut written, mut changed] = [SystemTime::UNIX_EPOCH; 2];
    let mut line = Vec::new();
    for (path, (numbers, times)) in described {
        line.clear();
        line.extend(path.as_os_str().as_encoded_bytes());
        line.push(0);
        numbers.iter().for_each(|number| line.extend(number.to_le_bytes()));
        hasher.update(&line);
        (written, changed) = (written.max(times.0), changed.max(times.1));
    }
    Some(Description { digest: *hasher.finalize().as_bytes(), written, changed })
}

/// Whether nothing of the file changed since.
pub(super) fn is_older(path: &Path, than: Option<SystemTime>) -> bool {
    let changed = fs::symlink_metadata(path)
        .ok()
        .and_then(|symlink_metadata| system::description(&symlink_metadata))
        .map(|(_, (_, changed))| changed);
    changed.zip(than).is_some_and(|(changed, than)| changed < than)
}

/// Deletes a tree; one that isn't there is fine.
pub(super) fn remove(root: &Path) -> io::Result<()> {
    let tree = match list(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed?,
    };
    tree.files.par_iter().try_for_each(|leaf| fs::remove_file(root.join(&leaf.path)))?;
    tree.levels
        .iter()
        .rev()
        .try_for_each(|level| level.par_iter().try_for_each(|folder| fs::remove_dir(root.join(folder))))
}
