//! CSAF names a document's file by its id, in lower case and with `_` for what isn't a letter or a digit (section 5.1): two ids
//! may come to one name, and only one of them has a document then.

use crate::diagnostic::Code;
use crate::emit::csaf;
use crate::lint::{Found, Place, Rule, Subject};
use std::collections::HashSet;

pub const RULE: Rule = Rule { codes: &[Code::CsafName], look };

fn look(subject: &Subject, found: &mut Found) {
    let documented: HashSet<&str> =
        csaf::documented(subject.site).iter().map(|documented| documented.head().id.as_str()).collect();
    for record in subject.site.records().filter(|record| csaf::has(&subject.site.settings, *record)) {
        let head = record.head();
        let Some(written) = subject.sources.of_page(&head.path()).filter(|_| !documented.contains(&*head.id)) else {
            continue;
        };
        let problem = "another record's CSAF document has the same file name, so that this one has none";
        let help = "give one of the two, if it isn't published yet, an id that differs in letters or digits";
        found.add(Code::CsafName, Place::key(written, "id"), problem, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, findings};

    #[test]
    fn two_ids_of_one_csaf_name_are_reported() {
        let advisory = |id: &str, year: u32| {
            (
                format!("advisories/{id}.md"),
                format!("---\nid: {id}\ntitle: A\npublish: true\npublished: {year}-01-01T00:00:00Z\n---\nx\n"),
            )
        };
        let documented = |[(path, text), (other, words)]: [(String, String); 2]| {
            let found = findings(&[("site.yaml", SITE), (&path, &text), (&other, &words)]);
            found.iter().any(|it| it.diagnostic.code == Code::CsafName)
        };
        assert!(documented([advisory("A.1", 2026), advisory("A_1", 2026)]));
        assert!(!documented([advisory("A.1", 2026), advisory("A_1", 2025)]), "another year is another folder");
        assert!(!documented([advisory("A-1", 2026), advisory("A_1", 2026)]));
    }
}
