//! What can go wrong while the site is written. Whatever it is, the site that was there stays as it was.

use crate::public::{Tlp, Vocabulary};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Paths in here are of the machine or of disclosed pages; no content is ever quoted.
#[derive(Debug)]
pub enum Error {
    /// `--out` is `/`, `..` or the like: nothing can be made beside it.
    NoName { out: PathBuf },
    /// `--out` is a symbolic link.
    Symlink { out: PathBuf },
    /// `--out` is a file.
    NotAFolder { out: PathBuf },
    /// `--out` is where another file system is mounted, and can't be swapped.
    MountPoint { out: PathBuf },
    /// `--out` is, holds, or lies in something that is read.
    Overlaps { out: PathBuf, input: PathBuf },
    /// `--out` holds files and no manifest of ours.
    NotOurs { out: PathBuf },
    /// `--out` is ours but for one thing in it.
    Foreign { out: PathBuf, entry: String },
    /// `--out` was built for others than this build is for.
    OtherAudience { out: PathBuf, found: String, wanted: Tlp },
    /// `--out` holds a preview and this build is none, or the other way about.
    OtherPreview { out: PathBuf, found_preview: bool },
    /// Another build writes there now.
    Busy { out: PathBuf },
    /// What bears the staging folder's name isn't a folder of this user.
    StagingTaken { staging: PathBuf },
    /// A path that would leave the output folder, or that some file system can't hold.
    BadPath { path: String },
    /// Two outputs have one path, at least where letter case doesn't count.
    SamePath { path: String },
    /// Somebody changed the output folder during the build.
    Changed { out: PathBuf },
    /// The machine said no.
    Io { doing: &'static str, path: PathBuf, source: io::Error },
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A stable name, for tests and for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoName { .. } => "out-no-name",
            Error::Symlink { .. } => "out-symlink",
            Error::NotAFolder { .. } => "out-not-a-folder",
            Error::MountPoint { .. } => "out-mount-point",
            Error::Overlaps { .. } => "out-overlaps",
            Error::NotOurs { .. } => "out-not-ours",
            Error::Foreign { .. } => "out-foreign-entry",
            Error::OtherAudience { .. } => "out-other-audience",
            Error::OtherPreview { .. } => "out-other-preview",
            Error::Busy { .. } => "out-busy",
            Error::StagingTaken { .. } => "staging-taken",
            Error::BadPath { .. } => "bad-path",
            Error::SamePath { .. } => "same-path",
            Error::Changed { .. } => "out-changed",
            Error::Io { .. } => "io",
        }
    }

    /// 1: the content gives two files one path. 2: this `--out` isn't to be written to. 4: the machine, or we, failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::SamePath { .. } => 1,
            Error::NoName { .. }
            | Error::Symlink { .. }
            | Error::NotAFolder { .. }
            | Error::MountPoint { .. }
            | Error::Overlaps { .. }
            | Error::NotOurs { .. }
            | Error::Foreign { .. }
            | Error::OtherAudience { .. }
            | Error::OtherPreview { .. } => 2,
            Error::Busy { .. }
            | Error::StagingTaken { .. }
            | Error::BadPath { .. }
            | Error::Changed { .. }
            | Error::Io { .. } => 4,
        }
    }

    /// How to fix it, in one line.
    pub fn help(&self) -> String {
        match self {
            Error::NoName { .. } => "name a folder: `--out public`".into(),
            Error::Symlink { .. } => "pass the folder that it leads to, or remove the link".into(),
            Error::NotAFolder { .. } => "name another folder with `--out`, or remove the file".into(),
            Error::MountPoint { .. } => "name a folder inside it with `--out`: a mount point can't be swapped".into(),
            Error::Overlaps { .. } => {
                "name a folder beside the content with `--out`: what is there is replaced whole".into()
            }
            Error::NotOurs { .. } => "name a new or empty folder with `--out`; what is there would be deleted".into(),
            Error::Foreign { .. } => {
                "move it away, or keep it in `content/static/` so that it becomes part of the site".into()
            }
            Error::OtherAudience { .. } | Error::OtherPreview { .. } => {
                "give each audience, and a preview, a folder of its own with `--out`".into()
            }
            Error::Busy { .. } => "wait until it ends, or build to another folder with `--out`".into(),
            Error::StagingTaken { staging } => format!("look what it is, and remove it: {}", staging.display()),
            Error::BadPath { .. } => "rename the file in the content folder".into(),
            Error::SamePath { .. } => "rename one of them; the other may be a file in `content/static/`".into(),
            Error::Changed { .. } => "build again while nothing else writes there".into(),
            Error::Io { source, .. } => mend_io(source.kind()).into(),
        }
    }

    pub(super) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Error + use<'a> {
        move |source| Error::Io { doing, path: path.to_path_buf(), source }
    }
}

fn mend_io(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk; a build needs room for a second copy of the site"
        }
        io::ErrorKind::PermissionDenied => {
            "this user must be allowed to write in the folder that holds the output folder"
        }
        io::ErrorKind::ReadOnlyFilesystem => "name a folder on a file system that can be written to with `--out`",
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
            "the output folder can't be a mount point, nor come from a lower layer of a container: name a folder inside it"
        }
        io::ErrorKind::NotFound => "the folder vanished while the site was built; build again",
        _ => "the site that was there is as it was; build again once the cause is fixed",
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: ", self.code())?;
        match self {
            Error::NoName { out } => write!(f, "{} can't be an output folder", out.display()),
            Error::Symlink { out } => write!(f, "the output folder {} is a symbolic link", out.display()),
            Error::NotAFolder { out } => write!(f, "{} is not a folder", out.display()),
            Error::MountPoint { out } => write!(f, "{} is a mount point", out.display()),
            Error::Overlaps { out, input } => {
                write!(
                    f,
                    "the output folder {} and {}, which is read, lie in one another",
                    out.display(),
                    input.display()
                )
            }
            Error::NotOurs { out } => {
                write!(f, "{} holds files that Fanlight did not make (no site-manifest.json of its own)", out.display())
            }
            Error::Foreign { out, entry } => {
                write!(f, "{} holds {entry:?}, which Fanlight did not make", out.display())
            }
            Error::OtherAudience { out, found, wanted } => {
                write!(
                    f,
                    "{} was built for the audience {found:?}, this build is for {:?}",
                    out.display(),
                    wanted.word()
                )
            }
            Error::OtherPreview { out, found_preview: true } => write!(f, "{} holds a preview", out.display()),
            Error::OtherPreview { out, found_preview: false } => {
                write!(f, "{} holds the site itself, this build is a preview", out.display())
            }
            Error::Busy { out } => write!(f, "another build is writing to {}", out.display()),
            Error::StagingTaken { staging } => {
                write!(f, "{} is in the way: it is not a folder of this user's own", staging.display())
            }
            Error::BadPath { path } => write!(f, "{path:?} is not a path that a site's file can have"),
            Error::SamePath { path } => {
                write!(f, "two files of the site have the path {path:?} (letter case does not count)")
            }
            Error::Changed { out } => write!(f, "something else changed {} during the build", out.display()),
            Error::Io { doing, path, source } => write!(f, "{doing} {}: {source}", path.display()),
        }?;
        write!(f, "\n  help: {}", self.help())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
