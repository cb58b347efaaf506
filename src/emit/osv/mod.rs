//! `/osv/`: advisories in the OSV format (schema 1.7), as osv.dev and scanners take them in: a file a record, an index by
//! which a REST source is read (`all.json`), and all of them in one archive, as osv.dev's own export has them.
//!
//! Only ids that this site is the home of, and only what affects something. A record that is withdrawn stays, and says so:
//! one that is missing from the index counts as deleted.

mod affected;
mod archive;
mod details;
mod document;
mod specific;
#[cfg(test)]
mod tests;

pub use affected::Affected;
pub use document::Document;

use super::{File, Output, failed, text};
use crate::public::{Advisory, Settings, Site, routes};
use crate::render::Links;
use document::Exact;
use serde::Serialize;
use std::sync::Arc;

/// All files of `/osv/`; none where there is no record.
pub fn outputs<'a>(site: &'a Site, links: &Links) -> Vec<Output<'a>> {
    let mut documented: Vec<&Advisory> =
        site.advisories.iter().filter(|advisory| has(&site.settings, advisory)).collect();
    if documented.is_empty() {
        return Vec::new();
    }
    documented.sort_unstable_by(|a, b| a.head.id.cmp(&b.head.id));
    let documented: Arc<[&Advisory]> = documented.into();
    let mut outputs: Vec<Output<'a>> = Vec::with_capacity(documented.len() + 3);
    for &advisory in documented.iter() {
        let links = links.clone();
        outputs.push(Box::new(move || {
            let path = routes::osv(&advisory.head.id)[1..].to_owned();
            let bytes = bytes(site, &links, advisory).map_err(|error| failed(&path, error))?;
            Ok(File { path, bytes })
        }));
    }
    let all = Arc::clone(&documented);
    outputs.push(Box::new(move || index(&all)));
    let all = Arc::clone(&documented);
    outputs.push(text("osv/modified_id.csv", move || modified(&all)));
    let links = links.clone();
    outputs.push(Box::new(move || archive::archive(site, &links, &documented)));
    outputs
}

/// Whether a record has an OSV document here.
pub fn has(settings: &Settings, advisory: &Advisory) -> bool {
    let id = advisory.head.id.as_str();
    let ours = |prefix: &String| {
        let rest = id.strip_prefix(prefix.trim_end_matches('-'));
        rest.is_some_and(|rest| rest.starts_with('-'))
    };
    settings.outputs.osv
        && settings.osv_prefixes.iter().any(ours)
        && advisory.affected.iter().any(|entry| Affected::of(entry).is_some())
}

fn bytes(site: &Site, links: &Links, advisory: &Advisory) -> serde_json::Result<Vec<u8>> {
    crate::emit::document(&Document::new(site, links, advisory))
}

/// What a REST source is: a list of ids and when each last changed.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    modified: Exact,
}

fn index(all: &[&Advisory]) -> Result<File, crate::render::Error> {
    const PATH: &str = "osv/all.json";
    let entries = all.iter().map(|it| Entry { id: &it.head.id, modified: Exact(document::modified(&it.head)) });
    let lines: Result<Vec<String>, _> = entries.map(|entry| serde_json::to_string(&entry)).collect();
    let lines = lines.map_err(|error| failed(PATH, error))?;
    Ok(File { path: PATH.into(), bytes: format!("[\n{}\n]\n", lines.join(",\n")).into_bytes() })
}

/// Newest first, as osv.dev's export has it, so that a mirror reads as far as it knows.
fn modified(all: &[&Advisory]) -> String {
    let mut sorted: Vec<_> = all.iter().map(|it| (document::modified(&it.head), it.head.id.as_str())).collect();
    sorted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    sorted.into_iter().map(|(at, id)| format!("{},{id}\n", Exact(at))).collect()
}
