//! `product_status` and `flags`: what is affected, and in what way.

use super::draft::{nodes, texts};
use super::products::{PackageName, Product, Products};
use super::ranges::{Range, Versions};
use crate::private::formats::keys::{Fields, list, of, text};
use crate::private::yaml::Node;
use crate::public::{RemediationCategory, Vocabulary};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// CSAF's groups of products, and VEX's word for each.
const STATUSES: [(&str, &str); 7] = [
    ("known_affected", "affected"),
    ("first_affected", "affected"),
    ("last_affected", "affected"),
    ("under_investigation", "under_investigation"),
    ("fixed", "fixed"),
    ("first_fixed", "fixed"),
    ("known_not_affected", "not_affected"),
];

/// What is stated of the products of one vulnerability.
#[derive(Default)]
pub(super) struct Statuses {
    /// Each product once with each status.
    of: Vec<(String, &'static str)>,
    justifications: HashMap<String, String>,
    /// Why there is no fix.
    unfixed: HashMap<String, &'static str>,
    pub recommended: Vec<String>,
}

/// What is the same for all products in one entry of `affected`.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Entry {
    package: PackageName,
    vendor: Option<String>,
    product: Option<String>,
    status: &'static str,
    justification: Option<String>,
    unfixed: Option<&'static str>,
    platforms: Vec<String>,
    versions: Versions,
}

impl Statuses {
    pub fn read(vulnerability: &mut Fields, products: &Products) -> Self {
        let mut statuses = Self::default();
        // Their words are read later.
        let remediations = vulnerability.get("remediations").map(Node::items).unwrap_or_default();
        for remediation in remediations {
            let category = remediation.get("category").and_then(Node::text);
            let Some(category) = category.and_then(RemediationCategory::from_word) else { continue };
            for id in products.named_in(remediation) {
                statuses.unfixed.insert(id, category.word());
            }
        }
        if let Some(mut status) = vulnerability.map("product_status") {
            let mut seen = HashSet::new();
            for (key, word) in STATUSES {
                for id in texts(status.take(key)) {
                    if seen.insert((id.clone(), word)) {
                        statuses.of.push((id, word));
                    }
                }
            }
            statuses.recommended = texts(status.take("recommended"));
        }
        for mut flag in vulnerability.maps("flags") {
            flag.leave_out(&["date"]);
            let Some(label) = flag.text("label") else { continue };
            for id in products.named(&mut flag) {
                statuses.justifications.insert(id, label.to_string());
            }
        }
        statuses
    }

    /// Whether a list of products is all of those that somebody has to do something about.
    pub fn all_concerned(&self, named: &[String]) -> bool {
        let named: HashSet<&str> = named.iter().map(String::as_str).collect();
        let concerned = |status: &str| matches!(status, "affected" | "under_investigation");
        let mut concerned = self.of.iter().filter(|(_, status)| concerned(status)).peekable();
        match concerned.peek() {
            Some(_) => concerned.all(|(id, _)| named.contains(id.as_str())),
            None => self.of.iter().all(|(id, _)| named.contains(id.as_str())),
        }
    }

    /// Packages and the versions that fix them: the end of a range is one only where the document says so.
    fn fixed(&self, products: &Products) -> HashSet<(PackageName, String)> {
        let ids = self.of.iter().filter(|(_, status)| *status == "fixed").map(|(id, _)| id);
        let versions = ids.map(|id| products.find(id)).flat_map(|Product { package, versions, .. }| {
            let versions = if let Versions::Some(versions) = versions { versions } else { Vec::new() };
            versions.into_iter().map(move |version| (package.clone(), version))
        });
        versions.collect()
    }

    /// The entries: products of one package together, as far as the same is stated of them.
    pub fn entries<'a>(&self, products: &Products) -> Vec<Node<'a>> {
        let single = self.of.iter().map(|(id, status)| {
            let Product { package, versions, platform, vendor, product, .. } = products.find(id);
            let justification = self.justifications.get(id).cloned().filter(|_| *status == "not_affected");
            let unfixed = self.unfixed.get(id).copied().filter(|_| *status == "affected");
            Entry {
                package,
                vendor,
                product,
                status,
                justification,
                unfixed,
                platforms: platform.into_iter().collect(),
                versions,
            }
        });
        let fixed = self.fixed(products);
        let single = single.map(|entry| entry.with_fixes(&fixed));
        let by_versions = merge(single, |entry| Entry { versions: Versions::All, ..entry.clone() }, add_versions);
        let by_platforms = merge(
            by_versions.into_iter(),
            |entry| Entry { platforms: entry.platforms.iter().take(0).cloned().collect(), ..entry.clone() },
            |entry, other| entry.platforms.extend(other.platforms),
        );
        by_platforms.into_iter().map(Entry::without_repeats).map(node).collect()
    }
}

