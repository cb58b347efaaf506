//! The gate: which record and which field is public, from when, and for whom.
//!
//! A record is taken apart field by field, with `let Head { … } = head`, so that a new field doesn't compile until its fate
//! is decided. The rules are those of docs/pages/developing/architecture.md, "The rules of the gate".

mod advisory;
mod approval;
mod disclosed;
mod head;
mod incident;
mod language;
mod page;
mod record_gate;
mod resolve;
mod severity;
mod standing;
#[cfg(test)]
mod tests;
mod titles;

pub(super) use approval::{Stage, digests_of, test as test_approval};
pub(super) use disclosed::note as tell_disclosed;
pub(super) use page::PageKind;
pub(super) use page::reading_order;
pub(super) use record_gate::{Attachments, clean_asset};
pub(super) use resolve::{Resolver, soonest};
pub(super) use standing::{Approved, Standing};
pub(super) use titles::title_of;

use super::load::{Role, Shape, Source};
use super::provenance::{Keep, Written};
use super::record::{Own, PageForm, Record, read_page, read_record};
use super::withheld::Withheld;
use super::yaml::{Findings, Node, Said};
use super::{Seal, formats};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::private::decision::Decision;
use crate::private::decision::coming::Coming;
use crate::private::decision::view::View;
use crate::public::{self, Instant, Kind};
use record_gate::{RecordGate, Verdict};
use std::path::PathBuf;
use std::sync::Arc;

/// A record or a page that is public, before its references are resolved.
#[derive(Clone)]
pub(super) enum Draft {
    Advisory(public::Advisory),
    Incident(public::Incident),
    Notice(public::Notice),
    Lesson(public::Lesson),
    Page(PageKind, public::Page),
    Report(public::ReportWords),
}

/// What the findings of a file bear on (rule 9).
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Bearing {
    /// On what is public: everybody may know of them, and an error stops the build.
    Public,
    /// On what may be public or not: an error stops the build, and nobody learns which.
    #[default]
    InDoubt,
    /// On what surely isn't public now: they stop nothing, and only `check` reports them.
    Withheld,
}

/// What became of one file.
#[derive(Clone, Default)]
pub(super) struct Outcome {
    /// `None`: a page, or what couldn't be read.
    pub kind: Option<Kind>,
    /// A record's id, to find two that are the same.
    pub id: Option<(String, u32)>,
    pub draft: Option<Arc<Draft>>,
    /// Where the draft was written.
    pub written: Option<Written>,
    pub withheld: Arc<Withheld>,
    /// The attachments that are public.
    pub taken: Vec<PathBuf>,
    pub findings: Vec<Diagnostic>,
    /// Who is given the findings, and what they stop.
    pub bearing: Bearing,
    /// Those that may not in any case.
    pub hidden: Vec<Diagnostic>,
    /// Instants at which the file's disclosure changes by itself.
    pub coming: Vec<Coming>,
    /// Empty where nobody asked for notes.
    pub decisions: Vec<Decision>,
    /// What the site shows in its place.
    pub reserved: Option<public::Reserved>,
    /// No key at hand opens it: nothing is known of it.
    pub sealed: bool,
    /// Before this instant it is just the same.
    pub holds_until: Option<Instant>,
}

/// What the gate needs to know of the site.
pub(super) struct Gate<'a> {
    pub view: &'a View,
    pub config: &'a Config,
    pub seal: &'a Seal,
    pub keep: Keep,
}

