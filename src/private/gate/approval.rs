//! Approvals: who approved, approved exactly this.
//!
//! There is one digest for the record as it is at its publication, and one for each instant behind it at which something is
//! disclosed (parts that lift, revisions, a withdrawal), over the record as it is then. They are taken over what is disclosed, so that a change of a withheld value leaves them
//! valid and one of a disclosed value voids them; and over all of it whatever the clock says, so that time alone voids none.

use super::record_gate::RecordGate;
use super::{Attachments, Draft, Gate, open_keys};
use crate::config::Redactions;
use crate::private::load::Source;
use crate::private::record::{Approval, read_record};
use crate::private::sources::Keep;
use crate::private::view::{Clock, View};
use crate::private::yaml::{Findings, Node};
use crate::public::{Instant, Kind, fields};
use chrono::{DateTime, SecondsFormat};
use std::collections::BTreeMap;

/// The digest of the record itself bears this name among `digests`; the others bear their instants.
const RECORD: &str = "record";

/// Digests in the order in which parts lift, the record's first.
pub(in crate::private) type Digests = Vec<(Option<Instant>, String)>;

/// Whether an approval with digests holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Approved {
    Untested,
    /// For parts that lift before this instant; for all, where there is none.
    Before(Option<Instant>),
    Void,
}

impl RecordGate<'_> {
    pub(super) fn approved(&self, approval: Option<&Approval>) -> bool {
        approval.is_some_and(|it| it.digests.is_none()) || matches!(self.approved, Approved::Before(_))
    }
}

/// Compares what was approved with what there is.
pub(in crate::private) fn test(approved: &BTreeMap<String, String>, digests: &Digests) -> Approved {
    let holds = |(at, digest): &(Option<Instant>, String)| {
        !digest.is_empty() && approved.get(&name(*at)).is_some_and(|approved| approved == digest)
    };
    match digests.iter().find(|it| !holds(it)) {
        None => Approved::Before(None),
        Some((None, _)) => Approved::Void,
        Some((at, _)) => Approved::Before(*at),
    }
}

/// A record as it is from an instant on, whatever the clock says.
pub(in crate::private) struct Stage {
    /// `None`: the record as it is at its publication.
    pub at: Option<Instant>,
    /// The name of its digest.
    pub name: String,
    pub digest: String,
    /// `None`: it can't be opened.
    pub draft: Option<Draft>,
}

impl Gate<'_> {
    pub fn digests(&self, kind: Kind, source: &Source, node: &Node, attachments: &Attachments) -> Digests {
        // What is wrong is found when the record is opened for its own sake.
        let findings = Findings::new(&source.path);
        self.stages(kind, source, node, attachments, &findings).into_iter().map(|it| (it.at, it.digest)).collect()
    }

    /// Opens the record at each of its lifts.
    pub fn stages(
        &self,
        kind: Kind,
        source: &Source,
        node: &Node,
        attachments: &Attachments,
        findings: &Findings,
    ) -> Vec<Stage> {
        let published = self.publication(kind, source, node, attachments);
        let mut stages = Vec::new();
        let mut at = None;
        loop {
            let view = View {
                clock: Clock::at(at.unwrap_or(published)),
                audience: self.config.disclosure.site_audience,
                // A notice that something lifts later is no part of what was approved.
                redactions: Redactions::Omit,
                ..self.view.clone()
            };
            let gate = Gate { view: &view, config: self.config, seal: self.seal, keep: Keep::Nothing };
            let (draft, coming) = gate.at_stage(kind, source, node, attachments, findings);
            let digest = draft.as_ref().map(hash).unwrap_or_default();
            stages.push(Stage { at, name: name(at), digest, draft });
            match coming.into_iter().filter(|next| *next > at.unwrap_or(published)).min() {
                Some(next) => at = Some(next),
                None => return stages,
            }
        }
    }

    /// What lies behind the publication is disclosed by time: it has digests of its own, so that one who adds a revision
    /// that lies ahead changes nothing of what is public.
    fn publication(&self, kind: Kind, source: &Source, node: &Node, attachments: &Attachments) -> Instant {
        let findings = Findings::new(&source.path);
        let mut opening = RecordGate::new(self, source, node, &findings, attachments.clone());
        if let Some(record) = read_record(kind, node, &findings) {
            opening.judge(&record.head);
        }
        opening.publication.at.unwrap_or(Instant(DateTime::UNIX_EPOCH))
    }

    fn at_stage(
        &self,
        kind: Kind,
        source: &Source,
        node: &Node,
        attachments: &Attachments,
        findings: &Findings,
    ) -> (Option<Draft>, Vec<Instant>) {
        let mut opening = RecordGate::new(self, source, node, findings, attachments.clone());
        let Some(record) = read_record(kind, node, findings) else { return (None, Vec::new()) };
        opening.judge(&record.head);
        let draft = opening.id(&record.head).and_then(|id| open_keys(kind, &id, record, &mut opening));
        let coming = std::mem::take(&mut opening.coming).into_iter().map(|it| it.at).collect();
        (draft, coming)
    }
}

fn name(at: Option<Instant>) -> String {
    at.map_or_else(|| RECORD.to_owned(), |at| at.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

fn hash(draft: &Draft) -> String {
    draft
        .record()
        .map(|record| fields::digest(&fields::of_record(record)).to_hex()[..32].to_owned())
        .unwrap_or_default()
}
