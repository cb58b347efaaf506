//! Titles of records that have none of their own.

use super::super::tests::site as built;
use crate::lint::testing::{SITE, folder, now};
use crate::private::{Request, inspect};
use serde_json::json;

/// What an untitled record of a format is called, in a site whose word withholds a block.
fn title(format: &str, details: &str) -> String {
    let record = match format {
        "osv" => json!({ "id": "X-1", "published": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z",
            "details": details }),
        "ghsa" => json!({ "ghsa_id": "X-1", "state": "published", "published_at": "2026-01-01T00:00:00Z",
            "description": details }),
        _ => json!({ "dataType": "CVE_RECORD", "containers": { "cna": { "descriptions": [{ "value": details }] } },
            "cveMetadata": { "cveId": "X-1", "state": "PUBLISHED", "datePublished": "2026-01-01T00:00:00Z" } }),
    };
    let settings = format!(
        "{SITE}disclosure: {{ withhold_blocks_with: ['@Discussion'] }}\n\
         sources: [{{ path: ../db, format: {format}, publish: true }}]\n"
    );
    let folder = folder(&[("content/site.yaml", &settings), ("db/X-1.json", &record.to_string())]);
    let opened = inspect(&folder.path().join("content"), Request::at(now()));
    built(opened).advisories[0].head.title.to_string()
}

#[test]
fn a_title_is_made_of_what_is_disclosed_and_of_nothing_else() {
    let link = "https://security.example.org/advisories/SECRET-ZQX/";
    // Plain text has no emphasis, and nothing in it is withheld but what the site withholds by its words.
    let plain = title("cve", "zqx is open still. @Discussion when?\n\nA **long** `name` crashes it. More.");
    assert_eq!(plain, "A **long** `name` crashes it");
    for format in ["osv", "ghsa"] {
        for withheld in [
            "zqx is open still. @Discussion when?".to_owned(),
            "[//]: # (zqx is open)".to_owned(),
            "<!-- zqx -->".to_owned(),
            format!("<{link}>"),
            link.to_owned(),
        ] {
            let title = title(format, &format!("{withheld}\n\nA **long** `name` crashes it. More."));
            // A description of CVE is plain text, in which stars are stars, and comments and definitions are words.
            if format == "cve" && !withheld.contains("@Discussion") {
                continue;
            }
            let shown = if format == "cve" { "A **long** `name` crashes it" } else { "A long name crashes it" };
            assert_eq!(title, shown, "{format}: {withheld}");
        }
    }
}

#[test]
fn a_record_without_a_sentence_is_called_by_its_id() {
    assert_eq!(title("osv", ""), "X-1");
    assert_eq!(title("osv", "zqx @Discussion"), "X-1");
    assert_eq!(title("osv", "# Summary\n\n```\ncode\n```"), "X-1");
}
