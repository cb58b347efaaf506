//! Advisories as a table, a line each: for who looks through many of them.

use super::{Entry, Frame, Paging, Views};
use crate::public::{Advisory, Affected, Kind, Packages, Record, VexStatus, routes};
use crate::render::{Unfixed, versions};
use crate::versions::Advice;
use serde::Serialize;

/// More packages of one advisory, and more versions of one package, are a number.
const PACKAGES: usize = 2;
const VERSIONS: usize = 3;
/// A script sorts what it has fetched: of more pages than these it would be too much to fetch.
const SORTED: usize = 40;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TablePage<'a> {
    pub page: Frame<'a>,
    /// Newest first.
    pub rows: Vec<TableRow<'a>>,
    pub paging: Paging,
    /// The list that it is the table of.
    pub list: String,
    /// The first page of the table.
    pub table: String,
    /// All pages of the table, for the script that sorts it; empty where there are too many.
    pub pages: Vec<String>,
    /// How many records there are on all its pages, in words.
    pub count: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TableRow<'a> {
    pub entry: Entry<'a>,
    pub fixes: Vec<FixesView<'a>>,
    /// How many more packages are affected.
    pub more: usize,
    /// Nothing is known to be affected, and something is being looked into.
    pub asked: bool,
}

/// A package that is affected, and what fixes it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FixesView<'a> {
    pub name: &'a str,
    pub href: String,
    /// Lowest first; of many the highest.
    pub versions: Vec<&'a str>,
    /// Why nothing does.
    pub no_fix: Option<String>,
}

impl<'a> TablePage<'a> {
    /// Page `number` of `total`, at `path`, with these of the advisories.
    pub fn new(views: &Views<'a>, part: &'a [Advisory], number: usize, total: usize, path: &'a str) -> Self {
        let (section, table) = (routes::section(Kind::Advisory), routes::table(Kind::Advisory));
        let say = views.words.kinds.of(Kind::Advisory);
        let description = format!("{}. {}.", say.description, views.site.settings.title);
        let sorted = if total <= SORTED { total } else { 0 };
        Self {
            page: Frame { noindex: true, ..views.frame(&say.many, path, description) },
            rows: part.iter().map(|advisory| TableRow::new(views, advisory)).collect(),
            paging: Paging::new(views, &table, number, total),
            pages: (1..=sorted).map(|number| views.links.href(&routes::page_of(&table, number))).collect(),
            list: views.links.href(&section),
            table: views.links.href(&table),
            count: say.count.of(views.site.advisories.len()),
        }
    }
}

impl<'a> TableRow<'a> {
    fn new(views: &Views<'a>, advisory: &'a Advisory) -> Self {
        let affects =
            |it: &Vec<&Affected>| it.iter().any(|entry| matches!(entry.status, None | Some(VexStatus::Affected)));
        // What was withdrawn has nothing to fix.
        let affected = if advisory.head.withdrawn.is_none() { &*advisory.affected } else { &[] };
        let packages: Vec<_> = versions::by_package(affected).into_iter().filter(affects).collect();
        let fixes = |entries: &Vec<&'a Affected>| {
            let package = &entries[0].package;
            let all = Advice::of(entries).fixes();
            let versions = all[all.len().saturating_sub(VERSIONS)..].to_vec();
            // Of what is affected without a word about versions nothing is said of fixes, either.
            let silent = entries.iter().all(|entry| entry.ranges.is_empty() && entry.versions.is_empty());
            let unfixed = Unfixed::of(entries[0], advisory.informational);
            let said = versions.is_empty() && (!silent || matches!(unfixed, Unfixed::NonePlanned));
            FixesView {
                name: &package.name,
                href: views.links.href(&Packages::path_of(package)),
                no_fix: said.then(|| unfixed.words(views.words)),
                versions,
            }
        };
        Self {
            entry: Entry::new(views, Record::Advisory(advisory)),
            asked: packages.is_empty() && affected.iter().any(is_asked),
            more: packages.len().saturating_sub(PACKAGES),
            fixes: packages.iter().take(PACKAGES).map(fixes).collect(),
        }
    }
}

fn is_asked(affected: &Affected) -> bool {
    affected.status == Some(VexStatus::UnderInvestigation)
}
