//! From a folder to what is public of it.

use super::Seal;
use super::gate::{Attachments, Draft, Gate, Outcome, PageKind, Resolver, clean_asset, reading_order, soonest};
use super::load::{Found, Role, list, read, read_settings};
use super::view::View;
use super::withheld::Withheld;
use super::yaml::Findings;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Level};
#[cfg(test)]
use crate::public::Vocabulary;
use crate::public::{Asset, Instant, Kind, Site, Text, Tlp};
use rayon::prelude::*;
use std::collections::HashMap;
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
    pub config: Option<Config>,
    pub withheld: Withheld,
    /// May be told in public.
    pub shown: Vec<Diagnostic>,
    /// Tell of what is withheld.
    pub hidden: Vec<Diagnostic>,
    /// Instants after `now` at which the site changes by itself.
    pub coming: Vec<Instant>,
}

/// Reads the content folder and opens what is public at an instant, for an audience.
pub fn open(content: &Path, request: Request) -> Opened {
    let seal = Seal(());
    let (found, mut shown) = list(content);
    let Some(config) = settings(content, &found, request, &mut shown) else {
        return Opened {
            site: None,
            config: None,
            withheld: Withheld::default(),
            shown,
            hidden: Vec::new(),
            coming: Vec::new(),
        };
    };
    let view = View {
        now: request.now,
        parts: request.now,
        audience: config.disclosure.audience,
        redactions: config.disclosure.redactions,
        block_words: config.disclosure.block_words.clone(),
        #[cfg(test)]
        off: std::fs::read_to_string(content.join(".mutation")).ok().and_then(|it| Vocabulary::from_word(&it)),
    };
    let gate = Gate { view: &view, config: &config, seal: &seal };
    let files = open_files(content, &found, &gate);
    let mut taken = Taken {
        withheld: Withheld::default(),
        shown,
        hidden: Vec::new(),
        coming: Vec::new(),
        drafts: Vec::new(),
        #[cfg(test)]
        known: Vec::new(),
    };
    taken.hidden.extend(duplicates(&files));
    for (path, mut outcome) in files {
        outcome.shown |= off!(view, HiddenFinding);
        #[cfg(test)]
        taken.known.extend(outcome.id.iter().filter(|_| off!(view, WithheldId)).map(|(id, _)| id.clone()));
        taken.take(path, outcome);
    }
    let assets = assets(content, &found, &config, &seal, &mut taken.shown);
    tell_settings(&config, &mut taken.withheld);
    taken.assemble(config, request, assets, &seal)
}

fn settings(content: &Path, found: &[Found], request: Request, shown: &mut Vec<Diagnostic>) -> Option<Config> {
    let path = Path::new("site.yaml");
    let findings = Findings::new(path);
    let there = found.iter().any(|it| it.role == Role::Settings);
    if !there && shown.is_empty() {
        let mend = "write one with title, url and report.contact; `fanlight init` shows how";
        findings.add(Code::Unreadable, 0, "", "the content folder has no site.yaml", mend);
    }
    let source = there.then(|| read(content, path, &findings)).flatten();
    let node = source.as_ref().and_then(|source| source.keys(&findings));
    let config = node.and_then(|node| read_settings(&node, request.audience, request.preview, &findings));
    let failed = findings.any_error();
    shown.extend(findings.into_diagnostics());
    config.filter(|_| !failed)
}

/// Reads and opens all records and pages, many at once, each on its own.
fn open_files(content: &Path, found: &[Found], gate: &Gate) -> Vec<(PathBuf, Outcome)> {
    let mut beside: HashMap<&Path, Vec<PathBuf>> = HashMap::new();
    for file in found {
        if let Role::Attachment(folder) = &file.role {
            beside.entry(folder).or_default().push(file.path.clone());
        }
    }
    let opened = |file: &Found| {
        if !matches!(file.role, Role::Record(_) | Role::Plan | Role::Page | Role::Home) {
            return None;
        }
        let findings = Findings::new(&file.path);
        let folder = file.path.parent().unwrap_or(Path::new("")).to_owned();
        let owns = !matches!(file.role, Role::Record(_)) || file.path.ends_with("index.md");
        let files = beside.get(folder.as_path()).filter(|_| owns).cloned().unwrap_or_default();
        let attachments = Attachments { content: Some(content), folder, files };
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
struct Taken {
    withheld: Withheld,
    shown: Vec<Diagnostic>,
    hidden: Vec<Diagnostic>,
    coming: Vec<Instant>,
    drafts: Vec<(PathBuf, Draft)>,
    /// Ids that a mistake of ours, made for a test, takes for public ones.
    #[cfg(test)]
    known: Vec<String>,
}

impl Taken {
    fn take(&mut self, path: PathBuf, outcome: Outcome) {
        let Outcome { id: _, draft, withheld, findings, shown, coming } = outcome;
        self.withheld.merge(withheld);
        self.coming.extend(coming);
        if shown { &mut self.shown } else { &mut self.hidden }.extend(findings);
        self.drafts.extend(draft.map(|draft| (path, draft)));
    }

    fn assemble(mut self, config: Config, request: Request, assets: Vec<Asset>, seal: &Seal) -> Opened {
        self.drafts.sort_by_cached_key(|(path, _)| reading_order(path));
        let drafts = self.drafts.iter().map(|(path, draft)| (path.as_path(), draft));
        let resolver = Resolver::new(&config.settings, &config.prefixes, seal, drafts);
        #[cfg(test)]
        let resolver = self.known.iter().fold(resolver, Resolver::know);
        let lost: Vec<Diagnostic> =
            self.drafts.par_iter_mut().flat_map_iter(|(path, draft)| resolver.resolve(path, draft)).collect();
        drop(resolver);
        self.shown.extend(lost);
        self.shown.sort();
        self.hidden.sort();
        let failed = self.shown.iter().chain(&self.hidden).any(|it| it.level() == Level::Error);
        let site = (!failed).then(|| site(self.drafts, &config, request, assets));
        let coming = soonest(self.coming, request.now);
        Opened { site, config: Some(config), withheld: self.withheld, shown: self.shown, hidden: self.hidden, coming }
    }
}

fn site(drafts: Vec<(PathBuf, Draft)>, config: &Config, request: Request, assets: Vec<Asset>) -> Site {
    let mut site = Site {
        settings: config.settings.clone(),
        now: request.now,
        home: None,
        plan: Vec::new(),
        pages: Vec::new(),
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
    let all = [Some(&settings.title), Some(&settings.url), settings.description.as_ref()];
    let all = all.into_iter().chain(organization).chain(report.map(Option::as_ref)).chain(projects);
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
