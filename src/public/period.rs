//! The periods that transparency reports are about: a year, or a quarter of one, in UTC.

use super::{Instant, Precision, Stamp};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};
use std::fmt;

/// Sorted by time; a year comes before its quarters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    year: i32,
    quarter: Option<Quarter>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Quarter {
    First,
    Second,
    Third,
    Fourth,
}

impl Quarter {
    const ALL: [Quarter; 4] = [Quarter::First, Quarter::Second, Quarter::Third, Quarter::Fourth];

    fn of_month(month: u32) -> Quarter {
        match month {
            1..=3 => Quarter::First,
            4..=6 => Quarter::Second,
            7..=9 => Quarter::Third,
            _ => Quarter::Fourth,
        }
    }
}

impl Period {
    pub fn year(year: i32) -> Period {
        Period { year, quarter: None }
    }

    pub fn year_of(at: Instant) -> Period {
        Period::year(at.year())
    }

    pub fn quarter_of(at: Instant) -> Period {
        Period { year: at.year(), quarter: Some(Quarter::of_month(at.0.month())) }
    }

    /// Reads `2026` and `2026-Q3`.
    pub fn parse(written: &str) -> Option<Period> {
        let (year, quarter) = match written.split_once("-Q") {
            Some((year, number)) => {
                let at = ["1", "2", "3", "4"].iter().position(|it| *it == number)?;
                (year, Some(Quarter::ALL[at]))
            }
            None => (written, None),
        };
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|year| digits && (1970..=2999).contains(year))?;
        Some(Period { year, quarter })
    }

    pub fn is_year(self) -> bool {
        self.quarter.is_none()
    }

    /// The year that it is, or is a part of.
    pub fn whole_year(self) -> Period {
        Period::year(self.year)
    }

    /// The quarters of its year; of a quarter, itself.
    pub fn quarters(self) -> Vec<Period> {
        match self.quarter {
            Some(_) => vec![self],
            None => Quarter::ALL.map(|quarter| Period { year: self.year, quarter: Some(quarter) }).to_vec(),
        }
    }

    /// The one before, just as long.
    pub fn previous(self) -> Period {
        let (year, quarter) = match self.quarter {
            None => (self.year - 1, None),
            Some(Quarter::First) => (self.year - 1, Some(Quarter::Fourth)),
            Some(Quarter::Second) => (self.year, Some(Quarter::First)),
            Some(Quarter::Third) => (self.year, Some(Quarter::Second)),
            Some(Quarter::Fourth) => (self.year, Some(Quarter::Third)),
        };
        Period { year, quarter }
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        let month = self.quarter.map_or(1, |quarter| quarter as u32 * 3 + 1);
        NaiveDate::from_ymd_opt(self.year, month, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.ends().pred_opt().unwrap_or_default()
    }

    fn ends(self) -> NaiveDate {
        let months = if self.is_year() { 12 } else { 3 };
        self.first().checked_add_months(chrono::Months::new(months)).unwrap_or_default()
    }

    /// The first moment that isn't in it.
    pub fn end(self) -> Instant {
        Instant(self.ends().and_time(NaiveTime::MIN).and_utc())
    }

    pub fn is_over(self, now: Instant) -> bool {
        self.end() <= now
    }

    pub fn holds(self, at: Instant) -> bool {
        at.year() == self.year && self.quarter.is_none_or(|quarter| Quarter::of_month(at.0.month()) == quarter)
    }

    /// Whether all of a time that is known less exactly lies in it: "2026" lies in no quarter.
    pub fn holds_stamp(self, stamp: Stamp) -> bool {
        self.holds(stamp.start) && (stamp.precision != Precision::Year || self.is_year())
    }
}

/// As in URLs and file names: `2026`, `2026-Q3`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.quarter.map_or(Ok(()), |quarter| write!(f, "-Q{}", quarter as u32 + 1))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(written: &str) -> Instant {
        Instant(written.parse().unwrap())
    }

    #[test]
    fn a_period_reads_as_it_is_written() {
        for written in ["2026", "2026-Q1", "1999-Q4"] {
            assert_eq!(Period::parse(written).unwrap().to_string(), written);
        }
        for wrong in ["26", "2026-Q0", "2026-Q5", "2026-q1", "2026-Q1x", "2026-01", "+026", "0000", ""] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ends_of_years_and_leap_days_fall_where_utc_says() {
        let quarter = |written: &str| Period::quarter_of(at(written)).to_string();
        assert_eq!(quarter("2026-12-31T23:59:59Z"), "2026-Q4");
        assert_eq!(quarter("2026-12-31T23:59:59-01:00"), "2027-Q1");
        assert_eq!(quarter("2028-02-29T12:00:00Z"), "2028-Q1");
        let first = Period::parse("2028-Q1").unwrap();
        assert_eq!((first.first().to_string(), first.last().to_string()), ("2028-01-01".into(), "2028-03-31".into()));
        assert_eq!(first.end(), at("2028-04-01T00:00:00Z"));
        assert!(!first.is_over(at("2028-03-31T23:59:59Z")) && first.is_over(at("2028-04-01T00:00:00Z")));
    }

    proptest! {
        #[test]
        fn a_moment_lies_in_its_year_and_in_just_one_of_its_quarters(seconds in 0i64..30_000_000_000) {
            let at = Instant(chrono::DateTime::from_timestamp(seconds, 0).unwrap());
            let year = Period::year_of(at);
            prop_assert!(year.holds(at) && !year.previous().holds(at));
            prop_assert_eq!(year.quarters().iter().filter(|quarter| quarter.holds(at)).count(), 1);
            let quarter = Period::quarter_of(at);
            prop_assert!(quarter.holds(at) && at < quarter.end() && at >= quarter.previous().end());
        }
    }
}
