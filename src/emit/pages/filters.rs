//! `/advisories/critical/`, `/advisories/2026/`, `/advisories/tag/archives/` …: parts of a list, in pages of a hundred.

use super::{Press, Sheets};
use crate::emit::File;
use crate::public::Kind;
use crate::public::filters::{Facet, Filter};
use crate::render::Error;
use crate::render::view::{ListPage, Narrowed, PER_PAGE, Paging, filter_label, list_path};
use std::sync::Arc;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let press = Arc::clone(&sheets.press);
    for kind in Kind::ALL {
        for (at, filter) in press.views.filters(kind).iter().enumerate() {
            let Some(own) = own_page(filter) else { continue };
            for number in 1..=pages(filter) {
                sheets.add(list_path(own, number), move |press, path| print(press, kind, at, number, path));
            }
        }
    }
}

/// Its page, where that isn't one of a package or a project, without the slashes at its ends.
fn own_page(filter: &Filter) -> Option<&str> {
    let own = !matches!(filter.facet, Facet::Package | Facet::Project);
    filter.page.as_deref().filter(|_| own).map(|path| path.trim_matches('/'))
}

fn pages(filter: &Filter) -> usize {
    filter.places.len().div_ceil(PER_PAGE)
}

fn print(press: &Press<'_>, kind: Kind, at: usize, number: usize, path: &str) -> Result<File, Error> {
    let views = &press.views;
    let filter = views.filters(kind).nth(at);
    let title = format!("{}: {}", views.words.kinds.of(kind).many, filter_label(views, filter));
    let places = filter.places.chunks(PER_PAGE).nth(number - 1).unwrap_or_default();
    let records: Vec<_> = places.iter().filter_map(|&place| views.site.nth(kind, place)).collect();
    let paging = Paging::new(views, own_page(filter).unwrap_or_default(), number, pages(filter));
    let narrowed = Narrowed { kind, filter, title: &title };
    press.print("list.html", path, &ListPage::narrowed(views, &narrowed, &records, paging, path))
}
