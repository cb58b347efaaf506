//! A disclosed advisory: one vulnerability.

use super::words::vocabulary;
use super::{Head, Parts, Statement, Text};
use serde::Serialize;
use std::hash::{Hash, Hasher};

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Advisory {
    pub head: Head,
    pub severity: Option<Severity>,
    /// CWE numbers.
    pub cwe: Vec<u32>,
    pub informational: Option<Informational>,
    pub affected: Vec<Affected>,
    /// Ids of disclosed incidents.
    pub incidents: Vec<Text>,
    /// What a CSAF document says of it, where it comes from one.
    #[serde(skip)]
    pub csaf: Option<Statement>,
}

impl Advisory {
    /// What other advisories of the same document say as well is in memory once.
    pub fn share(&mut self, parts: &mut Parts) {
        self.csaf.iter_mut().for_each(|statement| parts.share(statement));
        for affected in &mut self.affected {
            affected.each_text(&mut |text| parts.share_text(text));
        }
    }
}

/// How bad: one of the site's words, from the vectors' score where there is one.
#[derive(Clone, Serialize, Debug)]
pub struct Severity {
    /// The id of one of [`super::Settings::severities`].
    pub level: Text,
    /// The highest of the vectors' scores.
    pub score: Option<f64>,
    pub vectors: Vec<Vector>,
}

/// A CVSS vector as it was written, with its score.
#[derive(Clone, Serialize, Debug)]
pub struct Vector {
    pub version: CvssVersion,
    pub vector: Text,
    pub score: f64,
    /// What its base metrics alone come to, which CSAF and CVE ask for. It follows from the vector.
    #[serde(skip)]
    pub base: f64,
}

impl Hash for Severity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { level, score, vectors } = self;
        (level, score.map(f64::to_bits), vectors).hash(state);
    }
}

impl Hash for Vector {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { version, vector, score, base } = self;
        (version, vector, score.to_bits(), base.to_bits()).hash(state);
    }
}

vocabulary! {
    CvssVersion {
        V2 "2.0",
        V30 "3.0",
        V31 "3.1",
        V4 "4.0",
    }
}

vocabulary! {
    Informational {
        Notice "notice",
        Unmaintained "unmaintained",
        Unsound "unsound",
    }
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Affected {
    pub package: Package,
    pub ranges: Vec<Range>,
    pub versions: Vec<Text>,
    /// What fixes it, beside what ranges say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<Text>,
    /// Not affected, whatever else is said of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unaffected: Vec<Range>,
    /// Nobody knows of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Range>,
    /// What holds for versions that nothing here names; where nothing says so, they aren't affected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_status: Option<DefaultStatus>,
    pub severity: Option<Severity>,
    pub platforms: Vec<Text>,
    pub functions: Vec<Text>,
    pub status: Option<VexStatus>,
    pub justification: Option<Text>,
    /// Why no release fixes it, where the record says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remediation: Option<RemediationCategory>,
}

impl Affected {
    /// Names and versions, which other entries have as well.
    fn each_text(&mut self, tell: &mut dyn FnMut(&mut Text)) {
        let Package { ecosystem, name, purl, vendor, product } = &mut self.package;
        tell(name);
        [ecosystem, purl, vendor, product].into_iter().flatten().for_each(&mut *tell);
        let lists = [&mut self.versions, &mut self.fixed, &mut self.platforms, &mut self.functions];
        lists.into_iter().flatten().chain(&mut self.justification).for_each(&mut *tell);
        for range in self.ranges.iter_mut().chain(&mut self.unaffected).chain(&mut self.unknown) {
            range.events.iter_mut().map(RangeEvent::version_mut).for_each(&mut *tell);
        }
    }
}

vocabulary! {
    /// As CSAF names them (3.2.3.12.1).
    RemediationCategory {
        NoFixPlanned "no_fix_planned",
        NoneAvailable "none_available",
    }
}

vocabulary! {
    /// As CVE names them.
    DefaultStatus {
        Affected "affected",
        Unaffected "unaffected",
        Unknown "unknown",
    }
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Debug)]
pub struct Package {
    /// As OSV names it: `npm`, `crates.io`, `PyPI`.
    pub ecosystem: Option<Text>,
    pub name: Text,
    pub purl: Option<Text>,
    /// Who makes it, where that isn't the site's own publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Text>,
    /// What its vendor calls it, where `name` says the vendor as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Text>,
}

impl Package {
    /// What its vendor calls it.
    pub fn product_name(&self) -> &Text {
        self.product.as_ref().unwrap_or(&self.name)
    }
}

impl Package {
    /// Whether two name one package, however they spell its package URL.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.ecosystem == other.ecosystem
    }
}

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Range {
    #[serde(rename = "type")]
    pub kind: RangeType,
    pub repo: Option<Text>,
    pub events: Vec<RangeEvent>,
}

vocabulary! {
    RangeType {
        Semver "SEMVER",
        Ecosystem "ECOSYSTEM",
        Git "GIT",
    }
}

/// In the order written: `{"introduced": "1.0.0"}`, `{"fixed": "1.4.3"}` …
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum RangeEvent {
    Introduced(Text),
    /// From the versions after this one on.
    IntroducedAfter(Text),
    Fixed(Text),
    /// `2.*`: the last of its series.
    LastAffected(Text),
    /// An end that is no fix.
    Limit(Text),
}

impl RangeEvent {
    fn version_mut(&mut self) -> &mut Text {
        match self {
            Self::Introduced(it)
            | Self::IntroducedAfter(it)
            | Self::Fixed(it)
            | Self::LastAffected(it)
            | Self::Limit(it) => it,
        }
    }

    pub fn version(&self) -> &Text {
        match self {
            Self::Introduced(it)
            | Self::IntroducedAfter(it)
            | Self::Fixed(it)
            | Self::LastAffected(it)
            | Self::Limit(it) => it,
        }
    }
}

vocabulary! {
    /// As VEX names them.
    VexStatus {
        NotAffected "not_affected",
        Affected "affected",
        Fixed "fixed",
        UnderInvestigation "under_investigation",
    }
}
