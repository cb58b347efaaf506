//! Approvals: who approved, approved exactly this.
//!
//! There is one digest for the record without the parts that lift at a time, and one for each instant at which parts lift,
//! over the record as it is then. They are taken over what is disclosed, so that a change of a withheld value leaves them
//! valid and one of a disclosed value voids them; and over all of it whatever the clock says, so that time alone voids none.

use super::opening::Opening;
use super::{Attachments, Draft, Gate, open_keys};
use crate::private::load::Source;
use crate::private::record::{Approval, read_record};
use crate::private::sources::Keep;
use crate::private::view::View;
use crate::private::yaml::{Findings, Node};
use crate::public::{Instant, Kind};
use chrono::DateTime;
use std::collections::BTreeMap;

/// The digest of the record itself bears this name among `digests`; the others bear their instants.
const RECORD: &str = "record";

/// Digests in the order in which parts lift, the record's first.
pub(in crate::private) type Digests = Vec<(Option<Instant>, String)>;

/// Whether an approval with digests holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Approved {
    Untested,
    /// For parts that lift before this instant; for all, where there is none.
    Before(Option<Instant>),
    Void,
}

impl Opening<'_> {
    pub(super) fn approved(&self, approval: Option<&Approval>) -> bool {
        approval.is_some_and(|it| it.digests.is_none()) || matches!(self.approved, Approved::Before(_))
    }
}

/// Compares what was approved with what there is.
pub(super) fn test(approved: &BTreeMap<String, String>, digests: &Digests) -> Approved {
    let holds = |(at, digest): &(Option<Instant>, String)| {
        let name = at.map_or_else(|| RECORD.to_owned(), |at| at.to_string());
        approved.get(&name).is_some_and(|approved| approved == digest)
    };
    match digests.iter().find(|it| !holds(it)) {
        None => Approved::Before(None),
        Some((None, _)) => Approved::Void,
        Some((at, _)) => Approved::Before(*at),
    }
}

impl Gate<'_> {
    /// Opens the record at each of its lifts.
    pub(super) fn digests(&self, kind: Kind, source: &Source, node: &Node, attachments: &Attachments) -> Digests {
        let (earliest, latest) =
            (Instant(DateTime::UNIX_EPOCH), Instant(DateTime::from_timestamp(32_503_679_999, 0).unwrap_or_default()));
        let mut digests = Digests::new();
        let mut at = None;
        loop {
            let view = View {
                now: latest,
                parts: at.unwrap_or(earliest),
                audience: self.config.disclosure.site_audience,
                ..self.view.clone()
            };
            let gate = Gate { view: &view, config: self.config, seal: self.seal, keep: Keep::Nothing };
            let (digest, coming) = gate.digest(kind, source, node, attachments);
            digests.push((at, digest));
            match coming.into_iter().filter(|next| at.is_none_or(|at| *next > at)).min() {
                Some(next) => at = Some(next),
                None => return digests,
            }
        }
    }

    fn digest(&self, kind: Kind, source: &Source, node: &Node, attachments: &Attachments) -> (String, Vec<Instant>) {
        // What is wrong is found when the record is opened for its own sake.
        let findings = Findings::new(&source.path);
        let mut opening = Opening::new(self, source, node, &findings, attachments.clone());
        let Some(record) = read_record(kind, node, &findings) else { return (String::new(), Vec::new()) };
        opening.judge(&record.head);
        let draft = opening.id(&record.head).and_then(|id| open_keys(kind, &id, record, &mut opening));
        let coming = std::mem::take(&mut opening.coming);
        (draft.map(|draft| hash(&draft)).unwrap_or_default(), coming)
    }
}

fn hash(draft: &Draft) -> String {
    let mut hasher = blake3::Hasher::new();
    let json = match draft {
        Draft::Advisory(it) => serde_json::to_vec(it),
        Draft::Incident(it) => serde_json::to_vec(it),
        Draft::Notice(it) => serde_json::to_vec(it),
        Draft::Lesson(it) => serde_json::to_vec(it),
        Draft::Page(_, page) => serde_json::to_vec(page),
    };
    hasher.update(&json.unwrap_or_default());
    for asset in draft.head().into_iter().flat_map(|head| &head.attachments) {
        hasher.update(&(asset.bytes.len() as u64).to_le_bytes());
        hasher.update(&asset.bytes);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
