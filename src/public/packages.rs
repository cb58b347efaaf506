//! All that concerns one package: disclosed records by what they say is affected, and the site's projects by what they ship.
//!
//! A package is known by its type and its name, versions and qualifiers aside, and letter case too: no registry of note lets
//! two packages differ by that alone, and not every host could tell their pages apart. One without an ecosystem is of the
//! type `generic`, as package URLs have it.

use super::{Affected, Package, Project, Record, Site, VexStatus, routes};
use packageurl::PackageUrl;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::str::FromStr;

/// Every package that a disclosed record or a project names.
pub struct Packages<'a> {
    /// By path.
    all: Vec<PackageRecords<'a>>,
    by_path: HashMap<String, usize>,
}

/// A package, and all that concerns it.
pub struct PackageRecords<'a> {
    /// `/packages/npm/@harbour/cli/`: lasting, for it follows from type and name alone.
    pub path: String,
    /// As it was first written: `harbour-cli`.
    pub name: String,
    /// As OSV names it, else the type of its package URL, made readable; none for a bare name.
    pub ecosystem: Option<String>,
    /// Without version, qualifiers and subpath.
    pub purl: Option<String>,
    /// Newest first, then by id.
    pub concerns: Vec<Concern<'a>>,
    pub projects: Vec<&'a Project>,
}

/// A record, and what it says of the package.
pub struct Concern<'a> {
    pub record: Record<'a>,
    /// Where the record is in its section's list.
    pub place: usize,
    pub affected: Vec<&'a Affected>,
}

impl Concern<'_> {
    /// Whether it says of any version that it is affected, and still holds.
    pub fn affects(&self) -> bool {
        let affects = |it: &&Affected| matches!(it.status, None | Some(VexStatus::Affected));
        self.record.head().withdrawn.is_none() && self.affected.iter().any(affects)
    }
}

/// What distinguishes a package from others, and how to call it.
struct Named {
    kind: String,
    /// `@harbour/cli`, `github.com/harbour/core`, for Maven `org.harbour/core`.
    parts: Vec<String>,
    name: String,
    ecosystem: Option<String>,
    purl: Option<String>,
}

impl<'a> Packages<'a> {
    /// Takes time in proportion to what is affected.
    pub fn of(site: &'a Site) -> Self {
        let mut packages = Self { all: Vec::new(), by_path: HashMap::new() };
        for project in &site.settings.projects {
            for written in &project.packages {
                let named = Named::written(written);
                let package = packages.entry(named.path(), || named);
                if !package.projects.iter().any(|it| it.id == project.id) {
                    package.projects.push(project);
                }
            }
        }
        let advisories =
            site.advisories.iter().map(|advisory| (Record::Advisory(advisory), &advisory.affected)).enumerate();
        let incidents =
            site.incidents.iter().map(|incident| (Record::Incident(incident), &incident.affected)).enumerate();
        for (place, (record, affected)) in advisories.chain(incidents) {
            affected.iter().for_each(|entry| packages.concern(record, place, entry));
        }
        for package in &mut packages.all {
            package
                .concerns
                .sort_by_key(|concern| (Reverse(concern.record.head().published), &concern.record.head().id));
        }
        packages.all.sort_by(|a, b| a.path.cmp(&b.path));
        packages.by_path = packages.all.iter().enumerate().map(|(at, it)| (it.path.clone(), at)).collect();
        packages
    }

    /// Sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &PackageRecords<'a>> {
        self.all.iter()
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The one at this place of [`Self::iter`].
    pub fn nth(&self, at: usize) -> &PackageRecords<'a> {
        &self.all[at]
    }

    pub fn at(&self, path: &str) -> Option<&PackageRecords<'a>> {
        self.by_path.get(path).map(|&at| &self.all[at])
    }

    /// Where a package has its page.
    pub fn path_of(package: &Package) -> String {
        match package.purl.as_deref().and_then(|purl| PackageUrl::from_str(purl).ok()) {
            Some(purl) => routes::package(purl.ty(), &normal(purl.ty(), parts(&purl))),
            None => Named::disclosed(package).path(),
        }
    }

    /// Where a package has its page that site.yaml names: `pkg:npm/harbour-cli`, or a name alone.
    pub fn path_of_written(written: &str) -> String {
        Named::written(written).path()
    }

    fn entry(&mut self, path: String, named: impl FnOnce() -> Named) -> &mut PackageRecords<'a> {
        let at = *self.by_path.entry(path).or_insert(self.all.len());
        if at == self.all.len() {
            let named = named();
            self.all.push(PackageRecords {
                path: named.path(),
                name: named.name,
                ecosystem: named.ecosystem,
                purl: named.purl,
                concerns: Vec::new(),
                projects: Vec::new(),
            });
        }
        &mut self.all[at]
    }

    fn concern(&mut self, record: Record<'a>, place: usize, affected: &'a Affected) {
        let package = self.entry(Self::path_of(&affected.package), || Named::disclosed(&affected.package));
        // What one record says of a package comes in a row: the last is it, if it is there.
        match package.concerns.last_mut().filter(|concern| std::ptr::eq(concern.record.head(), record.head())) {
            Some(concern) => concern.affected.push(affected),
            None => package.concerns.push(Concern { record, place, affected: vec![affected] }),
        }
    }
}

