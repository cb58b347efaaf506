//! The home page: what is new, how to report, what we promise.

use super::report::TargetView;
use super::{Entry, Frame, PageView, Views, report::ContactView};
use crate::public::Record;
use crate::render::excerpt::shorten;
use serde::Serialize;

/// Ids of the template's own sections.
const SECTIONS: &[&str] = &["main", "ongoing", "report", "advisories", "incidents", "notices", "feeds"];
/// How many of a kind are news.
const LATEST: usize = 5;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HomePage<'a> {
    pub page: Frame<'a>,
    pub text: Option<PageView<'a>>,
    /// Incidents that are not over.
    pub ongoing: Vec<Entry<'a>>,
    pub advisories: Vec<Entry<'a>>,
    pub incidents: Vec<Entry<'a>>,
    pub notices: Vec<Entry<'a>>,
    pub contacts: Vec<ContactView<'a>>,
    pub targets: Vec<TargetView<'a>>,
}

impl<'a> HomePage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let site = views.site;
        let settings = &site.settings;
        let entry = |record| Entry::new(views, record);
        let text = site.home.as_ref().map(|page| PageView::new(views, page, SECTIONS));
        let ongoing = site.incidents.iter().filter(|it| it.is_ongoing());
        let description = settings.description.as_deref().unwrap_or(&settings.title);
        Self {
            page: views.frame(&settings.title, "/", shorten(description, 300)),
            text: text.filter(|it| !it.body.is_empty()),
            ongoing: ongoing.map(|it| entry(Record::Incident(it))).collect(),
            advisories: site.advisories.iter().take(LATEST).map(|it| entry(Record::Advisory(it))).collect(),
            incidents: site.incidents.iter().take(LATEST).map(|it| entry(Record::Incident(it))).collect(),
            notices: site.notices.iter().take(LATEST).map(|it| entry(Record::Notice(it))).collect(),
            contacts: ContactView::all(views, &settings.report.contact),
            targets: TargetView::all(views.words, settings.targets.as_ref()),
        }
    }
}
