//! Replacing one file as a whole: a reader sees the old text or the new one, and a kill leaves one of the two.

use std::io::{self, Write};
use std::path::Path;

/// `path` exists and is no symbolic link. The mode stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut new = tempfile::Builder::new().prefix(".fanlight-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().set_permissions(std::fs::metadata(path)?.permissions())?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    Ok(())
}
