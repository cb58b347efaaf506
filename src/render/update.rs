//! The command that brings a package to a version, as its ecosystem's users type it.

use crate::public::{Package, Settings, ecosystem};

/// The command of the package's project, where site.yaml has one; else its ecosystem's.
pub fn command_of(settings: &Settings, package: &Package, version: &str) -> Option<String> {
    let purl = |written: &str| {
        ecosystem::read_purl(written).and_then(|it| ecosystem::purl(it.ecosystem.as_deref()?, &it.name))
    };
    let ships = |written: &String| {
        let own = package.purl.as_deref();
        **written == *package.name || own.is_some_and(|own| written == own || purl(written).as_deref() == Some(own))
    };
    let mut projects = settings.projects.iter().filter(|project| project.packages.iter().any(ships));
    match projects.find_map(|project| project.update.as_deref()) {
        Some(own) => is_plain(version).then(|| own.replace("{version}", version)),
        None => command(package.ecosystem.as_deref()?, &package.name, version),
    }
}

/// None where there is no usual command, or where a name or a version holds anything that a shell might take for more.
fn command(ecosystem: &str, name: &str, version: &str) -> Option<String> {
    if !is_plain(name) || !is_plain(version) {
        return None;
    }
    Some(match ecosystem::base(ecosystem) {
        "npm" => format!("npm install {name}@{version}"),
        "crates.io" => format!("cargo update -p {name} --precise {version}"),
        "PyPI" => format!("pip install --upgrade \"{name}>={version}\""),
        "Go" => match name {
            // A path of the standard library has no host.
            name if !name.split('/').next().unwrap_or_default().contains('.') => format!("go get go@{version}"),
            _ => format!("go get {name}@v{}", version.trim_start_matches('v')),
        },
        "Packagist" => format!("composer require \"{name}:^{version}\""),
        "RubyGems" => format!("bundle update {name} --conservative"),
        "NuGet" => format!("dotnet add package {name} --version {version}"),
        "Maven" => maven(name, version)?,
        "Hex" => format!("mix deps.update {name}"),
        "Pub" => format!("dart pub add \"{name}:^{version}\""),
        "Debian" | "Ubuntu" => format!("sudo apt-get install --only-upgrade {name}"),
        "Alpine" | "Wolfi" | "Chainguard" => format!("apk upgrade {name}"),
        "AlmaLinux" | "Red Hat" | "Rocky Linux" | "Mageia" | "openEuler" => format!("sudo dnf upgrade {name}"),
        "SUSE" | "openSUSE" => format!("sudo zypper update {name}"),
        "SwiftURL" => {
            let url = name.trim_start_matches("https://");
            format!(".package(url: \"https://{url}\", from: \"{version}\")")
        }
        _ => return None,
    })
}

fn maven(name: &str, version: &str) -> Option<String> {
    let (group, artifact) = name.split_once(':')?;
    Some(format!(
        "<dependency>\n  <groupId>{group}</groupId>\n  <artifactId>{artifact}</artifactId>\n  <version>{version}</version>\n</dependency>"
    ))
}

/// Readers paste it: letters, digits and the signs that names are made of, and no option.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@/._+:~-".contains(&byte);
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn each_ecosystem_has_its_command() {
        let npm = command("npm", "@harbour/cli", "1.4.3");
        assert_eq!(npm.as_deref(), Some("npm install @harbour/cli@1.4.3"));
        for name in ["stdlib", "toolchain", "net/http"] {
            assert_eq!(command("Go", name, "1.21.12").as_deref(), Some("go get go@1.21.12"));
        }
        assert_eq!(command("Go", "example.org/a/b", "1.2.3").as_deref(), Some("go get example.org/a/b@v1.2.3"));
        assert_eq!(command("PyPI", "harbour", "2.0").as_deref(), Some("pip install --upgrade \"harbour>=2.0\""));
        assert!(command("Maven", "org.example:core", "1").is_some_and(|command| command.contains("<artifactId>core<")));
        assert!(command("Debian:12", "curl", "7.88.1-10+deb12u5").is_some());
        assert_eq!(command("Linux", "kernel", "6.1"), None);
    }

    #[test]
    fn a_project_s_own_command_is_given_however_its_package_is_spelt() {
        let mut settings = crate::render::fixture::site("https://example.org/").settings;
        let project = settings.projects.first_mut().expect("a project");
        (project.packages, project.update) = (vec!["pkg:pypi/Buoy_Client".into()], Some("buoy get {version}".into()));
        let t = crate::render::fixture::t;
        let package = |name: &str, purl: &str| crate::public::Package {
            ecosystem: Some(t("PyPI")),
            name: t(name),
            purl: Some(t(purl)),
            vendor: None,
            product: None,
        };
        let own = super::command_of(&settings, &package("Buoy_Client", "pkg:pypi/buoy-client"), "2.1");
        assert_eq!(own.as_deref(), Some("buoy get 2.1"));
        let other = super::command_of(&settings, &package("quay", "pkg:pypi/quay"), "2.1");
        assert_eq!(other.as_deref(), Some("pip install --upgrade \"quay>=2.1\""));
    }

    #[test]
    fn nothing_that_a_shell_takes_for_more_gets_into_a_command() {
        for hostile in ["a; rm -rf ~", "$(id)", "`id`", "a\nb", "--registry=x", "a b", "a|b", "a&b", "a>b", "\"", ""] {
            assert_eq!(command("npm", hostile, "1.0.0"), None, "{hostile}");
            assert_eq!(command("npm", "name", hostile), None, "{hostile}");
        }
    }
}
