//! Who is thanked, and who wrote.

use super::Views;
use crate::public::Person;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PersonView<'a> {
    pub name: &'a str,
    /// `finder`; empty where it says nothing.
    pub role: &'a str,
    pub organization: Option<&'a str>,
    pub url: Option<String>,
}

impl<'a> PersonView<'a> {
    pub fn new(views: &Views<'a>, person: &'a Person) -> Self {
        Self {
            name: &person.name,
            role: views.words.role(person.kind),
            organization: person.organization.as_deref(),
            url: person.url.as_deref().and_then(|url| views.outside(url)),
        }
    }

    pub fn all(views: &Views<'a>, people: &'a [Person]) -> Vec<Self> {
        people.iter().map(|person| Self::new(views, person)).collect()
    }
}
