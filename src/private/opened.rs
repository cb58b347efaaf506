//! From a folder to what is public of it.

use super::Seal;
use super::coming::{Change, Coming};
use super::decision::Decision;
use super::gate::{
    Attachments, Draft, Gate, Outcome, PageKind, Resolver, clean_asset, reading_order, soonest, tell_disclosed,
};
use super::load::{Found, Role, list, read, read_settings};
use super::sources::{Keep, Sources};
use super::view::View;
use super::withheld::{Origin, Withheld};
use super::yaml::Findings;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Level};
#[cfg(test)]
use crate::public::Vocabulary;
use crate::public::{Asset, Instant, Kind, Site, Text, Tlp};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// From where to look at the site.
#[derive(Clone, Copy)]
pub struct Request {
    /// The clock: all that depends on time depends on this.
    pub now: Instant,
    /// The highest label to show; by default what site.yaml says.
    pub audience: Option<Tlp>,
    pub preview: bool,
}

/// What the gate lets out.
pub struct Opened {
    /// `None` where anything is in error: one bad record stops the build.
    pub site: Option<Site>,
    /// What would be public, had nothing been in error.
    pub rough: Option<Rough>,
    /// Where it was written; empty but for [`inspect`].
    pub sources: Sources,
    pub config: Option<Config>,
    pub withheld: Withheld,
    /// May be told in public.
    pub shown: Vec<Diagnostic>,
    /// Tell of what is withheld.
    pub hidden: Vec<Diagnostic>,
    /// Instants after `now` at which what is disclosed changes by itself.
    pub coming: Vec<Instant>,
    /// All changes after `now` that come by themselves: these, and what becomes overdue.
    pub changes: Vec<Coming>,
}

/// The gate's notes of one file, where they were kept.
pub(super) struct Noted {
    pub file: PathBuf,
    pub id: Option<String>,
    pub decisions: Vec<Decision>,
    pub errors: usize,
}

/// A site that lacks what was in error: to be looked at, so that all is told at once. Never to be built.
pub struct Rough(Site);

impl Rough {
    pub fn look(&self) -> &Site {
        &self.0
    }
}

/// Reads the content folder and opens what is public at an instant, for an audience.
pub fn open(content: &Path, request: Request) -> Opened {
    run(content, request, Keep::Nothing).0
}

/// The same, and keeps where it was written.
pub fn inspect(content: &Path, request: Request) -> Opened {
    run(content, request, Keep::Passages).0
}

pub(super) fn run(content: &Path, request: Request, keep: Keep) -> (Opened, Vec<Noted>) {
    let seal = Seal(());
    // A file that is for nothing is not public, and its name may tell.
    let (found, hidden) = list(content);
    let mut shown = Vec::new();
    let mut sources = Sources::default();
    let Some(config) = settings(content, &found, request, &mut sources, &mut shown) else {
        let opened = Opened {
            site: None,
            rough: None,
            sources,
            config: None,
            withheld: Withheld::default(),
            shown,
            hidden,
            coming: Vec::new(),
            changes: Vec::new(),
        };
        return (opened, Vec::new());
    };
    let view = View {
        #[cfg(test)]
        off: std::fs::read_to_string(content.join(".mutation")).ok().and_then(|it| Vocabulary::from_word(&it)),
        ..View::of(&config, request.now)
    };
    let gate = Gate { view: &view, config: &config, seal: &seal, keep };
    let files = open_files(content, &found, &gate);
    let mut taken = Taken { shown, hidden, sources, ..Taken::default() };
    taken.hidden.extend(duplicates(&files));
    taken.loose(content, &found, &files);
    #[cfg(test)]
    let files = files.into_iter().map(|(path, mut outcome)| {
        outcome.shown |= off!(view, HiddenFinding);
        taken.known.extend(outcome.id.iter().filter(|_| off!(view, WithheldId)).map(|(id, _)| id.clone()));
        (path, outcome)
    });
    #[cfg(test)]
    let files: Vec<_> = files.collect();
    files.into_iter().for_each(|(path, outcome)| taken.take(path, outcome));
    let assets = assets(content, &found, &config, &seal, &mut taken.shown);
    tell_settings(&config, &mut taken.withheld);
    let noted = std::mem::take(&mut taken.noted);
    (taken.assemble(config, request, assets, &seal), noted)
}

