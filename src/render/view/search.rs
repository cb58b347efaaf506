//! The page that searches all of the site; without a script it lists what there is.

use super::{Frame, RecordLink, Views};
use crate::public::{Kind, routes};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SearchPage<'a> {
    pub page: Frame<'a>,
    /// What is searched, in the order in which equally good finds are shown.
    pub lists: Vec<SearchedList<'a>>,
    /// The plan and the site's own pages.
    pub pages: Vec<PageLink<'a>>,
    /// Incidents that go on, for whoever comes without a script.
    pub ongoing: Vec<RecordLink<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SearchedList<'a> {
    /// Its folder below `/search/`.
    pub name: &'static str,
    pub label: &'a str,
    /// The list's own page; none where this page is it.
    pub href: Option<String>,
    /// How many entries it has.
    pub entries: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PageLink<'a> {
    pub title: &'a str,
    pub href: String,
    pub summary: Option<&'a str>,
}

impl<'a> SearchPage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let (site, say) = (views.site, &views.words.search);
        let list = |name: &'static str, label: &'a str, entries: usize, own: bool| SearchedList {
            name,
            label,
            href: own.then(|| views.links.href(&format!("/{name}/"))),
            entries,
        };
        let kind = |kind: Kind| list(kind.section(), &views.words.kinds.of(kind).many, site.section(kind).len(), true);
        let [advisory, incident, notice, lesson] = Kind::ALL.map(kind);
        let packages = list("packages", &views.words.frame.packages, views.packages.len(), true);
        let pages = list("pages", &say.pages, site.own_pages().count(), false);
        // A package's own name leads to all that concerns it.
        let lists = [packages, advisory, incident, notice, lesson, pages];
        let link = |page: &'a crate::public::Page| PageLink {
            title: &page.title,
            href: views.links.href(&page.path),
            summary: page.summary.as_deref(),
        };
        let open = site.incidents.iter().filter(|incident| incident.is_ongoing());
        Self {
            page: Frame {
                noindex: true,
                ..views.frame(&views.words.frame.search, routes::SEARCH, say.description.clone())
            },
            lists: lists.into_iter().filter(|list| list.entries > 0).collect(),
            pages: site.own_pages().map(link).collect(),
            ongoing: open.map(|open| views.record_link(crate::public::Record::Incident(open))).collect(),
        }
    }
}
