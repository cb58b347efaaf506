//! CSAF in, CSAF out: each kind of loss that was found on whole providers, and folders of thousands of documents.

use crate::harness::{Site, Tree};
use serde_json::{Value, json};

fn built(documents: &[Value]) -> Tree {
    let site =
        Site::new().settings("outputs: { cards: false }\nsources: [{ path: ../src, format: csaf, publish: true }]");
    for (at, document) in documents.iter().enumerate() {
        site.write(&format!("../src/{at}.json"), document.to_string());
    }
    let run = site.build();
    assert_eq!(run.code, 0, "{}\n{}", run.words, site.check().words);
    run.tree
}

/// The one CSAF document of a site.
#[track_caller]
fn only(tree: &Tree) -> Value {
    let documents: Vec<&String> =
        tree.keys().filter(|path| path.starts_with("csaf/2024/") && path.ends_with(".json")).collect();
    assert_eq!(documents.len(), 1, "{documents:?}");
    serde_json::from_slice(&tree[documents[0]].bytes).expect("JSON")
}

/// A document of Acme's with one vulnerability, in which an aggregator names everything that CSAF can.
fn document(id: &str) -> Value {
    let branch = |category: &str, name: &str, product: &str, helper: Value| {
        json!({ "category": category, "name": name, "product": { "name": format!("Acme Anvil {name}"), "product_id": product,
            "product_identification_helper": helper } })
    };
    json!({
        "document": {
            "acknowledgments": [{ "names": ["Jane Roe"], "organization": "Finders", "summary": "for the report", "urls": ["https://example.org/jane"] }],
            "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "A flaw in the anvil",
            "distribution": { "tlp": { "label": "WHITE" } },
            "publisher": { "category": "coordinator", "name": "Aggregator", "namespace": "https://aggregator.example" },
            "tracking": { "id": id, "status": "final", "version": "1",
                "initial_release_date": "2024-03-01T00:00:00Z", "current_release_date": "2024-03-01T00:00:00Z",
                "revision_history": [{ "date": "2024-03-01T00:00:00Z", "number": "1", "summary": "Initial" }] }
        },
        "product_tree": {
            "branches": [{ "category": "vendor", "name": "Acme", "branches": [
                { "category": "product_family", "name": "Forge", "branches": [{ "category": "product_name", "name": "Anvil", "branches": [
                    branch("product_version_range", "All versions < V4.33", "P-1", json!({ "cpe": "cpe:2.3:h:acme:anvil:*:*:*:*:*:*:*:*" })),
                    branch("product_version_range", "vers:generic/<5.0", "P-2", json!({ "purl": "pkg:generic/acme/anvil" })),
                    branch("product_version", "4.33", "P-3", json!({ "hashes": [{ "filename": "anvil.bin",
                        "file_hashes": [{ "algorithm": "sha256", "value": "6dcd4ce23d88e2ee9568ba546c007c63d9131c1b" }] }] })),
                    { "category": "architecture", "name": "arm64", "product": { "name": "Acme Anvil arm64", "product_id": "P-4" } }
                ] }] },
                { "category": "product_name", "name": "Smithy OS", "product": { "name": "Acme Smithy OS", "product_id": "OS" } }
            ] }],
            "relationships": [
                { "category": "default_component_of", "product_reference": "P-3", "relates_to_product_reference": "OS",
                  "full_product_name": { "name": "Anvil 4.33 as a component of Smithy OS", "product_id": "OS:P-3" } },
                { "category": "installed_on", "product_reference": "P-2", "relates_to_product_reference": "OS",
                  "full_product_name": { "name": "Anvil <5.0 on Smithy OS", "product_id": "OS:P-2" } }
            ]
        },
        "vulnerabilities": [{
            "cve": "CVE-2024-2001", "title": "It falls",
            "notes": [{ "category": "summary", "text": "It falls *down*.", "title": "Summary" }],
            "product_status": { "known_affected": ["P-1", "P-2", "OS:P-2"], "known_not_affected": ["P-4"], "recommended": ["OS:P-3"] },
            "flags": [{ "label": "component_not_present", "product_ids": ["P-4"] }],
            "remediations": [
                { "category": "vendor_fix", "details": "Update to V4.33", "product_ids": ["P-1"], "url": "https://acme.example/fix",
                  "date": "2024-03-02T00:00:00Z", "restart_required": { "category": "machine", "details": "All of it." } },
                { "category": "mitigation", "details": "Tie it down", "product_ids": ["P-2"] },
                { "category": "no_fix_planned", "details": "It is old", "product_ids": ["OS:P-2"] }
            ],
            "scores": [{ "products": ["P-1"], "cvss_v3": { "version": "3.1", "baseScore": 7.5, "baseSeverity": "HIGH",
                "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" } },
                { "products": ["P-2"], "cvss_v3": { "version": "3.1", "baseScore": 5.3, "baseSeverity": "MEDIUM",
                "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L" } }]
        }]
    })
}

/// All branches of a category: their names.
fn branches<'v>(node: &'v Value, category: &str, found: &mut Vec<&'v str>) {
    if node["category"] == category {
        found.extend(node["name"].as_str());
    }
    node["branches"].as_array().into_iter().flatten().for_each(|it| branches(it, category, found));
}

