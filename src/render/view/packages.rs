//! The list of all packages: how many advisories each has, and how bad the worst is.

use super::{FilterGroup, Frame, Group, PER_PAGE, Paging, SeverityView, Views};
use crate::public::packages::PackageRecords;
use crate::public::{Advisory, Kind, routes};
use crate::render::{Html, dates::When};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackagesPage<'a> {
    pub page: Frame<'a>,
    pub section: &'static str,
    pub words: Option<Html>,
    /// By ecosystem, then by name.
    pub groups: Vec<Group<'a, PackageItem<'a>>>,
    pub paging: Paging,
    /// None: the search finds packages.
    pub filters: Vec<FilterGroup<'a>>,
}

/// A package as a line of the list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackageItem<'a> {
    pub name: &'a str,
    pub href: String,
    /// How many advisories affect it: `3 advisories`.
    pub count: String,
    /// The worst severity of these.
    pub worst: Option<SeverityView<'a>>,
    /// When the newest of these was published.
    pub newest: Option<When>,
}

impl<'a> PackagesPage<'a> {
    /// How many pages the list takes.
    pub fn pages(views: &Views<'_>) -> usize {
        views.packages.len().div_ceil(PER_PAGE).max(1)
    }

    /// Page `number`, from 1, at `path`.
    pub fn new(views: &'a Views<'_>, number: usize, path: &'a str) -> Self {
        let say = &views.words.package;
        let shown = views.packages.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
        let named = shown.map(|it| (it.ecosystem.as_deref().unwrap_or(&say.other), PackageItem::new(views, it)));
        Self {
            page: views.frame(&views.words.frame.packages, path, say.all.clone()),
            section: "packages",
            words: views.introduced(path, path, &[]),
            groups: Group::all(named),
            paging: Paging::new(views, routes::PACKAGES, number, Self::pages(views)),
            filters: Vec::new(),
        }
    }
}

impl<'a> PackageItem<'a> {
    pub fn new(views: &'a Views<'_>, package: &'a PackageRecords<'_>) -> Self {
        let affecting = package.concerns.iter().filter(|concern| concern.affects());
        let affecting: Vec<&Advisory> = affecting.filter_map(|affecting| affecting.record.advisory()).collect();
        let levels = &views.site.settings.severities;
        let level = |it: &&Advisory| {
            let severity = it.severity.as_ref()?;
            levels.iter().position(|level| level.id == *severity.level)
        };
        let worst = affecting.iter().filter_map(level).min();
        Self {
            name: &package.name,
            href: views.links.href(&package.path),
            count: views.words.kinds.of(Kind::Advisory).count.of(affecting.len()),
            worst: worst.map(|at| SeverityView::word(views, &levels[at].id)),
            newest: affecting.iter().map(|affecting| affecting.head.published).max().map(|at| views.words.when(at)),
        }
    }
}
