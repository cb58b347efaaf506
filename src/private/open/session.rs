//! A content folder that is opened again and again: what became of a file is kept in memory for as long as the file, the
//! settings and the clock's answers are the same.
//!
//! [`crate::private::open`] is a session of one round, so there is one way from a folder to what is public of it.

use super::cache::Cache;
use super::collector::Collector;
use super::elsewhere;
use super::opened::{Noted, Opened, Request, attachments, beside, note_settings, settings};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::private::Seal;
use crate::private::decision::view::View;
use crate::private::gate::{Bearing, Draft, Gate, Outcome, Resolver, clean_asset, reading_order, tell_disclosed};
use crate::private::load::{Found, Reading, Role, list, list_records, read_record};
use crate::private::provenance::{Keep, Sources};
use crate::private::withheld::{Origin, Withheld};
use crate::private::yaml::Findings;
#[cfg(test)]
use crate::public::Vocabulary;
use crate::public::segment::of_id;
use crate::public::{Asset, Instant, Reserved, Text};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is kept from round to round. Whatever happened in between, a round shows what [`crate::private::open`] would.
pub struct Session {
    content: PathBuf,
    keep: Keep,
    /// The settings and the clock of the last round.
    last: Option<(Config, Instant)>,
    files: Cache<Outcome>,
    loose: Cache<Withheld>,
    copies: Cache<Copied>,
    resolver: Option<([u8; 32], Arc<Resolver>)>,
    resolved: HashMap<PathBuf, (Arc<Draft>, Arc<Resolved>)>,
}

/// What became of a file of `static/`.
struct Copied {
    asset: Option<Asset>,
    wrong: Vec<Diagnostic>,
}

/// A record or page whose references are resolved.
#[derive(Clone)]
struct Resolved {
    draft: Draft,
    /// What to warn of.
    lost: Vec<Diagnostic>,
    disclosed: Arc<Withheld>,
}

impl Session {
    pub fn new(content: &Path) -> Self {
        Self::of_one_round(content, Keep::Nothing)
    }

    pub(in crate::private) fn of_one_round(content: &Path, keep: Keep) -> Self {
        Self {
            content: content.to_owned(),
            keep,
            last: None,
            files: Cache::default(),
            loose: Cache::default(),
            copies: Cache::default(),
            resolver: None,
            resolved: HashMap::new(),
        }
    }

    /// Opens what is public now. `clock`: the time by the machine's clock, by which files bear theirs.
    pub fn open(&mut self, request: Request, clock: Instant) -> Opened {
        self.run(request, Some(clock)).0
    }

    pub(in crate::private) fn run(&mut self, request: Request, clock: Option<Instant>) -> (Opened, Vec<Noted>) {
        let seal = Seal(());
        let content = self.content.clone();
        // A file that is for nothing is not public, and its name may reveal something.
        let (mut found, mut hidden) = list(&content);
        let mut shown = Vec::new();
        // Of a folder that isn't there nothing is withheld, and the rest goes without saying.
        if found.is_empty() && hidden.iter().any(|finding| finding.file == Path::new("")) {
            shown.append(&mut hidden);
        }
        let mut sources = Sources::default();
        let Some(config) = settings(&content, &found, request, &mut sources, &mut shown) else {
            return (Opened::without_settings(sources, shown, hidden), Vec::new());
        };
        for team in &config.teams {
            let findings = Findings::new(Path::new("site.yaml"));
            let (records, wrong) = list_records(&content, team, &findings);
            found.extend(records);
            hidden.extend(wrong);
            shown.extend(findings.into_diagnostics());
        }
        self.forget_unless(&config, request.now);
        let view = View {
            #[cfg(test)]
            off: std::fs::read_to_string(content.join(".mutation"))
                .ok()
                .and_then(|to_string| Vocabulary::from_word(&to_string)),
            ..View::of(&config, request.now)
        };
        let view = if request.drafts { view.with_drafts(request.now) } else { view };
        let gate = Gate { view: &view, config: &config, seal: &seal, keep: self.keep };
        let files = self.open_files(&found, &gate, request, clock);
        let mut collector = Collector::new(sources, shown, hidden);
        let (stopping, others) = duplicates(&files);
        collector.hidden.extend(stopping);
        collector.unpublished.extend(others);
        self.loose(&found, &files, clock, &mut collector.withheld);
        for (path, outcome) in files {
            #[cfg(not(test))]
            collector.take(path, Arc::unwrap_or_clone(outcome));
            #[cfg(test)]
            collector.take_mistaken(path, Arc::unwrap_or_clone(outcome), &view);
        }
        let kept = elsewhere::open(&content, &gate);
        collector.shown.extend(kept.shown);
        collector.hidden.extend(kept.hidden);
        collector.unpublished.extend(kept.unpublished);
        collector.skipped = kept.skipped;
        kept.records.into_iter().for_each(|(path, outcome)| collector.take_kept(path, outcome));
        let assets = self.copies(&found, &config, clock, &mut collector.shown);
        let mut reported = Withheld::default();
        note_settings(&config, &mut reported);
        for it in &collector.reserved {
            let path = it.path();
            reported.disclosed_id(&it.id);
            reported.disclosed_id(&path);
            reported.disclosed_id(&format!("{}{}", config.settings.url, &path[1..]));
        }
        collector.withheld.merge(Arc::new(reported));
        let noted = std::mem::take(&mut collector.noted);
        let drafts = self.resolve(&mut collector, &config, clock);
        (collector.assemble(drafts, config, request, assets), noted)
    }

