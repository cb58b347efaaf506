//! `/advisories/`, `/incidents/`, `/notices/` and `/lessons/`, each in pages of fifty, and `/advisories/table/`.

use super::PageSet;
use crate::public::{Kind, Record, routes};
use crate::render::view::{Learnt, LessonsPage, ListPage, PER_PAGE, Paging, TablePage};
use std::sync::Arc;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    add_kind(page_set, Kind::Advisory, site.advisories.iter().map(Record::Advisory).collect());
    add_kind(page_set, Kind::Incident, site.incidents.iter().map(Record::Incident).collect());
    add_kind(page_set, Kind::Notice, site.notices.iter().map(Record::Notice).collect());
    add_lessons(page_set);
    add_table(page_set);
}

fn add_kind<'a>(page_set: &mut PageSet<'a>, kind: Kind, records: Vec<Record<'a>>) {
    let total = records.len().div_ceil(PER_PAGE).max(1);
    let records = Arc::new(records);
    for number in 1..=total {
        let records = Arc::clone(&records);
        page_set.add(routes::page_of(&routes::section(kind), number), move |renderer, path| {
            let part = records.chunks(PER_PAGE).nth(number - 1).unwrap_or_default();
            let paging = Paging::new(&renderer.views, &routes::section(kind), number, total);
            renderer.print("list.html", path, &ListPage::new(&renderer.views, kind, part, paging, path))
        });
    }
}

/// The advisories once more, a line each.
fn add_table(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    let parts: Vec<_> = site.advisories.chunks(PER_PAGE).filter(|_| site.has_table()).collect();
    let total = parts.len();
    for (part, number) in parts.into_iter().zip(1..) {
        page_set.add(routes::page_of(&routes::table(Kind::Advisory), number), move |renderer, path| {
            renderer.print("table.html", path, &TablePage::new(&renderer.views, part, number, total, path))
        });
    }
}

fn add_lessons(page_set: &mut PageSet<'_>) {
    let learnt = Arc::new(Learnt::new(&page_set.renderer.views));
    for number in 1..=learnt.pages(&page_set.renderer.views) {
        let learnt = Arc::clone(&learnt);
        page_set.add(routes::page_of(&routes::section(Kind::Lesson), number), move |renderer, path| {
            renderer.print("lessons.html", path, &LessonsPage::new(&renderer.views, &learnt, number, path))
        });
    }
}
