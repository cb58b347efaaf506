//! What is gathered over all files, and what becomes of it.

use super::assemble::site;
use super::elsewhere::one_page_each;
use super::opened::{Noted, Opened, Partial, Request};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::private::decision::coming::{Change, Coming};
#[cfg(test)]
use crate::private::decision::view::View;
use crate::private::gate::{Bearing, Draft, Outcome, soonest};
use crate::private::provenance::{Sources, Written};
use crate::private::withheld::Withheld;
use crate::public::{Asset, Instant, Reserved, Site};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is gathered over all files.
#[derive(Default)]
pub(super) struct Collector {
    pub sources: Sources,
    pub withheld: Withheld,
    pub shown: Vec<Diagnostic>,
    pub hidden: Vec<Diagnostic>,
    /// What is wrong with what surely isn't public now. It stops nothing.
    pub unpublished: Vec<Diagnostic>,
    /// Records of public sources that are left out.
    pub skipped: usize,
    /// Records that no key at hand opens.
    sealed: usize,
    pub coming: Vec<Coming>,
    pub drafts: Vec<(PathBuf, Arc<Draft>)>,
    /// Of records that are kept elsewhere, in their order.
    kept: Vec<(PathBuf, Arc<Draft>)>,
    written: Vec<Option<Written>>,
    pub noted: Vec<Noted>,
    /// Places of records that aren't public yet.
    pub reserved: Vec<Reserved>,
    /// Ids that a mistake of ours, made for a test, takes for public ones.
    #[cfg(test)]
    pub known: Vec<String>,
}

impl Collector {
    pub fn new(sources: Sources, shown: Vec<Diagnostic>, hidden: Vec<Diagnostic>) -> Self {
        Self { sources, shown, hidden, ..Self::default() }
    }

    #[cfg(test)]
    pub fn take_mistaken(&mut self, path: PathBuf, mut outcome: Outcome, view: &View) {
        if off!(view, HiddenFinding) {
            outcome.bearing = Bearing::Public;
        }
        self.known.extend(outcome.id.iter().filter(|_| off!(view, WithheldId)).map(|(id, _)| id.clone()));
        self.take(path, outcome);
    }

    pub fn take(&mut self, path: PathBuf, mut outcome: Outcome) {
        let written = outcome.written.take();
        let Some(draft) = self.note(&path, outcome) else { return };
        written.into_iter().for_each(|it| self.sources.add(placed(it, &path, &draft)));
        self.drafts.push((path, draft));
    }

    /// Whether it gets a page is seen when all are there.
    pub fn take_kept(&mut self, path: PathBuf, mut outcome: Outcome) {
        let written = outcome.written.take();
        if let Some(draft) = self.note(&path, outcome) {
            self.written.push(written);
            self.kept.push((path, draft));
        }
    }

    fn note(&mut self, path: &Path, outcome: Outcome) -> Option<Arc<Draft>> {
        let Outcome {
            kind, id, draft, withheld, findings, bearing, hidden, coming, decisions, reserved, sealed, ..
        } = outcome;
        let errors = findings.iter().filter(|finding| finding.level() == Level::Error).count();
        if !decisions.is_empty() || errors > 0 {
            self.noted.push(Noted { file: path.to_owned(), kind, id: id.map(|it| it.0), decisions, errors });
        }
        self.withheld.merge(withheld);
        self.reserved.extend(reserved);
        self.sealed += usize::from(sealed);
        self.hidden.extend(hidden);
        self.coming.extend(coming);
        match bearing {
            Bearing::Public => &mut self.shown,
            Bearing::InDoubt => &mut self.hidden,
            Bearing::Withheld => &mut self.unpublished,
        }
        .extend(findings);
        draft
    }

    /// Lets one record of each flaw have a page. Returns the ids of those that have none.
    pub fn settle_kept(&mut self) -> HashSet<String> {
        let mut merged = HashSet::new();
        if self.kept.is_empty() {
            return merged;
        }
        let (paths, mut kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.kept).into_iter().unzip();
        let mut own: Vec<&mut Arc<Draft>> = self.drafts.iter_mut().map(|(_, draft)| draft).collect();
        let left = one_page_each(&mut own, &mut kept);
        let written = std::mem::take(&mut self.written);
        let mut names: HashSet<String> = self.drafts.iter().map(|(_, draft)| draft.path().to_lowercase()).collect();
        for (((path, draft), written), left) in paths.into_iter().zip(kept).zip(written).zip(left) {
            if left && !names.insert(draft.path().to_lowercase()) {
                self.hidden.push(same_address(&path));
            } else if left {
                written.into_iter().for_each(|it| self.sources.add(placed(it, &path, &draft)));
                self.drafts.push((path, draft));
            } else {
                merged.extend(draft.head().map(|head| head.id.to_string()));
            }
        }
        merged
    }

    pub fn assemble(
        mut self,
        drafts: Vec<(PathBuf, Draft)>,
        config: Config,
        request: Request,
        assets: Vec<Asset>,
    ) -> Opened {
        self.shown.extend(same_page(&drafts));
        self.shown.sort();
        self.hidden.sort();
        self.unpublished.sort();
        let failed = self.shown.iter().chain(&self.hidden).any(|it| it.level() == Level::Error);
        let site = site(drafts, self.reserved, &config, request, assets);
        let (site, partial) = if failed { (None, Some(Partial(site))) } else { (Some(site), None) };
        let mut coming: Vec<Instant> =
            soonest(self.coming.clone(), request.now).iter().map(|soonest| soonest.at).collect();
        coming.dedup();
        let due = site.iter().flat_map(Site::due).map(|at| Coming { at, change: Change::Due });
        self.coming.extend(due);
        let changes = soonest(self.coming, request.now);
        let Collector { withheld, sources, shown, hidden, unpublished, skipped, sealed, .. } = self;
        Opened {
            site,
            partial,
            sources,
            config: Some(config),
            withheld,
            shown,
            hidden,
            unpublished,
            skipped,
            sealed,
            coming,
            changes,
        }
    }
}

/// Pages whose names differ in nothing that an address has: a number that orders them, letter case.
fn same_page(drafts: &[(PathBuf, Draft)]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, &Path> = HashMap::new();
    let pages = drafts.iter().filter(|(_, draft)| draft.head().is_none());
    let again = pages.filter_map(|(file, draft)| Some((file, first.insert(draft.path().to_lowercase(), file)?)));
    let found = again.map(|(file, other)| Diagnostic {
        file: file.clone(),
        line: 0,
        key: String::new(),
        code: Code::BadId,
        problem: format!("another page has the address that this one would have: {}", other.display()),
        help: "rename one of them".into(),
    });
    found.collect()
}

/// Two ids that differ in a sign that no path can have.
fn same_address(file: &Path) -> Diagnostic {
    Diagnostic {
        file: file.to_owned(),
        line: 0,
        key: "id".into(),
        code: Code::DuplicateId,
        problem: "another record's page has the address that this id would have".into(),
        help: "what a path can't have is `_` in it: let the two ids differ in letters or digits".into(),
    }
}

fn placed(mut written: Written, file: &Path, draft: &Draft) -> Written {
    (written.file, written.page) = (file.to_owned(), draft.path());
    written
}
