//! Records of other formats that mean us harm, through whole builds: no script survives, whatever the format.

mod csaf;
mod faithful;
mod records;

use crate::harness::{Run, Site, Tree};
use records::{FORMATS, file, id, spoilt, texts, whole};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const HOSTILE: [&str; 13] = [
    "<script>alert(1)</script>",
    "a</title></textarea></style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>",
    "<iframe src=\"https://evil.example/\"></iframe><object data=x></object><form action=x><input></form>",
    "]]><script>alert(1)</script>",
    "`<script>alert(1)</script>` and ``` <script>alert(1)</script>",
    "::: private\nwords\n\n:::: until 2030",
    "[x]{.private} !private !until:2030-01-01T00:00:00Z {.tlp} x",
    "\u{202E}\u{FDD0}\u{0}\u{7}\u{FEFF}",
    "{{ site.title }} {% raw %} ${x} %{x}",
];

/// A site that publishes folders of each format.
fn site(records: &[(&str, String, String)]) -> Site {
    let formats: BTreeSet<&str> = records.iter().map(|(format, _, _)| *format).collect();
    let source = |format: &&str| format!("  - {{ path: ../{format}, format: {format}, publish: true }}\n");
    let sources: String = formats.iter().map(source).collect();
    let site = Site::new().settings(&format!("outputs: {{ cards: false }}\nsources:\n{sources}"));
    for (format, name, text) in records {
        site.write(&format!("../{format}/{name}"), text);
    }
    site
}

#[track_caller]
fn built(site: &Site) -> Tree {
    let run = site.build();
    assert_eq!(run.code, 0, "{}\n{}", run.words, site.check().words);
    run.tree
}

/// By file, the codes of what is wrong with it.
fn refused(check: &Run) -> BTreeMap<String, BTreeSet<String>> {
    let mut refused: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in check.words.lines() {
        let Some((code, rest)) = line.strip_prefix("error[").and_then(|rest| rest.split_once("]: ../")) else {
            continue;
        };
        let file = rest.split(": ").next().unwrap_or(rest).split(':').next().unwrap_or(rest);
        refused.entry(file.to_owned()).or_default().insert(code.to_owned());
    }
    refused
}

/// Names of a tag's attributes, without their values.
fn outside_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

/// What runs, or leads to what runs, in a page.
fn runs(html: &str) -> Option<&'static str> {
    let html = html.to_ascii_lowercase();
    const RUNS: [&str; 6] = ["<script>", "<img src=x", "<svg/", "<iframe", "<object", "<form action=x"];
    let tags = html.split('<').skip(1).filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    let tags: Vec<&str> = tags.filter_map(|tag| tag.split('>').next()).collect();
    let has = |signs: &[&str], tag: &str| signs.iter().any(|sign| tag.contains(sign));
    let handler = tags.iter().any(|tag| has(&["onclick=", "onerror=", "onload="], &outside_quotes(tag)));
    let link = tags.iter().any(|tag| has(&["href=\"javascript:", "src=\"javascript:"], tag));
    RUNS.into_iter().find(|it| html.contains(it)).or(handler.then_some("a handler")).or(link.then_some("a link"))
}

/// The pages' texts that a feed carries, as they are; its other elements are plain text.
fn unescaped(xml: &str) -> String {
    xml.split("<content:encoded><![CDATA[").skip(1).filter_map(|part| part.split("</content:encoded>").next()).collect()
}

/// What each output must be, whatever was read.
#[track_caller]
fn harmless(tree: &Tree) {
    for (path, file) in tree {
        let text = String::from_utf8_lossy(&file.bytes);
        if path.ends_with(".html") {
            assert_eq!(runs(&text), None, "{path}");
        } else if path.ends_with(".xml") {
            assert_eq!(runs(&unescaped(&text)), None, "{path}");
        } else if path.ends_with(".json") {
            let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            // Digests by the names of keys.
            if path == "site-manifest.json" {
                continue;
            }
            links(&value, &mut |link| assert!(link.starts_with("http") || link.starts_with('/'), "{path}: {link}"));
        }
    }
}

/// The values that a machine follows.
fn links(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| links(item, visit)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(link) if matches!(key.as_str(), "url" | "external_url" | "namespace" | "repo") => {
                        visit(link)
                    }
                    value => links(value, visit),
                }
            }
        }
        _ => {}
    }
}

