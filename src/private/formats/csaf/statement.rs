//! What a document states of its products and of one vulnerability, in CSAF's own words: so that our CSAF says neither more nor
//! less. It travels as JSON under the key `csaf`.
//!
//! Only what the standard defines as public is taken, key by key; notes for an internal audience are not.

use crate::private::formats::{marks, parts};
use crate::private::yaml::{Entry, Node, Value};
use serde_json::{Map, Value as Json};
use std::collections::HashSet;
use std::sync::LazyLock;

const OF_DOCUMENT: [&str; 3] = ["acknowledgments", "notes", "references"];
const OF_VULNERABILITY: [&str; 15] = [
    "acknowledgments",
    "cve",
    "cwe",
    "discovery_date",
    "flags",
    "ids",
    "involvements",
    "notes",
    "product_status",
    "references",
    "release_date",
    "remediations",
    "scores",
    "threats",
    "title",
];
const OF_TREE: [&str; 4] = ["branches", "full_product_names", "product_groups", "relationships"];

/// Keys below these, wherever the standard has them; any other is nobody's to publish. Scores are taken whole.
const BELOW: &str = "acknowledgments algorithm audience branches category cpe cwe date details entitlements file_hashes filename \
    first_affected first_fixed fixed flags full_product_name full_product_names group_id group_ids hashes id known_affected \
    known_not_affected label last_affected model_numbers name names namespace organization party product product_id product_ids \
    product_identification_helper product_reference products purl recommended relates_to_product_reference restart_required \
    sbom_urls serial_numbers skus status summary system_name text title under_investigation uri url urls value x_generic_uris \
    cvss_v2 cvss_v3 cvss_v4";
/// One look for each key of a document of a hundred thousand products.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| BELOW.split_whitespace().collect());
const WHOLE: [&str; 3] = ["cvss_v2", "cvss_v3", "cvss_v4"];

/// One for each vulnerability, in their order. `file`: the whole document, before anything is taken out of it.
pub(super) fn each(file: &Node) -> Vec<String> {
    let Some(vulnerabilities) = file.get("vulnerabilities") else { return Vec::new() };
    let document = file.get("document").map(|value| chosen(value, &OF_DOCUMENT)).unwrap_or_default();
    let tree = file.get("product_tree").map(|value| chosen(value, &OF_TREE)).unwrap_or_default();
    let items = vulnerabilities.items().iter().filter(|item| matches!(item.value, Value::Map(_)));
    let alone = items.clone().count() == 1;
    let one = |vulnerability: &Node| {
        let vulnerability = chosen(vulnerability, &OF_VULNERABILITY);
        // Where there are several, each names what it is about.
        let tree = if alone { tree.clone() } else { pruned(&tree, &vulnerability) };
        let mut statement = Map::new();
        for (key, part) in [("document", document.clone()), ("product_tree", tree), ("vulnerability", vulnerability)] {
            if !part.is_empty() {
                statement.insert(key.into(), Json::Object(part));
            }
        }
        Json::Object(statement).to_string()
    };
    items.map(one).collect()
}

fn chosen(node: &Node, keys: &[&str]) -> Map<String, Json> {
    let known = node.entries().iter().filter(|entry| keys.contains(&&*entry.key));
    let parts = known.map(|entry| (entry.key.to_string(), json(&entry.node)));
    parts.filter(|(_, part)| !is_empty(part)).collect()
}

/// Foreign text, in which nothing is a mark of ours.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar { text, plain: true } => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.to_string()))
        }
        Value::Scalar { text, .. } => Json::String(marks::alone_in_json(text).into_owned()),
        Value::List(items) => {
            Json::Array(items.iter().filter(|item| !is_internal(item) && !is_unsafe(item)).map(json).collect())
        }
        Value::Map(entries) => {
            let known = entries.iter().filter(|entry| KNOWN.contains(&*entry.key));
            let known = known.filter(|entry| !leads_astray(entry));
            let part = |entry: &Entry| {
                let score = WHOLE.contains(&&*entry.key);
                (entry.key.to_string(), if score { whole(&entry.node) } else { json(&entry.node) })
            };
            Json::Object(known.map(part).collect())
        }
    }
}

