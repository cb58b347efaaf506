//! How many records there are of what, and how many reached which stage.

use super::response::Moments;
use crate::public::{Informational, Kind, Period, Record, Site, Status, VexStatus, Vocabulary};
use serde::Serialize;
use std::collections::BTreeMap;

/// Of the records that were published in the period.
#[derive(Clone, PartialEq, Default, Serialize, Debug)]
pub struct Counts {
    pub records: usize,
    pub advisories: usize,
    pub incidents: usize,
    pub notices: usize,
    /// Lesson records, and lessons that incidents hold.
    pub lessons: usize,
    /// Advisories and incidents, in the order of the site's severities; those without one last, under `unrated`.
    pub severities: Vec<Share>,
    /// Incidents; one counts under each of its categories.
    pub categories: Vec<Share>,
    /// Incidents, by what they are now.
    pub statuses: Vec<Share>,
    /// Advisories and incidents by affected package, most first.
    pub packages: Vec<Share>,
}

impl Counts {
    /// Of each kind of records.
    pub fn by_kind(&self) -> [(Kind, usize); 4] {
        [
            (Kind::Advisory, self.advisories),
            (Kind::Incident, self.incidents),
            (Kind::Notice, self.notices),
            (Kind::Lesson, self.lessons),
        ]
    }
}

/// How many there are of one sort.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Share {
    pub id: String,
    pub label: String,
    pub count: usize,
}

pub const UNRATED: &str = "unrated";

impl Counts {
    pub fn of(site: &Site, published: &[Record<'_>]) -> Counts {
        let kind = |kind: Kind| published.iter().filter(|record| record.head().kind == kind).count();
        let incidents = || {
            published.iter().filter_map(
                |record| {
                    if let Record::Incident(record) = record { Some(*record) } else { None }
                },
            )
        };
        let held: usize = incidents().map(|incident| incident.lessons.len()).sum();
        let settings = &site.settings;
        let severities: Vec<(&str, &str)> =
            settings.severities.iter().map(|severity| (severity.id.as_str(), severity.label.as_str())).collect();
        let categories: Vec<(&str, &str)> =
            settings.categories.iter().map(|category| (category.id.as_str(), category.label.as_str())).collect();
        let statuses: Vec<(&str, &str)> = Status::WORDS.iter().map(|it| (*it, *it)).collect();
        let rated = published.iter().filter_map(|&record| severity(record));
        Counts {
            records: published.len(),
            advisories: kind(Kind::Advisory),
            incidents: kind(Kind::Incident),
            notices: kind(Kind::Notice),
            lessons: kind(Kind::Lesson) + held,
            severities: shares(&severities, Some((UNRATED, "Unrated")), rated),
            categories: shares(
                &categories,
                None,
                incidents().flat_map(|incident| incident.categories.iter().map(|category| category.as_str())),
            ),
            statuses: shares(
                &statuses,
                None,
                incidents().filter_map(|incident| incident.status).map(|status| status.word()),
            ),
            packages: packages(published),
        }
    }
}

/// The id of its severity, `unrated` where it has none; nothing for what has no severity to have.
pub fn severity(record: Record<'_>) -> Option<&str> {
    match record {
        Record::Advisory(it) if it.severity.is_none() && it.informational.is_some_and(is_no_flaw) => None,
        Record::Advisory(it) => Some(it.severity.as_ref().map_or(UNRATED, |severity| severity.level.as_str())),
        Record::Incident(it) => Some(it.severity.as_ref().map_or(UNRATED, |severity| severity.as_str())),
        Record::Notice(_) | Record::Lesson(_) => None,
    }
}

/// Something to know is not rated.
fn is_no_flaw(kind: Informational) -> bool {
    matches!(kind, Informational::Notice | Informational::Unmaintained)
}

/// Counts of the known sorts, in their order, zeros too; then of `other`, where there are any.
fn shares<'a>(known: &[(&str, &str)], other: Option<(&str, &str)>, found: impl Iterator<Item = &'a str>) -> Vec<Share> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.for_each(|id| *counts.entry(id).or_default() += 1);
    let share = |&(id, label): &(&str, &str)| Share {
        id: id.to_owned(),
        label: label.to_owned(),
        count: counts.get(id).copied().unwrap_or_default(),
    };
    let rest = other.iter().map(share).filter(|share| share.count > 0);
    known.iter().map(share).chain(rest).collect()
}

fn packages(published: &[Record<'_>]) -> Vec<Share> {
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for record in published {
        let concerned = record.affected().iter().filter(|entry| entry.status != Some(VexStatus::NotAffected));
        let mut names: Vec<_> = concerned
            .map(|concerned| (concerned.package.ecosystem.as_deref(), concerned.package.name.as_str()))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let share = |((ecosystem, name), count): ((Option<&str>, &str), usize)| Share {
        id: ecosystem.map_or_else(|| name.to_owned(), |ecosystem| format!("{ecosystem}/{name}")),
        label: name.to_owned(),
        count,
    };
    let mut found: Vec<Share> = counts.into_iter().map(share).collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    found
}

/// How many advisories and incidents reached a stage in the period, of all that are disclosed by now.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Debug)]
pub struct Stages {
    pub reported: usize,
    /// Their timeline says `triaged`.
    pub confirmed: usize,
    pub fixed: usize,
    pub disclosed: usize,
}

impl Stages {
    pub fn of(moments: &[Moments], period: Period) -> Stages {
        let mut stages = Stages::default();
        for moments in moments {
            let reached = |at| usize::from(period.holds_stamp(at));
            stages.reported += moments.reported.map_or(0, reached);
            stages.confirmed += moments.triaged.map_or(0, reached);
            stages.fixed += moments.fixed.map_or(0, reached);
            stages.disclosed += reached(moments.disclosed);
        }
        stages
    }
}
