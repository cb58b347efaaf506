//! What the stages of a build take: time, files and bytes.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant as Stopwatch};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Templates, Markdown and all formats for machines.
    Render,
    /// Pictures for link previews.
    Cards,
    Audit,
    Write,
}

impl Stage {
    pub const ALL: [Stage; 4] = [Stage::Render, Stage::Cards, Stage::Audit, Stage::Write];

    pub fn name(self) -> &'static str {
        match self {
            Stage::Render => "render",
            Stage::Cards => "cards",
            Stage::Audit => "audit",
            Stage::Write => "write",
        }
    }
}

/// Adds up what many threads do at once: its times are those of all threads together.
pub struct Meter {
    /// The caller's: clocks are read in `cli` alone.
    clock: fn() -> Stopwatch,
    tallies: [Tally; Stage::ALL.len()],
}

#[derive(Default)]
struct Tally {
    nanoseconds: AtomicU64,
    files: AtomicUsize,
    bytes: AtomicUsize,
}

/// What one stage took.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    pub stage: Stage,
    pub time: Duration,
    pub files: usize,
    pub bytes: usize,
}

impl Meter {
    pub fn new(clock: fn() -> Stopwatch) -> Self {
        Self { clock, tallies: Default::default() }
    }

    pub fn taken(&self) -> impl Iterator<Item = Taken> {
        Stage::ALL.into_iter().zip(&self.tallies).map(|(stage, tally)| Taken {
            stage,
            time: Duration::from_nanos(tally.nanoseconds.load(Relaxed)),
            files: tally.files.load(Relaxed),
            bytes: tally.bytes.load(Relaxed),
        })
    }

    fn tally(&self, stage: Stage) -> &Tally {
        &self.tallies[stage as usize]
    }
}

/// Runs a part of a stage; its time is added up where there is a meter.
pub(super) fn timed<T>(meter: Option<&Meter>, stage: Stage, run: impl FnOnce() -> T) -> T {
    let Some(meter) = meter else { return run() };
    let begun = (meter.clock)();
    let done = run();
    let nanoseconds = (meter.clock)().duration_since(begun).as_nanos().try_into().unwrap_or(u64::MAX);
    meter.tally(stage).nanoseconds.fetch_add(nanoseconds, Relaxed);
    done
}

/// A file of so many bytes went through a stage.
pub(super) fn counted(meter: Option<&Meter>, stage: Stage, bytes: usize) {
    let Some(tally) = meter.map(|meter| meter.tally(stage)) else { return };
    tally.files.fetch_add(1, Relaxed);
    tally.bytes.fetch_add(bytes, Relaxed);
}
