//! Which ecosystem orders its versions how.

use super::{debian, gem, key, maven, natural, nuget, semver, series};
use crate::public::{RangeType, ecosystem};
use pep440_rs::Version as Pep440;
use std::cmp::Ordering;
use std::str::FromStr;

/// How versions are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Semantic Versioning 2.0: npm, crates.io, Go …
    SemVer,
    /// The same, where what follows a `+` counts: Pub, Julia.
    SemVerBuild,
    /// Python's, by PEP 440.
    Pep440,
    /// NuGet's: SemVer with a fourth number.
    NuGet,
    /// RubyGems'.
    Gem,
    /// dpkg's.
    Debian,
    /// RPM's.
    Rpm,
    /// apk's: Alpine, Wolfi …
    Alpine,
    /// Composer's.
    Composer,
    Maven,
    /// Numbers: Hackage, CRAN.
    Dotted,
    Conan,
    /// Nothing here knows it: numbers as numbers, good enough to sort by, not to judge by.
    Natural,
}

impl Order {
    /// The order of an ecosystem as OSV names it, with or without a suffix (`Debian:12`).
    pub fn of(ecosystem: Option<&str>) -> Self {
        match ecosystem.map(ecosystem::base) {
            Some(
                "Bitnami" | "crates.io" | "GitHub Actions" | "Go" | "Hex" | "Kubernetes" | "npm" | "SwiftURL"
                | "VSCode",
            ) => Self::SemVer,
            Some("Pub" | "Julia") => Self::SemVerBuild,
            Some("PyPI") => Self::Pep440,
            Some("NuGet") => Self::NuGet,
            Some("RubyGems") => Self::Gem,
            Some("Debian" | "Echo" | "Ubuntu") => Self::Debian,
            Some(
                "AlmaLinux" | "Azure Linux" | "Mageia" | "openEuler" | "openSUSE" | "Photon OS" | "Red Hat"
                | "Rocky Linux" | "SUSE",
            ) => Self::Rpm,
            Some("Alpaquita" | "Alpine" | "BellSoft Hardened Containers" | "Chainguard" | "MinimOS" | "Wolfi") => {
                Self::Alpine
            }
            Some("Packagist") => Self::Composer,
            Some("Maven") => Self::Maven,
            Some("Bioconductor" | "CRAN" | "GHC" | "Hackage") => Self::Dotted,
            Some("ConanCenter") => Self::Conan,
            _ => Self::Natural,
        }
    }

    /// The order of a range: SEMVER says it by itself. Commits have none.
    pub fn of_range(kind: RangeType, ecosystem: Option<&str>) -> Self {
        match kind {
            RangeType::Semver => Self::SemVer,
            RangeType::Ecosystem => Self::of(ecosystem),
            RangeType::Git => Self::Natural,
        }
    }

    /// Whether verdicts may be built on it.
    pub fn is_known(self) -> bool {
        self != Self::Natural
    }

    /// The order of that name in the pages' script.
    pub fn named(name: &str) -> Option<Self> {
        use Order::*;
        let all = [SemVer, SemVerBuild, Pep440, NuGet, Gem, Debian, Rpm, Alpine, Composer, Maven, Dotted, Conan];
        all.into_iter().find(|order| order.as_str() == name)
    }

