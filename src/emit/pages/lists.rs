//! `/advisories/`, `/incidents/`, `/notices/` and `/lessons/`, each in pages of a hundred.

use super::Sheets;
use crate::public::{Kind, Record};
use crate::render::view::{Learnt, LessonsPage, ListPage, PER_PAGE, Paging, list_path};
use std::sync::Arc;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    add_kind(sheets, Kind::Advisory, site.advisories.iter().map(Record::Advisory).collect());
    add_kind(sheets, Kind::Incident, site.incidents.iter().map(Record::Incident).collect());
    add_kind(sheets, Kind::Notice, site.notices.iter().map(Record::Notice).collect());
    add_lessons(sheets);
}

fn add_kind<'a>(sheets: &mut Sheets<'a>, kind: Kind, records: Vec<Record<'a>>) {
    let total = records.len().div_ceil(PER_PAGE).max(1);
    let records = Arc::new(records);
    for number in 1..=total {
        let records = Arc::clone(&records);
        sheets.add(list_path(kind.section(), number), move |press, path| {
            let part = records.chunks(PER_PAGE).nth(number - 1).unwrap_or_default();
            let paging = Paging::new(&press.views, kind.section(), number, total);
            press.print("list.html", path, &ListPage::new(&press.views, kind, part, paging, path))
        });
    }
}

fn add_lessons(sheets: &mut Sheets<'_>) {
    let learnt = Arc::new(Learnt::new(&sheets.press.views));
    for number in 1..=learnt.pages(&sheets.press.views) {
        let learnt = Arc::clone(&learnt);
        sheets.add(list_path(Kind::Lesson.section(), number), move |press, path| {
            press.print("lessons.html", path, &LessonsPage::new(&press.views, &learnt, number, path))
        });
    }
}
