//! What followed: actions opened, done and overdue; records revised and withdrawn.

use crate::public::{Action, Head, Instant, Kind, Period, Site};
use serde::Serialize;

/// Actions that incidents and lessons lead to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Debug)]
pub struct Actions {
    /// Their record was published in the period.
    pub opened: usize,
    pub done: usize,
    /// At the end of the period, or now where it isn't over.
    pub overdue: usize,
}

impl Actions {
    pub fn of(site: &Site, period: Period) -> Actions {
        let until = period.end().min(site.now);
        let mut found = Actions::default();
        for (head, action) in actions(site) {
            found.opened += usize::from(period.holds(head.published));
            found.done += usize::from(action.done.is_some_and(|at| period.holds_stamp(at)));
            found.overdue += usize::from(head.published < until && overdue(action, until));
        }
        found
    }
}

fn actions(site: &Site) -> impl Iterator<Item = (&Head, &Action)> {
    let incidents =
        site.incidents.iter().flat_map(|incident| incident.actions.iter().map(|action| (&incident.head, action)));
    incidents.chain(site.lessons.iter().flat_map(|lesson| lesson.actions.iter().map(|action| (&lesson.head, action))))
}

/// Whether it was due, and not done, at that instant; done at a time that is known less exactly is done by its end.
fn overdue(action: &Action, at: Instant) -> bool {
    let open = action.done.is_none_or(|done| done.start >= at);
    Action { done: None, ..action.clone() }.overdue(at) && open
}

/// A record that was revised, or withdrawn.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
pub struct Change {
    pub id: String,
    pub kind: Kind,
}

impl Change {
    fn of(head: &Head) -> Change {
        Change { id: head.id.to_string(), kind: head.kind }
    }
}

/// Records with a material revision in the period, by id. What came with the publication is none.
pub fn revised(site: &Site, period: Period) -> Vec<Change> {
    let revised = |head: &&Head| {
        head.revisions
            .iter()
            .any(|revision| revision.material && revision.at > head.published && period.holds(revision.at))
    };
    changes(site.records().map(|record| record.head()).filter(revised))
}

pub fn withdrawn(site: &Site, period: Period) -> Vec<Change> {
    let withdrawn = |head: &&Head| head.withdrawn.as_ref().is_some_and(|withdrawn| period.holds(withdrawn.at));
    changes(site.records().map(|record| record.head()).filter(withdrawn))
}

fn changes<'a>(heads: impl Iterator<Item = &'a Head>) -> Vec<Change> {
    let mut found: Vec<Change> = heads.map(Change::of).collect();
    found.sort();
    found
}
