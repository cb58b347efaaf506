//! Documents and the tree. That they are valid is for the standard's own validators to say.

use super::{Signer, document, documents, has, outputs, path};
use crate::emit::testing::{advisory, at, head, markdown, site, text};
use crate::emit::{forms, osv, vex};
use crate::public::*;
use crate::render::Links;
use crate::render::view::{AdvisoryPage, Views};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn documented(site: &Site, record: Record<'_>) -> Value {
    serde_json::to_value(document(site, &Links::new(site), record).expect("a document")).expect("JSON")
}

fn affected(package: (&str, &str), status: Option<VexStatus>, ranges: Vec<Vec<RangeEvent>>) -> Affected {
    let range = |events| Range { kind: RangeType::Semver, repo: None, events };
    Affected {
        package: Package {
            ecosystem: Some(text(package.0)),
            name: text(package.1),
            purl: None,
            vendor: None,
            product: None,
        },
        ranges: ranges.into_iter().map(range).collect(),
        versions: vec![],
        fixed: Vec::new(),
        unaffected: Vec::new(),
        unknown: Vec::new(),
        default_status: None,
        severity: None,
        platforms: vec![],
        functions: vec![],
        status,
        justification: None,
        remediation: None,
    }
}

/// Two lines of one package, a package without a fix, one that is safe, one that nobody knows of yet.
fn rich() -> Advisory {
    use RangeEvent::{Fixed, Introduced, LastAffected};
    let events = |from: &str, end: RangeEvent| vec![Introduced(text(from)), end];
    let mut rich = advisory("HARBOUR-2026-r1", "Rich", "2026-03-04T14:00:00Z");
    rich.affected = vec![
        affected(
            ("crates.io", "core"),
            None,
            vec![events("2.0.0", Fixed(text("2.8.4"))), events("3.0.0", Fixed(text("3.1.2")))],
        ),
        affected(("PyPI", "py"), Some(VexStatus::Affected), vec![events("0", LastAffected(text("1.4.0")))]),
        affected(("npm", "cli"), Some(VexStatus::NotAffected), vec![vec![Introduced(text("4.0.0"))]]),
        affected(("npm", "web"), Some(VexStatus::UnderInvestigation), vec![]),
    ];
    rich.affected[0].versions = vec![text("2.1.0")];
    rich
}

fn site_with(advisory: Advisory) -> Site {
    let mut site = site();
    site.advisories = vec![advisory];
    site
}

/// Package and versions to a word, of each product.
type Said = BTreeMap<(String, String), &'static str>;

fn said_by_csaf(documented: &Value) -> Said {
    let vulnerability = &documented["vulnerabilities"][0];
    let groups = [
        ("known_affected", "affected"),
        ("known_not_affected", "not affected"),
        ("under_investigation", "under investigation"),
        ("fixed", "fixed"),
    ];
    let mut statuses: BTreeMap<&str, &str> = BTreeMap::new();
    for (group, word) in groups {
        let ids = vulnerability["product_status"][group].as_array().into_iter().flatten();
        for id in ids {
            assert!(statuses.insert(id.as_str().expect("an id"), word).is_none(), "{id} has two statuses");
        }
    }
    let mut said = Said::new();
    for package in documented["product_tree"]["branches"][0]["branches"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().expect("a name").to_owned();
        for leaf in package["branches"].as_array().expect("versions") {
            let id = leaf["product"]["product_id"].as_str().expect("an id");
            let versions = leaf["name"].as_str().expect("versions").to_owned();
            said.insert((name.clone(), versions), statuses.remove(id).expect("a status for each product"));
        }
    }
    assert!(statuses.is_empty(), "statuses without a product: {statuses:?}");
    said
}

