//! One page for each record.

use super::Sheets;
use crate::render::view::{AdvisoryPage, IncidentPage, LessonPage, NoticePage};

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    for advisory in &site.advisories {
        sheets.add(advisory.head.path(), |press, path| {
            press.print("advisory.html", path, &AdvisoryPage::new(&press.views, advisory, path))
        });
    }
    for incident in &site.incidents {
        sheets.add(incident.head.path(), |press, path| {
            press.print("incident.html", path, &IncidentPage::new(&press.views, incident, path))
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
