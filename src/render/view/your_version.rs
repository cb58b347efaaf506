//! What the pages' script judges a reader's version by: the ranges of one advisory, or of all that concern a package.

use super::Views;
use crate::public::{Advisory, Affected, VexStatus};
use crate::render::Html;
use crate::versions::{Claim, Edge, Events};
use serde::Serialize;

/// The form, and its data.
#[derive(Serialize)]
pub struct YourVersionView<'a> {
    /// Names, in the order of the data, for the reader to choose from.
    pub packages: Vec<PackageChoice<'a>>,
    /// For `<script type="application/json">`.
    pub data: Html,
}

#[derive(Serialize)]
pub struct PackageChoice<'a> {
    pub name: &'a str,
    pub ecosystem: Option<&'a str>,
}

#[derive(Serialize)]
struct PackageData<'a> {
    name: &'a str,
    ecosystem: Option<&'a str>,
    records: Vec<RecordData<'a>>,
}

/// What one advisory says of the package.
#[derive(Serialize)]
struct RecordData<'a> {
    id: &'a str,
    /// None on the advisory's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    order: &'static str,
    status: &'static str,
    ranges: Vec<RangeData<'a>>,
    versions: Vec<&'a str>,
}

#[derive(Serialize)]
struct RangeData<'a> {
    order: &'static str,
    events: Vec<(Edge, &'a str)>,
}

impl<'a> YourVersionView<'a> {
    /// Of the advisory's own page.
    pub fn of_advisory(views: &Views<'a>, advisory: &'a Advisory) -> Option<Self> {
        Self::new(views, advisory.affected.iter().map(|affected| (advisory, affected)), Links::Left)
    }

    /// Of a page on which several advisories meet, such as a package's: each is linked.
    pub fn of_several(views: &Views<'a>, all: impl IntoIterator<Item = (&'a Advisory, &'a Affected)>) -> Option<Self> {
        Self::new(views, all, Links::Made)
    }

    /// None where no record says anything that a version could be judged by. What was withdrawn says nothing any more.
    fn new(
        views: &Views<'a>,
        all: impl IntoIterator<Item = (&'a Advisory, &'a Affected)>,
        links: Links,
    ) -> Option<Self> {
        let mut packages: Vec<PackageData<'a>> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for (advisory, affected) in all.into_iter().filter(|(advisory, _)| advisory.head.withdrawn.is_none()) {
            let Some(mut record) = RecordData::new(advisory, affected) else { continue };
            record.href = matches!(links, Links::Made).then(|| views.links.href(&advisory.head.path()));
            let (name, ecosystem) = (&*affected.package.name, affected.package.ecosystem.as_deref());
            let at = *places.entry((name, ecosystem)).or_insert_with(|| {
                packages.push(PackageData { name, ecosystem, records: Vec::new() });
                packages.len() - 1
            });
            packages[at].records.push(record);
        }
        let choices = packages.iter().map(|it| PackageChoice { name: it.name, ecosystem: it.ecosystem }).collect();
        (!packages.is_empty()).then(|| Self { packages: choices, data: json(&packages) })
    }
}

/// Whether each record is linked.
enum Links {
    Made,
    Left,
}

impl<'a> RecordData<'a> {
    fn new(advisory: &'a Advisory, affected: &'a Affected) -> Option<Self> {
        let Claim { order, status, ranges, versions } = Claim::of(affected);
        if ranges.is_empty() && versions.is_empty() && status != Some(VexStatus::NotAffected) {
            return None;
        }
        let status = match status {
            Some(VexStatus::NotAffected) => "not-affected",
            Some(VexStatus::UnderInvestigation) => "under-investigation",
            Some(VexStatus::Affected | VexStatus::Fixed) | None => "affected",
        };
        let range = |Events { order, events }| RangeData { order: order.as_str(), events };
        let ranges = ranges.into_iter().map(range).collect();
        Some(Self { id: &advisory.head.id, href: None, order: order.as_str(), status, ranges, versions })
    }
}

/// A data block ends at `</script`, and `<!--` changes how it is read: no `<` stays.
fn json(data: &impl Serialize) -> Html {
    // These types can't fail: they hold texts and lists.
    Html::new(serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn nothing_ends_the_data_early() {
        assert_eq!(json(&["</script><!--"]).as_str(), r#"["\u003c/script>\u003c!--"]"#);
    }
}
