//! Listing and deleting whole trees, many folders at once.

use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// Deletes a tree; one that isn't there is fine.
pub(super) fn remove(root: &Path) -> io::Result<()> {
    let tree = match list(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed?,
    };
    tree.files.par_iter().try_for_each(|leaf| fs::remove_file(root.join(&leaf.path)))?;
    tree.levels.iter().rev().try_for_each(|level| level.par_iter().try_for_each(|it| fs::remove_dir(root.join(it))))
}
