//! `fanlight check --explain CODE`.

use crate::cli::Exit;
use crate::cli::common::say;
use crate::diagnostic::Code;

/// Prints a rule's page; of an empty or unknown code, the list of all.
pub(super) fn explain(code: &str) -> Result<Exit, Exit> {
    let code = code.trim().to_ascii_lowercase();
    if let Some(known) = Code::ALL.iter().find(|it| it.as_str() == code) {
        say(known.page());
        return Ok(Exit::Fine);
    }
    let list: String = Code::ALL.iter().map(|it| format!("{:<24} {}\n", it.as_str(), it.meaning())).collect();
    if code.is_empty() {
        say(&list);
        return Ok(Exit::Fine);
    }
    eprint!("error: no rule has this code\n  help: these have\n\n{list}");
    Err(Exit::Usage)
}