#[test]
fn none_of_the_nine_kinds_of_loss_of_csaf_is_there() {
    let there = document("AGG-2024-7");
    let tree = built(std::slice::from_ref(&there));
    let here = only(&tree);
    let (tree_there, tree_here) = (&there["product_tree"], &here["product_tree"]);
    let (flaw_there, flaw_here) = (&there["vulnerabilities"][0], &here["vulnerabilities"][0]);
    let of = |tree: &Value, category: &str| {
        let mut found = Vec::new();
        branches(tree, category, &mut found);
        found.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // 1. A range in words stays one, and is no version.
    assert_eq!(of(tree_here, "product_version_range"), of(tree_there, "product_version_range"));
    assert!(!here.to_string().contains("vers:all"), "{here}");
    // 2. to 4. Remediations: not a note, their categories, their products.
    assert_eq!(flaw_here["remediations"], flaw_there["remediations"]);
    assert_eq!(flaw_here["notes"], flaw_there["notes"]);
    // 5. No status is added.
    assert_eq!(flaw_here["product_status"], flaw_there["product_status"]);
    // 6. Relationships don't collapse.
    assert_eq!(tree_here["relationships"], tree_there["relationships"]);
    // 7. Acknowledgments of the document.
    assert_eq!(here["document"]["acknowledgments"], there["document"]["acknowledgments"]);
    // 8. Helpers, and whose product it is.
    assert_eq!(tree_here["branches"], tree_there["branches"]);
    // 9. Test 6.1.31: the name of a version is no range.
    let signs = ["<", ">", "all", "before", "prior", "later"];
    let versions = of(tree_here, "product_version");
    assert!(
        !versions.is_empty() && versions.iter().all(|name| !signs.iter().any(|sign| name.contains(sign))),
        "{versions:?}"
    );
    assert_eq!((&flaw_here["scores"], &flaw_here["flags"]), (&flaw_there["scores"], &flaw_there["flags"]));
}

/// What a Linux vendor publishes every day: some packages, in versions of their own, on two releases and two architectures.
fn daily(at: usize) -> Value {
    let mut document = document(&format!("LIN-2024:{at:04}"));
    let (mut branches, mut relationships, mut fixed) = (Vec::new(), Vec::new(), Vec::new());
    for package in 0..3 {
        for arch in ["x86_64", "aarch64"] {
            let name = format!("lib{}", (at + package) % 40);
            let id = format!("{name}-1.{at}-{package}.{arch}");
            branches.push(json!({ "category": "product_version", "name": id, "product": { "name": id, "product_id": id,
                "product_identification_helper": { "purl": format!("pkg:rpm/lin/{name}@1.{at}-{package}?arch={arch}") } } }));
            let full = format!("OS:{id}");
            relationships.push(json!({ "category": "default_component_of", "product_reference": id, "relates_to_product_reference": "OS",
                "full_product_name": { "name": format!("{id} as a component of OS"), "product_id": full } }));
            fixed.push(full);
        }
    }
    let os = json!({ "category": "product_name", "name": "OS", "product": { "name": "OS", "product_id": "OS" } });
    branches.push(os);
    document["product_tree"] = json!({ "branches": [{ "category": "vendor", "name": "Lin", "branches": branches }], "relationships": relationships });
    document["vulnerabilities"] = json!([{ "cve": format!("CVE-2024-{}", 10_000 + at), "title": format!("Flaw {at}"),
        "notes": [{ "category": "summary", "text": "Words that tell of it. ".repeat(20), "title": "Summary" }],
        "product_status": { "fixed": fixed },
        "remediations": [{ "category": "vendor_fix", "details": "Update.", "product_ids": fixed }] }]);
    document
}

#[test]
fn a_providers_site_grows_as_its_documents_do_and_a_packages_page_repeats_none() {
    let documents: Vec<Value> = (0..120).map(daily).collect();
    let bytes = |tree: &Tree| tree.values().map(|file| file.bytes.len()).sum::<usize>();
    let sizes: Vec<(usize, Tree)> = [30, 60, 120]
        .map(|count| {
            let tree = built(&documents[..count]);
            (bytes(&tree), tree)
        })
        .into();
    let (small, middle, large) = (sizes[0].0, sizes[1].0, sizes[2].0);
    // Linear: what the second doubling adds is twice what the first adds, and not more.
    let (first, second) = (middle - small, large - middle);
    assert!(second < first * 23 / 10, "{small}, {middle} and {large} bytes of 30, 60 and 120 documents");
    let own: usize = documents.iter().map(|document| document.to_string().len()).sum();
    println!("{small}, {middle}, {large} bytes of 30, 60, 120 documents; the documents themselves have {own}");
    let tree = &sizes[2].1;
    // Versions and architectures of one package are one page.
    let pages: Vec<&String> =
        tree.keys().filter(|path| path.starts_with("packages/") && path.ends_with("/index.html")).collect();
    let packages = pages.iter().filter(|path| path.contains("/lib")).count();
    assert_eq!(packages, 40, "{pages:?}");
    let page = crate::harness::page(tree, pages.iter().find(|path| path.contains("/lib7/")).expect("a page"));
    let listed = |id: &str| page.matches(&format!("href=\"/advisories/{id}/\"")).count();
    let about: Vec<usize> = (0..120).filter(|at| (0..3).any(|package| (at + package) % 40 == 7)).collect();
    for at in about {
        let count = listed(&format!("LIN-2024_{at:04}"));
        assert_eq!(count, 1, "{at}");
    }
}
