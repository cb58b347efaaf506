//! Replacing one file that a person wrote, so that at no instant there is half of it.

use std::io::{self, Write};
use std::path::Path;

/// Puts `new` in the place of `old`, with the same mode. Fails where the file holds something else by now.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    // A link stays one; what it leads to changes.
    let path = path.canonicalize()?;
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut staged = tempfile::Builder::new().prefix(".fanlight-").tempfile_in(folder)?;
    staged.write_all(new)?;
    staged.as_file().set_permissions(std::fs::metadata(&path)?.permissions())?;
    staged.as_file().sync_all()?;
    if std::fs::read(&path)? != old {
        return Err(io::Error::other("it changed meanwhile"));
    }
    staged.persist(&path).map(drop).map_err(|error| error.error)
}

/// Writes a file that isn't there yet, whole or not at all. Fails where there is one by now.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let mut staged = tempfile::Builder::new().prefix(".fanlight-").permissions(readable()).tempfile_in(folder)?;
    staged.write_all(bytes)?;
    staged.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// As an editor would make it, but for what the user's mask forbids.
#[cfg(unix)]
fn readable() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
}
