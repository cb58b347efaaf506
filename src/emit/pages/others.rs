//! The home page, how to report, the feeds, the page for what isn't there, and the pages of `content/pages/`.
//!
//! One of those that bears the path of a page of ours (`pages/report.md`) gives that page its words.

use super::Sheets;
use crate::render::view::{FeedsPage, HomePage, MissingPage, OtherPage, ReportPage};

pub(super) fn add(sheets: &mut Sheets<'_>) {
    sheets.add("/".to_string(), |press, path| press.print("home.html", path, &HomePage::new(&press.views)));
    sheets.add("/report/".to_string(), |press, path| press.print("report.html", path, &ReportPage::new(&press.views)));
    sheets.add("/feeds/".to_string(), |press, path| press.print("feeds.html", path, &FeedsPage::new(&press.views)));
    sheets.add("/404.html".to_string(), |press, path| press.print("404.html", path, &MissingPage::new(&press.views)));
    for page in sheets.site().pages.iter().filter(|page| &*page.path != MissingPage::WORDS) {
        sheets.add(page.path.to_string(), move |press, path| {
            press.print("page.html", path, &OtherPage::new(&press.views, page))
        });
    }
}
