//! The table of cases (tests/conformance/versions): each record through its format and the gate, each version judged as the
//! standard says.

use super::{kept, site};
use crate::public::{Affected, Site};
use crate::versions::{Claim, Order, Verdict, Why, judge};
use std::cmp::Ordering;
use std::path::PathBuf;

pub fn table(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/conformance/versions", name].iter().collect();
    std::fs::read_to_string(path).expect("the table")
}

/// The file that a case is written as, in its format.
fn file(at: usize, format: &str, says: &str) -> (String, String) {
    let halves = || says.split_once("|||").expect("two halves");
    match format {
        "cve" => (
            format!("cve/{at}.json"),
            format!(
                r#"{{ "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {{ "cveId": "CVE-2026-9{at:04}", "state":
                "PUBLISHED", "datePublished": "2026-01-01T00:00:00Z" }}, "containers": {{ "cna": {{ "title": "t", "descriptions":
                [{{ "lang": "en", "value": "d" }}], "affected": [{{ "vendor": "Quay", "product": "pier", {says} }}] }} }} }}"#
            ),
        ),
        "ghsa" => {
            let (range, patched) = halves();
            let record = format!(
                r#"{{ "ghsa_id": "GHSA-9999-9999-{at:04}", "summary": "t", "description": "d", "state": "published", "published_at":
                "2026-01-01T00:00:00Z", "vulnerabilities": [{{ "package": {{ "ecosystem": "npm", "name": "pier" }},
                "vulnerable_version_range": "{range}", "patched_versions": "{patched}" }}] }}"#
            );
            (format!("ghsa/{at}.json"), record)
        }
        "osv" => (
            format!("osv/{at}.json"),
            format!(
                r#"{{ "id": "T-{at}", "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z", "summary": "t",
                "affected": [{says}] }}"#
            ),
        ),
        "rustsec" => {
            let (patched, unaffected) = halves();
            let id = format!("RUSTSEC-2026-{at:04}");
            let record = format!(
                "```toml\n[advisory]\nid = \"{id}\"\npackage = \"pier\"\ndate = \"2026-01-01\"\n\n[versions]\n{patched}\n{unaffected}\n```\n\n# T\n\nx\n"
            );
            (format!("rustsec/{id}.md"), record)
        }
        "csaf" => (format!("csaf/t-{at}.json"), csaf(at, says)),
        _ => (
            format!("content/advisories/N-{at}.md"),
            format!(
                "---\ntitle: T\npublish: true\napproved: {{ by: N, on: 2026-01-01 }}\npublished: 2026-01-01\naffected: [{says}]\n---\nx\n"
            ),
        ),
    }
}

fn csaf(at: usize, says: &str) -> String {
    let says: serde_json::Value = serde_json::from_str(says).expect("statuses");
    let (mut branches, mut statuses) = (Vec::new(), serde_json::Map::new());
    for (status, versions) in says.as_object().expect("statuses") {
        let mut ids = Vec::new();
        for version in versions.as_array().into_iter().flatten().filter_map(|version| version.as_str()) {
            let id = format!("P{}", branches.len());
            let range = version.starts_with("vers:");
            let purl = if range { "pkg:npm/pier".to_owned() } else { format!("pkg:npm/pier@{version}") };
            branches.push(
                serde_json::json!({ "category": if range { "product_version_range" } else { "product_version" },
                "name": version, "product": { "name": format!("pier {version}"), "product_id": id,
                "product_identification_helper": { "purl": purl } } }),
            );
            ids.push(id);
        }
        statuses.insert(status.clone(), ids.into());
    }
    let tree = serde_json::json!([{ "category": "vendor", "name": "Quay", "branches":
        [{ "category": "product_name", "name": "pier", "branches": branches }] }]);
    serde_json::json!({ "document": { "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "T",
        "distribution": { "tlp": { "label": "WHITE" } }, "publisher": { "category": "vendor", "name": "Quay", "namespace":
        "https://example.org" }, "tracking": { "id": format!("T-{at}-C"), "status": "final", "version": "1",
        "initial_release_date": "2026-01-01T00:00:00Z", "current_release_date": "2026-01-01T00:00:00Z", "revision_history":
        [{ "date": "2026-01-01T00:00:00Z", "number": "1", "summary": "First." }] } }, "product_tree": { "branches": tree },
        "vulnerabilities": [{ "title": "T", "notes": [{ "category": "description", "text": "d" }], "product_status": statuses }] })
    .to_string()
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Affected => "affected",
        Verdict::NotAffected => "not-affected",
        Verdict::NotListed => "not-listed",
        Verdict::CannotTell(why) => match why {
            Why::Version => "version",
            Why::Bound => "bound",
            Why::Order => "order",
            Why::Investigated => "investigated",
            Why::Unknown => "unknown",
            Why::Silent => "silent",
        },
    }
}

