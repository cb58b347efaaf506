//! One advisory, one vulnerability: two CVE ids are two vulnerabilities.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::TwoCves], look };

fn look(subject: &Subject, found: &mut Found) {
    for head in subject.site.advisories.iter().map(|advisory| &advisory.head) {
        let aliases = head.aliases.iter().chain([&head.id]);
        let cves =
            aliases.filter(|alias| alias.get(..4).is_some_and(|value| value.eq_ignore_ascii_case("CVE-"))).count();
        let Some(written) = subject.sources.of_page(&head.path()).filter(|_| cves > 1) else { continue };
        let problem = "the advisory has more than one CVE id: each is a vulnerability of its own";
        let help = "write one advisory for each, or move ids of other vulnerabilities to `related`";
        found.add(Code::TwoCves, Place::key(written, "aliases"), problem, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::codes;

    #[test]
    fn one_cve_id_is_enough() {
        let advisory = |aliases: &str| {
            format!("---\ntitle: A\npublish: true\npublished: 2026-01-01\naliases: [{aliases}]\n---\nx\n")
        };
        let two = codes("advisories/A-1.md", &advisory("CVE-2026-0001, CVE-2026-0002"));
        assert!(two.contains(&Code::TwoCves));
        let one = codes("advisories/A-1.md", &advisory("CVE-2026-0001, GHSA-aaaa-bbbb-cccc"));
        assert!(!one.contains(&Code::TwoCves));
    }
}