impl Gate<'_> {
    /// Opens one file as far as it is public.
    pub fn open(&self, role: &Role, source: &Source, attachments: Attachments, findings: Findings) -> Outcome {
        let outcome = match role {
            Role::Record(kind) => self.open_record(*kind, source, attachments, &findings),
            _ => self.open_page(role, source, attachments, &findings),
        };
        let mut outcome = outcome.unwrap_or_default();
        if findings.any_error() {
            outcome.draft = None;
        }
        outcome.findings = findings.into_diagnostics();
        outcome
    }

    /// `None`: it couldn't be read; see the findings.
    fn open_record(
        &self,
        kind: Kind,
        source: &Source,
        attachments: Attachments,
        findings: &Findings,
    ) -> Option<Outcome> {
        let written = source.keys(findings)?;
        let node = if source.shape == Shape::Json { formats::own_record(written) } else { written };
        self.open_node(kind, source, &node, attachments, findings, Standing::Own)
    }

    /// Opens a record of another format as far as it is public.
    pub fn open_foreign(&self, kind: Kind, source: &Source, node: &Node, standing: Standing) -> Outcome {
        let findings = Findings::new(&source.path);
        let mut outcome =
            self.open_node(kind, source, node, Attachments::default(), &findings, standing).unwrap_or_default();
        if findings.any_error() {
            outcome.draft = None;
        }
        outcome.findings = findings.into_diagnostics();
        outcome
    }

    fn open_node(
        &self,
        kind: Kind,
        source: &Source,
        node: &Node,
        attachments: Attachments,
        findings: &Findings,
        standing: Standing,
    ) -> Option<Outcome> {
        let record = read_record(kind, node, findings)?;
        let approved = match standing {
            Standing::Own => self.test_approval(kind, source, node, &attachments, &record),
            Standing::Foreign { .. } => Approved::Untested,
        };
        // Parts that nobody approved as they are stay withheld.
        let unapproved = if let Approved::Before(at) = approved { at } else { None };
        let unapproved = unapproved.filter(|_| self.view.drafts.is_none());
        let view = self.view.approved_before(unapproved);
        let site = Gate { view: &view, ..*self };
        let mut gate = RecordGate::new(&site, source, node, findings, attachments);
        gate.reader.standing = standing;
        gate.judgement.approved = approved;
        gate.judgement.doubt = findings.any_doubt();
        let verdict = gate.judge(&record.head);
        let id = gate.id(&record.head);
        let line = node.get("id").map_or(0, |value| value.line);
        let draft = match (verdict, &id) {
            // Not meant for publication: what it lacks is nobody's business yet.
            (Verdict::Unmarked, Some(id)) if self.keep == Keep::Decisions => {
                gate.note_as_if_public(kind, id, record);
                None
            }
            (Verdict::Unmarked, _) | (_, None) => None,
            (_, Some(id)) => open_keys(kind, id, record, &mut gate),
        };
        gate.judgement.surely_withheld &= !findings.any_unreadable();
        let place = id.as_ref().and_then(|id| gate.reserved(id, verdict, draft.as_ref(), findings));
        let mut outcome = gate.finish(verdict, draft);
        outcome.reserved = place;
        outcome.kind = Some(kind);
        outcome.id = id.map(|id| (id, line));
        outcome.holds_until = view.clock.horizon();
        Some(outcome)
    }

    fn test_approval(
        &self,
        kind: Kind,
        source: &Source,
        node: &Node,
        attachments: &Attachments,
        record: &Record,
    ) -> Approved {
        let Said::Is(written) = record.head.approved.said() else { return Approved::Untested };
        let needed = self.config.disclosure.require_approval;
        match written.digests.as_ref().filter(|_| needed) {
            Some(written) => approval::test(written, &self.digests(kind, source, node, attachments)),
            None => Approved::Untested,
        }
    }

    fn open_page(
        &self,
        role: &Role,
        source: &Source,
        attachments: Attachments,
        findings: &Findings,
    ) -> Option<Outcome> {
        let node = source.keys(findings)?;
        let form = if *role == Role::Report { PageForm::Report } else { PageForm::Page };
        let (page, totals) = read_page(&node, form, findings)?;
        let view = self.view.clone();
        let site = Gate { view: &view, ..*self };
        let mut gate = RecordGate::new(&site, source, &node, findings, attachments);
        gate.judgement.doubt = findings.any_doubt();
        let verdict = gate.judge_page(&page);
        let mut draft = page::open(role, page, totals, &mut gate);
        let lifts = gate.telling_lifts(gate.judgement.publication.at, |before, findings| {
            let (page, totals) = read_page(&node, form, findings)?;
            page::open(role, page, totals, before).map(|draft| page::hash(&draft))
        });
        if let Some(Draft::Page(_, page) | Draft::Report(public::ReportWords { page, .. })) = &mut draft {
            page.modified = page.modified.max(lifts.last().copied());
        }
        gate.judgement.surely_withheld &= !findings.any_unreadable();
        let outcome = gate.finish(verdict, draft);
        Some(Outcome { holds_until: view.clock.horizon(), ..outcome })
    }
}

fn open_keys(kind: Kind, id: &str, record: Record, gate: &mut RecordGate) -> Option<Draft> {
    let mut draft = open_fields(kind, id, record, gate)?;
    let lifts = gate.telling_lifts(draft.head().map(|head| head.published), |before, findings| {
        let record = read_record(kind, before.reader.node, findings)?;
        approval::hash(&open_fields(kind, id, record, before)?)
    });
    head::complete(draft.head_mut()?, lifts, gate);
    Some(draft)
}

/// All but what is known only when all keys were opened.
fn open_fields(kind: Kind, id: &str, record: Record, gate: &mut RecordGate) -> Option<Draft> {
    let Record { head, own } = record;
    let head = head::open(kind, id, head, gate);
    Some(match own {
        Own::Advisory(own) => Draft::Advisory(advisory::open(head?, own, gate)),
        Own::Incident(own) => Draft::Incident(incident::open(head?, own, gate)),
        Own::Notice(own) => Draft::Notice(incident::open_notice(head?, own, gate)),
        Own::Lesson(own) => Draft::Lesson(incident::open_lesson(head?, own, gate)),
    })
}

impl Draft {
    pub fn head_mut(&mut self) -> Option<&mut public::Head> {
        match self {
            Draft::Advisory(it) => Some(&mut it.head),
            Draft::Incident(it) => Some(&mut it.head),
            Draft::Notice(it) => Some(&mut it.head),
            Draft::Lesson(it) => Some(&mut it.head),
            Draft::Page(..) | Draft::Report(_) => None,
        }
    }

    /// The page's path on the site.
    pub fn path(&self) -> String {
        match self {
            Draft::Page(_, page) => page.path.to_string(),
            Draft::Report(words) => words.page.path.to_string(),
            _ => self.head().map(public::Head::path).unwrap_or_default(),
        }
    }

    /// A page's place among its neighbours, where it says one.
    pub fn weight(&self) -> Option<i64> {
        match self {
            Draft::Page(_, page) => page.weight,
            _ => None,
        }
    }

    /// `None`: a page.
    pub fn record(&self) -> Option<public::Record<'_>> {
        Some(match self {
            Draft::Advisory(it) => public::Record::Advisory(it),
            Draft::Incident(it) => public::Record::Incident(it),
            Draft::Notice(it) => public::Record::Notice(it),
            Draft::Lesson(it) => public::Record::Lesson(it),
            Draft::Page(..) | Draft::Report(_) => return None,
        })
    }

    pub fn head(&self) -> Option<&public::Head> {
        match self {
            Draft::Advisory(it) => Some(&it.head),
            Draft::Incident(it) => Some(&it.head),
            Draft::Notice(it) => Some(&it.head),
            Draft::Lesson(it) => Some(&it.head),
            Draft::Page(..) | Draft::Report(_) => None,
        }
    }
}
