//! What readers are advised to do: on the page, in CSAF, in VEX, in a mail and in a post.

use super::outputs::{csaf_of, files, publishing};
use super::readers::list;
use super::{kept, site};
use crate::public::{Record, Site};
use crate::render::announce::{Announced, mail, post_for_all};
use crate::render::view::{AdvisoryPage, Views};
use crate::render::{Links, Words};
use serde_json::Value;

struct Advised {
    site: Site,
    page: Value,
    csaf: Value,
    mail: String,
    post: String,
}

/// What is stated of a record with this under `affected`, and these other keys.
fn advised_with(affected: &str, keys: &str) -> Advised {
    let record = format!(
        "---\ntitle: T\npublish: true\napproved: {{ by: N, on: 2026-01-01 }}\npublished: 2026-01-01\n{keys}affected: [{affected}]\n---\nx\n"
    );
    let files = [("content/advisories/N-1.md", record.as_str()), ("osv/.gitkeep", "")];
    of(publishing(site(kept(&[("../osv", "osv", true)], &files).1)))
}

fn advised(affected: &str) -> Advised {
    advised_with(affected, "")
}

fn of(site: Site) -> Advised {
    let advisory = &site.advisories[0];
    let (path, links) = (advisory.head.path(), Links::new(&site));
    let views = Views::new(&site, Words::english());
    let page = serde_json::to_value(AdvisoryPage::new(&views, advisory, &path)).expect("JSON");
    let announced =
        Announced { site: &site, words: Words::english(), links: &links, record: Record::Advisory(advisory) };
    let (mail, post) = (mail(&announced), post_for_all(&announced));
    let csaf = csaf_of(&site, advisory).expect("a document");
    drop(views);
    Advised { page, csaf, mail, post, site }
}

impl Advised {
    /// `no_fix_planned: No fix planned.`
    fn remediations(&self) -> Vec<String> {
        let all = list(&self.csaf["vulnerabilities"][0], "remediations").iter();
        all.map(|it| format!("{}: {}", it["category"].as_str().unwrap(), it["details"].as_str().unwrap())).collect()
    }

    fn commands(&self) -> Vec<&str> {
        let steps = list(&self.page, "affected").iter().flat_map(|row| list(row, "steps"));
        steps.filter_map(|step| step["command"].as_str()).collect()
    }

    /// Each branch's versions and fix.
    fn branches(&self, update: usize) -> Vec<(&str, Option<&str>)> {
        let branches = list(&self.page["updates"][update], "branches").iter();
        branches.map(|branch| (branch["versions"].as_str().unwrap(), branch["fix"].as_str())).collect()
    }
}

#[test]
fn none_known_none_planned_and_not_released_are_three_things() {
    let open = r#"package: "pkg:npm/pier", ranges: [{ type: SEMVER, introduced: 1.0.0 }"#;
    let commit = "aabbccddeeff00112233445566778899aabbccdd";
    for (record, words, category) in [
        (format!("{{ {open}] }}"), "No fixed version known", "none_available"),
        (format!("{{ {open}], remediation: none_available }}"), "No fixed version known", "none_available"),
        (format!("{{ {open}], remediation: no_fix_planned }}"), "No fix planned", "no_fix_planned"),
        (
            format!("{{ {open}, {{ type: GIT, repo: \"https://example.org/a.git\", fixed: {commit} }}] }}"),
            "commits aabbccddeeff, in no release recorded here",
            "none_available",
        ),
    ] {
        let advised = advised(&record);
        assert_eq!(advised.page["no_fix"], words, "{record}");
        assert_eq!(advised.page["affected"][0]["branches"][0]["no_fix"], words, "{record}");
        assert_eq!(advised.remediations(), [format!("{category}: {words}.")], "{record}");
        assert!(advised.mail.contains(&format!("Fixed in:   {words}\n")), "{}", advised.mail);
        assert!(!advised.post.contains("Update"), "{}", advised.post);
    }
    let unmaintained = advised_with("{ package: \"pkg:cargo/pier\" }", "informational: unmaintained\n");
    assert_eq!(unmaintained.page["no_fix"], "No fix planned");
    assert_eq!(unmaintained.remediations(), ["no_fix_planned: No fix planned."]);
}

