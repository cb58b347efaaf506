//! The home page: what is new, how to report, what we promise.

use super::report::{ContactView, SupportedView, TargetView};
use super::{Entry, Frame, PageView, TranslationView, Views};
use crate::public::{Project, Record};
use crate::render::excerpt::shorten;
use serde::Serialize;

/// Ids of the template's own sections.
const SECTIONS: &[&str] = &["main", "report", "advisories", "incidents", "notices", "ending", "feeds"];
/// How many of a kind are news.
const LATEST: usize = 5;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HomePage<'a> {
    pub page: Frame<'a>,
    pub text: Option<PageView<'a>>,
    /// What the site is, where site.yaml says it.
    pub lead: Option<&'a str>,
    pub advisories: Vec<Entry<'a>>,
    pub incidents: Vec<Entry<'a>>,
    pub notices: Vec<Entry<'a>>,
    /// Release lines whose support ends soon, the first end first.
    pub ending: Vec<EndingView<'a>>,
    pub contacts: Vec<ContactView<'a>>,
    pub targets: Vec<TargetView<'a>>,
}

/// A release line of a project.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EndingView<'a> {
    pub project: &'a str,
    pub href: String,
    pub line: SupportedView<'a>,
}

impl<'a> EndingView<'a> {
    fn all(views: &Views<'a>) -> Vec<Self> {
        let of = |project: &'a Project| project.supported.iter().map(move |line| (project, line));
        let lines = views.site.settings.projects.iter().flat_map(of);
        let mut ending: Vec<_> = lines
            .map(|(project, line)| (line.ends(), project, SupportedView::new(views, line)))
            .filter(|(_, _, line)| line.soon)
            .collect();
        ending.sort_by_key(|(ends, ..)| *ends);
        let view = |(_, project, line): (_, &'a Project, _)| Self {
            project: &project.name,
            href: views.links.href(&project.path()),
            line,
        };
        ending.into_iter().map(view).collect()
    }
}

impl<'a> HomePage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let site = views.site;
        let settings = &site.settings;
        let entry = |record| Entry::new(views, record);
        let text = site.home.as_ref().map(|page| PageView::new(views, page, SECTIONS));
        let description = settings.description.as_deref().unwrap_or(&settings.title);
        Self {
            page: Frame {
                translations: site.home.as_ref().map(|page| TranslationView::all(views, page)).unwrap_or_default(),
                ..views.frame(&settings.title, "/", shorten(description, 300))
            },
            text: text.filter(|text| !text.body.is_empty()),
            lead: settings.description.as_deref(),
            advisories: site.advisories.iter().take(LATEST).map(|advisory| entry(Record::Advisory(advisory))).collect(),
            incidents: site.incidents.iter().take(LATEST).map(|incident| entry(Record::Incident(incident))).collect(),
            notices: site.notices.iter().take(LATEST).map(|notice| entry(Record::Notice(notice))).collect(),
            ending: EndingView::all(views),
            contacts: ContactView::all(views, &settings.report.contact),
            targets: TargetView::all(views.words, settings.targets.as_ref()),
        }
    }
}
