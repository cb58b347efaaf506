//! What the pages' script judges a reader's version by: the ranges of one advisory, or of all that concern a package.

use super::Views;
use crate::public::packages::PackageRecords;
use crate::public::{Advisory, Affected, DefaultStatus, Informational, Text, VexStatus};
use crate::render::{Html, labels};
use crate::versions::{Claim, Edge, Events};
use serde::Serialize;
use std::collections::HashMap;

/// A package with more advisories than this has its data beside its page.
const IN_PAGE: usize = 40;

/// More listed versions than this are no help in choosing.
const LISTED: usize = 200;

/// The form, and its data.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct YourVersionView<'a> {
    /// Names, in the order of the data, for the reader to choose from.
    pub packages: Vec<PackageChoice<'a>>,
    /// For `<script type="application/json">`; empty where it lies beside the page.
    pub data: Html,
    /// Where it is, if not in the page.
    pub source: Option<String>,
    /// A version as the records write them.
    pub placeholder: &'a str,
    /// What is affected, for the reader to choose from, where there is no order to compare by.
    pub listed: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackageChoice<'a> {
    pub name: &'a str,
    pub ecosystem: Option<&'a str>,
    /// Where other records, or entries, are of other platforms.
    pub apart: Option<String>,
}

#[derive(Serialize)]
struct PackageData<'a> {
    name: &'a str,
    ecosystem: Option<&'a str>,
    /// By which one that a reader pastes is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<&'a str>,
    #[serde(skip)]
    apart: Option<String>,
    records: Vec<RecordData<'a>>,
}

/// What one advisory says of the package.
#[derive(Serialize)]
struct RecordData<'a> {
    id: &'a str,
    /// None on the advisory's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    order: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<VexStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<DefaultStatus>,
    ranges: Vec<RangeData<'a>>,
    versions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixed: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    commits: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unaffected: Vec<RangeData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<RangeData<'a>>,
}

#[derive(Serialize)]
struct RangeData<'a> {
    order: &'static str,
    events: Vec<(Edge, &'a str)>,
}

impl<'a> YourVersionView<'a> {
    /// Of the advisory's own page.
    pub fn of_advisory(views: &Views<'a>, advisory: &'a Advisory) -> Option<Self> {
        let packages = gather(views, advisory.affected.iter().map(|entry| (advisory, entry)), Links::Left);
        Self::new(&packages, Html::data(&packages), None)
    }

    /// Of a package's page: each advisory is linked. What many of them say would weigh too much for the page.
    pub fn of_package(views: &Views<'a>, package: &'a PackageRecords<'a>) -> Option<Self> {
        let packages = gather(views, claims(package), Links::Made);
        let apart = Self::is_apart(package);
        let data = if apart { Html::default() } else { Html::data(&packages) };
        let source = apart.then(|| views.links.href(&Self::path(package)));
        Self::new(&packages, data, source)
    }

    /// Whether the data of this package lies beside its page, at [`Self::path`].
    pub fn is_apart(package: &PackageRecords<'_>) -> bool {
        package.concerns.len() > IN_PAGE
    }

    pub fn path(package: &PackageRecords<'_>) -> String {
        format!("{}versions.json", package.path)
    }

    /// What lies there.
    pub fn apart(views: &Views<'a>, package: &'a PackageRecords<'a>) -> Html {
        Html::data(&gather(views, claims(package), Links::Made))
    }

