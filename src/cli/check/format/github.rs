//! Workflow commands of GitHub Actions, which become annotations of a pull request.

use super::{Report, Reported, path, sentence, word};
use crate::diagnostic::{Diagnostic, Level};

pub(super) fn write(report: &Report) -> String {
    report.findings.iter().map(|reported| annotation(report, reported)).collect()
}

/// `::error file=content/a.md,line=4,title=bad-time::embargo: …`
fn annotation(report: &Report, reported: &Reported) -> String {
    let diagnostic @ Diagnostic { line, code, help, .. } = &reported.finding.diagnostic;
    let mut properties = Vec::new();
    let path = path(report, diagnostic);
    if !path.is_empty() {
        properties.push(format!("file={}", property(&path)));
    }
    if *line > 0 {
        properties.push(format!("line={line}"));
    }
    properties.push(format!("title={}", property(code.as_str())));
    let level: &str = match diagnostic.level() {
        Level::Error => "error",
        level @ Level::Warning => word(level),
    };
    let message = if help.is_empty() { sentence(reported) } else { format!("{}\n{help}", sentence(reported)) };
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
