//! Transparency reports: the list of periods, and the page of one.

use super::report_words::sentences;
use super::responses::ResponseView;
use super::{Formats, Frame, PageView, RecordLink, SeverityView, Views, period_name, report_card, short_name};
use crate::figures::{Book, Change, Counts, Figures, Share, UNRATED, words};
use crate::public::feeds::Scope;
use crate::public::{Count, Kind, Period, routes};
use crate::render::chart::{Column, FEWEST, Part, bars};
use crate::render::{Html, Words, dates::When, labels::headed};
use serde::Serialize;
use std::borrow::Cow;

/// More packages than these are shown by their number; the files have all.
const PACKAGES: usize = 10;

/// More periods than these fit in no chart.
const LONGEST: usize = 60;

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
pub struct Figure<'a> {
    pub label: &'a str,
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
pub struct TotalView<'a> {
    pub label: &'a str,
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
    /// What it comes to: how many, how bad, and which targets were met.
    pub sentences: Vec<String>,
    pub text: Option<PageView<'a>>,
    /// "Compared with 2025.", where the period before has a page.
    pub compared: Option<String>,
    pub previous: Option<(String, String)>,
    pub next: Option<(String, String)>,
    pub year: Option<(String, String)>,
    pub quarters: Vec<(String, String)>,
    pub records: Vec<Figure<'a>>,
    pub stages: Vec<Figure<'a>>,
    pub severities: Vec<ShareView<'a>>,
    pub categories: Vec<ShareView<'a>>,
    pub statuses: Vec<ShareView<'a>>,
    pub packages: Vec<ShareView<'a>>,
    pub more_packages: usize,
    pub chart: Option<ChartView>,
    pub responses: Vec<ResponseView<'a>>,
    /// Stages of which no record has both dates.
    pub unmeasured: Vec<&'a str>,
    pub actions: Vec<Figure<'a>>,
    pub revised: Vec<RecordLink<'a>>,
    pub withdrawn: Vec<RecordLink<'a>>,
    pub totals: Vec<TotalView<'a>>,
    pub json: String,
    pub csv: String,
}

/// At the begin of a line: `Third quarter of 2026`.
fn title(words: &Words, period: Period) -> String {
    headed(&period_name(words, period))
}

impl<'a> ReportsPage<'a> {
    pub fn new(views: &Views<'a>, book: &Book<'a>) -> Self {
        let view = |&period: &Period| {
            let figures = book.figures(period);
            PeriodView {
                name: title(views.words, period),
                href: views.links.href(&routes::report(period)),
                over: period.is_over(views.site.now),
                advisories: figures.counts.advisories,
                incidents: figures.counts.incidents,
                quarters: Vec::new(),
            }
        };
        let quarters =
            |year: Period| book.periods.iter().filter(move |period| !period.is_year() && period.whole_year() == year);
        let years: Vec<Period> = book.periods.iter().copied().filter(|period| period.is_year()).collect();
        let mut oldest_first = years.clone();
        oldest_first.reverse();
        Self {
            page: Frame {
                feeds: views.feeds(&Scope::Reports, Formats::All),
                ..views.frame(&views.words.reports.title, routes::REPORTS, views.words.reports.description.clone())
            },
            chart: chart(views, book, &oldest_first),
            years: years
                .iter()
                .map(|&year| PeriodView { quarters: quarters(year).map(view).collect(), ..view(&year) })
                .collect(),
        }
    }
}

