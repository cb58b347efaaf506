//! What is to be approved, in the reader's own pager on a terminal, as `git diff` shows a difference.

use crate::cli::common::say;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

/// Shows a text: through `PAGER`, else `less`, where somebody looks at a terminal; else, or where there is none, as it is.
#[allow(
    clippy::disallowed_methods,
    reason = "which pager is the reader's own choice; nothing of the site depends on it"
)]
pub(super) fn show(text: &str) {
    let wanted = std::env::var("PAGER").ok();
    let pager = if std::io::stdout().is_terminal() { pager(wanted.as_deref()) } else { None };
    if !pager.is_some_and(|(program, arguments)| through(&program, &arguments, text)) {
        say(text);
    }
}

/// The program and its arguments, without a shell. `None`: none is wanted.
fn pager(wanted: Option<&str>) -> Option<(String, Vec<String>)> {
    let mut words = wanted.unwrap_or("less").split_whitespace().map(str::to_owned);
    let program = words.next().filter(|program| program != "cat")?;
    Some((program, words.collect()))
}

/// Whether it could be shown so. `less` ends at once where all fits the screen, leaves it there, and keeps colours.
#[allow(clippy::disallowed_methods, reason = "a pager is the reader's own program")]
fn through(program: &str, arguments: &[String], text: &str) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    // Who leaves before the end has seen enough.
    let wrote = child.stdin.take().map(|mut stdin| stdin.write_all(text.as_bytes()));
    wrote.is_some() && child.wait().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::{pager, through};

    #[test]
    fn a_pager_is_a_program_with_its_arguments_and_no_shell_s_line() {
        let named = |wanted| pager(wanted).map(|(program, arguments)| format!("{program} {}", arguments.join("|")));
        assert_eq!(named(None).as_deref(), Some("less "));
        assert_eq!(named(Some("most -s +3; rm x")).as_deref(), Some("most -s|+3;|rm|x"));
        assert_eq!((named(Some("cat")), named(Some(" "))), (None, None));
    }

    #[cfg(unix)]
    #[test]
    fn all_of_a_text_goes_through_and_a_pager_that_is_not_there_shows_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let seen = folder.path().join("seen");
        let text = "Kittiwake.\n".repeat(20_000);
        assert!(through("dd", &[format!("of={}", seen.display()), "status=none".into()], &text));
        assert_eq!(std::fs::read_to_string(&seen).expect("what came through"), text);
        assert!(!through("no-such-pager", &[], &text));
    }
}
