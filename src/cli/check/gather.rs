//! Looking at the site: now, and as it will be at each coming lift.

use super::{Report, Reported};
use crate::audit::{Allowance, Leak, public_words};
use crate::build::{BuildError, Built, Destination, build};
use crate::cli::Exit;
use crate::cli::common::{Log, NamedContent};
use crate::cli::leaks::slips;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::emit::File;
use crate::lint::{Finding, Subject, Targets, ThemeSubject, lint, lint_drafts};
use crate::private::withheld::Withheld;
use crate::private::{Opened, Request, Sources, inspect};
use crate::public::{Instant, Site};
use crate::render::Theme;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// These come with time, not with a lift: they are reported when it is time.
const OF_THE_CLOCK: [Code; 5] =
    [Code::Expires, Code::Expired, Code::ReviewOverdue, Code::UpdateOverdue, Code::EmbargoOver];

/// What a reader misses, which may be written and not public yet.
const LACKING: [Code; 5] =
    [Code::LacksImpact, Code::LacksCause, Code::LacksResolution, Code::LacksAffected, Code::NoFixNamed];

/// What was found at one instant.
#[derive(Default)]
struct Look {
    shown: Vec<Finding>,
    hidden: Vec<Finding>,
    /// Of what surely isn't public then.
    unpublished: Vec<Finding>,
    coming: Vec<Instant>,
    /// Whether records wait for approval.
    approval: bool,
    sealed: usize,
    files: usize,
    unused: Vec<Allowance>,
}

impl Look {
    /// What readers miss then.
    fn lacking(&self) -> BTreeSet<&Finding> {
        let all = [&self.shown, &self.hidden, &self.unpublished].into_iter().flatten();
        all.filter(|finding| LACKING.contains(&finding.diagnostic.code)).collect()
    }
}

pub(super) fn gather(content: &NamedContent, log: Log) -> Result<Report, Exit> {
    let request = content.look.request()?;
    let now = look(content, request, log)?;
    let known: BTreeSet<Finding> = now.shown.iter().chain(&now.hidden).chain(&now.unpublished).cloned().collect();
    let reported = |findings: Vec<Finding>, since, withheld| {
        // What would leave is withheld, wherever it shows.
        let tells = move |finding: &Finding| withheld || finding.diagnostic.code == Code::Leak;
        findings.into_iter().map(move |finding| Reported { since, withheld: tells(&finding), finding })
    };
    let mut report = Report {
        folder: folder(content.folder()),
        log,
        findings: Vec::new(),
        files: now.files,
        lifts: 0,
        sealed: now.sealed,
    };
    report.findings.extend(reported(now.shown, None, false));
    if log == Log::Public {
        report.findings.extend(elsewhere(&now.hidden).map(|finding| Reported {
            finding,
            since: None,
            withheld: false,
        }));
        return Ok(report);
    }
    report.findings.extend(reported(now.hidden, None, true));
    report.findings.extend(reported(now.unpublished, None, true));
    let (mut unused, mut known) = (now.unused, known);
    if now.approval {
        report.findings.extend(reported(drafts(content, request, &mut known), None, true));
    }
    for at in now.coming {
        let then = look(content, Request { now: at, ..request }, log)?;
        report.lifts += 1;
        // What a lift brings isn't lacking.
        let lacking = then.lacking();
        let stays = |finding: &Finding| !LACKING.contains(&finding.diagnostic.code) || lacking.contains(finding);
        report.findings.retain(|reported| stays(&reported.finding));
        let found = then.shown.into_iter().chain(then.hidden).chain(then.unpublished);
        let new: Vec<Finding> = found
            .filter(|finding| !OF_THE_CLOCK.contains(&finding.diagnostic.code))
            .filter(|finding| known.insert(finding.clone()))
            .collect();
        report.findings.extend(reported(new, Some(at), true));
        unused.retain(|unused| then.unused.iter().any(|then| then.text == unused.text && then.in_ == unused.in_));
    }
    report.findings.extend(unused.into_iter().map(|allowance| Reported {
        finding: unneeded(&allowance),
        since: None,
        withheld: true,
    }));
    report.findings.sort_by(|a, b| (&a.finding, a.since).cmp(&(&b.finding, b.since)));
    Ok(report)
}

fn look(content: &NamedContent, request: Request, log: Log) -> Result<Look, Exit> {
    let Opened {
        site,
        partial,
        sources,
        config,
        withheld,
        shown,
        hidden,
        unpublished,
        coming,
        skipped: _,
        sealed,
        changes: _,
    } = inspect(content.folder(), request);
    let approval = config.as_ref().is_some_and(|config| config.disclosure.require_approval);
    let mut look = Look { coming, approval, sealed, ..Look::default() };
    look.shown.extend(shown.into_iter().map(|it| located(it, &sources)));
    look.hidden.extend(hidden.into_iter().map(finding));
    look.unpublished.extend(unpublished.into_iter().map(finding));
    let theme = site.as_ref().and(config.as_ref()).map(|config| content.theme(config)).transpose()?;
    let targets = match (&site, &theme) {
        (Some(site), Some(theme)) => make(content, site, theme, (withheld, &sources), log, &mut look)?,
        _ => None,
    };
    if let Some(site) = site.as_ref().or(partial.as_ref().map(|partial| partial.look())) {
        look.shown.extend(lint(&Subject {
            site,
            sources: &sources,
            targets: targets.as_ref(),
            theme: theme
                .as_ref()
                .zip(config.as_ref())
                .map(|(theme, config)| ThemeSubject { theme, name: &config.theme }),
        }));
    }
    look.shown.sort();
    look.shown.dedup();
    Ok(look)
}

