//! Times as front matter writes them.

use crate::diagnostic::Code;
use crate::private::yaml::{instant, refuse};
use crate::public::{Instant, Precision, Stamp};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// An instant with its offset. Anything less is an error: a time that needs a zone to be understood lifts too early
/// somewhere.
#[derive(Clone, Copy)]
pub(in crate::private) struct At(pub Instant);

/// An instant, a day, a month or a year.
#[derive(Clone, Copy)]
pub(in crate::private) struct When(pub Stamp);

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Cow::<str>::deserialize(deserializer)?;
        let refused = || {
            let (problem, help) = nearly(&written).unwrap_or((
                "this is not an instant with its offset",
                "write date, time and offset: 2026-12-01T14:00:00Z or 2026-12-01T15:00:00+01:00",
            ));
            refuse(Code::BadTime, problem, help)
        };
        instant(&written).map(At).ok_or_else(refused)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Cow::<str>::deserialize(deserializer)?;
        let refused = || {
            let (problem, help) = nearly(&written).unwrap_or((
                "this is neither an instant with its offset, nor a day, a month or a year",
                "write 2026-12-01T14:00:00Z, 2026-12-01, 2026-12 or 2026",
            ));
            refuse(Code::BadTime, problem, help)
        };
        stamp(&written).map(When).ok_or_else(refused)
    }
}

/// What is wrong with what is nearly a time, and how to fix it.
fn nearly(written: &str) -> Option<(&'static str, &'static str)> {
    let written = written.trim();
    let shaped = |text: &str| {
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.splitn(3, '-');
        let mut next = |count| parts.next().is_some_and(|part| digits(part, count));
        next(4) && next(2) && next(2)
    };
    if Instant::parse(&format!("{written}Z")).is_some() {
        let help = "add Z, where it is in UTC: 2026-12-01T14:00Z; else the offset: 2026-12-01T15:00+01:00";
        return Some(("this time has no offset, so it is another one in each zone", help));
    }
    if written.get(..10).is_some_and(|date| shaped(date) && day(date, "").is_none()) {
        return Some(("there is no such day", "look it up in a calendar: 2026-02-28 is followed by 2026-03-01"));
    }
    let other = written.split(['/', '.']).collect::<Vec<_>>();
    if other.len() == 3 && other.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(("a day is written year first, since others read it in another order", "write 2026-12-01"));
    }
    None
}

fn stamp(written: &str) -> Option<Stamp> {
    if let Some(start) = instant(written) {
        return Some(Stamp { start, precision: Precision::Instant });
    }
    let (date, precision) = match written.len() {
        4 => (day(written, "-01-01")?, Precision::Year),
        7 => (day(written, "-01")?, Precision::Month),
        10 => (day(written, "")?, Precision::Day),
        _ => return None,
    };
    let sensible = (1970..=2999).contains(&date.year());
    sensible.then(|| Stamp { start: Instant(date.and_time(NaiveTime::MIN).and_utc()), precision })
}

fn day(written: &str, rest: &str) -> Option<NaiveDate> {
    let shaped = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = NaiveDate::parse_from_str(&format!("{written}{rest}"), "%Y-%m-%d").ok()?;
    (shaped && date.format("%Y-%m-%d").to_string() == format!("{written}{rest}")).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::{nearly, stamp};

    #[test]
    fn a_stamp_is_shown_just_as_exactly_as_it_was_written() {
        for written in ["2026", "2026-03", "2026-03-04", "2026-03-04T14:00:00Z"] {
            assert_eq!(stamp(written).map(|stamp| stamp.to_string()).as_deref(), Some(written));
        }
    }

    #[test]
    fn an_offset_is_turned_to_utc_and_a_missing_one_is_refused() {
        assert_eq!(stamp("2026-03-04T00:30:00+01:00").unwrap().to_string(), "2026-03-03T23:30:00Z");
        for written in
            ["2026-03-04T14:00:00", "2026-3-4", "2026-13", "2026-02-30", "20260304", "+026-03-04", "0001-01-01", ""]
        {
            assert!(stamp(written).is_none(), "{written}");
        }
    }

    #[test]
    fn what_is_nearly_a_time_is_reported_with_what_it_lacks() {
        let problem = |written| nearly(written).map(|nearly| nearly.0.split(' ').next_back().unwrap_or_default());
        assert_eq!(problem("2026-03-04 14:00"), Some("zone"));
        assert_eq!(problem("2026-02-30"), Some("day"));
        assert_eq!(problem("2026-02-30T14:00:00Z"), Some("day"));
        assert_eq!(problem("05/01/2026"), Some("order"));
        assert_eq!(problem("soon"), None);
    }
}
