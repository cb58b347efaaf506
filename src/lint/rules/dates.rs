//! Dates come in an order that there can be: nothing is withdrawn before it is published, or reported before it is introduced.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Head, Instant, Phase, Precision, Stamp, TimelineEntry};
use chrono::Duration;

pub const RULE: Rule = Rule { codes: &[Code::DateOrder], look };

/// What can't come before what.
const ORDER: [(Phase, &[Phase]); 3] = [
    (Phase::Introduced, &[Phase::Exploited, Phase::Detected, Phase::Reported, Phase::Contained, Phase::Fixed]),
    (Phase::Reported, &[Phase::Acknowledged, Phase::Triaged]),
    (Phase::Detected, &[Phase::Contained, Phase::Closed]),
];

fn look(subject: &Subject, found: &mut Found) {
    subject.site.records().for_each(|record| head(subject, record.head(), found));
}

fn head(subject: &Subject, head: &Head, found: &mut Found) {
    let Some(written) = subject.sources.of_page(&head.path()) else { return };
    let mut note =
        |key: &str, problem: &str, help: &str| found.add(Code::DateOrder, Place::key(written, key), problem, help);
    if head.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.at < head.published) {
        note("withdrawn", "the record is withdrawn before it is published", "check which of the two dates is wrong");
    }
    if head.revisions.iter().any(|revision| revision.at < head.published) {
        let help = "take it out, or correct its date: a revision is what changed since the record was published";
        note("revisions", "a revision is dated before the publication", help);
    }
    if head.timeline.iter().any(|entry| entry.to.is_some_and(|to| is_after(entry.at, to))) {
        note("timeline", "an entry of the timeline ends before it begins", "exchange `at` and `to`, or correct one");
    }
    let of = |phase| head.timeline.iter().filter(move |entry: &&TimelineEntry| entry.phase == Some(phase));
    let first = |phase| of(phase).map(|entry| entry.at).min_by_key(|at| at.start);
    for (phase, later) in ORDER {
        let Some(begins) = first(phase) else { continue };
        if later.iter().any(|time| of(*time).any(|entry| is_after(begins, entry.at))) {
            let help = "check the years; what is only known to the month or the year may be written so";
            note("timeline", "the timeline has phases in an order that there can't be", help);
        }
    }
}

/// Whether one is after all of the other.
fn is_after(one: Stamp, other: Stamp) -> bool {
    let lasts = match other.precision {
        Precision::Instant => return one.start > other.start,
        Precision::Day => 1,
        Precision::Month => 31,
        Precision::Year => 366,
    };
    one.start >= Instant(other.start.0 + Duration::days(lasts))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::codes;

    #[track_caller]
    fn is(keys: &str, wrong: bool) {
        let text = format!("---\ntitle: A\npublish: true\npublished: 2026-05-02\n{keys}\n---\nx\n");
        assert_eq!(codes("advisories/A-1.md", &text).contains(&Code::DateOrder), wrong, "{keys}");
    }

    #[test]
    fn dates_come_in_an_order_that_there_can_be() {
        is("withdrawn: 2026-05-01T00:00:00Z", true);
        is("withdrawn: 2026-05-03T00:00:00Z", false);
        is("revisions: [{ at: 2026-05-01T00:00:00Z, note: x }]", true);
        is("revisions: [{ at: 2026-05-03T00:00:00Z, note: x }]", false);
        is("timeline: [{ at: 2026-04-02, to: 2026-04-01, text: x }]", true);
        is("timeline: [{ at: 2026-04-02, to: 2026-04, text: x }]", false);
        let two = |introduced: &str, reported: &str| {
            format!("timeline: [{{ at: {introduced}, phase: introduced }}, {{ at: {reported}, phase: reported }}]")
        };
        is(&two("2026-04-02", "2025-04-01"), true);
        is(&two("2026-04-02", "2026-04"), false);
        is(&two("2026-04-02", "2026"), false);
        is(&two("2025-04-02", "2026-04-01"), false);
        is("timeline: [{ at: 2026-04-01, phase: acknowledged }, { at: 2026-04-02, phase: reported }]", true);
    }
}
