//! Sites of one file, for the tests of rules.

use super::{Finding, Subject, Targets, ThemeSubject, lint};
use crate::build::{Destination, build};
use crate::diagnostic::Code;
use crate::private::{Request, inspect};
use crate::public::Instant;
use crate::render::Theme;
use std::collections::BTreeMap;
use std::path::Path;

pub const SITE: &str = "title: T\nurl: https://security.example.org/\n\
    report: { contact: mailto:security@example.org, expires: 2027-06-30T00:00:00Z }\n";

pub fn now() -> Instant {
    Instant("2026-11-21T12:00:00Z".parse().expect("an instant"))
}

/// Writes a content folder.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

#[allow(clippy::disallowed_methods, reason = "the content of a test")]
fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
    std::fs::write(path, text).expect("to write");
}

/// What all rules find in a content folder.
pub fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let folder = folder(files);
    let opened = inspect(folder.path(), Request::at(now()));
    let problems: Vec<_> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    let site = opened.site.unwrap_or_else(|| panic!("a sound site: {problems:?}"));
    let theme = Theme::load(&BTreeMap::new(), &site.settings.language).expect("the theme");
    let targets = Targets::default();
    let show = |file: &crate::emit::File| targets.add(&file.path, &file.bytes);
    let built = build(&site, &theme, opened.withheld, Vec::new(), Destination::Nowhere(&show));
    assert!(built.is_ok(), "a site that builds");
    let theme = Some(ThemeSubject { theme: &theme, name: "default" });
    lint(&Subject { site: &site, sources: &opened.sources, targets: Some(&targets), theme })
}

/// The codes of what is found in one file.
pub fn codes(path: &str, text: &str) -> Vec<Code> {
    findings(&[("site.yaml", SITE), (path, text)]).iter().map(|finding| finding.diagnostic.code).collect()
}

/// Codes and lines of what is found in one file.
pub fn lines(path: &str, text: &str) -> Vec<(Code, usize)> {
    let found = findings(&[("site.yaml", SITE), (path, text)]);
    found.iter().map(|it| (it.diagnostic.code, it.diagnostic.line)).collect()
}

/// The codes of what is found about site.yaml.
pub fn site_codes(site: &str) -> Vec<Code> {
    findings(&[("site.yaml", site)]).iter().map(|finding| finding.diagnostic.code).collect()
}
