//! A package's versions against its advisories, as a table: what affects which of them at a glance.

use super::{RecordLink, Views};
use crate::public::packages::{Concern, PackageRecords};
use crate::versions::{Claim, Run, Verdict, runs};
use serde::Serialize;

/// One has its versions in its entry.
const FEWEST: usize = 2;
/// More columns or rows than these are no picture any more; the form judges by all of them.
const COLUMNS: usize = 12;
const ROWS: usize = 40;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionTable<'a> {
    /// What affects some version, newest first.
    pub columns: Vec<RecordLink<'a>>,
    /// Runs of versions that all of these judge alike, the highest first.
    pub rows: Vec<VersionRow>,
    /// Whether there is something that nobody can know.
    pub unknown: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionRow {
    /// `2.4.0 and later, before 2.9.5`
    pub versions: String,
    /// `affected`, `not-affected` or `unknown`, for each column.
    pub cells: Vec<&'static str>,
}

impl<'a> VersionTable<'a> {
    /// None where there is no order of versions, or there are too few or too many advisories to show. All that affects something
    /// is a column: a row without a mark has none of them.
    pub fn new(views: &Views<'a>, package: &PackageRecords<'a>) -> Option<Self> {
        let concerns: Vec<&Concern<'a>> = package.concerns.iter().filter(|concern| concern.affects()).collect();
        if !(FEWEST..=COLUMNS).contains(&concerns.len()) {
            return None;
        }
        let claims = |it: &&Concern<'a>| it.affected.iter().map(|entry| Claim::of(entry)).collect();
        let claims: Vec<Vec<Claim<'a>>> = concerns.iter().map(claims).collect();
        let ranged = claims.iter().filter(|it| it.iter().any(|claim| claim.affects() && !claim.ranges.is_empty()));
        if ranged.count() < FEWEST {
            return None;
        }
        let runs = runs(&claims).filter(|run| (FEWEST..=ROWS).contains(&run.len()))?;
        let tells = |at: &usize| runs.iter().any(|run| cell(run.verdicts[*at]) != NOT_AFFECTED);
        let shown: Vec<usize> = (0..concerns.len()).filter(tells).collect();
        let rows: Vec<VersionRow> = runs.iter().rev().map(|run| VersionRow::new(views, run, &shown)).collect();
        (shown.len() >= FEWEST).then(|| Self {
            columns: shown.iter().map(|at| views.record_link(concerns[*at].record)).collect(),
            unknown: rows.iter().any(|row| row.cells.contains(&UNKNOWN)),
            rows,
        })
    }
}

const NOT_AFFECTED: &str = "not-affected";
const UNKNOWN: &str = "unknown";

fn cell(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Affected => "affected",
        Verdict::NotAffected => NOT_AFFECTED,
        Verdict::NotListed | Verdict::CannotTell(_) => UNKNOWN,
    }
}

impl VersionRow {
    fn new(views: &Views<'_>, run: &Run<'_>, shown: &[usize]) -> Self {
        Self {
            versions: views.words.stretch(&run.stretch),
            cells: shown.iter().map(|at| cell(run.verdicts[*at])).collect(),
        }
    }
}
