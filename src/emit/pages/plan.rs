//! The plan: its parts, and its contents where no part is the first page.

use super::PageSet;
use crate::public::routes;
use crate::render::view::{PlanContentsPage, PlanPage};

pub(super) fn add(page_set: &mut PageSet<'_>) {
    for (at, part) in page_set.site().plan.iter().enumerate() {
        page_set.add(part.path.to_string(), move |renderer, path| {
            renderer.print("plan.html", path, &PlanPage::new(&renderer.views, at, part))
        });
    }
    if PlanContentsPage::new(&page_set.renderer.views).is_some() {
        page_set.add(routes::PLAN.to_string(), |renderer, path| {
            renderer.print("plan-contents.html", path, &PlanContentsPage::new(&renderer.views))
        });
    }
}
