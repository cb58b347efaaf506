//! `fanlight schema`: what editors complete and check by.

use super::Exit;
use super::common::say;
use super::common::write_new;
use crate::private::{Schema, schemas};
use crate::write::replace;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

/// Writes JSON Schemas of site.yaml, of each kind of record and of pages, for editors that complete and check YAML
///
/// Six files: site.json, advisory.json, incident.json, notice.json, lesson.json and page.json. `fanlight init` writes them into
/// content/.schema, which no build looks at; run this again after an update of Fanlight. A file of such a name that this
/// command didn't write is left alone.
///
/// A file names its schema in a comment: `# yaml-language-server: $schema=../.schema/advisory.json`. The withholding tags
/// are no part of JSON: let your editor know them (docs/pages/guides/starting.md shows how).
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight schema content/.schema     renews those that `fanlight init` wrote

Exit codes: 0 written; 2 a file of such a name is somebody else's, nothing was written; 4 the folder can't be written.")]
pub struct Arguments {
    /// The folder to write into; made where it is missing
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments) -> Exit {
    let folder = &arguments.folder;
    let all = schemas();
    for schema in &all {
        let path = folder.join(schema.file_name());
        let foreign = std::fs::read(&path).is_ok_and(|it| !Schema::is_ours(&String::from_utf8_lossy(&it)));
        if foreign {
            eprintln!("error: {} is there already, and this command didn't write it", path.display());
            eprintln!("  help: name another folder: fanlight schema content/.schema");
            return Exit::Usage;
        }
    }
    match write(folder, &all) {
        Ok(()) => {
            all.iter().for_each(|it| say(&format!("{}\n", folder.join(it.file_name()).display())));
            Exit::Fine
        }
        Err(error) => {
            eprintln!("error: {}: can't be written: {error}", folder.display());
            Exit::Failed
        }
    }
}

pub(super) fn write(folder: &Path, schemas: &[Schema]) -> io::Result<()> {
    schemas.iter().try_for_each(|schema| {
        let path = folder.join(schema.file_name());
        match std::fs::read(&path) {
            Ok(former) => replace(&path, &former, schema.text().as_bytes()),
            Err(_) => write_new(&path, &schema.text()),
        }
    })
}
