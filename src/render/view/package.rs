//! The page of a package: all that concerns it, and which of its versions.

use super::affected::AffectedView;
use super::{Entry, FeedView, Formats, Frame, PER_PAGE, Paging, Views, YourVersionView};
use crate::public::feeds::Scope;
use crate::public::packages::{Concern, PackageRecords};
use crate::public::{Affected, Record};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackagePage<'a> {
    pub page: Frame<'a>,
    pub name: &'a str,
    pub ecosystem: Option<&'a str>,
    pub purl: Option<&'a str>,
    pub projects: Vec<ProjectLink<'a>>,
    /// On the first page, if any of them says which versions.
    pub your_version: Option<YourVersionView<'a>>,
    /// Newest first.
    pub concerns: Vec<ConcernView<'a>>,
    /// How many there are on all its pages.
    pub total: usize,
    pub paging: Paging,
    pub feeds: Vec<FeedView>,
}

/// A project of the site that ships it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectLink<'a> {
    pub name: &'a str,
    pub href: String,
}

/// A record, and which versions of the package it is about.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ConcernView<'a> {
    pub entry: Entry<'a>,
    pub affected: Vec<AffectedView<'a>>,
}

impl<'a> PackagePage<'a> {
    /// How many pages it takes.
    pub fn pages(package: &PackageRecords<'_>) -> usize {
        package.concerns.len().div_ceil(PER_PAGE).max(1)
    }

    /// Page `number`, from 1, at `path`.
    pub fn new(views: &'a Views<'_>, package: &'a PackageRecords<'a>, number: usize, path: &'a str) -> Self {
        let scope = Scope::Package(package);
        let feeds = views.feeds(&scope, Formats::All);
        let description = views.words.package.description.fill(&[("package", &package.name)]);
        let concerns = package.concerns.chunks(PER_PAGE).nth(number - 1).unwrap_or_default();
        Self {
            page: Frame { feeds: feeds.clone(), ..views.frame(&package.name, path, description) },
            name: &package.name,
            ecosystem: package.ecosystem.as_deref(),
            purl: package.purl.as_deref(),
            projects: package
                .projects
                .iter()
                .map(|it| ProjectLink { name: &it.name, href: views.links.href(&it.path()) })
                .collect(),
            your_version: (number == 1).then(|| YourVersionView::of_package(views, package)).flatten(),
            concerns: concerns.iter().map(|it| ConcernView::new(views, it)).collect(),
            total: package.concerns.len(),
            paging: Paging::new(views, package.path.trim_matches('/'), number, Self::pages(package)),
            feeds,
        }
    }
}

impl<'a> ConcernView<'a> {
    fn new(views: &'a Views<'_>, concern: &'a Concern<'a>) -> Self {
        let mut entry = Entry::new(views, concern.record);
        // All of them are about this package.
        entry.packages.clear();
        entry.more = 0;
        let informational = match concern.record {
            Record::Advisory(advisory) => advisory.informational,
            Record::Incident(_) | Record::Notice(_) | Record::Lesson(_) => None,
        };
        let view = |entry: &&'a Affected| AffectedView::new(views, entry, &concern.affected, informational);
        Self { entry, affected: concern.affected.iter().map(view).collect() }
    }
}
