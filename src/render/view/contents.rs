//! "On this page": the sections of a record's page, in the order of its template.

use super::{RecordView, Views};
use serde::Serialize;

/// Fewer sections than these need no contents.
const FEWEST: usize = 4;

/// A section of the page, by its anchor.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionLink<'a> {
    pub id: &'static str,
    pub title: &'a str,
}

/// Sections that there are, one after the other.
#[derive(Default)]
pub struct Contents<'a>(Vec<SectionLink<'a>>);

impl<'a> Contents<'a> {
    pub fn add(mut self, is_there: bool, id: &'static str, title: &'a str) -> Self {
        if is_there {
            self.0.push(SectionLink { id, title });
        }
        self
    }

    /// Impact, cause and timeline.
    pub fn account(self, views: &Views<'a>, record: &RecordView<'_>) -> Self {
        let say = &views.words.record;
        self.add(record.impact.is_some(), "impact", &say.impact)
            .add(record.root_cause.is_some(), "root-cause", &say.root_cause)
            .add(!record.timeline.is_empty(), "timeline", &views.words.timeline.title)
    }

    /// Thanks, sources and history: the last of every record.
    pub fn sources(self, views: &Views<'a>, record: &RecordView<'_>) -> Self {
        let say = &views.words.record;
        self.add(!record.credits.is_empty(), "credits", &say.credits)
            .add(!record.references.is_empty(), "references", &say.references)
            .add(!record.indicators.is_empty(), "indicators", &say.indicators)
            .add(!record.attachments.is_empty(), "attachments", &say.attachments)
            .add(!record.revisions.is_empty(), "revisions", &say.revisions)
            .add(!record.pending.is_empty(), "pending", &say.pending)
            .add(!views.site.settings.preview, "share", &say.share)
    }

    /// None where the page is short.
    pub fn done(self) -> Vec<SectionLink<'a>> {
        if self.0.len() < FEWEST { Vec::new() } else { self.0 }
    }
}
