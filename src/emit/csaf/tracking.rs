//! Who revised a document when (3.2.1.12): the publication first, then each revision of the record.

use super::document::{Engine, Generator, Revision, Tracking};
use crate::public::{Head, Instant};

pub fn of(head: &Head) -> Tracking<'_> {
    let history = history(head);
    Tracking {
        current_release_date: history.last().map_or(head.published, |it| it.date),
        generator: Generator { engine: Engine { name: "Fanlight" } },
        id: &head.id,
        initial_release_date: head.published,
        version: history.len().to_string(),
        revision_history: history,
        status: "final",
    }
}

/// When the document was last revised.
pub fn current(head: &Head) -> Instant {
    head.updated().max(head.published)
}

/// Numbered from 1 in the order of their dates, one for each date. What was changed before the publication is no
/// history of what is published.
fn history(head: &Head) -> Vec<Revision> {
    let mut documented: Vec<(Instant, String)> = vec![(head.published, "Published.".into())];
    for revision in head.revisions.iter().filter(|revision| revision.at > head.published) {
        documented
            .push((revision.at, revision.note.as_ref().map_or("More was disclosed.".into(), |note| note.to_string())));
    }
    if let Some(withdrawal) = head.withdrawn.as_ref().filter(|withdrawn| withdrawn.at > head.published) {
        documented.push((withdrawal.at, "Withdrawn.".into()));
    }
    let current = current(head);
    if documented.iter().all(|(at, _)| *at < current) {
        documented.push((current, "Updated.".into()));
    }
    documented.sort_by_key(|(at, _)| *at);
    let mut history: Vec<Revision> = Vec::new();
    for (date, summary) in documented {
        match history.last_mut() {
            Some(last) if last.date.to_string() == date.to_string() => {
                last.summary = format!("{} {summary}", last.summary)
            }
            _ => history.push(Revision { date, number: (history.len() + 1).to_string(), summary }),
        }
    }
    history
}