    /// None where no record says anything that a version could be judged by.
    fn new(packages: &[PackageData<'a>], data: Html, source: Option<String>) -> Option<Self> {
        let choice =
            |it: &PackageData<'a>| PackageChoice { name: it.name, ecosystem: it.ecosystem, apart: it.apart.clone() };
        let choices = packages.iter().map(choice).collect();
        let records = || packages.iter().flat_map(|package| &package.records);
        let first = records().find_map(RecordData::example).unwrap_or("1.2.3");
        let listed = records().filter(|record| record.order.is_empty()).flat_map(|record| &record.versions);
        let listed: Vec<&str> = listed.take(LISTED).copied().collect();
        (!packages.is_empty()).then_some(Self { packages: choices, data, source, placeholder: first, listed })
    }
}

/// By package, and by platform where a record tells them apart, what a version could be judged by. What was withdrawn says
/// nothing any more.
fn gather<'a>(
    views: &Views<'a>,
    all: impl IntoIterator<Item = (&'a Advisory, &'a Affected)>,
    links: Links,
) -> Vec<PackageData<'a>> {
    // Of a package that nobody maintains no version is better than another.
    let judged = |advisory: &Advisory| {
        advisory.head.withdrawn.is_none() && advisory.informational != Some(Informational::Unmaintained)
    };
    let all: Vec<(&Advisory, &Affected)> = all.into_iter().filter(|(advisory, _)| judged(advisory)).collect();
    let mut apart: HashMap<Key<'_>, Vec<&[Text]>> = HashMap::new();
    for (advisory, affected) in &all {
        if advisory.affected.iter().any(|other| is_elsewhere(affected, other)) {
            apart.entry(key(affected)).or_default();
        }
    }
    for (_, affected) in &all {
        if let Some(platforms) = apart.get_mut(&key(affected)).filter(|it| !it.contains(&&*affected.platforms)) {
            platforms.push(&affected.platforms);
        }
    }
    let mut packages: Vec<PackageData<'a>> = Vec::new();
    let mut places: HashMap<(Key<'_>, &[Text]), usize> = HashMap::new();
    for (advisory, affected) in all {
        let key = key(affected);
        let told_apart = apart.get(&key).map(Vec::as_slice);
        let concerned = |platforms: &&&[Text]| told_apart.is_none() || concerns(affected, platforms);
        for platforms in told_apart.unwrap_or(ALL).iter().filter(concerned) {
            let Some(mut record) = RecordData::new(advisory, affected, &links) else { continue };
            record.href = matches!(links, Links::Made).then(|| views.links.href(&advisory.head.path()));
            let at = *places.entry((key, platforms)).or_insert_with(|| {
                let names: Vec<&str> = platforms.iter().map(|it| labels::platform(it)).collect();
                let apart = (!names.is_empty()).then(|| names.join(", "));
                let purl = affected.package.purl.as_deref();
                packages.push(PackageData { name: key.0, ecosystem: key.1, purl, apart, records: Vec::new() });
                packages.len() - 1
            });
            packages[at].records.push(record);
        }
    }
    packages
}

/// Where platforms aren't told apart.
const ALL: &[&[Text]] = &[&[]];

/// A package: its name and its ecosystem.
type Key<'a> = (&'a str, Option<&'a str>);

fn key(affected: &Affected) -> Key<'_> {
    (&affected.package.name, affected.package.ecosystem.as_deref())
}

fn is_elsewhere(affected: &Affected, other: &Affected) -> bool {
    affected.package.is_same(&other.package) && affected.platforms != other.platforms
}

/// Whether it says anything of these platforms; without any, of those that nothing names.
fn concerns(affected: &Affected, platforms: &[Text]) -> bool {
    affected.platforms.is_empty() || affected.platforms.iter().any(|platform| platforms.contains(platform))
}

/// What the advisories about a package say of it.
fn claims<'a>(package: &'a PackageRecords<'a>) -> impl Iterator<Item = (&'a Advisory, &'a Affected)> {
    package.concerns.iter().flat_map(|concern| {
        let advisory = concern.record.advisory();
        advisory.into_iter().flat_map(|advisory| concern.affected.iter().map(move |&entry| (advisory, entry)))
    })
}

/// Whether each record is linked.
enum Links {
    Made,
    Left,
}

impl<'a> RecordData<'a> {
    /// A version that it names.
    fn example(&self) -> Option<&'a str> {
        let bounds = self.ranges.iter().flat_map(|range| &range.events).map(|(_, version)| *version);
        self.versions.iter().copied().chain(bounds).find(|version| !matches!(*version, "0" | "*"))
    }

    fn new(advisory: &'a Advisory, affected: &'a Affected, links: &Links) -> Option<Self> {
        let claim = Claim::of(affected);
        // Of what is affected in all of its versions, or of none that is named, there is nothing to ask.
        if matches!(links, Links::Left) && claim.is_silent() && !claim.commits && !claim.leaves_all_open() {
            return None;
        }
        let Claim { order, status, default, ranges, versions, fixed, commits, unaffected, unknown } = claim;
        let data = |ranges: Vec<Events<'a>>| -> Vec<RangeData<'a>> {
            let range = |Events { order, events }| RangeData { order: order.as_str(), events };
            ranges.into_iter().map(range).collect()
        };
        Some(Self {
            id: &advisory.head.id,
            href: None,
            order: order.as_str(),
            status,
            default,
            ranges: data(ranges),
            versions,
            fixed,
            commits,
            unaffected: data(unaffected),
            unknown: data(unknown),
        })
    }
}