impl Entry {
    /// Architectures of one version have that version in common.
    fn without_repeats(mut self) -> Self {
        match &mut self.versions {
            Versions::All => {}
            Versions::Some(versions) => each_once(versions),
            Versions::Ranges(ranges) => each_once(ranges),
        }
        each_once(&mut self.platforms);
        self
    }

    fn with_fixes(mut self, fixed: &HashSet<(PackageName, String)>) -> Self {
        if let Versions::Ranges(ranges) = &mut self.versions {
            for (key, version) in ranges.iter_mut().flat_map(|range| &mut range.0) {
                if *key == "limit" && fixed.contains(&(self.package.clone(), version.clone())) {
                    *key = "fixed";
                }
            }
        }
        self
    }
}

fn each_once<T: Clone + Eq + Hash>(items: &mut Vec<T>) {
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(item.clone()));
}

/// Joins entries that have the same key, in the order of the first of each.
fn merge(
    entries: impl Iterator<Item = Entry>,
    key: impl Fn(&Entry) -> Entry,
    join: impl Fn(&mut Entry, Entry),
) -> Vec<Entry> {
    let mut merged: Vec<Entry> = Vec::new();
    let mut places: HashMap<(Entry, bool), usize> = HashMap::new();
    for entry in entries {
        // One without versions means all of them, which no list of versions can say.
        let place = (key(&entry), entry.versions == Versions::All);
        match places.get(&place) {
            Some(at) => join(&mut merged[*at], entry),
            None => {
                places.insert(place, merged.len());
                merged.push(entry);
            }
        }
    }
    merged
}

fn add_versions(entry: &mut Entry, other: Entry) {
    match (&mut entry.versions, other.versions) {
        (Versions::Some(all), Versions::Some(more)) => all.extend(more),
        (Versions::Ranges(all), Versions::Ranges(more)) => all.extend(more),
        (ours @ Versions::Some(_), theirs @ Versions::Ranges(_))
        | (ours @ Versions::Ranges(_), theirs @ Versions::Some(_)) => {
            *ours = both(std::mem::replace(ours, Versions::All), theirs);
        }
        (_, _) => {}
    }
}

/// Single versions as ranges, so that they can stand among ranges.
fn both(a: Versions, b: Versions) -> Versions {
    let ranges = |versions| match versions {
        Versions::Ranges(ranges) => ranges,
        Versions::Some(all) => {
            let single = |it: String| Range(vec![("introduced", it.clone()), ("last_affected", it)]);
            all.into_iter().map(single).collect()
        }
        Versions::All => Vec::new(),
    };
    Versions::Ranges(ranges(a).into_iter().chain(ranges(b)).collect())
}

fn node<'a>(entry: Entry) -> Node<'a> {
    let Entry { package, vendor, product, status, justification, unfixed, platforms, versions } = entry;
    let (key, name) = match package {
        PackageName::Purl(purl) => ("purl", purl),
        PackageName::Name(name) => ("name", name),
    };
    let product = product.filter(|product| *product != name);
    let package = of([(key, Some(text(name))), ("vendor", vendor.map(text)), ("product", product.map(text))]);
    // A status is of the products that have it: nothing is said of other versions.
    let named = status == "affected" && versions != Versions::All;
    let (versions, ranges) = match versions {
        Versions::All => (None, None),
        Versions::Some(all) => (nodes(all), None),
        Versions::Ranges(ranges) => {
            let event = |(key, version)| of([(key, Some(text(version)))]);
            let range = |Range(events)| of([("events", Some(list(events.into_iter().map(event).collect())))]);
            (None, Some(list(ranges.into_iter().map(range).collect())))
        }
    };
    of([
        ("package", Some(package)),
        ("status", Some(text(status))),
        ("justification", justification.map(text)),
        ("remediation", unfixed.map(text)),
        ("ranges", ranges),
        ("versions", versions),
        ("default_status", named.then(|| text("unknown"))),
        ("platforms", nodes(platforms)),
    ])
}
