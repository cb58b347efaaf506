//! The product tree (3.2.2) and what is known of each product: made of the same ranges as the page and OSV.
//!
//! Each stretch of a range is a product, each version that is named is one, and each version that fixes something. Their
//! ids are numbers in the order in which the advisory names them.

use super::document::{Branch, Helper, Product, ProductStatus, ProductTree};
use crate::emit::ecosystem;
use crate::public::{Affected, Package, Range, RangeEvent, RangeType, VexStatus};
use crate::render::Words;
use crate::render::versions::order;
use crate::versions::{End, Stretch, stretches};
use std::collections::BTreeMap;

const RANGE: &str = "product_version_range";

/// One product of the tree.
pub struct Known<'a> {
    pub id: String,
    /// What is affected, in the order of the advisory.
    pub entry: &'a Affected,
    pub status: VexStatus,
    /// The versions that fix it; of a fixed version none.
    pub fixes: Vec<&'a str>,
    /// As the branch is named: `vers:npm/<1.4.3`, `1.4.3`.
    pub versions: String,
    words: String,
    category: &'static str,
    purl: Option<String>,
}

/// All products of an advisory. Of two statuses for one product the first counts: no product is in two groups that
/// contradict each other (6.1.6).
pub struct Products<'a>(Vec<Known<'a>>);

impl<'a> Products<'a> {
    pub fn of(affected: &'a [Affected]) -> Self {
        let mut all = Gathered { known: Vec::new(), seen: BTreeMap::new() };
        affected.iter().for_each(|entry| all.entry(entry));
        // Last, as a version that is named as affected isn't fixed.
        affected.iter().for_each(|entry| all.fixed(entry));
        Self(all.known)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Known<'a>> {
        self.0.iter()
    }

    pub fn with(&self, status: VexStatus) -> impl Iterator<Item = &Known<'a>> {
        self.iter().filter(move |it| it.status == status)
    }

    pub fn status(&self) -> ProductStatus {
        let ids = |status| self.with(status).map(|it| it.id.clone()).collect();
        ProductStatus {
            fixed: ids(VexStatus::Fixed),
            known_affected: ids(VexStatus::Affected),
            known_not_affected: ids(VexStatus::NotAffected),
            under_investigation: ids(VexStatus::UnderInvestigation),
        }
    }

    /// Vendor, then product, then versions; `None`: there are no products.
    pub fn tree(&self, vendor: &str) -> Option<ProductTree> {
        let mut packages: Vec<(&Package, Vec<Branch>)> = Vec::new();
        for known in self.iter() {
            let package = &known.entry.package;
            let leaf = known.branch();
            match packages.iter_mut().find(|(other, _)| *other == package) {
                Some((_, leaves)) => leaves.push(leaf),
                None => packages.push((package, vec![leaf])),
            }
        }
        let product = |(package, branches): (&Package, Vec<Branch>)| Branch {
            branches,
            category: "product_name",
            name: package.name.to_string(),
            product: None,
        };
        let branches: Vec<Branch> = packages.into_iter().map(product).collect();
        (!branches.is_empty()).then(|| ProductTree {
            branches: vec![Branch { branches, category: "vendor", name: vendor.to_owned(), product: None }],
        })
    }
}

impl Known<'_> {
    pub fn is_range(&self) -> bool {
        self.category == RANGE
    }

    /// Of a version with it, of a range without.
    pub fn purl(&self) -> Option<String> {
        self.purl.clone()
    }

    fn branch(&self) -> Branch {
        let package = &self.entry.package;
        let ecosystem = package.ecosystem.as_deref().map(|it| format!(" ({it})")).unwrap_or_default();
        Branch {
            branches: Vec::new(),
            category: self.category,
            name: self.versions.clone(),
            product: Some(Product {
                name: format!("{}{ecosystem} {}", package.name, self.words),
                product_id: self.id.clone(),
                product_identification_helper: self.purl.clone().map(|purl| Helper { purl }),
            }),
        }
    }
}

