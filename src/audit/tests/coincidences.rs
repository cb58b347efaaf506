//! What two records say without knowing of each other.

use super::{Audit, Plant, Public, caught, passes, withhold};
use crate::emit::File;

const PAGE: &str = "advisories/HARBOUR-2026-7/index.html";

#[test]
fn words_of_the_format_are_no_secret() {
    let words =
        ["high", "resolved", "true", "vulnerability", "clear", "CWE-79", "1.2.3", "2026-03-14", "2026-03-14T10:00:00Z"];
    let more = [
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "AV:N/AC:L/Au:N/C:P/I:P/A:P",
        "42",
        "crates.io",
        "v2.0.0-rc.1",
    ];
    for word in words.into_iter().chain(more) {
        passes(withhold().value("severity", word), PAGE, format!("<p>{word}</p>"));
    }
    passes(withhold().value("affected[0].ranges[0].fixed", "5.2.4.3"), PAGE, "<p>5.2.4.3</p>");
}

#[test]
fn headings_and_advice_are_shared() {
    let plant = || {
        withhold()
            .prose("## Root cause\n\nUpdate to the latest version.\n\n## How to report\n\nThere is no workaround.\n\n- See above.\n")
            .value("title", "How to report")
            .value("responders[0]", "Security team")
            .person("Security team")
            .person("On-call of the platform team")
    };
    passes(
        plant(),
        PAGE,
        "<h2>Root cause</h2><p>Update to the latest version. There is no workaround.</p><h2>How to report</h2>",
    );
    passes(plant(), PAGE, "<p>The security team and the on-call of the platform team did.</p>");
}

#[test]
fn a_package_may_be_named_where_it_is_disclosed() {
    let plant = || {
        withhold()
            .value("affected[0].package", "pkg:npm/harbour-cli")
            .prose("Upgrade `harbour-cli` to 2.0.")
            .value("references[0].url", "https://github.com/harbour/cli")
            .disclosed("pkg:npm/harbour-cli")
            .disclosed("https://github.com/harbour/cli/pull/12")
    };
    passes(
        plant(),
        PAGE,
        "<p>Upgrade harbour-cli to 2.0: <a href=\"https://github.com/harbour/cli/pull/12\">fix</a></p>",
    );
    caught(withhold().value("affected[0].package", "pkg:npm/harbour-cli"), PAGE, "<p>Upgrade harbour-cli.</p>");
}

#[test]
fn a_disclosed_credit_may_be_withheld_elsewhere() {
    passes(withhold().person("Jane Roe").disclosed("Jane Roe"), PAGE, "<p>Found by Jane Roe.</p>");
}

/// A link that is disclosed may be withheld elsewhere, with all that is in it; what is withheld by itself it may not hold.
#[test]
fn a_disclosed_link_exempts_its_parts_where_they_are_parts() {
    let commit = "https://github.com/harbour/cli/commit/53403b58ad1b561927d19068c655246f2db79d48";
    let page = format!("<a href=\"{commit}\">53403b58ad1b</a>");
    passes(withhold().value("references[0].url", commit).disclosed(commit), PAGE, &page);
    passes(withhold().prose(&format!("See {commit} there.")).disclosed(commit), PAGE, &page);
    caught(withhold().value("fixed", "53403b58ad1b561927d19068c655246f2db79d48").disclosed(commit), PAGE, &page);
    let ticket = "https://tracker.example/browse/SEC-4711";
    let page = format!("<a href=\"{ticket}\">log</a>");
    caught(withhold().value("private.ticket", "SEC-4711").disclosed(ticket), PAGE, &page);
    caught(withhold().prose("It is SEC-4711, as ever.").disclosed(ticket), PAGE, &page);
    let contact = "mailto:jane.roe@example.org";
    caught(withhold().person("Jane Roe").disclosed(contact), PAGE, "<a href=\"mailto:jane.roe@example.org\">write</a>");
    passes(withhold().value("contact", contact).disclosed(contact), PAGE, "<p>jane.roe@example.org</p>");
}

#[test]
fn a_disclosed_title_may_be_quoted_in_private() {
    let title = "A crafted archive overwrites files outside the quux folder on Windows";
    let plant = || {
        withhold()
            .prose(&format!("Compare {title}: the same hole again, in the other half of the reader."))
            .disclosed(title)
    };
    passes(plant(), PAGE, format!("<h1>{title}</h1>"));
    caught(plant(), PAGE, format!("<h1>{title}: the same hole again, in the other half</h1>"));
}

#[test]
fn what_the_theme_says_is_on_every_page() {
    let plant = withhold()
        .value("title", "Everything Fanlightish")
        .prose("We publish what is marked for publication, and withhold the fanlightish rest.");
    let theme = "<h1>Everything Fanlightish</h1><p>We publish what is marked for publication, and withhold the fanlightish rest.</p>";
    let audit = Audit::new(plant.withheld(), Public::Nothing, &[theme], Vec::new());
    assert!(audit.pass(File { path: "index.html".into(), bytes: theme.into() }).is_ok());
}

#[test]
fn a_theme_may_not_name_people() {
    let audit =
        Audit::new(withhold().person("Jane Roe").withheld(), Public::Nothing, &["Made by Jane Roe"], Vec::new());
    assert!(audit.pass(File { path: "index.html".into(), bytes: "Made by Jane Roe".into() }).is_err());
}

#[test]
fn part_of_a_longer_word_is_another_word() {
    passes(withhold().value("tags[0]", "globexcorp"), PAGE, "<p>globexcorporation</p>");
    passes(withhold().id("HARBOUR-2026-12"), PAGE, "<p>HARBOUR-2026-123</p>");
    passes(withhold().person("Jane Roe"), PAGE, "<p>Jane Roebuck, Mary-Jane Roeder</p>");
}

#[test]
fn vectors_versions_and_tables_of_numbers_are_no_passages() {
    let plant = || {
        withhold().prose("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H and 1.2.3, 1.2.4, 1.2.5, 1.2.6, 1.2.7\n\n| 0 | 0 | 1 | 0 | 0 | 0 | 1 | 0 |\n")
    };
    passes(
        plant(),
        PAGE,
        "<p>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</p><td>1.2.3, 1.2.4, 1.2.5, 1.2.6</td><td>0 0 1 0 0 0 1 0</td>",
    );
}

#[test]
fn well_known_places_are_no_trace() {
    let plant = Plant::default().prose(
        "Like https://cwe.mitre.org/data/definitions/79.html, see /usr/bin/env, /etc/passwd, SHA-256, UTF-8, x86_64, 127.0.0.1, \
         github.com and the well-known @Override of a main.rs file.",
    );
    passes(
        plant,
        PAGE,
        "<p>https://cwe.mitre.org/data/definitions/79.html /usr/bin/env /etc/passwd SHA-256 x86_64 127.0.0.1 github.com @Override main.rs well known</p>",
    );
}
