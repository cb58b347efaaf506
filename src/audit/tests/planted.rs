//! Slips that a generator plants in the texts of a real site, where three other records and the team's page are public: names,
//! handles, hosts, tickets, passages with something particular in them, in every way that people and programs write them.

use super::{Audit, Plant, Public, withhold};
use crate::emit::File;
use crate::private::withheld::Source;

/// What is withheld, and as what it is written where it slips.
const SECRETS: [(&str, &str, &str); 22] = [
    ("person", "Siobhán Vandermeer", "Siobhán Vandermeer"),
    ("person", "Siobhán Vandermeer (Kestrelworks)", "Vandermeer, Siobhán"),
    ("person", "Jürgen Køhlerström", "Jurgen Kohlerstrom"),
    ("person", "Jürgen Bräunlich", "Juergen Braeunlich"),
    ("prose", "On Friday Ottoline Fairweather told us, and nobody else.", "Ottoline Fairweather"),
    ("prose", "The first to call was Kestrelworks Logistics, at noon.", "Kestrelworks Logistics"),
    ("private.reporter", "Ottoline Fairweather", "ottolinefairweather"),
    ("prose", "It was found by @svandermeer on the list.", "svandermeer"),
    ("contact", "mailto:s.vandermeer@kestrelworks.example", "s.vandermeer@kestrelworks.example"),
    ("prose", "They saw it on edge3.kestrelworks.io first.", "edge3.kestrelworks.io"),
    ("private.host", "db7.kestrelworks.example", "db7.kestrelworks.example"),
    ("prose", "The jump host is 10.77.3.91, behind the proxy.", "10.77.3.91"),
    ("prose", "Tracked as PSIRT-20417 until it is out.", "PSIRT-20417"),
    ("private.ticket", "https://tracker.example.org/browse/PSIRT-20417?x=1", "PSIRT-20417"),
    ("aliases[0]", "CVE-2026-48151", "CVE-2026-48151"),
    ("id", "HARBOUR-2026-k3x9", "HARBOUR-2026-k3x9"),
    ("prose", "The fix is 53403b58ad1b561927d19068c655246f2db79d48.", "53403b58ad1b"),
    ("prose", "The proof is in /home/svandermeer/poc/run.py for now.", "/home/svandermeer/poc/run.py"),
    ("accounts[0]", "svc-kestrel-eu7", "svc-kestrel-eu7"),
    ("prose", "Kestrelworks got the key.", "Kestrelworks got the key"),
    (
        "prose",
        "For nine weeks the attackers kept the signing key of kestrelworks in a bucket that everybody could read.",
        "the attackers kept the signing key of kestrelworks in a bucket",
    ),
    (
        "impact",
        "A forged quibblesome header reads the files of every other customer.",
        "a forged quibblesome header reads the files of every",
    ),
];

/// Texts in which it slips.
const TEXTS: [&str; 6] = [
    "<p>An attacker who can send requests may read files. Thanks to {} for the report. Update to the latest version.</p>",
    "<ul><li>Fixed a denial of service in the parser (see {}).</li><li>Update to the latest release.</li></ul>",
    "<table><tr><td>2026-03-03</td><td>Reported: {}</td></tr><tr><td>2026-03-04</td><td>Fixed</td></tr></table>",
    "<pre><code><span class=\"c\"># {}</span>\ncargo update -p harbour-core\n</code></pre>",
    "<blockquote><p>There is no known workaround, says <em>{}</em>.</p></blockquote>",
    "<h2>Timeline</h2><p>12:00 UTC {}</p><p>All users should upgrade as soon as possible.</p>",
];

