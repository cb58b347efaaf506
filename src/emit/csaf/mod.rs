//! `/csaf/` and `/.well-known/csaf/`: advisories and incidents as CSAF 2.0, and the tree by which a provider hands them out
//! (section 7 of the standard).

mod about;
mod advisory;
mod cwe;
mod document;
mod files;
mod incident;
mod products;
mod provider;
mod rolie;
#[cfg(test)]
mod tests;
mod texts;
mod tracking;
mod vulnerability;

pub use document::Document;
pub use files::{Signer, documents};
pub use products::{Known, Products};
pub use provider::PATH as PROVIDER;
pub use vulnerability::{is_cve, rating};

use super::{Output, urls};
use crate::public::{Head, Instant, Record, Settings, Site, Tlp, routes};
use crate::render::Links;
use std::collections::BTreeSet;

/// The tree around the documents; nothing where there is none. `None`: nothing is signed.
pub fn outputs<'a>(site: &'a Site, signer: Option<&'a dyn Signer>) -> Vec<Output<'a>> {
    if documented(site).is_empty() {
        return Vec::new();
    }
    let mut outputs = provider::outputs(site, signer);
    outputs.extend(rolie::outputs(site, signer.is_some()));
    outputs
}

/// Whether a record has a CSAF document here. The standard wants everything over https (7.1.3).
pub fn has(settings: &Settings, record: Record<'_>) -> bool {
    let kind = matches!(record, Record::Advisory(_) | Record::Incident(_));
    settings.outputs.csaf && kind && settings.url.starts_with("https://")
}

/// Where the document of a record is.
pub fn path(head: &Head) -> String {
    routes::csaf(head.published.year(), &head.id)
}

/// The same, as lists in `/csaf/` have it.
fn within(head: &Head) -> String {
    path(head)[routes::CSAF.len()..].to_owned()
}

/// All records that have a document, by id; where two would have the same file, the first.
pub fn documented(site: &Site) -> Vec<Record<'_>> {
    let mut documented: Vec<Record<'_>> = site.records().filter(|record| has(&site.settings, *record)).collect();
    documented.sort_unstable_by(|a, b| a.head().id.cmp(&b.head().id));
    let mut taken = BTreeSet::new();
    documented.retain(|documented| taken.insert(path(documented.head())));
    documented
}

/// The document of a record; `None`: it has none.
pub fn document<'a>(site: &'a Site, links: &Links, record: Record<'a>) -> Option<Document<'a>> {
    match record {
        Record::Advisory(it) => Some(advisory::document(site, links, it)),
        Record::Incident(it) => Some(incident::document(site, links, it)),
        Record::Notice(_) | Record::Lesson(_) => None,
    }
}

/// The paths of its ROLIE feeds.
pub fn feeds(site: &Site) -> Vec<String> {
    rolie::labels(site).into_iter().map(rolie::path_of).collect()
}

/// As TLP 1.0 calls it, which CSAF 2.0 knows.
fn label(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "WHITE",
        Tlp::Green => "GREEN",
        Tlp::Amber | Tlp::AmberStrict => "AMBER",
        Tlp::Red => "RED",
    }
}

/// When the newest of them was last revised.
fn newest<'a>(records: impl Iterator<Item = &'a Head>) -> Option<Instant> {
    records.map(tracking::current).max()
}

/// The name of a CWE.
pub fn weakness(number: u32) -> Option<&'static str> {
    cwe::named(number).map(|named| named.name)
}

fn absolute(site: &Site, path: &str) -> String {
    urls::absolute(&site.settings, path)
}