#[test]
fn a_document_that_plans_no_fix_says_so_again() {
    let planned = advised(r#"{ package: "pkg:npm/pier", versions: [1.0.0], remediation: no_fix_planned }"#);
    let again = site(kept(&[("../csaf", "csaf", true)], &[("csaf/n-1.json", &planned.csaf.to_string())]).1);
    let read = &again.advisories[0].affected[0];
    assert_eq!(read.remediation, Some(crate::public::RemediationCategory::NoFixPlanned));
    assert_eq!(of(again).page["no_fix"], "No fix planned");
}

#[test]
fn who_has_a_listed_version_is_given_the_nearest_fix() {
    let one = advised(r#"{ package: "pkg:npm/pier", versions: [4.4.2, 4.4.3], fixed: [4.4.4] }"#);
    assert_eq!(one.page["updates"][0]["versions"], serde_json::json!(["4.4.4"]));
    assert_eq!(one.page["updates"][0]["or_later"], true);
    assert_eq!(one.commands(), ["npm install pier@4.4.4"]);
    let two = advised(r#"{ package: "pkg:npm/pier", versions: [3.1.0, 4.4.3, 5.0.0], fixed: [3.1.1, 4.4.4] }"#);
    assert_eq!(two.branches(0), [("3.1.0", Some("3.1.1")), ("4.4.3", Some("4.4.4")), ("5.0.0", None)]);
    assert!(!two.post.contains("Update"), "5.0.0 has no fix: {}", two.post);
    let unordered = advised("{ package: an appliance, versions: [spring, summer], fixed: [autumn] }");
    assert_eq!(unordered.page["updates"][0]["versions"], serde_json::json!(["autumn"]));
}

#[test]
fn a_post_names_a_remedy_only_where_it_helps_all() {
    let range =
        |more: &str| format!(r#"{{ package: "pkg:npm/pier", ranges: [{{ type: SEMVER, fixed: 1.2.3 }}{more}] }}"#);
    assert!(advised(&range("")).post.contains("Update pier to 1.2.3."));
    assert!(!advised(&range(", { type: SEMVER, introduced: 3.0.0 }")).post.contains("Update"));
    let other = r#"{ package: "pkg:npm/quay", versions: [1.0.0] }"#;
    assert!(!advised(&format!("{}, {other}", range(""))).post.contains("Update"), "quay has no fix");
    let safe = r#"{ package: "pkg:npm/quay", status: not_affected, justification: component_not_present }"#;
    assert!(advised(&format!("{}, {safe}", range(""))).post.contains("Update pier to 1.2.3."));
}

#[test]
fn a_pre_release_is_for_who_has_one() {
    let early = advised(r#"{ package: "pkg:npm/pier", ranges: [{ type: SEMVER, fixed: 2.0.0-rc.1 }] }"#);
    assert_eq!((&early.page["updates"][0]["early"], early.post.contains("Update")), (&Value::Bool(true), false));
    let both = advised(r#"{ package: "pkg:npm/pier", ranges: [{ type: SEMVER, fixed: 2.0.0-rc.1 }], fixed: [2.0.0] }"#);
    assert_eq!(both.page["updates"][0]["versions"], serde_json::json!(["2.0.0"]));
    let theirs =
        r#"{ package: "pkg:npm/pier", ranges: [{ type: SEMVER, introduced: 2.0.0-rc.1, fixed: 2.0.0-rc.3 }] }"#;
    assert_eq!(advised(theirs).page["updates"][0]["early"], false);
}

#[test]
fn platforms_are_kept_apart() {
    let advised = advised(
        r#"{ package: "pkg:npm/pier", platforms: [windows], ranges: [{ type: SEMVER, fixed: 2.0.0 }] },
        { package: "pkg:npm/pier", platforms: [linux], ranges: [{ type: SEMVER, fixed: 1.5.0 }] }"#,
    );
    let updates = list(&advised.page, "updates");
    let said: Vec<_> =
        updates.iter().map(|update| (update["apart"].as_str(), update["versions"][0].as_str())).collect();
    assert_eq!(said, [(Some("Windows"), Some("2.0.0")), (Some("Linux"), Some("1.5.0"))]);
    assert!(advised.mail.contains("pier (npm) on Linux, before 1.5.0\nFixed in:   1.5.0\n"), "{}", advised.mail);
    let box_of = list(&advised.page["your_version"], "packages");
    assert_eq!(box_of.iter().map(|it| it["apart"].as_str()).collect::<Vec<_>>(), [Some("Windows"), Some("Linux")]);
    let products = advised.csaf["product_tree"].to_string();
    assert!(products.contains("pier on Windows") && products.contains("pier on Linux"), "{products}");
    assert!(!products.contains("pkg:npm/pier@1.5.0"), "no scanner may take a fix on Linux for one on Windows");
    let cve = r#"{ "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": { "cveId": "CVE-2026-20001", "state": "PUBLISHED",
        "datePublished": "2026-01-01T00:00:00Z" }, "containers": { "cna": { "title": "t", "descriptions": [{ "lang": "en", "value": "d" }],
        "affected": [{ "vendor": "Quay", "product": "pier", "platforms": ["Windows"], "modules": ["parser"], "defaultStatus": "unaffected",
        "versions": [{ "version": "0", "lessThan": "2.0.0", "status": "affected", "versionType": "semver" }] }, { "vendor": "Quay", "product":
        "pier", "platforms": ["Linux"], "defaultStatus": "unaffected", "versions": [{ "version": "0", "lessThan": "1.5.0", "status":
        "affected", "versionType": "semver" }] }] } } }"#;
    let read = of(site(kept(&[("../cve", "cve", true)], &[("cve/1.json", cve)]).1));
    assert_eq!(list(&read.page, "updates").len(), 2);
    assert_eq!(read.page["affected"][0]["functions"][0], "parser", "modules are shown");
}

#[test]
fn who_has_the_one_package_of_a_record_that_names_platforms_can_ask() {
    let advised = advised(
        r#"{ package: "pkg:npm/pier", platforms: [linux, macos], ranges: [{ type: SEMVER, introduced: 4.3.0 }] }"#,
    );
    let packages = list(&advised.page["your_version"], "packages");
    assert_eq!(
        packages.iter().map(|package| (&package["name"], &package["apart"])).collect::<Vec<_>>(),
        [(&"pier".into(), &Value::Null)]
    );
}

#[test]
fn a_project_has_its_own_command() {
    let mut advised = advised(r#"{ package: "pkg:npm/pier", ranges: [{ type: SEMVER, fixed: 1.2.3 }] }"#);
    assert_eq!(advised.commands(), ["npm install pier@1.2.3"]);
    advised.site.settings.projects = vec![crate::public::Project {
        id: "pier".into(),
        name: "Pier".into(),
        url: None,
        repository: None,
        report: None,
        packages: vec!["pkg:npm/pier".into()],
        update: Some("pier update --to {version}".into()),
        supported: vec![],
    }];
    assert_eq!(of(advised.site).commands(), ["pier update --to 1.2.3"]);
}

#[test]
fn vex_names_what_scanners_match_and_no_id_is_a_range() {
    let statuses = r#"{ package: "pkg:npm/pier", status: affected, ranges: [{ type: SEMVER, introduced: 1.0.0, fixed: 1.2.3 }] },
        { package: "pkg:golang/example.org/quay", status: affected, versions: [1.4.0] },
        { package: "pkg:cargo/dock", status: not_affected, justification: component_not_present },
        { package: "pkg:pypi/mole", status: affected, ranges: [{ type: GIT, repo: "https://example.org/a.git",
          introduced: "0", fixed: aabbccddeeff00112233445566778899aabbccdd }] }"#;
    let advised = advised(statuses);
    let vex = &files(&advised.site)["/vex/N-1.json"];
    let products: Vec<&Value> = list(vex, "statements").iter().flat_map(|it| list(it, "products")).collect();
    let ids: Vec<&str> = products.iter().filter_map(|product| product["@id"].as_str()).collect();
    for id in ["pkg:npm/pier@1.2.3", "pkg:golang/example.org/quay@v1.4.0", "pkg:cargo/dock"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    assert!(ids.iter().all(|id| !id.contains("vers") || id.starts_with("https://")), "{ids:?}");
    let all = vex.to_string() + &advised.csaf["product_tree"].to_string();
    assert!(!all.contains("@aabbccddeeff") && !ids.contains(&"pkg:pypi/mole"), "a commit is no version: {ids:?}");
}
