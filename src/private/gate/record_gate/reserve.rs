//! A place on the site for a record under embargo: its id, and what `reserve` names. It takes what publication takes but the
//! time: the mark, an approval where it is needed, and a label that the audience reaches.

use super::RecordGate;
use super::judgement::{Place, Verdict};
use crate::diagnostic::Code;
use crate::private::decision::coming::Change;
use crate::private::gate::Draft;
use crate::private::record::{Reserve, Word};
use crate::private::yaml::{Findings, Said, Steering};
use crate::public::{Ahead, Instant, Kind, Precision, Reserved, Stamp, Text};

impl RecordGate<'_> {
    /// What is asked for; nothing where it isn't understood, or where it wasn't written here.
    pub(in crate::private::gate) fn reserve(&mut self, reserve: &Steering<Reserve>) -> Option<Place> {
        let Said::Is(Reserve { since, show }) = self.steer("reserve", reserve) else { return None };
        let shows = |ahead| show.iter().flatten().any(|Word(it)| *it == ahead);
        let place = Place { since: since.0, severity: shows(Ahead::Severity), date: shows(Ahead::Date), until: None };
        (!self.reader.standing.is_foreign()).then_some(place)
    }

    /// Whether the record, which is public from `lifts` on, has its place now.
    pub(in crate::private::gate) fn is_reserved(&mut self, lifts: Instant) -> bool {
        let Some(place) = self.judgement.reserve.filter(|reserve| reserve.since < lifts) else { return false };
        let has_come = self.site.view.has_come(place.since);
        if !has_come {
            self.sink.comes(Change::Reserved, Some(place.since));
        }
        self.judgement.reserve = Some(Place { until: Some(lifts).filter(|_| has_come), ..place });
        has_come
    }

    /// What the site shows in the record's place. `None`: nothing, as the record asks for none, is public, or has errors.
    pub(in crate::private::gate) fn reserved(
        &self,
        id: &str,
        verdict: Verdict,
        draft: Option<&Draft>,
        findings: &Findings,
    ) -> Option<Reserved> {
        let place = self.judgement.reserve.filter(|_| verdict == Verdict::Withheld)?;
        let lifts = place.until.filter(|_| !self.judgement.doubt)?;
        let draft = draft?;
        let kind = draft.head()?.kind;
        if kind == Kind::Lesson {
            let help = "take `reserve` out";
            self.reader.refuse(
                Code::WrongValue,
                self.reader.line("reserve"),
                "reserve",
                "a lesson has no place to reserve",
                help,
            );
        }
        let date = Stamp { start: lifts, precision: Precision::Day };
        let reserved = Reserved {
            kind,
            id: Text::new(id, self.site.seal),
            since: place.since,
            severity: severity(draft).filter(|_| place.severity || off!(self.site.view, ReservedSeverity)).cloned(),
            date: place.date.then_some(date),
        };
        (!findings.any_error()).then_some(reserved)
    }
}

/// The level that the record itself will show, as far as its own marks let it out now.
fn severity(draft: &Draft) -> Option<&Text> {
    match draft {
        Draft::Advisory(it) => it.severity.as_ref().map(|severity| &severity.level),
        Draft::Incident(it) => it.severity.as_ref(),
        _ => None,
    }
}
