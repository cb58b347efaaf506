//! All feeds, for people and for feed readers.

use super::{Frame, Views};
use crate::public::feeds::Scope;
use crate::public::{FeedFormat, Kind, Record, routes};
use crate::render::Html;
use serde::Serialize;

#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedView {
    pub title: String,
    pub href: String,
    /// With its host in front: to be copied into a feed reader.
    pub url: String,
    pub format: &'static str,
    pub media_type: &'static str,
}

/// A feed in each of the site's formats, or only in the first: a record is in many feeds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    All,
    First,
}

impl<'a> Views<'a> {
    pub fn feeds(&self, scope: &Scope<'_, '_>, formats: Formats) -> Vec<FeedView> {
        let limit = if formats == Formats::First { 1 } else { usize::MAX };
        let folder = scope.folder();
        let view = |format: &FeedFormat| {
            let path = format!("{folder}{}", format.file());
            FeedView {
                title: self.words.scope(scope),
                href: self.links.href(&path),
                url: self.links.absolute(&path),
                format: format.label(),
                media_type: format.media_type(),
            }
        };
        self.site.settings.outputs.feeds.iter().take(limit).map(view).collect()
    }

    /// The feeds that a reader of the record is likely to want, beside those of everything: of its section, its projects and
    /// its one package. Those of severities and of many packages are found on the pages of these.
    pub fn feeds_of(&self, record: Record<'a>) -> Vec<FeedView> {
        let head = record.head();
        let named = |project: &&crate::public::Project| head.projects.iter().any(|id| **id == *project.id);
        let projects = self.site.settings.projects.iter().filter(named).map(Scope::Project);
        let mut scopes: Vec<Scope<'_, '_>> = [Scope::Section(head.kind)].into_iter().chain(projects).collect();
        if let [affected] = record.affected() {
            let package = self.packages.at(&crate::public::Packages::path_of(&affected.package));
            scopes.extend(package.map(Scope::Package));
        }
        scopes.iter().flat_map(|scope| self.feeds(scope, Formats::First)).collect()
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedsPage<'a> {
    pub page: Frame<'a>,
    pub words: Option<Html>,
    /// By what they are of.
    pub groups: Vec<FeedGroup<'a>>,
    /// A mailing list, a chat, as site.yaml names them.
    pub subscribe: Vec<SubscriptionView<'a>>,
    /// Ends of support and announced releases.
    pub calendar: Option<DataView<'a>>,
    /// What scanners and aggregators read.
    pub data: Vec<DataView<'a>>,
    /// One item for each publication and each material change.
    pub updates: Option<FeedView>,
    /// Whether there are packages, each with feeds of its own.
    pub has_packages: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedGroup<'a> {
    pub title: &'a str,
    pub rows: Vec<FeedRow>,
}

/// One feed in all its formats.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedRow {
    pub title: String,
    pub feeds: Vec<FeedView>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SubscriptionView<'a> {
    pub title: &'a str,
    pub href: String,
}

/// A file that programs read.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DataView<'a> {
    /// `OSV`
    pub format: &'static str,
    /// What it holds.
    pub what: &'a str,
    pub href: String,
    /// With its host in front: to be copied.
    pub url: String,
}

impl<'a> DataView<'a> {
    pub fn new(views: &Views<'_>, format: &'static str, what: &'a str, path: &str) -> Self {
        Self { format, what, href: views.links.href(path), url: views.links.absolute(path) }
    }
}

impl<'a> FeedsPage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let site = views.site;
        let path = routes::FEEDS;
        let subscribe = site.settings.subscribe.iter().filter_map(|subscribe| {
            let href = views.outside(&subscribe.url)?;
            Some(SubscriptionView { title: &subscribe.title, href })
        });
        Self {
            page: views.frame(&views.words.frame.feeds, path, views.words.feeds.description.clone()),
            words: views.introduced(path, path, &[]),
            groups: groups(views),
            updates: site.settings.outputs.feeds.contains(&FeedFormat::Rss).then(|| updates(views)),
            subscribe: subscribe.collect(),
            calendar: None,
            data: Vec::new(),
            has_packages: !views.packages.is_empty(),
        }
    }
}

fn groups<'a>(views: &Views<'a>) -> Vec<FeedGroup<'a>> {
    let say = &views.words.feeds;
    let settings = &views.site.settings;
    let rows = |scopes: Vec<Scope<'_, '_>>| {
        let row = |it: &Scope<'_, '_>| FeedRow { title: views.words.scope(it), feeds: views.feeds(it, Formats::All) };
        scopes.iter().map(row).collect::<Vec<_>>()
    };
    let sections = [Scope::Everything].into_iter().chain(Kind::ALL.into_iter().map(Scope::Section));
    let sections = sections.chain(settings.outputs.reports.then_some(Scope::Reports));
    let groups = [
        FeedGroup { title: &say.by_section, rows: rows(sections.collect()) },
        FeedGroup { title: &say.by_severity, rows: rows(settings.severities.iter().map(Scope::Severity).collect()) },
        FeedGroup { title: &say.by_project, rows: rows(settings.projects.iter().map(Scope::Project).collect()) },
    ];
    let any = !settings.outputs.feeds.is_empty();
    groups.into_iter().filter(|it| any && !it.rows.is_empty()).collect()
}

fn updates(views: &Views<'_>) -> FeedView {
    FeedView {
        title: views.words.feeds.every_change.clone(),
        href: views.links.href(routes::UPDATES),
        url: views.links.absolute(routes::UPDATES),
        format: FeedFormat::Rss.label(),
        media_type: FeedFormat::Rss.media_type(),
    }
}
