//! Former versions of a file, newest first, where git keeps them. Without git there are none, and all is shown as new.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// So many changes of a file are looked at.
const MOST: usize = 100;

pub(super) struct History {
    folder: PathBuf,
    name: String,
    commits: std::vec::IntoIter<String>,
}

impl History {
    pub(super) fn of(file: &Path) -> Self {
        let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let log = git(&folder, &["log", &format!("--max-count={MOST}"), "--format=%H", "--", &name]);
        let commits: Vec<String> = log.unwrap_or_default().lines().map(str::to_owned).collect();
        Self { folder, name, commits: commits.into_iter() }
    }
}

impl Iterator for History {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let commit = self.commits.next()?;
        // The last commit may have taken the file away.
        Some(git(&self.folder, &["cat-file", "blob", &format!("{commit}:./{}", self.name)]).unwrap_or_default())
    }
}

/// What git prints. `None`: there is no git, no repository or no such thing in it, or it is no text.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
