//! Times as people read them, in UTC, and just as exactly as they were written.

use super::words::Words;
use crate::public::{Instant, Precision, Stamp};
use chrono::{Datelike, Timelike};
use serde::Serialize;

/// What `<time>` shows, and what machines read.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct When {
    /// A valid HTML `datetime`: `2026-03-04T14:00:00Z`, `2026-03-04`, `2026-03`, `2026`.
    pub datetime: String,
    /// `4 March 2026, 14:00 UTC`, `4 March 2026`, `March 2026`, `2026`.
    pub text: String,
    /// The same without the hour.
    pub day: String,
}

/// What a page shows a time of.
pub trait Moment {
    fn shown(self, words: &Words) -> When;
}

impl Moment for Instant {
    fn shown(self, words: &Words) -> When {
        Stamp { start: self, precision: Precision::Instant }.shown(words)
    }
}

impl Moment for Stamp {
    fn shown(self, words: &Words) -> When {
        words.stamp(self)
    }
}

impl Moment for chrono::NaiveDate {
    fn shown(self, words: &Words) -> When {
        let text = words.day(self.day(), self.month(), self.year());
        When { datetime: self.to_string(), day: text.clone(), text }
    }
}

impl Words {
    pub fn when(&self, at: impl Moment) -> When {
        at.shown(self)
    }

    fn stamp(&self, stamp: Stamp) -> When {
        let at = stamp.start.0;
        let (year, month, date) = (at.year(), at.month(), at.day());
        let day = match stamp.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => {
                self.dates.month.fill(&[("month", self.dates.months.of(month)), ("year", &year.to_string())])
            }
            Precision::Day | Precision::Instant => self.day(date, month, year),
        };
        let text = match stamp.precision {
            Precision::Instant => {
                let (hour, minute) = (two(at.hour()), two(at.minute()));
                self.dates.instant.fill(&[("date", &day), ("hour", &hour), ("minute", &minute)])
            }
            _ => day.clone(),
        };
        // As `Stamp` writes itself, at a fraction of the cost: a page shows many times.
        let datetime = match stamp.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Day => format!("{year:04}-{month:02}-{date:02}"),
            Precision::Instant => {
                let (hour, minute, second) = (at.hour(), at.minute(), at.second());
                format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z")
            }
        };
        When { datetime, text, day }
    }

    /// The hour alone.
    pub fn time(&self, at: Instant) -> String {
        self.dates.time.fill(&[("hour", &two(at.0.hour())), ("minute", &two(at.0.minute()))])
    }

    fn day(&self, date: u32, month: u32, year: i32) -> String {
        let (date, year) = (date.to_string(), year.to_string());
        self.dates.day.fill(&[("day", &date), ("month", self.dates.months.of(month)), ("year", &year)])
    }

    /// A target or a span as it is written in site.yaml: `2bd` to "2 business days". What isn't one stays as it is.
    pub fn span(&self, written: &str) -> String {
        let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, unit) = written.split_at(digits);
        let unit = match unit.trim() {
            "h" => &self.units.hour,
            "d" => &self.units.day,
            "bd" => &self.units.business_day,
            "w" => &self.units.week,
            "m" => &self.units.month,
            _ => return written.to_string(),
        };
        if count.is_empty() { written.to_string() } else { unit.written(count) }
    }

    /// With the sign that the language puts before decimals.
    pub fn decimal(&self, number: &str) -> String {
        number.replace('.', &self.numbers.decimal)
    }
}

fn two(number: u32) -> String {
    format!("{number:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    fn stamp(precision: Precision) -> When {
        let start = Instant(Utc.with_ymd_and_hms(2026, 3, 4, 14, 0, 0).unwrap());
        Words::english().when(Stamp { start, precision })
    }

    #[test]
    fn a_time_is_shown_just_as_exactly_as_it_is_known() {
        assert_eq!(stamp(Precision::Instant).text, "4 March 2026, 14:00 UTC");
        assert_eq!(stamp(Precision::Instant).day, "4 March 2026");
        assert_eq!(stamp(Precision::Instant).datetime, "2026-03-04T14:00:00Z");
        assert_eq!(stamp(Precision::Day).text, "4 March 2026");
        assert_eq!(stamp(Precision::Month).text, "March 2026");
        assert_eq!(stamp(Precision::Year).text, "2026");
        for precision in [Precision::Instant, Precision::Day, Precision::Month, Precision::Year] {
            let start = Instant(Utc.with_ymd_and_hms(2026, 3, 4, 14, 0, 0).unwrap());
            assert_eq!(stamp(precision).datetime, Stamp { start, precision }.to_string());
        }
    }

    #[test]
    fn targets_are_spelt_out() {
        assert_eq!(Words::english().span("2bd"), "2 business days");
        assert_eq!(Words::english().span("1d"), "1 day");
        assert_eq!(Words::english().span("90d"), "90 days");
        assert_eq!(Words::english().span("soon"), "soon");
    }
}
