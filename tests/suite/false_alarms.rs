//! Real records published whole, beside a hundred with plausible private things in them: the audit raises no alarm of these.

use super::harness::{SITE, Site, copy_records, data};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const GIVEN: [&str; 20] = [
    "Maria", "James", "Wei", "Fatima", "Olu", "Anna", "Peter", "Yuki", "Carlos", "Ingrid", "Amit", "Chloé", "Tom",
    "Lena", "David", "Aisha", "Marco", "Sofia", "Ben", "Zoë",
];
const FAMILY: [&str; 20] = [
    "Silva", "Smith", "Zhang", "Hassan", "Adeyemi", "Kowalska", "Müller", "Tanaka", "García", "Larsen", "Patel",
    "Dubois", "Green", "Fischer", "Cohen", "Khan", "Rossi", "Novák", "Young", "van Dijk",
];
const COMPANIES: [&str; 10] = [
    "Acme",
    "Globex",
    "Initech",
    "Northwind",
    "Contoso",
    "Umbrella Logistics",
    "Blue Harbour Bank",
    "Stark Systems",
    "Tyrell",
    "Wayne Freight",
];
const NOTES: [&str; 14] = [
    "Told in confidence by somebody at Visual Studio Code; Red Hat and Apache Software Foundation know of it too.",
    "See https://github.com/golang/go/issues/51234 and https://nvd.nist.gov/vuln/detail/CVE-2019-11254 for the like.",
    "Read the man-in-the-middle part of Cross-Site Request Forgery again, and use-after-free on x86_64 (SHA-256, HTTP/2).",
    "The Go Security Team and the Rust Foundation asked for the time-of-check part; use lodash@4.17.21 or Base64Decoder.",
    "The customer saw the crash on Tuesday and sent us a core dump; we promised an answer within three days.",
    "They asked for a CVE before the conference, and we said that the board decides.",
    "Exploit code is in the ticket. Do not forward it to the list.",
    "Legal wants to read the text before it goes out.",
    "We think that the same person reported this to two other projects.",
    "The patch was reviewed by two of us over the weekend.",
    "An attacker could read files of other users; nobody has seen it used.",
    "Bounty paid: 500 euros, by bank transfer.",
    "Please upgrade to the latest version, is all that support was told to say.",
    "This is a denial of service at worst, and we rated it so.",
];

/// Behind all real records: one that lies ahead would have the whole site looked at once more, as it will be then.
const LATE: &str = "2026-11-01T00:00:00Z";

/// A site at that time.
fn site(more: &str) -> Site {
    Site::bare().with("site.yaml", format!("{}{more}\n", SITE.replace("2024-12-31", "2027-06-30")))
}

/// A published incident in which much is withheld. `known`: an id that others publish.
fn incident(at: usize, known: &str) -> String {
    let (given, family) = (GIVEN[at % 20], FAMILY[(at * 7 + at / 20) % 20]);
    let company = COMPANIES[at % 10];
    let host = company.to_lowercase().replace(' ', "-");
    let mail = format!("{}.{}@{host}.example", given.to_lowercase(), family.to_lowercase().replace(' ', ""));
    let (note, other) = (NOTES[at % 14], NOTES[(at + 3) % 14]);
    format!(
        "---\nid: HARBOUR-2024-{at:04}\ntitle: Incident number {at}\npublish: true\npublished: 2024-01-01T00:00:00Z\n\
         category: vulnerability\nstatus: closed\nreporter: {{ name: \"{given} {family}\", organization: {company}, contact: \"mailto:{mail}\" }}\n\
         responders: [\"{} {}\"]\naccounts: [svc-build-{at}, \"{mail}\"]\n\
         private: {{ ticket: \"https://tracker.internal.example/browse/SEC-{at}\", host: \"db{at:02}.prod.{host}.internal\", \
         address: \"10.20.{}.{at}\", package: yaml, note: \"{note}\", same_as: {known}, cvss: 7.5, severity: high }}\n\
         references: [{{ url: \"https://example.org/{at}\" }}, !private {{ url: \"https://git.{host}.example/fix/{at}\" }}]\n\
         timeline:\n  - {{ at: 2023-12-01, text: Reported }}\n  - !private {{ at: 2023-12-02, text: \"{company} called us\" }}\n---\n\n\
         An incident that was closed.\n\n::: private\n{other} It runs on {host}-{at}.example, as {given} said. See {known}.\n:::\n\n<!-- {note} -->\n",
        GIVEN[(at + 5) % 20],
        FAMILY[(at * 3 + 1) % 20],
        at % 250,
    )
}

