//! Rules 1 to 3: whether a record is there at all.

use super::RecordGate;
use super::judgement::{Publication, Verdict};
use crate::config::Approvers;
use crate::diagnostic::Code;
use crate::private::approve::signatures;
use crate::private::decision::Why;
use crate::private::decision::coming::Change;
use crate::private::gate::Approved;
use crate::private::record::{Approval, At, Head, Page, When, Word};
use crate::private::yaml::{List, Said, Steering};
use crate::public::{Instant, Lack, Precision, Tlp};
use std::collections::BTreeMap;

impl RecordGate<'_> {
    pub fn judge(&mut self, head: &Head) -> Verdict {
        let publish = self.steer("publish", &head.publish);
        let approval = self.steer("approved", &head.approved);
        let times = self.times(&head.embargo, &head.published, &head.embargo_tlp);
        let tlp = self.steer("tlp", &head.tlp);
        self.judgement.reserve = self.reserve(&head.reserve);
        let label = self.reader.standing.label();
        self.judgement.publication = Publication { at: times.public_at(), tlp: or(tlp, Tlp::Clear).max(label) };
        // What its own format calls a draft is one, whoever marks it.
        if self.reader.standing.is_draft() && !off!(self.site.view, ForeignDraft) {
            if self.reader.standing.is_in_doubt() {
                return self.doubtful();
            }
            return self.surely(Verdict::Unmarked, Why::Draft, None);
        }
        let marked = self.reader.standing.marked(publish) || self.shows_draft(Lack::Mark);
        if !marked && !off!(self.site.view, Unmarked) {
            // What a draft lacks is nobody's business yet.
            if head.embargo.is_there() && !self.judgement.doubt {
                let help = "add `publish: true`, or take the embargo out until the record is meant for publication";
                let problem = "an embargo stands on a record that isn't marked for publication: nothing will lift";
                self.reader.refuse(Code::EmbargoUnmarked, self.reader.line("embargo"), "embargo", problem, help);
            }
            return self.surely(Verdict::Unmarked, Why::Unmarked, None);
        }
        // One that is there and can't be read is reported already.
        let undated = !head.embargo.is_there() && !head.published.is_there();
        if undated && self.shows_draft(Lack::Date) {
            self.judgement.publication.at = self.site.view.drafts;
        } else if undated {
            let help = match self.reader.standing.is_foreign() {
                true => {
                    "say so for its source in site.yaml: `undated: 2020-01-01T00:00:00Z`, or `undated: skip` to leave it out"
                }
                false => "add `published: 2026-12-01T14:00:00Z`, or an embargo",
            };
            self.reader.refuse(Code::MissingKey, 0, "published", "a record that is published says since when", help);
        }
        let written = match approval {
            Said::Is(approval) => Some(approval).filter(|approval| self.counts(approval, &head.projects)),
            Said::Absent | Said::Refused => None,
        };
        let needed = self.site.config.disclosure.require_approval && !off!(self.site.view, Unapproved);
        let void = written.is_some_and(|approval| approval.digests.is_some());
        let unapproved = needed && !self.reader.standing.approves() && !self.approved(written);
        if unapproved && !self.shows_draft(if void { Lack::Renewal } else { Lack::Approval }) {
            // What doesn't count was said to be so.
            if written.is_some() || !head.approved.is_there() {
                self.report_unapproved(head.approved.is_there());
            }
            return self.surely(Verdict::Withheld, if void { Why::ApprovalVoid } else { Why::Unapproved }, None);
        }
        if written.is_some_and(|approval| approval.digests.is_none()) {
            // A warning of a build that succeeds says no line: how many come before it may be a withheld matter.
            let help = "run `fanlight approve`, which writes digests of what is approved";
            self.reader.refuse(
                Code::NoDigest,
                0,
                "approved",
                "an approval without digests holds for whatever the record says later",
                help,
            );
        }
        if let Approved::Before(Some(_)) = self.judgement.approved {
            let help = "`fanlight approve ID --by NAME` shows what, and approves it";
            let problem = "what comes later (a part that lifts, a withdrawal, a revision) was not approved as it is now: it stays withheld";
            self.warn_privately(Code::ApprovalVoid, self.reader.line("approved"), "approved", problem, help);
        }
        self.report_past_embargo(&times, written);
        self.time_and_label(&times)
    }

    /// An embargo that is over once held something if the record was approved before its end, or was published at some time.
    fn report_past_embargo(&mut self, times: &Times, approval: Option<&Approval>) {
        let Said::Is(&At(end)) = times.embargo else { return };
        let held = approval.is_some_and(|approval| approval.on.0.start <= end);
        let published = !matches!(times.published, Said::Absent);
        if held || published || self.reader.standing.is_foreign() || !self.site.view.has_come(end) {
            return;
        }
        let help = "check its year before you build; if it was public since then, write `published` in place of `embargo`, and have it approved anew";
        let problem = "the embargo is over, and nothing says that it ever held: the record is public now";
        self.warn_privately(Code::EmbargoOver, self.reader.line("embargo"), "embargo", problem, help);
    }

    fn approved(&self, approval: Option<&Approval>) -> bool {
        let tested = matches!(self.judgement.approved, Approved::Before(_));
        approval.is_some_and(|approval| approval.digests.is_none() || tested)
    }

    /// The record is marked for publication and withheld all the same.
    fn report_unapproved(&self, written: bool) {
        let help = "`fanlight approve ID --by NAME` shows what will be public, and approves it";
        if written {
            let problem = "what it would show isn't what was approved, so it is withheld: the record was changed since, or what site.yaml says of it";
            self.reader.refuse(Code::ApprovalVoid, self.reader.line("approved"), "approved", problem, help);
            return;
        }
        let embargo = self.reader.line("embargo");
        let (line, key, problem) = match embargo {
            0 => {
                (self.reader.line("publish"), "publish", "the record is marked for publication, but nobody approved it")
            }
            _ => (embargo, "embargo", "an embargo stands on a record that nobody approved: nothing will lift"),
        };
        self.reader.refuse(Code::Unapproved, line, key, problem, help);
    }

    /// Nobody approves without a name, and nobody from a day that hasn't come.
    fn counts(&mut self, approval: &Approval, projects: &List<String>) -> bool {
        let (line, on) = (self.reader.line("approved"), approval.on.0.start);
        if approval.by.trim().is_empty() {
            let problem = "an approval is somebody's, and this one has no name";
            self.reader.refuse(Code::WrongValue, line, "approved.by", problem, "run `fanlight approve --by NAME`");
            self.judgement.doubt = true;
            return false;
        }
        if !self.is_signed(approval, projects) {
            let problem = "fewer have approved it than `minimum` asks for: it is withheld";
            let help = "`fanlight approve ID --by NAME --key FILE` signs; `approvers` of its projects, else of `disclosure`, names who may";
            self.reader.refuse(Code::Unapproved, line, "approved", problem, help);
            return false;
        }
        if !self.site.view.has_come(on) {
            let problem = "this approval is dated ahead: until then it is none";
            self.warn_privately(Code::Unapproved, line, "approved.on", problem, "run `fanlight approve` again");
            self.sink.comes(Change::Record, Some(on));
            return false;
        }
        true
    }

    /// Whether as many of the approvers as have to approved these digests: of each project of the record that has its own, else of the
    /// site, where it names any.
    fn is_signed(&self, approval: &Approval, projects: &List<String>) -> bool {
        if off!(self.site.view, Unapproved) {
            return true;
        }
        let none = BTreeMap::new();
        let signatures = approval.signatures.as_ref().unwrap_or(&none);
        // Without digests nobody can say what was approved.
        let digests = approval.digests.as_ref().filter(|digests| !digests.is_empty());
        let enough = |approvers: &Approvers| {
            let signed =
                |digests| signatures::approved(&approvers.named, approval.by.trim(), digests, signatures).len();
            approvers.named.is_empty() || digests.is_some_and(|digests| signed(digests) >= approvers.minimum)
        };
        let disclosure = &self.site.config.disclosure;
        // A withheld one is in no digest: who adds or drops it must not change who has to approve.
        let items = projects.iter().filter(|list| list.rule.is_none()).filter_map(|list| list.value.as_ref());
        let shown = items.flat_map(|items| &items.0).filter(|item| item.rule.is_none());
        let projects = shown.filter_map(|item| item.value.as_deref());
        disclosure.approvers_of(projects).into_iter().all(enough)
    }

    /// Pages need no word for their publication; the other rules hold.
    pub fn judge_page(&mut self, page: &Page) -> Verdict {
        let publish = self.steer("publish", &page.publish);
        let times = self.times(&page.embargo, &page.published, &page.embargo_tlp);
        let tlp = self.steer("tlp", &page.tlp);
        self.judgement.publication = Publication { at: times.public_at(), tlp: or(tlp, Tlp::Clear) };
        if matches!(publish, Said::Is(false)) && !off!(self.site.view, Page) {
            return self.surely(Verdict::Unmarked, Why::Unmarked, None);
        }
        self.time_and_label(&times)
    }

    /// What is understood decides first: whatever else is wrong with a record that surely isn't public now stops no build
    /// (rule 9). Then doubt withholds it, and does.
    fn time_and_label(&mut self, times: &Times) -> Verdict {
        let view = self.site.view;
        let label = self.judgement.publication.tlp;
        if label > view.audience && !off!(view, Label) {
            return self.surely(Verdict::Withheld, Why::Label(label), None);
        }
        let ahead = times.public_at().filter(|at| !view.has_come(*at)).filter(|_| !off!(view, Embargo));
        let until = match times.embargo_tlp {
            Said::Absent => Some(Tlp::Red),
            // A word of its own can withhold a record of another format, and can't publish it.
            Said::Is(&Word(label)) => Some(if self.reader.standing.is_foreign() { Tlp::Red } else { label }),
            Said::Refused => None,
        };
        let early = until.is_some_and(|label| label <= view.audience) || off!(view, EmbargoLabel);
        if !early && ahead.is_some() && until.is_some() && self.shows_draft(Lack::Time) {
            return if self.judgement.doubt { self.doubtful() } else { Verdict::Public };
        }
        if let (Some(lifts), Some(_), false) = (ahead, until, early) {
            self.sink.comes(Change::Record, Some(lifts));
            let by_embargo = matches!(times.embargo, Said::Is(&At(at)) if at == lifts);
            let why = if by_embargo { Why::Embargo } else { Why::PublishedAhead };
            if self.is_reserved(lifts) {
                self.withheld_by(why, Some(lifts));
                return Verdict::Withheld;
            }
            return self.surely(Verdict::Withheld, why, Some(lifts));
        }
        if self.judgement.doubt {
            return self.doubtful();
        }
        if let (Some(lifts), Some(label)) = (ahead, until) {
            self.sink.comes(Change::Label, Some(lifts));
            self.judgement.publication.tlp = self.judgement.publication.tlp.max(label);
        }
        Verdict::Public
    }

    /// Notes what keeps the record from being public. Whether it is shown all the same, as a draft.
    fn shows_draft(&mut self, lack: Lack) -> bool {
        let shown = self.site.view.drafts.is_some() && !self.reader.standing.is_foreign();
        self.judgement.lacks.extend(Some(lack).filter(|_| shown));
        shown
    }

    fn doubtful(&mut self) -> Verdict {
        self.withheld_by(Why::Errors, None);
        Verdict::Withheld
    }

    /// The record isn't public now, whatever may be wrong with it.
    fn surely(&mut self, verdict: Verdict, why: Why, until: Option<Instant>) -> Verdict {
        self.withheld_by(why, until);
        self.judgement.surely_withheld = true;
        verdict
    }

    fn times<'k>(
        &mut self,
        embargo: &'k Steering<At>,
        published: &'k Steering<When>,
        embargo_tlp: &'k Steering<Word<Tlp>>,
    ) -> Times<'k> {
        let embargo = self.steer("embargo", embargo);
        let embargo_tlp = self.steer("embargo_tlp", embargo_tlp);
        let line = self.reader.line("published");
        let published = self.steer("published", published);
        // A day is its first moment; one that lies ahead needs an offset, as an embargo does.
        if let Said::Is(&When(stamp)) = published
            && stamp.precision != Precision::Instant
            && !self.site.view.has_come(stamp.start)
        {
            let help = "write an instant with its offset: 2026-12-01T14:00:00Z";
            let problem = "a publication that lies ahead needs a time and an offset";
            self.reader.refuse(Code::BadTime, line, "published", problem, help);
        }
        Times { embargo, published, embargo_tlp }
    }
}

