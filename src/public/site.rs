//! All that is disclosed.

use super::{
    Advisory, Asset, Incident, Instant, Kind, Lesson, Notice, Page, Period, PlanPart, Record, ReportWords, Reserved,
    Settings, Text, routes,
};
use std::collections::{BTreeMap, BTreeSet};

/// Records are sorted by publication, newest first, then by id.
pub struct Site {
    pub settings: Settings,
    /// The clock of this build.
    pub now: Instant,
    /// Words for the home page.
    pub home: Option<Page>,
    pub plan: Vec<PlanPart>,
    pub pages: Vec<Page>,
    /// Words for transparency reports, by their periods.
    pub reports: Vec<ReportWords>,
    pub advisories: Vec<Advisory>,
    pub incidents: Vec<Incident>,
    pub notices: Vec<Notice>,
    pub lessons: Vec<Lesson>,
    /// Places of records that aren't public yet, by kind and id.
    pub reserved: Vec<Reserved>,
    /// What lies in `static/`.
    pub assets: Vec<Asset>,
    /// Record ids to where the record is.
    pub index: BTreeMap<Text, (Kind, usize)>,
}

impl Site {
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let advisories = self.advisories.iter().map(Record::Advisory);
        let incidents = self.incidents.iter().map(Record::Incident);
        let notices = self.notices.iter().map(Record::Notice);
        advisories.chain(incidents).chain(notices).chain(self.lessons.iter().map(Record::Lesson))
    }

    /// The one at this place of [`Self::section`].
    pub fn nth(&self, kind: Kind, place: usize) -> Option<Record<'_>> {
        match kind {
            Kind::Advisory => self.advisories.get(place).map(Record::Advisory),
            Kind::Incident => self.incidents.get(place).map(Record::Incident),
            Kind::Notice => self.notices.get(place).map(Record::Notice),
            Kind::Lesson => self.lessons.get(place).map(Record::Lesson),
        }
    }

    /// The records of one kind, newest first.
    pub fn section(&self, kind: Kind) -> Vec<Record<'_>> {
        match kind {
            Kind::Advisory => self.advisories.iter().map(Record::Advisory).collect(),
            Kind::Incident => self.incidents.iter().map(Record::Incident).collect(),
            Kind::Notice => self.notices.iter().map(Record::Notice).collect(),
            Kind::Lesson => self.lessons.iter().map(Record::Lesson).collect(),
        }
    }

    /// Whether the advisories have a table: some, and nothing of theirs has its address.
    pub fn has_table(&self) -> bool {
        let is_table = |name: &str| name.eq_ignore_ascii_case(routes::TABLE);
        let ids = || self.advisories.iter().map(|advisory| &*advisory.head.id);
        let taken = ids().any(is_table) || self.settings.severities.iter().any(|severity| is_table(&severity.id));
        !self.advisories.is_empty() && !taken
    }

    /// The plan and the site's own pages, but for those that only bring words for a page of ours.
    pub fn own_pages(&self) -> impl Iterator<Item = &Page> {
        self.plan.iter().chain(self.pages.iter().filter(|page| !page.is_introduction()))
    }

    /// The first pages of folders of pages, where there are others in them.
    pub fn chapters(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| !page.is_introduction() && self.within(page).next().is_some())
    }

    /// The pages in the folder whose first page this is, in the order of reading.
    pub fn within<'s>(&'s self, first: &'s Page) -> impl Iterator<Item = &'s Page> {
        self.pages.iter().filter(|page| page.folder() == &*first.path)
    }

    /// What is written in files of its own and is no record.
    pub fn written_pages(&self) -> impl Iterator<Item = &Page> {
        let reports = self.reports.iter().map(|report| &report.page);
        self.home.iter().chain(&self.plan).chain(&self.pages).chain(reports)
    }

    /// The years and quarters that transparency reports are about, newest first, a year before its quarters; none where
    /// site.yaml wants none.
    pub fn periods(&self) -> Vec<Period> {
        if !self.settings.outputs.reports {
            return Vec::new();
        }
        let moments = self.records().map(Record::head).flat_map(|head| {
            let revisions = head.revisions.iter().map(|revision| revision.at);
            [head.published].into_iter().chain(revisions).chain(head.withdrawn.iter().map(|withdrawn| withdrawn.at))
        });
        let mut found: BTreeSet<Period> =
            moments.flat_map(|at| [Period::year_of(at), Period::quarter_of(at)]).collect();
        found.extend(self.reports.iter().flat_map(|words| [words.period, words.period.whole_year()]));
        let years = found.iter().rev().copied().filter(|it| it.is_year());
        let with_quarters = |year: Period| {
            let quarters = year.quarters().into_iter().rev().filter(|quarter| found.contains(quarter));
            [year].into_iter().chain(quarters).collect::<Vec<_>>()
        };
        years.flat_map(with_quarters).collect()
    }

    /// When something on its pages becomes overdue or nears its end, or a period is over whose report says "so far": a day is over when
    /// it ends in UTC.
    pub fn due(&self) -> impl Iterator<Item = Instant> {
        let actions = self
            .incidents
            .iter()
            .map(|incident| &incident.actions)
            .chain(self.lessons.iter().map(|lesson| &lesson.actions));
        let actions = actions.flatten().filter(|it| it.done.is_none()).filter_map(|it| it.due);
        let reviews = self.written_pages().filter_map(|written_page| written_page.review_by);
        let supported = self.settings.projects.iter().flat_map(|project| &project.supported);
        let supported = supported.flat_map(|supported| [supported.ends_soon(), supported.ends()]).flatten();
        let days = actions.chain(reviews).map(|due| Instant(due.start.0 + chrono::Days::new(1)));
        let periods = self.periods().into_iter().filter(|period| !period.is_over(self.now)).map(Period::end);
        days.chain(supported).chain(periods)
    }

    /// The record with this id, if it is disclosed.
    pub fn find(&self, id: &Text) -> Option<Record<'_>> {
        self.find_str(id)
    }

    /// The same, by an id that is at hand as a plain `&str`.
    pub fn find_str(&self, id: &str) -> Option<Record<'_>> {
        let &(kind, at) = self.index.get(id)?;
        self.nth(kind, at)
    }
}
