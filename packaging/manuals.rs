//! Writes what packages bring beside the program: `cargo run --example manuals -- FOLDER` gives man pages in `man/` and
//! completions in `completions/`, made from the program's own commands.

#![allow(clippy::disallowed_methods, reason = "it writes what packages bring, and is no part of the program")]

use clap::ValueEnum;
use clap_complete::{Shell, generate_to};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("which folder?"))?;
    let (man, completions) = (Path::new(&folder).join("man"), Path::new(&folder).join("completions"));
    fs::create_dir_all(&man)?;
    fs::create_dir_all(&completions)?;
    clap_mangen::generate_to(fanlight::cli::command(), man)?;
    for shell in Shell::value_variants() {
        generate_to(*shell, &mut fanlight::cli::command(), "fanlight", &completions)?;
    }
    Ok(())
}