    /// All that is kept depends on the settings, and holds from its own instant on.
    fn forget_unless(&mut self, config: &Config, now: Instant) {
        if !self.last.as_ref().is_some_and(|(last, then)| last == config && *then <= now) {
            let content = std::mem::take(&mut self.content);
            *self = Self::of_one_round(&content, self.keep);
        }
        self.last = Some((config.clone(), now));
    }

    /// Reads and opens all records and pages, many at once, each on its own.
    fn open_files(
        &mut self,
        found: &[Found],
        gate: &Gate,
        request: Request,
        clock: Option<Instant>,
    ) -> Vec<(PathBuf, Arc<Outcome>)> {
        let now = request.now;
        let (content, beside) = (&*self.content, beside(found));
        let is_opened =
            |file: &&Found| matches!(file.role, Role::Record(_) | Role::Plan | Role::Page | Role::Home | Role::Report);
        let files = found.iter().filter(is_opened);
        let files: Vec<_> = files.map(|file| (file, attachments(content, file, &beside))).collect();
        let holds = |outcome: &Outcome| outcome.holds_until.is_none_or(|until| now < until);
        self.files.renew(
            (content, clock),
            &files,
            |(file, attachments)| (&file.path, &attachments.files),
            holds,
            |(file, attachments)| {
                let findings = Findings::new(&file.path);
                match read_record(content, &file.path, request.keys, &findings) {
                    Reading::Open(source) => gate.open(&file.role, &source, attachments.clone(), findings),
                    Reading::Sealed => Outcome { sealed: true, bearing: Bearing::Withheld, ..Outcome::default() },
                    Reading::Failed => Outcome { findings: findings.into_diagnostics(), ..Outcome::default() },
                }
            },
        )
    }

    /// Withholds every attachment that no record and no page shows.
    fn loose(
        &mut self,
        found: &[Found],
        files: &[(PathBuf, Arc<Outcome>)],
        clock: Option<Instant>,
        withheld: &mut Withheld,
    ) {
        let attached: HashSet<&Path> = files.iter().flat_map(|(_, it)| &it.taken).map(PathBuf::as_path).collect();
        let is_loose = |it: &&Found| matches!(it.role, Role::Attachment(_)) && !attached.contains(&*it.path);
        let loose: Vec<&Found> = found.iter().filter(is_loose).collect();
        let (content, keep) = (&*self.content, self.keep);
        let withhold = |Found { path, .. }: &&Found| {
            let mut withheld = Withheld::kept(keep);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let origin = Origin { file: path.clone(), line: 0, key: String::new() };
            withheld.attachment(&name, &std::fs::read(content.join(path)).unwrap_or_default(), &origin);
            withheld
        };
        let loose = self.loose.renew((content, clock), &loose, |loose| (&loose.path, &[]), |_| true, withhold);
        loose.into_iter().for_each(|(_, it)| withheld.merge(it));
    }

    /// What is copied from `static/`.
    fn copies(
        &mut self,
        found: &[Found],
        config: &Config,
        clock: Option<Instant>,
        shown: &mut Vec<Diagnostic>,
    ) -> Vec<Asset> {
        let files: Vec<&Found> = found.iter().filter(|it| it.role == Role::Static).collect();
        let content = &*self.content;
        let copy = |file: &&Found| {
            let findings = Findings::new(&file.path);
            let bytes = clean_asset(content, &file.path, &config.disclosure.allow_files, &findings);
            let path = file.path.to_string_lossy().replace('\\', "/");
            let asset = bytes.map(|bytes| Asset { path: Text::new(path, &Seal(())), bytes: Arc::from(bytes) });
            Copied { asset, wrong: findings.into_diagnostics() }
        };
        let copies = self.copies.renew((content, clock), &files, |copy| (&copy.path, &[]), |_| true, copy);
        shown.extend(copies.iter().flat_map(|(_, it)| it.wrong.iter().cloned()));
        copies.iter().filter_map(|(_, it)| it.asset.clone()).collect()
    }

