//! The command line. The only place for clock, terminal and environment.

mod against;
mod allow;
mod announce;
mod approve;
mod build;
mod check;
mod common;
mod completions;
mod diff;
mod explain;
mod export;
mod import;
mod init;
mod leaks;
mod new;
mod next;
mod notes;
mod panic;
mod progress;
mod prove;
mod report;
mod schema;
mod security_md;
mod serve;
mod signing;
mod theme;
mod timings;
mod verify;

use clap::{CommandFactory, Parser, Subcommand};
#[cfg(any(fuzzing, test))]
pub(crate) use common::public_words;

use std::process::ExitCode;

/// Publishes what you disclose of your incidents and advisories, and nothing else
///
/// Reads the records in the folder content, withholds what is private, unmarked, unapproved or under embargo, and builds a
/// site of the rest: pages, feeds, security.txt. Nothing withheld leaves: each output file is searched for it before
/// anything is put in place.
#[derive(Parser)]
#[command(name = "fanlight", version, max_term_width = 100, arg_required_else_help = true, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Begin:
  fanlight init my-site            a site to change, whose every file explains itself

Often:
  fanlight new advisory TITLE      a record to fill in, unpublished
  fanlight serve --open            write with the site beside the editor
  fanlight check                   what is wrong, where, and how to help it
  fanlight approve ID --by NAME    see what will be public of a record, and approve it
  fanlight build                   the site, in public/
Each command's --help has examples.

Exit codes:
  0  fine
  1  the content has errors, or a link would break: nothing was published
  2  wrong usage
  3  something withheld would have left: nothing was published
  4  the machine failed, or we did
  5  next --wait: nothing changes in that time

Environment:
  CI  Set: others may read the log. Withheld things are told of with --private-log alone.";

#[derive(Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Build(build::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Allow(allow::Arguments),
    Approve(approve::Arguments),
    Next(next::Arguments),
    Diff(diff::Arguments),
    Announce(announce::Arguments),
    Prove(prove::Arguments),
    Verify(verify::Arguments),
    Report(report::Arguments),
    Serve(serve::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    SecurityMd(security_md::Arguments),
    Theme(theme::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
}

/// How a command ended, as scripts see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    Fine,
    /// The content has errors.
    Content,
    /// Wrong usage.
    Usage,
    /// The audit found a leak.
    Leak,
    /// The machine failed, or we did.
    Failed,
    /// There is nothing to wait for.
    Nothing,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Leak => 3,
            Exit::Failed => 4,
            Exit::Nothing => 5,
        })
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    execute(Arguments::parse()).into()
}

/// All commands and options, for completions and man pages.
pub fn command() -> clap::Command {
    Arguments::command()
}

fn execute(arguments: Arguments) -> Exit {
    panic::hush();
    let run = || match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Allow(arguments) => allow::run(&arguments),
        Command::Approve(arguments) => approve::run(&arguments),
        Command::Next(arguments) => next::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Announce(arguments) => announce::run(&arguments),
        Command::Prove(arguments) => prove::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::SecurityMd(arguments) => security_md::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, command()),
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or(Exit::Failed)
}
