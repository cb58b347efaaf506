//! `/advisories/critical/`, `/advisories/2026/`, `/advisories/tag/archives/` …: parts of a list, in pages of a hundred.

use super::{PageRenderer, PageSet};
use crate::emit::File;
use crate::public::filters::{Facet, Filter};
use crate::public::{Kind, routes};
use crate::render::Error;
use crate::render::view::{ListPage, Narrowed, PER_PAGE, Paging, filter_label};
use std::sync::Arc;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let renderer = Arc::clone(&page_set.renderer);
    for kind in Kind::ALL {
        for (at, filter) in renderer.views.filters(kind).iter().enumerate() {
            let Some(own) = own_page(filter) else { continue };
            for number in 1..=pages(filter) {
                page_set
                    .add(routes::page_of(own, number), move |renderer, path| print(renderer, kind, at, number, path));
            }
        }
    }
}

/// Its page, where that isn't one of a package or a project.
fn own_page(filter: &Filter) -> Option<&str> {
    let own = !matches!(filter.facet, Facet::Package | Facet::Project);
    filter.page.as_deref().filter(|_| own)
}

fn pages(filter: &Filter) -> usize {
    filter.places.len().div_ceil(PER_PAGE)
}

fn print(renderer: &PageRenderer<'_>, kind: Kind, at: usize, number: usize, path: &str) -> Result<File, Error> {
    let views = &renderer.views;
    let filter = views.filters(kind).nth(at);
    let title = format!("{}: {}", views.words.kinds.of(kind).many, filter_label(views, filter));
    let places = filter.places.chunks(PER_PAGE).nth(number - 1).unwrap_or_default();
    let records: Vec<_> = places.iter().filter_map(|&place| views.site.nth(kind, place)).collect();
    let paging = Paging::new(views, own_page(filter).unwrap_or_default(), number, pages(filter));
    let narrowed = Narrowed { kind, filter, title: &title };
    renderer.print("list.html", path, &ListPage::narrowed(views, &narrowed, &records, paging, path))
}
