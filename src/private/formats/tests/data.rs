//! The real records of ../shared, where there are any: each is read, or refused with a reason that is true of it.

use crate::diagnostic::{Code, Level};
use crate::lint::testing::{SITE, now};
use crate::private::{Request, inspect};
use std::path::{Path, PathBuf};

fn data(name: &str) -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    data.is_dir().then_some(data)
}

/// How many pages come of a folder, and what is wrong with it.
#[allow(clippy::disallowed_methods, reason = "the content of a test")]
fn read(name: &str, format: &str) -> Option<(usize, usize, Vec<Code>)> {
    let data = data(name)?;
    let folder = tempfile::tempdir().expect("a folder");
    let (content, records) = (folder.path().join("content"), folder.path().join("records"));
    std::fs::create_dir_all(&content).expect("a folder");
    std::fs::create_dir_all(&records).expect("a folder");
    let mut files = 0;
    for entry in walkdir::WalkDir::new(data) {
        let path = entry.expect("a file").into_path();
        if path.is_dir() {
            continue;
        }
        std::fs::copy(&path, records.join(path.file_name().expect("a name"))).expect("to copy");
        files += 1;
    }
    let site = format!("{SITE}sources: [{{ path: ../records, format: {format}, publish: true }}]\n");
    std::fs::write(content.join("site.yaml"), site).expect("to write");
    let opened = inspect(&content, Request::at(now()));
    let errors: Vec<_> = opened.shown.iter().chain(&opened.hidden).filter(|it| it.level() == Level::Error).collect();
    errors.iter().take(5).for_each(|error| println!("{error}"));
    let site = opened.site.as_ref().or(opened.partial.as_ref().map(|partial| partial.look())).expect("a site");
    Some((files, site.advisories.len(), errors.iter().map(|error| error.code).collect()))
}

#[test]
fn every_osv_record_of_pypa_is_read() {
    if let Some((files, read, wrong)) = read("osv-pypa", "osv") {
        assert_eq!((read, wrong), (files, Vec::new()));
    }
}

/// Go's tools write them into the repository with the year 1 for a date, which means none.
#[test]
fn every_osv_record_of_go_is_read_but_those_without_a_date() {
    let Some((files, read, wrong)) = read("osv", "osv") else { return };
    let folder = std::fs::read_dir(data("osv").expect("the data")).expect("the data");
    let texts = folder.map(|folder| std::fs::read_to_string(folder.expect("a file").path()).expect("a text"));
    let undated = texts.filter(|text| text.contains("\"published\": \"0001-")).count();
    assert_eq!((read, wrong), (files - undated, vec![Code::MissingKey; undated]));
}

#[test]
fn drafts_of_cve_records_are_refused_as_they_have_no_date() {
    if let Some((files, read, wrong)) = read("cve", "cve") {
        assert_eq!((read, wrong), (0, vec![Code::MissingKey; files]));
    }
}

#[test]
fn every_advisory_of_rustsec_is_read() {
    if let Some((files, read, wrong)) = read("rustsec", "rustsec") {
        assert_eq!((files, read, wrong), (250, 250, Vec::new()));
    }
}

#[test]
fn every_csaf_document_is_read_and_the_one_without_a_vulnerability_is_a_notice() {
    if let Some((files, read, wrong)) = read("csaf", "csaf") {
        assert_eq!((files, read, wrong), (6, 5, Vec::new()));
    }
}
