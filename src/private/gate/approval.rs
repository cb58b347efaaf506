//! Approvals: who approved, approved exactly this.
//!
//! There is one digest for the record as it is at its publication, and one for each instant behind it at which something is
//! disclosed (parts that lift, revisions, a withdrawal), over the record as it is then. They are taken over what is disclosed, so that a change of a withheld value leaves them
//! valid and one of a disclosed value voids them; and over all of it whatever the clock says, so that time alone voids none.
//! What each audience would see is in them, and so is every key that restricts but `publish`, which is what is approved.

use super::record_gate::{MOST_LIFTS, RecordGate};
use super::{Approved, Attachments, Draft, Gate, head, open_fields};
use crate::config::Redactions;
use crate::private::decision::coming::Change;
use crate::private::decision::view::{Clock, View};
use crate::private::load::Source;
use crate::private::provenance::Keep;
use crate::private::record::read_record;
use crate::private::yaml::{Findings, Node, Rule, Value};
use crate::public::{Instant, Kind, Tlp, Vocabulary, fields};
use chrono::{DateTime, SecondsFormat};
use std::collections::BTreeMap;

/// The digest of the record itself bears this name among `digests`; the others bear their instants.
const RECORD: &str = "record";

/// Digests with their names, in the order in which parts lift; the record's is first, and what everybody sees is before what
/// some audience sees.
pub(in crate::private) type Digests = Vec<Named>;

/// One of the digests.
pub(in crate::private) struct Named {
    at: Option<Instant>,
    name: String,
    digest: String,
}

/// Compares what was approved with what there is.
pub(in crate::private) fn test(approved: &BTreeMap<String, String>, digests: &Digests) -> Approved {
    let holds =
        |it: &&Named| !it.digest.is_empty() && approved.get(&it.name).is_some_and(|approved| *approved == it.digest);
    let failing: Vec<_> = digests.iter().filter(|digest| !holds(digest)).map(|digest| digest.at).collect();
    match failing.iter().min() {
        None => Approved::Before(None),
        Some(None) => Approved::Void,
        Some(at) => Approved::Before(*at),
    }
}

/// A record as it is from an instant on, whatever the clock says.
pub(in crate::private) struct Stage {
    /// `None`: the record as it is at its publication.
    pub at: Option<Instant>,
    /// Who sees it so: everybody, or those whom the label reaches.
    pub label: Tlp,
    /// The name of its digest.
    pub name: String,
    pub digest: String,
    /// `None`: it can't be opened.
    pub draft: Option<Draft>,
}

pub(in crate::private) fn digests_of(stages: &[Stage]) -> Digests {
    let named = |it: &Stage| Named { at: it.at, name: it.name.clone(), digest: it.digest.clone() };
    stages.iter().map(named).collect()
}

/// A record whose approval is tested or written.
struct Candidate<'c> {
    kind: Kind,
    source: &'c Source,
    node: &'c Node<'c>,
    attachments: &'c Attachments<'c>,
    findings: &'c Findings,
}

