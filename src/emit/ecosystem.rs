//! Names of packages for machines: ecosystems as OSV knows them, package URLs, and the schemes of version ranges.

use crate::public::{Package, RangeType};
use packageurl::PackageUrl;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::str::FromStr;

/// The ecosystems that OSV registers (schema 1.7, `ecosystemName`), with the type of their package URLs where there is one.
const REGISTERED: [(&str, Option<&str>); 49] = [
    ("AlmaLinux", None),
    ("Alpaquita", None),
    ("Alpine", Some("apk")),
    ("Android", None),
    ("Azure Linux", None),
    ("BellSoft Hardened Containers", None),
    ("Bioconductor", Some("bioconductor")),
    ("Bitnami", Some("bitnami")),
    ("Chainguard", None),
    ("CleanStart", None),
    ("ConanCenter", Some("conan")),
    ("CRAN", Some("cran")),
    ("crates.io", Some("cargo")),
    ("Debian", Some("deb")),
    ("Docker Hardened Images", None),
    ("Echo", None),
    ("FreeBSD", None),
    ("GHC", None),
    ("GIT", None),
    ("GitHub Actions", Some("githubactions")),
    ("Go", Some("golang")),
    ("Hackage", Some("hackage")),
    ("Hex", Some("hex")),
    ("Julia", Some("julia")),
    ("Kubernetes", None),
    ("Linux", None),
    ("Mageia", None),
    ("Maven", Some("maven")),
    ("MinimOS", None),
    ("npm", Some("npm")),
    ("NuGet", Some("nuget")),
    ("opam", Some("opam")),
    ("openEuler", None),
    ("openSUSE", None),
    ("OSS-Fuzz", None),
    ("Packagist", Some("composer")),
    ("Photon OS", None),
    ("Pub", Some("pub")),
    ("PyPI", Some("pypi")),
    ("Red Hat", None),
    ("Rocky Linux", None),
    ("Root", None),
    ("RubyGems", Some("gem")),
    ("SUSE", None),
    ("SwiftURL", Some("swift")),
    ("TuxCare", None),
    ("Ubuntu", None),
    ("VSCode", None),
    ("Wolfi", None),
];

/// Schemes that the specification of `vers` knows.
const SCHEMES: [&str; 15] = [
    "alpine", "cargo", "composer", "conan", "cpan", "deb", "gem", "golang", "hex", "maven", "npm", "nuget", "pub",
    "pypi", "rpm",
];

/// What a version may not hold as it is: the signs of `vers` and of URLs, and spaces.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'*')
    .add(b',')
    .add(b'/')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'!')
    .add(b'|');

/// The package's ecosystem as OSV writes it, if OSV knows it; `Debian:12` is one of Debian's.
pub fn registered(package: &Package) -> Option<&str> {
    let written = package.ecosystem.as_deref()?;
    let name = written.split(':').next().unwrap_or_default();
    REGISTERED.iter().any(|(known, _)| *known == name).then_some(written)
}

/// The package URL without a version: as it was given, or made of ecosystem and name.
pub fn purl(package: &Package) -> Option<String> {
    with_version(package, None)
}

/// The package URL of one version.
pub fn purl_of(package: &Package, version: &str) -> Option<String> {
    with_version(package, Some(version))
}

/// The package URL of a range, in the qualifier that package URLs have for it.
pub fn purl_of_range(package: &Package, vers: &str) -> Option<String> {
    let purl = with_version(package, None)?;
    let mut purl = PackageUrl::from_str(&purl).ok()?;
    purl.add_qualifier("vers", vers.to_owned()).ok()?;
    Some(purl.to_string())
}

fn with_version(package: &Package, version: Option<&str>) -> Option<String> {
    let written = match &package.purl {
        Some(written) => written.to_string(),
        None => made_of(package)?.to_string(),
    };
    let mut purl = PackageUrl::from_str(&written).ok()?;
    purl.without_version();
    if let Some(version) = version {
        purl.with_version(version.to_owned()).ok()?;
    }
    Some(purl.to_string())
}

