//! Which files of a folder are documents of its format: a database's folder holds feeds, indexes and metadata beside them.

use crate::config::Format;
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value};
use crate::public::Vocabulary;

/// Whether a file's tree is to be read as a document of this format. One of another format is an error, as then the source's
/// `format` is wrong; anything else (a ROLIE feed, `provider-metadata.json`, an index) is passed over.
pub(super) fn is_document(format: Format, node: &Node, findings: &Findings) -> bool {
    if looks_like(format, node) {
        return true;
    }
    if let Some(other) = Format::ALL.iter().find(|other| looks_like(**other, node)) {
        let problem = format!("this is a document of the format `{}`, not of `{}`", other.word(), format.word());
        let help = "name the folder of the documents alone, or the format that this file is of";
        findings.add(Code::MissingKey, node.line, "", &problem, help);
    }
    false
}

/// By its outermost keys, of which an author who forgot one has written others.
fn looks_like(format: Format, node: &Node) -> bool {
    let has = |key: &&&str| node.get(key).is_some();
    let count = |keys: &[&str]| keys.iter().filter(has).count();
    match format {
        Format::Osv => {
            const OWN: [&str; 6] = ["schema_version", "affected", "modified", "withdrawn", "details", "published"];
            let named = node.get("id").is_some_and(|id| id.text().is_some());
            count(&OWN) >= if named { 1 } else { 2 } && count(&["document", "ghsa_id", "cveMetadata", "feed"]) == 0
        }
        // What the API prints is a list of advisories, or lists of them in one.
        Format::Ghsa => match &node.value {
            Value::List(items) => items.first().is_some_and(|item| looks_like(format, item)),
            _ => count(&["ghsa_id"]) == 1 || count(&["state", "description", "vulnerabilities", "severity"]) >= 3,
        },
        Format::Csaf => node.get("document").is_some_and(|value| matches!(value.value, Value::Map(_))),
        Format::Cve => count(&["cveMetadata", "containers", "data_type"]) > 0 || node.get("dataType").is_some(),
        Format::Rustsec => false,
        Format::Rubysec => {
            count(&["gem", "engine"]) > 0 && count(&["title", "url", "date", "description", "patched_versions"]) > 1
                || count(&["patched_versions", "unaffected_versions"]) > 0 && has(&&"title")
        }
        Format::Friendsofphp => {
            count(&["branches", "reference"]) == 2 || count(&["branches", "title", "link", "reference"]) > 2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::config::Format;
    use crate::private::yaml::Findings;
    use std::path::Path;

    /// How many records, and how many findings.
    fn found(format: Format, text: &str) -> (usize, usize) {
        let findings = Findings::new(Path::new("x.json"));
        let records = read(format, text, "x.json", &findings).len();
        (records, findings.into_diagnostics().len())
    }

    const OSV: &str = r#"{"id": "X-1", "modified": "2026-01-01T00:00:00Z", "summary": "T"}"#;

    #[test]
    fn what_lies_beside_documents_is_passed_over() {
        let feed = r#"{"feed": {"id": "example-feed-tlp-white", "title": "F", "updated": "2026-01-01T00:00:00Z"}}"#;
        let provider = r#"{"canonical_url": "https://example.org/p.json", "publisher": {}, "last_updated": "x"}"#;
        for text in [feed, provider, "[]", "{}", r#"[{"id": "X-1", "modified": "2026"}]"#, r#"{"name": "package"}"#] {
            for format in [Format::Osv, Format::Csaf, Format::Cve, Format::Ghsa] {
                assert_eq!(found(format, text), (0, 0), "{text}");
            }
        }
    }

    #[test]
    fn a_document_of_another_format_is_an_error() {
        assert_eq!(found(Format::Osv, OSV), (1, 0));
        for format in [Format::Csaf, Format::Cve, Format::Ghsa] {
            assert_eq!(found(format, OSV), (0, 1));
        }
        assert_eq!(found(Format::Osv, r#"{"document": {}, "product_tree": {}}"#), (0, 1));
    }

    #[test]
    fn a_document_that_lacks_a_key_is_an_error_and_is_not_passed_over() {
        assert_eq!(found(Format::Osv, r#"{"affected": [], "details": "x"}"#), (0, 1));
        assert_eq!(found(Format::Cve, r#"{"dataType": "CVE_RECORD"}"#), (0, 1));
        assert_eq!(found(Format::Ghsa, r#"{"state": "published", "description": "", "severity": "low"}"#), (0, 1));
    }
}
