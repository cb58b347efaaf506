//! An advisory as a CSAF document: a security advisory (4.4), or VEX (4.5) where it says of a product that it is not
//! affected, or that nobody knows yet.

use super::about::{self, Profile, page};
use super::document::{Document, Note, Reference};
use super::products::Products;
use super::texts::{Texts, note};
use super::vulnerability;
use crate::public::{Advisory, Site, VexStatus};
use crate::render::Links;

pub fn document<'a>(site: &'a Site, links: &Links, advisory: &'a Advisory) -> Document<'a> {
    let head = &advisory.head;
    let texts = Texts::of(links, head);
    let withdrawn = head.withdrawn.is_some();
    // What is withdrawn says nothing of products any more.
    let products = Products::of(if withdrawn { &[] } else { &advisory.affected });
    let open =
        |status: Option<VexStatus>| matches!(status, Some(VexStatus::NotAffected | VexStatus::UnderInvestigation));
    let category = match products.is_empty() {
        true => "csaf_base",
        false if products.iter().any(|it| open(Some(it.status))) => "csaf_vex",
        false => "csaf_security_advisory",
    };
    let severity = advisory.severity.as_ref().map(|it| it.level.as_str());
    let incidents = advisory.incidents.iter().filter_map(|id| site.find(id));
    let references: Vec<Reference> = incidents.map(|record| page(&site.settings, record)).collect();
    let notes: Vec<Note> = match withdrawn {
        true => texts.plain(&head.details).map(|text| note("details", "Details", text)).into_iter().collect(),
        false => Vec::new(),
    };
    let profile = Profile { category, severity, notes, references };
    let vulnerability = (!withdrawn).then(|| vulnerability::of(&site.settings, &texts, advisory, &products));
    Document {
        document: about::of(site, &texts, head, profile),
        product_tree: products.tree(&site.settings.csaf.publisher.name),
        vulnerabilities: vulnerability.into_iter().collect(),
    }
}
