//! Times as people read them, in UTC, and just as exactly as they were written.

use crate::public::{Instant, Precision, Stamp};
use serde::Serialize;

/// What `<time>` shows, and what it tells machines.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
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
        let written = |format: &str| stamp.start.0.format(format).to_string();
        let day = written(match stamp.precision {
            Precision::Year => "%Y",
            Precision::Month => "%B %Y",
            Precision::Day | Precision::Instant => "%-d %B %Y",
        });
        let text = match stamp.precision {
            Precision::Instant => written("%-d %B %Y, %H:%M UTC"),
            _ => day.clone(),
        };
        When { datetime: stamp.to_string(), text, day }
    }
}

impl From<chrono::NaiveDate> for When {
    fn from(day: chrono::NaiveDate) -> Self {
        let text = day.format("%-d %B %Y").to_string();
        When { datetime: day.to_string(), day: text.clone(), text }
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
        assert_eq!(stamp(Precision::Year).datetime, "2026");
    }

    #[test]
    fn targets_are_spelt_out() {
        assert_eq!(span("2bd"), "2 business days");
        assert_eq!(span("1d"), "1 day");
        assert_eq!(span("90d"), "90 days");
        assert_eq!(span("soon"), "soon");
    }
}
