//! For people: each finding with the place in the file, the line in the file, and how to fix it.

use super::{Report, Reported, path, sentence, word};
use crate::cli::common::many;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::private::{Excerpt, excerpt};
use crate::public::Instant;
use std::collections::BTreeMap;
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
    let mut alike: BTreeMap<Same<'_>, Vec<&Reported>> = BTreeMap::new();
    report.findings.iter().for_each(|reported| alike.entry(same(reported)).or_default().push(reported));
    for reported in &report.findings {
        let alike = &alike[&same(reported)];
        let diagnostic = &reported.finding.diagnostic;
        let enough = if diagnostic.code == Code::ForeignKey { 2 } else { MANY };
        let many = diagnostic.level() == Level::Warning && alike.len() >= enough;
        if many && !std::ptr::eq(alike[0], reported) {
            continue;
        }
        // Writing to a String can't fail.
        let _ = finding(&mut out, report, reported, colours, excerpts);
        if many {
            let _ = others(&mut out, report, &alike[1..]);
        }
    }
    if !report.findings.is_empty() {
        let code = report.findings[0].finding.diagnostic.code.as_str();
        let _ = writeln!(out, "`fanlight check --explain {code}` says more about a rule.");
    }
    let _ = writeln!(out, "{}", summary(report));
    out
}

fn finding(
    out: &mut String,
    report: &Report,
    reported: &Reported,
    colours: Colours,
    excerpts: &Excerpts,
) -> std::fmt::Result {
    let diagnostic @ Diagnostic { code, line, help, .. } = &reported.finding.diagnostic;
    let paint = |code: &str, text: &str| match colours {
        Colours::Ansi => format!("\x1b[{code}m{text}\x1b[0m"),
        Colours::None => text.to_owned(),
    };
    let level = match diagnostic.level() {
        Level::Error => paint("1;31", &format!("error[{}]", code.as_str())),
        Level::Warning => paint("1;33", &format!("{}[{}]", word(Level::Warning), code.as_str())),
    };
    writeln!(out, "{level}: {}", paint("1", &sentence(reported)))?;
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

/// So many warnings of one kind are shown once, with the places of the others.
const MANY: usize = 4;
/// Of those so many are named.
const NAMED: usize = 3;

/// By what warnings are of one kind.
type Same<'t> = (Code, &'t str, &'t str, Option<Instant>);

fn same(reported: &Reported) -> Same<'_> {
    let Diagnostic { code, problem, help, .. } = &reported.finding.diagnostic;
    (*code, problem, help, reported.since)
}

fn others(out: &mut String, report: &Report, others: &[&Reported]) -> std::fmt::Result {
    // The empty line behind the finding comes behind these.
    out.truncate(out.trim_end().len());
    let place = |reported: &&&Reported| {
        let diagnostic = &reported.finding.diagnostic;
        format!("{}:{}", path(report, diagnostic), diagnostic.line)
    };
    let named: Vec<String> = others.iter().take(NAMED).map(|it| place(&it)).collect();
    let rest = others.len().saturating_sub(NAMED);
    let rest = if rest > 0 { format!(" and {rest} more; --format json lists all") } else { String::new() };
    let places = if others.len() > NAMED { format!("{} more places: ", others.len()) } else { String::new() };
    writeln!(out, "\n  The same in {places}{}{rest}\n", named.join(", "))
}

fn summary(report: &Report) -> String {
    let mut words =
        format!("{}, {}", many(report.count(Level::Error), "error"), many(report.count(Level::Warning), "warning"));
    if report.files > 0 {
        words.push_str(&format!("; {} searched for what is withheld", many(report.files, "file")));
    }
    if report.lifts > 0 {
        words.push_str(&format!(", and the site as it will be at {}", many(report.lifts, "coming lift")));
    }
    words
}
