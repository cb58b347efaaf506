//! Times as people read them, in UTC, and just as exactly as they were written.

use crate::public::{Instant, Precision, Stamp};
use chrono::{Datelike, Timelike};
use serde::Serialize;

/// What `<time>` shows, and what it tells machines.
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

impl From<Instant> for When {
    fn from(at: Instant) -> Self {
        Stamp { start: at, precision: Precision::Instant }.into()
    }
}

impl From<Stamp> for When {
    fn from(stamp: Stamp) -> Self {
        let at = stamp.start.0;
        let (year, month, date) = (at.year(), at.month(), at.day());
        let day = match stamp.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => format!("{} {year}", name(month)),
            Precision::Day | Precision::Instant => format!("{date} {} {year}", name(month)),
        };
        let text = match stamp.precision {
            Precision::Instant => format!("{day}, {:02}:{:02} UTC", at.hour(), at.minute()),
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
}

impl From<chrono::NaiveDate> for When {
    fn from(day: chrono::NaiveDate) -> Self {
        let text = format!("{} {} {}", day.day(), name(day.month()), day.year());
        When { datetime: day.to_string(), day: text.clone(), text }
    }
}

fn name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// A target or a span as it is written in site.yaml: `2bd` to "2 business days". What isn't one stays as it is.
pub fn span(written: &str) -> String {
    let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = written.split_at(digits);
    let unit = match unit.trim() {
        "h" => "hour",
        "d" => "day",
        "bd" => "business day",
        "w" => "week",
        "m" => "month",
        _ => return written.to_string(),
    };
    match count {
        "" => written.to_string(),
        "1" => format!("1 {unit}"),
        _ => format!("{count} {unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    fn stamp(precision: Precision) -> When {
        let start = Instant(Utc.with_ymd_and_hms(2026, 3, 4, 14, 0, 0).unwrap());
        Stamp { start, precision }.into()
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
        assert_eq!(span("2bd"), "2 business days");
        assert_eq!(span("1d"), "1 day");
        assert_eq!(span("90d"), "90 days");
        assert_eq!(span("soon"), "soon");
    }
}
