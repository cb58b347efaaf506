//! What is affected (OSV schema 1.7, `affected`).

use crate::emit::ecosystem;
use crate::public::{self, CvssVersion, RangeEvent, RangeType, Severity, Text, VexStatus};
use serde::Serialize;
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
    database_specific: Option<Extra<'a>>,
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
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Event<'a> {
    Introduced(&'a str),
    Fixed(&'a str),
    LastAffected(&'a str),
    Limit(&'a str),
}

/// The score is the vector.
#[derive(Clone, Serialize)]
pub struct Score<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    score: &'a str,
}

#[derive(Serialize)]
struct Extra<'a> {
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    functions: &'a [Text],
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    platforms: &'a [Text],
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
        let mut ranges: Vec<_> = affected.ranges.iter().filter_map(|it| Range::of(it, &mut versions)).collect();
        versions.extend(affected.versions.iter().map(Text::as_str));
        let mut seen = HashSet::new();
        versions.retain(|it| seen.insert(*it));
        if package.is_none() {
            // Versions are those of a package; commits stand for themselves.
            versions.clear();
            ranges.retain(|it| it.kind == RangeType::Git);
        } else if affected.ranges.is_empty() && affected.versions.is_empty() {
            // Named without versions: all of them.
            ranges.push(Range { kind: RangeType::Ecosystem, repo: None, events: vec![Event::Introduced("0")] });
        }
        let extra = Extra { functions: &affected.functions, platforms: &affected.platforms };
        (!ranges.is_empty() || !versions.is_empty()).then(|| Self {
            package,
            severity: of_vectors(affected.severity.as_ref()),
            ranges,
            versions,
            database_specific: (!extra.functions.is_empty() || !extra.platforms.is_empty()).then_some(extra),
        })
    }
}

/// What VEX calls affected; another status says the opposite, or nothing yet.
fn affects(affected: &public::Affected) -> bool {
    matches!(affected.status, None | Some(VexStatus::Affected))
}

/// The vectors of a severity. OSV has one name for both versions 3.
pub(super) fn of_vectors(severity: Option<&Severity>) -> Vec<Score<'_>> {
    severity.into_iter().flat_map(|it| &it.vectors).map(score).collect()
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
    /// `None` where it holds no version, or where OSV can't say it. A range of one version goes to `versions`.
    fn of(range: &'a public::Range, versions: &mut Vec<&'a str>) -> Option<Self> {
        let events: Vec<Event<'a>> = range.events.iter().map(Event::of).collect();
        let git = range.kind == RangeType::Git;
        match events.as_slice() {
            [Event::Introduced(from), Event::Fixed(end) | Event::Limit(end)] if from == end => return None,
            [Event::Introduced(from), Event::LastAffected(end)] if from == end && !git => {
                versions.push(from);
                return None;
            }
            _ => {}
        }
        let repo = range.repo.as_deref().filter(|_| git);
        let kind = match range.kind {
            RangeType::Git if repo.is_none() || !events.iter().all(|it| is_commit(it.version())) => return None,
            // What isn't a semantic version is compared as the ecosystem does it.
            RangeType::Semver if !events.iter().all(|it| is_semver(it.version())) => RangeType::Ecosystem,
            kind => kind,
        };
        Some(Self { kind, repo, events })
    }
}

impl<'a> Event<'a> {
    fn of(event: &'a RangeEvent) -> Self {
        match event {
            RangeEvent::Introduced(it) => Self::Introduced(it),
            RangeEvent::Fixed(it) => Self::Fixed(it),
            RangeEvent::LastAffected(it) => Self::LastAffected(it),
            RangeEvent::Limit(it) => Self::Limit(it),
        }
    }

    fn version(&self) -> &'a str {
        match self {
            Self::Introduced(it) | Self::Fixed(it) | Self::LastAffected(it) | Self::Limit(it) => it,
        }
    }
}

/// A whole hash, or "0".
fn is_commit(text: &str) -> bool {
    let hex = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
    text == "0" || matches!(text.len(), 40 | 64) && text.bytes().all(hex)
}

/// A version by Semantic Versioning 2.0, or "0".
fn is_semver(text: &str) -> bool {
    let (version, build) = text.split_once('+').unwrap_or((text, "0"));
    let (core, before) = version.split_once('-').unwrap_or((version, "0"));
    let number =
        |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()) && (it == "0" || !it.starts_with('0'));
    let named = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    text == "0"
        || core.split('.').count() == 3
            && core.split('.').all(number)
            && [build, before].iter().all(|it| it.split('.').all(named))
}
