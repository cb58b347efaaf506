//! `/vex/<id>.json`: OpenVEX 0.2.0, where an advisory states a status.
//!
//! OpenVEX knows no ranges. Scanners match a product by its package URL: without a version it is all versions, with one it is
//! just that, and each qualifier has to be the scanned package's, too (go-vex, `PurlMatches`, which vexctl and Grype use). So a
//! product that is one version, or all of them, has its package URL for an id. One that is a range has the advisory's page with
//! the product's number; its range is in the qualifier `vers`, for those who read it: no scanner takes it for more than it is.

use super::csaf::{Known, Products};
use super::{File, Output, ecosystem, failed, urls};
use crate::public::{Advisory, Head, Instant, Settings, Site, Text, VexStatus, routes};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: String,
    author: &'a str,
    timestamp: Instant,
    last_updated: Instant,
    version: usize,
    statements: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    vulnerability: Vulnerability<'a>,
    timestamp: Instant,
    products: Vec<Product>,
    status: VexStatus,
    /// Of what is not affected: one of the five words, else the reason in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact_statement: Option<&'a str>,
    /// What to do about what is affected.
    #[serde(skip_serializing_if = "Option::is_none")]
    action_statement: Option<String>,
}

#[derive(Serialize)]
struct Vulnerability<'a> {
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
}

#[derive(Serialize)]
struct Product {
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifiers: Option<Identifiers>,
}

#[derive(Serialize)]
struct Identifiers {
    purl: String,
}

/// A document for each advisory that states a status.
pub fn outputs(site: &Site) -> Vec<Output<'_>> {
    let documented = site.advisories.iter().filter(|advisory| has(&site.settings, advisory));
    documented.map(|advisory| -> Output<'_> { Box::new(move || file(site, advisory)) }).collect()
}

/// Whether an advisory states a status. What is withdrawn states none any more.
pub fn has(settings: &Settings, advisory: &Advisory) -> bool {
    settings.outputs.vex
        && advisory.head.withdrawn.is_none()
        && advisory.affected.iter().any(|entry| entry.status.is_some())
}

fn file(site: &Site, advisory: &Advisory) -> Result<File, crate::render::Error> {
    let path = routes::vex(&advisory.head.id);
    let bytes = crate::emit::document(&document(site, advisory)).map_err(|error| failed(&path, error))?;
    Ok(File { path: path[1..].into(), bytes })
}

fn document<'a>(site: &'a Site, advisory: &'a Advisory) -> Document<'a> {
    let head = &advisory.head;
    let products = Products::of(&advisory.affected);
    let page = urls::absolute(&site.settings, &head.path());
    let changed = head.updated().max(head.published);
    let mut statements: Vec<Statement<'a>> = Vec::new();
    for known in products.iter() {
        let same = |it: &&mut Statement<'a>| {
            let other = statement(head, known, &page);
            it.status == other.status
                && it.justification == other.justification
                && it.impact_statement == other.impact_statement
                && it.action_statement == other.action_statement
        };
        match statements.iter_mut().find(same) {
            Some(statement) => statement.products.push(product(known, &page)),
            None => statements.push(statement(head, known, &page)),
        }
    }
    Document {
        context: "https://openvex.dev/ns/v0.2.0",
        id: urls::absolute(&site.settings, &routes::vex(&head.id)),
        author: &site.settings.csaf.publisher.name,
        timestamp: head.published,
        last_updated: changed,
        // One more for each time that it changed.
        version: 1 + head.revisions.iter().filter(|revision| revision.at > head.published).count(),
        statements,
    }
}

fn statement<'a>(head: &'a Head, known: &Known<'a>, page: &str) -> Statement<'a> {
    const WORDS: [&str; 5] = [
        "component_not_present",
        "vulnerable_code_not_present",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "inline_mitigations_already_exist",
    ];
    let not_affected = known.status == VexStatus::NotAffected;
    let written = known.entry.justification.as_deref().filter(|_| not_affected);
    let justification = written.filter(|it| WORDS.contains(it));
    let words = written.or(not_affected.then_some("This product is not affected."));
    Statement {
        vulnerability: Vulnerability {
            id: page.to_owned(),
            name: &head.id,
            aliases: head.aliases.iter().map(Text::as_str).collect(),
        },
        timestamp: head.published,
        products: vec![product(known, page)],
        status: known.status,
        justification,
        impact_statement: words.filter(|_| justification.is_none()),
        action_statement: (known.status == VexStatus::Affected).then(|| action(known, page)),
    }
}

fn action(known: &Known<'_>, page: &str) -> String {
    match known.fixes.as_slice() {
        [] => format!("See {page}"),
        fixes => format!("Update {} to {}.", known.entry.package.name, fixes.join(" or ")),
    }
}

/// The id is what scanners look for where it names one version, or all of them. No id may stand for a range (OpenVEX 0.2.0).
fn product(known: &Known<'_>, page: &str) -> Product {
    let purl = known.purl_with_range();
    let whole = purl.clone().filter(|_| !known.is_range() || known.is_whole());
    let id = whole.unwrap_or_else(|| format!("{page}#{}", known.id.to_lowercase()));
    Product { id, identifiers: purl.map(|purl| Identifiers { purl }) }
}

impl Known<'_> {
    /// Whether it is all versions of its package.
    fn is_whole(&self) -> bool {
        self.versions.starts_with("vers:all/")
    }

    fn purl_with_range(&self) -> Option<String> {
        match self.is_range() {
            false => self.purl(),
            true if self.is_whole() => self.purl(),
            true if self.versions.starts_with("vers:") && self.purl().is_some() => {
                ecosystem::purl_of_range(&self.entry.package, &self.versions)
            }
            true => None,
        }
    }
}
