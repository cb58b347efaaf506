//! What is affected (OSV schema 1.7, `affected`).

use super::specific::{self, Specific};
use crate::emit::ecosystem;
use crate::public::{self, CvssVersion, DefaultStatus, RangeEvent, RangeType, Severity, Text, VexStatus};
use crate::versions::{End, Order, Start, Stretch, remainders, stretches};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;

#[derive(Serialize)]
pub struct Affected<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<Package<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub severity: Vec<Score<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<Range<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ecosystem_specific: Option<specific::Ecosystem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_specific: Option<specific::Database<'a>>,
}

#[derive(Serialize)]
struct Package<'a> {
    ecosystem: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<String>,
}

#[derive(Serialize)]
struct Range<'a> {
    #[serde(rename = "type")]
    kind: RangeType,
    #[serde(skip_serializing_if = "Option::is_none")]
    repo: Option<&'a str>,
    events: Vec<Event<'a>>,
}

/// `{"introduced": "0"}`: "0" is before every version.
#[derive(Clone, Serialize)]
#[serde(rename_all = "snake_case")]
enum Event<'a> {
    Introduced(Cow<'a, str>),
    Fixed(Cow<'a, str>),
    LastAffected(Cow<'a, str>),
    Limit(Cow<'a, str>),
}

/// The score is the vector.
#[derive(Clone, Serialize)]
pub struct Score<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    score: &'a str,
}

impl<'a> Affected<'a> {
    /// `None` where nothing is affected, or where OSV has no words for it: a package of an ecosystem that it doesn't know,
    /// without commits.
    pub fn of(affected: &'a public::Affected) -> Option<Self> {
        if !affects(affected) {
            return None;
        }
        let package = ecosystem::registered(&affected.package).map(|ecosystem| Package {
            ecosystem,
            name: &affected.package.name,
            purl: ecosystem::purl(&affected.package),
        });
        let mut versions = Vec::new();
        // "All but" has no words here: what is left is said, and where nobody can say what that is, the versions that are named.
        let open = affected.unaffected.is_empty() && affected.unknown.is_empty();
        let stated = affected.ranges.iter().filter(|range| open || range.kind == RangeType::Git);
        let ecosystem = affected.package.ecosystem.as_deref();
        let mut ranges: Vec<_> = stated.flat_map(|range| Range::all(range, ecosystem, &mut versions)).collect();
        for left in remainders(affected).filter(|left| !open && left.exact) {
            ranges.extend(left.stretches.iter().map(|stretch| Range::stretch(left.range, stretch, left.order)));
        }
        versions.extend(affected.versions.iter().map(Text::as_str));
        let mut seen = HashSet::new();
        versions.retain(|version| seen.insert(*version));
        // Named without versions: all of them, where nothing says otherwise.
        let everything = matches!(affected.default_status, None | Some(DefaultStatus::Affected));
        if package.is_none() {
            // Versions are those of a package, or of the repository that commits name.
            if !ranges.iter().any(|range| range.kind == RangeType::Git) {
                return None;
            }
            ranges.retain(|range| range.kind != RangeType::Ecosystem);
        } else if everything && open && affected.ranges.is_empty() && affected.versions.is_empty() {
            let all = vec![Event::Introduced("0".into())];
            ranges.push(Range { kind: RangeType::Ecosystem, repo: None, events: all });
        }
        let specific = Specific::of(affected);
        (package.is_some() || !ranges.is_empty() || !versions.is_empty()).then(|| Self {
            package,
            severity: of_vectors(affected.severity.as_ref()),
            ranges,
            versions,
            ecosystem_specific: specific.ecosystem,
            database_specific: specific.database,
        })
    }
}

/// What VEX calls affected; another status says the opposite, or nothing yet.
fn affects(affected: &public::Affected) -> bool {
    matches!(affected.status, None | Some(VexStatus::Affected))
}

/// The vectors of a severity. OSV has one name for both versions 3.
pub(super) fn of_vectors(severity: Option<&Severity>) -> Vec<Score<'_>> {
    severity.into_iter().flat_map(|severity| &severity.vectors).map(score).collect()
}

fn score(vector: &public::Vector) -> Score<'_> {
    let kind = match vector.version {
        CvssVersion::V2 => "CVSS_V2",
        CvssVersion::V30 | CvssVersion::V31 => "CVSS_V3",
        CvssVersion::V4 => "CVSS_V4",
    };
    Score { kind, score: &vector.vector }
}