/// `vers:npm/>=1.0.0|<1.4.3` of an OSV range, each stretch by itself.
fn said_by_osv(documented: &Value) -> BTreeSet<(String, String)> {
    let scheme =
        |ecosystem: &str| BTreeMap::from([("crates.io", "cargo"), ("PyPI", "pypi"), ("npm", "npm")])[ecosystem];
    let mut said = BTreeSet::new();
    for affected in documented["affected"].as_array().expect("what is affected") {
        let name = affected["package"]["name"].as_str().expect("a name").to_owned();
        let scheme = scheme(affected["package"]["ecosystem"].as_str().expect("an ecosystem"));
        for range in affected["ranges"].as_array().into_iter().flatten() {
            let mut from = String::new();
            for event in range["events"].as_array().expect("events") {
                let (kind, version) = event.as_object().and_then(|it| it.iter().next()).expect("one event");
                let version = version.as_str().expect("a version");
                let end = match kind.as_str() {
                    "introduced" => {
                        from = if version == "0" { String::new() } else { format!(">={version}|") };
                        continue;
                    }
                    "fixed" => format!("<{version}"),
                    _ => format!("<={version}"),
                };
                said.insert((name.clone(), format!("vers:{scheme}/{from}{end}")));
            }
        }
        for version in affected["versions"].as_array().into_iter().flatten() {
            said.insert((name.clone(), version.as_str().expect("a version").to_owned()));
        }
    }
    said
}

#[test]
fn the_product_tree_equals_the_osv_ranges_version_by_version() {
    let site = site_with(rich());
    let csaf = said_by_csaf(&documented(&site, Record::Advisory(&site.advisories[0])));
    let affected: BTreeSet<_> =
        csaf.iter().filter(|(_, word)| **word == "affected").map(|(versions, _)| versions.clone()).collect();
    let osv = serde_json::to_value(osv::Document::new(&site, &Links::new(&site), &site.advisories[0])).expect("JSON");
    assert_eq!(affected, said_by_osv(&osv));
    assert_eq!(affected.len(), 4);
    let words: Vec<_> = csaf.values().filter(|value| **value != "affected").copied().collect();
    assert_eq!(words, ["not affected", "fixed", "fixed", "under investigation"].map(|it| it).to_vec());
}

