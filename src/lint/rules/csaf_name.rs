//! CSAF names a document's file by its id, in lower case and with `_` for what isn't a letter or a digit (section 5.1): two ids
//! may come to one name, and only one of them has a document then.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Csaf, Kind};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule { codes: &[Code::CsafName], look };

fn look(subject: &Subject, found: &mut Found) {
    if !subject.site.settings.outputs.csaf {
        return;
    }
    let heads = subject.site.records().map(|record| record.head());
    let mut heads: Vec<_> = heads.filter(|it| matches!(it.kind, Kind::Advisory | Kind::Incident)).collect();
    heads.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut taken = BTreeMap::new();
    for head in heads {
        let first = *taken.entry((head.published.year(), Csaf::file_name(&head.id))).or_insert(head);
        let Some(written) = subject.sources.of_page(&head.path()).filter(|_| !std::ptr::eq(first, head)) else {
            continue;
        };
        let problem = "another record's CSAF document has the same file name, so that this one has none";
        let mend = "give one of the two, if it isn't published yet, an id that differs in letters or digits";
        found.add(Code::CsafName, Place::key(written, "id"), problem, mend);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, findings};

    #[test]
    fn two_ids_of_one_csaf_name_are_told() {
        let advisory = |id: &str, year: u32| {
            (
                format!("advisories/{id}.md"),
                format!("---\nid: {id}\ntitle: A\npublish: true\npublished: {year}-01-01T00:00:00Z\n---\nx\n"),
            )
        };
        let told = |[(path, text), (other, words)]: [(String, String); 2]| {
            let found = findings(&[("site.yaml", SITE), (&path, &text), (&other, &words)]);
            found.iter().any(|it| it.diagnostic.code == Code::CsafName)
        };
        assert!(told([advisory("A.1", 2026), advisory("A_1", 2026)]));
        assert!(!told([advisory("A.1", 2026), advisory("A_1", 2025)]), "another year is another folder");
        assert!(!told([advisory("A-1", 2026), advisory("A_1", 2026)]));
    }
}
