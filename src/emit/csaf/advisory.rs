//! An advisory as a CSAF document: a security advisory (4.4), or VEX (4.5) where it says of a product that it is not
//! affected, or that nobody knows yet.

use super::about::{self, Profile, page};
use super::document::{Document, Note, Reference, Stated};
use super::products::Products;
use super::texts::{Texts, note};
use super::vulnerability;
use crate::public::{Advisory, Site, Statement, VexStatus};
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
        false if products.iter().any(|product| open(Some(product.status))) => "csaf_vex",
        false => "csaf_security_advisory",
    };
    let severity = advisory.severity.as_ref().map(|severity| severity.level.as_str());
    let incidents = advisory.incidents.iter().filter_map(|id| site.find(id));
    let references: Vec<Reference> = incidents.map(|record| page(&site.settings, record)).collect();
    let notes: Vec<Note> = match withdrawn {
        true => texts.plain(&head.details).map(|text| note("details", "Details", text)).into_iter().collect(),
        false => Vec::new(),
    };
    // What is withdrawn says nothing of products any more, whoever said it.
    let stated = advisory.csaf.as_ref().filter(|_| !withdrawn);
    let category = stated.map_or(category, self::category);
    let profile = Profile { category, severity, notes, references, stated };
    let document = about::of(site, &texts, head, profile);
    if let Some(stated) = stated {
        let product_tree = stated.get("product_tree").map(Stated::There);
        let vulnerabilities = stated.get("vulnerability").map(Stated::There).into_iter().collect();
        return Document { document, product_tree, vulnerabilities };
    }
    let vulnerability = (!withdrawn).then(|| vulnerability::of(&site.settings, &texts, advisory, &products));
    Document {
        document,
        product_tree: products.tree(&site.settings.csaf.publisher.name).map(|tree| Stated::Here(Box::new(tree))),
        vulnerabilities: vulnerability.into_iter().map(|vulnerability| Stated::Here(Box::new(vulnerability))).collect(),
    }
}

/// The profile that what is stated fulfils: a security advisory has products, their status and notes (4.4).
fn category(stated: &Statement) -> &'static str {
    let vulnerability = stated.get("vulnerability");
    let has = |key: &str| vulnerability.is_some_and(|vulnerability| vulnerability.get(key).is_some());
    match stated.get("product_tree").is_some() && has("product_status") && has("notes") {
        true => "csaf_security_advisory",
        false => "csaf_base",
    }
}
