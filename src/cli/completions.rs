//! `fanlight completions`: what a shell needs to complete commands and options.

use super::Exit;
use clap::{Args, Command};
use clap_complete::{Shell, generate};
use std::io::Write;

/// Prints what a shell needs to complete commands, options and their values
#[derive(Args)]
#[command(after_help = "\
Examples:
  fanlight completions bash > ~/.local/share/bash-completion/completions/fanlight
  fanlight completions zsh > ~/.zfunc/_fanlight        # a folder of zsh's fpath
  fanlight completions fish > ~/.config/fish/completions/fanlight.fish
  fanlight completions powershell >> $PROFILE")]
pub struct Arguments {
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(arguments: &Arguments, mut command: Command) -> Exit {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, "fanlight", &mut script);
    // Who closes the pipe early has read enough.
    std::io::stdout().write_all(&script).unwrap_or_default();
    Exit::Fine
}
