//! Rules 1 to 3: whether a record is there at all.

use super::approval::Approved;
use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::coming::Change;
use crate::private::decision::Why;
use crate::private::record::{Head, Page};
use crate::private::yaml::Key;
use crate::public::{Instant, Precision, Tlp};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Public,
    /// Marked for publication, but not now or not for this audience.
    Withheld,
    /// Not marked for publication.
    Unmarked,
}

/// When something is published, and as what.
pub(super) struct Publication {
    pub at: Option<Instant>,
    pub tlp: Tlp,
}

impl RecordGate<'_> {
    pub fn judge(&mut self, head: &Head) -> Verdict {
        let said = self.plain("publish", &head.publish).copied();
        let marked = self.standing.marked(said);
        let approval = self.plain("approved", &head.approved);
        let embargo = self.plain("embargo", &head.embargo).map(|it| it.0);
        let embargo_tlp = self.plain("embargo_tlp", &head.embargo_tlp).map_or(Tlp::Red, |it| it.0);
        let tlp = self.plain("tlp", &head.tlp).map_or(Tlp::Clear, |it| it.0).max(self.standing.label());
        let published = self.published(&head.published);
        self.publication = Publication { at: embargo.max(published), tlp };
        // What its own format calls a draft is one, whoever marks it.
        if self.standing.is_draft() && !off!(self.gate.view, ForeignDraft) {
            self.withheld_by(Why::Draft, None);
            return Verdict::Unmarked;
        }
        if !marked && !self.doubt && !off!(self.gate.view, Unmarked) {
            if head.embargo.is_some() {
                let help = "add `publish: true`, or take the embargo out until the record is meant for publication";
                let problem = "an embargo stands on a record that isn't marked for publication: nothing will lift";
                self.refuse(Code::EmbargoUnmarked, self.line("embargo"), "embargo", problem, help);
            }
            self.withheld_by(Why::Unmarked, None);
            return Verdict::Unmarked;
        }
        if !marked && self.doubt {
            // What a draft lacks is nobody's business yet; what can't be understood is told already.
            self.withheld_by(Why::Errors, None);
            return Verdict::Withheld;
        }
        // One that is there and can't be read is told of already.
        if head.embargo.is_none() && head.published.is_none() {
            let help = "add `published: 2026-12-01T14:00:00Z`, or an embargo";
            self.refuse(Code::MissingKey, 0, "published", "a record that is published says since when", help);
        }
        let needed = self.gate.config.disclosure.require_approval && !off!(self.gate.view, Unapproved);
        if needed && !self.standing.approves() && !self.approved(approval) {
            let void = approval.is_some_and(|it| it.digests.is_some());
            self.withheld_by(if void { Why::ApprovalVoid } else { Why::Unapproved }, None);
            self.tell_unapproved(approval.is_some());
            return Verdict::Withheld;
        }
        if approval.is_some_and(|it| it.digests.is_none()) {
            // A warning of a build that succeeds tells no line: how many come before it may be a withheld matter.
            let help = "run `fanlight approve`, which writes digests of what is approved";
            self.refuse(
                Code::NoDigest,
                0,
                "approved",
                "an approval without digests holds for whatever the record says later",
                help,
            );
        }
        if let Approved::Before(Some(_)) = self.approved {
            let help = "look at it with `fanlight explain`, then run `fanlight approve` again";
            let problem = "a part that lifts later was not approved as it is now: it stays withheld";
            self.warn_privately(Code::ApprovalVoid, self.line("approved"), "approved", problem, help);
        }
        self.time_and_label(embargo, published, embargo_tlp, tlp)
    }

    /// The record is marked for publication and withheld all the same.
    fn tell_unapproved(&self, written: bool) {
        let help = "look at it with `fanlight explain`, then run `fanlight approve`";
        if written {
            let problem = "the record was changed since it was approved: it is withheld";
            self.refuse(Code::ApprovalVoid, self.line("approved"), "approved", problem, help);
            return;
        }
        let embargo = self.line("embargo");
        let (line, key, problem) = match embargo {
            0 => (self.line("publish"), "publish", "the record is marked for publication, but nobody approved it"),
            _ => (embargo, "embargo", "an embargo stands on a record that nobody approved: nothing will lift"),
        };
        self.refuse(Code::Unapproved, line, key, problem, help);
    }

    /// Pages need no word for their publication; the other rules hold.
    pub fn judge_page(&mut self, page: &Page) -> Verdict {
        let marked = self.plain("publish", &page.publish).copied().unwrap_or(true);
        let embargo = self.plain("embargo", &page.embargo).map(|it| it.0);
        let embargo_tlp = self.plain("embargo_tlp", &page.embargo_tlp).map_or(Tlp::Red, |it| it.0);
        let tlp = self.plain("tlp", &page.tlp).map_or(Tlp::Clear, |it| it.0);
        let published = self.published(&page.published);
        if !marked && !self.doubt && !off!(self.gate.view, Page) {
            self.withheld_by(Why::Unmarked, None);
            return Verdict::Unmarked;
        }
        self.publication = Publication { at: embargo.max(published), tlp };
        self.time_and_label(embargo, published, embargo_tlp, tlp)
    }

    fn time_and_label(
        &mut self,
        embargo: Option<Instant>,
        published: Option<Instant>,
        embargo_tlp: Tlp,
        tlp: Tlp,
    ) -> Verdict {
        let view = self.gate.view;
        if self.doubt || tlp > view.audience && !off!(view, Label) {
            self.withheld_by(if self.doubt { Why::Errors } else { Why::Label(tlp) }, None);
            return Verdict::Withheld;
        }
        let ahead = embargo.max(published).filter(|at| !view.has_come(*at));
        let Some(lifts) = ahead.filter(|_| !off!(view, Embargo)) else { return Verdict::Public };
        if embargo_tlp <= view.audience || off!(view, EmbargoLabel) {
            self.comes(Change::Label, Some(lifts));
            self.publication.tlp = tlp.max(embargo_tlp);
            return Verdict::Public;
        }
        self.comes(Change::Record, Some(lifts));
        self.withheld_by(if embargo == ahead { Why::Embargo } else { Why::PublishedAhead }, Some(lifts));
        Verdict::Withheld
    }

    /// A day is its first moment; one that lies ahead needs an offset, as an embargo does.
    fn published(&mut self, key: &Key<crate::private::record::When>) -> Option<Instant> {
        let stamp = self.plain("published", key)?.0;
        if stamp.precision != Precision::Instant && !self.gate.view.has_come(stamp.start) {
            let line = key.as_ref().map_or(0, |it| it.line);
            let help = "write an instant with its offset: 2026-12-01T14:00:00Z";
            self.refuse(
                Code::BadTime,
                line,
                "published",
                "a publication that lies ahead needs a time and an offset",
                help,
            );
        }
        Some(stamp.start)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, folder, now};
    use crate::private::{Request, inspect};

    /// Codes of what may not be told in public, of one advisory in a site that requires approval.
    fn hidden(keys: &str) -> Vec<Code> {
        let site = format!("{SITE}disclosure: {{ require_approval: true }}\n");
        let record = format!("---\ntitle: A\n{keys}---\nx\n");
        let folder = folder(&[("site.yaml", &site), ("advisories/A-1.md", &record)]);
        let opened = inspect(folder.path(), Request { now: now(), audience: None, preview: false });
        assert!(opened.shown.is_empty(), "nothing of it is told in public");
        opened.hidden.iter().map(|it| it.code).collect()
    }

    #[test]
    fn an_embargo_that_will_lift_nothing_is_told_privately() {
        const EMBARGO: &str = "embargo: 2026-12-01T14:00:00Z\n";
        assert_eq!(hidden(EMBARGO), [Code::EmbargoUnmarked]);
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n")), [Code::Unapproved]);
        let void = "approved: { by: A, on: 2026-11-01, digests: { record: x } }\n";
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n{void}")), [Code::ApprovalVoid]);
        let holds = "approved: { by: A, on: 2026-11-01 }\n";
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n{holds}")), [Code::NoDigest]);
    }

    #[test]
    fn a_draft_with_another_error_need_not_say_since_when() {
        assert_eq!(hidden("publsh: true\n"), [Code::UnknownKey]);
    }

    #[test]
    fn a_draft_without_an_embargo_is_left_in_peace() {
        assert_eq!(hidden(""), []);
    }
}