/// A hostile text that no other record says: what one withholds is nowhere else.
fn own(at: usize) -> String {
    match at % 4 {
        0 => format!(
            "<script>alert({at})</script><img src=x{at} onerror=alert({at})><svg/onload=alert({at})> {at}: {at}"
        ),
        1 => format!("javascript:alert({at})"),
        2 => format!("a{at}</title></textarea></style><div><b title=\"{at} {{{{ x{at} }}}} ]]> {at} <!-- {at}"),
        _ => {
            format!("::: private\nq{at}\n\n:::: until 2030 {at}\u{202E}\u{FDD0}\u{0}[x{at}]{{.private}} !private {at}")
        }
    }
}

/// Where no text can stand but one of a form: what else is there is refused, and how.
const REFUSED: &[(&str, &str, &str)] = &[
    ("csaf", "/document/csaf_version", "wrong-value"),
    ("csaf", "/document/distribution/tlp/label", "wrong-value"),
    ("csaf", "/document/tracking/current_release_date", "bad-time"),
    ("csaf", "/document/tracking/id", "bad-id"),
    ("csaf", "/document/tracking/initial_release_date", "bad-time"),
    ("csaf", "/document/tracking/revision_history/0/date", "bad-time"),
    ("csaf", "/document/tracking/status", "wrong-value"),
    (
        "csaf",
        "/product_tree/branches/0/branches/0/branches/0/product/product_identification_helper/purl",
        "wrong-value",
    ),
    ("csaf", "/vulnerabilities/0/cwe/id", "wrong-value"),
    ("csaf", "/vulnerabilities/0/discovery_date", "bad-time"),
    ("csaf", "/vulnerabilities/0/release_date", "bad-time"),
    ("csaf", "/vulnerabilities/0/remediations/0/date", "bad-time"),
    ("csaf", "/vulnerabilities/0/scores/0/cvss_v3/vectorString", "wrong-value"),
    ("csaf", "/vulnerabilities/0/scores/1/cvss_v3/vectorString", "wrong-value"),
    ("cve", "/containers/cna/affected/0/packageURL", "wrong-value"),
    ("cve", "/containers/cna/datePublic", "wrong-value"),
    ("cve", "/containers/cna/metrics/0/cvssV3_1/vectorString", "wrong-value"),
    ("cve", "/containers/cna/timeline/0/time", "bad-time"),
    ("cve", "/cveMetadata/cveId", "bad-id"),
    ("cve", "/cveMetadata/datePublished", "bad-time"),
    ("cve", "/cveMetadata/datePublished", "wrong-value"),
    ("cve", "/cveMetadata/dateUpdated", "bad-time"),
    ("cve", "/cveMetadata/state", "wrong-value"),
    ("cve", "/dataType", "missing-key"),
    ("friendsofphp", "/branches/1.x/time", "bad-time"),
    ("friendsofphp", "/branches/1.x/time", "wrong-value"),
    ("friendsofphp", "/reference", "missing-key"),
    ("ghsa", "/cvss/vector_string", "wrong-value"),
    ("ghsa", "/cvss_severities/cvss_v3/vector_string", "wrong-value"),
    ("ghsa", "/cwe_ids/0", "wrong-value"),
    ("ghsa", "/cwes/0/cwe_id", "wrong-value"),
    ("ghsa", "/ghsa_id", "bad-id"),
    ("ghsa", "/published_at", "bad-time"),
    ("ghsa", "/published_at", "wrong-value"),
    ("ghsa", "/state", "wrong-value"),
    ("ghsa", "/updated_at", "bad-time"),
    ("ghsa", "/withdrawn_at", "bad-time"),
    ("ghsa", "/withdrawn_at", "wrong-value"),
    ("osv", "/affected/0/package/purl", "wrong-value"),
    ("osv", "/affected/0/severity/0/score", "wrong-value"),
    ("osv", "/database_specific/cwe_ids/0", "wrong-value"),
    ("osv", "/id", "bad-id"),
    ("osv", "/modified", "bad-time"),
    ("osv", "/modified", "wrong-value"),
    ("osv", "/published", "bad-time"),
    ("osv", "/published", "wrong-value"),
    ("osv", "/severity/0/score", "wrong-value"),
    ("osv", "/withdrawn", "bad-time"),
    ("osv", "/withdrawn", "wrong-value"),
    ("rubysec", "/date", "bad-time"),
    ("rubysec", "/date", "wrong-value"),
    ("rubysec", "/gem", "bad-id"),
    ("rustsec", "/advisory/cvss", "wrong-value"),
    ("rustsec", "/advisory/date", "bad-time"),
    ("rustsec", "/advisory/date", "wrong-value"),
    ("rustsec", "/advisory/id", "bad-id"),
    ("rustsec", "/advisory/informational", "wrong-value"),
    ("rustsec", "/versions/patched/0", "wrong-value"),
    ("rustsec", "/versions/unaffected/0", "wrong-value"),
];

