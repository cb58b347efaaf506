//! Opens the browser, without a shell.

use std::process::{Command, Stdio};

/// Whatever comes of it, the site is served; who can't be shown the page is shown its address.
pub fn open(address: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // `start` is a word of the shell's, not a program.
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(first).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        // Some of these stay as long as the browser does.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(_) => eprintln!("note: {program} can't be started; open {address} yourself"),
    }
}
