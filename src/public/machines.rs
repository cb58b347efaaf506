//! What site.yaml says of the machine-readable forms.

use super::words::vocabulary;
use serde::Serialize;

/// Who publishes CSAF documents, and how aggregators may use them.
#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Csaf {
    pub publisher: Publisher,
    pub role: CsafRole,
    /// Whether aggregators may list this provider.
    pub list: bool,
    /// Whether aggregators may mirror its documents.
    pub mirror: bool,
}

impl Csaf {
    /// The name that CSAF gives to the file of a document with this id (2.0, 5.1), without `.json`.
    pub fn file_name(id: &str) -> String {
        let mut name = String::with_capacity(id.len());
        for c in id.chars() {
            match c.to_ascii_lowercase() {
                c @ ('+' | '-' | 'a'..='z' | '0'..='9') => name.push(c),
                _ if name.ends_with('_') => {}
                _ => name.push('_'),
            }
        }
        name
    }
}

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Publisher {
    pub name: String,
    /// A URL that the publisher controls.
    pub namespace: String,
    pub category: PublisherCategory,
    pub contact_details: Option<String>,
}

vocabulary! {
    /// As CSAF names them.
    PublisherCategory {
        Coordinator "coordinator",
        Discoverer "discoverer",
        Other "other",
        Translator "translator",
        User "user",
        Vendor "vendor",
    }
}

vocabulary! {
    /// As CSAF names them (7.2).
    CsafRole {
        Publisher "csaf_publisher",
        Provider "csaf_provider",
        TrustedProvider "csaf_trusted_provider",
    }
}

/// The CVE Numbering Authority that this site belongs to.
#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Cve {
    /// A UUID.
    pub org_id: Option<String>,
    pub short_name: Option<String>,
}
