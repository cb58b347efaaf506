//! One round after the other: open the content, build it into memory, show it; or show why not.

use super::{say, troubles};
use crate::audit::Allowance;
use crate::build::{Destination, build};
use crate::cli::common::{Log, NamedContent, clock};
use crate::diagnostic::{Diagnostic, Level};
use crate::private::Opened;
use crate::public::{Instant, Site};
use crate::serve::{Display, Edition, Shown, Trouble};
use crate::write::{Files, Memory, Summary};
use chrono::{Days, NaiveTime};
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

pub struct Workshop {
    content: NamedContent,
    display: Display,
    log: Log,
    /// The instant at which the site changes by itself next.
    pub due: Option<Instant>,
    /// Where records are kept elsewhere.
    pub sources: Vec<PathBuf>,
    /// The last good site.
    edition: Option<Arc<Edition>>,
    editions: usize,
    /// The warnings of the last round: only new ones are told.
    warned: BTreeSet<String>,
}

/// A site that was built.
struct Built {
    base: String,
    files: Files,
    summary: Summary,
    /// What it was made of: taken apart only once the site is shown, for that takes a while.
    _site: Site,
}

impl Workshop {
    pub fn new(content: NamedContent, display: Display, log: Log) -> Self {
        Self {
            content,
            display,
            log,
            due: None,
            sources: Vec::new(),
            edition: None,
            editions: 0,
            warned: BTreeSet::new(),
        }
    }

    /// One round.
    pub fn build(&mut self) {
        let begun = Stopwatch::now();
        // A mistake of ours in one round is no reason to end: the hook has told of it.
        let round = catch_unwind(AssertUnwindSafe(|| self.try_build()));
        let round = round.unwrap_or_else(|_| {
            Err(troubles::of_problem(
                "failed",
                "Fanlight failed; this is a mistake of ours, told in the terminal".into(),
            ))
        });
        match round {
            Ok(built) => self.show(built, begun),
            Err(trouble) => self.complain(trouble),
        }
    }

    fn try_build(&mut self) -> Result<Built, Trouble> {
        let opened = self.open();
        let known = self.warn_of_content(&opened);
        let sources = opened.config.iter().flat_map(|config| &config.sources);
        self.sources = sources.map(|it| self.content.folder().join(&it.path)).collect();
        let trouble = troubles::of_content(&opened, self.log);
        let (Some(site), Some(config)) = (opened.site, opened.config) else { return Err(trouble) };
        let theme = self.content.load_theme(&config.theme).map_err(|it| troubles::of_problem("theme", it))?;
        let allowances = self.content.load_allowances().map_err(|it| troubles::of_problem("audit", it))?;
        let before = self.edition.as_ref().map(|it| Arc::clone(&it.files)).unwrap_or_default();
        let memory = Memory::after(before);
        let done = build(&site, &theme, opened.withheld, allowances, Destination::Memory(&memory))
            .map_err(|error| troubles::of_build(&error, self.log))?;
        let unused =
            |it: &Allowance| format!("warning: audit.yaml allows a coincidence in {} that no longer occurs", it.in_);
        self.warn(done.unused.iter().map(unused), &known);
        let (files, summary) = memory.commit();
        Ok(Built { base: site.settings.base().to_owned(), files, summary, _site: site })
    }

    /// The content now; in a preview, after all that is to come.
    fn open(&mut self) -> Opened {
        self.due = None;
        let Ok(now) = self.content.look.clock() else { return self.content.open_at(clock()) };
        let mut opened = self.content.open_at(now);
        if self.content.look.at.is_some() {
            return opened;
        }
        if !self.content.look.preview {
            // A page may say that something is overdue, which it is from one day to the next.
            let tomorrow = (now.0.date_naive() + Days::new(1)).and_time(NaiveTime::MIN).and_utc();
            self.due = opened.coming.first().copied().into_iter().chain([Instant(tomorrow)]).min();
            return opened;
        }
        // What lifts may hold parts that lift later still.
        while let Some(&last) = opened.coming.last() {
            opened = self.content.open_at(last);
        }
        opened
    }

    fn show(&mut self, built: Built, begun: Stopwatch) {
        let Built { base, files, summary, _site } = built;
        let first = self.edition.is_none();
        let same = |edition: &Arc<Edition>| summary.written == 0 && summary.removed.is_empty() && edition.base == base;
        let count = files.len();
        if !self.edition.as_ref().is_some_and(same) {
            self.editions += 1;
            let id = format!("{}-{}", std::process::id(), self.editions);
            self.edition = Some(Arc::new(Edition::new(id, base, self.content.look.preview, Arc::new(files))));
        }
        self.display.send_replace(Shown { edition: self.edition.clone(), trouble: None });
        let took = match std::io::stdout().is_terminal() {
            true => format!(", in {} ms", begun.elapsed().as_millis()),
            false => String::new(),
        };
        say(&match first {
            true => format!("built: {count} files{took}"),
            false => format!("rebuilt: {} files changed, {} removed{took}", summary.written, summary.removed.len()),
        });
    }

    /// The last good site stays up.
    fn complain(&mut self, trouble: Trouble) {
        trouble.items.iter().for_each(|item| eprintln!("{}", troubles::line(item)));
        say(match self.edition {
            Some(_) => "not rebuilt; the last good site stays up",
            None => "not built",
        });
        let trouble = Some(Arc::new(trouble));
        self.display.send_replace(Shown { edition: self.edition.clone(), trouble });
    }

    /// Starts a round's warnings; returns those of the last one.
    fn warn_of_content(&mut self, opened: &Opened) -> BTreeSet<String> {
        let known = std::mem::take(&mut self.warned);
        let hidden: &[Diagnostic] = if self.log == Log::Private { &opened.hidden } else { &[] };
        let warnings = opened.shown.iter().chain(hidden).filter(|it| it.level() == Level::Warning);
        self.warn(warnings.map(Diagnostic::to_string), &known);
        known
    }

    fn warn(&mut self, warnings: impl Iterator<Item = String>, known: &BTreeSet<String>) {
        for warning in warnings {
            if !known.contains(&warning) {
                eprintln!("{warning}");
            }
            self.warned.insert(warning);
        }
    }
}