impl<'a> ReportPeriodPage<'a> {
    /// `path` is that of the period's page, `page_title` its title.
    pub fn new(views: &Views<'a>, book: &Book<'a>, found: &Figures, path: &'a str, page_title: &'a str) -> Self {
        let say = views.words;
        let (period, all) = (found.period, &book.periods);
        let before = all.contains(&period.previous()).then(|| book.figures(period.previous()));
        let before = before.as_deref();
        let link = |period: Period| (title(say, period), views.links.href(&routes::report(period)));
        let known = |period: Period| all.contains(&period).then(|| link(period));
        let next = all.iter().copied().find(|it| it.previous() == period && it.is_year() == period.is_year());
        let quarters: Vec<Period> =
            period.quarters().into_iter().filter(|quarter| !period.is_year() || all.contains(quarter)).collect();
        let words = words(views.site, period);
        let values = [("site", &*views.site.settings.title), ("period", &*period_name(say, period))];
        let description = say.reports.one_description.fill(&values);
        let (packages, more_packages) = packages(&found.counts);
        let all_responses = ResponseView::all(say, found, before);
        let sentences = sentences(views, found, before, &all_responses);
        let (responses, unmeasured): (Vec<_>, Vec<_>) =
            all_responses.into_iter().partition(|all_response| all_response.measured > 0);
        Self {
            page: Frame {
                feeds: views.feeds(&Scope::Reports, Formats::All),
                picture: views.picture(|card_set| report_card(card_set, found)),
                ..views.frame(page_title, path, description)
            },
            name: title(say, period),
            first_day: say.when(period.first()),
            last_day: say.when(period.last()),
            over: found.over,
            sentences,
            text: words.map(|words| PageView::new(views, &words.page, &["main", "figures"])),
            compared: before.map(|before| compared_with(say, before.period)),
            previous: known(period.previous()),
            next: next.map(link),
            year: (!period.is_year()).then(|| link(period.whole_year())),
            quarters: if period.is_year() {
                quarters
                    .iter()
                    .map(|quarter| (short_name(*quarter), views.links.href(&routes::report(*quarter))))
                    .collect()
            } else {
                Vec::new()
            },
            records: compared(&records(say), found, before),
            stages: compared(&stages(say), found, before),
            severities: severities(views, &found.counts, before.map(|before| &before.counts)),
            categories: categories(views, &found.counts, before.map(|before| &before.counts)),
            statuses: statuses(say, &found.counts),
            packages,
            more_packages,
            chart: if period.is_year() { chart(views, book, &period.quarters()) } else { None },
            responses,
            unmeasured: unmeasured.iter().map(|it| it.label).collect(),
            actions: compared(&actions(say), found, before),
            revised: changes(views, &found.revised),
            withdrawn: changes(views, &found.withdrawn),
            totals: found
                .totals
                .iter()
                .map(|total| TotalView { label: say.totals.of(total.of), value: count(say, total.count) })
                .collect(),
            json: views.links.href(&routes::report_file(period, "json")),
            csv: views.links.href(&routes::report_file(period, "csv")),
        }
    }
}

fn count(words: &Words, count: Count) -> String {
    match count {
        Count::Exactly(count) => count.to_string(),
        Count::FewerThan(count) => words.numbers.fewer.of(count),
    }
}

/// What a figure is called, and where it stands.
type Named<'a> = (&'a str, fn(&Figures) -> usize);

fn records(words: &Words) -> [Named<'_>; 4] {
    let many = |kind: Kind| words.kinds.of(kind).many.as_str();
    [
        (many(Kind::Advisory), |it| it.counts.advisories),
        (many(Kind::Incident), |it| it.counts.incidents),
        (many(Kind::Notice), |it| it.counts.notices),
        (many(Kind::Lesson), |it| it.counts.lessons),
    ]
}

fn stages(words: &Words) -> [Named<'_>; 4] {
    let say = &words.reports;
    [
        (&say.reported, |it| it.stages.reported),
        (&say.confirmed, |it| it.stages.confirmed),
        (&say.fixed, |it| it.stages.fixed),
        (&say.in_public, |it| it.stages.disclosed),
    ]
}

fn actions(words: &Words) -> [Named<'_>; 3] {
    let say = &words.reports;
    [(&say.opened, |it| it.actions.opened), (&say.done, |it| it.actions.done), (&say.overdue, |it| it.actions.overdue)]
}

fn compared_with(words: &Words, period: Period) -> String {
    let say = &words.reports;
    let compared = if period.is_year() { &say.compared_year } else { &say.compared_quarter };
    compared.fill(&[("period", &period_name(words, period))])
}

/// Nothing where all of them are nought, now as before.
fn compared<'a>(named: &[Named<'a>], now: &Figures, before: Option<&Figures>) -> Vec<Figure<'a>> {
    let figures = named.iter().map(|(label, of)| Figure { label, value: of(now), before: before.map(of) });
    let figures: Vec<_> = figures.collect();
    let any = figures.iter().any(|figure| figure.value + figure.before.unwrap_or_default() > 0);
    if any { figures } else { Vec::new() }
}

fn shares<'a>(now: &[Share], before: Option<&[Share]>) -> Vec<ShareView<'a>> {
    let was = |id: &str| before.map(|shares| shares.iter().find(|share| share.id == id).map_or(0, |share| share.count));
    let view = |it: &Share| ShareView {
        id: it.id.clone(),
        label: it.label.clone(),
        count: it.count,
        before: was(&it.id),
        severity: None,
    };
    now.iter().map(view).filter(|view| view.count + view.before.unwrap_or_default() > 0).collect()
}

