//! What happened, and when.

use crate::public::TimelineEntry;
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

impl TimelineView {
    pub fn all(renderer: &mut Renderer, entries: &[TimelineEntry]) -> Vec<Self> {
        entries
            .iter()
            .map(|it| Self {
                at: it.at.into(),
                to: it.to.map(When::from),
                approximate: it.approximate,
                phase: it.phase.map(labels::phase),
                text: renderer.render_option(it.text.as_ref(), 4),
            })
            .collect()
    }
}
