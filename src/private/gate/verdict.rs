//! Rules 1 to 3: whether a record is there at all.

use super::opening::Opening;
use crate::diagnostic::Code;
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

impl Opening<'_> {
    pub fn judge(&mut self, head: &Head) -> Verdict {
        let marked = self.plain("publish", &head.publish).copied().unwrap_or(false);
        let approval = self.plain("approved", &head.approved);
        let embargo = self.plain("embargo", &head.embargo).map(|it| it.0);
        let embargo_tlp = self.plain("embargo_tlp", &head.embargo_tlp).map_or(Tlp::Red, |it| it.0);
        let tlp = self.plain("tlp", &head.tlp).map_or(Tlp::Clear, |it| it.0);
        let published = self.published(&head.published);
        if !marked && !self.doubt && !off!(self.gate.view, Unmarked) {
            return Verdict::Unmarked;
        }
        if embargo.is_none() && published.is_none() && head.published.is_none() {
            let mend = "add `published: 2026-12-01T14:00:00Z`, or an embargo";
            self.refuse(Code::MissingKey, 0, "published", "a record that is published says since when", mend);
        }
        self.publication = Publication { at: embargo.max(published), tlp };
        let needed = self.gate.config.disclosure.require_approval && !off!(self.gate.view, Unapproved);
        if needed && !self.approved(approval) {
            return Verdict::Withheld;
        }
        if approval.is_some_and(|it| it.digests.is_none()) {
            let line = head.approved.as_ref().map_or(0, |it| it.line);
            let mend = "run `fanlight approve`, which writes digests of what is approved";
            self.refuse(
                Code::NoDigest,
                line,
                "approved",
                "an approval without digests holds for whatever the record says later",
                mend,
            );
        }
        self.time_and_label(embargo, published, embargo_tlp, tlp)
    }

    /// Pages need no word for their publication; the other rules hold.
    pub fn judge_page(&mut self, page: &Page) -> Verdict {
        let marked = self.plain("publish", &page.publish).copied().unwrap_or(true);
        let embargo = self.plain("embargo", &page.embargo).map(|it| it.0);
        let embargo_tlp = self.plain("embargo_tlp", &page.embargo_tlp).map_or(Tlp::Red, |it| it.0);
        let tlp = self.plain("tlp", &page.tlp).map_or(Tlp::Clear, |it| it.0);
        let published = self.published(&page.published);
        if !marked && !self.doubt && !off!(self.gate.view, Page) {
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
            return Verdict::Withheld;
        }
        let ahead = embargo.max(published).filter(|at| *at > view.now);
        let Some(lifts) = ahead.filter(|_| !off!(view, Embargo)) else { return Verdict::Public };
        self.coming.push(lifts);
        if embargo_tlp <= view.audience || off!(view, EmbargoLabel) {
            self.publication.tlp = tlp.max(embargo_tlp);
            return Verdict::Public;
        }
        Verdict::Withheld
    }

    /// A day is its first moment; one that lies ahead needs an offset, as an embargo does.
    fn published(&mut self, key: &Key<crate::private::record::When>) -> Option<Instant> {
        let stamp = self.plain("published", key)?.0;
        if stamp.precision != Precision::Instant && stamp.start > self.gate.view.now {
            let line = key.as_ref().map_or(0, |it| it.line);
            let mend = "write an instant with its offset: 2026-12-01T14:00:00Z";
            self.refuse(
                Code::BadTime,
                line,
                "published",
                "a publication that lies ahead needs a time and an offset",
                mend,
            );
        }
        Some(stamp.start)
    }
}