    /// Resolves references, in the order of reading. Where no name is another, what was resolved is resolved.
    fn resolve(&mut self, collector: &mut Collector, config: &Config, clock: Option<Instant>) -> Vec<(PathBuf, Draft)> {
        let merged = collector.settle_kept();
        let mut drafts = std::mem::take(&mut collector.drafts);
        drafts.par_sort_by_cached_key(|(path, draft)| reading_order(path, draft.weight()));
        let names = names(&drafts, &collector.reserved, &merged);
        if self.resolver.as_ref().is_none_or(|(known, _)| *known != names) {
            let drafts = drafts.iter().map(|(path, draft)| (path.as_path(), &**draft));
            let resolver = Resolver::new(config, merged, &collector.reserved, drafts);
            #[cfg(test)]
            let resolver = std::mem::take(&mut collector.known).iter().fold(resolver, Resolver::know);
            self.resolver = Some((names, Arc::new(resolver)));
            self.resolved.clear();
        }
        let Some((_, resolver)) = &self.resolver else { return Vec::new() };
        let resolve = |(path, draft): (PathBuf, Arc<Draft>)| {
            let known = self.resolved.get(&path).filter(|(unresolved, _)| Arc::ptr_eq(unresolved, &draft));
            let (kept, resolved) = match known {
                Some((_, resolved)) => (draft, Arc::clone(resolved)),
                None => {
                    let kept = clock.map(|_| Arc::clone(&draft));
                    let resolved = Resolved::new(resolver, &path, Arc::unwrap_or_clone(draft));
                    let Some(kept) = kept else { return (path, None, resolved) };
                    (kept, Arc::new(resolved))
                }
            };
            let clone = Resolved::clone(&resolved);
            (path, Some((kept, resolved)), clone)
        };
        let all: Vec<_> = drafts.into_par_iter().map(resolve).collect();
        let mut resolved = Vec::with_capacity(all.len());
        self.resolved.clear();
        for (path, kept, Resolved { draft, lost, disclosed }) in all {
            collector.shown.extend(lost);
            collector.withheld.merge(disclosed);
            self.resolved.extend(kept.map(|kept| (path.clone(), kept)));
            resolved.push((path, draft));
        }
        resolved
    }
}

impl Resolved {
    fn new(resolver: &Resolver, path: &Path, mut draft: Draft) -> Self {
        let lost = resolver.resolve(path, &mut draft);
        // Only now: an id that was dropped is not disclosed.
        let mut disclosed = Withheld::default();
        tell_disclosed(&draft, &mut disclosed);
        // A withheld record may link to it, by its path or by its URL.
        let path = draft.path();
        disclosed.disclosed_id(&resolver.absolute(&path));
        disclosed.disclosed_id(&path);
        Self { draft, lost, disclosed: Arc::new(disclosed) }
    }
}

/// What a reference may name, as one number: files, pages, ids and aliases.
fn names(drafts: &[(PathBuf, Arc<Draft>)], reserved: &[Reserved], merged: &HashSet<String>) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &[u8]| {
        hasher.update(&text.len().to_le_bytes()).update(text);
    };
    for (path, draft) in drafts {
        add(path.as_os_str().as_encoded_bytes());
        add(draft.path().as_bytes());
        let aliases = draft.head().map_or(&[][..], |head| &head.aliases);
        add(&aliases.len().to_le_bytes());
        aliases.iter().for_each(|alias| add(alias.as_bytes()));
    }
    add(&reserved.len().to_le_bytes());
    reserved.iter().for_each(|place| add(place.path().as_bytes()));
    let mut merged: Vec<&String> = merged.iter().collect();
    merged.sort_unstable();
    merged.into_iter().for_each(|id| add(id.as_bytes()));
    *hasher.finalize().as_bytes()
}

/// Ids are unique, also when letter case is ignored: they name pages, and file systems differ.
///
/// The first are of records that may both be public, the others of those of which one surely isn't now.
fn duplicates(files: &[(PathBuf, Arc<Outcome>)]) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut first: HashMap<String, &Path> = HashMap::new();
    let (mut stopping, mut others) = (Vec::new(), Vec::new());
    let is_withheld = |outcome: &Outcome| outcome.bearing == Bearing::Withheld;
    let (withheld, public): (Vec<_>, Vec<_>) = files.iter().partition(|(_, outcome)| is_withheld(outcome));
    for (path, outcome) in public.into_iter().chain(withheld) {
        let Some((id, line)) = &outcome.id else { continue };
        if let Some(other) = first.insert(of_id(id).to_ascii_lowercase(), path.as_path()) {
            let found = if is_withheld(outcome) { &mut others } else { &mut stopping };
            found.push(Diagnostic {
                file: path.clone(),
                line: *line as usize,
                key: "id".into(),
                code: Code::DuplicateId,
                problem: format!("another record has this id already: {}", other.display()),
                help: "give each record an id of its own; letter case doesn't tell them apart".into(),
            });
        }
    }
    (stopping, others)
}

#[cfg(test)]
mod tests;
