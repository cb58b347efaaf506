//! Another id of a record leads to it; one that several share, to all of them.
//!
//! It doesn't move on by itself: hosts that can redirect do so before it is read (`/_redirects`), and a page that goes away
//! under the reader's eyes serves nobody who uses a screen reader.

use super::{Entry, Frame, Views};
use crate::public::Record;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AliasPage<'a> {
    pub page: Frame<'a>,
    pub alias: &'a str,
    pub entries: Vec<Entry<'a>>,
}

impl<'a> AliasPage<'a> {
    pub fn new(views: &Views<'a>, alias: &'a str, path: &'a str, records: &[Record<'a>]) -> Self {
        let only = match records {
            [record] => Some(record.head()),
            _ => None,
        };
        let description = match only {
            Some(head) => {
                let values = [("alias", alias), ("id", &head.id), ("title", &head.title)];
                views.words.alias.one_description.fill(&values)
            }
            None => views.words.alias.description.fill(&[("alias", alias)]),
        };
        let mut page = views.frame(alias, path, description);
        if let Some(head) = only {
            page.canonical = views.links.absolute(&head.path());
        }
        page.section = records.first().map_or("", |record| record.head().kind.section());
        page.noindex = true;
        Self { page, alias, entries: records.iter().map(|record| Entry::new(views, *record)).collect() }
    }
}
