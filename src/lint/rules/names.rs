//! Names that machines look up: package URLs, CVE and CWE ids. One that is written wrongly is found by nobody.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Affected, Head, Package, ecosystem};

pub const RULE: Rule = Rule { codes: &[Code::PackageUrl, Code::MalformedId], look };

/// CWE's views and categories: what they group are the weaknesses (cwe.mitre.org, "Usage: prohibited").
const CATEGORIES: [u32; 32] = [
    2, 16, 17, 18, 19, 21, 189, 199, 254, 255, 264, 265, 275, 310, 320, 355, 361, 371, 387, 388, 389, 398, 399, 417,
    429, 438, 442, 452, 465, 557, 559, 569,
];
/// No CWE is near this number yet.
const LAST_CWE: u32 = 1999;

fn look(subject: &Subject, found: &mut Found) {
    for advisory in &subject.site.advisories {
        advisory.affected.iter().for_each(|entry| package(subject, &advisory.head, entry, found));
        ids(subject, &advisory.head, &advisory.cwe, found);
    }
}

fn package(subject: &Subject, head: &Head, affected: &Affected, found: &mut Found) {
    let Some(written) = subject.sources.of_page(&head.path()) else { return };
    let mut note =
        |problem: &str, help: &str| found.add(Code::PackageUrl, Place::key(written, "affected"), problem, help);
    let Package { ecosystem, name, purl, .. } = &affected.package;
    match purl.as_deref() {
        Some(purl) => {
            let kind = purl.trim_start_matches("pkg:").split('/').next().unwrap_or_default();
            if !ecosystem::is_purl_type(kind) {
                let help =
                    "check the spelling: npm, pypi, cargo, golang, maven, nuget, gem, composer, deb, rpm, generic …";
                note("a package URL is of a type that nobody knows: scanners won't find the package by it", help);
            }
            // An `@` of a scope is written %40.
            if purl.split(['?', '#']).next().is_some_and(|path| path.contains('@')) {
                let help = "write the package without it, and versions under `versions` or `ranges`";
                note("a package URL has a version in it, which is not taken for what is affected", help);
            }
        }
        None if ecosystem.is_none() => {
            let kind = name.split_once('/').map(|(kind, _)| kind);
            if kind.is_some_and(ecosystem::is_purl_type) {
                note("a package's name looks like a package URL without `pkg:`", "write `pkg:` before it");
            }
        }
        None => {}
    }
}

fn ids(subject: &Subject, head: &Head, cwe: &[u32], found: &mut Found) {
    let Some(written) = subject.sources.of_page(&head.path()) else { return };
    let cves = head.aliases.iter().chain(&head.related).filter(|id| id.to_ascii_uppercase().starts_with("CVE-"));
    for (key, wrong) in [("aliases", cves.into_iter().any(|id| !is_cve(id)))] {
        if wrong {
            let help = "write CVE-, four digits of the year, and four digits or more: CVE-2026-1234";
            found.add(Code::MalformedId, Place::key(written, key), "an id of CVE's is not written as they are", help);
        }
    }
    if cwe.iter().any(|number| *number == 0 || *number > LAST_CWE) {
        let help = "look it up at cwe.mitre.org";
        found.add(Code::MalformedId, Place::key(written, "cwe"), "a CWE has a number that there isn't", help);
    }
    if cwe.iter().any(|number| CATEGORIES.contains(number)) {
        let help = "name the weakness itself, one of those that the category groups";
        found.add(
            Code::MalformedId,
            Place::key(written, "cwe"),
            "a CWE is a category or a view, which no flaw may be given",
            help,
        );
    }
}

fn is_cve(id: &str) -> bool {
    let digits = |text: &str, least: usize| text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = id.split('-').collect();
    matches!(parts.as_slice(), ["CVE", year, number] if year.len() == 4 && digits(year, 4) && digits(number, 4))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::{self, *};
    use crate::lint::testing::codes;

    #[track_caller]
    fn is(keys: &str, wanted: &[Code]) {
        let text = format!(
            "---\ntitle: A\npublish: true\npublished: 2026-01-01\nimpact: x\nroot_cause: x\nresolution: x\n{keys}\n---\nx\n"
        );
        let found = codes("advisories/A-1.md", &text);
        let found: Vec<Code> = found.into_iter().filter(|code| *code != LacksAffected).collect();
        assert_eq!(found, wanted, "{keys}");
    }

    #[test]
    fn a_package_url_has_a_type_that_is_known_and_no_version() {
        let package = |package: &str| format!("affected: [{{ package: \"{package}\" }}]");
        for right in ["pkg:npm/%40harbour/cli", "pkg:generic/harbour", "pkg:cargo/a", "an appliance", "docs/site"] {
            is(&package(right), &[]);
        }
        for wrong in ["pkg:nmp/harbour", "npm/harbour-server", "pkg:npm/harbour@1.2.3"] {
            is(&package(wrong), &[PackageUrl]);
        }
    }

    #[test]
    fn ids_are_written_as_their_owners_do() {
        for right in ["aliases: [CVE-2026-1234, GHSA-aaaa-bbbb-cccc]", "cwe: [CWE-79, 1321]"] {
            is(right, &[]);
        }
        for wrong in ["aliases: [CVE-2026-1]", "cwe: [CWE-99999999]", "cwe: [CWE-16]"] {
            is(wrong, &[MalformedId]);
        }
    }
}