pub(super) fn settings(
    content: &Path,
    found: &[Found],
    request: Request,
    sources: &mut Sources,
    shown: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let path = Path::new("site.yaml");
    let findings = Findings::new(path);
    let there = found.iter().any(|it| it.role == Role::Settings);
    if !there {
        let mend = "write one with title, url and report.contact; `fanlight init` shows how";
        findings.add(Code::Unreadable, 0, "", "the content folder has no site.yaml", mend);
    }
    let source = there.then(|| read(content, path, &findings)).flatten();
    let node = source.as_ref().and_then(|source| source.keys(&findings));
    if let Some(node) = &node {
        *sources = Sources::of_settings(node);
    }
    let config = node.and_then(|node| read_settings(&node, request.audience, request.preview, &findings));
    let failed = findings.any_error();
    shown.extend(findings.into_diagnostics());
    config.filter(|_| !failed)
}

/// The files of each folder that may be attachments.
pub(super) fn beside(found: &[Found]) -> HashMap<&Path, Vec<PathBuf>> {
    let mut beside: HashMap<&Path, Vec<PathBuf>> = HashMap::new();
    for file in found {
        if let Role::Attachment(folder) = &file.role {
            beside.entry(folder).or_default().push(file.path.clone());
        }
    }
    beside
}

/// Those beside one record or page.
pub(super) fn attachments<'c>(
    content: &'c Path,
    file: &Found,
    beside: &HashMap<&Path, Vec<PathBuf>>,
) -> Attachments<'c> {
    let folder = file.path.parent().unwrap_or(Path::new("")).to_owned();
    let owns = !matches!(file.role, Role::Record(_)) || file.path.ends_with("index.md");
    let files = beside.get(folder.as_path()).filter(|_| owns).cloned().unwrap_or_default();
    Attachments { content: Some(content), folder, files }
}

/// Reads and opens all records and pages, many at once, each on its own.
fn open_files(content: &Path, found: &[Found], gate: &Gate) -> Vec<(PathBuf, Outcome)> {
    let beside = beside(found);
    let opened = |file: &Found| {
        if !matches!(file.role, Role::Record(_) | Role::Plan | Role::Page | Role::Home | Role::Report) {
            return None;
        }
        let findings = Findings::new(&file.path);
        let attachments = attachments(content, file, &beside);
        let outcome = match read(content, &file.path, &findings) {
            Some(source) => gate.open(&file.role, &source, attachments, findings),
            None => Outcome { findings: findings.into_diagnostics(), ..Outcome::default() },
        };
        Some((file.path.clone(), outcome))
    };
    found.par_iter().filter_map(opened).collect()
}

/// Ids are unique, also when letter case is ignored: they name pages, and file systems differ.
fn duplicates(files: &[(PathBuf, Outcome)]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, ()> = HashMap::new();
    let mut found = Vec::new();
    for (path, outcome) in files {
        let Some((id, line)) = &outcome.id else { continue };
        if first.insert(id.to_ascii_lowercase(), ()).is_some() {
            found.push(Diagnostic {
                file: path.clone(),
                line: *line as usize,
                key: "id".into(),
                code: Code::DuplicateId,
                problem: "another record has this id already".into(),
                mend: "give each record an id of its own; letter case doesn't tell them apart".into(),
            });
        }
    }
    found
}

/// What is gathered over all files.
#[derive(Default)]
struct Taken {
    sources: Sources,
    withheld: Withheld,
    shown: Vec<Diagnostic>,
    hidden: Vec<Diagnostic>,
    coming: Vec<Coming>,
    drafts: Vec<(PathBuf, Draft)>,
    noted: Vec<Noted>,
    /// Ids that a mistake of ours, made for a test, takes for public ones.
    #[cfg(test)]
    known: Vec<String>,
}

