//! `fanlight verify`: whether a site's history is what it was.

use super::common::{say, say_line};
use super::{Exit, against};
use crate::diff::shown;
use crate::emit::manifest;
use crate::history::checkpoint::Checkpoint;
use crate::history::{self, History, verify};
use std::path::{Path, PathBuf};

/// Checks that nothing was taken out of a site's history, or changed in it
///
/// The history's entries have to be those that its root is of, in the order of their times, and where the folder holds the
/// whole site its manifest has to show just what the entries say. With a checkpoint that was kept before, the entries that it
/// was taken of have to be there still, unchanged. Nothing is fetched: get a site that is online with curl or wget.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  fanlight verify public                              a folder that `fanlight build` wrote
  fanlight verify history.json --checkpoint kept.txt
                                                      the /history.json of a site that is online, against what was kept

Exit codes: 0 it is what it was; 1 it isn't; 2 wrong usage, or a file can't be read.")]
pub struct Arguments {
    /// A folder that `fanlight build` wrote, or a site's history.json
    #[arg(value_name = "SITE")]
    site: PathBuf,

    /// A checkpoint that was kept: /history/checkpoint.txt as it was then
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if arguments.site.to_string_lossy().contains("://") {
        eprintln!("error: nothing is fetched from the network");
        eprintln!("  help: get the site's {} with curl, and name that file", history::PATH);
        return Err(Exit::Usage);
    }
    let folder = arguments.site.is_dir();
    let path = if folder { arguments.site.join(history::PATH) } else { arguments.site.clone() };
    let refused = |problem: history::Problem| {
        eprintln!("error: {}: {problem}", path.display());
        Exit::Content
    };
    let history = History::read(&read(&path)?).map_err(refused)?;
    let kept = arguments.checkpoint.as_deref().map(checkpoint).transpose()?;
    // A folder that holds the history alone is as good as the file.
    let manifest = if folder && arguments.site.join(manifest::PATH).exists() {
        Some(against::named(&arguments.site)?)
    } else {
        None
    };
    let site = manifest.as_ref().map(shown);
    verify(&history, kept.as_ref(), site.as_ref()).map_err(refused)?;
    let size = history.entries().len();
    match &kept {
        Some(kept) => say_line!("{size} entries; the first {} are those of the checkpoint", kept.size),
        None => say_line!("{size} entries, which their root is of"),
    }
    say(&format!("\nThe checkpoint to keep:\n{}", Checkpoint::of(&history)));
    Ok(())
}

fn checkpoint(path: &Path) -> Result<Checkpoint, Exit> {
    let bytes = read(path)?;
    let checkpoint = std::str::from_utf8(&bytes).ok().and_then(Checkpoint::read);
    checkpoint.ok_or_else(|| {
        eprintln!("error: {}: this is no checkpoint", path.display());
        eprintln!("  help: its three lines are the origin, the number of entries, and the root in Base64");
        Exit::Usage
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Exit> {
    std::fs::read(path).map_err(|error| {
        eprintln!("error: {}: {error}", path.display());
        eprintln!(
            "  help: name a folder that `fanlight build` wrote with `outputs: {{ history: true }}`, or its history.json"
        );
        Exit::Usage
    })
}
