//! `/reports/`, and a page for each year and quarter that has anything.

use super::PageSet;
use crate::figures::Book;
use crate::public::routes;
use crate::render::view::{ReportPeriodPage, ReportsPage};
use std::sync::Arc;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    let book = Arc::new(Book::new(site));
    if book.periods.is_empty() {
        return;
    }
    for &period in &book.periods {
        let book = Arc::clone(&book);
        page_set.add(routes::report(period), move |renderer, path| {
            let title = renderer.views.words.reports.one.fill(&[("period", &period.to_string())]);
            let page = ReportPeriodPage::new(&renderer.views, &book, &book.figures(period), path, &title);
            renderer.print("report-period.html", path, &page)
        });
    }
    page_set.add(routes::REPORTS.to_owned(), move |renderer, path| {
        renderer.print("reports.html", path, &ReportsPage::new(&renderer.views, &book))
    });
}
