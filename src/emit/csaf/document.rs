//! A CSAF 2.0 document. The structs bear the standard's names; their fields stand in the order of the alphabet, as its
//! test 6.2.13 wants them.

use crate::public::{Instant, Publisher, Statement};
use serde::Serialize;

#[derive(Serialize)]
pub struct Document<'a> {
    pub document: About<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_tree: Option<Stated<'a, ProductTree>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vulnerabilities: Vec<Stated<'a, Vulnerability<'a>>>,
}

/// Made of our record, or what the document that it comes from states.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Stated<'a, T> {
    Here(Box<T>),
    There(&'a Statement),
}

/// `/document` (3.2.1).
#[derive(Serialize)]
pub struct About<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acknowledgments: Vec<Stated<'a, Acknowledgment<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregate_severity: Option<AggregateSeverity<'a>>,
    /// The profile (4).
    pub category: &'static str,
    pub csaf_version: &'static str,
    pub distribution: Distribution,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Stated<'a, Note>>,
    #[serde(serialize_with = "publisher")]
    pub publisher: &'a Publisher,
    pub references: Vec<Reference>,
    pub title: String,
    pub tracking: Tracking<'a>,
}

#[derive(Serialize)]
pub struct Acknowledgment<'a> {
    pub names: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
}

/// A word, as the site uses it; scores stand at the products.
#[derive(Serialize)]
pub struct AggregateSeverity<'a> {
    pub text: &'a str,
}

#[derive(Serialize)]
pub struct Distribution {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub tlp: Tlp,
}

#[derive(Serialize)]
pub struct Tlp {
    /// Of TLP 1.0, which CSAF 2.0 knows.
    pub label: &'static str,
    pub url: &'static str,
}

/// Plain text (3.1.5).
#[derive(Serialize)]
pub struct Note {
    pub category: &'static str,
    pub text: String,
    pub title: String,
}

#[derive(Serialize, PartialEq)]
pub struct Reference {
    /// `self`: another form of this document; else `external`.
    pub category: &'static str,
    pub summary: String,
    pub url: String,
}

/// `/document/tracking` (3.2.1.12).
#[derive(Serialize)]
pub struct Tracking<'a> {
    pub current_release_date: Instant,
    pub generator: Generator,
    pub id: &'a str,
    pub initial_release_date: Instant,
    pub revision_history: Vec<Revision>,
    pub status: &'static str,
    /// The number of the newest revision.
    pub version: String,
}

/// Without its version, so that documents change only when there is news.
#[derive(Serialize)]
pub struct Generator {
    pub engine: Engine,
}

#[derive(Serialize)]
pub struct Engine {
    pub name: &'static str,
}

#[derive(Serialize)]
pub struct Revision {
    pub date: Instant,
    pub number: String,
    pub summary: String,
}

/// `/product_tree` (3.2.2): vendor, product, versions.
#[derive(Serialize)]
pub struct ProductTree {
    pub branches: Vec<Branch>,
}

#[derive(Serialize)]
pub struct Branch {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    pub category: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
}

#[derive(Serialize)]
pub struct Product {
    pub name: String,
    pub product_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identification_helper: Option<Helper>,
}

#[derive(Serialize)]
pub struct Helper {
    pub purl: String,
}

/// `/vulnerabilities[]` (3.2.3).
#[derive(Serialize)]
pub struct Vulnerability<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cve: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cwe: Option<Cwe>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<Id<'a>>,
    pub notes: Vec<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_status: Option<ProductStatus>,
    pub release_date: Instant,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remediations: Vec<Remediation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Score<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<Threat>,
    pub title: &'a str,
}

#[derive(Serialize)]
pub struct Cwe {
    pub id: String,
    pub name: &'static str,
}

/// A justification of VEX (3.2.3.5).
#[derive(Serialize)]
pub struct Flag<'a> {
    pub label: &'a str,
    pub product_ids: Vec<String>,
}

#[derive(Serialize)]
pub struct Id<'a> {
    pub system_name: String,
    pub text: &'a str,
}

/// `/vulnerabilities[]/product_status` (3.2.3.9).
#[derive(Serialize, Default)]
pub struct ProductStatus {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known_affected: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known_not_affected: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under_investigation: Vec<String>,
}

#[derive(Serialize)]
pub struct Remediation {
    pub category: &'static str,
    pub details: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product_ids: Vec<String>,
}

/// CSAF 2.0 has CVSS 2 and 3; a vector of version 4 stands in a note.
#[derive(Serialize)]
pub struct Score<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cvss_v2: Option<CvssV2<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cvss_v3: Option<CvssV3<'a>>,
    pub products: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CvssV2<'a> {
    pub base_score: f64,
    pub vector_string: &'a str,
    pub version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CvssV3<'a> {
    pub base_score: f64,
    pub base_severity: &'static str,
    pub vector_string: &'a str,
    pub version: &'static str,
}

#[derive(Serialize)]
pub struct Threat {
    pub category: &'static str,
    pub details: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product_ids: Vec<String>,
}

/// `/document/publisher`, also of provider-metadata.json.
pub fn publisher<S: serde::Serializer>(publisher: &Publisher, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Written<'a> {
        category: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        contact_details: Option<&'a str>,
        name: &'a str,
        namespace: &'a str,
    }
    let Publisher { name, namespace, category, contact_details } = publisher;
    let contact_details = contact_details.as_deref();
    Written { category: category.as_str(), contact_details, name, namespace }.serialize(serializer)
}
