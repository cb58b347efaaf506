//! What keeps the site from being built, reported once for the terminal and for the page.

use crate::audit::Leak;
use crate::build::BuildError;
use crate::cli::common::Log;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::private::Opened;
use crate::serve::BuildFailure;
use crate::serve::build_failure::Item;

/// The errors of the content, as far as whoever reads the log may know of them.
pub fn of_content(opened: &Opened, log: Log) -> BuildFailure {
    let errors = |found: &[Diagnostic]| -> Vec<Item> {
        found.iter().filter(|it| it.level() == Level::Error).map(of_diagnostic).collect()
    };
    let (mut items, hidden) = (errors(&opened.shown), errors(&opened.hidden));
    match log {
        Log::Private => items.extend(hidden),
        Log::Public if hidden.is_empty() => {}
        Log::Public => items.push(Item {
            code: Code::Elsewhere.as_str().into(),
            problem: "a record that is not public has errors".into(),
            help: "`fanlight check` shows which, and how to fix them".into(),
            ..Item::default()
        }),
    }
    BuildFailure { items }
}

fn of_diagnostic(found: &Diagnostic) -> Item {
    Item {
        code: found.code.as_str().into(),
        file: found.file.display().to_string(),
        line: found.line,
        key: found.key.clone(),
        problem: found.problem.clone(),
        help: found.help.clone(),
    }
}

/// Why the build stopped.
pub fn of_build(error: &BuildError, log: Log) -> BuildFailure {
    let items = match error {
        BuildError::Leaks(leaks) => {
            let mut items: Vec<Item> = leaks.iter().map(|leak| of_leak(leak, log)).collect();
            items.dedup();
            items
        }
        BuildError::Render(errors) => {
            let mut items: Vec<Item> = errors.iter().map(of_template).collect();
            // One slip in a template shows on every page.
            items.dedup_by(|a, b| a.file == b.file && a.problem == b.problem);
            items
        }
        BuildError::Write(error) => vec![Item {
            code: error.code().into(),
            problem: error.to_string().lines().next().unwrap_or_default().to_owned(),
            help: error.help(),
            ..Item::default()
        }],
    };
    BuildFailure { items }
}

fn of_leak(leak: &Leak, log: Log) -> Item {
    let (problem, help) = match log {
        Log::Private => (
            match leak.words() {
                "" => leak.private_line(),
                words => format!("{}: “{}”", leak.private_line(), crate::cli::leaks::shortened(words)),
            },
            "take it out of the text that shows it, or withhold it there too; `fanlight check` names both lines and the command that allows a coincidence",
        ),
        Log::Public => (leak.public_line(), "`fanlight check` shows what, and where it was written"),
    };
    Item { code: "leak".into(), problem, help: help.into(), ..Item::default() }
}

fn of_template(error: &crate::render::Error) -> Item {
    Item { code: "template".into(), file: error.template.clone(), problem: error.problem.clone(), ..Item::default() }
}

/// What is reported in one sentence: a theme or an audit.yaml that can't be read.
pub fn of_problem(code: &str, problem: String) -> BuildFailure {
    BuildFailure { items: vec![Item { code: code.into(), problem, ..Item::default() }] }
}

/// A mistake of ours.
pub fn of_failure() -> BuildFailure {
    of_problem("failed", "Fanlight failed; this is a mistake of ours, shown in the terminal".into())
}

/// For the terminal, in the form of all messages.
pub fn line(item: &Item) -> String {
    let place = item.place();
    let between = if place.is_empty() { "" } else { ": " };
    let help = if item.help.is_empty() { String::new() } else { format!("\n  help: {}", item.help) };
    format!("error[{}]: {place}{between}{}{help}", item.code, item.problem)
}
