//! From what is public to a site on disk: render, emit, audit, write, file by file and many at once.

mod made_of;
mod meter;

pub use made_of::{Digest, made_of};
pub use meter::{Meter, Stage, Taken};

use crate::audit::{Allowance, Audit, Audited, Leak};
use crate::diff::entries;
use crate::emit::cards::{Cards, Drawing};
use crate::emit::manifest::Manifest;
use crate::emit::{self, File, Output, Set};
use crate::history::History;
use crate::private::withheld::{Public, Withheld};
use crate::public::{Record, Site};
use crate::render::{self, Links, Theme};
use crate::write::{self, Change, MadeFor, Memory, Note, Staging, Summary};
use meter::{counted, timed};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};

/// Where the site goes.
pub enum Destination<'a> {
    /// A folder; `inputs` are those that it must not overlap.
    Folder { out: &'a Path, inputs: &'a [&'a Path] },
    /// Memory, which the caller holds.
    Memory(&'a Memory),
    /// Nowhere: to learn whether it would build. Each file is shown to somebody before it is audited; pictures are not drawn.
    Nowhere(&'a (dyn Fn(&File) + Sync)),
}

pub struct Built {
    pub files: usize,
    /// `None`: it went to no folder.
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
    build_with(site, theme, withheld, allowances, destination, Extras::default())
}

/// What not every build has.
#[derive(Clone, Copy, Default)]
pub struct Extras<'a> {
    pub signer: emit::Signer<'a>,
    /// The site before this one, to go on with its history.
    pub former: Option<&'a Former>,
    /// Adds up what the stages take.
    pub meter: Option<&'a Meter>,
    /// Where it is noted what the site in the folder is made of, and of what this one is.
    pub note: Option<(&'a Note, Digest)>,
}

/// The site before this one.
pub struct Former {
    pub manifest: Manifest,
    /// `None`: it had none.
    pub history: Option<History>,
}

/// The former history and what this build adds to it. It begins with all that is public now.
fn history(site: &Site, former: Option<&Former>) -> Option<History> {
    if !site.settings.has_history() {
        return None;
    }
    let begun = former.and_then(|former| Some((former.history.clone()?, &former.manifest)));
    let (mut history, old) = match begun {
        Some((history, old)) => (history, Some(old)),
        None => (History::begin(&site.settings.url), None),
    };
    let new = emit::manifest::describe(site, BTreeSet::new());
    history.append(entries(old, &new, &site.now.to_string()));
    Some(history)
}

/// The same, with signatures, a meter or a former site.
pub fn build_with(
    site: &Site,
    theme: &Theme,
    mut withheld: Withheld,
    allowances: Vec<Allowance>,
    destination: Destination,
    Extras { signer, former, meter, note }: Extras<'_>,
) -> Result<Built, BuildError> {
    let sink = match destination {
        Destination::Folder { out, inputs } => {
            let made_for = MadeFor { audience: site.settings.audience, preview: site.settings.preview };
            let mut staging = Staging::beside(out, &made_for, inputs).map_err(BuildError::Write)?;
            if note.is_some_and(|(note, made_of)| staging.note(note.clone(), made_of)) {
                return look_again(
                    site,
                    theme,
                    Audit::new(withheld, Public::Site(site), &theme.texts(), allowances),
                    staging,
                );
            }
            Sink::Folder(Box::new(staging))
        }
        Destination::Memory(memory) => Sink::Memory(memory),
        Destination::Nowhere(show) => Sink::Nowhere(show),
    };
    let history = history(site, former);
    for entry in history.iter().flat_map(|history| history.entries()) {
        entry.id.iter().for_each(|id| withheld.shown_before(id));
        withheld.shown_before(&entry.page);
    }
    // Feeds alone ask for these, and not first.
    let links = LazyLock::new(|| Links::new(site));
    let html = |record: &Record<'_>| render::feed::record_html(theme.words(), &links, record);
    let index = || timed(meter, Stage::Audit, || Audit::new(withheld, Public::Site(site), &theme.texts(), allowances));
    let outputs = || timed(meter, Stage::Render, || emit::outputs(site, theme, &html, signer, history.as_ref()));
    let (audit, outputs) = rayon::join(index, outputs);
    if let Sink::Memory(memory) = sink {
        memory.expect(outputs.iter().map(|output| output.path()));
    }
    let run = Run { audit: &audit, sink: &sink, meter, failed: Mutex::default() };
    let made: Vec<AtomicBool> = outputs.iter().map(|_| AtomicBool::new(false)).collect();
    let make = |at: usize| {
        if !made[at].swap(true, Ordering::Relaxed) && sink.is_wanted() {
            run.make(&outputs[at]);
        }
    };
    (0..outputs.len()).into_par_iter().for_each(|at| {
        while let Some(first) = sink.asked() {
            make(first);
        }
        make(at);
    });
    let mut files = outputs.len();
    // With it goes all that pages share.
    drop(outputs);
    let sets = emit::sets(site, signer);
    let wanted = sets.par_iter().filter(|_| sink.is_wanted());
    files += wanted.map(|set| run.make_set(set)).sum::<usize>();
    if let Some(cards) = Cards::of(site, theme.words()) {
        let wanted = (0..cards.len()).into_par_iter().filter(|_| sink.is_wanted());
        let drawings = wanted.filter_map(|at| cards.at(at));
        files += drawings.map(|drawing| run.draw(&drawing)).count();
    }
    if let Some(entries) = sink.entries() {
        // Names all others, so it comes last.
        run.make(&emit::manifest::manifest(site, entries));
        files += 1;
    }
    run.finish()?;
    let written = sink.commit(meter)?;
    Ok(Built { files, written, unused: audit.unused().cloned().collect() })
}

/// What is in place is what would be made. What is withheld may be more than it was, so where anything is, all files are searched anew.
fn look_again(site: &Site, theme: &Theme, audit: Audit, staging: Staging) -> Result<Built, BuildError> {
    let unused = |audit: &Audit| audit.unused().cloned().collect();
    if audit.is_idle() {
        let summary = staging.leave();
        return Ok(Built { files: summary.unchanged, written: Some(summary), unused: unused(&audit) });
    }
    let paths: Vec<String> = staging.old_paths().into_iter().map(str::to_owned).collect();
    let sink = Sink::Folder(Box::new(staging));
    // What is counted here would show in a public log that something is withheld.
    let run = Run { audit: &audit, sink: &sink, meter: None, failed: Mutex::default() };
    // Pictures are searched by what was drawn into them.
    let cards = Cards::of(site, theme.words());
    let drawings: Vec<Drawing<'_>> =
        cards.iter().flat_map(|cards| (0..cards.len()).filter_map(|at| cards.at(at))).collect();
    let drawn: HashSet<&str> = drawings.iter().map(|drawing| drawing.path.as_str()).collect();
    drawings.par_iter().for_each(|drawing| run.draw(drawing));
    paths.par_iter().filter(|path| !drawn.contains(path.as_str())).for_each(|path| match sink.former(path) {
        Some(bytes) => run.pass(Stage::Audit, File { path: path.clone(), bytes }, &[]),
        None => run.note(|failed| failed.write = Some(write::Error::Changed { out: PathBuf::from(path) })),
    });
    run.finish()?;
    sink.commit(None).map(|written| Built { files: paths.len(), written, unused: unused(&audit) })
}

/// What takes audited files in.
enum Sink<'s> {
    Folder(Box<Staging>),
    Memory(&'s Memory),
    Nowhere(&'s (dyn Fn(&File) + Sync)),
}

impl Sink<'_> {
    fn put(&self, file: &Audited) -> write::Result<Change> {
        match self {
            Sink::Folder(staging) => staging.put(file),
            Sink::Memory(memory) => memory.put(file),
            Sink::Nowhere(_) => Ok(Change::Unchanged),
        }
    }

    fn commit(self, meter: Option<&Meter>) -> Result<Option<Summary>, BuildError> {
        match self {
            Sink::Folder(staging) => {
                timed(meter, Stage::Write, || staging.commit()).map(Some).map_err(BuildError::Write)
            }
            Sink::Memory(_) | Sink::Nowhere(_) => Ok(None),
        }
    }

    /// What the site before this one has there.
    fn former(&self, path: &str) -> Option<Vec<u8>> {
        match self {
            Sink::Folder(staging) => staging.former(path),
            Sink::Memory(memory) => memory.former(path),
            Sink::Nowhere(_) => None,
        }
    }

    /// The output that somebody waits for.
    fn asked(&self) -> Option<usize> {
        if let Sink::Memory(memory) = self { memory.asked() } else { None }
    }

    /// Whether anybody still wants the site.
    fn is_wanted(&self) -> bool {
        if let Sink::Memory(memory) = self { !memory.is_ended() } else { true }
    }

    fn entries(&self) -> Option<BTreeSet<String>> {
        match self {
            Sink::Folder(staging) => Some(staging.entries()),
            Sink::Memory(memory) => Some(memory.entries()),
            Sink::Nowhere(_) => None,
        }
    }
}

struct Run<'r> {
    audit: &'r Audit,
    sink: &'r Sink<'r>,
    meter: Option<&'r Meter>,
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
        match timed(self.meter, Stage::Render, || output.make()) {
            Ok(file) => self.pass(Stage::Render, file, &[]),
            Err(error) => self.note(|failed| failed.render.push(error)),
        }
    }

    /// What a picture says is made and searched each time; one that says the same as before isn't drawn again.
    fn draw(&self, drawing: &Drawing<'_>) {
        let file = |bytes| File { path: drawing.path.clone(), bytes };
        let kept = match self.sink {
            Sink::Nowhere(_) => Some(Vec::new()),
            Sink::Folder(_) | Sink::Memory(_) => self.sink.former(&drawing.path).filter(|bytes| drawing.is(bytes)),
        };
        let draw = || timed(self.meter, Stage::Cards, || drawing.draw());
        match kept.map_or_else(draw, |bytes| Ok(file(bytes))) {
            Ok(file) => self.pass(Stage::Cards, file, &drawing.texts()),
            Err(error) => self.note(|failed| failed.render.push(error)),
        }
    }

    /// So many files.
    fn make_set(&self, set: &Set) -> usize {
        let files = timed(self.meter, Stage::Render, set).unwrap_or_else(|error| {
            self.note(|failed| failed.render.push(error));
            Vec::new()
        });
        let count = files.len();
        files.into_iter().for_each(|file| self.pass(Stage::Render, file, &[]));
        count
    }

    /// `made` is the stage that the file comes from, `drawn` are the texts that were drawn into a picture.
    fn pass(&self, made: Stage, file: File, drawn: &[&str]) {
        #[cfg(test)]
        crate::private::testing::mutation::may_fail("build", &String::from_utf8_lossy(&file.bytes));
        if let Sink::Nowhere(show) = self.sink {
            show(&file);
        }
        let bytes = file.bytes.len();
        counted(self.meter, made, bytes);
        let audited = match timed(self.meter, Stage::Audit, || self.audit.pass_with(file, drawn)) {
            Ok(audited) => audited,
            Err(leaks) => return self.note(|failed| failed.leaks.extend(leaks)),
        };
        if !self.audit.is_idle() {
            counted(self.meter, Stage::Audit, bytes);
        }
        match timed(self.meter, Stage::Write, || self.sink.put(&audited)) {
            Ok(Change::Written) => counted(self.meter, Stage::Write, bytes),
            Ok(Change::Unchanged) => {}
            Err(error) => self.note(|failed| failed.write = Some(error)),
        }
    }

    fn note(&self, add: impl FnOnce(&mut Failed)) {
        add(&mut self.failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    /// A leak is reported before anything else.
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