#[test]
fn each_field_by_itself_is_harmless_or_refused() {
    let (mut records, mut places) = (Vec::new(), BTreeMap::new());
    for format in FORMATS {
        for place in texts(&whole(format, 0)) {
            for _ in 0..4 {
                let at = records.len();
                let (name, text) = file(format, at, &spoilt(whole(format, at), &place, &own(at)));
                places.insert(format!("{format}/{name}"), (format, place.clone()));
                records.push((format, name, text));
            }
        }
    }
    let check = site(&records).check();
    let refused = refused(&check);
    let mut found: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for (file, codes) in &refused {
        let (format, place) = &places[file];
        found.extend(codes.iter().map(|code| (*format, place.as_str(), code.as_str())));
    }
    let known: BTreeSet<(&str, &str, &str)> = REFUSED.iter().copied().collect();
    assert!(found == known, "{found:#?}");
    records.retain(|(format, name, _)| !refused.contains_key(&format!("{format}/{name}")));
    let tree = built(&site(&records));
    harmless(&tree);
}

/// What a format keeps of people and of work in progress, and what has no place here: all of it below these is withheld.
const WITHHELD: &[(&str, &str)] = &[
    ("osv", "/database_specific/seven"),
    ("osv", "/affected/0/ranges/0/database_specific"),
    ("osv", "/affected/0/ecosystem_specific"),
    ("osv", "/affected/0/database_specific"),
    ("osv", "/credits/0/contact"),
    ("ghsa", "/url"),
    ("ghsa", "/author"),
    ("ghsa", "/publisher"),
    ("ghsa", "/submission"),
    ("ghsa", "/created_at"),
    ("ghsa", "/credits/"),
    // Of who didn't accept, nothing is told.
    ("ghsa", "/credits_detailed/0/state"),
    ("ghsa", "/credits_detailed/1"),
    ("ghsa", "/collaborating_"),
    ("ghsa", "/private_fork"),
    ("cve", "/cveMetadata/"),
    ("cve", "/containers/adp"),
    ("cve", "/containers/cna/providerMetadata"),
    ("rustsec", "/advisory/license"),
];

/// Each record of each format with these words in all of its places that take any text and are published.
fn everywhere(all: &[String]) -> Vec<(&'static str, String, String)> {
    let mut records = Vec::new();
    for format in FORMATS {
        for (at, words) in all.iter().enumerate() {
            let mut record = whole(format, at);
            for place in texts(&record) {
                let refused = REFUSED.iter().any(|(of, refused, _)| *of == format && *refused == place);
                let withheld = WITHHELD.iter().any(|(of, above)| *of == format && place.starts_with(above));
                // It names the page.
                let id = place == "/document/tracking/id";
                if !refused && !withheld && !id {
                    record = spoilt(record, &place, words);
                }
            }
            let (name, text) = file(format, at, &record);
            records.push((format, name, text));
        }
    }
    records
}

#[test]
fn no_script_of_a_foreign_record_runs_in_a_page_or_a_feed() {
    let tree = built(&site(&everywhere(&HOSTILE.map(str::to_owned))));
    all_have_pages(&tree, &FORMATS, HOSTILE.len());
    harmless(&tree);
}

/// So many records of each format have a page.
fn all_have_pages(tree: &Tree, formats: &[&str], records: usize) {
    for at in 0..records {
        for format in formats {
            let page = format!("advisories/{}/index.html", id(format, at).replace(':', "_"));
            assert!(tree.contains_key(&page), "{page}");
        }
    }
}

#[test]
fn long_fields_everywhere_and_elements_without_an_end_are_built() {
    let long = ["word ".repeat(4_000), "<div><b>".repeat(500), "> ".repeat(2_000), "[".repeat(2_000)];
    all_have_pages(&built(&site(&everywhere(&long))), &FORMATS, long.len());
}

