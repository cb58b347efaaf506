//! The keys of an advisory.

use super::parts::{Cwe, Texts, Word, text_or_keys};
use crate::private::yaml::{Key, List};
use crate::public::{DefaultStatus, Informational, RangeType, RemediationCategory, VexStatus};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Advisory {
    /// CVSS vectors, or one of the site's words.
    pub severity: List<String>,
    pub cwe: List<Cwe>,
    pub informational: Key<Word<Informational>>,
    pub affected: List<Affected>,
    pub incidents: List<String>,
    /// What a CSAF document says of it, as JSON: `import` writes it.
    pub csaf: Key<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Affected {
    pub package: PackageName,
    pub ranges: Option<Vec<Range>>,
    pub versions: Option<Vec<String>>,
    /// Versions that fix it, beside those of the ranges.
    pub fixed: Option<Vec<String>>,
    /// Ranges that are not affected, whatever else is said.
    pub unaffected: Option<Vec<Range>>,
    /// Ranges of which nobody knows.
    pub unknown: Option<Vec<Range>>,
    /// What holds for versions that nothing here names.
    pub default_status: Option<Word<DefaultStatus>>,
    pub severity: Option<Texts>,
    pub platforms: Option<Vec<String>>,
    pub functions: Option<Vec<String>>,
    pub status: Option<Word<VexStatus>>,
    pub justification: Option<String>,
    /// Why no release fixes it.
    pub remediation: Option<Word<RemediationCategory>>,
}

/// A purl or a name alone, or keys.
pub(in crate::private) struct PackageName {
    pub ecosystem: Option<String>,
    pub name: Option<String>,
    pub purl: Option<String>,
    pub vendor: Option<String>,
    pub product: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::private) struct PackageKeys {
    ecosystem: Option<String>,
    name: Option<String>,
    purl: Option<String>,
    vendor: Option<String>,
    product: Option<String>,
}

impl<'de> Deserialize<'de> for PackageName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a purl (pkg:npm/name), keys (ecosystem, name, vendor, product), or a name";
        let keys = text_or_keys(deserializer, expected, |text| {
            let (purl, name) = if text.starts_with("pkg:") { (Some(text), None) } else { (None, Some(text)) };
            PackageKeys { ecosystem: None, name, purl, vendor: None, product: None }
        })?;
        let PackageKeys { ecosystem, name, purl, vendor, product } = keys;
        Ok(PackageName { ecosystem, name, purl, vendor, product })
    }
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Range {
    #[serde(rename = "type")]
    pub kind: Option<Word<RangeType>>,
    pub repo: Option<String>,
    /// OSV's form: a list of events.
    pub events: Option<Vec<RangeEvent>>,
    pub introduced: Option<String>,
    pub introduced_after: Option<String>,
    pub fixed: Option<String>,
    pub last_affected: Option<String>,
    pub limit: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct RangeEvent {
    pub introduced: Option<String>,
    pub introduced_after: Option<String>,
    pub fixed: Option<String>,
    pub last_affected: Option<String>,
    pub limit: Option<String>,
}
