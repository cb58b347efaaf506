//! Which feeds the site has: one list, so that what pages offer is what is written.

use super::packages::PackageRecords;
use super::{FeedFormat, Kind, Packages, Project, Record, Settings, SeverityLevel, Site, routes};
use std::cmp::Reverse;

/// What a feed is of.
#[derive(Clone, Copy)]
pub enum Scope<'s, 'a> {
    Everything,
    Section(Kind),
    /// Transparency reports of periods that are over.
    Reports,
    /// Advisories of one severity.
    Severity(&'a SeverityLevel),
    Project(&'a Project),
    Package(&'s PackageRecords<'a>),
}

impl FeedFormat {
    /// Its name in the folder of what it is of.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON Feed",
        }
    }
}

/// Those that there are always, whatever is disclosed: of everything, of each section, of reports and of each severity.
pub fn standing<'s, 'a>(settings: &'a Settings) -> Vec<Scope<'s, 'a>> {
    let sections = Kind::ALL.into_iter().map(Scope::Section);
    let severities = settings.severities.iter().map(Scope::Severity);
    let reports = settings.outputs.reports.then_some(Scope::Reports);
    [Scope::Everything].into_iter().chain(sections).chain(reports).chain(severities).collect()
}

/// How many there are in all.
pub fn count(site: &Site, packages: &Packages<'_>) -> usize {
    standing(&site.settings).len() + site.settings.projects.len() + packages.len()
}

/// The one at this place: those that there are always, then those of projects, then those of packages.
pub fn nth<'s, 'a>(site: &'a Site, packages: &'s Packages<'a>, at: usize) -> Scope<'s, 'a> {
    let standing = standing(&site.settings);
    let projects = &site.settings.projects;
    match at.checked_sub(standing.len()) {
        None => standing[at],
        Some(at) if at < projects.len() => Scope::Project(&projects[at]),
        Some(at) => Scope::Package(packages.nth(at - projects.len())),
    }
}

impl<'a> Scope<'_, 'a> {
    /// The folder of its feeds on the site, with a slash at both ends: `/advisories/critical/`.
    pub fn folder(&self) -> String {
        match self {
            Scope::Everything => routes::HOME.into(),
            Scope::Section(kind) => routes::section(*kind),
            Scope::Reports => routes::REPORTS.into(),
            Scope::Severity(level) => routes::severity(&level.id),
            Scope::Project(project) => project.path(),
            Scope::Package(package) => package.path.clone(),
        }
    }

    /// The page that shows the same.
    pub fn page(&self) -> String {
        match self {
            Scope::Severity(_) => routes::section(Kind::Advisory),
            _ => self.folder(),
        }
    }

    /// The records that it is of, in no order.
    pub fn records(&self, site: &'a Site, packages: &Packages<'a>) -> Vec<Record<'a>> {
        match self {
            Scope::Everything => site.records().collect(),
            Scope::Section(kind) => site.section(*kind),
            Scope::Reports => Vec::new(),
            Scope::Severity(level) => {
                let of_it =
                    |it: &&super::Advisory| it.severity.as_ref().is_some_and(|severity| *severity.level == *level.id);
                site.advisories.iter().filter(of_it).map(Record::Advisory).collect()
            }
            Scope::Project(project) => project.records(site, packages),
            Scope::Package(package) => package.concerns.iter().map(|concern| concern.record).collect(),
        }
    }
}

impl Project {
    /// `/projects/harbour-cli/`.
    pub fn path(&self) -> String {
        routes::project(&self.id)
    }

    /// What names it, and what affects its packages; newest first, then by id.
    pub fn records<'a>(&self, site: &'a Site, packages: &Packages<'a>) -> Vec<Record<'a>> {
        let named = site.records().filter(|record| record.head().projects.iter().any(|id| **id == *self.id));
        let shipped = self.packages.iter().filter_map(|package| packages.at(&Packages::path_of_written(package)));
        let mut all: Vec<_> =
            named.chain(shipped.flat_map(|shipped| shipped.concerns.iter().map(|concern| concern.record))).collect();
        all.sort_by_key(|it| (Reverse(it.head().published), &it.head().id));
        all.dedup_by(|a, b| a.head().id == b.head().id);
        all
    }
}
