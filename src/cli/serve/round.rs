//! One round after the other: open the content, build it into memory, show it; or show why not.
//!
//! Opening shows what is wrong with the content before anything new is shown. Of a large site the pages that were looked at
//! last are made and audited next, and shown; the others follow, each audited before it is sent. What is wrong with one of
//! them is reported as soon as all are made, and the last good site is up again.

use super::stage::{Made, Stage};
use super::troubles;
use crate::build::{Destination, build};
use crate::cli::common::{Log, NamedContent, clock, keys};
use crate::config::Config;
use crate::private::{Keys, Opened, Session, withheld::Withheld};
use crate::public::{Instant, Site, Style};
use crate::render::Theme;
use crate::serve::{BuildFailure, Display};
use crate::write::{Memory, Stage as Progress};
use chrono::{Days, NaiveTime};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant as Stopwatch;

/// A theme's own files, and the site's language.
type MadeOf = (BTreeMap<String, String>, String, Style);

pub struct Rebuilder {
    content: NamedContent,
    log: Log,
    keys: Keys,
    /// The instant at which the site changes by itself next.
    pub due: Option<Instant>,
    /// Where records are kept elsewhere.
    pub sources: Vec<PathBuf>,
    /// One for each look at the content that a round takes: a preview looks at several instants.
    sessions: Vec<Session>,
    theme: Option<(MadeOf, Arc<Theme>)>,
    /// The site of the last round, which may still be in the making.
    memory: Option<Arc<Memory>>,
    stage: Arc<Mutex<Stage>>,
}

/// What a site is made of.
struct Parts {
    site: Site,
    withheld: Withheld,
    theme: Arc<Theme>,
}

impl Rebuilder {
    pub fn new(content: NamedContent, display: Display, log: Log) -> Self {
        let stage = Arc::new(Mutex::new(Stage::new(display, log)));
        let keys = keys().unwrap_or_default();
        Self {
            content,
            log,
            keys,
            due: None,
            sources: Vec::new(),
            sessions: Vec::new(),
            theme: None,
            memory: None,
            stage,
        }
    }

    /// One round. The site that it makes may become whole after it.
    pub fn build(&mut self) {
        let begun = Stopwatch::now();
        // Whatever is still in the making is of no use any more.
        self.memory.take().into_iter().for_each(|memory| memory.end());
        let round = lock(&self.stage).begin(begun);
        // A mistake of ours in one round is no reason to end: the hook has reported it.
        match catch_unwind(AssertUnwindSafe(|| self.open_parts())) {
            Ok(Ok(parts)) => self.make(round, parts),
            Ok(Err(build_failure)) => lock(&self.stage).complain(build_failure),
            Err(_) => {
                self.sessions.clear();
                lock(&self.stage).complain(troubles::of_failure());
            }
        }
    }

    fn open_parts(&mut self) -> Result<Parts, BuildFailure> {
        let opened = self.open();
        lock(&self.stage).warn_of_content(&opened);
        if let Some(config) = &opened.config {
            self.sources = config.sources.iter().map(|source| self.content.folder().join(&source.path)).collect();
        }
        let build_failure = troubles::of_content(&opened, self.log);
        let (Some(site), Some(config)) = (opened.site, opened.config) else { return Err(build_failure) };
        let theme = self.load_theme(&config).map_err(|error| troubles::of_problem("theme", error))?;
        Ok(Parts { site, withheld: opened.withheld, theme })
    }

    /// Loaded anew only where a file of it changed.
    fn load_theme(&mut self, config: &Config) -> Result<Arc<Theme>, String> {
        let settings = &config.settings;
        let made_of = (self.content.theme_files(&config.theme)?, settings.language.clone(), settings.style.clone());
        if let Some((_, theme)) = self.theme.as_ref().filter(|(known, _)| *known == made_of) {
            return Ok(Arc::clone(theme));
        }
        let loaded = Theme::load(&made_of.0, &made_of.1).and_then(|theme| theme.styled(&made_of.2));
        let theme = Arc::new(loaded.map_err(|error| error.to_string())?);
        self.theme = Some((made_of, Arc::clone(&theme)));
        Ok(theme)
    }

    /// Makes the site on a thread of its own, and shows it as soon as it is of use.
    fn make(&mut self, round: usize, parts: Parts) {
        let allowances = match self.content.load_allowances() {
            Ok(allowances) => allowances,
            Err(problem) => return lock(&self.stage).complain(troubles::of_problem("audit", problem)),
        };
        let memory = Arc::new(lock(&self.stage).next());
        self.memory = Some(Arc::clone(&memory));
        let made = Made {
            base: parts.site.settings.base().to_owned(),
            preview: self.content.look.preview,
            memory: Arc::clone(&memory),
        };
        let (stage, usable, log) = (Arc::clone(&self.stage), made.clone(), self.log);
        std::thread::spawn(move || {
            let Parts { site, withheld, theme } = parts;
            let done = catch_unwind(AssertUnwindSafe(|| {
                build(&site, &theme, withheld, allowances, Destination::Memory(&memory))
                    .map_err(|error| troubles::of_build(&error, log))
            }));
            let done = done.unwrap_or_else(|_| Err(troubles::of_failure()));
            lock(&stage).end(round, made, done.map(|built| built.unused));
        });
        if usable.memory.wait_until_usable() == Progress::Usable {
            lock(&self.stage).show_early(round, usable);
        }
    }

    /// The content now, with drafts if they are wanted; in another preview, after all that is to come.
    fn open(&mut self) -> Opened {
        self.due = None;
        let Ok(now) = self.content.look.clock() else { return self.open_at(clock(), 0) };
        let mut opened = self.open_at(now, 0);
        if self.content.look.at.is_some() {
            return opened;
        }
        if !self.content.look.preview || self.content.look.drafts {
            // A page may say that something is overdue, which it is from one day to the next.
            let tomorrow = (now.0.date_naive() + Days::new(1)).and_time(NaiveTime::MIN).and_utc();
            self.due = opened.coming.first().copied().into_iter().chain([Instant(tomorrow)]).min();
            return opened;
        }
        // What lifts may hold parts that lift later still.
        let mut looks = 1;
        while let Some(&last) = opened.coming.last() {
            opened = self.open_at(last, looks);
            looks += 1;
        }
        opened
    }

    fn open_at(&mut self, now: Instant, look: usize) -> Opened {
        if self.sessions.len() <= look {
            self.sessions.push(Session::new(self.content.folder()));
        }
        self.sessions[look].open(self.content.look.request_at(now, self.keys), clock())
    }
}

fn lock(stage: &Mutex<Stage>) -> MutexGuard<'_, Stage> {
    stage.lock().unwrap_or_else(PoisonError::into_inner)
}
