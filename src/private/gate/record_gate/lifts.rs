//! Which lifts are revisions (rule 6): those that disclosed something.
//!
//! A lift that discloses nothing isn't a revision: otherwise feeds announce an empty change, which withheld text alone caused.
//! Whether it did is found by opening the file as it was before: so it holds for every place in which a part can be, and
//! whatever else withholds what the part holds.

use super::RecordGate;
use super::attachments::Attachments;
use crate::diagnostic::Code;
use crate::private::decision::coming::Change;
use crate::private::gate::Gate;
use crate::private::provenance::Keep;
use crate::private::yaml::Findings;
use crate::public::Instant;

/// A file is opened once for each of its lifts. Nobody needs more of them.
pub(in crate::private::gate) const MOST_LIFTS: usize = 100;

impl RecordGate<'_> {
    /// When parts that are shown lifted, after the publication.
    pub(in crate::private::gate) fn lifts_after(&self, published: Option<Instant>) -> Vec<Instant> {
        let mut lifts: Vec<Instant> = self.sink.lifts.iter().copied().filter(|at| published < Some(*at)).collect();
        lifts.sort();
        lifts.dedup();
        lifts
    }

    /// Those of them that disclosed something. `hash` opens the file anew, and is a number for all that it says.
    pub(in crate::private::gate) fn telling_lifts(
        &self,
        published: Option<Instant>,
        hash: impl Fn(&mut RecordGate, &Findings) -> Option<String>,
    ) -> Vec<Instant> {
        let mut lifts = self.lifts_after(published);
        if self.refuse_too_many(&lifts) {
            return Vec::new();
        }
        let before = |at: Option<&Instant>| {
            let view = self.site.view.lifted_before(at.copied());
            let site = Gate { view: &view, keep: Keep::Nothing, ..*self.site };
            let findings = Findings::new(&self.reader.source.path);
            let mut before =
                RecordGate::new(&site, self.reader.source, self.reader.node, &findings, Attachments::default());
            before.reader.standing = self.reader.standing;
            before.judgement.publication = self.judgement.publication;
            hash(&mut before, &findings)
        };
        let Some(mut former) = lifts.first().map(|first| before(Some(first))) else { return lifts };
        let mut later = lifts.clone().into_iter().skip(1);
        lifts.retain(|_| {
            let now = before(later.next().as_ref());
            let tells = now != former;
            former = now;
            tells
        });
        lifts
    }

    /// Whether there are so many lifts, past and coming, that each would make it slow.
    fn refuse_too_many(&self, lifts: &[Instant]) -> bool {
        let coming = self.sink.coming.iter().filter(|change| change.change == Change::Part).map(|coming| coming.at);
        let mut all: Vec<Instant> = lifts.iter().copied().chain(coming).collect();
        all.sort();
        all.dedup();
        if all.len() > MOST_LIFTS {
            let problem = "the parts of this file lift at more than a hundred different times";
            self.reader.refuse(Code::TooLarge, 0, "", problem, "let parts that belong together lift together");
        }
        all.len() > MOST_LIFTS
    }
}
