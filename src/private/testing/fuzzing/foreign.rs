//! Records of other formats, and the keys by which they restrict, set to anything.

use super::CANARY;
use crate::config::Format;
use crate::private::formats::{State, read};
use crate::private::yaml::Findings;
use crate::public::Vocabulary;
use serde_json::Value;
use std::path::Path;

const CSAF: &str = r#"{ "document": { "category": "csaf_vex", "csaf_version": "2.0", "title": "T",
    "distribution": { "tlp": { "label": "WHITE" } }, "tracking": { "id": "X-1", "status": "final",
    "initial_release_date": "2026-01-01T00:00:00Z", "current_release_date": "2026-01-01T00:00:00Z" } } }"#;
const CVE: &str = r#"{ "dataType": "CVE_RECORD", "containers": { "cna": { "title": "T" } },
    "cveMetadata": { "cveId": "CVE-2026-1", "state": "PUBLISHED", "datePublished": "2026-01-01T00:00:00Z" } }"#;
const GHSA: &str = r#"{ "ghsa_id": "GHSA-aaaa-bbbb-cccc", "state": "published", "draft": false, "private": false,
    "published_at": "2026-01-01T00:00:00Z", "summary": "T" }"#;

/// A key that restricts: its format, a record, its place in it, and the only values (as JSON) that leave the record public.
const KEYS: [(Format, &str, &str, &[&str]); 6] = [
    (Format::Csaf, CSAF, "/document/tracking/status", &["\"final\"", "\"interim\""]),
    (Format::Csaf, CSAF, "/document/distribution/tlp/label", &["\"WHITE\"", "\"CLEAR\""]),
    (Format::Cve, CVE, "/cveMetadata/state", &["\"PUBLISHED\"", "\"REJECTED\""]),
    (Format::Ghsa, GHSA, "/state", &["\"published\"", "\"withdrawn\""]),
    (Format::Ghsa, GHSA, "/draft", &["false"]),
    (Format::Ghsa, GHSA, "/private", &["false"]),
];

/// Reads a text as a record of every format, and as the value of a key that restricts. The first byte chooses the key.
pub fn foreign(input: &[u8]) {
    let [which, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    for format in Format::ALL.iter() {
        for name in ["a.json", "a.yaml", "RUSTSEC-2026-0001.md"] {
            let findings = Findings::new(Path::new(name));
            read(*format, text, name, &findings);
            for reported in findings.into_diagnostics() {
                let quotes = [reported.problem, reported.help, reported.key].iter().any(|it| it.contains(CANARY));
                assert!(!quotes, "a message quotes what was written");
            }
        }
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let (format, record, place, public) = KEYS[usize::from(*which) % KEYS.len()];
    let Ok(mut record) = serde_json::from_str::<Value>(record) else { return };
    let Some(key) = record.pointer_mut(place) else { return };
    let publishes = public.contains(&value.to_string().as_str());
    *key = value;
    let findings = Findings::new(Path::new("a.json"));
    let written = record.to_string();
    let is_public = read(format, &written, "a.json", &findings).iter().any(|it| it.state == State::Published);
    assert_eq!(is_public, publishes, "{place} decides otherwise than its format says");
}
