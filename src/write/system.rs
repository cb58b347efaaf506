//! What differs from system to system: modes, owners, swapping.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A folder that its owner alone can enter.
pub(super) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Sets the mode whatever the umask, the parent's set-group-ID bit or a default ACL made of it: modes are part of the
/// output, and must not reveal the machine.
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

/// A new file of mode 0644; the staging folder keeps others out until the swap.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    let file = options.open(path)?;
    #[cfg(unix)]
    rustix::fs::fchmod(&file, rustix::fs::Mode::from_raw_mode(0o644))?;
    Ok(file)
}

/// Opens a file for reading that is one itself, not a link to one.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        // A pipe in the old tree would hold the build up for ever without NONBLOCK.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits() as i32);
    }
    options.open(path)
}

/// Whether this user owns it.
pub(super) fn is_mine(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::uid(metadata) == rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    return metadata.is_dir() || metadata.is_file();
}

/// Whether a file is just as [`create`] makes them, so that it can serve once more.
pub(super) fn is_as_made(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    let mode_fits = std::os::unix::fs::MetadataExt::mode(metadata) & 0o7777 == 0o644;
    #[cfg(not(unix))]
    let mode_fits = true;
    metadata.is_file() && mode_fits && is_mine(metadata)
}

/// What distinguishes a file as it is from any other, and when it was written and last changed; of a folder only that it is one, since what
/// is in it is described by itself. Nothing where the system doesn't say.
#[cfg(unix)]
pub(super) fn description(metadata: &Metadata) -> Option<([u64; 7], (SystemTime, SystemTime))> {
    use std::os::unix::fs::MetadataExt;
    let mode = u64::from(metadata.mode());
    if metadata.is_dir() {
        return Some(([mode, 0, 0, 0, 0, 0, 0], (SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH)));
    }
    let times = [metadata.mtime(), metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec()];
    let times = times.map(|time| u64::try_from(time).ok());
    let [Some(second), Some(part), Some(changed), Some(changed_part)] = times else { return None };
    let at = |second, part| Some(SystemTime::UNIX_EPOCH + Duration::new(second, u32::try_from(part).ok()?));
    let numbers = [mode, metadata.len(), metadata.ino(), second, part, changed, changed_part];
    Some((numbers, (at(second, part)?, at(changed, changed_part)?)))
}

#[cfg(not(unix))]
pub(super) fn description(_: &Metadata) -> Option<([u64; 7], (SystemTime, SystemTime))> {
    None
}

/// What distinguishes a folder from another that took its name.
pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
    #[cfg(unix)]
    return {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    return (metadata.len(), 0);
}

/// Whether another file system begins here.
pub(super) fn is_mount_point(folder: &Path, metadata: &Metadata) -> bool {
    #[cfg(unix)]
    return {
        use std::os::unix::fs::MetadataExt;
        let above = folder.parent().and_then(|parent| std::fs::metadata(parent).ok());
        above.is_some_and(|above| above.dev() != metadata.dev())
    };
    #[cfg(not(unix))]
    return folder.parent().is_none() && metadata.is_dir();
}

/// Puts `new` in the place of `out`; what was at `out` then lies at `new` or at `old`.
pub(super) fn swap(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE) {
            // What was the site now bears the name `new`, inside the private folder.
            Ok(()) => return Ok(()),
            Err(error) if lacks_flag(error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    swap_in_two_steps(new, out, old)
}

/// A kill between the two leaves the old site in the staging folder, from where the next build puts it back first.
pub(super) fn swap_in_two_steps(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    std::fs::rename(out, old)?;
    std::fs::rename(new, out).inspect_err(|_| std::fs::rename(old, out).unwrap_or(()))
}

/// Waits until a staged tree is on the disk, so that a power cut after the swap finds it whole. One call for all files where
/// the system has it: a call for each takes a hundred times as long.
pub(super) fn flush_tree(tree: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return Ok(rustix::fs::syncfs(File::open(tree)?)?);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    walkdir::WalkDir::new(tree).into_iter().try_for_each(|entry| {
        let entry = entry?;
        if entry.file_type().is_file() { OpenOptions::new().write(true).open(entry.path())?.sync_all() } else { Ok(()) }
    })
}

/// Waits until the names in a folder are on the disk, after a rename. Windows has no such thing.
pub(super) fn flush_names(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Puts `new` at `out`, where nothing is or an empty folder.
pub(super) fn place(new: &Path, out: &Path) -> io::Result<()> {
    // rename(2) replaces an empty folder and refuses one that holds something, so nobody's files are lost in a race.
    // Elsewhere an empty folder is in the way.
    #[cfg(not(unix))]
    if out.is_dir() {
        std::fs::remove_dir(out)?;
    }
    std::fs::rename(new, out)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn lacks_flag(error: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&error)
}
