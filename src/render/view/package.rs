//! The page of a package: all that concerns it, and which of its versions.

use super::affected::AffectedView;
use super::version_table::VersionTable;
use super::{Entry, FeedView, Formats, Frame, PER_PAGE, PackageItem, Paging, Views, YourVersionView};
use crate::public::feeds::Scope;
use crate::public::packages::{Concern, PackageRecords};
use crate::public::{Affected, Record};
use crate::render::versions;
use crate::versions::{Claim, Clear, End, Start, Stretch, clear};
use serde::Serialize;

/// More release lines than these help nobody.
const CLEAR: usize = 4;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackagePage<'a> {
    pub page: Frame<'a>,
    pub name: &'a str,
    pub ecosystem: Option<&'a str>,
    pub purl: Option<&'a str>,
    pub projects: Vec<ProjectLink<'a>>,
    /// Versions that nothing known affects, highest first: `3.6.2 and later`.
    pub clear: Vec<String>,
    /// On the first page, if any of them says which versions.
    pub your_version: Option<YourVersionView<'a>>,
    /// On the first page, of two advisories or more whose versions have an order.
    pub version_table: Option<VersionTable<'a>>,
    /// What affects it, newest first.
    pub concerns: Vec<ConcernView<'a>>,
    /// What was looked into and doesn't, or was withdrawn.
    pub cleared: Vec<ConcernView<'a>>,
    /// How many advisories affect it, in words.
    pub count: String,
    /// How many records there are on all its pages.
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
        let view = |all: Vec<&'a Concern<'a>>| all.into_iter().map(|it| ConcernView::new(views, it)).collect();
        let (affecting, cleared) = concerns.iter().partition(|concern| concern.affects());
        Self {
            page: Frame { feeds: feeds.clone(), ..views.frame(&package.name, path, description) },
            name: &package.name,
            ecosystem: package.ecosystem.as_deref(),
            purl: package.purl.as_deref(),
            projects: package
                .projects
                .iter()
                .map(|project| ProjectLink { name: &project.name, href: views.links.href(&project.path()) })
                .collect(),
            your_version: (number == 1).then(|| YourVersionView::of_package(views, package)).flatten(),
            version_table: (number == 1).then(|| VersionTable::new(views, package)).flatten(),
            clear: if number == 1 { clear_versions(views, package) } else { Vec::new() },
            concerns: view(affecting),
            cleared: view(cleared),
            count: PackageItem::new(views, package).count,
            total: package.concerns.len(),
            paging: Paging::new(views, &package.path, number, Self::pages(package)),
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
        let all: &[Affected] = match concern.record {
            Record::Advisory(advisory) => &advisory.affected,
            Record::Incident(incident) => &incident.affected,
            Record::Notice(_) | Record::Lesson(_) => &[],
        };
        let view = |entry: &&'a Affected| {
            let beside: Vec<&Affected> =
                concern.affected.iter().copied().filter(|other| versions::is_beside(entry, other)).collect();
            AffectedView::new(views, entry, &beside, versions::apart(entry, all), informational)
        };
        Self { entry, affected: concern.affected.iter().map(view).collect() }
    }
}

/// Of all that isn't withdrawn, by the same judgement as the reader's own version.
fn clear_versions(views: &Views<'_>, package: &PackageRecords<'_>) -> Vec<String> {
    let standing = package.concerns.iter().filter(|concern| concern.record.head().withdrawn.is_none());
    let claims: Vec<Vec<Claim<'_>>> =
        standing.map(|standing| standing.affected.iter().map(|entry| Claim::of(entry)).collect()).collect();
    let runs = clear(&claims).into_iter().rev().take(CLEAR);
    runs.map(|Clear { from, before }| {
        views.words.stretch(&Stretch { from: Some(Start::At(from)), end: before.map(End::Before) })
    })
    .collect()
}
