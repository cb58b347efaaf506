//! What was or is to be done, and whether it is late.

use super::Views;
use crate::public::Action;
use crate::render::dates::When;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ActionView<'a> {
    pub what: &'a str,
    pub owner: Option<&'a str>,
    pub due: Option<When>,
    pub done: Option<When>,
    pub overdue: bool,
    pub url: Option<String>,
    /// Title and address of the record that it comes from, where it is shown elsewhere.
    pub source: Option<(&'a str, String)>,
}

impl<'a> ActionView<'a> {
    pub fn new(views: &Views<'a>, action: &'a Action) -> Self {
        Self {
            what: &action.what,
            owner: action.owner.as_deref(),
            due: action.due.map(|due| views.words.when(due)),
            done: action.done.map(|it| views.words.when(it)),
            overdue: action.overdue(views.site.now),
            url: action.url.as_deref().and_then(|url| views.outside(url)),
            source: None,
        }
    }

    pub fn all(views: &Views<'a>, actions: &'a [Action]) -> Vec<Self> {
        actions.iter().map(|action| Self::new(views, action)).collect()
    }
}
