//! `fanlight completions`: what a shell needs to complete commands and options.

use super::Exit;
use super::common::say;
use clap::{Args, Command};
use clap_complete::{Shell, generate};

/// Prints what a shell needs to complete commands, options and their values
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight completions bash > ~/.local/share/bash-completion/completions/fanlight
  fanlight completions zsh > ~/.zfunc/_fanlight        # a folder of zsh's fpath
  fanlight completions fish > ~/.config/fish/completions/fanlight.fish
  fanlight completions powershell >> $PROFILE")]
pub struct Arguments {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(arguments: &Arguments, mut command: Command) -> Exit {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, "fanlight", &mut script);
    say(&String::from_utf8_lossy(&script));
    Exit::Fine
}
