//! What the disclosed records of a period add up to: counts, response times against what was promised, actions.
//!
//! Figures are a function of what is disclosed and of the clock. What is withheld does not count; a project that wants to count it
//! more writes totals down itself ([`crate::public::Total`]). Pages, JSON, CSV and the terminal all show [`Figures`], so that they
//! can't disagree.
//!
//! - [`count`]: records by kind, severity, category, status and package.
//! - [`span`]: days and business days between two dates, and targets in them.
//! - [`response`]: how long it took to acknowledge, triage, fix and disclose.
//! - [`follow`]: actions, revisions and withdrawals.
//! - [`table`]: all of it as rows.

mod count;
mod follow;
mod response;
mod span;
pub mod table;
#[cfg(test)]
mod tests;

pub use count::{Counts, Share, Stages, UNRATED};
pub use follow::{Actions, Change};
pub use response::{Response, Responses, Taken};
pub use span::{Target, Unit};

use crate::public::{Period, Record, ReportWords, Site, Total};
use chrono::NaiveDate;
use response::Moments;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Of [`Figures`] as JSON and CSV; a change that readers of them would stumble over makes it larger.
pub const VERSION: u32 = 1;

/// The site's records, sorted once for all periods.
pub struct Book<'a> {
    pub site: &'a Site,
    /// [`Site::periods`].
    pub periods: Vec<Period>,
    /// Of these, made when they are first asked for.
    figures: BTreeMap<Period, OnceLock<Figures>>,
    published: BTreeMap<Period, Vec<Record<'a>>>,
    /// Of advisories and incidents.
    moments: Vec<Moments>,
}

impl<'a> Book<'a> {
    pub fn new(site: &'a Site) -> Book<'a> {
        let mut published: BTreeMap<Period, Vec<Record<'a>>> = BTreeMap::new();
        for record in site.records() {
            published.entry(Period::quarter_of(record.head().published)).or_default().push(record);
        }
        let moments = site.records().filter_map(response::handled).map(Moments::of).collect();
        let periods = site.periods();
        let figures = periods.iter().map(|&period| (period, OnceLock::new())).collect();
        Book { site, periods, figures, published, moments }
    }

    /// A period's figures; those of [`Self::periods`] are kept.
    pub fn figures(&self, period: Period) -> Cow<'_, Figures> {
        let make = || Figures::of(self, period);
        self.figures.get(&period).map_or_else(|| Cow::Owned(make()), |kept| Cow::Borrowed(kept.get_or_init(make)))
    }

    fn published(&self, period: Period) -> Vec<Record<'a>> {
        period.quarters().iter().filter_map(|quarter| self.published.get(quarter)).flatten().copied().collect()
    }
}

/// All figures of one period.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Figures {
    /// [`VERSION`].
    pub version: u32,
    pub period: Period,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Whether the period is over, so that only later disclosures change its figures.
    pub over: bool,
    /// Always "disclosed records".
    pub counts_what: &'static str,
    pub counts: Counts,
    pub stages: Stages,
    pub responses: Responses,
    pub actions: Actions,
    pub revised: Vec<Change>,
    pub withdrawn: Vec<Change>,
    /// What the project says itself; they may count what isn't disclosed.
    pub totals: Vec<Total>,
}

impl Figures {
    fn of(book: &Book<'_>, period: Period) -> Figures {
        let site = book.site;
        let published = book.published(period);
        let words = words(site, period);
        Figures {
            version: VERSION,
            period,
            first_day: period.first(),
            last_day: period.last(),
            over: period.is_over(site.now),
            counts_what: "disclosed records",
            counts: Counts::of(site, &published),
            stages: Stages::of(&book.moments, period),
            responses: Responses::of(site, &published),
            actions: Actions::of(site, period),
            revised: follow::revised(site, period),
            withdrawn: follow::withdrawn(site, period),
            totals: words.map(|words| words.totals.clone()).unwrap_or_default(),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.counts.records == 0 && self.revised.is_empty() && self.withdrawn.is_empty() && self.totals.is_empty()
    }
}

/// What the project wrote of a period.
pub fn words(site: &Site, period: Period) -> Option<&ReportWords> {
    site.reports.iter().find(|words| words.period == period)
}
