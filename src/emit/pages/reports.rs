//! `/reports/`, and a page for each year and quarter that has anything.

use super::Sheets;
use crate::figures::Book;
use crate::render::view::{ReportPeriodPage, ReportsPage, report_path};
use std::sync::Arc;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    let periods = site.periods();
    if periods.is_empty() {
        return;
    }
    let book = Arc::new(Book::new(site));
    for period in periods {
        let book = Arc::clone(&book);
        sheets.add(report_path(period), move |press, path| {
            let title = format!("Transparency report {period}");
            press.print("report-period.html", path, &ReportPeriodPage::new(&press.views, &book, period, path, &title))
        });
    }
    sheets.add("/reports/".to_owned(), move |press, path| {
        press.print("reports.html", path, &ReportsPage::new(&press.views, &book))
    });
}
