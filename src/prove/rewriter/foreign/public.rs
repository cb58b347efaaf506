//! Keys of other formats that a page may show, by where they stand; all others are withheld.

use crate::config::Format;

/// Those of a record's outermost map.
pub fn outermost(format: Format) -> &'static [&'static str] {
    match format {
        Format::Ghsa => GHSA,
        Format::Cve => CVE,
        Format::Rubysec => RUBYSEC,
        Format::Friendsofphp => FRIENDSOFPHP,
        // CSAF and RustSec have readers of their own.
        Format::Osv | Format::Csaf | Format::Rustsec => OSV,
    }
}

const GHSA: &[&str] = &[
    "ghsa_id",
    "cve_id",
    "html_url",
    "summary",
    "description",
    "severity",
    "identifiers",
    "state",
    "published_at",
    "updated_at",
    "withdrawn_at",
    "vulnerabilities",
    "cvss",
    "cvss_severities",
    "cwes",
    "cwe_ids",
    "credits_detailed",
    "draft",
    "private",
];
const OSV: &[&str] = &[
    "schema_version",
    "id",
    "modified",
    "published",
    "withdrawn",
    "aliases",
    "related",
    "upstream",
    "summary",
    "details",
    "severity",
    "affected",
    "references",
    "credits",
    "database_specific",
];
const CVE: &[&str] = &["dataType", "dataVersion", "cveMetadata", "containers"];
const RUBYSEC: &[&str] = &[
    "gem",
    "engine",
    "platform",
    "framework",
    "cve",
    "osvdb",
    "ghsa",
    "url",
    "title",
    "date",
    "description",
    "cvss_v2",
    "cvss_v3",
    "cvss_v4",
    "patched_versions",
    "unaffected_versions",
    "related",
];
const FRIENDSOFPHP: &[&str] = &["title", "link", "cve", "branches", "reference"];
pub const INSIDE: &[(&str, &[&str])] = &[
    ("database_specific", &["cwe_ids", "severity", "package", "fanlight"]),
    ("ecosystem_specific", &["imports", "affects"]),
    ("containers", &["cna", "adp"]),
    ("cveMetadata", &["cveId", "state", "datePublished", "dateUpdated", "dateRejected"]),
    (
        "cna",
        &[
            "title",
            "datePublic",
            "descriptions",
            "rejectedReasons",
            "affected",
            "problemTypes",
            "references",
            "metrics",
            "credits",
            "solutions",
            "workarounds",
            "impacts",
            "configurations",
            "exploits",
            "timeline",
            "tags",
        ],
    ),
];
/// Free-form maps and addresses, wherever they stand below.
pub const NEVER: &[&str] = &["contact", "cpes", "programFiles"];
/// When a record changed or is withdrawn, wherever that stands.
pub const TIMES: &[&str] =
    &["modified", "withdrawn", "updated_at", "withdrawn_at", "dateUpdated", "dateRejected", "current_release_date"];
