//! `fanlight check`: every error and warning at once, with file, line and fix; builds all and writes nothing.
//!
//! It looks at the site as it is now ([`gather`]) and as it will be at each coming lift, and reports what it found in one of
//! four [`format`]s. `--explain` prints a rule's page; `--fix` fixes what has one right fix.

mod explain;
mod fix;
mod format;
mod gather;
#[cfg(test)]
mod tests;

use super::common::{Content, Log, LogOption, say};
use super::{Exit, progress};
use crate::diagnostic::{Code, Level};
use crate::lint::Finding;
use crate::public::Instant;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Reports every error and warning, and whether anything withheld would leave
///
/// Builds everything and writes nothing: the site as it is now, and as it will be at each coming lift. Each finding has its
/// file, line and key, and how to fix it. Where CI is set it looks at what is public alone, unless
/// --private-log is given.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight check                       everything, withheld records as well
  fanlight check --fix                 and fix what has one right fix
  fanlight check --fail-on-warnings    where a release is to have none
  fanlight check --explain             the list of rules; --explain raci tells of one
  fanlight check --format github       annotations; where CI is set, of what is public alone
  fanlight check --format sarif --private-log > check.sarif
                                       for code scanning of a private repository

Exit codes: 0 no errors, though warnings perhaps; 1 errors, or warnings with --fail-on-warnings; 2 wrong usage; 3 something withheld would leave; 4 the machine
failed.")]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// How to report it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Fix what has one right fix: garbled text, letter case of links
    #[arg(long)]
    fix: bool,

    /// Print the page of one rule, or the list of all, and do nothing else
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,

    /// Exit with 1 where there are warnings, too
    #[arg(long)]
    fail_on_warnings: bool,

    #[command(flatten)]
    log: LogOption,
}

/// So often at most `--fix` looks at what it left.
const ROUNDS: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the line in the file
    Human,
    /// One document, as docs/pages/guides/check.md describes it
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// What was found.
struct Report {
    /// The content folder as other tools name it: relative to the working folder where it lies in it.
    folder: PathBuf,
    log: Log,
    findings: Vec<Reported>,
    /// Files of the site that were searched for what is withheld.
    files: usize,
    /// Instants ahead at which the site was looked at as well.
    lifts: usize,
    /// Records that no key at hand opens.
    sealed: usize,
}

/// One finding, and what is known about it.
struct Reported {
    finding: Finding,
    /// It is so from then on; not yet.
    since: Option<Instant>,
    /// It concerns something withheld.
    withheld: bool,
}

impl Report {
    fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.finding.diagnostic.level() == level).count()
    }

    fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.finding.diagnostic.code == code)
    }
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<Exit, Exit> {
    if let Some(code) = &arguments.explain {
        return explain::explain(code);
    }
    let log = arguments.log.log();
    let content = arguments.content.named();
    if log == Log::Public {
        eprintln!("note: CI is set, so only what is public is shown; --private-log shows all");
    }
    let waiting = progress::waiting("checking");
    let mut report = gather::gather(&content, log)?;
    if arguments.fix {
        // A fixed link may show that its fragment wants fixing as well.
        for _ in 0..ROUNDS {
            if !fix::fix(&content, &report)? {
                break;
            }
            report = gather::gather(&content, log)?;
        }
    }
    waiting.finish_and_clear();
    if log == Log::Private && report.sealed > 0 {
        let (records, them) = if report.sealed == 1 {
            ("1 record is", "it")
        } else {
            (&*format!("{} records are", report.sealed), "them")
        };
        eprintln!("note: {records} sealed, and no key at hand opens {them}: the site is the same as without {them}");
        eprintln!("  help: {} names a file with an identity of age", super::common::IDENTITY);
    }
    say(&format::write(&report, arguments.format, &content));
    Ok(match () {
        () if report.has(Code::Leak) => Exit::Leak,
        () if report.count(Level::Error) > 0 => Exit::Content,
        () if arguments.fail_on_warnings && !report.findings.is_empty() => Exit::Content,
        () => Exit::Fine,
    })
}
