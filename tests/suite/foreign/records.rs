//! A record of each format with all the keys that its standard knows, to be spoilt one by one.

use serde_json::{Value, json};

pub const FORMATS: [&str; 7] = ["osv", "ghsa", "cve", "csaf", "rustsec", "rubysec", "friendsofphp"];

/// A whole record; `at` tells it from others.
pub fn whole(format: &str, at: usize) -> Value {
    match format {
        "osv" => osv(at),
        "ghsa" => ghsa(at),
        "cve" => cve(at),
        "csaf" => csaf(at),
        "rubysec" => rubysec(at),
        "friendsofphp" => friendsofphp(at),
        _ => rustsec(at),
    }
}

/// Its id on the site.
pub fn id(format: &str, at: usize) -> String {
    match format {
        "osv" => format!("OSV-{at}"),
        "ghsa" => format!("GHSA-aaaa-bbbb-{at:04}"),
        "cve" => format!("CVE-2024-{}", 1000 + at),
        "csaf" => format!("CSAF-{at}"),
        "rubysec" => format!("anvil:GHSA-aaaa-dddd-{at:04}"),
        "friendsofphp" => format!("acme:anvil:2024-01-01-{at}"),
        _ => format!("RUSTSEC-2024-{at:04}"),
    }
}

/// The file's name and text.
pub fn file(format: &str, at: usize, record: &Value) -> (String, String) {
    match format {
        "rustsec" => (format!("RUSTSEC-{at}.md"), markdown(record)),
        // JSON is YAML.
        "rubysec" => (format!("GHSA-aaaa-dddd-{at:04}.yml"), record.to_string()),
        "friendsofphp" => (format!("2024-01-01-{at}.yaml"), record.to_string()),
        _ => (format!("{at}.json"), record.to_string()),
    }
}

