//! Records as they were written: `Deserialize` only, no `Debug`, no catch-all map.
//!
//! A record is read twice from one tree: the keys that all kinds share ([`Head`]), then the kind's own. A key that
//! neither knows is an error.

mod advisory;
mod head;
mod incident;
mod page;
mod parts;
mod times;

pub(super) use advisory::{Advisory, Affected, PackageKeys, PackageName, Range, RangeEvent};
pub(super) use head::{Approval, Head, Reserve};
pub(super) use incident::{Action, Incident, Lesson, Notice};
pub(super) use page::{Page, Totals};
pub(super) use parts::{
    Cwe, Indicator, Person, PersonKeys, Post, PostKeys, Reference, Revision, Texts, TimelineEntry, Word, given,
    text_or_keys,
};
pub(super) use times::{At, When};

use super::yaml::{Findings, Key, KnownKeys, Node, from_node, refuse_unknown};
use crate::diagnostic::Code;
use crate::public::Kind;

/// The keys of one kind alone.
#[allow(clippy::large_enum_variant, reason = "one at a time is at hand, and taken apart at once")]
pub(super) enum Own {
    Advisory(Advisory),
    Incident(Incident),
    Notice(Notice),
    Lesson(Lesson),
}

pub(super) struct Record {
    pub head: Head,
    pub own: Own,
}

/// Reads a record's keys. `None`: see the findings.
pub(super) fn read_record(kind: Kind, node: &Node, findings: &Findings) -> Option<Record> {
    let known = KnownKeys::default();
    let head = from_node::<Head>(node, findings, &known);
    let own = match kind {
        Kind::Advisory => from_node(node, findings, &known).map(Own::Advisory),
        Kind::Incident => from_node(node, findings, &known).map(Own::Incident),
        Kind::Notice => from_node(node, findings, &known).map(Own::Notice),
        Kind::Lesson => from_node(node, findings, &known).map(Own::Lesson),
    };
    refuse_unknown(node, findings, &known);
    Some(Record { head: head?, own: own? })
}

/// Which keys a page may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PageForm {
    Page,
    /// Words for a transparency report, with its totals.
    Report,
}

/// Other generators' keys are nothing that anybody here would show: one warning says so of all of them. One with a tag is an error, as
/// its author meant it for us.
fn pass_over(node: &Node, findings: &Findings, known: &KnownKeys) {
    let there = |name: &&&'static str| node.get(name).is_some_and(|value| value.rule.is_none());
    let foreign: Vec<&'static str> = page::FOREIGN.iter().filter(there).copied().collect();
    if let Some(first) = foreign.first() {
        let line = node.get(first).map_or(0, |value| value.line);
        // The same words for all pages, so that they are reported together.
        let problem = "keys of another generator are passed over";
        let help = "take them out; `fanlight import pages` converts what has a place here";
        findings.add(Code::ForeignKey, line, &foreign.join(", "), problem, help);
        known.borrow_mut().extend(foreign);
    }
}

/// Reads a page's front matter, with the totals of a report. `None`: see the findings.
pub(super) fn read_page(node: &Node, form: PageForm, findings: &Findings) -> Option<(Page, Key<Totals>)> {
    let known = KnownKeys::default();
    let page = from_node::<Page>(node, findings, &known);
    let report = (form == PageForm::Report).then(|| from_node::<page::Report>(node, findings, &known));
    pass_over(node, findings, &known);
    refuse_unknown(node, findings, &known);
    let totals = match report {
        Some(report) => report?.totals,
        None => None,
    };
    Some((page?, totals))
}
