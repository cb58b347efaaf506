//! A plan that nobody reviewed in time may no longer be what people do.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::ReviewOverdue], look };

fn look(subject: &Subject, found: &mut Found) {
    let site = subject.site;
    for page in site.written_pages().filter(|page| page.review_overdue(site.now)) {
        let Some(written) = subject.sources.of_page(&page.path) else { continue };
        let help = "review it, then write the new days under `reviewed` and `review_by`";
        found.add(Code::ReviewOverdue, Place::key(written, "review_by"), "the review of this page is overdue", help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::codes;

    #[test]
    fn a_review_is_overdue_when_its_day_has_ended() {
        let page = |day: &str| format!("---\nreview_by: {day}\n---\n# Plan\n");
        assert_eq!(codes("plan/index.md", &page("2026-11-20")), [Code::ReviewOverdue]);
        assert_eq!(codes("plan/index.md", &page("2026-11-21")), []);
    }
}
