//! The page of an advisory.

use super::affected::{AffectedView, UpdateView, updates};
use super::branches::AffectedRow;
use super::contents::{Contents, SectionLink};
use super::{Frame, RecordLink, RecordView, SeverityView, Views, YourVersionView};
use crate::cwe;
use crate::public::{Advisory, Head, Kind, Record};
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
    /// What is or may be affected; then what isn't.
    pub affected: Vec<AffectedRow<'a>>,
    pub unaffected: Vec<AffectedRow<'a>>,
    pub updates: Vec<UpdateView<'a>>,
    /// What to say where there is nothing to update to.
    pub no_fix: Option<String>,
    /// Whether there is anything to do, or to say of it.
    pub advice: bool,
    pub your_version: Option<YourVersionView<'a>>,
    /// How to name it elsewhere.
    pub citation: String,
    pub cwe: Vec<WeaknessView>,
    /// The sections of the page; empty where it is short.
    pub contents: Vec<SectionLink<'a>>,
    pub incidents: Vec<RecordLink<'a>>,
}

impl<'a> AdvisoryPage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, advisory: &'a Advisory, path: &'a str) -> Self {
        let mut renderer =
            views.renderer(path, &advisory.head.attachments).in_language(advisory.head.language.as_ref());
        let affected = AffectedView::all(views, &advisory.affected, advisory.informational);
        let record = RecordView::new(views, Record::Advisory(advisory), &mut renderer);
        let updates = updates(views, &advisory.affected, advisory.informational);
        let rows = AffectedRow::all(views, &advisory.affected, affected, advisory.informational);
        let (unaffected, affected): (Vec<_>, Vec<AffectedRow<'a>>) =
            rows.into_iter().partition(|row| row.package.status_class == "not-affected");
        let mut page = Self {
            page: views.record_frame(Record::Advisory(advisory), path),
            record,
            contents: Vec::new(),
            severity: advisory.severity.as_ref().map(|severity| SeverityView::spelled_out(views, severity)),
            informational: advisory
                .informational
                .map(|informational| views.words.informational.of(informational).both()),
            no_fix: affected.iter().find_map(|row| row.package.no_fix.clone()),
            advice: false,
            updates,
            affected,
            unaffected,
            your_version: YourVersionView::of_advisory(views, advisory),
            citation: citation(views, &advisory.head),
            cwe: advisory.cwe.iter().map(|it| WeaknessView { number: *it, name: cwe::name(*it) }).collect(),
            incidents: views.record_links(&advisory.incidents),
        };
        page.advice = page.has_advice();
        page.contents = page.contents(views);
        page
    }

    fn contents(&self, views: &Views<'a>) -> Vec<SectionLink<'a>> {
        let (say, record) = (&views.words.advisory, &self.record);
        let rated = self
            .severity
            .as_ref()
            .is_some_and(|severity| !severity.vectors.is_empty() || severity.description.is_some());
        Contents::default()
            .add(self.advice, "what-to-do", &say.what_to_do)
            .add(!self.affected.is_empty() || !self.unaffected.is_empty(), "affected", &views.words.affected.versions)
            .add(rated || self.informational.is_some() || record.exploitation.is_some(), "severity", &say.severity)
            .add(!record.details.is_empty(), "details", &say.details)
            .account(views, record)
            .add(record.resolution.is_some(), "resolution", &views.words.record.resolution)
            .add(!self.incidents.is_empty(), "incidents", &views.words.kinds.of(Kind::Incident).many)
            .sources(views, record)
            .done()
    }

    fn has_advice(&self) -> bool {
        let record = &self.record;
        let versions = !self.updates.is_empty() || self.no_fix.is_some();
        versions || record.workaround.is_some() || record.recommendations.is_some()
    }
}

/// A weakness by its number, and what MITRE's list calls it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WeaknessView {
    pub number: u32,
    pub name: Option<&'static str>,
}

/// Who says what, under which id, when and where: "Harbour Foundation. Title. HARBOUR-2026-k3x9, 4 March 2026. https://…".
fn citation(views: &Views<'_>, head: &Head) -> String {
    let who = views.site.settings.publisher();
    let title = head.title.trim_end_matches('.');
    let day = views.words.when(head.published).day;
    format!("{who}. {title}. {}, {day}. {}", head.id, views.links.absolute(&head.path()))
}