impl Named {
    fn disclosed(package: &Package) -> Self {
        let ecosystem = package.ecosystem.as_deref();
        let purl = package.purl.as_deref().and_then(|purl| PackageUrl::from_str(purl).ok());
        match (purl, ecosystem) {
            (Some(purl), _) => Self::purl(&purl, Some(&package.name), ecosystem),
            (None, Some(ecosystem)) => Self::of_ecosystem(ecosystem, &package.name),
            (None, None) => Self::bare(&package.name),
        }
    }

    fn written(written: &str) -> Self {
        PackageUrl::from_str(written).map_or_else(|_| Self::bare(written), |purl| Self::purl(&purl, None, None))
    }

    fn purl(purl: &PackageUrl<'_>, name: Option<&str>, ecosystem: Option<&str>) -> Self {
        let kind = purl.ty();
        let parts = parts(purl);
        let joined = parts.join(if kind == "maven" { ":" } else { "/" });
        let bare = PackageUrl::new(kind.to_owned(), purl.name().to_owned()).and_then(|mut bare| {
            if let Some(namespace) = purl.namespace() {
                bare.with_namespace(namespace.to_owned())?;
            }
            Ok(bare.to_string())
        });
        Self {
            parts: normal(kind, parts),
            name: name.map_or(joined, Into::into),
            ecosystem: ecosystem.map(Into::into).or_else(|| Some(ecosystem_of(kind).unwrap_or(kind).to_owned())),
            purl: bare.ok(),
            kind: kind.to_owned(),
        }
    }

    /// An ecosystem that package URLs don't know is a type of its own.
    fn of_ecosystem(ecosystem: &str, name: &str) -> Self {
        // `Debian:12`: a package is the same in each release of a distribution.
        let family = ecosystem.split(':').next().unwrap_or_default().trim();
        let known = KINDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(family)).map(|(kind, _)| *kind);
        let split = if known == Some("maven") { ':' } else { '/' };
        let parts: Vec<String> = name.split(split).filter(|part| !part.is_empty()).map(Into::into).collect();
        let kind = known.map_or_else(|| family.to_lowercase().replace(' ', "-"), Into::into);
        Self { parts: normal(&kind, parts), name: name.into(), ecosystem: Some(family.into()), purl: None, kind }
    }

    fn bare(name: &str) -> Self {
        let parts = name.split('/').filter(|part| !part.is_empty()).map(Into::into).collect();
        Self { kind: "generic".into(), parts, name: name.into(), ecosystem: None, purl: None }
    }

    fn path(&self) -> String {
        routes::package(&self.kind, &self.parts)
    }
}

fn parts(purl: &PackageUrl<'_>) -> Vec<String> {
    let namespace = purl.namespace().into_iter().flat_map(|namespace| namespace.split('/'));
    namespace.chain([purl.name()]).map(Into::into).collect()
}

/// PyPI takes `.`, `_` and `-` for the same (PEP 503), and so does crates.io with the last two.
fn normal(kind: &str, mut parts: Vec<String>) -> Vec<String> {
    let same: &[char] = match kind {
        "pypi" => &['.', '_', '-'],
        "cargo" => &['_', '-'],
        _ => return parts,
    };
    for part in &mut parts {
        let words: Vec<&str> = part.split(same).filter(|part| kind != "pypi" || !part.is_empty()).collect();
        *part = words.join("-");
    }
    parts
}

/// Types of package URLs, and what OSV calls them.
const KINDS: [(&str, &str); 18] = [
    ("cargo", "crates.io"),
    ("npm", "npm"),
    ("pypi", "PyPI"),
    ("golang", "Go"),
    ("maven", "Maven"),
    ("nuget", "NuGet"),
    ("gem", "RubyGems"),
    ("composer", "Packagist"),
    ("hex", "Hex"),
    ("pub", "Pub"),
    ("cran", "CRAN"),
    ("hackage", "Hackage"),
    ("swift", "SwiftURL"),
    ("conan", "ConanCenter"),
    ("bitnami", "Bitnami"),
    ("deb", "Debian"),
    ("apk", "Alpine"),
    ("githubactions", "GitHub Actions"),
];

