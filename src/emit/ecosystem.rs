//! Names of packages for machines: ecosystems as OSV knows them, package URLs, and the schemes of version ranges.

use crate::public::{Package, RangeType, ecosystem};
use packageurl::PackageUrl;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;
use std::str::FromStr;

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
    package.ecosystem.as_deref().filter(|it| ecosystem::is_known(it))
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
    let mut purl = PackageUrl::from_str(&written(package)?).ok()?;
    purl.without_version();
    if let Some(version) = version {
        // Go's modules have a `v` before their versions, wherever one looks them up; its standard library hasn't.
        let module = purl.ty() == "golang" && purl.namespace().is_some_and(|host| host.contains('.'));
        let v = if module && version.starts_with(|c: char| c.is_ascii_digit()) { "v" } else { "" };
        purl.with_version(format!("{v}{version}")).ok()?;
    }
    Some(purl.to_string())
}

fn written(package: &Package) -> Option<Cow<'_, str>> {
    let given = package.purl.as_deref().map(Cow::Borrowed);
    given.or_else(|| ecosystem::purl(package.ecosystem.as_deref()?, &package.name).map(Cow::Owned))
}

/// How ranges of its versions begin, `vers:npm/`; empty where `vers` has no scheme for them: a range is then written as
/// constraints alone, as CSAF wants it (2.0, 3.1.2.3.2).
pub fn vers(package: &Package, kind: RangeType) -> String {
    let purl = written(package);
    let scheme = purl.as_deref().and_then(|purl| purl.strip_prefix("pkg:")?.split('/').next());
    let scheme = scheme.map(|scheme| if scheme == "apk" { "alpine" } else { scheme });
    match (kind, scheme.filter(|scheme| SCHEMES.contains(scheme))) {
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
        Package { ecosystem: ecosystem.map(text), name: text(name), purl: purl.map(text), vendor: None, product: None }
    }

    #[test]
    fn a_package_url_is_made_of_ecosystem_and_name() {
        let made = |ecosystem, name| purl(&package(Some(ecosystem), name, None)).unwrap_or_default();
        assert_eq!(made("PyPI", "harbour-py"), "pkg:pypi/harbour-py");
        assert_eq!(made("npm", "@harbour/cli"), "pkg:npm/%40harbour/cli");
        assert_eq!(made("Maven", "org.example:core"), "pkg:maven/org.example/core");
        assert_eq!(made("Go", "example.org/a/b"), "pkg:golang/example.org/a/b");
        assert_eq!(made("Nowhere", "harbour"), "");
    }

    #[test]
    fn a_version_is_added_or_taken_out() {
        let given = package(None, "cli", Some("pkg:npm/cli@1.0.0"));
        assert_eq!(purl(&given).as_deref(), Some("pkg:npm/cli"));
        assert_eq!(purl_of(&given, "2.0.0").as_deref(), Some("pkg:npm/cli@2.0.0"));
        let module = package(Some("Go"), "example.org/a/b", None);
        assert_eq!(purl_of(&module, "1.4.3").as_deref(), Some("pkg:golang/example.org/a/b@v1.4.3"));
        assert_eq!(purl_of(&module, "v1.4.3").as_deref(), Some("pkg:golang/example.org/a/b@v1.4.3"));
        let stdlib = package(Some("Go"), "stdlib", None);
        assert_eq!(purl_of(&stdlib, "1.21.0").as_deref(), Some("pkg:golang/stdlib@1.21.0"));
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
