//! How long it took to acknowledge, to triage, to fix and to disclose, from the day of the report.
//!
//! Measured over the advisories and incidents that were published in the period, in whole days between dates in UTC. A record
//! counts where both dates are known to the day and the second isn't before the first.

use super::span::{Target, Unit, day};
use crate::public::{Head, Phase, Precision, Record, Site, Stamp};
use serde::Serialize;

/// Fewer than these have no median worth the name.
pub const ENOUGH: usize = 3;

#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Responses {
    pub acknowledge: Response,
    pub triage: Response,
    pub fix: Response,
    pub disclose: Response,
}

/// One span, over all records.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Response {
    pub unit: Unit,
    /// What was promised.
    pub target: Option<Target>,
    /// How many are measured.
    pub measured: usize,
    /// How many lack a date that is exact to the day, or have the second before the first.
    pub without_dates: usize,
    /// Of the middle; of an even number the mean of the two in the middle. Only of three or more.
    pub median: Option<f64>,
    /// The shortest time that nine in ten did not exceed (nearest rank). Only of three or more.
    pub percentile_90: Option<u32>,
    pub within_target: Option<usize>,
    /// Each time, shortest first.
    #[serde(skip)]
    pub taken: Vec<Taken>,
}

/// A time in [`Response::unit`].
pub type Taken = u32;

/// Advisories and incidents; other records are not reported, fixed or disclosed.
pub fn handled(record: Record<'_>) -> Option<&Head> {
    matches!(record, Record::Advisory(_) | Record::Incident(_)).then(|| record.head())
}

/// What became of a record when, as its timeline says; of several the first.
pub struct Moments {
    pub reported: Option<Stamp>,
    pub acknowledged: Option<Stamp>,
    pub triaged: Option<Stamp>,
    pub fixed: Option<Stamp>,
    pub disclosed: Stamp,
}

impl Moments {
    pub fn of(head: &Head) -> Moments {
        let first = |phase: Phase| {
            head.timeline.iter().filter(|entry| entry.phase == Some(phase)).map(|timeline| timeline.at).min()
        };
        Moments {
            reported: first(Phase::Reported),
            acknowledged: first(Phase::Acknowledged),
            triaged: first(Phase::Triaged),
            fixed: first(Phase::Fixed),
            disclosed: Stamp { start: head.published, precision: Precision::Instant },
        }
    }
}

impl Responses {
    pub fn of(site: &Site, published: &[Record<'_>]) -> Responses {
        let moments: Vec<Moments> = published.iter().filter_map(|&record| handled(record)).map(Moments::of).collect();
        let targets = site.settings.targets.as_ref();
        let target = |written: Option<&String>| written.and_then(|it| Target::parse(it));
        let response = |target, until: fn(&Moments) -> Option<Stamp>| Response::of(&moments, until, target);
        Responses {
            acknowledge: response(target(targets.and_then(|target| target.acknowledge.as_ref())), |it| it.acknowledged),
            triage: response(target(targets.and_then(|target| target.triage.as_ref())), |it| it.triaged),
            fix: response(target(targets.and_then(|target| target.fix.as_ref())), |it| it.fixed),
            disclose: response(None, |it| Some(it.disclosed)),
        }
    }

    /// Each with its name.
    pub fn all(&self) -> [(&'static str, &Response); 4] {
        let Responses { acknowledge, triage, fix, disclose } = self;
        [("acknowledge", acknowledge), ("triage", triage), ("fix", fix), ("disclose", disclose)]
    }
}

impl Response {
    fn of(moments: &[Moments], until: fn(&Moments) -> Option<Stamp>, target: Option<Target>) -> Response {
        let unit = target.map_or(Unit::Days, |target| target.unit);
        let span = |moments: &Moments| unit.between(day(moments.reported?)?, day(until(moments)?)?);
        let mut taken: Vec<Taken> = moments.iter().filter_map(span).collect();
        taken.sort_unstable();
        Response {
            unit,
            target,
            measured: taken.len(),
            without_dates: moments.len() - taken.len(),
            median: median(&taken),
            percentile_90: percentile_90(&taken),
            within_target: target.map(|target| taken.iter().filter(|time| **time <= target.within).count()),
            taken,
        }
    }
}

fn median(sorted: &[Taken]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        count if count < ENOUGH => None,
        count if count % 2 == 1 => Some(f64::from(sorted[middle])),
        _ => Some((f64::from(sorted[middle - 1]) + f64::from(sorted[middle])) / 2.0),
    }
}

fn percentile_90(sorted: &[Taken]) -> Option<u32> {
    (sorted.len() >= ENOUGH).then(|| sorted[(sorted.len() * 9).div_ceil(10) - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_three_have_no_median() {
        assert_eq!((median(&[1, 2]), percentile_90(&[1, 2])), (None, None));
        assert_eq!((median(&[1, 2, 9]), percentile_90(&[1, 2, 9])), (Some(2.0), Some(9)));
        assert_eq!(median(&[1, 2, 3, 9]), Some(2.5));
        let ten: Vec<u32> = (1..=10).collect();
        assert_eq!(percentile_90(&ten), Some(9));
        let eleven: Vec<u32> = (1..=11).collect();
        assert_eq!(percentile_90(&eleven), Some(10));
    }
}
