//! For people: each finding with the place in the file, the line in the file, and how to fix it.

use super::{Report, Told, count, path, sentence, word};
use crate::diagnostic::{Diagnostic, Level};
use crate::private::{Excerpt, excerpt};
use std::fmt::Write;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    Ansi,
    None,
}

/// Whether lines of files are shown, and from which folder.
pub(super) enum Excerpts<'c> {
    Of(&'c Path),
    None,
}

pub(super) fn write(report: &Report, colours: Colours, excerpts: &Excerpts) -> String {
    let mut out = String::new();
    for told in &report.told {
        // Writing to a String can't fail.
        let _ = finding(&mut out, report, told, colours, excerpts);
    }
    if !report.told.is_empty() {
        let code = report.told[0].finding.diagnostic.code.as_str();
        let _ = writeln!(out, "`fanlight check --explain {code}` tells more of a rule.");
    }
    let _ = writeln!(out, "{}", summary(report));
    out
}

fn finding(out: &mut String, report: &Report, told: &Told, colours: Colours, excerpts: &Excerpts) -> std::fmt::Result {
    let diagnostic @ Diagnostic { code, line, help, .. } = &told.finding.diagnostic;
    let paint = |code: &str, text: &str| match colours {
        Colours::Ansi => format!("\x1b[{code}m{text}\x1b[0m"),
        Colours::None => text.to_owned(),
    };
    let level = match diagnostic.level() {
        Level::Error => paint("1;31", &format!("error[{}]", code.as_str())),
        Level::Warning => paint("1;33", &format!("{}[{}]", word(Level::Warning), code.as_str())),
    };
    writeln!(out, "{level}: {}", paint("1", &sentence(told)))?;
    let path = path(report, diagnostic);
    let shown = match excerpts {
        Excerpts::Of(content) => excerpt(content, &diagnostic.file, *line, &diagnostic.key),
        Excerpts::None => None,
    };
    let width = shown.as_ref().map_or(1, |_| line.to_string().len());
    let margin = " ".repeat(width);
    if !path.is_empty() {
        let at = if *line > 0 { format!("{path}:{line}") } else { path };
        writeln!(out, "{margin}{} {at}", paint("1;34", "-->"))?;
    }
    if let Some(Excerpt { line: text, span }) = shown {
        let bar = paint("1;34", "|");
        writeln!(out, "{margin} {bar}\n{} {bar} {text}", paint("1;34", &line.to_string()))?;
        match span {
            Some((first, length)) => {
                let carets = paint("1;31", &"^".repeat(length.min(text.chars().count() - first)));
                writeln!(out, "{margin} {bar} {}{carets}", " ".repeat(first))?;
            }
            None => writeln!(out, "{margin} {bar}")?,
        }
    }
    if !help.is_empty() {
        writeln!(out, "{margin} {} help: {help}", paint("1;34", "="))?;
    }
    writeln!(out)
}

fn summary(report: &Report) -> String {
    let mut words =
        format!("{}, {}", count(report.count(Level::Error), "error"), count(report.count(Level::Warning), "warning"));
    if report.files > 0 {
        words.push_str(&format!("; {} searched for what is withheld", count(report.files, "file")));
    }
    if report.lifts > 0 {
        words.push_str(&format!(", and the site as it will be at {}", count(report.lifts, "coming lift")));
    }
    words
}
