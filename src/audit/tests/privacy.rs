//! What the audit reports, and to whom; and what a person may allow.

use super::{Allowance, Audit, Leak, Public, pass, withhold};
use crate::audit::parse_allowances;
use crate::emit::File;

fn leaks(path: &str, content: &str) -> Vec<Leak> {
    pass(withhold().person("Jane Roe"), path, content).err().unwrap_or_default()
}

#[test]
fn a_public_line_tells_neither_the_name_nor_where_it_is_withheld() {
    let found = leaks("thanks/index.html", "<p>Jane Roe</p>");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].public_line(), "something withheld would leave in thanks/index.html");
    assert!(found[0].private_line().contains("incidents/secret.md:3: reporter"));
    assert!(!found[0].private_line().to_lowercase().contains("roe"));
}

#[test]
fn a_path_that_tells_is_not_named_in_public() {
    for leak in leaks("people/jane-roe.html", "") {
        assert!(!leak.public_line().contains("roe"));
    }
    assert!(!leaks("people/jane%20roe.html", "").is_empty());
    assert!(!leaks("people/jane-roe.html", "").is_empty());
}

fn allowed(in_: &str, text: &str, path: &str, content: &str) -> (bool, usize) {
    let allowance = Allowance { text: text.into(), in_: in_.into(), why: "a namesake".into() };
    let audit = Audit::new(withhold().person("Jane Roe").withheld(), Public::Nothing, &[], vec![allowance]);
    let passed = audit.pass(File { path: path.into(), bytes: content.into() }).is_ok();
    (passed, audit.unused().count())
}

#[test]
fn a_coincidence_can_be_allowed_in_one_record() {
    let page = "<p>By Jane Roe, the other one.</p>";
    assert_eq!(allowed("HARBOUR-1", "Jane Roe", "advisories/HARBOUR-1/index.html", page), (true, 0));
    assert_eq!(allowed("HARBOUR-1", "By Jane Roe, the other", "osv/HARBOUR-1.json", page), (true, 0));
    assert_eq!(allowed("HARBOUR-1", "Jane Roe", "advisories/HARBOUR-12/index.html", page), (false, 1));
    assert_eq!(allowed("site", "Jane Roe", "feed.xml", page), (true, 0));
    assert_eq!(allowed("site", "Jane", "feed.xml", page), (false, 1));
    assert_eq!(allowed("site", "Jane Roe", "feed.xml", "<p>nobody</p>"), (true, 1));
}

#[test]
fn allowances_are_read_strictly_and_errors_quote_nothing() {
    assert!(parse_allowances("# none yet\n").is_ok_and(|list| list.is_empty()));
    assert!(parse_allowances("- { text: Jane Roe, in: site, why: a namesake }\n").is_ok_and(|list| list.len() == 1));
    assert!(parse_allowances("- { text: Jane Roe, in: site }\n").is_err());
    assert!(parse_allowances("- { text: a, in: site, why: b, secret: c }\n").is_err());
}

mod types {
    use crate::audit::{Allowance, Audit, Audited, Leak};
    use crate::private::withheld::{Needles, Withheld};
    use static_assertions::{assert_impl_all, assert_not_impl_any};
    use std::fmt::{Debug, Display};

    assert_impl_all!(Audit: Send, Sync);
    assert_not_impl_any!(Withheld: Debug, Display, serde::Serialize, Clone);
    assert_not_impl_any!(Needles: Debug, Display, serde::Serialize, Clone);
    assert_not_impl_any!(Allowance: Debug, Display, serde::Serialize);
    assert_not_impl_any!(Leak: Debug, Display, serde::Serialize);
    assert_not_impl_any!(Audited: From<crate::emit::File>, serde::de::DeserializeOwned, Default);
}
