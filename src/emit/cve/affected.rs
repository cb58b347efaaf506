//! Products and versions (CVE JSON 5.2, `affected`).

use crate::emit::ecosystem;
use crate::public::{self, Advisory, DefaultStatus, Range, RangeType, Site, Text, VexStatus};
use crate::render::versions::order;
use crate::versions::{Claim, End, Start, Stretch, stretches};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Affected<'a> {
    vendor: &'a str,
    product: &'a str,
    /// Without a version.
    #[serde(rename = "packageURL", skip_serializing_if = "Option::is_none")]
    package_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repo: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    platforms: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    program_routines: Vec<Routine<'a>>,
    /// Of versions that are not named.
    default_status: Status,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Routine<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Version<'a> {
    version: Cow<'a, str>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than_or_equal: Option<&'a str>,
}

#[derive(Serialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Affected,
    Unaffected,
    Unknown,
}

pub(super) fn of<'a>(site: &'a Site, advisory: &'a Advisory) -> Vec<Affected<'a>> {
    advisory.affected.iter().map(|entry| Affected::of(site, entry)).collect()
}

impl<'a> Affected<'a> {
    fn of(site: &'a Site, affected: &'a public::Affected) -> Self {
        let status = match affected.status {
            None | Some(VexStatus::Affected) => Status::Affected,
            Some(VexStatus::Fixed | VexStatus::NotAffected) => Status::Unaffected,
            Some(VexStatus::UnderInvestigation) => Status::Unknown,
        };
        // The first that holds a version counts (versions.md): what is named, then what isn't affected, before what is.
        let mut versions = Vec::new();
        versions.extend(affected.versions.iter().map(|version| Version {
            version: version.as_str().into(),
            status,
            version_type: None,
            less_than: None,
            less_than_or_equal: None,
        }));
        versions.extend(ranges(affected, &affected.unaffected, Status::Unaffected));
        versions.extend(ranges(affected, &affected.unknown, Status::Unknown));
        versions.extend(ranges(affected, &affected.ranges, status));
        let others = match affected.default_status {
            Some(DefaultStatus::Affected) => Status::Affected,
            Some(DefaultStatus::Unaffected) => Status::Unaffected,
            Some(DefaultStatus::Unknown) => Status::Unknown,
            // A list of versions of which no order is known may lack one.
            None if affected.ranges.is_empty() && !versions.is_empty() && !Claim::of(affected).order.is_known() => {
                Status::Unknown
            }
            // A range may hold no version at all.
            None if status == Status::Affected && !(versions.is_empty() && affected.ranges.is_empty()) => {
                Status::Unaffected
            }
            None if versions.is_empty() => status,
            None => Status::Unknown,
        };
        Self {
            vendor: affected.package.vendor.as_deref().unwrap_or(&site.settings.csaf.publisher.name),
            product: affected.package.product_name(),
            package_url: ecosystem::purl(&affected.package),
            repo: affected.ranges.iter().find_map(|range| range.repo.as_deref()),
            platforms: affected.platforms.iter().map(Text::as_str).collect(),
            program_routines: affected.functions.iter().map(|name| Routine { name }).collect(),
            default_status: others,
            versions,
        }
    }
}

fn ranges<'a>(
    affected: &'a public::Affected,
    ranges: &'a [Range],
    status: Status,
) -> impl Iterator<Item = Version<'a>> {
    ranges.iter().flat_map(move |range| {
        let version_type = match range.kind {
            RangeType::Git => "git",
            RangeType::Semver => "semver",
            RangeType::Ecosystem => version_type(affected),
        };
        let order = order(affected, range);
        stretches(range, order).into_iter().map(move |Stretch { from, end }| {
            let (less_than, less_than_or_equal) = match end {
                Some(End::Fixed(end) | End::Before(end)) => (Some(end), None),
                Some(End::Upto(end)) => (None, Some(end)),
                None => (None, Some("*")),
            };
            let version = match from {
                None => "0".into(),
                Some(Start::At(from)) => from.into(),
                Some(Start::After(from)) => order.next(from).map_or(from.into(), Cow::Owned),
            };
            Version { version, status, version_type: Some(version_type), less_than, less_than_or_equal }
        })
    })
}

/// How its versions are ordered, by the names that CVE suggests.
fn version_type(affected: &public::Affected) -> &'static str {
    match affected.package.ecosystem.as_deref() {
        Some("PyPI") => "python",
        Some("Maven") => "maven",
        Some("npm" | "crates.io" | "Go") => "semver",
        _ => "custom",
    }
}