fn made_of(package: &Package) -> Option<PackageUrl<'static>> {
    let name = package.name.as_str();
    let (namespace, name) = match package.ecosystem.as_deref()? {
        "Maven" => name.split_once(':').map_or((None, name), |(group, name)| (Some(group), name)),
        // A suffix tells a release of a distribution: that is a qualifier which nobody gave.
        suffixed if suffixed.contains(':') => return None,
        _ => name.rsplit_once('/').map_or((None, name), |(namespace, name)| (Some(namespace), name)),
    };
    let mut purl = PackageUrl::new(kind(package)?.to_owned(), name.to_owned()).ok()?;
    if let Some(namespace) = namespace {
        purl.with_namespace(namespace.to_owned()).ok()?;
    }
    Some(purl)
}

/// The type of its package URL.
fn kind(package: &Package) -> Option<&str> {
    let given = package.purl.as_deref().and_then(|it| it.strip_prefix("pkg:")?.split('/').next());
    let known = || {
        let written = package.ecosystem.as_deref()?;
        REGISTERED.iter().find(|(name, _)| *name == written)?.1
    };
    given.or_else(known)
}

/// How ranges of its versions begin, `vers:npm/`; empty where `vers` has no scheme for them: a range is then written as
/// constraints alone, as CSAF wants it (2.0, 3.1.2.3.2).
pub fn vers(package: &Package, kind: RangeType) -> String {
    let scheme = self::kind(package).map(|it| if it == "apk" { "alpine" } else { it });
    match (kind, scheme.filter(|it| SCHEMES.contains(it))) {
        (RangeType::Git, _) => String::new(),
        (_, Some(scheme)) => format!("vers:{scheme}/"),
        (RangeType::Semver, None) => "vers:semver/".to_owned(),
        (RangeType::Ecosystem, None) => String::new(),
    }
}

/// A version as it stands in a range.
pub fn quoted(version: &str) -> String {
    utf8_percent_encode(version, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::testing::text;

    fn package(ecosystem: Option<&str>, name: &str, purl: Option<&str>) -> Package {
        Package { ecosystem: ecosystem.map(text), name: text(name), purl: purl.map(text) }
    }

    #[test]
    fn a_package_url_is_made_of_ecosystem_and_name() {
        let made = |ecosystem, name| purl(&package(Some(ecosystem), name, None)).unwrap_or_default();
        assert_eq!(made("PyPI", "harbour-py"), "pkg:pypi/harbour-py");
        assert_eq!(made("npm", "@harbour/cli"), "pkg:npm/%40harbour/cli");
        assert_eq!(made("Maven", "org.example:core"), "pkg:maven/org.example/core");
        assert_eq!(made("Go", "example.org/a/b"), "pkg:golang/example.org/a/b");
        assert_eq!(made("Debian:12", "harbour"), "");
        assert_eq!(made("Nowhere", "harbour"), "");
    }

    #[test]
    fn a_version_is_added_or_taken_out() {
        let given = package(None, "cli", Some("pkg:npm/cli@1.0.0"));
        assert_eq!(purl(&given).as_deref(), Some("pkg:npm/cli"));
        assert_eq!(purl_of(&given, "2.0.0").as_deref(), Some("pkg:npm/cli@2.0.0"));
    }

    #[test]
    fn ranges_have_the_scheme_of_their_package() {
        let cargo = package(Some("crates.io"), "core", None);
        assert_eq!(vers(&cargo, RangeType::Semver), "vers:cargo/");
        assert_eq!(vers(&cargo, RangeType::Git), "");
        assert_eq!(vers(&package(None, "core", None), RangeType::Ecosystem), "");
        assert_eq!(quoted("1.0|>2"), "1.0%7C%3E2");
    }
}
