//! Lists of records, fifty on a page.

use super::{FilterGroup, Formats, Frame, ReservedView, SeverityView, Views};
use crate::public::feeds::Scope;
use crate::public::filters::{Facet, Filter};
use crate::public::{Exploitation, Head, Kind, Package, Packages, Record, routes};
use crate::render::excerpt::excerpt;
use crate::render::{Html, dates::When};
use serde::Serialize;

pub const PER_PAGE: usize = 50;
/// More packages than these are a number.
const PACKAGES: usize = 3;
/// A record has one, seldom two.
const CVES: usize = 2;
/// Ids that the template has itself.
const IDS: &[&str] = &["main", "menu", "feeds", "q", "found", "results", "more", "listing", "reserved"];

/// A record as a line of a list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entry<'a> {
    pub id: &'a str,
    /// Whether its id says more than its title: a notice's and a lesson's is a file's name.
    pub has_number: bool,
    pub title: &'a str,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    pub href: String,
    pub published: When,
    pub summary: String,
    /// CVE ids: what most readers come with.
    pub cves: Vec<&'a str>,
    pub severity: Option<SeverityView<'a>>,
    /// Whether it is of a kind that has a severity: one without is unrated.
    pub rated: bool,
    /// `Exploited in the wild`
    pub exploited: Option<&'a str>,
    /// A short word where there is no severity: `Unmaintained`.
    pub word: Option<&'a str>,
    pub status: Option<&'a str>,
    pub withdrawn: bool,
    /// Not public: shown in a preview that shows drafts.
    pub draft: bool,
    pub packages: Vec<PackageRef<'a>>,
    /// How many more packages there are.
    pub more: usize,
}

/// A package, and the page of all that concerns it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackageRef<'a> {
    pub name: &'a str,
    pub href: String,
}

impl<'a> Entry<'a> {
    pub fn new(views: &Views<'a>, record: Record<'a>) -> Self {
        let head = record.head();
        let link = views.record_link(record);
        let (word, status) = match record {
            Record::Advisory(it) => {
                (it.informational.map(|informational| &*views.words.informational.of(informational).word), None)
            }
            Record::Incident(it) => (None, it.status.map(|status| &*views.words.statuses.of(status).word)),
            Record::Notice(_) | Record::Lesson(_) => (None, None),
        };
        let mut packages: Vec<&Package> = record.affected().iter().map(|entry| &entry.package).collect();
        packages.dedup_by(|a, b| a.name == b.name);
        let more = packages.len().saturating_sub(PACKAGES);
        let reference = |it: &'a Package| PackageRef { name: &it.name, href: views.links.href(&Packages::path_of(it)) };
        let exploited =
            head.exploitation.filter(|exploitation| *exploitation == Exploitation::Active && head.withdrawn.is_none());
        Self {
            id: link.id,
            has_number: matches!(record, Record::Advisory(_) | Record::Incident(_)),
            title: link.title,
            lang: link.lang,
            href: link.href,
            published: views.words.when(head.published),
            summary: summary(head),
            cves: head.aliases.iter().map(|alias| &**alias).filter(|it| it.starts_with("CVE-")).take(CVES).collect(),
            rated: matches!(record, Record::Advisory(_)),
            exploited: exploited.map(|exploited| &*views.words.exploitation.of(exploited).word),
            severity: link.severity.map(|severity| SeverityView { vectors: Vec::new(), ..severity }),
            word,
            status,
            withdrawn: link.withdrawn,
            draft: !head.lacks.is_empty(),
            packages: packages.into_iter().take(PACKAGES).map(reference).collect(),
            more,
        }
    }
}

/// A sentence or two; nothing where they only say the title again.
fn summary(head: &Head) -> String {
    let summary = match &head.summary {
        Some(summary) => summary.to_string(),
        None => excerpt(&head.details, 160),
    };
    let words = |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).collect::<String>();
    if words(&summary) == words(&head.title) { String::new() } else { summary }
}

/// Which page of how many, and its neighbours.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Paging {
    pub number: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The ends, where they aren't neighbours.
    pub first: Option<String>,
    pub last: Option<String>,
}

