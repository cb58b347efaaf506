//! `product_tree`: which package, version and platform a product id means.

use super::draft::texts;
use super::ranges::{Versions, versions};
use crate::private::formats::keys::Fields;
use crate::private::yaml::Node;
use packageurl::PackageUrl;
use std::collections::HashMap;
use std::str::FromStr;

#[derive(Default)]
pub(super) struct Products {
    by_id: HashMap<String, Product>,
    groups: HashMap<String, Vec<String>>,
}

#[derive(Clone)]
pub(super) struct Product {
    /// As the document calls it in full.
    pub name: String,
    pub package: PackageName,
    pub versions: Versions,
    pub platform: Option<String>,
    /// Whose it is, and what they call it.
    pub vendor: Option<String>,
    pub product: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum PackageName {
    /// Without a version.
    Purl(String),
    Name(String),
}

/// A branch's category and name, from the root on.
type Chain = Vec<(String, String)>;

impl Products {
    pub fn of(mut tree: Fields) -> Self {
        let mut products = Self::default();
        products.branches(tree.maps("branches"), &mut Vec::new());
        for product in tree.maps("full_product_names") {
            products.add(product, &Vec::new());
        }
        for relationship in tree.maps("relationships") {
            products.relate(relationship);
        }
        for mut group in tree.maps("product_groups") {
            let members = texts(group.take("product_ids"));
            group.leave_out(&["summary"]);
            if let Some(id) = group.text("group_id") {
                products.groups.insert(id.into_owned(), members);
            }
        }
        products
    }

    /// What an id means; an id that isn't in the tree is a name.
    pub fn find(&self, id: &str) -> Product {
        self.by_id.get(id).cloned().unwrap_or_else(|| Product {
            name: id.to_owned(),
            package: PackageName::Name(id.to_owned()),
            versions: Versions::All,
            platform: None,
            vendor: None,
            product: None,
        })
    }

    /// The ids that `product_ids` and `group_ids` name.
    pub fn named(&self, fields: &mut Fields) -> Vec<String> {
        self.with_members(texts(fields.take("product_ids")), texts(fields.take("group_ids")))
    }

    /// The same, of a map that somebody else will read.
    pub fn named_in(&self, map: &Node) -> Vec<String> {
        let texts = |key: &str| {
            let items = map.get(key).map(Node::items).unwrap_or_default();
            items.iter().filter_map(Node::text).map(str::to_owned).collect()
        };
        self.with_members(texts("product_ids"), texts("group_ids"))
    }

    fn with_members(&self, mut ids: Vec<String>, groups: Vec<String>) -> Vec<String> {
        ids.extend(groups.iter().filter_map(|group| self.groups.get(group)).flatten().cloned());
        ids
    }

    /// The parser of JSON has refused what is nested too deep.
    fn branches(&mut self, branches: Vec<Fields>, chain: &mut Chain) {
        for mut branch in branches {
            let category = branch.text("category").unwrap_or_default().into_owned();
            chain.push((category, branch.text("name").unwrap_or_default().into_owned()));
            if let Some(product) = branch.map("product") {
                self.add(product, chain);
            }
            self.branches(branch.maps("branches"), chain);
            chain.pop();
        }
    }

    fn add(&mut self, mut product: Fields, chain: &Chain) {
        let Some(id) = product.text("product_id") else { return };
        let name = product.text("name").map_or_else(|| id.to_string(), |name| name.into_owned());
        let purl = purl(&mut product);
        let mut product = from_chain(&name, chain);
        if let Some(purl) = purl {
            product.call(&purl);
        }
        self.by_id.insert(id.into_owned(), product);
    }