/// Errors of a check: their codes, files, and the rest.
fn errors(site: &Site) -> Vec<[String; 3]> {
    let run = site.run(&["check", "--at", LATE, "--format", "json"]);
    let start = run.words.find('{').unwrap_or_default();
    let mut told = serde_json::Deserializer::from_str(&run.words[start..]).into_iter::<serde_json::Value>();
    let told = told.next().and_then(Result::ok).unwrap_or_default();
    let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let findings = told["findings"].as_array().cloned().unwrap_or_default();
    let errors = findings.iter().filter(|finding| text(finding, "level") == "error");
    errors
        .map(|error| [text(error, "code"), text(error, "file"), text(error, "key") + ": " + &text(error, "problem")])
        .collect()
}

/// The records of one folder as a source of the site, and how many are read.
fn sourced(from: &Path, format: &str) -> (Site, usize) {
    let site = site(&format!("sources: [{{ path: ../records, format: {format}, publish: true }}]"));
    let copied = copy_records(from, &site, dated);
    (0..100).for_each(|at| site.write(&format!("incidents/i-{at}.md"), incident(at, "CVE-2019-11254")));
    let wrong = errors(&site);
    let gone = without_errors(&site, &wrong);
    (site, copied - gone)
}

/// Takes out what can't be read: it stops a build, and is nobody's false alarm.
fn without_errors(site: &Site, wrong: &[[String; 3]]) -> usize {
    let files: BTreeSet<&String> = wrong.iter().filter(|[code, ..]| code != "leak").map(|[_, file, _]| file).collect();
    let names: BTreeSet<_> = files.iter().filter_map(|file| Path::new(file).file_name()).collect();
    let entries = walkdir::WalkDir::new(site.root()).into_iter().flatten().filter(|it| it.file_type().is_file());
    let gone: Vec<PathBuf> =
        entries.filter(|entry| names.contains(entry.file_name())).map(|entry| entry.into_path()).collect();
    gone.iter().for_each(|path| std::fs::remove_file(path).expect("to remove a record"));
    gone.len()
}

/// OSV records as records of our own.
fn own(from: &Path) -> (Site, usize) {
    let site = site("");
    let mut copied = 0;
    for entry in std::fs::read_dir(from).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let Ok(mut json) = serde_json::from_str::<serde_json::Value>(&dated(&text)) else { continue };
        let private = incident(copied, "CVE-2019-11254");
        json["database_specific"]["fanlight"] = serde_json::json!({ "publish": true, "private": private });
        site.write(&format!("advisories/{}", entry.file_name().to_string_lossy()), json.to_string());
        copied += 1;
    }
    (0..100).for_each(|at| site.write(&format!("incidents/i-{at}.md"), incident(at, "CVE-2019-11254")));
    let wrong = errors(&site);
    let gone = without_errors(&site, &wrong);
    (site, copied - gone)
}

/// With a date where the sample has none: the zero of Go's clock is no time, and its CVE records leave theirs out. Without
/// one nothing is published, and nothing would be looked at.
fn dated(text: &str) -> String {
    let text = text.replace("\"0001-01-01T00:00:00Z\"", "\"2023-01-01T00:00:00Z\"");
    text.replace("\"cveMetadata\": {", "\"cveMetadata\": { \"datePublished\": \"2023-01-01T00:00:00Z\",")
}

#[track_caller]
fn raises_none(site: &Site, folder: &str, records: usize) {
    let wrong = errors(site);
    let (leaks, others): (Vec<_>, Vec<_>) = wrong.iter().partition(|[code, ..]| code == "leak");
    assert!(others.is_empty(), "{folder}: the site has errors, so that nothing is audited: {others:?}");
    assert!(leaks.is_empty(), "{folder}: false alarms: {leaks:#?}");
    println!("{folder}: {records} records, 100 with private things: no alarm");
}

/// All that there is of a format, but for what can't be read; `least` of them can.
#[track_caller]
fn whole(folder: &str, format: Option<&str>, least: usize) {
    let Some(from) = data().map(|data| data.join(folder)) else { return };
    let (site, records) = match format {
        Some(format) => sourced(&from, format),
        None => own(&from),
    };
    assert!(records >= least, "{folder}: most are read, and not {records}");
    raises_none(&site, folder, records);
}

#[test]
fn real_records_as_records_of_our_own_raise_no_false_alarm() {
    whole("osv", None, 195);
}

#[test]
fn real_go_records_raise_no_false_alarm() {
    whole("osv", Some("osv"), 195);
}

#[test]
fn real_python_records_raise_no_false_alarm() {
    whole("osv-pypa", Some("osv"), 145);
}

#[test]
fn real_rust_records_raise_no_false_alarm() {
    whole("rustsec", Some("rustsec"), 245);
}

#[test]
fn real_cve_records_raise_no_false_alarm() {
    whole("cve", Some("cve"), 75);
}

#[test]
fn real_csaf_documents_raise_no_false_alarm() {
    whole("csaf", Some("csaf"), 5);
}
