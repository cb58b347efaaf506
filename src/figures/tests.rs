use super::*;
use crate::public::{Action, Count, Page, Phase, TimelineEntry, Total, TotalOf};
use crate::render::fixture::{self, instant, stamp, t};
use proptest::prelude::*;

fn figures(site: &Site, period: &str) -> Figures {
    Book::new(site).figures(Period::parse(period).unwrap()).into_owned()
}

fn entry(phase: Phase, at: &str) -> TimelineEntry {
    TimelineEntry { at: stamp(at), to: None, approximate: false, phase: Some(phase), text: None }
}

/// The example's records with one more incident, which was handled from day to day.
fn site() -> Site {
    let mut site = fixture::site("https://security.example.org/");
    let mut incident = site.incidents[0].clone();
    incident.head.id = t("HARBOUR-2025-aaaa");
    incident.head.published = instant("2025-05-09T09:00:00Z");
    incident.head.timeline = vec![
        entry(Phase::Reported, "2025-05-02"),
        entry(Phase::Acknowledged, "2025-05-05T08:00:00Z"),
        entry(Phase::Fixed, "2025-05"),
    ];
    incident.actions = vec![Action {
        what: t("a"),
        owner: None,
        due: Some(stamp("2025-06-30")),
        done: Some(stamp("2025-08-01")),
        url: None,
    }];
    site.advisories.clear();
    site.notices.clear();
    site.lessons.clear();
    site.incidents = vec![incident];
    fixture::index(&mut site);
    site
}

#[test]
fn a_record_counts_in_the_period_of_its_publication() {
    let found = figures(&site(), "2025-Q2");
    assert_eq!((found.counts.records, found.counts.incidents), (1, 1));
    assert!(figures(&site(), "2025-Q1").is_empty());
    assert_eq!(figures(&site(), "2025").counts, found.counts);
}

#[test]
fn times_are_whole_days_between_dates_that_are_exact_to_the_day() {
    let Responses { acknowledge, fix, disclose, .. } = figures(&site(), "2025-Q2").responses;
    // From a Friday to a Monday.
    assert_eq!(
        (acknowledge.unit, acknowledge.taken, acknowledge.within_target),
        (Unit::BusinessDays, vec![1], Some(1))
    );
    assert_eq!((fix.measured, fix.without_dates), (0, 1));
    assert_eq!((disclose.taken, disclose.median), (vec![7], None));
}

#[test]
fn a_month_reaches_a_quarter_and_a_year_alone_does_not() {
    let mut site = site();
    assert_eq!(figures(&site, "2025-Q2").stages.fixed, 1);
    site.incidents[0].head.timeline[2].at = stamp("2025");
    assert_eq!((figures(&site, "2025-Q2").stages.fixed, figures(&site, "2025").stages.fixed), (0, 1));
}

#[test]
fn an_action_is_overdue_in_the_periods_at_whose_end_it_was() {
    let overdue = |period: &str| figures(&site(), period).actions.overdue;
    // Due on the last of June, done in August.
    assert_eq!((overdue("2025-Q1"), overdue("2025-Q2"), overdue("2025-Q3"), overdue("2025")), (0, 1, 0, 0));
    let mut site = site();
    site.incidents[0].actions[0].due = Some(stamp("2025-07-01"));
    assert_eq!(figures(&site, "2025-Q2").actions, Actions { opened: 1, done: 0, overdue: 0 });
    assert_eq!(figures(&site, "2025-Q3").actions, Actions { opened: 0, done: 1, overdue: 0 });
}

#[test]
fn a_period_with_words_alone_has_a_page_and_so_has_its_year() {
    let mut site = site();
    let page: Page = fixture::page("/reports/2024-Q1/", "Quiet", "Nothing happened.");
    let totals = vec![Total { of: TotalOf::Received, count: Count::FewerThan(5) }];
    let period = Period::parse("2024-Q1").unwrap();
    site.reports.push(ReportWords { period, page, totals });
    let found: Vec<String> = site.periods().iter().map(Period::to_string).collect();
    assert_eq!(found, ["2025", "2025-Q2", "2024", "2024-Q1"]);
    site.settings.outputs.reports = false;
    assert!(site.periods().is_empty());
}

#[test]
fn a_spreadsheet_takes_no_name_for_a_formula() {
    let mut found = figures(&site(), "2025");
    found.counts.packages = vec![Share { id: "=1+1,\"x\"".into(), label: String::new(), count: 1 }];
    assert!(table::csv(&found).contains("1,2025,packages,\"'=1+1,\"\"x\"\"\",count,1\r\n"));
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    (0u64..1500).prop_map(|days| chrono::NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + chrono::Days::new(days))
}

prop_compose! {
    fn incident()(reported in day(), fixed in day(), published in day(), due in day(), done in day(), seconds in 0u32..86_400)
        -> crate::public::Incident {
        let mut incident = fixture::site("https://security.example.org/").incidents[0].clone();
        let to_day = |day: chrono::NaiveDate| stamp(&day.to_string());
        let moment = published.and_time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap());
        incident.head.published = crate::public::Instant(moment.and_utc());
        incident.head.timeline = vec![
            TimelineEntry { at: to_day(reported), ..entry(Phase::Reported, "2023") },
            TimelineEntry { at: to_day(fixed), ..entry(Phase::Fixed, "2023") },
        ];
        incident.actions = vec![
            Action { what: t("a"), owner: None, due: Some(to_day(due)), done: Some(to_day(done)), url: None },
        ];
        incident
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_figures_of_a_year_are_those_of_its_quarters_put_together(incidents in prop::collection::vec(incident(), 0..12)) {
        let mut site = site();
        site.incidents = incidents;
        let book = Book::new(&site);
        for year in ["2023", "2024", "2025", "2026", "2027"].map(|it| Period::parse(it).unwrap()) {
            let whole = book.figures(year).into_owned();
            let parts: Vec<Figures> = year.quarters().into_iter().map(|quarter| book.figures(quarter).into_owned()).collect();
            let sum = |of: fn(&Figures) -> usize| parts.iter().map(of).sum::<usize>();
            prop_assert_eq!(whole.counts.records, sum(|it| it.counts.records));
            for at in 0..whole.counts.severities.len() {
                let count = |it: &Figures| it.counts.severities.get(at).map_or(0, |value| value.count);
                prop_assert_eq!(count(&whole), parts.iter().map(count).sum::<usize>());
            }
            prop_assert_eq!(whole.stages.reported, sum(|it| it.stages.reported));
            prop_assert_eq!(whole.stages.fixed, sum(|it| it.stages.fixed));
            prop_assert_eq!(whole.stages.disclosed, sum(|it| it.stages.disclosed));
            prop_assert_eq!((whole.actions.opened, whole.actions.done), (sum(|it| it.actions.opened), sum(|it| it.actions.done)));
            let mut taken: Vec<u32> = parts.iter().flat_map(|part| part.responses.fix.taken.clone()).collect();
            taken.sort_unstable();
            prop_assert_eq!(&whole.responses.fix.taken, &taken);
            prop_assert_eq!(whole.responses.fix.without_dates, sum(|it| it.responses.fix.without_dates));
        }
    }

    #[test]
    fn every_record_counts_in_just_one_quarter_that_has_a_page(incidents in prop::collection::vec(incident(), 1..12)) {
        let mut site = site();
        site.incidents = incidents;
        let book = Book::new(&site);
        let quarters = site.periods().into_iter().filter(|period| !period.is_year());
        let counted: usize = quarters.map(|quarter| book.figures(quarter).counts.records).sum();
        prop_assert_eq!(counted, site.incidents.len());
    }
}
