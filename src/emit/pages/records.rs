//! One page for each record.

use super::Sheets;
use crate::emit::forms;
use crate::public::Record;
use crate::render::view::{AdvisoryPage, IncidentPage, LessonPage, MachineView, NoticePage, Views};

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    for advisory in &site.advisories {
        sheets.add(advisory.head.path(), |press, path| {
            let mut page = AdvisoryPage::new(&press.views, advisory, path);
            page.record.machine = machine(&press.views, Record::Advisory(advisory));
            press.print("advisory.html", path, &page)
        });
    }
    for incident in &site.incidents {
        sheets.add(incident.head.path(), |press, path| {
            let mut page = IncidentPage::new(&press.views, incident, path);
            page.record.machine = machine(&press.views, Record::Incident(incident));
            press.print("incident.html", path, &page)
        });
    }
    for notice in &site.notices {
        sheets.add(notice.head.path(), |press, path| {
            press.print("notice.html", path, &NoticePage::new(&press.views, notice, path))
        });
    }
    for lesson in &site.lessons {
        sheets.add(lesson.head.path(), |press, path| {
            press.print("lesson.html", path, &LessonPage::new(&press.views, lesson, path))
        });
    }
}

/// Links to what is written of it for programs.
fn machine(views: &Views<'_>, record: Record<'_>) -> Vec<MachineView> {
    let forms = forms::of(views.site, record).into_iter();
    forms.map(|it| MachineView { name: it.name, href: views.links.href(&it.path) }).collect()
}
