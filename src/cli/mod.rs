//! The command line. The only place for clock, terminal and environment.

mod build;
mod check;
mod common;
mod panic;
mod prove;

#[cfg(test)]
pub(crate) use common::public_words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Publishes what you disclose of your incidents and advisories, and nothing else.
#[derive(Parser)]
#[command(name = "fanlight", version, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Prove(prove::Arguments),
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
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Leak => 3,
            Exit::Failed => 4,
        })
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    panic::hush();
    let run = || match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Prove(arguments) => prove::run(&arguments),
    };
    std::panic::catch_unwind(run).unwrap_or(Exit::Failed).into()
}