fn severities<'a>(views: &Views<'a>, now: &Counts, before: Option<&Counts>) -> Vec<ShareView<'a>> {
    let mut rows = shares(&now.severities, before.map(|before| &*before.severities));
    for row in &mut rows {
        let level = views.site.settings.severities.iter().find(|level| level.id == row.id);
        row.label = severity_label(views, &row.id, &row.label);
        row.severity = level.map(|level| SeverityView::word(views, &level.id));
    }
    rows
}

/// What the site calls it; what has none is unrated.
fn severity_label(views: &Views<'_>, id: &str, label: &str) -> String {
    let unrated = || views.words.severities.get(id).filter(|_| id == UNRATED).map_or(label, String::as_str);
    views.site.settings.severity(id).map_or_else(unrated, |level| views.words.severity(level)).to_owned()
}

fn categories<'a>(views: &Views<'a>, now: &Counts, before: Option<&Counts>) -> Vec<ShareView<'a>> {
    let mut rows = shares(&now.categories, before.map(|before| &*before.categories));
    for row in &mut rows {
        let known = views.site.settings.categories.iter().find(|category| category.id == row.id);
        row.label = known.map_or(row.label.clone(), |it| views.words.category(it).to_owned());
    }
    rows
}

fn statuses<'a>(words: &Words, now: &Counts) -> Vec<ShareView<'a>> {
    let mut rows = shares(&now.statuses, None);
    for row in &mut rows {
        let status = <crate::public::Status as crate::public::Vocabulary>::from_word(&row.id);
        row.label = status.map_or(row.label.clone(), |status| words.statuses.of(status).word.clone());
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
    changes.iter().filter_map(|change| views.site.find_str(&change.id)).map(|it| views.record_link(it)).collect()
}

/// With the periods between them of which there is nothing, oldest first: time goes at one pace along the axis.
fn without_gaps(periods: &[Period]) -> Vec<Period> {
    let (Some(&first), Some(&last)) = (periods.first(), periods.last()) else { return Vec::new() };
    let mut all = vec![last];
    while let Some(&earliest) = all.last().filter(|it| **it != first && all.len() < LONGEST) {
        all.push(earliest.previous());
    }
    all.reverse();
    all
}

/// Advisories and incidents by severity, a bar for each period. `None`: fewer records than make a picture.
fn chart(views: &Views<'_>, book: &Book<'_>, periods: &[Period]) -> Option<ChartView> {
    let periods = without_gaps(periods);
    let all: Vec<(Period, Cow<'_, Figures>)> = periods.iter().map(|&period| (period, book.figures(period))).collect();
    let found: Vec<(Period, &[Share])> = all.iter().map(|(period, it)| (*period, &*it.counts.severities)).collect();
    let total: usize = found.iter().flat_map(|it| it.1).map(|it| it.count).sum();
    if total < FEWEST || periods.len() < 2 {
        return None;
    }
    let tone = |id: &str| views.tone(id);
    let mut levels: Vec<(String, String)> = Vec::new();
    for share in found.iter().flat_map(|it| it.1).filter(|it| it.count > 0) {
        if !levels.iter().any(|level| level.0 == share.id) {
            levels.push((share.id.clone(), severity_label(views, &share.id, &share.label)));
        }
    }
    levels.sort_by_key(|level| tone(&level.0));
    let counted =
        |shares: &[Share], id: &str| shares.iter().find(|share| share.id == id).map_or(0, |share| share.count);
    let columns: Vec<Column> = found
        .iter()
        .map(|(period, shares)| Column {
            label: short_name(*period),
            parts: levels
                .iter()
                .map(|(id, label)| Part { label: label.clone(), tone: tone(id), count: counted(shares, id) })
                .collect(),
        })
        .collect();
    let most = found.iter().max_by_key(|it| (it.1.iter().map(|it| it.count).sum::<usize>(), std::cmp::Reverse(it.0)));
    let say = &views.words.reports;
    let sentence = if most.is_none_or(|most| most.0.is_year()) { &say.most_year } else { &say.most_quarter };
    let most = most.map(|most| period_name(views.words, most.0)).unwrap_or_default();
    let summary = sentence.fill(&[("n", &total.to_string()), ("period", &most)]);
    Some(ChartView {
        svg: bars(&columns, &say.chart.fill(&[("summary", &summary)])),
        summary,
        legend: levels.iter().map(|(id, label)| (tone(id), label.clone())).collect(),
        header: levels.iter().map(|level| level.1.clone()).collect(),
        rows: found
            .iter()
            .filter(|(_, shares)| shares.iter().any(|share| share.count > 0))
            .map(|(period, shares)| {
                (title(views.words, *period), levels.iter().map(|level| counted(shares, &level.0)).collect())
            })
            .collect(),
    })
}
