//! `/site-manifest.json`: what is public, for `diff` and `--against`, mirrors and watchers; and by which the writer knows
//! an output folder as ours.

use super::lines::one_item_a_line;
use super::{File, Output, entry, failed, urls};
use crate::public::fields::{self, Field};
use crate::public::{Asset, Kind, Page, Record, Site, Vocabulary};
use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

pub const PATH: &str = crate::write::MANIFEST;
/// Rises when a reader of older manifests would misread a newer one.
const FORMAT: u32 = 1;

/// Keys and short digests of their values, to know which of them changed. Of public values alone.
pub type Keys = BTreeMap<String, String>;

/// Made of what is public, and read back to compare with what is public then.
#[derive(Serialize, Deserialize)]
pub struct Manifest<Records = Vec<ManifestRecord>> {
    pub generator: String,
    pub format: u32,
    pub url: String,
    pub audience: String,
    pub preview: bool,
    /// The names at the top of the output folder.
    pub entries: BTreeSet<String>,
    /// What site.yaml says.
    #[serde(default)]
    pub site: Keys,
    pub records: Records,
    pub pages: Vec<ManifestPage>,
    /// Copied files.
    #[serde(default)]
    pub files: Keys,
}

#[derive(Serialize, Deserialize)]
pub struct ManifestRecord {
    pub id: String,
    pub kind: String,
    #[serde(default)]
    pub title: String,
    pub url: String,
    pub feed_id: String,
    /// RFC 3339 in UTC, to the second: they sort as texts.
    pub published: String,
    pub modified: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// Of all that is disclosed of it.
    pub digest: String,
    #[serde(default)]
    pub keys: Keys,
}

#[derive(Serialize, Deserialize)]
pub struct ManifestPage {
    pub url: String,
    /// Of a page that is written; one that is computed from others has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    #[serde(default, skip_serializing_if = "Keys::is_empty")]
    pub keys: Keys,
}

impl Manifest {
    /// The same site, of which nothing is said.
    pub fn bare(&self) -> Manifest {
        Manifest {
            generator: self.generator.clone(),
            format: self.format,
            url: self.url.clone(),
            audience: self.audience.clone(),
            preview: self.preview,
            entries: BTreeSet::new(),
            site: Keys::new(),
            records: Vec::new(),
            pages: Vec::new(),
            files: Keys::new(),
        }
    }
}

/// Made last: `entries` are the names at the top of the folder, to which the manifest's own is added.
pub fn manifest(site: &Site, mut entries: BTreeSet<String>) -> Output<'_> {
    entries.insert(PATH.into());
    Box::new(move || {
        let manifest = describe_with(site, entries.clone(), Described { site, records: sorted(site) });
        let bytes = one_item_a_line(&manifest).map_err(|error| failed(PATH, error))?;
        Ok(File { path: PATH.into(), bytes })
    })
}

/// What is public of the site.
pub fn describe(site: &Site, entries: BTreeSet<String>) -> Manifest {
    let records = sorted(site).into_par_iter().map(|it| record(site, it)).collect();
    describe_with(site, entries, records)
}

fn sorted(site: &Site) -> Vec<Record<'_>> {
    let mut records: Vec<_> = site.records().collect();
    records.sort_unstable_by_key(|record| &record.head().id);
    records
}

/// Records that are described while they are written: all descriptions at once take more memory than the site.
struct Described<'a> {
    site: &'a Site,
    records: Vec<Record<'a>>,
}

impl Serialize for Described<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const AT_ONCE: usize = 512;
        let describe = |part: &[Record<'_>]| -> Vec<_> { part.par_iter().map(|one| record(self.site, *one)).collect() };
        serializer.collect_seq(self.records.chunks(AT_ONCE).flat_map(describe))
    }
}

fn describe_with<Records>(site: &Site, entries: BTreeSet<String>, records: Records) -> Manifest<Records> {
    Manifest {
        generator: "fanlight".into(),
        format: FORMAT,
        url: site.settings.url.clone(),
        audience: site.settings.audience.word().into(),
        preview: site.settings.preview,
        entries,
        site: keys(&fields::of_settings(&site.settings)),
        records,
        pages: pages(site),
        files: site.assets.iter().map(file).collect(),
    }
}

/// Reads a manifest that a build wrote.
pub fn read(bytes: &[u8]) -> Result<Manifest, &'static str> {
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| "it is not a manifest of Fanlight's")?;
    match (manifest.generator.as_str(), manifest.format) {
        ("fanlight", ..=FORMAT) => Ok(manifest),
        ("fanlight", _) => Err("a newer Fanlight wrote it"),
        _ => Err("it is not a manifest of Fanlight's"),
    }
}

fn record(site: &Site, record: Record<'_>) -> ManifestRecord {
    let head = record.head();
    let fields = fields::of_record(record);
    ManifestRecord {
        id: head.id.to_string(),
        kind: kind(head.kind).into(),
        title: head.title.to_string(),
        url: urls::absolute(&site.settings, &head.path()),
        feed_id: entry::id(&site.settings, head),
        published: head.published.to_string(),
        modified: head.modified.to_string(),
        withdrawn: head.withdrawn.as_ref().map(|withdrawal| withdrawal.at.to_string()),
        digest: fields::digest(&fields).to_string(),
        keys: keys(&fields),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Advisory => "advisory",
        Kind::Incident => "incident",
        Kind::Notice => "notice",
        Kind::Lesson => "lesson",
    }
}

/// Every page that isn't a record's.
fn pages(site: &Site) -> Vec<ManifestPage> {
    let of_records: BTreeSet<String> = site.records().map(|record| record.head().path()).collect();
    let written: BTreeMap<&str, &Page> = site.written_pages().map(|page| (page.path.as_str(), page)).collect();
    let others = urls::pages(site).into_iter().filter(|page| !of_records.contains(&page.path));
    let listed = others.map(|page| {
        let fields = written.get(page.path.as_str()).map(|value| fields::of_page(value));
        ManifestPage {
            url: urls::absolute(&site.settings, &page.path),
            digest: fields.as_ref().map(|field| fields::digest(field).to_string()),
            keys: fields.map(|field| keys(&field)).unwrap_or_default(),
        }
    });
    listed.collect()
}

/// Eight digits show a change well enough; the record's own digest shows it surely.
fn keys(fields: &[Field]) -> Keys {
    // Those that the manifest holds as they are.
    let listed = |field: &&Field| !matches!(field.name, "id" | "kind" | "published" | "modified");
    let short = |field: &Field| (field.name.to_owned(), blake3::hash(field.as_shown()).to_hex()[..8].to_owned());
    fields.iter().filter(listed).map(short).collect()
}

fn file(asset: &Asset) -> (String, String) {
    (asset.path.to_string(), blake3::hash(&asset.bytes).to_hex()[..32].to_owned())
}
