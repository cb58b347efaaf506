//! `/site-manifest.json`: what is public, for `--against`, mirrors and watchers; and by which the writer knows an output
//! folder as ours.

use super::{File, Output, entry, failed, urls};
use crate::public::{Asset, Instant, Kind, Page, Record, Site, Vocabulary};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

pub const PATH: &str = crate::write::MANIFEST;
/// Rises when a reader of older manifests would misread a newer one.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'static str,
    format: u32,
    url: &'a str,
    audience: &'static str,
    preview: bool,
    /// The names at the top of the output folder.
    entries: &'a BTreeSet<String>,
    records: Vec<ManifestRecord<'a>>,
    pages: Vec<ManifestPage>,
}

#[derive(Serialize)]
struct ManifestRecord<'a> {
    id: &'a str,
    kind: Kind,
    url: String,
    feed_id: String,
    published: Instant,
    modified: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Instant>,
    /// Of all that is disclosed of it.
    digest: String,
}

#[derive(Serialize)]
struct ManifestPage {
    url: String,
    /// Of a page that is written; one that is computed from others has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// Made last: `entries` are the names at the top of the folder, to which the manifest's own is added.
pub fn manifest(site: &Site, mut entries: BTreeSet<String>) -> Output<'_> {
    entries.insert(PATH.into());
    Box::new(move || make(site, &entries).map_err(|error| failed(PATH, error)))
}

fn make(site: &Site, entries: &BTreeSet<String>) -> serde_json::Result<File> {
    let disclosed: Vec<_> = site.records().collect();
    let mut records = disclosed.into_par_iter().map(|it| record(site, it)).collect::<serde_json::Result<Vec<_>>>()?;
    records.sort_unstable_by_key(|record| record.id);
    let manifest = Manifest {
        generator: "fanlight",
        format: FORMAT,
        url: &site.settings.url,
        audience: site.settings.audience.word(),
        preview: site.settings.preview,
        entries,
        records,
        pages: pages(site)?,
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(File { path: PATH.into(), bytes })
}

fn record<'a>(site: &Site, record: Record<'a>) -> serde_json::Result<ManifestRecord<'a>> {
    let head = record.head();
    let digest = match record {
        Record::Advisory(it) => digest(it, &head.attachments),
        Record::Incident(it) => digest(it, &head.attachments),
        Record::Notice(it) => digest(it, &head.attachments),
        Record::Lesson(it) => digest(it, &head.attachments),
    }?;
    Ok(ManifestRecord {
        id: &head.id,
        kind: head.kind,
        url: urls::absolute(&site.settings, &head.path()),
        feed_id: entry::id(&site.settings, head),
        published: head.published,
        modified: head.modified,
        withdrawn: head.withdrawn.as_ref().map(|withdrawal| withdrawal.at),
        digest,
    })
}

/// Every page that isn't a record's.
fn pages(site: &Site) -> serde_json::Result<Vec<ManifestPage>> {
    let of_records: BTreeSet<String> = site.records().map(|record| record.head().path()).collect();
    let written: BTreeMap<&str, &Page> =
        site.home.iter().chain(&site.plan).chain(&site.pages).map(|page| (page.path.as_str(), page)).collect();
    let others = urls::pages(site).into_iter().filter(|page| !of_records.contains(&page.path));
    let listed = others.map(|page| {
        let digest = written.get(page.path.as_str()).map(|it| digest(it, &it.attachments)).transpose()?;
        Ok(ManifestPage { url: urls::absolute(&site.settings, &page.path), digest })
    });
    listed.collect()
}

/// BLAKE3 over the public form, then over each attachment with its length in front: the form names them only.
fn digest(disclosed: &impl Serialize, attachments: &[Asset]) -> serde_json::Result<String> {
    let mut hasher = blake3::Hasher::new();
    serde_json::to_writer(&mut hasher, disclosed)?;
    for attachment in attachments {
        hasher.update(&(attachment.bytes.len() as u64).to_le_bytes());
        hasher.update(&attachment.bytes);
    }
    Ok(hasher.finalize().to_string())
}
