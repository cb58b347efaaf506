//! What becomes a needle, and what doesn't.

use super::identifiers::find;
use super::names::forms;
use super::plant::Plant;
use super::{Kind, Reason};

fn kinds(plant: Plant) -> Vec<Kind> {
    let needles = plant.withheld().into_needles(crate::private::withheld::Public::Nothing);
    let mut kinds: Vec<Kind> = needles.needles.iter().map(|n| n.kind).collect();
    kinds.extend(needles.texts.iter().map(|_| Kind::Prose));
    kinds
}

fn reasons(plant: Plant) -> Vec<Reason> {
    plant.withheld().unsought(crate::private::withheld::Public::Nothing).into_iter().map(|u| u.why).collect()
}

#[test]
fn identifiers_are_found_in_prose() {
    let text = "See [SEC-4711](https://tracker.globex-corp.com/browse/SEC-4711), mail jane@globex-corp.com, look at \
                `/home/jroe/poc.py` and C:\\Users\\jroe\\poc.py on db1.globex.internal:8443 (10.1.2.3, fe80::1ff:fe23:4567:890a), \
                commit 53403b58ad1b, @janeroe, @jane@social.globex.dev.";
    let found = find(text);
    for wanted in [
        "SEC-4711",
        "tracker.globex-corp.com",
        "tracker.globex-corp.com/browse/SEC-4711",
        "jane@globex-corp.com",
        "/home/jroe/poc.py",
        "C:\\Users\\jroe\\poc.py",
        "db1.globex.internal",
        "10.1.2.3",
        "fe80::1ff:fe23:4567:890a",
        "53403b58ad1b",
        "janeroe",
        "jane@social.globex.dev",
    ] {
        assert!(found.iter().any(|f| f == wanted), "{wanted} is not among {found:?}");
    }
}

#[test]
fn code_and_ordinary_words_are_no_identifiers() {
    let text = "The well-known `std::fs::read` of main.rs, setup.py and serde_json::from_str in 1.2.3.4, e.g. on x86_64 with SHA-256, \
                UTF-8, ISO-8859-1, RFC-9116, log4j2, a/b testing, and/or i.e. foo.bar(), v2.0.0-rc.1; see README.md. CVSS:3.1/AV:N, \
                --no-verify-ssl, Base64Decoder, OAuth2Client, utf8mb4_unicode_ci, C++17, ?page=2&sort=1, lodash@4.17.21, 0xdeadbeef, \
                AES-256-GCM, x86_64-unknown-linux-gnu, 10:30:21Z, a1b2, key=value1, $HOME, &nbsp;, #1234, sha2-0.10.8, i18n, EC2";
    assert!(find(text).is_empty(), "{:?}", find(text));
}

#[test]
fn a_name_has_several_forms() {
    let forms = forms("Jane Q. Roe (Globex) <jane@globex.example>");
    for wanted in ["Jane Q. Roe", "Jane Roe", "Roe Jane", "Roe Jane Q.", "JaneRoe", "Globex"] {
        assert!(forms.iter().any(|f| f == wanted), "{wanted} is not among {forms:?}");
    }
}

#[test]
fn each_thing_is_of_its_kind() {
    assert!(kinds(Plant::default().id("HARBOUR-2026-7")) == [Kind::Id]);
    assert!(kinds(Plant::default().value("title", "Padding oracle in quux")) == [Kind::Value]);
    assert!(kinds(Plant::default().value("tags[0]", "customer-x")) == [Kind::Identifier]);
    assert!(kinds(Plant::default().prose("Wintermute was told on Monday.")) == [Kind::Sentence]);
    assert!(kinds(Plant::default().prose("one two three four five six seven eight wintermute")) == [Kind::Prose]);
    assert!(kinds(Plant::default().prose("one two three four five six seven eight")).is_empty());
}

#[test]
fn what_is_not_looked_for_is_listed_with_its_reason() {
    assert!(reasons(Plant::default().value("severity", "high")) == [Reason::Vocabulary]);
    assert!(reasons(Plant::default().value("services", "3")) == [Reason::Number]);
    assert!(reasons(Plant::default().value("note", "2026-03-14")) == [Reason::Time]);
    assert!(reasons(Plant::default().value("fixed", "1.2.3")) == [Reason::Version]);
    assert!(reasons(Plant::default().value("severity", "CVSS:3.1/AV:N/AC:L")) == [Reason::Vector]);
    assert!(reasons(Plant::default().value("cwe", "CWE-79")) == [Reason::Weakness]);
    assert!(reasons(Plant::default().value("tags", "acme")) == [Reason::Short]);
    assert!(reasons(Plant::default().value("tags", "availability")) == [Reason::Common]);
    assert!(reasons(Plant::default().person("Jane Roe").disclosed("jane roe")) == [Reason::Disclosed]);
}

#[test]
fn merging_keeps_every_needle_and_its_origin() {
    let mut first = Plant::default().person("Jane Roe").withheld();
    let second = Plant::default().id("HARBOUR-2026-7").prose("Wintermute was told on Monday.").withheld();
    first.merge(std::sync::Arc::new(second));
    let needles = first.into_needles(crate::private::withheld::Public::Nothing);
    for needle in &needles.needles {
        let key = &needles.origins.get(needle.origin).expect("an origin").key;
        let wanted = match needle.kind {
            Kind::Id => "id",
            Kind::Sentence => "body",
            _ => "reporter",
        };
        assert_eq!(key, wanted);
    }
}
