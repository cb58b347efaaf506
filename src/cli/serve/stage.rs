//! What is shown of the rounds, in the browser and in the terminal.

use super::{say, troubles};
use crate::audit::Allowance;
use crate::cli::common::Log;
use crate::diagnostic::{Diagnostic, Level};
use crate::private::Opened;
use crate::serve::{BuildFailure, Display, Shown, Snapshot};
use crate::write::Memory;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

pub struct Stage {
    display: Display,
    log: Log,
    /// Only the newest round shows anything.
    round: usize,
    begun: Stopwatch,
    /// The last site that was whole.
    good: Option<Arc<Snapshot>>,
    /// The site of this round, shown before it is whole.
    early: Option<Arc<Snapshot>>,
    editions: usize,
    /// The warnings of this round and of the last one: only new ones are reported.
    warned: BTreeSet<String>,
    known: BTreeSet<String>,
}

/// A site that was made, or is being made.
#[derive(Clone)]
pub struct Made {
    pub base: String,
    pub preview: bool,
    pub memory: Arc<Memory>,
}

impl Stage {
    pub fn new(display: Display, log: Log) -> Self {
        Self {
            display,
            log,
            round: 0,
            begun: Stopwatch::now(),
            good: None,
            early: None,
            editions: 0,
            warned: BTreeSet::new(),
            known: BTreeSet::new(),
        }
    }

    /// Begins a round, and gives it its number.
    pub fn begin(&mut self, begun: Stopwatch) -> usize {
        self.round += 1;
        self.begun = begun;
        self.early = None;
        self.known = std::mem::take(&mut self.warned);
        self.round
    }

    /// What the next site is made after: the last good one, and what of the one that is shown was looked at lately.
    pub fn next(&self) -> Memory {
        let good = self.good.as_ref().map(|good| Arc::clone(&good.memory));
        let lately = self.display.borrow().snapshot.as_ref().map(|snapshot| snapshot.memory.lately());
        Memory::after(good, &Snapshot::FIRST, lately.unwrap_or_default())
    }

    /// Shows a site of which not all is made yet.
    pub fn show_early(&mut self, round: usize, made: Made) {
        if round == self.round && self.early.is_none() {
            let snapshot = self.snapshot(made);
            self.early = Some(Arc::clone(&snapshot));
            self.display.send_replace(Shown { snapshot: Some(snapshot), build_failure: None });
        }
    }

    /// Ends a round, unless there is a newer one.
    pub fn end(&mut self, round: usize, made: Made, done: Result<Vec<Allowance>, BuildFailure>) {
        if round != self.round {
            return;
        }
        let memory = Arc::clone(&made.memory);
        match done {
            Ok(unused) => {
                self.warn_of_allowances(&unused);
                self.show(made);
            }
            Err(build_failure) => {
                self.complain(build_failure);
                memory.end();
            }
        }
        // Nobody shows it early any more.
        self.round += 1;
    }

    fn show(&mut self, made: Made) {
        let first = self.good.is_none();
        let summary = made.memory.finish();
        let unchanged = |good: &Snapshot| summary.written == 0 && summary.removed.is_empty() && good.base == made.base;
        let snapshot = match (self.early.take(), &self.good) {
            (Some(early), _) => early,
            (None, Some(good)) if unchanged(good) => Arc::clone(good),
            (None, _) => self.snapshot(made),
        };
        self.good = Some(Arc::clone(&snapshot));
        self.display.send_replace(Shown { snapshot: Some(snapshot), build_failure: None });
        let took = match std::io::stdout().is_terminal() {
            true => format!(", in {} ms", self.begun.elapsed().as_millis()),
            false => String::new(),
        };
        say(&match first {
            true => format!("built: {} files{took}", summary.written + summary.unchanged),
            false => format!("rebuilt: {} files changed, {} removed{took}", summary.written, summary.removed.len()),
        });
    }

    fn snapshot(&mut self, made: Made) -> Arc<Snapshot> {
        self.editions += 1;
        let id = format!("{}-{}", std::process::id(), self.editions);
        Arc::new(Snapshot::new(id, made.base, made.preview, made.memory))
    }

    /// The last good site stays up.
    pub fn complain(&mut self, build_failure: BuildFailure) {
        build_failure.items.iter().for_each(|item| eprintln!("{}", troubles::line(item)));
        say(match self.good {
            Some(_) => "not rebuilt; the last good site stays up",
            None => "not built",
        });
        let build_failure = Some(Arc::new(build_failure));
        self.display.send_replace(Shown { snapshot: self.good.clone(), build_failure });
    }

    pub fn warn_of_content(&mut self, opened: &Opened) {
        let hidden: &[Diagnostic] = if self.log == Log::Private { &opened.hidden } else { &[] };
        let warnings = opened.shown.iter().chain(hidden).filter(|it| it.level() == Level::Warning);
        warnings.for_each(|warning| self.warn(warning.to_string()));
    }

    fn warn_of_allowances(&mut self, unused: &[Allowance]) {
        for Allowance { in_, .. } in unused {
            self.warn(format!("warning: audit.yaml allows a coincidence in {in_} that no longer occurs"));
        }
    }

    fn warn(&mut self, warning: String) {
        if !self.known.contains(&warning) {
            eprintln!("{warning}");
        }
        self.warned.insert(warning);
    }
}