#[test]
fn megabytes_in_one_field_are_built() {
    const TEXTS: [(&str, &str); 4] = [
        ("osv", "/details"),
        ("ghsa", "/description"),
        ("cve", "/containers/cna/descriptions/0/value"),
        ("csaf", "/document/notes/0/text"),
    ];
    let long = [("word ", 400_000), ("<div><b>", 20_000), ("> ", 20_000), ("[", 20_000)];
    let records = TEXTS.iter().flat_map(|&(format, place)| {
        long.iter().enumerate().map(move |(at, (words, times))| {
            let (name, text) = file(format, at, &spoilt(whole(format, at), place, &words.repeat(*times)));
            (format, name, text)
        })
    });
    let tree = built(&site(&records.collect::<Vec<_>>()));
    all_have_pages(&tree, &TEXTS.map(|(format, _)| format), long.len());
}

#[test]
fn an_id_that_climbs_is_refused_and_quoted_nowhere() {
    let (name, text) = file("csaf", 1, &spoilt(whole("csaf", 1), "/document/tracking/id", "../../secretive"));
    let run = site(&[("csaf", name, text)]).check();
    assert!(run.words.contains("bad-id") && !run.words.contains("secretive"), "{}", run.words);
}

/// What isn't told, by the end of its place: words of a list that another word is none of, what a vector or an id says anyway,
/// and names that hold only inside the file.
const UNTOLD: &[(&str, &str)] = &[
    ("osv", "/type"),
    ("osv", "/database_specific/severity"),
    ("osv", "/schema_version"),
    ("ghsa", "/type"),
    ("ghsa", "/cwes/0/name"),
    ("ghsa", "/severity"),
    ("cve", "/lang"),
    ("cve", "/type"),
    ("cve", "/versionType"),
    ("cve", "/defaultStatus"),
    ("cve", "/changes/0/status"),
    ("cve", "/baseSeverity"),
    ("cve", "/cvssV3_1/version"),
    // A version's status is one of three words; of a status that isn't, what it is of says nothing.
    ("cve", "/status"),
    ("cve", "/versions/1/lessThanOrEqual"),
    ("cve", "/versions/2/version"),
    ("cve", "/format"),
    ("cve", "/problemTypes/0/descriptions/0/cweId"),
    ("cve", "/problemTypes/0/descriptions/0/description"),
    ("cve", "/dataVersion"),
    ("cve", "/references/0/tags/0"),
    ("csaf", "/tlp/url"),
    ("csaf", "/audience"),
    ("csaf", "/notes/0/title"),
    ("csaf", "/number"),
    ("csaf", "/product_id"),
    ("csaf", "/group_id"),
    ("csaf", "/product_ids/0"),
    ("csaf", "/group_ids/0"),
    // The product's full name says the same.
    ("csaf", "/branches/0/branches/1/name"),
    ("csaf", "/full_product_name/name"),
    ("csaf", "/cwe/name"),
    ("csaf", "/baseSeverity"),
];

#[test]
fn nothing_is_lost_in_silence() {
    let mut lost = Vec::new();
    for format in FORMATS {
        let places = texts(&whole(format, 0));
        let records = places
            .iter()
            .enumerate()
            .filter(|(_, place)| !REFUSED.iter().any(|(of, refused, _)| *of == format && refused == place));
        let site = Site::new();
        let mut all = Vec::new();
        for (at, place) in records {
            let word = format!("zqword{at}zq");
            let record = whole(format, at);
            let link = record.pointer(place).and_then(Value::as_str).is_some_and(|text| text.starts_with("https:"));
            let words = if link { format!("https://example.net/{word}") } else { word.clone() };
            let (name, text) = file(format, at, &spoilt(record, place, &words));
            site.write(&format!("../{format}/{name}"), text);
            all.push((word, place));
        }
        let run = site.run(&["import", format, format]);
        assert_eq!(run.code, 0, "{}", run.words);
        let content: String = crate::harness::tree(&site.content())
            .values()
            .map(|value| String::from_utf8_lossy(&value.bytes).into_owned())
            .collect();
        for (word, place) in all {
            let names = place.split('/').filter(|part| !part.is_empty());
            let told = names.into_iter().any(|name| run.words.contains(&format!("{name} (")));
            let known = UNTOLD.iter().any(|(of, end)| *of == format && place.ends_with(end));
            if !content.contains(&word) && !told && !known {
                lost.push(format!("{format}{place}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
