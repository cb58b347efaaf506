//! What is not worth stopping a release for: standing sentences, what everybody uses, whoever a page names.

use super::{Audit, Plant, Public, withhold};
use crate::emit::File;
use crate::private::withheld::Source;

const PAGE: &str = "advisories/HARBOUR-2026-7/index.html";

/// One public record or page says each of the texts.
fn alarms(plant: Plant, texts: &[(Source, &str)]) -> usize {
    let texts: Vec<_> = texts.iter().map(|(source, text)| (*source, (*text).to_owned())).collect();
    let audit = Audit::new(plant.withheld(), Public::Texts(&texts), &[], Vec::new());
    texts
        .iter()
        .filter(|(_, text)| audit.pass(File { path: PAGE.into(), bytes: text.as_bytes().into() }).is_err())
        .count()
}

#[test]
fn a_standing_sentence_may_be_in_a_draft_and_in_public() {
    for sentence in [
        "There is no known workaround.",
        "Update to the latest release.",
        "Disable HTTP/2 in the configuration.",
        "We would like to thank everybody who reported this issue to us for working with us on a coordinated disclosure.",
        "Update to the latest release, which is available from our download page, and restart the service afterwards.",
        "All users should upgrade to the latest version of harb-parser as soon as possible. If you cannot upgrade, restrict network \
         access to the admin interface to trusted hosts.",
        "The information in this document is provided as is, without warranty of any kind, either express or implied, including the \
         implied warranties of merchantability and fitness for a particular purpose.",
    ] {
        let known = || withhold().disclosed("harb-parser");
        let plants =
            [known().prose(sentence), known().value("workaround", sentence), known().value("resolution", sentence)];
        for plant in plants {
            assert_eq!(alarms(plant, &[(Source::Record, sentence)]), 0, "{sentence}");
        }
    }
}

#[test]
fn a_passage_with_words_of_its_own_is_standing_once_two_others_say_it() {
    let passage = "Quuxtech assumes no liability for any frobnication of the fnordic parts of this document, in whole or in part.";
    let said = |times: usize| vec![(Source::Record, passage); times];
    assert_eq!(alarms(withhold().prose(passage), &said(1)), 1);
    assert_eq!(alarms(withhold().prose(passage), &said(2)), 2);
    assert_eq!(alarms(withhold().prose(passage), &said(3)), 0);
    // What somebody withheld by itself is looked for, however many say it.
    assert_eq!(alarms(withhold().person("Jane Roe"), &[(Source::Record, "Jane Roe"); 4]), 4);
    assert_eq!(alarms(withhold().id("HARBOUR-2026-k3x9"), &[(Source::Record, "HARBOUR-2026-k3x9"); 4]), 4);
}

#[test]
fn a_title_of_known_words_is_no_secret_where_a_public_title_says_as_much() {
    let title = "A long name ends the server";
    let public = "<h1>Example: a long name ends the server</h1>";
    let draft = || withhold().value("title", title);
    assert_eq!(alarms(draft(), &[(Source::Record, public)]), 1);
    assert_eq!(alarms(draft().disclosed_title("Example: a long name ends the server"), &[(Source::Record, public)]), 0);
}

#[test]
fn names_of_weaknesses_are_no_secret() {
    for name in
        ["Stack-based Buffer Overflow", "CWE-79: Cross-site Scripting", "Cross-site Scripting", "Use After Free"]
    {
        assert_eq!(alarms(withhold().value("private.cwe", name), &[(Source::Record, name)]), 0, "{name}");
    }
}

#[test]
fn what_everybody_uses_is_in_many_texts() {
    for used in [
        "http://localhost:8080/quux/fnord",
        "192.0.2.17",
        "192.168.1.1",
        "2001:db8::1",
        "https://example.com/login",
        "user@example.org",
        "/etc/harbour/config.toml",
        "https://github.com/quuxer/fnord/blob/main/README.md",
        "00000a10: 4865 6c6c 6f20 7a7a",
        "0000a1f0  00 a1 b2 c3 d4",
    ] {
        let draft = withhold().prose(&format!("It was like {used} then."));
        assert_eq!(alarms(draft, &[(Source::Record, &format!("<p>Look at {used}, please.</p>"))]), 0, "{used}");
    }
}

#[test]
fn an_older_cve_is_cited_by_many_and_a_records_own_by_none() {
    let draft = || {
        withhold().value("aliases[0]", "CVE-2026-48151").prose("It is CVE-2019-11254 again, and CVE-2026-50001 soon.")
    };
    assert_eq!(alarms(draft(), &[(Source::Record, "<p>Compare CVE-2019-11254.</p>")]), 0);
    assert_eq!(alarms(draft(), &[(Source::Record, "<p>Compare CVE-2026-48151.</p>")]), 1);
    assert_eq!(alarms(draft(), &[(Source::Record, "<p>Compare CVE-2026-50001.</p>")]), 1);
}

#[test]
fn a_page_of_the_team_names_its_members_and_a_record_does_not() {
    let page = (Source::Page, "<li>Ottoline Fairweather, releases</li>");
    let record = (Source::Record, "<p>Ottoline Fairweather saw it first.</p>");
    for key in ["responders", "coordinator", "coordinator.name", "authors.name"] {
        let team = || withhold().named(key, "Ottoline Fairweather");
        assert_eq!(alarms(team(), &[page]), 0, "{key}");
        assert_eq!(alarms(team(), &[page, record]), 2, "{key}");
    }
    assert_eq!(alarms(withhold().named("reporter", "Ottoline Fairweather"), &[page]), 1);
    assert_eq!(
        alarms(withhold().named("reporter", "Ottoline Fairweather").disclosed("Ottoline Fairweather"), &[page]),
        0
    );
}

#[test]
fn the_address_of_a_page_names_nobody() {
    let reporter = || withhold().person("Siobhan Vandermeer");
    let says = [(Source::Record, "<p>Thanks to Siobhan Vandermeer.</p>")];
    for id in ["siobhan-vandermeer", "/siobhan-vandermeer/", "https://security.example.org/siobhan-vandermeer/"] {
        assert_eq!(alarms(reporter().disclosed_id(id), &says), 1, "{id}");
        let link = [(Source::Record, id)];
        assert_eq!(alarms(withhold().prose(&format!("See {id} there.")).disclosed_id(id), &link), 0, "{id}");
    }
    assert_eq!(alarms(reporter().disclosed_title("Siobhan Vandermeer"), &says), 1);
}
