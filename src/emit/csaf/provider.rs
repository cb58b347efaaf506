//! Who we are (7.1.7), and the lists by which the folder is read (7.1.11 to 7.1.13). The listings for people and for
//! readers of folders (7.1.14) are pages.

use super::files::{self, Signer};
use super::{Output, absolute, document, documented, newest, rolie, tracking, within};
use crate::emit::{File, failed, text};
use crate::public::{CsafRole, Publisher, Site, routes};
use crate::render::Error;
use serde::Serialize;

pub const PATH: &str = "/.well-known/csaf/provider-metadata.json";

#[derive(Serialize)]
struct Metadata<'a> {
    canonical_url: String,
    distributions: [Distribution; 2],
    last_updated: String,
    #[serde(rename = "list_on_CSAF_aggregators")]
    list: bool,
    metadata_version: &'static str,
    #[serde(rename = "mirror_on_CSAF_aggregators")]
    mirror: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    public_openpgp_keys: Vec<Key<'a>>,
    #[serde(serialize_with = "document::publisher")]
    publisher: &'a Publisher,
    role: CsafRole,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Distribution {
    Folder { directory_url: String },
    Rolie { rolie: Rolie },
}

#[derive(Serialize)]
struct Rolie {
    categories: [String; 1],
    feeds: Vec<Feed>,
    services: [String; 1],
}

#[derive(Serialize)]
struct Feed {
    summary: String,
    tlp_label: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Key<'a> {
    fingerprint: &'a str,
    url: String,
}

pub(super) fn outputs<'a>(site: &'a Site, signer: Option<&'a dyn Signer>) -> Vec<Output<'a>> {
    let mut outputs: Vec<Output<'a>> = vec![
        Box::new(move || metadata(site, signer)),
        text("csaf/index.txt", move || index(site)),
        text("csaf/changes.csv", move || changes(site)),
    ];
    outputs.extend(signer.map(files::public_key));
    outputs
}

fn metadata(site: &Site, signer: Option<&dyn Signer>) -> Result<File, Error> {
    let csaf = &site.settings.csaf;
    // Who doesn't sign isn't trusted so far (7.2.3): a preview is made without the key.
    let role = match (csaf.role, signer) {
        (CsafRole::TrustedProvider, None) => CsafRole::Provider,
        (role, _) => role,
    };
    let feed = |label: &'static str| Feed {
        summary: format!("All TLP:{label} documents of {}", csaf.publisher.name),
        tlp_label: label,
        url: absolute(site, &rolie::path_of(label)),
    };
    let rolie = Rolie {
        categories: [absolute(site, rolie::CATEGORIES)],
        feeds: rolie::labels(site).into_iter().map(feed).collect(),
        services: [absolute(site, rolie::SERVICE)],
    };
    let metadata = Metadata {
        canonical_url: absolute(site, PATH),
        distributions: [
            Distribution::Folder { directory_url: absolute(site, routes::CSAF) },
            Distribution::Rolie { rolie },
        ],
        last_updated: newest(documented(site).iter().map(|documented| documented.head()))
            .unwrap_or(site.now)
            .to_string(),
        list: csaf.list,
        metadata_version: "2.0",
        mirror: csaf.mirror,
        public_openpgp_keys: signer
            .map(|signer| Key { fingerprint: signer.fingerprint(), url: absolute(site, &files::key_path(signer)) })
            .into_iter()
            .collect(),
        publisher: &csaf.publisher,
        role,
    };
    let mut bytes = serde_json::to_vec_pretty(&metadata).map_err(|error| failed(PATH, error))?;
    bytes.push(b'\n');
    Ok(File { path: PATH[1..].into(), bytes })
}

/// Each document, without `./` before it (7.1.12).
fn index(site: &Site) -> String {
    let mut paths: Vec<String> = documented(site).iter().map(|documented| within(documented.head())).collect();
    paths.sort_unstable();
    paths.into_iter().map(|path| path + "\n").collect()
}

/// Newest first, both fields quoted (7.1.13).
fn changes(site: &Site) -> String {
    let documented = documented(site);
    let mut all: Vec<_> =
        documented.iter().map(|record| (tracking::current(record.head()), within(record.head()))).collect();
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    all.into_iter().map(|(at, path)| format!("\"{path}\",\"{at}\"\n")).collect()
}
