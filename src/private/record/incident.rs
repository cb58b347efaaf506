//! The keys of an incident, of a notice and of a lesson.

use super::advisory::Affected;
use super::parts::{Person, Word};
use super::times::When;
use crate::private::yaml::{Anything, Key, List};
use crate::public::{Confirmation, Status};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Incident {
    pub category: List<String>,
    /// One of the site's words.
    pub severity: Key<String>,
    pub status: Key<Word<Status>>,
    pub next_update: Key<When>,
    pub confirmation: Key<Word<Confirmation>>,
    pub affected: List<Affected>,
    pub services: List<String>,
    /// Always withheld.
    pub accounts: Key<Anything>,
    pub reporter: List<Person>,
    pub coordinator: List<Person>,
    pub responders: List<Person>,
    pub lessons: List<String>,
    pub actions: List<Action>,
    pub advisories: List<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Action {
    pub what: String,
    pub owner: Option<String>,
    pub due: Option<When>,
    pub done: Option<When>,
    pub url: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Notice {
    pub advisories: List<String>,
    pub incidents: List<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct Lesson {
    pub incidents: List<String>,
    pub actions: List<Action>,
}
