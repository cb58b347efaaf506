//! Times as they were written: an instant, or a day, a month or a year, shown just as exactly and in UTC.

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use std::fmt;

/// An instant in UTC. Serialized as RFC 3339 with `Z`, to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(pub DateTime<Utc>);

/// How exactly a time is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    Year,
    Month,
    Day,
    Instant,
}

/// A time with the precision that it was written with; `start` is its first moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stamp {
    pub start: Instant,
    pub precision: Precision,
}

impl Instant {
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// `2026-03-04`.
    pub fn day(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// `4 Mar 2026 14:00:00 +0000`-style date of RFC 2822, as RSS wants it.
    pub fn rfc2822(self) -> String {
        self.0.to_rfc2822()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The written form: `2026`, `2026-03`, `2026-03-04` or `2026-03-04T14:00:00Z`; also a valid HTML `datetime`.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
            Precision::Instant => return self.start.fmt(f),
        };
        self.start.0.format(written).fmt(f)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
