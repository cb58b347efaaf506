//! The page of an advisory.

use super::affected::{AffectedView, UpdateView, updates};
use super::{Frame, RecordLink, RecordView, SeverityView, Views, YourVersionView};
use crate::public::{Advisory, Head, Record};
use crate::render::labels::Label;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AdvisoryPage<'a> {
    pub page: Frame<'a>,
    pub record: RecordView<'a>,
    pub severity: Option<SeverityView<'a>>,
    /// A word and what it means.
    pub informational: Option<Label<'a>>,
    pub affected: Vec<AffectedView<'a>>,
    pub updates: Vec<UpdateView<'a>>,
    pub your_version: Option<YourVersionView<'a>>,
    /// How to name it elsewhere.
    pub citation: String,
    pub cwe: Vec<u32>,
    pub incidents: Vec<RecordLink<'a>>,
}

impl<'a> AdvisoryPage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, advisory: &'a Advisory, path: &'a str) -> Self {
        let mut renderer = views.renderer(path, &advisory.head.attachments);
        let affected = AffectedView::all(views, &advisory.affected, advisory.informational);
        Self {
            page: views.record_frame(Record::Advisory(advisory), path),
            record: RecordView::new(views, Record::Advisory(advisory), &mut renderer),
            severity: advisory.severity.as_ref().map(|it| SeverityView::spelled_out(views, it)),
            informational: advisory.informational.map(|it| views.words.informational.of(it).both()),
            updates: updates(views, &advisory.affected),
            affected,
            your_version: YourVersionView::of_advisory(views, advisory),
            citation: citation(views, &advisory.head),
            cwe: advisory.cwe.clone(),
            incidents: views.record_links(&advisory.incidents),
        }
    }
}

/// Who says what, under which id, when and where: "Harbour Foundation. Title. HARBOUR-2026-k3x9, 4 March 2026. https://…".
fn citation(views: &Views<'_>, head: &Head) -> String {
    let who = views.site.settings.publisher();
    let title = head.title.trim_end_matches('.');
    let day = views.words.when(head.published).day;
    format!("{who}. {title}. {}, {day}. {}", head.id, views.links.absolute(&head.path()))
}
