//! One page for each record.

use super::PageSet;
use crate::emit::forms;
use crate::public::Record;
use crate::render::view::{AdvisoryPage, IncidentPage, LessonPage, MachineView, NoticePage, ReservedPage, Views};

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    for advisory in &site.advisories {
        page_set.add(advisory.head.path(), |renderer, path| {
            let mut page = AdvisoryPage::new(&renderer.views, advisory, path);
            page.record.machine = machine(&renderer.views, Record::Advisory(advisory));
            renderer.print("advisory.html", path, &page)
        });
    }
    for incident in &site.incidents {
        page_set.add(incident.head.path(), |renderer, path| {
            let mut page = IncidentPage::new(&renderer.views, incident, path);
            page.record.machine = machine(&renderer.views, Record::Incident(incident));
            renderer.print("incident.html", path, &page)
        });
    }
    for notice in &site.notices {
        page_set.add(notice.head.path(), |renderer, path| {
            renderer.print("notice.html", path, &NoticePage::new(&renderer.views, notice, path))
        });
    }
    for lesson in &site.lessons {
        page_set.add(lesson.head.path(), |renderer, path| {
            renderer.print("lesson.html", path, &LessonPage::new(&renderer.views, lesson, path))
        });
    }
}

/// One for each record that isn't public yet and has its place: at the address where the record will be.
pub(super) fn add_reserved(page_set: &mut PageSet<'_>) {
    for reserved in &page_set.site().reserved {
        page_set.add(reserved.path(), |renderer, path| {
            let title = ReservedPage::title(renderer.views.words, reserved);
            renderer.print("reserved.html", path, &ReservedPage::new(&renderer.views, reserved, path, &title))
        });
    }
}

/// Links to what is written of it for programs.
fn machine(views: &Views<'_>, record: Record<'_>) -> Vec<MachineView> {
    let forms = forms::of(views.site, record).into_iter();
    forms.map(|form| MachineView { name: form.name, href: views.links.href(&form.path) }).collect()
}
