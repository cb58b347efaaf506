//! Time between two dates, and how long something was promised to take at most.

use crate::public::{Precision, Stamp};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;
use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Debug)]
pub enum Unit {
    #[serde(rename = "days")]
    Days,
    /// Monday to Friday; holidays differ from place to place, and count.
    #[serde(rename = "business days")]
    BusinessDays,
}

impl Unit {
    /// Days from one date to another. `None`: the second is before the first.
    pub fn between(self, from: NaiveDate, to: NaiveDate) -> Option<u32> {
        let days = u32::try_from((to - from).num_days()).ok()?;
        Some(match self {
            Unit::Days => days,
            Unit::BusinessDays => {
                // Whole weeks have five; the rest is counted, the first day not among them.
                let rest =
                    (1..=days % 7).filter_map(|more| to.checked_sub_days(chrono::Days::new(u64::from(more - 1))));
                let worked = rest.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).count();
                days / 7 * 5 + worked as u32
            }
        })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::Days => "days",
            Unit::BusinessDays => "business days",
        })
    }
}

/// `2bd`, `7d`, `2w`, `12h`: what site.yaml promises.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
pub struct Target {
    pub within: u32,
    pub unit: Unit,
}

impl Target {
    /// `None`: nothing that could be measured in days.
    pub fn parse(written: &str) -> Option<Target> {
        let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: u32 = written[..digits].parse().ok()?;
        let (within, unit) = match written[digits..].trim() {
            "d" => (number, Unit::Days),
            "bd" => (number, Unit::BusinessDays),
            "w" => (number.checked_mul(7)?, Unit::Days),
            _ => return None,
        };
        Some(Target { within, unit })
    }
}

/// The day in UTC of what is known to the day.
pub fn day(stamp: Stamp) -> Option<NaiveDate> {
    matches!(stamp.precision, Precision::Day | Precision::Instant).then(|| stamp.start.0.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    #[test]
    fn business_days_leave_weekends_out() {
        let between = |from, to| Unit::BusinessDays.between(date(from), date(to));
        // 2026-11-20 is a Friday.
        assert_eq!(between("2026-11-20", "2026-11-20"), Some(0));
        assert_eq!(between("2026-11-20", "2026-11-22"), Some(0));
        assert_eq!(between("2026-11-20", "2026-11-23"), Some(1));
        assert_eq!(between("2026-11-21", "2026-11-23"), Some(1));
        assert_eq!(between("2026-11-20", "2026-12-04"), Some(10));
        assert_eq!(between("2026-11-23", "2026-11-20"), None);
    }

    #[test]
    fn a_target_is_read_as_it_is_written() {
        assert_eq!(Target::parse("2bd"), Some(Target { within: 2, unit: Unit::BusinessDays }));
        assert_eq!(Target::parse("2w"), Some(Target { within: 14, unit: Unit::Days }));
        for wrong in ["", "d", "12h", "two days", "-2d", "99999999999d", "4294967295w"] {
            assert_eq!(Target::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn business_days_are_those_that_one_counts_on_the_fingers(from in 0i32..20_000, days in 0u64..100) {
            let from = date("1970-01-01") + chrono::Days::new(from as u64);
            let counted = (1..=days).map(|day| from + chrono::Days::new(day));
            let counted = counted.filter(|day| day.weekday().number_from_monday() < 6).count();
            let to = from + chrono::Days::new(days);
            prop_assert_eq!(Unit::BusinessDays.between(from, to), Some(counted as u32));
        }
    }
}
