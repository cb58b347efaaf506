//! What was found, in one of four forms. Each is pure: a report becomes text.

mod github;
mod human;
mod json;
mod sarif;
#[cfg(test)]
mod tests;

use super::{Format, Report, Reported};
use crate::cli::common::{Log, NamedContent};
use crate::diagnostic::{Diagnostic, Level};
use human::{Colours, Excerpts};
use std::io::IsTerminal;
use std::path::Path;

#[allow(clippy::disallowed_methods, reason = "whether to colour is for the terminal and its owner to say")]
pub(super) fn write(report: &Report, format: Format, content: &NamedContent) -> String {
    match format {
        Format::Human => {
            let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let colours = if coloured { Colours::Ansi } else { Colours::None };
            // Beside a line of what is public may stand what isn't, and its length reveals it.
            let excerpts = if report.log == Log::Private { Excerpts::Of(content.folder()) } else { Excerpts::None };
            human::write(report, colours, &excerpts)
        }
        Format::Json => json::write(report),
        Format::Github => github::write(report),
        Format::Sarif => sarif::write(report),
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// The file as other tools know it, with `/` between its parts; empty where the site as a whole is meant.
fn path(report: &Report, diagnostic: &Diagnostic) -> String {
    if diagnostic.file == Path::new("") {
        return String::new();
    }
    report.folder.join(&diagnostic.file).to_string_lossy().replace('\\', "/")
}

/// The problem as a sentence by itself: with its key, and from when it is one.
fn sentence(reported: &Reported) -> String {
    let Diagnostic { key, problem, .. } = &reported.finding.diagnostic;
    let key = if key.is_empty() { String::new() } else { format!("{key}: ") };
    match reported.since {
        Some(at) => format!("{key}{problem} (from {at} on)"),
        None => format!("{key}{problem}"),
    }
}

/// JSON with its keys in the order of the types. Types of ours, with texts and numbers alone, always serialize.
fn pretty(document: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}
