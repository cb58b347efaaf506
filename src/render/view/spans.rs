//! How long things took, as far as a timeline says: from one phase to another, and from one entry to the next.

use crate::public::{Phase, Precision, Stamp, TimelineEntry};
use crate::render::Words;
use crate::render::words::Timeline;
use chrono::TimeDelta;
use serde::Serialize;

/// "Contained after", "2 hours 5 minutes".
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SpanView<'a> {
    pub name: &'a str,
    pub text: String,
}

use Phase::{
    Acknowledged, Closed, Contained, Detected, Disclosed, Eradicated, Exploited, Fixed, Introduced, Mitigated,
    Recovered, Reported,
};

const NOTICED: &[Phase] = &[Detected, Reported];

type Name = fn(&Timeline) -> &String;

/// What readers ask: from the first of these phases, to the first of those.
const ASKED: &[(Name, &[Phase], &[Phase])] = &[
    (|it| &it.unnoticed, &[Introduced, Exploited], NOTICED),
    (|it| &it.answered, &[Reported], &[Acknowledged]),
    (|it| &it.contained, NOTICED, &[Contained, Mitigated]),
    (|it| &it.fixed, NOTICED, &[Fixed, Eradicated]),
    (|it| &it.recovered, NOTICED, &[Recovered]),
    (|it| &it.public, NOTICED, &[Disclosed]),
    (|it| &it.closed, NOTICED, &[Closed]),
];

/// The spans between phases that the timeline names. Of several ends the one that is named first counts, but what was
/// noticed was noticed when it first was.
pub fn spans<'a>(words: &'a Words, timeline: &[TimelineEntry]) -> Vec<SpanView<'a>> {
    let first = |phases: &[Phase]| {
        let entries = timeline.iter().filter(|entry| entry.phase.is_some_and(|phase| phases.contains(&phase)));
        entries.min_by_key(|entry| entry.at.start)
    };
    let span = |&(name, from, to): &(Name, &[Phase], &[Phase])| {
        let from = first(from)?;
        let to = if to == NOTICED { first(to)? } else { to.iter().find_map(|phase| first(&[*phase]))? };
        let (text, exact) = measured(words, from.at, to.at)?;
        let about = !exact || from.approximate || to.approximate;
        let text = if about { words.dates.about.fill(&[("time", &text)]) } else { text };
        Some(SpanView { name: name(&words.timeline), text })
    };
    ASKED.iter().filter_map(span).collect()
}

/// The time from one to the other, just as exactly as the less exact of them is known; none where it is none, or not known
/// to the day.
pub fn between(words: &Words, from: Stamp, to: Stamp) -> Option<String> {
    let (text, exact) = measured(words, from, to)?;
    Some(if exact { text } else { words.dates.about.fill(&[("time", &text)]) })
}

/// The same without saying that it is only about right, and whether it is more.
fn measured(words: &Words, from: Stamp, to: Stamp) -> Option<(String, bool)> {
    let units = &words.units;
    let (from, to, exact) = match from.precision.min(to.precision) {
        Precision::Instant => (from.start.0, to.start.0, true),
        Precision::Day => (midnight(from), midnight(to), false),
        Precision::Month | Precision::Year => return Some((units.month.of(months(from, to)?), false)),
    };
    let span = to - from;
    if span <= TimeDelta::zero() {
        return None;
    }
    let parts = [span.num_days(), span.num_hours() % 24, span.num_minutes() % 60];
    let [days, hours, minutes] = parts.map(|part| usize::try_from(part).unwrap_or_default());
    let both = |one: String, other: String| words.numbers.joined.fill(&[("one", &one), ("other", &other)]);
    let text = match (exact, days, hours) {
        (false, _, _) | (true, 3.., _) => units.day.of(days),
        (true, 1.., 0) => units.day.of(days),
        (true, 1.., _) => both(units.day.of(days), units.hour.of(hours)),
        (true, _, 0) => units.minute.of(minutes.max(1)),
        (true, _, _) if minutes == 0 => units.hour.of(hours),
        (true, _, _) => both(units.hour.of(hours), units.minute.of(minutes)),
    };
    Some((text, true))
}

fn midnight(stamp: Stamp) -> chrono::DateTime<chrono::Utc> {
    stamp.start.0.date_naive().and_time(chrono::NaiveTime::MIN).and_utc()
}

/// Of times known to the month; a year alone says too little.
fn months(from: Stamp, to: Stamp) -> Option<usize> {
    use chrono::Datelike;
    if from.precision.min(to.precision) == Precision::Year {
        return None;
    }
    let at = |stamp: Stamp| i64::from(stamp.start.0.year()) * 12 + i64::from(stamp.start.0.month());
    let months = at(to) - at(from);
    usize::try_from(months).ok().filter(|it| *it > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::stamp;

    fn span(from: &str, to: &str) -> Option<String> {
        between(Words::english(), stamp(from), stamp(to))
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
        let reported: Vec<_> =
            spans(Words::english(), &timeline).into_iter().map(|span| (span.name, span.text)).collect();
        let expected = [("Undetected for", "about 3 days"), ("Contained after", "1 hour 30 minutes")];
        assert_eq!(reported, expected.map(|(name, text)| (name, text.to_string())));
    }
}