impl Taken {
    /// Withholds every attachment that no record and no page shows.
    fn loose(&mut self, content: &Path, found: &[Found], files: &[(PathBuf, Outcome)]) {
        let taken: HashSet<&Path> = files.iter().flat_map(|(_, it)| &it.taken).map(PathBuf::as_path).collect();
        let loose = found.par_iter().filter(|it| matches!(it.role, Role::Attachment(_)) && !taken.contains(&*it.path));
        let withheld: Vec<Withheld> = loose
            .map(|Found { path, .. }| {
                let mut withheld = Withheld::default();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let origin = Origin { file: path.clone(), line: 0, key: String::new() };
                withheld.attachment(&name, &std::fs::read(content.join(path)).unwrap_or_default(), &origin);
                withheld
            })
            .collect();
        withheld.into_iter().for_each(|it| self.withheld.merge(it));
    }

    fn take(&mut self, path: PathBuf, outcome: Outcome) {
        let Outcome { id, draft, written, withheld, taken: _, findings, shown, hidden, coming, decisions } = outcome;
        let errors = findings.iter().filter(|it| it.level() == Level::Error).count();
        if !decisions.is_empty() || errors > 0 {
            self.noted.push(Noted { file: path.clone(), id: id.map(|it| it.0), decisions, errors });
        }
        self.withheld.merge(withheld);
        self.hidden.extend(hidden);
        if let (Some(draft), Some(mut written)) = (&draft, written) {
            (written.file, written.page) = (path.clone(), draft.path());
            self.sources.add(written);
        }
        self.coming.extend(coming);
        if shown { &mut self.shown } else { &mut self.hidden }.extend(findings);
        self.drafts.extend(draft.map(|draft| (path, draft)));
    }

    fn assemble(mut self, config: Config, request: Request, assets: Vec<Asset>, seal: &Seal) -> Opened {
        self.drafts.sort_by_cached_key(|(path, _)| reading_order(path));
        let drafts = self.drafts.iter().map(|(path, draft)| (path.as_path(), draft));
        #[cfg(test)]
        let known = std::mem::take(&mut self.known);
        let resolver = Resolver::new(&config.settings, &config.prefixes, seal, drafts);
        #[cfg(test)]
        let resolver = known.iter().fold(resolver, Resolver::know);
        let resolve = |(path, draft): &mut (PathBuf, Draft)| {
            let lost = resolver.resolve(path, draft);
            // Only now: an id that was dropped is not disclosed.
            let mut disclosed = Withheld::default();
            tell_disclosed(draft, &mut disclosed);
            (lost, disclosed)
        };
        let resolved: Vec<_> = self.drafts.par_iter_mut().map(resolve).collect();
        drop(resolver);
        for (lost, disclosed) in resolved {
            self.shown.extend(lost);
            self.withheld.merge(disclosed);
        }
        self.shown.sort();
        self.hidden.sort();
        let failed = self.shown.iter().chain(&self.hidden).any(|it| it.level() == Level::Error);
        let site = site(self.drafts, &config, request, assets);
        let (site, rough) = if failed { (None, Some(Rough(site))) } else { (Some(site), None) };
        let mut coming: Vec<Instant> = soonest(self.coming.clone(), request.now).iter().map(|it| it.at).collect();
        coming.dedup();
        let due = site.iter().flat_map(Site::due).map(|at| Coming { at, change: Change::Due });
        self.coming.extend(due);
        let changes = soonest(self.coming, request.now);
        let Taken { withheld, sources, shown, hidden, .. } = self;
        Opened { site, rough, sources, config: Some(config), withheld, shown, hidden, coming, changes }
    }
}

