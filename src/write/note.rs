//! A note of what a site was made of. Where the next build would make it of the same, and the output folder is as the last one left
//! it, there is nothing to make.
//!
//! It is three digests, in a cache folder of this user's: of what is disclosed, of the site's manifest, and of how the system
//! describes the output (sizes, times, numbers of files). Nothing of content is in it, and nothing that depends on what is withheld.

use super::tree::Description;
use super::{MANIFEST, system};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

pub type Digest = [u8; 32];

/// So many sites are remembered; of more the oldest is forgotten.
const SITES: usize = 100;

/// What a note says.
pub(super) struct Noted {
    pub made_of: Digest,
    pub manifest: Digest,
    pub tree: Digest,
}

/// The note for one output folder, whether it is written yet or not.
#[derive(Clone)]
pub struct Note(PathBuf);

impl Note {
    /// The one for `out` in this folder of notes. None where the system doesn't say when a file last changed.
    pub fn of(folder: &Path, out: &Path) -> Option<Note> {
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let full = fs::canonicalize(parent).ok()?.join(out.file_name()?);
        let name = blake3::hash(full.as_os_str().as_encoded_bytes()).to_hex();
        cfg!(unix).then(|| Note(folder.join(&name[..32])))
    }

    /// Whether the site at `out` has the manifest that was written with this note, and that was made of this: then what the next
    /// build discloses is what that site does. Its other files may have been changed.
    pub fn describes(&self, made_of: &Digest, out: &Path) -> bool {
        let noted = self.read().filter(|noted| noted.made_of == *made_of);
        noted.is_some_and(|noted| manifest(out) == Some(noted.manifest))
    }

    fn read(&self) -> Option<Noted> {
        let bytes: [u8; 96] = fs::read(&self.0).ok()?.try_into().ok()?;
        let mut digests = bytes.chunks_exact(32).map(|digest| digest.try_into().ok());
        let mut next = || digests.next().flatten();
        Some(Noted { made_of: next()?, manifest: next()?, tree: next()? })
    }

    /// Whether the output folder still is as this note says, and made of this.
    pub(super) fn holds(&self, made_of: &Digest, tree: &Description) -> bool {
        self.read().is_some_and(|noted| noted.made_of == *made_of && noted.tree == tree.digest)
    }

    /// Without a note the next build does more, and nothing else is lost: failing is fine.
    pub(super) fn write(&self, Noted { made_of, manifest, tree }: &Noted) {
        let Some(folder) = self.0.parent() else { return };
        if fs::create_dir_all(folder).is_ok() && system::set_mode(folder, 0o700).is_ok() {
            fs::write(&self.0, [*made_of, *manifest, *tree].concat()).unwrap_or(());
            forget(folder);
        }
    }
}

/// A digest of the manifest of a site.
pub(super) fn manifest(out: &Path) -> Option<Digest> {
    let mut bytes = Vec::new();
    system::open_file(&out.join(MANIFEST)).ok()?.read_to_end(&mut bytes).ok()?;
    Some(*blake3::hash(&bytes).as_bytes())
}

/// Deletes the oldest notes above the number that are remembered.
fn forget(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut notes: Vec<_> =
        entries.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    if notes.len() > SITES {
        notes.sort_unstable();
        notes[..notes.len() - SITES].iter().for_each(|(_, path)| fs::remove_file(path).unwrap_or(()));
    }
}