/// Whether machines would follow an address that isn't safe.
fn leads_astray(entry: &Entry) -> bool {
    let is_address = matches!(&*entry.key, "url" | "uri" | "namespace" | "urls" | "sbom_urls");
    is_address
        && entry.node.items().iter().any(|item| item.text().is_none_or(|url| parts::url(url).as_deref() != Some(url)))
}

/// A reference is nothing without its address.
fn is_unsafe(item: &Node) -> bool {
    item.get("summary").is_some() && item.entries().iter().any(|entry| entry.key == "url" && leads_astray(entry))
}

/// All keys of a score, which are words and numbers.
fn whole(node: &Node) -> Json {
    match &node.value {
        Value::Map(entries) => entries.iter().map(|entry| (entry.key.to_string(), whole(&entry.node))).collect(),
        _ => json(node),
    }
}

/// A note that isn't for everybody.
fn is_internal(item: &Node) -> bool {
    item.get("audience").and_then(Node::text).is_some_and(|text| text.to_ascii_lowercase().contains("internal"))
}

fn is_empty(part: &Json) -> bool {
    match part {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// The tree without products that a vulnerability doesn't name, so that a document of many isn't written many times over.
fn pruned(tree: &Map<String, Json>, vulnerability: &Map<String, Json>) -> Map<String, Json> {
    let mut named = Named::default();
    vulnerability.values().for_each(|part| named.gather(part));
    let list = |key: &str| tree.get(key).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let groups = list("product_groups").iter().filter(|list| named.has_group(list));
    let members: Vec<String> = groups.flat_map(|group| texts(&group["product_ids"])).collect();
    named.products.extend(members);
    // A product may be part of one that is part of another.
    for _ in 0..list("relationships").len().min(8) {
        let before = named.products.len();
        let related = list("relationships").iter().filter(|list| named.has(&list["full_product_name"]));
        let parts = related.flat_map(|related| {
            [related["product_reference"].as_str(), related["relates_to_product_reference"].as_str()]
        });
        let parts: Vec<String> = parts.flatten().map(str::to_owned).collect();
        named.products.extend(parts);
        if named.products.len() == before {
            break;
        }
    }
    let mut left = Map::new();
    let mut keep = |key: &str, items: Vec<Json>| {
        if !items.is_empty() {
            left.insert(key.into(), Json::Array(items));
        }
    };
    keep("branches", branches(list("branches"), &named));
    let chosen = |key: &str, is: &dyn Fn(&Json) -> bool| list(key).iter().filter(|list| is(list)).cloned().collect();
    keep("full_product_names", chosen("full_product_names", &|it| named.has(it)));
    keep("product_groups", chosen("product_groups", &|it| named.has_group(it)));
    keep("relationships", chosen("relationships", &|it| named.has(&it["full_product_name"])));
    left
}

fn branches(all: &[Json], named: &Named) -> Vec<Json> {
    let kept = |branch: &Json| {
        let inner = branch["branches"].as_array().map(|inner| branches(inner, named)).unwrap_or_default();
        let itself = named.has(&branch["product"]);
        let mut branch = branch.as_object().filter(|_| itself || !inner.is_empty())?.clone();
        branch.remove("branches");
        if !inner.is_empty() {
            branch.insert("branches".into(), Json::Array(inner));
        }
        if !itself {
            branch.remove("product");
        }
        Some(Json::Object(branch))
    };
    all.iter().filter_map(kept).collect()
}

/// Ids that a vulnerability names.
#[derive(Default)]
struct Named {
    products: HashSet<String>,
    groups: HashSet<String>,
}

impl Named {
    fn gather(&mut self, part: &Json) {
        match part {
            Json::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Json::Object(entries) => {
                for (key, value) in entries {
                    match key.as_str() {
                        "group_ids" => self.groups.extend(texts(value)),
                        // Scores call them `products`, and each status is a list of them.
                        _ => self.products.extend(texts(value)),
                    }
                    self.gather(value);
                }
            }
            _ => {}
        }
    }

    fn has(&self, product: &Json) -> bool {
        product["product_id"].as_str().is_some_and(|id| self.products.contains(id))
    }

    fn has_group(&self, group: &Json) -> bool {
        group["group_id"].as_str().is_some_and(|id| self.groups.contains(id))
    }
}

fn texts(list: &Json) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned)
}