fn site(drafts: Vec<(PathBuf, Draft)>, config: &Config, request: Request, assets: Vec<Asset>) -> Site {
    let mut site = Site {
        settings: config.settings.clone(),
        now: request.now,
        home: None,
        plan: Vec::new(),
        pages: Vec::new(),
        reports: Vec::new(),
        advisories: Vec::new(),
        incidents: Vec::new(),
        notices: Vec::new(),
        lessons: Vec::new(),
        assets,
        index: Default::default(),
    };
    for (_, draft) in drafts {
        match draft {
            Draft::Advisory(it) => site.advisories.push(it),
            Draft::Incident(it) => site.incidents.push(it),
            Draft::Notice(it) => site.notices.push(it),
            Draft::Lesson(it) => site.lessons.push(it),
            Draft::Page(PageKind::Home, page) => site.home = Some(page),
            Draft::Page(PageKind::Plan, page) => site.plan.push(page),
            Draft::Page(PageKind::Page, page) => site.pages.push(page),
            Draft::Report(words) => site.reports.push(words),
        }
    }
    macro_rules! newest_first {
        ($kind:expr, $records:ident) => {
            site.$records.sort_by(|a, b| (b.head.published, &a.head.id).cmp(&(a.head.published, &b.head.id)));
            site.index.extend(site.$records.iter().enumerate().map(|(at, it)| (it.head.id.clone(), ($kind, at))));
        };
    }
    newest_first!(Kind::Advisory, advisories);
    newest_first!(Kind::Incident, incidents);
    newest_first!(Kind::Notice, notices);
    newest_first!(Kind::Lesson, lessons);
    site.reports.sort_by_key(|words| words.period);
    site
}

fn assets(content: &Path, found: &[Found], config: &Config, seal: &Seal, shown: &mut Vec<Diagnostic>) -> Vec<Asset> {
    let copied = found.par_iter().filter(|it| it.role == Role::Static).map(|file| {
        let findings = Findings::new(&file.path);
        let bytes = clean_asset(content, &file.path, &config.disclosure.allow_files, &findings);
        let path = file.path.to_string_lossy().replace('\\', "/");
        let asset = bytes.map(|bytes| Asset { path: Text::new(path, seal), bytes: Arc::from(bytes) });
        (asset, findings.into_diagnostics())
    });
    let (assets, wrong): (Vec<_>, Vec<_>) = copied.collect::<Vec<_>>().into_iter().unzip();
    shown.extend(wrong.into_iter().flatten());
    assets.into_iter().flatten().collect()
}

/// What site.yaml says is disclosed.
fn tell_settings(config: &Config, withheld: &mut Withheld) {
    let settings = &config.settings;
    let organization =
        settings.organization.iter().flat_map(|it| [Some(&it.name), it.url.as_ref(), it.fediverse.as_ref()]);
    let report = [&settings.report.encryption, &settings.report.policy, &settings.report.acknowledgments];
    let projects = settings.projects.iter().flat_map(|it| {
        let named = [Some(&it.id), Some(&it.name), it.url.as_ref(), it.repository.as_ref(), it.report.as_ref()];
        named.into_iter().chain(it.packages.iter().map(Some))
    });
    let publisher = &settings.csaf.publisher;
    let publisher = [Some(&publisher.name), Some(&publisher.namespace), publisher.contact_details.as_ref()];
    let all = [Some(&settings.title), Some(&settings.url), settings.description.as_ref()];
    let all = publisher.into_iter().chain(all).chain(organization).chain(report.map(Option::as_ref)).chain(projects);
    let words = &config.disclosure.block_words;
    all.flatten().chain(&settings.report.contact).chain(words).for_each(|text| withheld.disclosed(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn example() {
        let now = crate::private::yaml::instant("2026-11-21T12:00:00Z").unwrap();
        let opened = open(Path::new("content"), Request { now, audience: None, preview: false });
        for it in opened.shown.iter().chain(&opened.hidden) {
            println!("{it}");
        }
        let site = opened.site.unwrap();
        for record in site.records() {
            println!("{} {}", record.head().id, record.head().title);
        }
        for page in site.plan.iter().chain(&site.pages) {
            println!("{} {}", page.path, page.title);
        }
    }
}