impl Paging {
    /// `list` is the path of its first page.
    pub fn new(views: &Views<'_>, list: &str, number: usize, total: usize) -> Self {
        let href = |number: usize| views.links.href(&routes::page_of(list, number));
        Self {
            number,
            total,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
            first: (number > 2).then(|| href(1)),
            last: (number + 1 < total).then(|| href(total)),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListPage<'a> {
    pub page: Frame<'a>,
    pub section: &'static str,
    pub words: Option<Html>,
    /// Places of records that aren't public yet, on the first page.
    pub reserved: Vec<ReservedView<'a>>,
    pub years: Vec<YearView<'a>>,
    pub paging: Paging,
    /// On the first page.
    pub filters: Vec<FilterGroup<'a>>,
    /// The same as a table; none for other kinds than advisories.
    pub table: Option<String>,
    /// The way back from what shows a part of the list.
    pub trail: Option<Trail<'a>>,
    /// Feeds of this list.
    pub feeds: Vec<super::FeedView>,
}

/// The entries of one year, newest first.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct YearView<'a> {
    pub year: i32,
    pub entries: Vec<Entry<'a>>,
}

impl<'a> ListPage<'a> {
    /// Page `number` of `total`, at `path`, with these records.
    pub fn new(views: &Views<'a>, kind: Kind, records: &[Record<'a>], paging: Paging, path: &'a str) -> Self {
        let years = YearView::all(views, records);
        let feeds = views.feeds(&Scope::Section(kind), Formats::All);
        Self {
            page: Frame {
                feeds: feeds.clone(),
                ..views.frame(&views.words.kinds.of(kind).many, path, description(views, kind, paging.number))
            },
            section: kind.section(),
            words: views.introduced(path, path, IDS),
            reserved: if paging.number == 1 { ReservedView::all(views, kind) } else { Vec::new() },
            years,
            filters: if paging.number == 1 { FilterGroup::all(views, kind) } else { Vec::new() },
            table: (kind == Kind::Advisory && views.site.has_table()).then(|| views.links.href(&routes::table(kind))),
            trail: None,
            paging,
            feeds,
        }
    }
}

/// From what shows a part of a list back to all of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Trail<'a> {
    /// `All advisories`
    pub label: &'a str,
    pub href: String,
    /// How many it shows, of how many.
    pub records: usize,
    pub of: usize,
}

/// What has one value, as a page of its own.
pub struct Narrowed<'f> {
    pub kind: Kind,
    pub filter: &'f Filter,
    /// `Advisories: Critical`
    pub title: &'f str,
}

impl<'a> ListPage<'a> {
    /// Some of the records that a filter lets through, at `path`.
    pub fn narrowed(
        views: &Views<'a>,
        narrowed: &Narrowed<'a>,
        records: &[Record<'a>],
        paging: Paging,
        path: &'a str,
    ) -> Self {
        let &Narrowed { kind, filter, title } = narrowed;
        let all = routes::section(kind);
        let level = views.site.settings.severity(&filter.value).filter(|_| filter.facet == Facet::Severity);
        let feeds = match level.filter(|_| kind == Kind::Advisory) {
            Some(level) => views.feeds(&Scope::Severity(level), Formats::All),
            None => Vec::new(),
        };
        let description = format!("{title}. {}.", views.site.settings.title);
        Self {
            page: Frame { feeds: feeds.clone(), ..views.frame(title, path, description) },
            section: kind.section(),
            words: None,
            reserved: Vec::new(),
            years: YearView::all(views, records),
            paging,
            filters: Vec::new(),
            table: None,
            trail: Some(Trail {
                label: &views.words.kinds.of(kind).all,
                href: views.links.href(&all),
                records: filter.places.len(),
                of: views.site.section(kind).len(),
            }),
            feeds,
        }
    }
}

impl<'a> YearView<'a> {
    /// Of records that are newest first.
    fn all(views: &Views<'a>, records: &[Record<'a>]) -> Vec<Self> {
        let mut years: Vec<Self> = Vec::new();
        for &record in records {
            let year = record.head().published.year();
            let entry = Entry::new(views, record);
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.entries.push(entry),
                None => years.push(YearView { year, entries: vec![entry] }),
            }
        }
        years
    }
}

fn description(views: &Views<'_>, kind: Kind, number: usize) -> String {
    let (what, site) = (&views.words.kinds.of(kind).description, &views.site.settings.title);
    match number {
        1 => format!("{what}. {site}."),
        _ => views.words.paging.described.fill(&[("what", what), ("site", site), ("number", &number.to_string())]),
    }
}
