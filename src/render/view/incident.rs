//! The page of an incident.

use super::affected::AffectedView;
use super::branches::AffectedRow;
use super::contents::{Contents, SectionLink};
use super::filters::TagView;
use super::people::PersonView;
use super::{ActionView, Frame, Group, RecordLink, RecordView, SeverityView, Views};
use crate::public::filters::Facet;
use crate::public::{Incident, Kind, Record};
use crate::render::{Html, dates::When, labels::Label};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IncidentPage<'a> {
    pub page: Frame<'a>,
    pub record: RecordView<'a>,
    pub categories: Vec<CategoryView<'a>>,
    pub severity: Option<SeverityView<'a>>,
    /// A word and what it means.
    pub status: Option<Label<'a>>,
    /// When more will be said, while it goes on.
    pub next_update: Option<When>,
    pub confirmation: Option<Label<'a>>,
    /// What is or may be affected; then what isn't.
    pub affected: Vec<AffectedRow<'a>>,
    pub unaffected: Vec<AffectedRow<'a>>,
    /// Each with the page of its incidents.
    pub services: Vec<TagView<'a>>,
    /// Those who asked to be named, by their part in it.
    pub people: Vec<Group<'a, PersonView<'a>>>,
    pub lessons: Vec<Html>,
    pub actions: Vec<ActionView<'a>>,
    pub advisories: Vec<RecordLink<'a>>,
    /// Whether it still goes on: then its timeline is newest first.
    pub ongoing: bool,
    /// The sections of the page; empty where it is short.
    pub contents: Vec<SectionLink<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CategoryView<'a> {
    pub label: &'a str,
    pub description: Option<&'a str>,
}

impl<'a> IncidentPage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, incident: &'a Incident, path: &'a str) -> Self {
        let mut renderer =
            views.renderer(path, &incident.head.attachments).in_language(incident.head.language.as_ref());
        let record = RecordView::new(views, Record::Incident(incident), &mut renderer);
        let affected = AffectedView::all(views, &incident.affected, None);
        let affected = AffectedRow::all(views, &incident.affected, affected, None);
        let (unaffected, affected) = affected.into_iter().partition(|row| row.package.status_class == "not-affected");
        let mut page = Self {
            page: views.record_frame(Record::Incident(incident), path),
            record,
            categories: views.categories(&incident.categories),
            severity: incident.severity.as_ref().map(|severity| SeverityView::word(views, severity)),
            status: incident.status.map(|status| views.words.statuses.of(status).both()),
            next_update: incident.announced_update().map(|announced_update| views.words.when(announced_update)),
            confirmation: incident.confirmation.map(|confirmation| views.words.confirmations.of(confirmation).both()),
            affected,
            unaffected,
            ongoing: incident.is_ongoing(),
            contents: Vec::new(),
            services: TagView::of(views, Kind::Incident, Facet::Service, &incident.services),
            people: people(views, incident),
            lessons: incident.lessons.iter().map(|lesson| renderer.render(lesson, 3)).collect(),
            actions: ActionView::all(views, &incident.actions),
            advisories: views.record_links(&incident.advisories),
        };
        page.contents = page.contents(views);
        page
    }

    fn contents(&self, views: &Views<'a>) -> Vec<SectionLink<'a>> {
        let (say, record) = (&views.words.incident, &self.record);
        let advice = record.recommendations.is_some() || record.workaround.is_some();
        Contents::default()
            .add(advice, "what-to-do", &views.words.record.what_you_can_do)
            .add(!self.affected.is_empty() || !self.unaffected.is_empty(), "affected", &views.words.affected.versions)
            .add(!record.timeline.is_empty() && self.ongoing, "timeline", &say.updates)
            .add(record.impact.is_some(), "impact", &views.words.record.impact)
            .add(!record.details.is_empty(), "details", &say.details)
            .add(!record.timeline.is_empty() && !self.ongoing, "timeline", &views.words.timeline.title)
            .add(record.root_cause.is_some(), "root-cause", &views.words.record.root_cause)
            .add(record.resolution.is_some(), "resolution", &say.resolution)
            .add(!self.lessons.is_empty(), "lessons", &say.lessons)
            .add(!self.actions.is_empty(), "actions", &views.words.record.actions)
            .add(!self.people.is_empty(), "people", &say.people)
            .add(!self.advisories.is_empty(), "advisories", &views.words.kinds.of(Kind::Advisory).many)
            .sources(views, record)
            .done()
    }
}

impl<'a> Views<'a> {
    pub(super) fn categories(&self, ids: &'a [crate::public::Text]) -> Vec<CategoryView<'a>> {
        let known = |id: &str| self.site.settings.categories.iter().find(|category| category.id == id);
        ids.iter()
            .map(|id| match known(id) {
                Some(it) => CategoryView { label: self.words.category(it), description: it.description.as_deref() },
                None => CategoryView { label: id, description: None },
            })
            .collect()
    }
}

fn people<'a>(views: &Views<'a>, incident: &'a Incident) -> Vec<Group<'a, PersonView<'a>>> {
    let say = &views.words.incident;
    let reporter = incident.reporter.iter().map(|reporter| (&*say.reporter, reporter));
    let coordinator = incident.coordinator.iter().map(|coordinator| (&*say.coordinator, coordinator));
    let responders = incident.responders.iter().map(|responder| (&*say.responder, responder));
    let named = |(part, person): (&'a str, _)| {
        let mut view = PersonView::new(views, person);
        if view.role.eq_ignore_ascii_case(part) {
            view.role = "";
        }
        (part, view)
    };
    Group::all(reporter.chain(coordinator).chain(responders).map(named))
}