fn ecosystem_of(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, ecosystem)| *ecosystem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::RangeEvent;
    use crate::render::fixture::{self, t};

    fn package(ecosystem: Option<&str>, name: &str, purl: Option<&str>) -> Package {
        Package { ecosystem: ecosystem.map(t), name: t(name), purl: purl.map(t), vendor: None, product: None }
    }

    fn path(ecosystem: Option<&str>, name: &str, purl: Option<&str>) -> String {
        Packages::path_of(&package(ecosystem, name, purl))
    }

    #[test]
    fn a_package_has_one_address_however_it_is_written() {
        let of = "/packages/npm/@harbour/cli/";
        assert_eq!(path(Some("npm"), "@harbour/cli", None), of);
        assert_eq!(path(Some("npm"), "@harbour/cli", Some("pkg:npm/%40harbour/cli")), of);
        assert_eq!(path(None, "cli", Some("pkg:npm/%40harbour/cli@1.2.3?arch=x#sub")), of);
        assert_eq!(Packages::path_of_written("pkg:npm/%40Harbour/CLI"), of);
        assert_eq!(path(Some("Maven"), "org.harbour:core", None), "/packages/maven/org.harbour/core/");
        let maven = Some("pkg:maven/org.harbour/core");
        assert_eq!(path(Some("Maven"), "org.harbour:core", maven), "/packages/maven/org.harbour/core/");
        assert_eq!(path(Some("PyPI"), "Harbour_Py.x", None), "/packages/pypi/harbour-py-x/");
        assert_eq!(path(Some("crates.io"), "harbour_core", None), "/packages/cargo/harbour-core/");
        assert_eq!(path(Some("Debian:12"), "curl", None), path(Some("Debian:11"), "curl", None));
    }

    #[test]
    fn one_without_an_ecosystem_is_generic_and_an_unknown_ecosystem_a_type_of_its_own() {
        assert_eq!(path(None, "Harbour Desktop", None), "/packages/generic/harbour~20desktop/");
        assert_eq!(path(Some("Red Hat"), "x", None), "/packages/red-hat/x/");
    }

    #[test]
    fn no_name_leads_out_of_its_folder_or_onto_a_file_of_ours() {
        assert_eq!(path(None, "../../x", None), "/packages/generic/~2e~2e/~2e~2e/x/");
        assert_eq!(path(None, "a//feed.xml", None), "/packages/generic/a/~66eed.xml/");
        assert_eq!(path(None, "///", None), "/packages/generic/~/");
        assert_eq!(path(Some("../x"), "a", None), "/packages/~2e.~2fx/a/");
    }

    #[test]
    fn all_that_concerns_a_package_is_together_newest_first() {
        let mut site = fixture::site("https://example.org/");
        let records = &mut site.advisories;
        let affected = |event| {
            let written = package(None, "x", Some("pkg:npm/harbour-cli"));
            Affected { package: written, ..fixture::affected(vec![event]) }
        };
        let older = records.iter_mut().min_by_key(|record| record.head.published).expect("one");
        older.affected = vec![affected(RangeEvent::Fixed(t("1.0"))), affected(RangeEvent::Fixed(t("2.0")))];
        let older = older.head.id.clone();
        let packages = Packages::of(&site);
        let cli = packages.at("/packages/npm/harbour-cli/").expect("the package");
        assert_eq!(cli.purl.as_deref(), Some("pkg:npm/harbour-cli"));
        assert_eq!(cli.projects.iter().map(|project| project.id.as_str()).collect::<Vec<_>>(), ["harbour-cli"]);
        let dates: Vec<_> = cli.concerns.iter().map(|concern| concern.record.head().published).collect();
        assert!(dates.len() > 1 && dates.is_sorted_by(|a, b| a >= b));
        let last = cli.concerns.last().expect("one");
        assert_eq!((&last.record.head().id, last.affected.len()), (&older, 2));
    }

    #[test]
    fn a_package_that_a_project_ships_has_a_page_before_anything_concerns_it() {
        let mut site = fixture::site("https://example.org/");
        site.settings.projects[0].packages.push("pkg:cargo/quiet_one".into());
        let packages = Packages::of(&site);
        assert!(packages.at("/packages/cargo/quiet-one/").is_some_and(|it| it.concerns.is_empty()));
    }
}
