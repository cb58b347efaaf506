//! What happened, and when.

use super::spans;
use crate::public::{Phase, Precision, Stamp, TimelineEntry};
use crate::render::{Html, Words, dates::When, markdown::Renderer};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TimelineView<'a> {
    pub at: When,
    pub to: Option<When>,
    pub approximate: bool,
    /// A word for the phase, and its name for the stylesheet.
    pub phase: Option<&'a str>,
    pub text: Option<Html>,
    /// How long after the entry before it.
    pub later: Option<String>,
    /// Where things turned for the better.
    pub turn: bool,
}

/// The end of a span; on the day on which it began, the hour says enough.
fn until(words: &Words, from: Stamp, to: Stamp) -> When {
    let when = words.when(to);
    let both = from.precision == Precision::Instant && to.precision == Precision::Instant;
    match both && from.start.0.date_naive() == to.start.0.date_naive() {
        true => When { text: words.time(to.start), ..when },
        false => when,
    }
}

impl<'a> TimelineView<'a> {
    pub fn all(words: &'a Words, renderer: &mut Renderer, entries: &[TimelineEntry]) -> Vec<Self> {
        let before = std::iter::once(None).chain(entries.iter().map(Some));
        entries
            .iter()
            .zip(before)
            .map(|(it, before)| Self {
                at: words.when(it.at),
                to: it.to.map(|to| until(words, it.at, to)),
                approximate: it.approximate,
                phase: it.phase.map(|phase| &**words.phases.of(phase)),
                text: renderer.render_option(it.text.as_ref(), 4),
                later: before.and_then(|before| later(words, before, it)),
                turn: it.phase.is_some_and(is_turn),
            })
            .collect()
    }
}

/// Not where either is only about right.
fn later(words: &Words, before: &TimelineEntry, entry: &TimelineEntry) -> Option<String> {
    let exact = !before.approximate && !entry.approximate;
    let known = before.at.precision.min(entry.at.precision) >= Precision::Day;
    (exact && known).then(|| spans::between(words, before.at, entry.at)).flatten()
}

fn is_turn(phase: Phase) -> bool {
    use Phase::{Contained, Eradicated, Fixed, Mitigated, Recovered, Verified};
    matches!(phase, Contained | Eradicated | Fixed | Mitigated | Recovered | Verified)
}