type Disguise = (&'static str, fn(&str) -> String);

const DISGUISES: [Disguise; 14] = [
    ("as it is", |text| text.to_owned()),
    ("capitals", |text| text.to_uppercase()),
    ("small letters", |text| text.to_lowercase()),
    ("emphasis", |text| format!("<b>{}</b>", text.replacen(' ', "</b> <b>", 1))),
    ("tags within words", |text| each(text, |c| format!("<i>{c}</i>"))),
    ("numeric entities", |text| each(text, |c| format!("&#{};", u32::from(c)))),
    ("soft hyphens", |text| each(text, |c| format!("{c}&shy;"))),
    ("zero-width spaces", |text| each(text, |c| format!("{c}\u{200b}"))),
    ("line breaks", |text| text.replace(' ', "\n    ")),
    ("fixed spaces", |text| text.replace(' ', "&nbsp;")),
    ("a hyphenated line", hyphenated),
    ("a possessive", |text| format!("{text}'s")),
    ("a typographic possessive", |text| format!("{text}&rsquo;s team")),
    ("a link", |text| format!("<a href=\"/x/?q={}\">see</a>", percent(text))),
];

fn each(text: &str, to: impl Fn(char) -> String) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { to(c) } else { c.to_string() }).collect()
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// In the middle of its longest word of letters.
fn hyphenated(text: &str) -> String {
    let longest = text.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).unwrap_or_default();
    let middle = longest.char_indices().nth(longest.chars().count() / 2).map_or(0, |(at, _)| at);
    if middle < 3 {
        return text.to_owned();
    }
    text.replacen(longest, &format!("{}-\n  {}", &longest[..middle], &longest[middle..]), 1)
}

/// What the site says elsewhere.
fn elsewhere() -> Vec<(Source, String)> {
    let record = |text: &str| (Source::Record, text.to_owned());
    vec![
        record(
            "An attacker who can send requests may read files of the signing service. Update to the latest version.",
        ),
        record("There is no known workaround. All users should upgrade as soon as possible. The key was in a bucket."),
        record("A forged header reads every file. The proof of concept is public; customers were told."),
        (Source::Page, "The team: Ann Example, Bob Example. Every key is kept for nine weeks.".to_owned()),
    ]
}

fn plant(what: &str, text: &str) -> Plant {
    match what {
        "person" => withhold().person(text),
        "prose" => withhold().prose(text),
        "id" => withhold().id(text),
        key => withhold().value(key, text),
    }
}

#[test]
fn none_of_the_planted_slips_is_missed() {
    let elsewhere = elsewhere();
    let mut planted = 0;
    let mut missed = Vec::new();
    for (at, (what, withheld, slip)) in SECRETS.iter().enumerate() {
        for (turn, (name, disguise)) in DISGUISES.iter().enumerate() {
            let page = TEXTS[(at + turn) % TEXTS.len()].replace("{}", &disguise(slip));
            let json = serde_json::json!({ "details": page }).to_string();
            for (path, text) in [("incidents/HARBOUR-2026-7/index.html", page), ("osv/HARBOUR-2026-7.json", json)] {
                // The text that lets it slip is public as well.
                let texts: Vec<_> = elsewhere.iter().cloned().chain([(Source::Record, text.clone())]).collect();
                let audit = Audit::new(plant(what, withheld).withheld(), Public::Texts(&texts), &[], Vec::new());
                planted += 1;
                if audit.pass(File { path: path.into(), bytes: text.clone().into() }).is_ok() {
                    missed.push(format!("{what} {withheld:?}, {name}: {text}"));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} of {planted} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(planted > 600);
}

/// The same texts with nothing planted raise no alarm.
#[test]
fn what_the_site_says_elsewhere_is_no_slip() {
    for (what, withheld, _) in SECRETS {
        for text in TEXTS {
            let page = text.replace("{}", "Ann Example");
            let audit = Audit::new(plant(what, withheld).withheld(), Public::Texts(&elsewhere()), &[], Vec::new());
            assert!(
                audit.pass(File { path: "a.html".into(), bytes: page.clone().into() }).is_ok(),
                "{withheld}: {page}"
            );
        }
    }
}
