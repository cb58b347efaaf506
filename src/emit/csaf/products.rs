//! The product tree (3.2.2) and what is known of each product: made of the same ranges as the page and OSV.
//!
//! Each stretch of a range is a product, each version that is named is one, and each version that fixes something. Their
//! ids are numbers in the order in which the advisory names them.

use super::document::{Branch, Helper, Product, ProductStatus, ProductTree};
use crate::emit::ecosystem;
use crate::public::{Affected, DefaultStatus, Package, Range, RangeType, VexStatus};
use crate::render::Words;
use crate::render::versions::{self, order};
use crate::versions::{Advice, Claim, End, Order, Start, Stretch, nearest_fix, remainders, stretches};
use std::collections::{BTreeMap, HashMap};

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
    /// Where other entries of the package are of other platforms.
    apart: Option<String>,
    category: &'static str,
    purl: Option<String>,
}

/// All products of an advisory. Of two statuses for one product the first counts: no product is in two groups that
/// contradict each other (6.1.6).
pub struct Products<'a>(Vec<Known<'a>>);

impl<'a> Products<'a> {
    pub fn of(affected: &'a [Affected]) -> Self {
        let packages: Vec<Said<'a>> = versions::by_package(affected).into_iter().map(Said::of).collect();
        let said = |entry: &Affected| packages.iter().find(|said| versions::is_of(entry, &said.entries));
        let mut all = Gathered { affected, known: Vec::new(), seen: BTreeMap::new() };
        affected.iter().for_each(|entry| said(entry).into_iter().for_each(|said| all.entry(entry, said)));
        // Last, as a version that is named as affected isn't fixed.
        affected.iter().for_each(|entry| said(entry).into_iter().for_each(|said| all.fixed(entry, said)));
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

    /// Vendor, then product, then versions; `None`: there are no products. `publisher`: whose product it is where nobody else's
    /// name stands at it.
    pub fn tree(&self, publisher: &str) -> Option<ProductTree> {
        let mut packages: Vec<(&Known<'a>, Vec<Branch>)> = Vec::new();
        let mut places: HashMap<(&Package, Option<&str>), usize> = HashMap::new();
        for known in self.iter() {
            let at = *places.entry((&known.entry.package, known.apart.as_deref())).or_insert_with(|| {
                packages.push((known, Vec::new()));
                packages.len() - 1
            });
            packages[at].1.push(known.branch());
        }
        let mut vendors: Vec<Branch> = Vec::new();
        for (known, branches) in packages {
            let package = &known.entry.package;
            let vendor = package.vendor.as_deref().unwrap_or(publisher);
            let name = format!("{}{}", package.product_name(), known.platforms());
            let product = Branch { branches, category: "product_name", name, product: None };
            match vendors.iter_mut().find(|it| it.name == vendor) {
                Some(known) => known.branches.push(product),
                None => {
                    let (name, branches) = (vendor.to_owned(), vec![product]);
                    vendors.push(Branch { branches, category: "vendor", name, product: None });
                }
            }
        }
        (!vendors.is_empty()).then_some(ProductTree { branches: vendors })
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

    /// ` on Windows`.
    fn platforms(&self) -> String {
        self.apart.as_ref().map(|platforms| format!(" on {platforms}")).unwrap_or_default()
    }

    fn branch(&self) -> Branch {
        let package = &self.entry.package;
        let ecosystem = package.ecosystem.as_deref().map(|ecosystem| format!(" ({ecosystem})")).unwrap_or_default();
        Branch {
            branches: Vec::new(),
            category: self.category,
            name: self.versions.clone(),
            product: Some(Product {
                name: format!("{}{ecosystem}{} {}", package.name, self.platforms(), self.words),
                product_id: self.id.clone(),
                product_identification_helper: self.purl.clone().map(|purl| Helper { purl }),
            }),
        }
    }
}

/// All that an advisory says of one package.
struct Said<'a> {
    entries: Vec<&'a Affected>,
    claims: Vec<Claim<'a>>,
    advice: Advice<'a>,
}

impl<'a> Said<'a> {
    fn of(entries: Vec<&'a Affected>) -> Self {
        let claims = entries.iter().map(|entry| Claim::of(entry)).collect();
        Self { claims, advice: Advice::of(&entries), entries }
    }

    /// What fixes the versions of a stretch.
    fn fix(&self, stretch: &Stretch<'a>) -> Vec<&'a str> {
        self.advice.fix_of(stretch).into_iter().collect()
    }

    /// What fixes one version: the nearest, or any where the order isn't known.
    fn fixes(&self, version: &str, entry: &Affected) -> Vec<&'a str> {
        match Order::of(entry.package.ecosystem.as_deref()).is_known() {
            true => nearest_fix(version, &self.claims).map(|fix| fix.version).into_iter().collect(),
            false => self.advice.fixes(),
        }
    }
}

struct Gathered<'a> {
    affected: &'a [Affected],
    known: Vec<Known<'a>>,
    /// Packages, platforms and versions that have a product.
    seen: BTreeMap<(&'a Package, Option<String>, String), ()>,
}

/// Which versions a product stands for.
enum Versions<'a> {
    One(&'a str),
    Range { name: String, words: String },
}

impl<'a> Gathered<'a> {
    fn entry(&mut self, entry: &'a Affected, said: &Said<'a>) {
        let status = entry.status.unwrap_or(VexStatus::Affected);
        // What isn't affected is said before what is: of "all but" the first half alone would be false.
        for (ranges, status) in
            [(&entry.unaffected, VexStatus::NotAffected), (&entry.unknown, VexStatus::UnderInvestigation)]
        {
            for range in ranges.iter().filter(|range| range.kind != RangeType::Git) {
                for stretch in stretches(range, order(entry, range)) {
                    self.add(entry, status, versions_of(entry, range.kind, &stretch), vec![]);
                }
            }
        }
        for left in remainders(entry) {
            for stretch in &left.stretches {
                let fixes = if status == VexStatus::NotAffected { vec![] } else { said.fix(stretch) };
                let versions = match (left.exact, stretch.from, stretch.end) {
                    (false, None, None) => {
                        let words = "all but those that are not affected".to_owned();
                        Versions::Range { name: words.clone(), words }
                    }
                    _ => versions_of(entry, left.range.kind, stretch),
                };
                self.add(entry, status, versions, fixes);
            }
        }
        for version in &entry.versions {
            self.add(entry, status, Versions::One(version), said.fixes(version, entry));
        }
        // Of commits alone, beside which a range may hold no version.
        let git = |range: &Range| range.kind == RangeType::Git;
        let releases =
            entry.ranges.iter().any(|range| !git(range) && !stretches(range, order(entry, range)).is_empty());
        // Where nothing is affected but what is named, and nothing is.
        let none = status == VexStatus::Affected && entry.default_status == Some(DefaultStatus::Unaffected);
        if entry.versions.is_empty() && !releases && (entry.ranges.is_empty() || entry.ranges.iter().any(git)) {
            let named = !entry.unaffected.is_empty() || !entry.unknown.is_empty();
            match (entry.default_status, entry.ranges.is_empty()) {
                (Some(DefaultStatus::Unaffected), true) if none && entry.unknown.is_empty() => {
                    self.add(entry, VexStatus::NotAffected, without_releases(entry), vec![]);
                }
                // Of the rest nobody says anything.
                (Some(DefaultStatus::Unaffected | DefaultStatus::Unknown), true) if named => {}
                _ => self.add(entry, status, without_releases(entry), vec![]),
            }
        }
    }

    fn fixed(&mut self, entry: &'a Affected, said: &Said<'a>) {
        if matches!(entry.status, None | Some(VexStatus::Affected)) {
            let own = versions::fixed(entry, std::slice::from_ref(entry));
            for version in said.advice.fixes().into_iter().filter(|fix| own.contains(fix)) {
                self.add(entry, VexStatus::Fixed, Versions::One(version), vec![]);
            }
        }
    }

    fn add(&mut self, entry: &'a Affected, status: VexStatus, versions: Versions<'_>, fixes: Vec<&'a str>) {
        let (category, names, words, purl) = match versions {
            Versions::One(version) => {
                let purl = ecosystem::purl_of(&entry.package, version);
                ("product_version", version.to_owned(), version.to_owned(), purl)
            }
            Versions::Range { name, words } => (RANGE, name, words, ecosystem::purl(&entry.package)),
        };
        let apart = versions::apart(entry, self.affected);
        // No package URL names a platform.
        let purl = purl.filter(|_| apart.is_none());
        if self.seen.insert((&entry.package, apart.clone(), names.clone()), ()).is_none() {
            let id = format!("CSAFPID-{:04}", self.known.len() + 1);
            self.known.push(Known { id, entry, status, fixes, versions: names, words, apart, category, purl });
        }
    }
}

/// Of what is known by its commits alone, or by no versions. A commit is no release: no package URL names it.
fn without_releases(entry: &Affected) -> Versions<'static> {
    let words: Vec<String> = versions::all(Words::english(), entry).collect();
    match words.is_empty() {
        true if entry.default_status == Some(DefaultStatus::Unknown) => {
            Versions::Range { name: "versions not stated".into(), words: "versions not stated".into() }
        }
        true => Versions::Range { name: "vers:all/*".into(), words: "all versions".into() },
        false => Versions::Range { name: words.join("; "), words: words.join("; ") },
    }
}

/// `vers:npm/>=1.0.0|<1.4.3`.
fn versions_of<'s>(entry: &Affected, kind: RangeType, stretch: &Stretch<'s>) -> Versions<'s> {
    let scheme = ecosystem::vers(&entry.package, kind);
    let words = Words::english().stretch(stretch);
    let order = Order::of_range(kind, entry.package.ecosystem.as_deref());
    let constraints = match (stretch.from, stretch.end) {
        (Some(Start::At(from)), Some(End::Upto(end))) if from == end => return Versions::One(end),
        (None, None) => return Versions::Range { name: "vers:all/*".into(), words },
        (from, end) => {
            let from = from.map(|from| match from {
                Start::At(version) => format!(">={}", ecosystem::quoted(version)),
                Start::After(version) => format!(">{}", ecosystem::quoted(version)),
            });
            let end = end.map(|end| match end {
                End::Fixed(version) | End::Before(version) => format!("<{}", ecosystem::quoted(version)),
                End::Upto(version) => match order.after_series(version) {
                    Some(after) => format!("<{}", ecosystem::quoted(&after)),
                    None => format!("<={}", ecosystem::quoted(version)),
                },
            });
            from.into_iter().chain(end).collect::<Vec<_>>().join("|")
        }
    };
    Versions::Range { name: format!("{scheme}{constraints}"), words }
}
