//! Transparency reports: the list of periods, and the page of one.

use super::{Formats, Frame, PageView, RecordLink, SeverityView, Views, report_card};
use crate::figures::{Book, Change, Counts, Figures, Response, Share, words};
use crate::public::feeds::Scope;
use crate::public::{Count, Period};
use crate::render::chart::{Column, FEWEST, Part, bars, dots};
use crate::render::{Html, dates::When, labels};
use serde::Serialize;
use std::borrow::Cow;

/// More packages than these are told by their number; the files have all.
const PACKAGES: usize = 10;

/// A period in a list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PeriodView {
    pub name: String,
    pub href: String,
    pub over: bool,
    pub advisories: usize,
    pub incidents: usize,
    /// Its quarters, newest first.
    pub quarters: Vec<PeriodView>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReportsPage<'a> {
    pub page: Frame<'a>,
    pub years: Vec<PeriodView>,
    pub chart: Option<ChartView>,
}

/// A chart, and in words what it shows.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChartView {
    pub svg: Html,
    pub summary: String,
    /// What the colours mean.
    pub legend: Vec<(usize, String)>,
    pub header: Vec<String>,
    pub rows: Vec<(String, Vec<usize>)>,
}

/// A number, and what it was in the period before.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Figure {
    pub label: &'static str,
    pub value: usize,
    pub before: Option<usize>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShareView<'a> {
    #[serde(skip)]
    id: String,
    pub label: String,
    pub count: usize,
    pub before: Option<usize>,
    pub severity: Option<SeverityView<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ResponseView {
    pub label: &'static str,
    pub target: Option<String>,
    pub unit: String,
    pub measured: usize,
    pub without_dates: usize,
    pub median: Option<String>,
    pub percentile_90: Option<u32>,
    pub within_target: Option<usize>,
    pub median_before: Option<String>,
    pub chart: Option<Html>,
    pub chart_summary: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TotalView {
    pub label: &'static str,
    pub value: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReportPeriodPage<'a> {
    pub page: Frame<'a>,
    pub name: String,
    pub first_day: When,
    pub last_day: When,
    pub over: bool,
    pub text: Option<PageView<'a>>,
    /// What comes before it, where that has a page: as it stands in a sentence.
    pub before: Option<String>,
    pub previous: Option<(String, String)>,
    pub next: Option<(String, String)>,
    pub year: Option<(String, String)>,
    pub quarters: Vec<(String, String)>,
    pub records: Vec<Figure>,
    pub stages: Vec<Figure>,
    pub severities: Vec<ShareView<'a>>,
    pub categories: Vec<ShareView<'a>>,
    pub statuses: Vec<ShareView<'a>>,
    pub packages: Vec<ShareView<'a>>,
    pub more_packages: usize,
    pub chart: Option<ChartView>,
    pub responses: Vec<ResponseView>,
    pub actions: Vec<Figure>,
    pub revised: Vec<RecordLink<'a>>,
    pub withdrawn: Vec<RecordLink<'a>>,
    pub totals: Vec<TotalView>,
    pub json: String,
    pub csv: String,
}

/// `/reports/2026-Q3/`.
pub fn path(period: Period) -> String {
    format!("/reports/{period}/")
}

/// What people call it: `2026`, `third quarter of 2026`.
pub fn name(period: Period) -> String {
    let ordinal = ["first", "second", "third", "fourth"];
    match period.is_year() {
        true => period.to_string(),
        false => {
            let at = period.whole_year().quarters().iter().position(|it| *it == period).unwrap_or_default();
            format!("{} quarter of {}", ordinal[at], period.whole_year())
        }
    }
}

/// As it stands in a sentence: `2026`, `the third quarter of 2026`.
fn said(period: Period) -> String {
    if period.is_year() { name(period) } else { format!("the {}", name(period)) }
}

impl<'a> ReportsPage<'a> {
    pub fn new(views: &Views<'a>, book: &Book<'a>) -> Self {
        let view = |&period: &Period| {
            let figures = book.figures(period);
            PeriodView {
                name: name(period),
                href: views.links.href(&path(period)),
                over: period.is_over(views.site.now),
                advisories: figures.counts.advisories,
                incidents: figures.counts.incidents,
                quarters: Vec::new(),
            }
        };
        let quarters = |year: Period| book.periods.iter().filter(move |it| !it.is_year() && it.whole_year() == year);
        let years: Vec<Period> = book.periods.iter().copied().filter(|it| it.is_year()).collect();
        let mut oldest_first = years.clone();
        oldest_first.reverse();
        Self {
            page: Frame {
                feeds: views.feeds(&Scope::Reports, Formats::All),
                ..views.frame(
                    "Transparency reports",
                    "/reports/",
                    "What was disclosed, how fast, and what was promised.".into(),
                )
            },
            chart: chart(views, book, &oldest_first),
            years: years
                .iter()
                .map(|&it| PeriodView { quarters: quarters(it).map(view).collect(), ..view(&it) })
                .collect(),
        }
    }
}

impl<'a> ReportPeriodPage<'a> {
    /// `path` is that of the period's page, `title` its title.
    pub fn new(views: &Views<'a>, book: &Book<'a>, found: &Figures, path: &'a str, title: &'a str) -> Self {
        let (period, all) = (found.period, &book.periods);
        let before = all.contains(&period.previous()).then(|| book.figures(period.previous()));
        let before = before.as_deref();
        let link = |period: Period| (name(period), views.links.href(&self::path(period)));
        let known = |period: Period| all.contains(&period).then(|| link(period));
        let next = all.iter().copied().find(|it| it.previous() == period && it.is_year() == period.is_year());
        let quarters: Vec<Period> =
            period.quarters().into_iter().filter(|it| !period.is_year() || all.contains(it)).collect();
        let words = words(views.site, period);
        let description = format!("What {} disclosed: {}.", views.site.settings.title, name(period));
        let (packages, more_packages) = packages(&found.counts);
        Self {
            page: Frame {
                feeds: views.feeds(&Scope::Reports, Formats::All),
                picture: views.picture(|deck| report_card(deck, found)),
                ..views.frame(title, path, description)
            },
            name: name(period),
            first_day: period.first().into(),
            last_day: period.last().into(),
            over: found.over,
            text: words.map(|words| PageView::new(views, &words.page, &["main", "figures"])),
            before: before.map(|it| said(it.period)),
            previous: known(period.previous()),
            next: next.map(link),
            year: (!period.is_year()).then(|| link(period.whole_year())),
            quarters: if period.is_year() { quarters.iter().map(|it| link(*it)).collect() } else { Vec::new() },
            records: compared(&RECORDS, found, before),
            stages: compared(&STAGES, found, before),
            severities: severities(views, &found.counts, before.map(|it| &it.counts)),
            categories: shares(&found.counts.categories, before.map(|it| &*it.counts.categories)),
            statuses: statuses(&found.counts),
            packages,
            more_packages,
            chart: if period.is_year() { chart(views, book, &period.quarters()) } else { None },
            responses: responses(found, before),
            actions: compared(&ACTIONS, found, before),
            revised: changes(views, &found.revised),
            withdrawn: changes(views, &found.withdrawn),
            totals: found
                .totals
                .iter()
                .map(|it| TotalView { label: labels::total(it.of), value: count(it.count) })
                .collect(),
            json: views.links.href(&format!("/reports/{period}.json")),
            csv: views.links.href(&format!("/reports/{period}.csv")),
        }
    }
}

fn count(count: Count) -> String {
    match count {
        Count::Exactly(count) => count.to_string(),
        Count::FewerThan(count) => format!("fewer than {count}"),
    }
}

/// What a figure is called, and where it stands.
type Named = (&'static str, fn(&Figures) -> usize);

const RECORDS: [Named; 4] = [
    ("Advisories", |it| it.counts.advisories),
    ("Incidents", |it| it.counts.incidents),
    ("Notices", |it| it.counts.notices),
    ("Lessons", |it| it.counts.lessons),
];
const STAGES: [Named; 4] = [
    ("Reported", |it| it.stages.reported),
    ("Confirmed", |it| it.stages.confirmed),
    ("Fixed", |it| it.stages.fixed),
    ("Disclosed", |it| it.stages.disclosed),
];
const ACTIONS: [Named; 3] =
    [("Opened", |it| it.actions.opened), ("Done", |it| it.actions.done), ("Overdue", |it| it.actions.overdue)];

fn compared(named: &[Named], now: &Figures, before: Option<&Figures>) -> Vec<Figure> {
    named.iter().map(|(label, of)| Figure { label, value: of(now), before: before.map(of) }).collect()
}

fn shares<'a>(now: &[Share], before: Option<&[Share]>) -> Vec<ShareView<'a>> {
    let was = |id: &str| before.map(|shares| shares.iter().find(|it| it.id == id).map_or(0, |it| it.count));
    let view = |it: &Share| ShareView {
        id: it.id.clone(),
        label: it.label.clone(),
        count: it.count,
        before: was(&it.id),
        severity: None,
    };
    now.iter().map(view).filter(|it| it.count + it.before.unwrap_or_default() > 0).collect()
}

fn severities<'a>(views: &Views<'a>, now: &Counts, before: Option<&Counts>) -> Vec<ShareView<'a>> {
    let mut rows = shares(&now.severities, before.map(|it| &*it.severities));
    for row in &mut rows {
        let level = views.site.settings.severities.iter().find(|level| level.id == row.id);
        row.severity = level.map(|level| SeverityView::word(views, &level.id));
    }
    rows
}

