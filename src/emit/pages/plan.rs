//! The plan: its parts, and its contents where no part is the first page.

use super::Sheets;
use crate::render::view::{PlanContentsPage, PlanPage};

pub(super) fn add(sheets: &mut Sheets<'_>) {
    for (at, part) in sheets.site().plan.iter().enumerate() {
        sheets.add(part.path.to_string(), move |press, path| {
            press.print("plan.html", path, &PlanPage::new(&press.views, at, part))
        });
    }
    if PlanContentsPage::new(&sheets.press.views).is_some() {
        sheets.add("/plan/".to_string(), |press, path| {
            press.print("plan-contents.html", path, &PlanContentsPage::new(&press.views))
        });
    }
}
