//! Times as they were written: an instant, or a day, a month or a year, shown just as exactly and in UTC.

use chrono::{DateTime, Datelike, Days, Months, SecondsFormat, Utc};
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

impl Stamp {
    /// When it is surely past.
    pub fn end(self) -> Instant {
        let start = self.start.0;
        let end = match self.precision {
            Precision::Instant => Some(start),
            Precision::Day => start.checked_add_days(Days::new(1)),
            Precision::Month => start.checked_add_months(Months::new(1)),
            Precision::Year => start.checked_add_months(Months::new(12)),
        };
        Instant(end.unwrap_or(start))
    }
}

impl Instant {
    /// RFC 3339 with an offset. The seconds may be missing, and ` UTC` may be written for `Z`.
    pub fn parse(written: &str) -> Option<Self> {
        let zulu = written.strip_suffix(" UTC").map(|rest| format!("{rest}Z"));
        let written = zulu.as_deref().unwrap_or(written);
        let (minutes, rest) = (written.get(..16)?, written.get(16..)?);
        let whole = if rest.starts_with(':') { written.to_owned() } else { format!("{minutes}:00{rest}") };
        Some(Self(DateTime::parse_from_rfc3339(&whole).ok()?.into()))
    }

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

#[cfg(test)]
mod tests {
    use super::Instant;

    #[test]
    fn an_instant_may_lack_its_seconds_and_never_its_offset() {
        let read = |written: &str| Instant::parse(written).map(|at| at.to_string());
        for written in ["2025-04-14T16:37Z", "2025-04-14 16:37 UTC", "2025-04-14T18:37+02:00", "2025-04-14T16:37:00Z"] {
            assert_eq!(read(written).as_deref(), Some("2025-04-14T16:37:00Z"), "{written}");
        }
        for written in [
            "2025-04-14T16:37",
            "2025-04-14",
            "2025-04-14T16Z",
            "2025-04-14 UTC",
            "2025-04-14T16:37 CET",
            "",
            "ééééééééééé",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