    /// A product as a part of another, or on it.
    fn relate(&mut self, mut relationship: Fields) {
        let part = relationship.text("product_reference").map(|id| self.find(&id));
        let whole = relationship.text("relates_to_product_reference").map(|id| self.find(&id).name);
        relationship.pass_over(&["category"]);
        let Some(mut full) = relationship.map("full_product_name") else { return };
        let Some(id) = full.text("product_id") else { return };
        let name = full.text("name").map_or_else(|| id.to_string(), |name| name.into_owned());
        let mut product = part.unwrap_or_else(|| from_chain(&name, &Vec::new()));
        (product.name, product.platform) = (name, whole);
        if let Some(purl) = purl(&mut full) {
            product.call(&purl);
        }
        self.by_id.insert(id.into_owned(), product);
    }
}

impl Product {
    /// Names it by a package URL, whose version counts where no branch names one.
    fn call(&mut self, purl: &str) {
        let bare = |parsed: &PackageUrl| {
            let mut bare = PackageUrl::new(parsed.ty().to_owned(), parsed.name().to_owned()).ok()?;
            if let Some(namespace) = parsed.namespace() {
                bare.with_namespace(namespace.to_owned()).ok()?;
            }
            Some(bare.to_string())
        };
        let parsed = PackageUrl::from_str(purl).ok();
        // What isn't one is left for the record to refuse.
        let bare = parsed.as_ref().and_then(bare).unwrap_or_else(|| purl.to_owned());
        let version = parsed.and_then(|parsed| parsed.version().map(str::to_owned));
        if let (Some(version), Versions::All) = (version, &self.versions) {
            self.versions = Versions::Some(vec![version]);
        }
        self.package = PackageName::Purl(bare);
    }
}

/// An RPM's name, version and architecture, of `kernel-0:4.18.0-553.el8.x86_64`: packages that are versions of one product are one.
fn nevra(written: &str) -> Option<(&str, &str, &str)> {
    const ARCHITECTURES: [&str; 9] =
        ["x86_64", "aarch64", "noarch", "src", "i686", "i386", "ppc64le", "s390x", "armv7hl"];
    let (rest, architecture) = written.rsplit_once('.')?;
    let release = rest.rfind('-')?;
    let version = rest[..release].rfind('-')?;
    let begins = rest[version + 1..].starts_with(|c: char| c.is_ascii_digit());
    (begins && ARCHITECTURES.contains(&architecture)).then(|| (&rest[..version], &rest[version + 1..], architecture))
}

/// Whatever else helps to identify a product has no place here.
fn purl(product: &mut Fields) -> Option<String> {
    let mut helper = product.map("product_identification_helper")?;
    let purl = helper.text("purl").map(Into::into);
    helper.leave_out_as("product_identification_helper");
    purl
}

/// The way to a product gives its name and version, if nothing stands in it that has no place.
fn from_chain(full: &str, chain: &Chain) -> Product {
    let named = |category: &str| chain.iter().find(|(it, _)| it == category).map(|(_, name)| name.as_str());
    let mut product = Product {
        name: full.to_owned(),
        package: PackageName::Name(full.to_owned()),
        versions: Versions::All,
        platform: None,
        vendor: named("vendor").map(str::to_owned),
        product: None,
    };
    const PLACED: [&str; 8] = [
        "vendor",
        "product_family",
        "product_name",
        "product_version",
        "product_version_range",
        "patch_level",
        "service_pack",
        "architecture",
    ];
    let Some(name) = named("product_name").filter(|_| chain.iter().all(|(it, _)| PLACED.contains(&&**it))) else {
        if let Some((name, version, architecture)) = named("product_version").and_then(nevra) {
            product.package = PackageName::Name(name.to_owned());
            product.versions = Versions::Some(vec![version.to_owned()]);
            product.platform = Some(architecture.to_owned());
        }
        return product;
    };
    let numbers = chain.iter().filter(|(it, _)| matches!(&**it, "product_version" | "patch_level" | "service_pack"));
    let number = numbers.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" ");
    product.versions = match (named("product_version_range"), &*number) {
        (None, "") => Versions::All,
        (None, number) => Versions::Some(vec![number.to_owned()]),
        // Words that no one but a person understands stay in the name.
        (Some(range), "") => match versions(range) {
            Some(versions) => versions,
            None => return product,
        },
        (Some(_), _) => return product,
    };
    product.product = Some(name.to_owned());
    let vendor = named("vendor").filter(|named| !name.to_lowercase().starts_with(&named.to_lowercase()));
    product.package = PackageName::Name(vendor.map_or(name.to_owned(), |vendor| format!("{vendor} {name}")));
    product.platform = named("architecture").map(str::to_owned);
    product
}