fn statuses<'a>(now: &Counts) -> Vec<ShareView<'a>> {
    let mut rows = shares(&now.statuses, None);
    for row in &mut rows {
        let status = <crate::public::Status as crate::public::Vocabulary>::from_word(&row.id);
        row.label = status.map_or(row.label.clone(), |it| labels::status(it).0.to_owned());
    }
    rows
}

fn packages<'a>(now: &Counts) -> (Vec<ShareView<'a>>, usize) {
    let mut rows = shares(&now.packages, None);
    let more = rows.len().saturating_sub(PACKAGES);
    rows.truncate(PACKAGES);
    (rows, more)
}

fn changes<'a>(views: &Views<'a>, changes: &[Change]) -> Vec<RecordLink<'a>> {
    changes.iter().filter_map(|it| views.site.find_str(&it.id)).map(|it| views.record_link(it)).collect()
}

fn responses(now: &Figures, before: Option<&Figures>) -> Vec<ResponseView> {
    let former = |name: &str| {
        let all = before.map(|it| it.responses.all());
        all.and_then(|all| all.iter().find(|it| it.0 == name).and_then(|it| median(it.1)))
    };
    now.responses.all().iter().map(|(name, response)| response_view(name, response, former(name))).collect()
}

fn median(response: &Response) -> Option<String> {
    response.median.map(|it| it.to_string())
}

