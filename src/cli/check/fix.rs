//! `fanlight check --fix`: what has one right fix is fixed where it stands.

use super::Report;
use crate::cli::Exit;
use crate::cli::common::NamedContent;
use crate::lint::Finding;
use crate::private::{Fix, Fixed, fix as apply};
use std::collections::BTreeMap;
use std::path::Path;

/// Fixes, and reports what. Returns whether anything was changed.
pub(super) fn fix(content: &NamedContent, report: &Report) -> Result<bool, Exit> {
    // What comes to light at a later lift stands in the same files, but its lines were read at another instant.
    let now = report.findings.iter().filter(|reported| reported.since.is_none()).map(|reported| &reported.finding);
    let mut files: BTreeMap<&Path, Vec<&Finding>> = BTreeMap::new();
    for finding in now.filter(|finding| finding.replacement.is_some()) {
        files.entry(&finding.diagnostic.file).or_default().push(finding);
    }
    let mut changed = false;
    for (file, findings) in files {
        changed |= fix_file(content.folder(), &report.folder, file, &findings)?;
    }
    Ok(changed)
}

fn fix_file(content: &Path, reported: &Path, file: &Path, findings: &[&Finding]) -> Result<bool, Exit> {
    let shown = reported.join(file);
    let fixes: Vec<Fix> = findings
        .iter()
        .filter_map(|finding| finding.replacement.as_ref().map(|with| (finding.diagnostic.line, with)))
        .map(|(line, with)| Fix { line, from: &with.from, to: &with.to })
        .collect();
    let fixed = apply(content, file, &fixes).map_err(|error| {
        eprintln!("error: {} can't be written ({})", shown.display(), error.kind());
        Exit::Failed
    })?;
    let results = match fixed {
        Fixed::Approved => {
            eprintln!(
                "left alone: {}: it is approved as it is, and an edit would void that; fix it, then approve it again",
                shown.display()
            );
            return Ok(false);
        }
        Fixed::Each(results) => results,
    };
    for (finding, _) in findings.iter().zip(&results).filter(|(_, done)| **done) {
        let (line, code) = (finding.diagnostic.line, finding.diagnostic.code.as_str());
        eprintln!("fixed[{code}]: {}:{line}", shown.display());
    }
    Ok(results.contains(&true))
}
