//! Ecosystems as OSV names them, and the package URLs that say the same.
//!
//! One table, so that pages, feeds, OSV and CSAF agree on what a package is called.

use packageurl::PackageUrl;
use std::str::FromStr;

/// How an ecosystem's packages are written as package URLs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purl {
    /// A type of its own: `pkg:npm/…`.
    Type(&'static str),
    /// A type that it shares, below a namespace of its own: `pkg:deb/debian/…`.
    Within(&'static str, &'static str),
    /// There is no agreed one.
    None,
}

use Purl::{Type, Within};

/// All of OSV's ecosystems.
const TABLE: &[(&str, Purl)] = &[
    ("AlmaLinux", Within("rpm", "almalinux")),
    ("Alpaquita", Purl::None),
    ("Alpine", Within("apk", "alpine")),
    ("Android", Purl::None),
    ("Azure Linux", Purl::None),
    ("BellSoft Hardened Containers", Purl::None),
    ("Bioconductor", Purl::None),
    ("Bitnami", Type("bitnami")),
    ("Chainguard", Within("apk", "chainguard")),
    ("CleanStart", Purl::None),
    ("ConanCenter", Type("conan")),
    ("CRAN", Type("cran")),
    ("crates.io", Type("cargo")),
    ("Debian", Within("deb", "debian")),
    ("Docker Hardened Images", Purl::None),
    ("Echo", Purl::None),
    ("FreeBSD", Purl::None),
    ("GHC", Purl::None),
    ("GIT", Purl::None),
    ("GitHub Actions", Type("githubactions")),
    ("Go", Type("golang")),
    ("Hackage", Type("hackage")),
    ("Hex", Type("hex")),
    ("Julia", Purl::None),
    ("Kubernetes", Purl::None),
    ("Linux", Purl::None),
    ("Mageia", Within("rpm", "mageia")),
    ("Maven", Type("maven")),
    ("MinimOS", Within("apk", "minimos")),
    ("npm", Type("npm")),
    ("NuGet", Type("nuget")),
    ("opam", Purl::None),
    ("openEuler", Within("rpm", "openeuler")),
    ("openSUSE", Within("rpm", "opensuse")),
    ("OSS-Fuzz", Purl::None),
    ("Packagist", Type("composer")),
    ("Photon OS", Purl::None),
    ("Pub", Type("pub")),
    ("PyPI", Type("pypi")),
    ("Red Hat", Within("rpm", "redhat")),
    ("Rocky Linux", Within("rpm", "rocky-linux")),
    ("Root", Purl::None),
    ("RubyGems", Type("gem")),
    ("SUSE", Within("rpm", "suse")),
    ("SwiftURL", Type("swift")),
    ("TuxCare", Purl::None),
    ("Ubuntu", Within("deb", "ubuntu")),
    ("VSCode", Purl::None),
    ("Wolfi", Within("apk", "wolfi")),
];

/// What people write for an ecosystem whose name is another.
const HABITS: &[(&str, &str)] = &[
    ("pip", "PyPI"),
    ("python", "PyPI"),
    ("crates", "crates.io"),
    ("rust", "crates.io"),
    ("node", "npm"),
    ("javascript", "npm"),
    ("js", "npm"),
    ("php", "Packagist"),
    ("ruby", "RubyGems"),
    ("rubygem", "RubyGems"),
    ("java", "Maven"),
    (".net", "NuGet"),
    ("dotnet", "NuGet"),
    ("erlang", "Hex"),
    ("elixir", "Hex"),
    ("dart", "Pub"),
    ("haskell", "Hackage"),
    ("r", "CRAN"),
    ("actions", "GitHub Actions"),
    ("rhel", "Red Hat"),
    ("rocky", "Rocky Linux"),
];

/// Types of package URLs that no ecosystem of OSV has.
const TYPES: &[&str] = &[
    "alpm",
    "bitbucket",
    "cocoapods",
    "conda",
    "cpan",
    "docker",
    "generic",
    "github",
    "gitlab",
    "huggingface",
    "luarocks",
    "mlflow",
    "oci",
    "opam",
    "otp",
    "qpkg",
    "swid",
    "vscode-extension",
    "yocto",
];