/// What is wrong with records that are marked for publication and wait for approval: whoever approves them ought to know.
fn drafts(content: &NamedContent, request: Request, known: &mut BTreeSet<Finding>) -> Vec<Finding> {
    let opened = inspect(content.folder(), Request { drafts: true, preview: true, ..request });
    let Some(site) = opened.site.as_ref().or(opened.partial.as_ref().map(|partial| partial.look())) else {
        return Vec::new();
    };
    let found = lint_drafts(site, &opened.sources);
    let found = found.into_iter().filter(|finding| !OF_THE_CLOCK.contains(&finding.diagnostic.code));
    found.filter(|finding| known.insert(finding.clone())).collect()
}

/// Builds the site and writes nothing. `None`: it doesn't build, so nobody knows where links would lead.
fn make(
    content: &NamedContent,
    site: &Site,
    theme: &Theme,
    (withheld, sources): (Withheld, &Sources),
    log: Log,
    look: &mut Look,
) -> Result<Option<Targets>, Exit> {
    let (targets, files) = (Targets::default(), AtomicUsize::new(0));
    let show = |file: &File| {
        files.fetch_add(1, Ordering::Relaxed);
        targets.add(&file.path, &file.bytes);
    };
    let built = build(site, theme, withheld, content.allowances()?, Destination::Nowhere(&show));
    look.files = files.into_inner();
    match built {
        Ok(Built { unused, .. }) => look.unused = unused,
        Err(BuildError::Leaks(leaks)) if log == Log::Public => look.shown.push(public_leaks(&leaks)),
        // They name what is withheld.
        Err(BuildError::Leaks(leaks)) => look.hidden.extend(self::leaks(&leaks, sources, site)),
        Err(BuildError::Render(errors)) => {
            let help = "fix the theme; its folder is named in site.yaml";
            look.shown.extend(errors.iter().map(|error| whole_site(Code::Template, &error.to_string(), help)));
            return Ok(None);
        }
        Err(error @ BuildError::Write(_)) => return Err(crate::cli::build::print_failure(error)),
    }
    Ok(Some(targets))
}

fn finding(diagnostic: Diagnostic) -> Finding {
    Finding { diagnostic, replacement: None }
}

/// References are resolved when their lines are forgotten: the key's line is near enough.
fn located(diagnostic: Diagnostic, sources: &Sources) -> Finding {
    let known = || sources.of_file(&diagnostic.file).map(|written| written.line(&diagnostic.key));
    let line = if diagnostic.line > 0 { diagnostic.line } else { known().unwrap_or_default() };
    finding(Diagnostic { line, ..diagnostic })
}

fn whole_site(code: Code, problem: &str, help: &str) -> Finding {
    let (file, key) = (PathBuf::new(), String::new());
    finding(Diagnostic { file, line: 0, key, code, problem: problem.to_owned(), help: help.to_owned() })
}

/// How many, and where to look.
fn public_leaks(leaks: &[Leak]) -> Finding {
    let help =
        "run `fanlight check` where its output is private: it shows what, where it is withheld and what shows it";
    whole_site(Code::Leak, &public_words(leaks), help)
}

/// One for each thing that would leave, however many files it is in.
fn leaks(leaks: &[Leak], sources: &Sources, site: &Site) -> Vec<Finding> {
    let (slips, unsearched) = slips(leaks, sources, site);
    let found = slips.iter().map(|slip| {
        finding(Diagnostic {
            file: slip.origin.file.clone(),
            line: slip.origin.line,
            key: slip.origin.key.clone(),
            code: Code::Leak,
            problem: slip.sentence(),
            help: slip.help(),
        })
    });
    let help = "publish it unpacked, or as several smaller archives";
    found.chain(unsearched.iter().map(|leak| whole_site(Code::Leak, &leak.private_line(), help))).collect()
}

/// In public no withheld record is named, not even for its errors.
fn elsewhere(hidden: &[Finding]) -> Option<Finding> {
    let any = hidden.iter().any(|finding| finding.diagnostic.level() == Level::Error);
    let help = "run `fanlight check` where its output is private, or with --private-log";
    any.then(|| whole_site(Code::Elsewhere, "a record that is not public has errors", help))
}

fn unneeded(allowance: &Allowance) -> Finding {
    let mut finding = whole_site(
        Code::UnusedAllowance,
        &format!("a coincidence that is allowed in {} doesn't occur", allowance.in_),
        "take the entry out, or correct its `text` or `in`",
    );
    finding.diagnostic.file = PathBuf::from("audit.yaml");
    finding
}

/// Relative to the working folder, as annotations and scanners want it.
#[allow(clippy::disallowed_methods, reason = "paths are told to tools that know the working folder")]
fn folder(folder: &Path) -> PathBuf {
    let working = std::env::current_dir().unwrap_or_default();
    let inside = folder.strip_prefix(&working).unwrap_or(folder);
    inside.strip_prefix(".").unwrap_or(inside).to_owned()
}
