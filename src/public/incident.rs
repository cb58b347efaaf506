//! A disclosed incident.

use super::words::vocabulary;
use super::{Affected, Head, Instant, Markdown, Person, Stamp, Text};
use serde::Serialize;

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Incident {
    pub head: Head,
    /// Ids of [`super::Settings::categories`].
    pub categories: Vec<Text>,
    /// The id of one of [`super::Settings::severities`].
    pub severity: Option<Text>,
    pub status: Option<Status>,
    /// When readers are reported more, while it goes on.
    pub next_update: Option<Stamp>,
    pub confirmation: Option<Confirmation>,
    pub affected: Vec<Affected>,
    pub services: Vec<Text>,
    /// People are here only where they say `credit: true`.
    pub reporter: Vec<Person>,
    pub coordinator: Vec<Person>,
    pub responders: Vec<Person>,
    pub lessons: Vec<Markdown>,
    pub actions: Vec<Action>,
    /// Ids of disclosed advisories.
    pub advisories: Vec<Text>,
}

vocabulary! {
    Status {
        Investigating "investigating",
        Identified "identified",
        Mitigated "mitigated",
        Monitoring "monitoring",
        Resolved "resolved",
        Closed "closed",
    }
}

vocabulary! {
    Confirmation {
        Confirmed "confirmed",
        Suspected "suspected",
        NearMiss "near-miss",
        FalsePositive "false-positive",
    }
}

impl Incident {
    /// Whether it still goes on: not resolved, not closed, not withdrawn. One without a status says nothing.
    pub fn is_ongoing(&self) -> bool {
        use Status::{Identified, Investigating, Mitigated, Monitoring};
        let open = matches!(self.status, Some(Investigating | Identified | Mitigated | Monitoring));
        open && self.head.withdrawn.is_none() && self.confirmation != Some(Confirmation::FalsePositive)
    }

    /// When more is said of it, as long as it goes on. Whether that time is past isn't said: who reads a page knows the time better
    /// than who built it.
    pub fn announced_update(&self) -> Option<Stamp> {
        self.next_update.filter(|_| self.is_ongoing())
    }

    /// Whether that time has passed at `now`; a day, a month or a year has when it ends in UTC.
    pub fn update_overdue(&self, now: Instant) -> bool {
        self.announced_update().is_some_and(|announced| announced.end() <= now)
    }
}

/// Something that was or is to be done.
#[derive(Clone, Hash, Serialize, Debug)]
pub struct Action {
    pub what: Text,
    pub owner: Option<Text>,
    pub due: Option<Stamp>,
    pub done: Option<Stamp>,
    pub url: Option<Text>,
}

impl Action {
    /// Whether it was due and not done at `now`; a day is over when it ends in UTC.
    pub fn overdue(&self, now: Instant) -> bool {
        self.done.is_none() && self.due.is_some_and(|due| due.start.0 + chrono::Days::new(1) <= now.0)
    }
}