/// What a record says of its time.
struct Times<'k> {
    embargo: Said<'k, At>,
    published: Said<'k, When>,
    embargo_tlp: Said<'k, Word<Tlp>>,
}

fn or(label: Said<Word<Tlp>>, otherwise: Tlp) -> Tlp {
    if let Said::Is(Word(label)) = label { *label } else { otherwise }
}

impl Times<'_> {
    /// The later of the two.
    fn public_at(&self) -> Option<Instant> {
        let embargo = if let Said::Is(&At(at)) = self.embargo { Some(at) } else { None };
        let published = if let Said::Is(&When(stamp)) = self.published { Some(stamp.start) } else { None };
        embargo.max(published)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, folder, now};
    use crate::private::{Request, inspect};

    /// Codes of what may not be reported in public, of one advisory in a site that requires approval.
    fn hidden(keys: &str) -> Vec<Code> {
        let site = format!("{SITE}disclosure: {{ require_approval: true }}\n");
        let record = format!("---\ntitle: A\n{keys}---\nx\n");
        let folder = folder(&[("site.yaml", &site), ("advisories/A-1.md", &record)]);
        let opened = inspect(folder.path(), Request::at(now()));
        assert!(
            opened.shown.is_empty() && opened.hidden.is_empty(),
            "nothing of it is shown in public, and it stops nothing"
        );
        assert!(opened.site.is_some());
        opened.unpublished.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn an_embargo_that_will_lift_nothing_is_reported_privately() {
        const EMBARGO: &str = "embargo: 2026-12-01T14:00:00Z\n";
        assert_eq!(hidden(EMBARGO), [Code::EmbargoUnmarked]);
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n")), [Code::Unapproved]);
        let void = "approved: { by: A, on: 2026-11-01, digests: { record: x } }\n";
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n{void}")), [Code::ApprovalVoid]);
        let holds = "approved: { by: A, on: 2026-11-01 }\n";
        assert_eq!(hidden(&format!("{EMBARGO}publish: true\n{holds}")), [Code::NoDigest]);
    }

    #[test]
    fn an_embargo_that_held_nothing_is_reported_privately() {
        let codes = |keys: &str| -> Vec<Code> {
            let record = format!("---\ntitle: A\npublish: true\n{keys}---\nx\n");
            let folder = folder(&[("site.yaml", SITE), ("advisories/A-1.md", &record)]);
            let opened = inspect(folder.path(), Request::at(now()));
            assert!(opened.shown.iter().all(|it| it.code != Code::EmbargoOver), "it is reported privately");
            opened.hidden.iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes("embargo: 2025-12-01T14:00:00Z\n"), [Code::EmbargoOver]);
        assert_eq!(codes("embargo: 2025-12-01T14:00:00Z\npublished: 2025-12-01\n"), []);
        assert_eq!(codes("embargo: 2026-12-01T14:00:00Z\n"), []);
        let before = "embargo: 2025-12-01T14:00:00Z\napproved: { by: A, on: 2025-11-01 }\n";
        assert!(!codes(before).contains(&Code::EmbargoOver));
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
