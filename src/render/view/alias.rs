//! Another id of a record leads to it; one that several share, to a page that lists them.

use super::{Entry, Frame, RecordLink, Views};
use crate::public::Record;
use serde::Serialize;

#[derive(Serialize)]
pub struct AliasPage<'a> {
    pub page: Frame<'a>,
    pub alias: &'a str,
    pub target: RecordLink<'a>,
}

#[derive(Serialize)]
pub struct SharedAliasPage<'a> {
    pub page: Frame<'a>,
    pub alias: &'a str,
    pub entries: Vec<Entry<'a>>,
}

impl<'a> AliasPage<'a> {
    pub fn new(views: &Views<'a>, alias: &'a str, record: Record<'a>) -> Self {
        let head = record.head();
        let mut page = views.frame(alias, "/", format!("{alias} is {}: {}", head.id, head.title));
        page.canonical = views.links.absolute(&head.path());
        page.section = head.kind.section();
        page.noindex = true;
        Self { page, alias, target: views.record_link(record) }
    }
}

impl<'a> SharedAliasPage<'a> {
    pub fn new(views: &Views<'a>, alias: &'a str, path: &'a str, records: Vec<Record<'a>>) -> Self {
        let mut page = views.frame(alias, path, format!("The records that {alias} stands for."));
        page.noindex = true;
        Self { page, alias, entries: records.into_iter().map(|it| Entry::new(views, it)).collect() }
    }
}
