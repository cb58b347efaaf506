//! The page of an incident.

use super::affected::AffectedView;
use super::people::PersonView;
use super::{ActionView, Frame, Group, RecordLink, RecordView, SeverityView, Views};
use crate::public::{Incident, Record};
use crate::render::{Html, labels::Label};
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
    pub confirmation: Option<Label<'a>>,
    pub affected: Vec<AffectedView<'a>>,
    pub services: Vec<&'a str>,
    /// Those who asked to be named, by their part in it.
    pub people: Vec<Group<'a, PersonView<'a>>>,
    pub lessons: Vec<Html>,
    pub actions: Vec<ActionView<'a>>,
    pub advisories: Vec<RecordLink<'a>>,
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
        let mut renderer = views.renderer(path, &incident.head.attachments);
        let record = RecordView::new(views, Record::Incident(incident), &mut renderer);
        Self {
            page: views.record_frame(Record::Incident(incident), path),
            record,
            categories: views.categories(&incident.categories),
            severity: incident.severity.as_ref().map(|it| SeverityView::word(views, it)),
            status: incident.status.map(|it| views.words.statuses.of(it).both()),
            confirmation: incident.confirmation.map(|it| views.words.confirmations.of(it).both()),
            affected: AffectedView::all(views, &incident.affected, None),
            services: incident.services.iter().map(|it| &**it).collect(),
            people: people(views, incident),
            lessons: incident.lessons.iter().map(|lesson| renderer.render(lesson, 3)).collect(),
            actions: ActionView::all(views, &incident.actions),
            advisories: views.record_links(&incident.advisories),
        }
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
    let reporter = incident.reporter.iter().map(|it| (&*say.reporter, it));
    let coordinator = incident.coordinator.iter().map(|it| (&*say.coordinator, it));
    let responders = incident.responders.iter().map(|it| (&*say.responder, it));
    let named = |(part, person): (&'a str, _)| {
        let mut view = PersonView::new(views, person);
        if view.role.eq_ignore_ascii_case(part) {
            view.role = "";
        }
        (part, view)
    };
    Group::all(reporter.chain(coordinator).chain(responders).map(named))
}
