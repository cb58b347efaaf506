//! From what is public to a site on disk: render, emit, audit, write, file by file and many at once.

use crate::audit::{Allowance, Audit, Leak};
use crate::emit::{self, Output};
use crate::private::withheld::Withheld;
use crate::public::{Record, Site};
use crate::render::{self, Links, Theme};
use crate::write::{self, MadeFor, Staging, Summary};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the site goes.
pub enum Destination<'a> {
    /// A folder; `inputs` are those that it must not overlap.
    Folder { out: &'a Path, inputs: &'a [&'a Path] },
    /// Nowhere: to learn whether it would build.
    Nowhere,
    /// Nowhere, but path and bytes of each file that the audit let pass are shown: to compare sites without writing them.
    Watched(&'a (dyn Fn(&str, &[u8]) + Sync)),
}

pub struct Built {
    pub files: usize,
    /// `None`: it was to go nowhere.
    pub written: Option<Summary>,
    /// Allowances of `audit.yaml` that nothing needed.
    pub unused: Vec<Allowance>,
}

/// Nothing was published.
pub enum BuildError {
    Render(Vec<render::Error>),
    Leaks(Vec<Leak>),
    Write(write::Error),
}

/// Builds the site. All of it is audited before any of it is in place.
pub fn build(
    site: &Site,
    theme: &Theme,
    withheld: Withheld,
    allowances: Vec<Allowance>,
    destination: Destination,
) -> Result<Built, BuildError> {
    let audit = Audit::new(withheld, &theme.words(), allowances);
    let (staging, watch) = match destination {
        Destination::Folder { out, inputs } => {
            let made_for = MadeFor { audience: site.settings.audience, preview: site.settings.preview };
            (Some(Staging::beside(out, &made_for, inputs).map_err(BuildError::Write)?), None)
        }
        Destination::Nowhere => (None, None),
        Destination::Watched(watch) => (None, Some(watch)),
    };
    let links = Links::new(site);
    let html = |record: &Record<'_>| render::feed::record_html(&links, record);
    let outputs = emit::outputs(site, theme, &html);
    let run = Run { audit: &audit, staging: staging.as_ref(), watch, tops: Mutex::default(), failed: Mutex::default() };
    outputs.par_iter().for_each(|output| run.make(output));
    let mut files = outputs.len();
    let entries = staging.as_ref().map(Staging::entries).or_else(|| watch.map(|_| lock(&run.tops).clone()));
    if let Some(entries) = entries {
        // Names all others, so it comes last.
        run.make(&emit::manifest::manifest(site, entries));
        files += 1;
    }
    run.finish()?;
    let written = staging.map(Staging::commit).transpose().map_err(BuildError::Write)?;
    Ok(Built { files, written, unused: audit.unused().cloned().collect() })
}

struct Run<'r> {
    audit: &'r Audit,
    staging: Option<&'r Staging>,
    watch: Option<&'r (dyn Fn(&str, &[u8]) + Sync)>,
    /// Names at the site's top, where nothing is staged that would know them.
    tops: Mutex<BTreeSet<String>>,
    failed: Mutex<Failed>,
}

#[derive(Default)]
struct Failed {
    render: Vec<render::Error>,
    leaks: Vec<Leak>,
    write: Option<write::Error>,
}

impl Run<'_> {
    fn make(&self, output: &Output) {
        let file = match output() {
            Ok(file) => file,
            Err(error) => return self.note(|failed| failed.render.push(error)),
        };
        let audited = match self.audit.pass(file) {
            Ok(audited) => audited,
            Err(leaks) => return self.note(|failed| failed.leaks.extend(leaks)),
        };
        if let Some(watch) = self.watch {
            watch(audited.path(), audited.bytes());
            let top = audited.path().split('/').next().unwrap_or_default();
            lock(&self.tops).insert(top.to_owned());
        }
        if let Some(Err(error)) = self.staging.map(|staging| staging.put(&audited)) {
            self.note(|failed| failed.write = Some(error));
        }
    }

    fn note(&self, add: impl FnOnce(&mut Failed)) {
        add(&mut lock(&self.failed));
    }

    /// A leak is told before anything else.
    fn finish(self) -> Result<(), BuildError> {
        let mut failed = self.failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !failed.leaks.is_empty() {
            failed.leaks.sort_by_key(Leak::private_line);
            return Err(BuildError::Leaks(failed.leaks));
        }
        if !failed.render.is_empty() {
            failed.render.sort_by(|a, b| a.page.cmp(&b.page));
            return Err(BuildError::Render(failed.render));
        }
        failed.write.map_or(Ok(()), |error| Err(BuildError::Write(error)))
    }
}

/// A thread that panicked doesn't make wrong what the others noted.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
