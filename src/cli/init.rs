//! `fanlight init`: a site to change.

use super::common::{clock, say, write_new};
use super::{Exit, schema};
use crate::private::approve::approve;
use crate::private::{Request, schemas};
use crate::public::Kind;
use crate::starter::{self, File};
use clap::Args;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Makes a new site, whose every file explains itself
///
/// A short incident response plan, a disclosure policy, and one example each of what a site holds: a published advisory, one
/// under embargo, an incident, a notice, a lesson. It builds, checks and proves clean at once; what is left to you, `fanlight
/// check` shows. Writes into an empty or missing folder alone, and never over a file; a folder `.git` may be there.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight init my-site       makes my-site/content and what belongs to it
  fanlight init .             in a folder that is empty but for .git

Exit codes: 0 made; 2 the folder holds files, nothing was written; 4 it can't be written.")]
pub struct Arguments {
    /// The folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const NAME: &str = "fanlight init";

pub fn run(arguments: &Arguments) -> Exit {
    let folder = &arguments.folder;
    match vacant(folder) {
        Ok(true) => {}
        Ok(false) => {
            eprintln!("error: {} is not an empty folder, and nothing is ever written over", folder.display());
            eprintln!("  help: name one that is empty or missing: fanlight init my-site");
            return Exit::Usage;
        }
        Err(error) => return failed(folder, &error),
    }
    let today = clock().0.date_naive();
    let files = starter::site(today);
    if let Err(error) = write(folder, &files) {
        return failed(folder, &error);
    }
    if let Err(exit) = approve_examples(&folder.join("content"), &today.to_string()) {
        return exit;
    }
    print_summary(folder);
    Exit::Fine
}

fn vacant(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".git"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

fn write(folder: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        write_new(&folder.join(&file.path), &file.text)?;
    }
    schema::write(&folder.join("content/.schema"), &schemas())
}

/// As a person would: the digests are of just what stands in the files.
fn approve_examples(content: &Path, today: &str) -> Result<(), Exit> {
    let request = Request::at(clock());
    for kind in Kind::ALL {
        let entries = fs::read_dir(content.join(kind.section())).map_err(|error| failed(content, &error))?;
        for entry in entries.filter_map(Result::ok) {
            let file = Path::new(kind.section()).join(entry.file_name());
            let approved = approve(content, &file, request).and_then(|approve| approve.write(NAME, today, None));
            if approved.is_err() {
                eprintln!("error: {}: the example could not be approved", file.display());
                eprintln!("  help: this is a mistake of Fanlight's; `fanlight check` in the new folder may say more");
                return Err(Exit::Failed);
            }
        }
    }
    Ok(())
}

fn failed(folder: &Path, error: &io::Error) -> Exit {
    eprintln!("error: {}: can't be written: {error}", folder.display());
    Exit::Failed
}

fn print_summary(folder: &Path) {
    let shown = folder.display().to_string();
    let enter = if shown == "." { String::new() } else { format!("  cd {}\n", quoted(&shown)) };
    say(&format!(
        "{shown}: a site to change. Every file in it says what it is for; README.md lists them.\n\nNext:\n{enter}\
         \x20 fanlight serve --open     the site in your browser; it reloads as you save\n\
         \x20 fanlight check            what is left to you\n\
         \x20 fanlight build            the site, in public/\n"
    ));
}

/// As a shell reads it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
