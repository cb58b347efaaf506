//! Which ecosystem orders its versions how.

use super::{debian, gem, natural, nuget, semver};
use crate::public::{RangeType, ecosystem};
use pep440_rs::Version as Pep440;
use std::cmp::Ordering;
use std::str::FromStr;

/// How versions are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Semantic Versioning 2.0: npm, crates.io, Go …
    SemVer,
    /// Python's, by PEP 440.
    Pep440,
    /// NuGet's: SemVer with a fourth number.
    NuGet,
    /// RubyGems'.
    Gem,
    /// dpkg's.
    Debian,
    /// Nothing here knows it: numbers as numbers, good enough to sort by, not to judge by.
    Natural,
}

impl Order {
    /// The order of an ecosystem as OSV names it, with or without a suffix (`Debian:12`).
    pub fn of(ecosystem: Option<&str>) -> Self {
        match ecosystem.map(ecosystem::base) {
            Some("npm" | "crates.io" | "Go" | "Hex" | "Pub" | "SwiftURL" | "GitHub Actions" | "Julia") => Self::SemVer,
            Some("PyPI") => Self::Pep440,
            Some("NuGet") => Self::NuGet,
            Some("RubyGems") => Self::Gem,
            Some("Debian" | "Ubuntu") => Self::Debian,
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

    /// Its name in the pages' script.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SemVer => "semver",
            Self::Pep440 => "pep440",
            Self::NuGet => "nuget",
            Self::Gem => "gem",
            Self::Debian => "debian",
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
            Self::Debian => debian::compare(a, b),
            Self::Natural => None,
        }
    }

    /// For lists: versions by the order, then what is no version in it, by its numbers. Whatever is written, this is a total
    /// order, as sorting wants one.
    pub fn sort(self, a: &str, b: &str) -> Ordering {
        let known = |it: &str| self.compare(it, it).is_some();
        match (known(a), known(b)) {
            (true, true) => self.compare(a, b).unwrap_or(Ordering::Equal),
            (false, false) => natural::compare(a, b),
            (one, other) => other.cmp(&one),
        }
    }
}