fn osv(at: usize) -> Value {
    json!({ "schema_version": "1.7.3", "id": id("osv", at), "published": "2024-01-01T00:00:00Z", "modified": "2024-01-02T00:00:00Z",
        "withdrawn": "2024-01-03T00:00:00Z", "summary": "A summary", "details": "Details.",
        "aliases": [format!("DLA-{at}")], "related": [format!("RED-{at}")], "upstream": [format!("UP-{at}")],
        "severity": [{ "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
        "affected": [{ "package": { "ecosystem": "npm", "name": "anvil", "purl": "pkg:npm/anvil" },
            "severity": [{ "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
            "ranges": [{ "type": "SEMVER", "events": [{ "introduced": "0" }, { "fixed": "1.2.3" }], "database_specific": { "one": "two" } },
                { "type": "GIT", "repo": "https://example.org/repo", "events": [{ "introduced": "0" }, { "last_affected": "abcdef12" }, { "limit": "2" }] }],
            "versions": ["1.0.0"], "ecosystem_specific": { "three": "four" }, "database_specific": { "five": "six" } }],
        "references": [{ "type": "WEB", "url": "https://example.org/1" }],
        "credits": [{ "name": "Al Ada", "type": "FINDER", "contact": ["mailto:al@a.example"] }],
        "database_specific": { "cwe_ids": ["CWE-79"], "severity": "HIGH", "seven": "eight" } })
}

fn ghsa(at: usize) -> Value {
    let package = json!({ "ecosystem": "npm", "name": "anvil" });
    json!({ "ghsa_id": id("ghsa", at), "cve_id": format!("CVE-2023-{}", 1000 + at), "url": "https://api.github.com/x", "html_url": "https://github.com/o/r",
        "summary": "A summary", "description": "Words.", "severity": "high", "state": "published",
        "identifiers": [{ "type": "GHSA", "value": id("ghsa", at) }, { "type": "OTHER", "value": format!("DSA-{at}") }],
        "author": { "login": "octo-author", "html_url": "https://github.com/octo-author", "type": "User" },
        "publisher": { "login": "octo-publisher" }, "submission": { "accepted": true, "note": "notes" },
        "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-02T00:00:00Z", "published_at": "2024-01-01T00:00:00Z",
        "closed_at": null, "withdrawn_at": "2024-01-03T00:00:00Z",
        "vulnerabilities": [{ "package": package, "vulnerable_version_range": "< 2.0.0", "patched_versions": "2.0.0", "vulnerable_functions": ["parse"] },
            { "package": package, "vulnerable_version_range": "= 3.0.0", "patched_versions": "", "vulnerable_functions": [] }],
        "cvss": { "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "score": 9.8 },
        "cvss_severities": { "cvss_v3": { "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "score": 9.8 }, "cvss_v4": null },
        "cwes": [{ "cwe_id": "CWE-79", "name": "Cross-site scripting" }], "cwe_ids": ["CWE-79"],
        "credits": [{ "login": "finder", "type": "finder" }],
        "credits_detailed": [{ "user": { "login": "finder", "html_url": "https://github.com/finder" }, "type": "finder", "state": "accepted" },
            { "user": { "login": "pending-one" }, "type": "analyst", "state": "pending" }],
        "collaborating_users": [{ "login": "helper-one" }], "collaborating_teams": [{ "name": "helper-team", "slug": "helper-team" }],
        "private_fork": { "full_name": "o/secret-fork", "html_url": "https://github.com/o/secret-fork" } })
}

fn cve(at: usize) -> Value {
    let described = json!([{ "lang": "en", "value": "Words.", "supportingMedia": [{ "type": "text/html", "base64": false, "value": "<p>Words.</p>" }] }]);
    json!({ "dataType": "CVE_RECORD", "dataVersion": "5.2",
        "cveMetadata": { "cveId": id("cve", at), "assignerOrgId": "uuid-1", "assignerShortName": "acme", "state": "PUBLISHED",
            "datePublished": "2024-01-01T00:00:00Z", "dateUpdated": "2024-01-02T00:00:00Z", "dateReserved": "2023-12-01T00:00:00Z" },
        "containers": { "cna": { "title": "A title", "datePublic": "2024-01-01T00:00:00Z", "descriptions": described,
            "providerMetadata": { "orgId": "uuid-2", "shortName": "acme" },
            "affected": [{ "vendor": "Acme", "product": "Anvil", "repo": "https://example.org/repo", "collectionURL": "https://registry.npmjs.org",
                "packageName": "anvil", "packageURL": "pkg:npm/anvil", "cpes": ["cpe:2.3:a:acme:anvil"], "modules": ["module-one"],
                "programFiles": ["anvil.c"], "programRoutines": [{ "name": "parse" }], "platforms": ["Linux"], "defaultStatus": "unaffected",
                "versions": [{ "version": "1.0", "status": "affected", "lessThan": "2.0", "versionType": "semver" },
                    { "version": "3.0", "status": "affected", "lessThanOrEqual": "3.4", "versionType": "custom", "changes": [{ "at": "3.5", "status": "unaffected" }] },
                    { "version": "4.0", "status": "unaffected" }] },
                { "vendor": "Acme", "product": "Hammer", "versions": [{ "version": "1.0", "status": "affected" }] }],
            "problemTypes": [{ "descriptions": [{ "lang": "en", "cweId": "CWE-79", "description": "CWE-79 XSS", "type": "CWE" }] },
                { "descriptions": [{ "lang": "en", "description": "Bad things" }] }],
            "references": [{ "url": "https://example.org/1", "name": "Advisory", "tags": ["vendor-advisory"] }],
            "impacts": [{ "capecId": "CAPEC-1", "descriptions": [{ "lang": "en", "value": "Impact." }] }],
            "metrics": [{ "format": "CVSS", "scenarios": [{ "lang": "en", "value": "GENERAL" }],
                "cvssV3_1": { "version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8, "baseSeverity": "CRITICAL" } },
                { "other": { "type": "ssvc", "content": { "id": "x" } } }],
            "configurations": [{ "lang": "en", "value": "Configured." }], "workarounds": [{ "lang": "en", "value": "Work around it." }],
            "solutions": [{ "lang": "en", "value": "Update." }], "exploits": [{ "lang": "en", "value": "Exploited." }],
            "timeline": [{ "time": "2023-12-01T00:00:00Z", "lang": "en", "value": "Found." }],
            "credits": [{ "lang": "en", "value": "Al Ada", "type": "finder" }], "source": { "discovery": "EXTERNAL", "advisory": "ACME-1" },
            "tags": ["x_known"], "taxonomyMappings": [{ "taxonomyName": "ATT", "taxonomyRelations": [{ "taxonomyId": "t1", "relationshipName": "r1", "relationshipValue": "v1" }] }],
            "x_generator": { "engine": "Tool 1" } },
            "adp": [{ "title": "Added later", "providerMetadata": { "orgId": "uuid-3" }, "references": [{ "url": "https://example.org/adp" }] }] } })
}

fn csaf(at: usize) -> Value {
    let product = json!({ "product_id": "P", "name": "Acme Anvil 1.0", "product_identification_helper": { "purl": "pkg:npm/anvil@1.0", "cpe": "cpe:2.3:a:acme:anvil" } });
    let note =
        |category: &str| json!({ "category": category, "title": "A note", "text": "Words of it.", "audience": "all" });
    json!({
        "document": { "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "A title", "lang": "en", "source_lang": "en",
            "publisher": { "category": "vendor", "name": "Acme", "namespace": "https://acme.example/", "contact_details": "mail us", "issuing_authority": "we" },
            "notes": [note("summary"), note("description"), note("general"), note("legal_disclaimer"), note("other")],
            "references": [{ "category": "self", "url": "https://acme.example/1", "summary": "This" }],
            "acknowledgments": [{ "names": ["Al Ada"], "organization": "Finders", "summary": "who helped", "urls": ["https://a.example/", "https://b.example/"] }],
            "aggregate_severity": { "text": "important", "namespace": "https://acme.example/severity" },
            "distribution": { "text": "Distribute.", "tlp": { "label": "WHITE", "url": "https://www.first.org/tlp/" } },
            "tracking": { "id": id("csaf", at), "status": "final", "version": "2", "aliases": [format!("ACME-{at}")],
                "generator": { "engine": { "name": "Engine", "version": "1" }, "date": "2024-01-01T00:00:00Z" },
                "initial_release_date": "2024-01-01T00:00:00Z", "current_release_date": "2024-01-02T00:00:00Z",
                "revision_history": [{ "date": "2024-01-02T00:00:00Z", "number": "2", "legacy_version": "b", "summary": "Second." }] } },
        "product_tree": {
            "branches": [{ "category": "vendor", "name": "Acme", "branches": [{ "category": "product_name", "name": "Anvil",
                "branches": [{ "category": "product_version", "name": "1.0", "product": product },
                    { "category": "product_version_range", "name": "vers:npm/<2.0", "product": { "product_id": "R", "name": "Acme Anvil < 2.0" } }] }] }],
            "full_product_names": [{ "product_id": "F", "name": "Acme Hammer" }],
            "relationships": [{ "category": "default_component_of", "product_reference": "P", "relates_to_product_reference": "F",
                "full_product_name": { "product_id": "PF", "name": "Anvil on Hammer" } }],
            "product_groups": [{ "group_id": "G", "product_ids": ["P", "F"], "summary": "Both" }] },
        "vulnerabilities": [{ "title": "A hole", "cve": format!("CVE-2022-{}", 1000 + at), "cwe": { "id": "CWE-79", "name": "XSS" },
            "ids": [{ "system_name": "Tracker", "text": format!("T-{at}") }], "notes": [note("description")],
            "discovery_date": "2023-12-01T00:00:00Z", "release_date": "2024-01-01T00:00:00Z",
            "acknowledgments": [{ "names": ["Bo Bee"], "summary": "found" }], "references": [{ "category": "external", "url": "https://acme.example/2", "summary": "That" }],
            "product_status": { "known_affected": ["P", "R"], "known_not_affected": ["F"], "under_investigation": ["PF"], "recommended": ["P"] },
            "flags": [{ "label": "component_not_present", "product_ids": ["F"], "date": "2024-01-01T00:00:00Z" }],
            "remediations": [{ "category": "vendor_fix", "details": "Update.", "url": "https://acme.example/fix", "date": "2024-01-01T00:00:00Z", "entitlements": ["Paid"],
                "product_ids": ["P"], "group_ids": ["G"], "restart_required": { "category": "machine", "details": "Restart." } },
                { "category": "workaround", "details": "Wait." }],
            "scores": [{ "products": ["P"], "cvss_v3": { "version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8, "baseSeverity": "CRITICAL" } },
                { "products": ["R"], "cvss_v3": { "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:L" } }],
            "threats": [{ "category": "impact", "details": "Bad." }, { "category": "exploit_status", "details": "None." }, { "category": "target_set", "details": "All." }],
            "involvements": [{ "party": "vendor", "status": "in_progress", "summary": "We look." }] }]
    })
}

/// The block of TOML, `title` and `text`; `functions` are of `affected.functions`, whose keys are paths.
fn rustsec(at: usize) -> Value {
    json!({ "advisory": { "id": id("rustsec", at), "package": "anvil", "date": "2024-01-01", "url": "https://example.org/1",
            "references": ["https://example.org/2"], "categories": ["code-execution"], "keywords": ["parser"], "aliases": [format!("DLA-7{at}")],
            "related": [format!("RED-7{at}")], "cvss": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "informational": "unsound", "license": "CC0-1.0" },
        "affected": { "os": ["linux"], "arch": ["x86"] }, "functions": [{ "path": "anvil::parse", "versions": ["< 1.2.0"] }],
        "versions": { "patched": [">= 1.2.0"], "unaffected": ["< 0.3.0"] }, "title": "A title", "text": "Words." })
}

fn rubysec(at: usize) -> Value {
    json!({ "gem": "anvil", "platform": "jruby", "framework": "forge", "cve": format!("2021-{}", 1000 + at), "ghsa": format!("aaaa-dddd-{at:04}"),
        "url": "https://acme.example/1", "title": "A title", "date": "2024-01-01", "description": "Words.", "cvss_v3": 9.8,
        "patched_versions": ["~> 1.2.3", ">= 1.3.1"], "unaffected_versions": ["< 0.9"], "notes": "Notes.", "library": "anvils",
        "related": { "cve": [format!("2020-{}", 1000 + at)], "url": ["https://acme.example/2"] } })
}

fn friendsofphp(at: usize) -> Value {
    json!({ "title": "A title", "link": "https://acme.example/3", "cve": format!("CVE-2020-{}", 3000 + at), "reference": "composer://acme/anvil",
        "composer-repository": "https://acme.example/packages", "branches": {
            "1.x": { "time": "2024-01-01 10:00:00", "versions": [">=1.0.0", "<1.2.3"] }, "2.x": { "time": null, "versions": [">=2.0.0", "<=2.1"] } } })
}

fn markdown(record: &Value) -> String {
    let mut out = String::from("```toml\n");
    for table in ["advisory", "affected", "versions"] {
        out += &format!("[{table}]\n");
        record[table]
            .as_object()
            .expect("a table")
            .iter()
            .for_each(|(key, value)| out += &format!("{key} = {value}\n"));
    }
    out += "[affected.functions]\n";
    for function in record["functions"].as_array().expect("functions") {
        out += &format!("{} = {}\n", function["path"], function["versions"]);
    }
    let text = |key: &str| record[key].as_str().expect("a text");
    format!("{out}```\n\n# {}\n\n{}\n", text("title").replace('\n', " "), text("text"))
}

/// Where the texts of a record stand, as JSON pointers.
pub fn texts(record: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::String(_) => found.push(path.to_owned()),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, it)| walk(it, &format!("{path}/{at}"), found))
            }
            Value::Object(map) => map.iter().for_each(|(key, it)| walk(it, &format!("{path}/{key}"), found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(record, "", &mut found);
    found
}

/// The same record with other words at a place.
pub fn spoilt(mut record: Value, place: &str, words: &str) -> Value {
    *record.pointer_mut(place).expect("a text") = words.into();
    record
}