impl<'a> Range<'a> {
    /// As it is written where OSV has words for it; else its stretches, each as near as OSV can say it.
    fn all(range: &'a public::Range, ecosystem: Option<&str>, versions: &mut Vec<&'a str>) -> Vec<Self> {
        let foreign = |event: &RangeEvent| {
            matches!(event, RangeEvent::IntroducedAfter(_)) || event.version().as_str().ends_with(".*")
        };
        if range.kind == RangeType::Git || !range.events.iter().any(foreign) {
            return Self::of(range, versions).into_iter().collect();
        }
        let order = Order::of_range(range.kind, ecosystem);
        stretches(range, order).iter().map(|stretch| Self::stretch(range, stretch, order)).collect()
    }

    /// One version too many is the safe side.
    fn stretch(range: &'a public::Range, stretch: &Stretch<'a>, order: Order) -> Self {
        let from = match stretch.from {
            None => "0".into(),
            Some(Start::At(from)) => from.into(),
            Some(Start::After(from)) => order.next(from).map_or(from.into(), Cow::Owned),
        };
        let end = stretch.end.map(|end| match end {
            End::Fixed(version) => Event::Fixed(version.into()),
            End::Before(version) => Event::Limit(version.into()),
            End::Upto(version) => match order.after_series(version) {
                Some(after) => Event::Limit(after.into()),
                None => Event::LastAffected(version.into()),
            },
        });
        let events: Vec<Event<'a>> = std::iter::once(Event::Introduced(from)).chain(end).collect();
        Self { kind: kind_of(range.kind, &events), repo: None, events }
    }

    /// `None` where it holds no version, or where OSV can't say it. A range of one version goes to `versions`.
    fn of(range: &'a public::Range, versions: &mut Vec<&'a str>) -> Option<Self> {
        let git = range.kind == RangeType::Git;
        match range.events.as_slice() {
            [RangeEvent::Introduced(from), RangeEvent::Fixed(end) | RangeEvent::Limit(end)] if from == end => {
                return None;
            }
            [RangeEvent::Introduced(from), RangeEvent::LastAffected(end)] if from == end && !git => {
                versions.push(from);
                return None;
            }
            _ => {}
        }
        let events: Vec<Event<'a>> = range.events.iter().map(Event::of).collect();
        let repo = range.repo.as_deref().filter(|_| git);
        if git && (repo.is_none() || !events.iter().all(|event| is_commit(event.version()))) {
            return None;
        }
        Some(Self { kind: kind_of(range.kind, &events), repo, events })
    }
}

/// What isn't a semantic version is compared as the ecosystem does it.
fn kind_of(kind: RangeType, events: &[Event<'_>]) -> RangeType {
    match kind {
        RangeType::Semver if !events.iter().all(|event| is_semver(event.version())) => RangeType::Ecosystem,
        kind => kind,
    }
}

impl<'a> Event<'a> {
    fn of(event: &'a RangeEvent) -> Self {
        let version = Cow::Borrowed(event.version().as_str());
        match event {
            RangeEvent::Introduced(_) | RangeEvent::IntroducedAfter(_) => Self::Introduced(version),
            RangeEvent::Fixed(_) => Self::Fixed(version),
            RangeEvent::LastAffected(_) => Self::LastAffected(version),
            RangeEvent::Limit(_) => Self::Limit(version),
        }
    }

    fn version(&self) -> &str {
        match self {
            Self::Introduced(it) | Self::Fixed(it) | Self::LastAffected(it) | Self::Limit(it) => it,
        }
    }
}

/// A whole hash, or "0".
fn is_commit(text: &str) -> bool {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text == "0" || matches!(text.len(), 40 | 64) && text.bytes().all(hex)
}

/// A version by Semantic Versioning 2.0, or "0".
fn is_semver(text: &str) -> bool {
    let (version, build) = text.split_once('+').unwrap_or((text, "0"));
    let (core, before) = version.split_once('-').unwrap_or((version, "0"));
    let number = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
    };
    let named = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text == "0"
        || core.split('.').count() == 3
            && core.split('.').all(number)
            && [build, before].iter().all(|it| it.split('.').all(named))
}