/// Whether package URLs have this type.
pub fn is_purl_type(kind: &str) -> bool {
    let own = |form: &Purl| matches!(form, Type(known) | Within(known, _) if *known == kind);
    TYPES.contains(&kind) || TABLE.iter().any(|(_, form)| own(form))
}

/// Without the suffix that names a release: `Debian` of `Debian:12`.
pub fn base(ecosystem: &str) -> &str {
    ecosystem.split(':').next().unwrap_or_default()
}

/// Whether OSV knows it, with or without a suffix.
pub fn is_known(ecosystem: &str) -> bool {
    TABLE.iter().any(|(name, _)| *name == base(ecosystem))
}

/// The right name that is nearest to what was written, if one is near.
pub fn nearest(written: &str) -> Option<&'static str> {
    let written = base(written).trim().to_lowercase();
    let letters = |name: &str| name.to_lowercase().replace([' ', '-', '_', '.'], "");
    let names = || TABLE.iter().map(|(name, _)| *name);
    let by_letters = names().find(|name| letters(name) == letters(&written));
    let by_habit = || HABITS.iter().find(|(habit, _)| *habit == written).map(|(_, name)| *name);
    let by_type = || TABLE.iter().find(|(_, purl)| matches!(purl, Type(it) if *it == written)).map(|(name, _)| *name);
    let by_distance = || {
        let (distance, name) = names().map(|name| (distance(&name.to_lowercase(), &written), name)).min()?;
        (distance <= written.chars().count() / 3).then_some(name)
    };
    by_letters.or_else(by_habit).or_else(by_type).or_else(by_distance)
}

/// How many letters to add, drop or change (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

/// The package URL of a package, where its ecosystem has an agreed form and the name fits it.
pub fn purl(ecosystem: &str, name: &str) -> Option<String> {
    let (base, suffix) = ecosystem.split_once(':').map_or((ecosystem, None), |(base, suffix)| (base, Some(suffix)));
    let (_, form) = TABLE.iter().find(|(known, _)| *known == base)?;
    let name = match base {
        // OSV's names of Swift packages are addresses.
        "SwiftURL" => name.strip_prefix("https://").unwrap_or(name).trim_end_matches(".git"),
        _ => name,
    };
    let (kind, namespace, name) = match form {
        Type(kind) => match split(base, name) {
            Some((namespace, name)) => (*kind, Some(namespace.to_owned()), name.to_owned()),
            None => (*kind, None, name.to_owned()),
        },
        Within(kind, namespace) => (*kind, Some((*namespace).to_owned()), name.to_owned()),
        Purl::None => return None,
    };
    // PyPI's own rule, which the library leaves to its callers.
    let name = if kind == "pypi" { name.to_lowercase().replace('_', "-") } else { name };
    let mut purl = PackageUrl::new(kind, name).ok()?;
    if let Some(namespace) = namespace {
        purl.with_namespace(namespace).ok()?;
    }
    if let (Within(_, namespace), Some(suffix)) = (form, suffix) {
        let release = if base == "Alpine" { suffix.trim_start_matches('v') } else { suffix };
        purl.add_qualifier("distro", format!("{namespace}-{release}")).ok()?;
    }
    purl.validate().ok()?;
    Some(purl.to_string())
}

/// Namespace and name. Maven joins group and artifact with a colon, everyone else with a slash.
fn split<'a>(ecosystem: &str, name: &'a str) -> Option<(&'a str, &'a str)> {
    match ecosystem {
        "Maven" => name.split_once(':'),
        "PyPI" | "crates.io" | "NuGet" | "RubyGems" | "CRAN" | "Hackage" | "Pub" | "Bitnami" => None,
        _ => name.rsplit_once('/'),
    }
}

/// What a package URL says in OSV's words.
pub struct Named {
    pub ecosystem: Option<String>,
    pub name: String,
}