fn response_view(name: &str, response: &Response, median_before: Option<String>) -> ResponseView {
    let label = match name {
        "acknowledge" => "From report to acknowledgement",
        "triage" => "From report to triage",
        "fix" => "From report to fix",
        _ => "From report to disclosure",
    };
    let unit = response.unit.to_string();
    let summary = summary(response);
    let target = response.target.map(|it| it.within);
    let drawn =
        (response.measured >= FEWEST).then(|| dots(&response.taken, target, &unit, &format!("{label}. {summary}")));
    let each = drawn.as_ref().map_or(1, |it| it.1);
    let chart_summary = match each {
        1 => summary,
        _ => format!("{summary} Each dot stands for up to {each} records."),
    };
    ResponseView {
        label,
        target: response
            .target
            .map(|it| format!("{} {}", it.within, if it.within == 1 { unit.trim_end_matches('s') } else { &unit })),
        measured: response.measured,
        without_dates: response.without_dates,
        median: median(response),
        percentile_90: response.percentile_90,
        within_target: response.within_target,
        median_before,
        chart: drawn.map(|it| it.0),
        chart_summary,
        unit,
    }
}

fn summary(response: &Response) -> String {
    let Response { measured, unit, taken, .. } = response;
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return "None has both dates.".to_owned() };
    let span = match first == last {
        true => format!("{measured} measured: {first} {unit}"),
        false => format!("{measured} measured, from {first} to {last} {unit}"),
    };
    response.within_target.map_or(format!("{span}."), |within| format!("{span}; {within} as promised."))
}

/// Advisories and incidents by severity, a bar for each period. `None`: fewer records than make a picture.
fn chart(views: &Views<'_>, book: &Book<'_>, periods: &[Period]) -> Option<ChartView> {
    let all: Vec<(Period, Cow<'_, Figures>)> = periods.iter().map(|&it| (it, book.figures(it))).collect();
    let found: Vec<(Period, &[Share])> = all.iter().map(|(period, it)| (*period, &*it.counts.severities)).collect();
    let total: usize = found.iter().flat_map(|it| it.1).map(|it| it.count).sum();
    if total < FEWEST || periods.len() < 2 {
        return None;
    }
    let tone = |id: &str| views.tone(id);
    let mut levels: Vec<(String, String)> = Vec::new();
    for share in found.iter().flat_map(|it| it.1).filter(|it| it.count > 0) {
        if !levels.iter().any(|it| it.0 == share.id) {
            levels.push((share.id.clone(), share.label.clone()));
        }
    }
    levels.sort_by_key(|it| tone(&it.0));
    let counted = |shares: &[Share], id: &str| shares.iter().find(|it| it.id == id).map_or(0, |it| it.count);
    let short = |period: &Period| match period.is_year() {
        true => period.to_string(),
        false => period.to_string().split_once('-').map(|it| it.1.to_owned()).unwrap_or_default(),
    };
    let columns: Vec<Column> = found
        .iter()
        .map(|(period, shares)| Column {
            label: short(period),
            parts: levels
                .iter()
                .map(|(id, label)| Part { label: label.clone(), tone: tone(id), count: counted(shares, id) })
                .collect(),
        })
        .collect();
    let most = found.iter().max_by_key(|it| (it.1.iter().map(|it| it.count).sum::<usize>(), std::cmp::Reverse(it.0)));
    let most = most.map(|it| said(it.0)).unwrap_or_default();
    let summary = format!("{total} advisories and incidents; the most in {most}.");
    Some(ChartView {
        svg: bars(&columns, &format!("Advisories and incidents by severity. {summary}")),
        summary,
        legend: levels.iter().map(|(id, label)| (tone(id), label.clone())).collect(),
        header: levels.iter().map(|it| it.1.clone()).collect(),
        rows: found
            .iter()
            .map(|(period, shares)| (name(*period), levels.iter().map(|it| counted(shares, &it.0)).collect()))
            .collect(),
    })
}
