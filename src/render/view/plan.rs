//! The incident response plan: its parts, and the way from one to the next.

use super::{Frame, PageView, PartView, Views};
use crate::public::{PlanPart, Site, routes};
use serde::Serialize;

/// The plan's contents: made once, then shared by its parts.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanView {
    /// The title of `plan/index.md`, if there is one.
    pub title: String,
    pub href: String,
    /// The parts but for the first page.
    pub parts: Vec<PartView>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanPage<'a> {
    pub page: Frame<'a>,
    pub text: PageView<'a>,
    /// Its own address, by which the contents mark it.
    pub href: String,
    pub is_first: bool,
    pub previous: Option<PartView>,
    pub next: Option<PartView>,
}

/// Where there is no `plan/index.md`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanContentsPage<'a> {
    pub page: Frame<'a>,
}

fn first(site: &Site) -> Option<&PlanPart> {
    site.plan.iter().find(|part| &*part.path == routes::PLAN)
}

impl PlanView {
    pub fn new(views: &Views<'_>) -> Self {
        let parts = views.site.plan.iter().filter(|part| &*part.path != routes::PLAN);
        Self {
            title: first(views.site).map_or(&*views.words.plan.title, |part| &part.title).to_string(),
            href: views.links.href(routes::PLAN),
            parts: parts.map(|part| PartView::new(views, part)).collect(),
        }
    }
}

impl<'a> PlanPage<'a> {
    /// The part at this place of [`Site::plan`].
    pub fn new(views: &Views<'a>, at: usize, part: &'a PlanPart) -> Self {
        let plan = &views.site.plan;
        let neighbour = |at: Option<usize>| at.and_then(|at| plan.get(at)).map(|part| PartView::new(views, part));
        Self {
            page: views.page_frame(part),
            text: PageView::new(views, part, &["main", "contents"]),
            href: views.links.href(&part.path),
            is_first: &*part.path == routes::PLAN,
            previous: neighbour(at.checked_sub(1)),
            next: neighbour(at.checked_add(1)),
        }
    }
}

impl<'a> PlanContentsPage<'a> {
    /// None where the plan has a first page of its own, or there is no plan.
    pub fn new(views: &Views<'a>) -> Option<Self> {
        let needed = first(views.site).is_none() && !views.site.plan.is_empty();
        let description = views.words.plan.description.fill(&[("site", &views.site.settings.title)]);
        needed.then(|| Self { page: views.frame(&views.words.plan.title, routes::PLAN, description) })
    }
}