/// Reads a package URL; none where it isn't one, or breaks the rules of its type.
pub fn read_purl(written: &str) -> Option<Named> {
    let purl = PackageUrl::from_str(written).ok()?;
    purl.validate().ok()?;
    let (name, namespace) = (purl.name(), purl.namespace());
    let own = TABLE.iter().find(|(_, form)| matches!(form, Type(kind) if *kind == purl.ty()));
    let shared = || {
        let within =
            |form: &Purl| matches!(form, Within(kind, space) if *kind == purl.ty() && Some(*space) == namespace);
        TABLE.iter().find(|(_, form)| within(form))
    };
    if let Some((ecosystem, _)) = own {
        let name = match namespace {
            None => name.to_owned(),
            Some(namespace) if *ecosystem == "Maven" => format!("{namespace}:{name}"),
            Some(namespace) => format!("{namespace}/{name}"),
        };
        return Some(Named { ecosystem: Some((*ecosystem).to_owned()), name });
    }
    if let Some((ecosystem, _)) = shared() {
        let release = purl.qualifiers().get("distro").and_then(|distro| {
            let release = distro.strip_prefix(namespace?)?.strip_prefix('-')?;
            let digits = release.starts_with(|c: char| c.is_ascii_digit());
            digits.then(|| if *ecosystem == "Alpine" { format!("v{release}") } else { release.to_owned() })
        });
        let ecosystem = release.map_or_else(|| (*ecosystem).to_owned(), |release| format!("{ecosystem}:{release}"));
        return Some(Named { ecosystem: Some(ecosystem), name: name.to_owned() });
    }
    let name = namespace.map_or_else(|| name.to_owned(), |namespace| format!("{namespace}/{name}"));
    Some(Named { ecosystem: None, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_and_its_url_say_the_same() {
        let pairs = [
            ("npm", "@scope/name", "pkg:npm/%40scope/name"),
            ("PyPI", "zope-interface", "pkg:pypi/zope-interface"),
            ("crates.io", "serde_json", "pkg:cargo/serde_json"),
            ("Go", "github.com/harbour/cli", "pkg:golang/github.com/harbour/cli"),
            ("Maven", "org.example:core", "pkg:maven/org.example/core"),
            ("NuGet", "Newtonsoft.Json", "pkg:nuget/Newtonsoft.Json"),
            ("RubyGems", "rack", "pkg:gem/rack"),
            ("Packagist", "vendor/name", "pkg:composer/vendor/name"),
            ("Hex", "plug", "pkg:hex/plug"),
            ("Pub", "http", "pkg:pub/http"),
            ("SwiftURL", "github.com/apple/swift-nio", "pkg:swift/github.com/apple/swift-nio"),
            ("GitHub Actions", "harbour/setup", "pkg:githubactions/harbour/setup"),
            ("Debian:12", "curl", "pkg:deb/debian/curl?distro=debian-12"),
            ("Alpine:v3.18", "curl", "pkg:apk/alpine/curl?distro=alpine-3.18"),
            ("Rocky Linux:9", "curl", "pkg:rpm/rocky-linux/curl?distro=rocky-linux-9"),
        ];
        for (ecosystem, name, url) in pairs {
            assert_eq!(purl(ecosystem, name).as_deref(), Some(url));
            let named = read_purl(url).expect("a package URL");
            assert_eq!((named.ecosystem.as_deref(), named.name.as_str()), (Some(ecosystem), name));
        }
    }

    #[test]
    fn what_has_no_agreed_form_gets_none() {
        assert_eq!(purl("Linux", "kernel"), None);
        assert_eq!(purl("Packagist", "no-vendor"), None);
        assert_eq!(purl("Unheard Of", "x"), None);
        assert!(read_purl("pkg:npm").is_none() && read_purl("npm/x").is_none());
        assert!(read_purl("pkg:composer/no-vendor").is_none(), "its type wants a namespace");
        assert_eq!(purl("PyPI", "Foo_Bar").as_deref(), Some("pkg:pypi/foo-bar"));
    }

    #[test]
    fn a_wrong_name_finds_the_right_one() {
        let pairs = [
            ("NPM", "npm"),
            ("pypi", "PyPI"),
            ("cargo", "crates.io"),
            ("crates", "crates.io"),
            ("rubygem", "RubyGems"),
            ("Packagst", "Packagist"),
            ("github-actions", "GitHub Actions"),
            ("debian:12", "Debian"),
            ("golang", "Go"),
            ("composer", "Packagist"),
        ];
        for (written, right) in pairs {
            assert_eq!(nearest(written), Some(right), "{written}");
        }
        assert_eq!(nearest("kittiwake"), None);
        assert!(is_known("Debian:12") && is_known("npm") && !is_known("NPM"));
    }
}
