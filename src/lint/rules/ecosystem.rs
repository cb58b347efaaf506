//! Ecosystems as OSV names them: by another name no scanner finds the package.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Affected, Head, ecosystem};

pub const RULE: Rule = Rule { codes: &[Code::UnknownEcosystem], look };

fn look(subject: &Subject, found: &mut Found) {
    let advisories = subject.site.advisories.iter().map(|advisory| (&advisory.head, &advisory.affected));
    let incidents = subject.site.incidents.iter().map(|incident| (&incident.head, &incident.affected));
    advisories.chain(incidents).for_each(|(head, affected)| record(subject, head, affected, found));
}

fn record(subject: &Subject, head: &Head, affected: &[Affected], found: &mut Found) {
    let names = affected.iter().filter_map(|entry| entry.package.ecosystem.as_deref());
    for name in names.filter(|name| !ecosystem::is_known(name)) {
        let Some(written) = subject.sources.of_page(&head.path()) else { return };
        let help = match ecosystem::nearest(name) {
            Some(right) => format!("write `{right}`"),
            None => "write one of OSV's names, such as npm, PyPI, crates.io, Go or Maven, or the package's name alone"
                .into(),
        };
        let problem = "an ecosystem has a name that OSV doesn't know: scanners won't find the package by it";
        found.add(Code::UnknownEcosystem, Place::key(written, "affected"), problem, &help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::codes;

    #[test]
    fn an_ecosystem_has_the_name_that_osv_gives_it() {
        let advisory = |ecosystem: &str| {
            let affected = format!("affected:\n  - package: {{ ecosystem: \"{ecosystem}\", name: harbour }}\n");
            format!("---\ntitle: A\npublish: true\npublished: 2026-01-01\n{affected}---\nx\n")
        };
        let finds = |ecosystem| codes("advisories/A-1.md", &advisory(ecosystem)).contains(&Code::UnknownEcosystem);
        assert!(finds("NPM") && finds("crates") && finds("Kittiwake"));
        assert!(!finds("npm") && !finds("Debian:12") && !finds("GitHub Actions"));
    }
}
