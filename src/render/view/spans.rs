//! How long things took, as far as a timeline tells: from one phase to another, and from one entry to the next.

use crate::public::{Phase, Precision, Stamp, TimelineEntry};
use chrono::TimeDelta;
use serde::Serialize;

/// "Contained after", "2 hours 5 minutes".
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SpanView {
    pub name: &'static str,
    pub text: String,
}

use Phase::{
    Acknowledged, Closed, Contained, Detected, Disclosed, Eradicated, Exploited, Fixed, Introduced, Mitigated,
    Recovered, Reported,
};

const NOTICED: &[Phase] = &[Detected, Reported];

/// What readers ask: from the first of these phases, to the first of those.
const ASKED: &[(&str, &[Phase], &[Phase])] = &[
    ("Unnoticed for", &[Introduced, Exploited], NOTICED),
    ("Answered after", &[Reported], &[Acknowledged]),
    ("Contained after", NOTICED, &[Contained, Mitigated]),
    ("Fixed after", NOTICED, &[Fixed, Eradicated]),
    ("Recovered after", NOTICED, &[Recovered]),
    ("Public after", NOTICED, &[Disclosed]),
    ("Closed after", NOTICED, &[Closed]),
];

/// The spans between phases that the timeline names. Of several ends the one that is named first counts, but what was
/// noticed was noticed when it first was.
pub fn spans(timeline: &[TimelineEntry]) -> Vec<SpanView> {
    let first = |phases: &[Phase]| {
        let entries = timeline.iter().filter(|it| it.phase.is_some_and(|phase| phases.contains(&phase)));
        entries.min_by_key(|it| it.at.start)
    };
    let span = |&(name, from, to): &(&'static str, &[Phase], &[Phase])| {
        let from = first(from)?;
        let to = if to == NOTICED { first(to)? } else { to.iter().find_map(|phase| first(&[*phase]))? };
        let text = between(from.at, to.at)?;
        let about = (from.approximate || to.approximate) && !text.starts_with("about ");
        Some(SpanView { name, text: if about { format!("about {text}") } else { text } })
    };
    ASKED.iter().filter_map(span).collect()
}

/// The time from one to the other, just as exactly as the less exact of them is known; none where it is none, or not known
/// to the day.
pub fn between(from: Stamp, to: Stamp) -> Option<String> {
    let (from, to, exact) = match from.precision.min(to.precision) {
        Precision::Instant => (from.start.0, to.start.0, true),
        Precision::Day => (midnight(from), midnight(to), false),
        Precision::Month | Precision::Year => return months(from, to),
    };
    let span = to - from;
    if span <= TimeDelta::zero() {
        return None;
    }
    let (days, hours, minutes) = (span.num_days(), span.num_hours() % 24, span.num_minutes() % 60);
    Some(match (exact, days, hours) {
        (false, _, _) | (true, 3.., _) => count(days, "day"),
        (true, 1.., 0) => count(days, "day"),
        (true, 1.., _) => format!("{} {}", count(days, "day"), count(hours, "hour")),
        (true, _, 0) => count(minutes.max(1), "minute"),
        (true, _, _) if minutes == 0 => count(hours, "hour"),
        (true, _, _) => format!("{} {}", count(hours, "hour"), count(minutes, "minute")),
    })
}

fn midnight(stamp: Stamp) -> chrono::DateTime<chrono::Utc> {
    stamp.start.0.date_naive().and_time(chrono::NaiveTime::MIN).and_utc()
}

/// Of times known to the month; a year alone tells too little.
fn months(from: Stamp, to: Stamp) -> Option<String> {
    use chrono::Datelike;
    if from.precision.min(to.precision) == Precision::Year {
        return None;
    }
    let at = |stamp: Stamp| i64::from(stamp.start.0.year()) * 12 + i64::from(stamp.start.0.month());
    let months = at(to) - at(from);
    (months > 0).then(|| format!("about {}", count(months, "month")))
}

fn count(number: i64, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::stamp;

    fn span(from: &str, to: &str) -> Option<String> {
        between(stamp(from), stamp(to))
    }

    #[test]
    fn a_span_is_as_exact_as_its_ends() {
        assert_eq!(span("2026-03-04T14:00:00Z", "2026-03-04T14:25:00Z").as_deref(), Some("25 minutes"));
        assert_eq!(span("2026-03-04T14:00:00Z", "2026-03-04T16:05:00Z").as_deref(), Some("2 hours 5 minutes"));
        assert_eq!(span("2026-03-04T14:00:00Z", "2026-03-05T15:00:00Z").as_deref(), Some("1 day 1 hour"));
        assert_eq!(span("2026-03-04T14:00:00Z", "2026-03-14T15:00:00Z").as_deref(), Some("10 days"));
        assert_eq!(span("2026-03-04T23:00:00Z", "2026-03-05").as_deref(), Some("1 day"));
        assert_eq!(span("2026-01", "2026-03-05").as_deref(), Some("about 2 months"));
        assert_eq!(span("2025", "2026-03-05"), None);
        assert_eq!(span("2026-03-05", "2026-03-05"), None);
        assert_eq!(span("2026-03-05", "2026-03-04"), None, "time doesn't go back");
    }

    #[test]
    fn phases_tell_what_readers_ask() {
        let entry = |at: &str, phase, approximate| TimelineEntry {
            at: stamp(at),
            to: None,
            approximate,
            phase: Some(phase),
            text: None,
        };
        let timeline = [
            entry("2026-03-01", Introduced, true),
            entry("2026-03-04T14:00:00Z", Detected, false),
            entry("2026-03-04T14:20:00Z", Mitigated, false),
            entry("2026-03-04T15:30:00Z", Contained, false),
        ];
        let told: Vec<_> = spans(&timeline).into_iter().map(|it| (it.name, it.text)).collect();
        let expected = [("Unnoticed for", "about 3 days"), ("Contained after", "1 hour 30 minutes")];
        assert_eq!(told, expected.map(|(name, text)| (name, text.to_string())));
    }
}
