//! What happened, and when.

use crate::public::{Precision, Stamp, TimelineEntry};
use crate::render::{Html, dates::When, labels, markdown::Renderer};
use serde::Serialize;

#[derive(Serialize)]
pub struct TimelineView {
    pub at: When,
    pub to: Option<When>,
    pub approximate: bool,
    /// A word for the phase, and its name for the stylesheet.
    pub phase: Option<&'static str>,
    pub text: Option<Html>,
}

/// The end of a span; on the day on which it began, the hour says enough.
fn until(from: Stamp, to: Stamp) -> When {
    let when = When::from(to);
    let both = from.precision == Precision::Instant && to.precision == Precision::Instant;
    match both && from.start.0.date_naive() == to.start.0.date_naive() {
        true => When { text: to.start.0.format("%H:%M UTC").to_string(), ..when },
        false => when,
    }
}

impl TimelineView {
    pub fn all(renderer: &mut Renderer, entries: &[TimelineEntry]) -> Vec<Self> {
        entries
            .iter()
            .map(|it| Self {
                at: it.at.into(),
                to: it.to.map(|to| until(it.at, to)),
                approximate: it.approximate,
                phase: it.phase.map(labels::phase),
                text: renderer.render_option(it.text.as_ref(), 4),
            })
            .collect()
    }
}
