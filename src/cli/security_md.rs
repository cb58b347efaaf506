//! `fanlight security-md`.

use super::common::{self, NamedContent};
use super::{Exit, common::say};
use crate::emit::security_md::security_md;
use clap::Args;

/// Prints the SECURITY.md for a repository
///
/// It says what the report page says: how to reach you, what you promise, which versions get fixes, how you disclose. Put it
/// at the top of each repository, or into .github/, and print it anew when site.yaml changes.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight security-md > SECURITY.md
  fanlight security-md --project harbour-cli > ../harbour-cli/SECURITY.md")]
pub struct Arguments {
    /// Of this project alone, by its id in site.yaml
    #[arg(long, value_name = "ID")]
    project: Option<String>,

    #[command(flatten)]
    content: NamedContent,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let opened = arguments.content.open()?;
    common::print_errors(&opened);
    let site = opened.site.ok_or(Exit::Content)?;
    let named = |id: &String| site.settings.projects.iter().find(|project| project.id == *id);
    let project = match &arguments.project {
        None => None,
        Some(id) => Some(named(id).ok_or_else(|| {
            eprintln!("error: there is no such project\n  help: name one of the ids under `projects` in site.yaml");
            Exit::Usage
        })?),
    };
    say(&security_md(&site, project));
    Ok(())
}
