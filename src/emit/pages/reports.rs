//! `/reports/`, and a page for each year and quarter that has anything.

use super::Sheets;
use crate::figures::Book;
use crate::render::view::{ReportPeriodPage, ReportsPage, report_path};
use std::sync::Arc;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    let book = Arc::new(Book::new(site));
    if book.periods.is_empty() {
        return;
    }
    for &period in &book.periods {
        let book = Arc::clone(&book);
        sheets.add(report_path(period), move |press, path| {
            let title = press.views.words.reports.one.fill(&[("period", &period.to_string())]);
            let page = ReportPeriodPage::new(&press.views, &book, &book.figures(period), path, &title);
            press.print("report-period.html", path, &page)
        });
    }
    sheets.add("/reports/".to_owned(), move |press, path| {
        press.print("reports.html", path, &ReportsPage::new(&press.views, &book))
    });
}
