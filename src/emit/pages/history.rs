//! `/history/`: what the site showed, and when.

use super::PageSet;
use crate::history::{PATH, checkpoint};
use crate::public::routes;
use crate::render::view::HistoryPage;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    if page_set.renderer.views.history.is_none() {
        return;
    }
    page_set.add(routes::HISTORY.to_string(), |renderer, path| {
        let page = HistoryPage::new(&renderer.views, path, &format!("/{PATH}"), &format!("/{}", checkpoint::PATH));
        renderer.print("history.html", path, &page)
    });
}
