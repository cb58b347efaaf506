//! The page of an advisory.

use super::affected::{AffectedView, UpdateView, updates};
use super::{Frame, RecordLink, RecordView, SeverityView, Views};
use crate::public::{Advisory, Record};
use crate::render::labels;
use serde::Serialize;

#[derive(Serialize)]
pub struct AdvisoryPage<'a> {
    pub page: Frame<'a>,
    pub record: RecordView<'a>,
    pub severity: Option<SeverityView<'a>>,
    /// A word and what it means.
    pub informational: Option<labels::Label>,
    pub affected: Vec<AffectedView<'a>>,
    pub updates: Vec<UpdateView<'a>>,
    pub cwe: Vec<u32>,
    pub incidents: Vec<RecordLink<'a>>,
}

impl<'a> AdvisoryPage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, advisory: &'a Advisory, path: &'a str) -> Self {
        let mut renderer = views.renderer(path, &advisory.head.attachments);
        let affected = AffectedView::all(views, &advisory.affected);
        Self {
            page: views.record_frame(Record::Advisory(advisory), path),
            record: RecordView::new(views, Record::Advisory(advisory), &mut renderer),
            severity: advisory.severity.as_ref().map(|it| SeverityView::scored(views, it)),
            informational: advisory.informational.map(labels::informational),
            updates: updates(&affected),
            affected,
            cwe: advisory.cwe.clone(),
            incidents: views.record_links(&advisory.incidents),
        }
    }
}
