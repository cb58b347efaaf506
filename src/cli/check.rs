//! `fanlight check`: every error and warning, also of what is withheld; builds all and writes nothing.

use super::Exit;
use super::build::tell_failure;
use super::common::{Content, tell};
use crate::build::{BuildError, Destination, build};
use crate::diagnostic::Level;
use clap::Args;

/// Tells every error and warning, and whether anything withheld would leave
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// Tell of withheld things although this runs in CI, whose log others may read
    #[arg(long)]
    private_log: bool,
}

/// Who may read what is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Log {
    Private,
    Public,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let log = if arguments.private_log || std::env::var_os("CI").is_none() { Log::Private } else { Log::Public };
    let opened = arguments.content.open()?;
    let mut found: Vec<_> = opened.shown.iter().collect();
    if log == Log::Private {
        found.extend(&opened.hidden);
        found.sort();
    } else {
        eprintln!("note: CI is set, so only what is public is told of; --private-log tells all");
    }
    found.iter().for_each(|it| tell(it));
    let errors = found.iter().filter(|it| it.level() == Level::Error).count();
    let warnings = found.len() - errors;
    let (Some(site), Some(config)) = (opened.site, opened.config) else {
        println!("{} errors, {} warnings", errors, warnings);
        return Err(Exit::Content);
    };
    let theme = arguments.content.theme(&config.theme)?;
    let allowances = arguments.content.allowances()?;
    match build(&site, &theme, opened.withheld, allowances, Destination::Nowhere) {
        Ok(built) => {
            println!("{} errors, {} warnings, {} files searched for what is withheld", errors, warnings, built.files)
        }
        Err(BuildError::Leaks(leaks)) if log == Log::Private => {
            leaks.iter().for_each(|leak| eprintln!("error[leak]: {}", leak.private_line()));
            eprintln!(
                "  help: take it out of the text that gives it away, withhold that as well, or allow a coincidence in audit.yaml"
            );
            return Err(Exit::Leak);
        }
        Err(error) => return Err(tell_failure(error)),
    }
    Ok(())
}