struct Gathered<'a> {
    known: Vec<Known<'a>>,
    /// Packages and versions that have a product.
    seen: BTreeMap<(&'a Package, String), ()>,
}

/// Which versions a product stands for.
enum Versions<'a> {
    One(&'a str),
    Range { name: String, words: String },
}

impl<'a> Gathered<'a> {
    fn entry(&mut self, entry: &'a Affected) {
        let status = entry.status.unwrap_or(VexStatus::Affected);
        for range in &entry.ranges {
            for stretch in stretches(range, order(entry, range)) {
                let fix = match stretch.end {
                    Some(End::Before(version)) if is_fix(range, version) => vec![version],
                    _ => vec![],
                };
                self.add(entry, status, versions_of(&entry.package, range.kind, &stretch), fix);
            }
        }
        let fixes = fixes(entry);
        for version in &entry.versions {
            self.add(entry, status, Versions::One(version), fixes.clone());
        }
        if entry.ranges.is_empty() && entry.versions.is_empty() {
            let whole = Versions::Range { name: "vers:all/*".into(), words: "all versions".into() };
            self.add(entry, status, whole, vec![]);
        }
    }

    fn fixed(&mut self, entry: &'a Affected) {
        if matches!(entry.status, None | Some(VexStatus::Affected)) {
            for version in fixes(entry) {
                self.add(entry, VexStatus::Fixed, Versions::One(version), vec![]);
            }
        }
    }

    fn add(&mut self, entry: &'a Affected, status: VexStatus, versions: Versions<'_>, fixes: Vec<&'a str>) {
        let (category, versions, words, purl) = match versions {
            Versions::One(version) => {
                let purl = ecosystem::purl_of(&entry.package, version);
                ("product_version", version.to_owned(), version.to_owned(), purl)
            }
            Versions::Range { name, words } => (RANGE, name, words, ecosystem::purl(&entry.package)),
        };
        if self.seen.insert((&entry.package, versions.clone()), ()).is_none() {
            let id = format!("CSAFPID-{:04}", self.known.len() + 1);
            self.known.push(Known { id, entry, status, fixes, versions, words, category, purl });
        }
    }
}

/// The versions to update to, of all ranges; of commits, too.
fn fixes(entry: &Affected) -> Vec<&str> {
    let events = entry.ranges.iter().flat_map(|range| &range.events);
    let mut found = Vec::new();
    for event in events {
        if let RangeEvent::Fixed(version) = event
            && !found.contains(&version.as_str())
        {
            found.push(version.as_str());
        }
    }
    found
}

/// The end of a range is no fix where it is a limit.
fn is_fix(range: &Range, version: &str) -> bool {
    range.events.iter().any(|it| matches!(it, RangeEvent::Fixed(fixed) if &**fixed == version))
}

/// `vers:npm/>=1.0.0|<1.4.3`.
fn versions_of<'s>(package: &Package, kind: RangeType, stretch: &Stretch<'s>) -> Versions<'s> {
    let scheme = ecosystem::vers(package, kind);
    let constraints = match (stretch.from, &stretch.end) {
        (Some(from), Some(End::Upto(end))) if from == *end => return Versions::One(end),
        (None, None) => return Versions::Range { name: "vers:all/*".into(), words: Words::english().stretch(stretch) },
        (from, end) => {
            let from = from.map(|it| format!(">={}", ecosystem::quoted(it)));
            let end = end.as_ref().map(|it| match it {
                End::Before(version) => format!("<{}", ecosystem::quoted(version)),
                End::Upto(version) => format!("<={}", ecosystem::quoted(version)),
            });
            from.into_iter().chain(end).collect::<Vec<_>>().join("|")
        }
    };
    Versions::Range { name: format!("{scheme}{constraints}"), words: Words::english().stretch(stretch) }
}
