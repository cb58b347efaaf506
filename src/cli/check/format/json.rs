//! One JSON document. docs/pages/guides/check.md describes it; `version` changes when a key goes or changes its meaning, and not when
//! one is added.

use super::{Report, path, word};
use crate::cli::common::Log;
use crate::diagnostic::{Diagnostic, Level};
use serde::Serialize;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    /// Whether findings about withheld things are in it.
    private: bool,
    findings: Vec<Entry<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'static str,
    level: &'static str,
    /// `null` where the site as a whole is meant.
    file: Option<String>,
    line: Option<usize>,
    key: Option<&'r str>,
    problem: &'r str,
    help: Option<&'r str>,
    /// An instant that lies ahead, from which it is so.
    since: Option<String>,
    withheld: bool,
    fixable: bool,
    help_uri: String,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    files: usize,
    lifts: usize,
}

pub(super) fn write(report: &Report) -> String {
    let findings = report.findings.iter().map(|reported| {
        let diagnostic @ Diagnostic { line, key, code, problem, help, .. } = &reported.finding.diagnostic;
        Entry {
            code: code.as_str(),
            level: word(diagnostic.level()),
            file: Some(path(report, diagnostic)).filter(|path| !path.is_empty()),
            line: Some(*line).filter(|line| *line > 0),
            key: Some(key.as_str()).filter(|key| !key.is_empty()),
            problem,
            help: Some(help.as_str()).filter(|help| !help.is_empty()),
            since: reported.since.map(|at| at.to_string()),
            withheld: reported.withheld,
            fixable: reported.finding.replacement.is_some(),
            help_uri: code.help_uri(),
        }
    });
    let document = Document {
        version: VERSION,
        tool: Tool { name: "fanlight", version: env!("CARGO_PKG_VERSION") },
        private: report.log == Log::Private,
        findings: findings.collect(),
        summary: Summary {
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            files: report.files,
            lifts: report.lifts,
        },
    };
    super::pretty(&document)
}