pub fn find<'s>(site: &'s Site, at: usize, format: &str) -> &'s [Affected] {
    let id = match format {
        "cve" => format!("CVE-2026-9{at:04}"),
        "ghsa" => format!("GHSA-9999-9999-{at:04}"),
        "osv" => format!("T-{at}"),
        "rustsec" => format!("RUSTSEC-2026-{at:04}"),
        "csaf" => format!("T-{at}-C"),
        _ => format!("N-{at}"),
    };
    let found = site.advisories.iter().find(|advisory| *advisory.head.id == *id);
    &found.unwrap_or_else(|| panic!("{id} is not on the site")).affected
}

/// Each case, its site, and what the table says of its versions.
pub fn read(table: &str) -> (Site, Vec<(usize, &str, &str, &str)>) {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let cases: Vec<(usize, &str, &str, &str, &str)> = lines
        .map(|(at, line)| match line.split('\t').collect::<Vec<_>>().as_slice() {
            [format, says, verdicts, section] => (at + 1, *format, *says, *verdicts, *section),
            _ => panic!("line {} hasn't four parts", at + 1),
        })
        .collect();
    let files: Vec<(String, String)> = cases.iter().map(|(at, format, says, ..)| file(*at, format, says)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = ["cve", "ghsa", "osv", "rustsec", "csaf"];
    let paths: Vec<String> = sources.iter().map(|format| format!("../{format}")).collect();
    let sources: Vec<_> = sources.iter().zip(&paths).map(|(format, path)| (path.as_str(), *format, true)).collect();
    let site = site(kept(&sources, &files).1);
    (site, cases.into_iter().map(|(at, format, _, verdicts, section)| (at, format, verdicts, section)).collect())
}

#[test]
fn each_record_says_of_each_version_what_its_standard_says() {
    let table = table("cases.tsv");
    let (site, cases) = read(&table);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for &(at, format, verdicts, section) in &cases {
        let claims: Vec<Claim> = find(&site, at, format).iter().map(Claim::of).collect();
        for (wanted, versions) in verdicts.split("; ").map(|part| part.split_once(": ").expect("a verdict")) {
            for version in versions.split(' ') {
                count += 1;
                let said = word(judge(version, &claims));
                if said != wanted {
                    wrong.push(format!("line {at}, {section}: {version} is {said}, not {wanted}"));
                }
            }
        }
    }
    assert!(cases.len() >= 400 && count >= 2000, "{} records, {count} verdicts", cases.len());
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_order_sorts_its_ecosystem_s_published_cases() {
    for line in table("orders.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let (name, sign) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let order = Order::named(name).unwrap_or_else(|| panic!("{name} is no order"));
        let versions: Vec<&str> = words.collect();
        for (at, a) in versions.iter().enumerate() {
            for (other, b) in versions.iter().enumerate() {
                let wanted = match sign {
                    "<" => Some(at.cmp(&other)),
                    "=" => Some(Ordering::Equal),
                    _ => None,
                };
                if sign != "!" || at == other {
                    assert_eq!(order.compare(a, b), wanted, "{name}: {a} and {b}");
                }
            }
        }
    }
}
