//! What a careful person still writes into a public record.

use super::{caught, withhold};

const PAGE: &str = "incidents/HARBOUR-2026-7/index.html";

#[test]
fn a_reporter_is_named_in_the_thanks_of_another_record() {
    caught(withhold().person("Jane Roe"), PAGE, "<p>Thanks to <a href=\"/x/\">Jane <b>Roe</b></a><sup>1</sup>.</p>");
    caught(withhold().person("Jane Q. Roe (Globex)"), PAGE, "<p>Thanks to Roe, Jane.</p>");
    caught(withhold().person("Jane Q. Roe"), PAGE, "<p>Thanks to Jane Roe.</p>");
    caught(
        withhold().person("Jane Roe"),
        PAGE,
        "<p>Thanks to <a href=\"https://social.example.org/@janeroe\">her</a>.</p>",
    );
    caught(withhold().person("山田太郎"), PAGE, "<p>報告者は山田太郎さんです。</p>");
    caught(withhold().person("Zoë Müller-Lüdenscheidt"), PAGE, "<p>ZOE\u{308} MU\u{308}LLER-LU\u{308}DENSCHEIDT</p>");
}

#[test]
fn a_contact_is_in_a_mailto_link() {
    let plant = || withhold().value("reporter.contact", "mailto:jane.roe@globex-corp.com");
    caught(plant(), PAGE, "<a href=\"mailto:jane.roe%40globex-corp.com\">write</a>");
    caught(plant(), PAGE, "<p>They work at globex-corp.com, as we know.</p>");
}

#[test]
fn a_ticket_is_linked_in_a_code_block() {
    let ticket = "https://tracker.internal.example.org/browse/SEC-4711?focus=1#c2";
    let page = "<pre><code><span class=\"c\"># see tracker.internal.example.org/browse/SEC-4711</span>\ncargo update</code></pre>";
    caught(withhold().value("references[0].url", ticket), PAGE, page);
    caught(withhold().prose(&format!("Discussed in <{ticket}>.")), PAGE, page);
    caught(withhold().prose("Tracked as [the ticket](https://x.example/)\nSEC-4711, see there."), PAGE, page);
}

#[test]
fn a_customers_host_is_in_an_excerpt_of_a_log() {
    let plant = || withhold().prose("Customer Globex saw it first, on db01.prod.globex.internal (10.20.30.40).");
    caught(plant(), PAGE, "<pre>Mar 3 12:00:01 db01.prod.globex.internal sshd[42]: refused</pre>");
    caught(plant(), PAGE, "<pre>connect 10.20.30.40:443 refused</pre>");
}

#[test]
fn an_advisory_that_is_still_held_is_named() {
    caught(withhold().id("HARBOUR-2026-AB12"), "sitemap.xml", "<loc>https://x.org/advisories/HARBOUR-2026-AB12/</loc>");
    caught(withhold().id("HARBOUR-2026-AB12"), "advisories/harbour-2026-ab12/index.html", "");
    caught(withhold().value("aliases[0]", "CVE-2026-12345"), "feed.xml", "<title>Fix for cve-2026-12345</title>");
    caught(withhold().value("aliases[0]", "GHSA-wxc4-f4m6-wwqv"), "csaf/2026/ghsa-wxc4-f4m6-wwqv.json", "{}");
    caught(withhold().id("parser-overflow"), "advisories/parser-overflow/index.html", "");
}

#[test]
fn a_withheld_passage_is_quoted() {
    let plant = || {
        withhold().prose(
            "The attacker reached the *signing host* through a forgotten jump server, \
             and [stayed](https://example.org/x) there for eleven days before anyone looked at the logs of the proxy.",
        )
    };
    caught(plant(), PAGE, "<li>… reached the signing host through a <em>forgotten</em> jump server …</li>");
    caught(plant(), PAGE, "<p>proxy, and stayed there for eleven days before anyone looked</p>");
    caught(
        plant(),
        "osv/X-1.json",
        r#"{"details":"and\n[stayed](https:\/\/example.org\/x) there for eleven days before anyone looked"}"#,
    );
}

#[test]
fn a_fix_is_cited_by_the_first_digits_of_its_commit() {
    let commit = "53403b58ad1b561927d19068c655246f2db79d48";
    caught(withhold().value("affected[0].ranges[0].fixed", commit), PAGE, "<p>Fixed in <code>53403b58ad</code>.</p>");
    caught(withhold().prose(&format!("The fix is {commit}.")), PAGE, format!("<p>commit/{commit}</p>"));
}

#[test]
fn a_file_is_copied_as_it_is() {
    let picture = b"\x89PNG\r\n\x1a\nIDAT and forty bytes of a picture that nobody should see";
    caught(withhold().file("whiteboard.png", picture), "static/other-name.png", picture);
    caught(withhold().file("globex-whiteboard.png", picture), PAGE, "<img src=\"globex-whiteboard.png\" alt=\"\">");
    let log = "Mar 3 12:00:01 gateway refused the connection of the backup job three times";
    caught(withhold().file("proxy.log", log.as_bytes()), PAGE, format!("<pre>{log}</pre>"));
}

#[test]
fn a_title_is_in_a_list() {
    caught(
        withhold().value("title", "Padding oracle in quux"),
        "advisories/index.html",
        "<h2>Padding oracle in <code>quux</code></h2>",
    );
    caught(withhold().value("tags[0]", "customer-x"), PAGE, "<a href=\"/tags/customer-x/\">x</a>");
    caught(withhold().value("tags[0]", "globexcorp"), PAGE, "<li>GlobexCorp</li>");
    caught(withhold().value("note", "Ask Wintermute"), PAGE, "<!-- ask Wintermute -->");
}