    /// Its name in the pages' script.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SemVer => "semver",
            Self::SemVerBuild => "semver+build",
            Self::Pep440 => "pep440",
            Self::NuGet => "nuget",
            Self::Gem => "gem",
            Self::Debian => "debian",
            Self::Rpm => "rpm",
            Self::Alpine => "alpine",
            Self::Composer => "composer",
            Self::Maven => "maven",
            Self::Dotted => "dotted",
            Self::Conan => "conan",
            Self::Natural => "",
        }
    }

    /// None where the order isn't known, or one of the two is no version in it.
    pub fn compare(self, a: &str, b: &str) -> Option<Ordering> {
        match self {
            Self::SemVer => Some(semver::parse(a)?.cmp_precedence(&semver::parse(b)?)),
            Self::Pep440 => Some(Pep440::from_str(a.trim()).ok()?.cmp(&Pep440::from_str(b.trim()).ok()?)),
            Self::NuGet => Some(nuget::parse(a)?.cmp(&nuget::parse(b)?)),
            Self::Gem => gem::compare(a, b),
            Self::SemVerBuild => Some(semver::parse(a)?.cmp(&semver::parse(b)?)),
            Self::Debian => debian::compare(a, b),
            Self::Maven => maven::compare(a, b),
            Self::Rpm => Some(key::rpm(a)?.cmp(&key::rpm(b)?)),
            Self::Alpine => Some(key::alpine(a)?.cmp(&key::alpine(b)?)),
            Self::Composer => Some(key::composer(a)?.cmp(&key::composer(b)?)),
            Self::Dotted => Some(key::dotted(a)?.cmp(&key::dotted(b)?)),
            Self::Conan => Some(key::conan(a)?.cmp(&key::conan(b)?)).filter(|_| key::is_certain_in_conan(a, b)),
            Self::Natural => None,
        }
    }

    /// Where a version is in relation to a bound, which may be the end of a series (`2.*`).
    pub fn place(self, version: &str, bound: &str) -> Option<Ordering> {
        match series::of(bound) {
            Some(series) if self.is_known() => {
                self.compare(version, version)?;
                series::place(version, &series)
            }
            _ => self.compare(version, bound),
        }
    }

    /// Whether it knows where a bound is.
    pub fn reads(self, bound: &str) -> bool {
        series::of(bound).is_some() || self.compare(bound, bound).is_some()
    }

    /// Whether a version comes before the release that it is named after.
    pub fn is_early(self, version: &str) -> bool {
        match self {
            Self::SemVer | Self::SemVerBuild => semver::parse(version).is_some_and(|parsed| {
                // Go names what is between releases so, and people run it.
                !parsed.pre.is_empty() && !semver::is_pseudo(&parsed)
            }),
            Self::Pep440 => Pep440::from_str(version.trim()).is_ok_and(|parsed| parsed.any_prerelease()),
            Self::NuGet => version.split('+').next().is_some_and(|plain| plain.contains('-')),
            Self::Gem => version.contains(|c: char| c.is_ascii_alphabetic()),
            Self::Maven => maven::is_early(version),
            Self::Composer => key::is_early_composer(version),
            Self::Conan => version.split('+').next().is_some_and(|plain| plain.contains('-')),
            Self::Debian | Self::Rpm | Self::Alpine | Self::Dotted | Self::Natural => false,
        }
    }

    /// The least version after one, or after a series, where the order has one that can be written.
    pub fn next(self, version: &str) -> Option<String> {
        match series::of(version) {
            Some(_) => self.after_series(version),
            None => (self == Self::SemVer).then(|| semver::next(version)).flatten(),
        }
    }

    /// The least version after a series (`2.*`), where the order has one that can be written.
    pub fn after_series(self, bound: &str) -> Option<String> {
        let series = series::of(bound)?;
        (self == Self::SemVer).then(|| semver::after_series(&series)).flatten()
    }

    /// As [`Self::sort`], with ends of series (`2.*`) among the versions.
    pub fn sort_bounds(self, a: &str, b: &str) -> Ordering {
        match (series::of(a), series::of(b)) {
            (Some(a), Some(b)) => series::compare(&a, &b),
            (None, Some(_)) if self.place(a, b).is_some() => self.place(a, b).unwrap_or(Ordering::Equal),
            (Some(_), None) if self.place(b, a).is_some() => self.place(b, a).unwrap_or(Ordering::Equal).reverse(),
            _ => self.sort(a, b),
        }
    }

    /// For lists: versions by the order, then what is no version in it, by its numbers. Whatever is written, this is a total
    /// order, as sorting wants one.
    pub fn sort(self, a: &str, b: &str) -> Ordering {
        let known = |text: &str| self.compare(text, text).is_some();
        match (known(a), known(b)) {
            (true, true) if self == Self::Conan => key::conan(a).cmp(&key::conan(b)),
            (true, true) => self.compare(a, b).unwrap_or(Ordering::Equal),
            (false, false) => natural::compare(a, b),
            (one, other) => other.cmp(&one),
        }
    }
}
