//! Products and versions (CVE JSON 5.2, `affected`).

use crate::emit::ecosystem;
use crate::public::{self, Advisory, RangeType, Site, Text, VexStatus};
use crate::render::versions::order;
use crate::versions::{End, stretches};
use serde::Serialize;

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
    version: &'a str,
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
    advisory.affected.iter().map(|it| Affected::of(site, it)).collect()
}

impl<'a> Affected<'a> {
    fn of(site: &'a Site, affected: &'a public::Affected) -> Self {
        let status = match affected.status {
            None | Some(VexStatus::Affected) => Status::Affected,
            Some(VexStatus::Fixed | VexStatus::NotAffected) => Status::Unaffected,
            Some(VexStatus::UnderInvestigation) => Status::Unknown,
        };
        let mut versions = Vec::new();
        for range in &affected.ranges {
            let version_type = Some(match range.kind {
                RangeType::Git => "git",
                RangeType::Semver => "semver",
                RangeType::Ecosystem => version_type(affected),
            });
            for stretch in stretches(range, order(affected, range)) {
                let (less_than, less_than_or_equal) = match stretch.end {
                    Some(End::Before(end)) => (Some(end), None),
                    Some(End::Upto(end)) => (None, Some(end)),
                    None => (None, Some("*")),
                };
                let version = stretch.from.unwrap_or("0");
                versions.push(Version { version, status, version_type, less_than, less_than_or_equal });
            }
        }
        versions.extend(affected.versions.iter().map(|version| Version {
            version,
            status,
            version_type: None,
            less_than: None,
            less_than_or_equal: None,
        }));
        let others = if status == Status::Affected { Status::Unaffected } else { Status::Unknown };
        Self {
            vendor: &site.settings.csaf.publisher.name,
            product: &affected.package.name,
            package_url: ecosystem::purl(&affected.package),
            repo: affected.ranges.iter().find_map(|it| it.repo.as_deref()),
            platforms: affected.platforms.iter().map(Text::as_str).collect(),
            program_routines: affected.functions.iter().map(|name| Routine { name }).collect(),
            default_status: if versions.is_empty() { status } else { others },
            versions,
        }
    }
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
