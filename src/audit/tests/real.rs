//! Slips as people made them, or nearly did: what was withheld in one record stands in another's page.

use super::{Plant, caught, withhold};

/// What is withheld, and a piece of a public page that gives it away.
const SLIPS: [(&str, &str, &str); 43] = [
    ("person", "Jane Roe", "<p>We thank Jane Roe of Globex, who also told us of this one.</p>"),
    ("person", "Jane Roe", "<li><a href=\"mailto:jane.roe@globex.example\">Reporter</a></li>"),
    ("person", "Jane Roe", "<p>Fix by @jane-roe, see the commit.</p>"),
    ("person", "Priya Raghunathan", "<pre>Author: PRIYA RAGHUNATHAN &lt;pr@example.org&gt;</pre>"),
    ("contact", "mailto:p.raghunathan@globex.example", "<pre>Reported-by: p.raghunathan@globex.example</pre>"),
    ("contact", "https://matrix.to/#/@jroe:example.org", "<p>Ask https://matrix.to/#/@jroe:example.org</p>"),
    (
        "private.ticket",
        "https://tracker.internal.example/browse/SEC-4711",
        "<pre><code># https://tracker.internal.example/browse/SEC-4711\nfix()</code></pre>",
    ),
    ("private.ticket", "SEC-4711", "<pre><code><span class=\"c\">// TODO(SEC-4711)</span></code></pre>"),
    (
        "private.ticket",
        "https://tracker.internal.example/browse/SEC-4711",
        "<a href=\"https://tracker.internal.example/browse/SEC-4711?focusedId=9\">log</a>",
    ),
    ("private.host", "db01.prod.globex.internal", "<pre>Mar 3 12:00:01 db01.prod.globex.internal kernel: oops</pre>"),
    ("private.host", "db01.prod.globex.internal", "<pre>psql -h DB01.PROD.GLOBEX.INTERNAL -U x</pre>"),
    ("private.address", "10.20.30.40", "<pre>10.20.30.40 - - [03/Mar/2026:12:00:01 +0000] \"GET / HTTP/1.1\"</pre>"),
    ("private.address", "2001:db8:85a3::8a2e:370:7334", "<pre>refused [2001:db8:85a3::8a2e:370:7334]:443</pre>"),
    ("private.customer", "Globex Corporation", "<p>The first to see it was GLOBEX Corporation.</p>"),
    ("tags[0]", "customer-globex", "<a class=\"tag\" href=\"/tags/customer-globex/\">customer</a>"),
    ("accounts[0]", "svc-deploy-eu7", "<pre>sudo -u svc-deploy-eu7 ./run</pre>"),
    ("affected[0].ranges[0].fixed", "53403b58ad1b561927d19068c655246f2db79d48", "<td>Fixed in 53403b58ad1b</td>"),
    ("aliases[0]", "CVE-2026-31337", "<title>Release 4.2.1: fixes CVE-2026-31337</title>"),
    ("aliases[0]", "GHSA-wxc4-f4m6-wwqv", "<a href=\"https://github.com/advisories/GHSA-wxc4-f4m6-wwqv\">here</a>"),
    ("id", "HARBOUR-2026-AB12", "<p>See also HARBOUR-2026-AB12, when it is out.</p>"),
    (
        "title",
        "Padding oracle in the session cookie",
        "<h2>Changes</h2><li>Padding oracle in the <b>session</b> cookie</li>",
    ),
    (
        "prose",
        "An attacker who can guess the length of the token may forge a session for any user of the host.",
        "<li>who can guess the length of the token may forge a session for any</li>",
    ),
    (
        "prose",
        "The dump is at s3://globex-dumps/2026-03-03/core.4711 until Friday.",
        "<pre>aws s3 cp s3://globex-dumps/2026-03-03/core.4711 .</pre>",
    ),
    // Parts of a withheld URL, alone.
    (
        "references[0].url",
        "https://github.com/globex/quux/commit/53403b58ad1b561927d19068c655246f2db79d48",
        "<p>Fixed in 53403b58ad1b561927d19068c655246f2db79d48.</p>",
    ),
    (
        "references[0].url",
        "https://github.com/globex/quux/commit/53403b58ad1b561927d19068c655246f2db79d48.patch",
        "<td><code>53403b58ad</code></td>",
    ),
    ("references[0].url", "https://git.example.org/quux/compare/1.2.0...9c1185a5c5", "<p>As of 9c1185a5c5.</p>"),
    ("private.ticket", "https://tracker.internal.example/browse/SEC-4711?page=3", "<p>// TODO(SEC-4711)</p>"),
    (
        "prose",
        "See <https://github.com/globex/quux/pull/7/commits/9c1185a5c5e9>, please.",
        "<p>commit 9c1185a5c5e9</p>",
    ),
    (
        "private.document",
        "https://docs.google.com/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
        "<p>The document 1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms</p>",
    ),
    ("private.thread", "https://globex.slack.com/archives/C02F8QK71/p1699999999123456", "<p>In C02F8QK71.</p>"),
    ("prose", "The bug is https://bugs.example.org/show?id=1699999123 there.", "<p>Bug 1699999123</p>"),
    // People and companies whom only prose names.
    ("prose", "Jane Roe told us on Monday that the key was out.", "<p>We thank Jane Roe.</p>"),
    ("prose", "On Monday the key was out, as Jane Q. Roe told us.", "<li>Thanks: Roe, Jane</li>"),
    ("prose", "- seen by Priya Raghunathan's team\n- closed", "<pre>Author: Priya Raghunathan</pre>"),
    (
        "prose",
        "When Wenna Tregarrick called, nobody answered.",
        "<a href=\"https://social.example.org/@wennatregarrick\">x</a>",
    ),
    ("private.note", "Jane Roe wants no credit", "<p>Found by Jane Roe.</p>"),
    ("private.reporter", "Jane Roe", "<p>Found by Jane Roe.</p>"),
    ("prose", "The first customer to call was Globex Corporation, at noon.", "<p>Globex Corporation saw it first.</p>"),
    ("contact", "mailto:jane.roe@gmail.com", "<p>Found by Jane Roe.</p>"),
    // Passwords and keys in prose.
    ("prose", "The password was correct-horse-battery until Monday.", "<pre>login -p correct-horse-battery</pre>"),
    ("prose", "They logged in with Tr0ub4dor-&3 twice.", "<p>the password Tr0ub4dor-&amp;3</p>"),
    ("prose", "It ran as P@ssw0rd! for a week.", "<p>P@ssw0rd!</p>"),
    ("prose", "The key AKIAIOSFODNN7EXAMPLE was on the page.", "<pre>AWS_KEY=AKIAIOSFODNN7EXAMPLE</pre>"),
];

fn plant(what: &str, text: &str) -> Plant {
    match what {
        "person" => withhold().person(text),
        "prose" => withhold().prose(text),
        "id" => withhold().id(text),
        key => withhold().value(key, text),
    }
}

#[test]
fn none_of_the_real_slips_is_missed() {
    for (what, text, page) in SLIPS {
        println!("{what}: {page}");
        let page = format!("<!DOCTYPE html><html lang=en><title>A</title><main><h1>Public</h1>{page}</main></html>");
        caught(plant(what, text), "incidents/HARBOUR-2026-7/index.html", &page);
        // The same text in what machines read.
        let json = serde_json::json!({ "details": page }).to_string();
        caught(plant(what, text), "osv/HARBOUR-2026-7.json", json);
    }
}
