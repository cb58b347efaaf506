//! The projects of a foundation, and all that concerns one of them.

use super::report::SupportedView;
use super::{Entry, FeedView, Formats, Frame, PER_PAGE, Paging, Views};
use crate::public::feeds::Scope;
use crate::public::{Packages, Project, Record};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectPage<'a> {
    pub page: Frame<'a>,
    pub name: &'a str,
    pub url: Option<String>,
    pub repository: Option<String>,
    pub report: Option<String>,
    pub packages: Vec<ShippedView<'a>>,
    pub supported: Vec<SupportedView<'a>>,
    /// Newest first.
    pub entries: Vec<Entry<'a>>,
    pub paging: Paging,
    pub feeds: Vec<FeedView>,
}

/// A package that a project ships, as site.yaml names it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShippedView<'a> {
    pub name: &'a str,
    pub href: String,
}

impl<'a> ProjectPage<'a> {
    /// Page `number`, from 1, at `path`, of all of its `records`.
    pub fn new(views: &Views<'a>, project: &'a Project, records: &[Record<'a>], number: usize, path: &'a str) -> Self {
        let feeds = views.feeds(&Scope::Project(project), Formats::All);
        let description = views.words.projects.one_description.fill(&[("project", &project.name)]);
        let link = |url: &Option<String>| url.as_deref().and_then(|url| views.outside(url));
        let own = project.path();
        Self {
            page: Frame { feeds: feeds.clone(), ..views.frame(&project.name, path, description) },
            name: &project.name,
            url: link(&project.url),
            repository: link(&project.repository),
            report: link(&project.report),
            packages: project.packages.iter().map(|package| ShippedView::new(views, package)).collect(),
            supported: project.supported.iter().map(|line| SupportedView::new(views, line)).collect(),
            entries: part(records, number).iter().map(|part| Entry::new(views, *part)).collect(),
            paging: Paging::new(views, &own, number, Self::pages(records)),
            feeds,
        }
    }

    /// How many pages it takes.
    pub fn pages(records: &[Record<'_>]) -> usize {
        records.len().div_ceil(PER_PAGE).max(1)
    }
}

fn part<'r, 'a>(records: &'r [Record<'a>], number: usize) -> &'r [Record<'a>] {
    records.chunks(PER_PAGE).nth(number - 1).unwrap_or_default()
}

impl<'a> ShippedView<'a> {
    fn new(views: &Views<'_>, written: &'a str) -> Self {
        Self { name: written, href: views.links.href(&Packages::path_of_written(written)) }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectsPage<'a> {
    pub page: Frame<'a>,
    pub projects: Vec<ProjectItem<'a>>,
}

/// A project as an item of the list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectItem<'a> {
    pub name: &'a str,
    pub href: String,
    pub packages: Vec<ShippedView<'a>>,
    pub supported: Vec<SupportedView<'a>>,
    /// The newest record that concerns it.
    pub newest: Option<Entry<'a>>,
}

impl<'a> ProjectsPage<'a> {
    /// With the newest record of each.
    pub fn new(views: &Views<'a>, newest: &[Option<Record<'a>>], path: &'a str) -> Self {
        let projects = views.site.settings.projects.iter().zip(newest);
        let item = |(project, newest): (&'a Project, &Option<Record<'a>>)| ProjectItem {
            name: &project.name,
            href: views.links.href(&project.path()),
            packages: project.packages.iter().map(|package| ShippedView::new(views, package)).collect(),
            supported: project.supported.iter().map(|line| SupportedView::new(views, line)).collect(),
            newest: newest.map(|newest| Entry::new(views, newest)),
        };
        Self {
            page: views.frame(&views.words.projects.title, path, views.words.projects.description.clone()),
            projects: projects.map(item).collect(),
        }
    }
}
