use super::*;
use crate::lint::testing::{SITE, folder};
use clap::Parser;
use std::path::Path;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    check: Arguments,
}

fn content(folder: &Path) -> crate::cli::common::NamedContent {
    let folder = folder.to_str().expect("a path");
    let arguments = ["check", folder, "--at", "2026-11-21T12:00:00Z"];
    Cli::try_parse_from(arguments).expect("arguments").check.content.named()
}

fn report(folder: &Path, log: Log) -> Report {
    gather::gather(&content(folder), log).unwrap_or_else(|exit| panic!("{exit:?}"))
}

fn codes(report: &Report) -> Vec<(Code, bool)> {
    report.findings.iter().map(|reported| (reported.finding.diagnostic.code, reported.since.is_some())).collect()
}

const LATER: &str = "---\ntitle: Later\npublish: true\nembargo: 2026-11-21T13:00:00Z\nservices: [shop]\nimpact: None.\n\
    root_cause: Known.\nresolution: Done.\n---\n[x](/nowhere/) and thanks to Orlena Vantwhistle.\n";
const NAMES: &str = "---\ntitle: Names\npublish: true\npublished: 2026-01-01\nservices: [shop]\nimpact: None.\n\
    root_cause: Known.\nresolution: Done.\nreporter: !private Orlena Vantwhistle\n---\nText.\n";

#[test]
fn what_a_coming_lift_would_break_is_reported_before_it_comes() {
    let folder = folder(&[("site.yaml", SITE), ("incidents/I-1.md", LATER), ("incidents/I-2.md", NAMES)]);
    let report = report(folder.path(), Log::Private);
    assert_eq!(codes(&report), [(Code::BrokenLink, true), (Code::Leak, true)]);
    assert_eq!(report.lifts, 1);
}

#[test]
fn a_public_log_tells_of_what_is_public_alone() {
    let draft = "---\ntitle: Draft\nembargo: 2026-12-01T14:00:00Z\n---\nx\n";
    let wrong = "---\ntitel: Draft\n---\nx\n";
    let files = [("site.yaml", SITE), ("incidents/I-1.md", LATER), ("incidents/I-3.md", draft)];
    let folder = folder(&files);
    assert_eq!(codes(&report(folder.path(), Log::Public)), []);
    // A draft that is unfinished stops nobody, and a public log says nothing of it.
    let folder = self::folder(&[files[0], ("incidents/I-4.md", wrong)]);
    assert_eq!(codes(&report(folder.path(), Log::Public)), []);
    assert_eq!(codes(&report(folder.path(), Log::Private)), [(Code::UnknownKey, false)]);
    let wrong = wrong.replace("title", "publish: true\ntitle").replace("titel", "publish: true\ntitel");
    let folder = self::folder(&[files[0], ("incidents/I-4.md", &wrong)]);
    let report = report(folder.path(), Log::Public);
    assert_eq!(codes(&report), [(Code::Elsewhere, false)]);
    assert!(format::write(&report, Format::Json, &content(folder.path())).contains("\"file\": null"));
}

#[test]
fn warnings_are_reported_beside_errors() {
    let folder = folder(&[("site.yaml", SITE), ("plan/index.md", "TODO\n"), ("pages/a.md", "---\nx: y\n---\n")]);
    let found = codes(&report(folder.path(), Log::Private));
    assert_eq!(found, [(Code::UnknownKey, false), (Code::Unfinished, false)]);
}

#[test]
fn fix_mends_what_has_one_right_mend_and_leaves_approved_records_alone() {
    let approved =
        NAMES.replace("---\nText.", "approved: { by: A, on: 2026-01-01, digests: { record: x } }\n---\nnaÃ¯ve");
    let files = [("site.yaml", SITE), ("plan/index.md", "# A\n\nalone â€” often\n"), ("incidents/I-2.md", &approved)];
    let folder = folder(&files);
    let report = report(folder.path(), Log::Private);
    assert_eq!(codes(&report), [(Code::Mojibake, false), (Code::Mojibake, false)]);
    assert!(fix::fix(&content(folder.path()), &report).expect("to write"));
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("a file");
    assert_eq!(read("plan/index.md"), "# A\n\nalone — often\n");
    assert_eq!(read("incidents/I-2.md"), approved);
}