#[test]
fn page_and_document_say_the_same_of_each_package() {
    let site = site_with(rich());
    let advisory = &site.advisories[0];
    let views = Views::new(&site, crate::render::Words::english());
    let path = advisory.head.path();
    let page = serde_json::to_value(AdvisoryPage::new(&views, advisory, &path)).expect("JSON");
    let csaf = documented(&site, Record::Advisory(advisory));
    let names = |package: &Value| -> Vec<String> {
        let leaves = package["branches"].as_array().into_iter().flatten();
        leaves.map(|leaf| leaf["product"]["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let packages = csaf["product_tree"]["branches"][0]["branches"].as_array().expect("packages");
    // What isn't affected is apart on the page.
    let listed = |key: &str| page[key].as_array().expect("what the page shows").iter();
    let shown: Vec<&Value> = listed("affected").chain(listed("unaffected")).collect();
    assert_eq!(packages.len(), shown.len());
    for shown in shown {
        let package = packages.iter().find(|package| package["name"] == shown["name"]).expect("the same package");
        let documented = names(package);
        let phrases = shown["ranges"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|it| it["phrases"].as_array().into_iter().flatten());
        let versions = shown["versions"].as_array().into_iter().flatten();
        let fixed = shown["fixed"].as_array().into_iter().flatten();
        for words in phrases.chain(versions).chain(fixed) {
            let words = words.as_str().expect("words");
            assert!(
                documented.iter().any(|line| line.ends_with(&format!(") {words}"))),
                "{words} is not among {documented:?}"
            );
        }
    }
    let updates: BTreeSet<&str> = csaf["vulnerabilities"][0]["remediations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|it| it["category"] == "vendor_fix")
        .map(|it| it["details"].as_str().expect("details"))
        .collect();
    assert_eq!(updates, BTreeSet::from(["Update core to 2.8.4.", "Update core to 3.1.2."]), "each its nearest");
}

#[test]
fn a_status_of_vex_makes_it_vex_and_openvex_says_the_same() {
    let site = site_with(rich());
    let csaf = documented(&site, Record::Advisory(&site.advisories[0]));
    assert_eq!(csaf["document"]["category"], "csaf_vex");
    let [output] = &vex::outputs(&site)[..] else { panic!("one document") };
    let vex: Value = serde_json::from_slice(&output.make().expect("a file").bytes).expect("JSON");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in vex["statements"].as_array().expect("statements") {
        let products = statement["products"].as_array().expect("products").len();
        *counts.entry(statement["status"].as_str().expect("a status")).or_default() += products;
    }
    let group = |name: &str| csaf["vulnerabilities"][0]["product_status"][name].as_array().map_or(0, Vec::len);
    let expected = [
        ("affected", group("known_affected")),
        ("fixed", group("fixed")),
        ("not_affected", group("known_not_affected")),
        ("under_investigation", group("under_investigation")),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    let mut plain = site.advisories[0].clone();
    plain.affected.truncate(1);
    assert!(!vex::has(&site.settings, &plain), "it states no status");
    assert_eq!(documented(&site, Record::Advisory(&plain))["document"]["category"], "csaf_security_advisory");
}

#[test]
fn what_is_withdrawn_says_so_and_nothing_of_products() {
    let mut advisory = rich();
    advisory.head.withdrawn =
        Some(Withdrawal { at: at("2026-06-01T00:00:00Z"), reason: Some(markdown("A *mistake*.")) });
    let site = site_with(advisory);
    let documented = documented(&site, Record::Advisory(&site.advisories[0]));
    assert_eq!(documented["document"]["title"], "Withdrawn: Rich");
    assert_eq!(documented["document"]["notes"][0]["text"], "A mistake.");
    assert!(documented.get("product_tree").is_none() && documented.get("vulnerabilities").is_none());
    assert_eq!(documented["document"]["tracking"]["version"], "2");
}

#[test]
fn the_history_grows_with_revisions_of_what_is_published() {
    let mut advisory = rich();
    let revision = |when: &str, note: Option<&str>| Revision { at: at(when), note: note.map(text), material: true };
    advisory.head.revisions = vec![
        revision("2026-03-01T00:00:00Z", Some("Before anybody could read it.")),
        revision("2026-03-05T00:00:00Z", Some("A typing error.")),
        revision("2026-03-05T00:00:00Z", None),
    ];
    advisory.head.modified = at("2026-03-09T00:00:00Z");
    let site = site_with(advisory);
    let tracking = documented(&site, Record::Advisory(&site.advisories[0]))["document"]["tracking"].clone();
    let history: Vec<_> = tracking["revision_history"]
        .as_array()
        .expect("a history")
        .iter()
        .map(|item| (item["number"].clone(), item["summary"].clone()))
        .collect();
    let expected = [("1", "Published."), ("2", "A typing error. More was disclosed."), ("3", "Updated.")];
    assert_eq!(history, expected.map(|(number, summary)| (json!(number), json!(summary))));
    assert_eq!(
        (&tracking["version"], &tracking["current_release_date"]),
        (&json!("3"), &json!("2026-03-09T00:00:00Z"))
    );
}

#[test]
fn an_incident_has_a_note_and_a_reference_to_elsewhere_whatever_it_lacks() {
    let mut site = site();
    site.incidents = vec![Incident {
        head: head(Kind::Incident, "HARBOUR-2026-i1", "Bare", "2026-03-04T14:00:00Z"),
        categories: vec![],
        severity: None,
        status: None,
        next_update: None,
        confirmation: None,
        affected: vec![],
        services: vec![],
        reporter: vec![],
        coordinator: vec![],
        responders: vec![],
        lessons: vec![],
        actions: vec![],
        advisories: vec![],
    }];
    let documented = documented(&site, Record::Incident(&site.incidents[0]));
    assert_eq!(documented["document"]["category"], "csaf_security_incident_response");
    assert_eq!(documented["document"]["notes"][0]["category"], "description");
    let references = documented["document"]["references"].as_array().expect("references");
    assert!(references.iter().any(|reference| reference["category"] == "external"));
}

#[test]
fn each_document_carries_its_label_and_each_label_has_a_feed() {
    let mut site = site_with(rich());
    site.settings.audience = Tlp::AmberStrict;
    site.advisories[0].head.tlp = Tlp::AmberStrict;
    site.advisories.push(advisory("HARBOUR-2026-w1", "White", "2025-12-31T23:59:59Z"));
    let label = |at: usize| {
        documented(&site, Record::Advisory(&site.advisories[at]))["document"]["distribution"]["tlp"]["label"].clone()
    };
    assert_eq!((label(0), label(1)), (json!("AMBER"), json!("WHITE")));
    let paths: BTreeSet<String> =
        outputs(&site, None).iter().map(|output| output.make().expect("a file").path).collect();
    for feed in [
        "csaf/feed-tlp-amber.json",
        "csaf/feed-tlp-white.json",
        "csaf/index.txt",
        ".well-known/csaf/provider-metadata.json",
    ] {
        assert!(paths.contains(feed), "{paths:?}");
    }
    assert_eq!(path(&site.advisories[1].head), "/csaf/2025/harbour-2026-w1.json");
}

struct Seal;

impl Signer for Seal {
    fn fingerprint(&self) -> &str {
        "0123456789ABCDEF0123456789ABCDEF01234567"
    }

    fn public_key(&self) -> &str {
        "the public key"
    }

    fn sign(&self, bytes: &[u8], at: Instant) -> Result<String, String> {
        Ok(format!("{} bytes at {at}", bytes.len()))
    }
}

#[test]
fn a_key_adds_signatures_and_changes_no_document() {
    let site = site_with(rich());
    let files = |signer: Option<&'static dyn Signer>| -> BTreeMap<String, Vec<u8>> {
        let sets =
            documents(&site, &Links::new(&site), signer).into_iter().flat_map(|document| document().expect("files"));
        sets.map(|set| (set.path, set.bytes)).collect()
    };
    let (plain, mut signed) = (files(None), files(Some(&Seal)));
    let signature = signed.remove("csaf/2026/harbour-2026-r1.json.asc").expect("a signature");
    assert!(String::from_utf8_lossy(&signature).ends_with("at 2026-03-04T14:00:00Z"));
    assert_eq!(plain, signed);
    assert_eq!(plain.len(), 3);
}

#[test]
fn nothing_is_written_where_it_is_not_wanted_or_can_not_be() {
    let mut site = site_with(rich());
    let record = Record::Advisory(&site.advisories[0]);
    assert!(has(&site.settings, record));
    site.settings.url = "http://security.example.org/".into();
    assert!(outputs(&site, None).is_empty() && documents(&site, &Links::new(&site), None).is_empty());
    site.settings.url = "https://security.example.org/".into();
    site.settings.outputs.csaf = false;
    assert!(outputs(&site, None).is_empty());
}

#[test]
fn each_form_that_a_page_links_to_is_written() {
    let site = site_with(rich());
    let links = Links::new(&site);
    let sets = documents(&site, &links, None).into_iter().flat_map(|document| document().expect("files"));
    let others =
        osv::outputs(&site, &links).into_iter().chain(vex::outputs(&site)).map(|output| output.make().expect("a file"));
    let written: BTreeSet<String> = sets.chain(others).map(|set| format!("/{}", set.path)).collect();
    let forms = forms::of(&site, Record::Advisory(&site.advisories[0]));
    assert_eq!(forms.iter().map(|form| form.name).collect::<Vec<_>>(), ["OSV", "OpenVEX", "CSAF"]);
    assert!(forms.iter().all(|form| written.contains(&form.path)), "{forms:?} {written:?}");
    assert!(forms::of(&site, Record::Notice(&site.notices[0])).is_empty());
}

#[test]
fn no_cve_id_of_a_record_that_has_several_is_lost() {
    let mut several = rich();
    several.head.aliases = ["CVE-2026-1111", "GHSA-aaaa-bbbb-cccc", "CVE-2026-2222"].map(text).to_vec();
    let flaw = &documented(&site(), Record::Advisory(&several))["vulnerabilities"][0];
    let ids: Vec<&str> = flaw["ids"].as_array().expect("ids").iter().filter_map(|item| item["text"].as_str()).collect();
    assert_eq!(flaw["cve"], "CVE-2026-1111");
    assert_eq!(ids, ["HARBOUR-2026-r1", "GHSA-aaaa-bbbb-cccc", "CVE-2026-2222"]);
}

#[test]
fn a_package_that_commits_name_is_there_though_a_range_beside_them_holds_no_version() {
    use RangeEvent::{Fixed, Introduced};
    let mut record = rich();
    let empty = vec![Introduced(text("2.0.0")), Fixed(text("2.0.0"))];
    record.affected = vec![affected(("Maven", "org.example:pier"), None, vec![empty])];
    let of = |record: &Advisory| documented(&site(), Record::Advisory(record))["product_tree"].clone();
    assert!(of(&record).is_null(), "no version is affected");
    let commits = vec![Introduced(text("0")), Fixed(text("c20ad4d76fe97759aa27a0c99bff6710c20ad4d7"))];
    record.affected[0].ranges.push(Range {
        kind: RangeType::Git,
        repo: Some(text("https://example.org/pier.git")),
        events: commits,
    });
    assert!(of(&record).to_string().contains("org.example:pier"), "{}", of(&record));
}
