//! Rules over what is public: whether a reader finds what they need, and whether it is as its author meant it.
//!
//! One rule a file, all of them named in [`RULES`]. A rule sees the public site, where it was written, and what the site's
//! files are; it never sees what is withheld, and never edits. What shows withheld things is found by the gate.

mod passages;
mod paths;
mod rules;
mod targets;

#[cfg(test)]
pub(crate) mod testing;

pub use rules::RULES;
pub use targets::Targets;

use crate::diagnostic::{Code, Diagnostic};
use crate::private::{Passage, Sources, Written};
use crate::public::{Lack, Record, Site};
use crate::render::Theme;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A rule: what it may find, and how it looks.
pub struct Rule {
    pub codes: &'static [Code],
    pub look: fn(&Subject, &mut Found),
}

/// What rules look at.
pub struct Subject<'a> {
    pub site: &'a Site,
    pub sources: &'a Sources,
    /// `None` where the site couldn't be made: where links lead isn't known then.
    pub targets: Option<&'a Targets>,
    /// `None` where there is none yet.
    pub theme: Option<ThemeSubject<'a>>,
}

/// The theme, and the name of its folder.
#[derive(Clone, Copy)]
pub struct ThemeSubject<'a> {
    pub theme: &'a Theme,
    pub name: &'a str,
}

/// What a rule found, and its fix where there is but one right one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub replacement: Option<Replacement>,
}

/// Disclosed text, as it stands in the file, and as it should.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Replacement {
    pub from: String,
    pub to: String,
}

/// Gathers what rules find.
#[derive(Default)]
pub struct Found {
    findings: Vec<Finding>,
}

/// Looks at the site by every rule.
pub fn lint(subject: &Subject) -> Vec<Finding> {
    let mut found = Found::default();
    RULES.iter().for_each(|rule| (rule.look)(subject, &mut found));
    let mut findings = found.findings;
    // Text that others keep is theirs to fix; but readers ask us who is affected.
    let ours = |it: &Finding| OF_THEMES.contains(&it.diagnostic.code) || AFFECTED.contains(&it.diagnostic.code);
    findings.retain(|finding| !finding.diagnostic.file.starts_with("..") || ours(finding));
    findings.sort();
    findings.dedup();
    findings
}

/// Looks at records that wait for approval alone, and are shown as drafts, by every rule: what is fixed later voids it. At those that
/// nobody marked, nobody looks yet.
pub fn lint_drafts(site: &Site, sources: &Sources) -> Vec<Finding> {
    let waits = |record: Record<'_>| {
        let lacks = &record.head().lacks;
        lacks.iter().any(|lack| matches!(lack, Lack::Approval | Lack::Renewal)) && !lacks.contains(&Lack::Mark)
    };
    let pages: HashSet<String> = site.records().filter(|record| waits(*record)).map(|it| it.head().path()).collect();
    if pages.is_empty() {
        return Vec::new();
    }
    let mut found = Found::default();
    let subject = Subject { site, sources, targets: None, theme: None };
    RULES.iter().for_each(|rule| (rule.look)(&subject, &mut found));
    let waiting = |file: &Path| sources.of_file(file).is_some_and(|written| pages.contains(&written.page));
    found.findings.retain(|finding| waiting(&finding.diagnostic.file));
    found.findings
}

/// What may make a page wrong about who is affected, whoever wrote it.
const AFFECTED: [Code; 6] = [
    Code::ImpossibleRange,
    Code::UnreadableVersion,
    Code::FixAffected,
    Code::PackageUrl,
    Code::MalformedId,
    Code::UnknownEcosystem,
];

/// A theme is beside the content folder.
const OF_THEMES: [Code; 3] = [Code::ThemeBehind, Code::ThemeScript, Code::HookUnused];

/// What is wrong with site.yaml alone: little enough to look at in every build.
pub fn of_settings(site: &Site) -> Vec<Diagnostic> {
    let mut found = Found::default();
    (rules::SECURITY_TXT.look)(&Subject { site, sources: &Sources::default(), targets: None, theme: None }, &mut found);
    found.findings.into_iter().map(|finding| finding.diagnostic).collect()
}

/// Where something was found.
struct Place {
    file: PathBuf,
    line: usize,
    key: String,
}

impl Place {
    /// A key of a file, or the file as a whole.
    fn key(written: &Written, key: &str) -> Self {
        Self { file: written.file.clone(), line: written.line(key), key: key.to_owned() }
    }

    /// A place in a text.
    fn passage(written: &Written, passage: &Passage, offset: usize) -> Self {
        Self { file: written.file.clone(), line: passage.line(offset), key: passage.key.clone() }
    }

    /// A file of a theme.
    fn theme(name: &str, file: &str, line: usize) -> Self {
        Self { file: Path::new("../themes").join(name).join(file), line, key: String::new() }
    }

    fn settings(sources: &Sources, key: &str) -> Self {
        Self { file: Path::new("site.yaml").to_owned(), line: sources.settings_line(key), key: key.to_owned() }
    }
}

impl Found {
    fn add(&mut self, code: Code, place: Place, problem: &str, help: &str) {
        self.add_with(code, place, problem, help, None);
    }

    fn add_with(&mut self, code: Code, place: Place, problem: &str, help: &str, replacement: Option<Replacement>) {
        let Place { file, line, key } = place;
        let diagnostic = Diagnostic { file, line, key, code, problem: problem.to_owned(), help: help.to_owned() };
        self.findings.push(Finding { diagnostic, replacement });
    }
}