impl Gate<'_> {
    /// Those of what the audience sees that is looked for: what others see is none of its business.
    pub fn digests(&self, kind: Kind, source: &Source, node: &Node, attachments: &Attachments) -> Digests {
        // What is wrong is found when the record is opened for its own sake.
        let findings = Findings::new(&source.path);
        let candidate = Candidate { kind, source, node, attachments, findings: &findings };
        digests_of(&self.stages_for(&candidate, self.view.audience))
    }

    /// Opens the record at each of its lifts, for each audience that sees something of its own.
    pub fn stages(
        &self,
        kind: Kind,
        source: &Source,
        node: &Node,
        attachments: &Attachments,
        findings: &Findings,
    ) -> Vec<Stage> {
        self.stages_for(&Candidate { kind, source, node, attachments, findings }, Tlp::Red)
    }

    fn stages_for(&self, candidate: &Candidate, highest: Tlp) -> Vec<Stage> {
        let published = self.publication(candidate);
        let mut stages = self.seen_by(Tlp::Clear, candidate, published);
        // Most records hold nothing that one audience sees and another doesn't.
        let others = if candidate.is_labelled() { &Tlp::ALL[1..] } else { &[] };
        let seen = |stages: &[Stage]| stages.iter().map(|stage| (stage.at, stage.digest.clone())).collect::<Vec<_>>();
        let mut below = seen(&stages);
        for label in others.iter().filter(|label| **label <= highest) {
            let more = self.seen_by(*label, candidate, published);
            let seen = seen(&more);
            if seen != below {
                stages.extend(more);
                below = seen;
            }
        }
        stages
    }

    /// The record as one audience sees it, at its publication and at each lift behind it.
    fn seen_by(&self, label: Tlp, candidate: &Candidate, published: Instant) -> Vec<Stage> {
        let mut bound = blake3::Hasher::new();
        bound.update(&steering(candidate.node));
        // Some audience may see it before its time.
        let early = candidate.node.get("embargo_tlp").is_some();
        let mut clock = Some(Instant(DateTime::UNIX_EPOCH)).filter(|_| early);
        while let Some(at) = clock.filter(|at| *at < published) {
            let (draft, next) = self.at_stage(label, candidate, at);
            bound.update(draft.as_ref().and_then(hash).unwrap_or_default().as_bytes());
            clock = next;
        }
        let mut stages = Vec::new();
        let mut at = None;
        loop {
            let (draft, next) = self.at_stage(label, candidate, at.unwrap_or(published));
            let digest = draft.as_ref().and_then(hash);
            let digest =
                digest.map(|digest| bound.clone().update(digest.as_bytes()).finalize().to_hex()[..32].to_owned());
            stages.push(Stage { at, label, name: name(at, label), digest: digest.unwrap_or_default(), draft });
            match next {
                Some(next) if stages.len() <= MOST_LIFTS => at = Some(next),
                _ => return stages,
            }
        }
    }

    /// What lies behind the publication is disclosed by time: it has digests of its own, so that one who adds a revision
    /// that lies ahead changes nothing of what is public.
    fn publication(&self, candidate: &Candidate) -> Instant {
        let Candidate { kind, source, node, attachments, .. } = *candidate;
        let findings = Findings::new(&source.path);
        let mut gate = RecordGate::new(self, source, node, &findings, attachments.clone());
        if let Some(record) = read_record(kind, node, &findings) {
            gate.judge(&record.head);
        }
        gate.judgement.publication.at.unwrap_or(Instant(DateTime::UNIX_EPOCH))
    }

    /// What an audience sees at an instant, and when that changes next.
    fn at_stage(&self, audience: Tlp, candidate: &Candidate, clock: Instant) -> (Option<Draft>, Option<Instant>) {
        let Candidate { kind, source, node, attachments, findings } = *candidate;
        let view = View {
            clock: Clock::at(clock),
            audience,
            // A notice that something lifts later is no part of what was approved.
            redactions: Redactions::Omit,
            // Nor what a preview makes of a draft.
            drafts: None,
            ..self.view.clone()
        };
        let site = Gate { view: &view, config: self.config, seal: self.seal, keep: Keep::Nothing };
        let mut gate = RecordGate::new(&site, source, node, findings, attachments.clone());
        let Some(record) = read_record(kind, node, findings) else { return (None, None) };
        gate.judge(&record.head);
        let id = gate.id(&record.head);
        let mut draft = id.and_then(|id| open_fields(kind, &id, record, &mut gate));
        if let Some(head) = draft.as_mut().and_then(Draft::head_mut) {
            // Each of them is a stage of its own, whether it discloses anything or not.
            head::complete(head, gate.lifts_after(Some(head.published)), &mut gate);
        }
        // When the record itself comes is no part of what it says.
        let parts = gate.sink.coming.iter().filter(|change| !matches!(change.change, Change::Record | Change::Label));
        let next = parts.map(|part| part.at).filter(|next| *next > clock).min();
        (draft, next)
    }
}

impl Candidate<'_> {
    /// Whether any part of it is for some audience alone.
    fn is_labelled(&self) -> bool {
        fn any(node: &Node) -> bool {
            matches!(node.rule, Some(Rule::Tlp(_)))
                || match &node.value {
                    Value::Scalar { text, .. } => may_be_labelled(text),
                    Value::List(items) => items.iter().any(any),
                    Value::Map(entries) => entries.iter().any(|entry| any(&entry.node)),
                    Value::Null => false,
                }
        }
        may_be_labelled(self.source.body()) || any(self.node)
    }
}

fn may_be_labelled(text: &str) -> bool {
    !text.is_ascii() || text.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"tlp"))
}

/// What decides over the record: an edit of any of it voids the approval.
fn steering(node: &Node) -> Vec<u8> {
    const KEYS: [&str; 4] = ["embargo", "embargo_tlp", "tlp", "published"];
    let mut bytes = Vec::new();
    for key in KEYS {
        // What isn't a text is refused, and withholds the record.
        let said = node.get(key).map(|node| node.text().unwrap_or("\0"));
        let said = said.map_or_else(String::new, |said| format!("{key}={said}\n"));
        bytes.extend(said.into_bytes());
    }
    if let Some(reserve) = node.get("reserve") {
        bytes.extend(b"reserve=");
        written(reserve, &mut bytes);
    }
    bytes
}

/// All that stands in a node, so that no two say the same.
fn written(node: &Node, bytes: &mut Vec<u8>) {
    let mut put = |text: &str| bytes.extend(format!("{}:{text};", text.len()).into_bytes());
    match &node.value {
        Value::Null => put(""),
        Value::Scalar { text, .. } => put(text),
        Value::List(items) => items.iter().for_each(|item| written(item, bytes)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            bytes.extend(format!("{}=", entry.key).into_bytes());
            written(&entry.node, bytes);
        }),
    }
}

fn name(at: Option<Instant>, label: Tlp) -> String {
    let name = at.map_or_else(|| RECORD.to_owned(), |at| at.0.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    if label == Tlp::Clear { name } else { format!("{name}/{}", label.word()) }
}

/// A number for all that a record says.
pub(super) fn hash(draft: &Draft) -> Option<String> {
    draft.record().map(|record| fields::digest(&fields::of_record(record)).to_hex().to_string())
}
