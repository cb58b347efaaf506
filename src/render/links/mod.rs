//! Every address of the site: where a link of disclosed text leads, and where it must not lead.
//!
//! A link to a record that isn't disclosed and one to a record that never was are the same here: neither id is known.

mod resolve;
#[cfg(test)]
mod tests;

use crate::public::{AliasOutput, Asset, Head, Kind, SeverityLevel, Site, routes};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Made once for a site, then shared: a clone costs nothing.
#[derive(Clone)]
pub struct Links(Arc<Known>);

struct Known {
    /// `https://example.org`
    host: String,
    /// The site's path on it, with a slash at both ends.
    base: String,
    /// Lower-case id → the record's path.
    records: HashMap<String, String>,
    /// Lower-case alias, by section → where it leads.
    aliases: HashMap<(Kind, String), String>,
    /// File stem without its number → path, for the plan and for other pages.
    plan: HashMap<String, String>,
    pages: HashMap<String, String>,
    /// File names that `/csaf/<year>/` may hold, once a text links to one.
    csaf: OnceLock<HashSet<String>>,
    assets: HashMap<String, Arc<[u8]>>,
    /// Paths of the files beside records and pages.
    attachments: HashSet<String>,
    severities: Vec<SeverityLevel>,
}

/// The page that a text stands on: its path, and the files beside it.
#[derive(Clone, Default)]
pub struct Place {
    path: String,
    attachments: Vec<(String, Arc<[u8]>)>,
}

impl Place {
    pub fn new(path: impl Into<String>, attachments: &[Asset]) -> Self {
        let attachments =
            attachments.iter().map(|attachment| (attachment.path.to_string(), attachment.bytes.clone())).collect();
        Self { path: path.into(), attachments }
    }
}

impl Links {
    pub fn new(site: &Site) -> Self {
        let base = site.settings.base().to_string();
        let mut records: HashMap<String, String> = HashMap::new();
        for head in site.records().map(|record| record.head()) {
            let name = head.name();
            if *name != *head.id {
                records.entry(name.to_lowercase()).or_insert_with(|| head.path());
            }
            records.insert(head.id.to_lowercase(), head.path());
        }
        for it in &site.reserved {
            records.entry(it.id.to_lowercase()).or_insert_with(|| it.path());
        }
        let stem = |path: &str| path.trim_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase();
        let untranslated = site.pages.iter().filter(|page| page.original.is_none());
        Self(Arc::new(Known {
            host: site.settings.url.strip_suffix(&base).unwrap_or(&site.settings.url).to_string(),
            aliases: aliases(site, &records),
            plan: site.plan.iter().map(|part| (stem(&part.path), part.path.to_string())).collect(),
            pages: untranslated.map(|page| (stem(&page.path), page.path.to_string())).collect(),
            csaf: OnceLock::new(),
            assets: site.assets.iter().map(|asset| (asset.path.to_string(), asset.bytes.clone())).collect(),
            attachments: attachments(site).map(|attachment| attachment.path.to_string()).collect(),
            severities: site.settings.severities.clone(),
            records,
            base,
        }))
    }

    /// A path of the site as an href: `/plan/` to `/security/plan/`.
    pub fn href(&self, path: &str) -> String {
        format!("{}{}", self.0.base, path.trim_start_matches('/'))
    }

    /// A path of the site with its host in front: what feeds, canonical links and machines want.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.0.host, self.href(path))
    }

    /// The site's path on its host, with a slash at both ends.
    pub fn base(&self) -> &str {
        &self.0.base
    }

    /// Whether there is such a file that an author may show: one of `static/`, beside a record or a page, of the theme, or a card.
    fn is_file(&self, place: &Place, path: &str) -> bool {
        let ours = path.starts_with(routes::ASSETS.trim_start_matches('/'))
            || path.ends_with("/card.png")
            || path == "card.png";
        ours || self.0.assets.contains_key(path) || self.0.attachments.contains(path) || place.bytes(path).is_some()
    }

    /// Whether a file lies in `static/`.
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.0.assets.get(path.trim_start_matches('/')).map(|bytes| &**bytes)
    }
}

fn attachments(site: &Site) -> impl Iterator<Item = &Asset> {
    let of_records = site.records().flat_map(|record| &record.head().attachments);
    of_records.chain(site.written_pages().flat_map(|page| &page.attachments))
}

/// Where an alias leads: to its record; where several share it, to the page that lists them, if there are such pages.
fn aliases(site: &Site, records: &HashMap<String, String>) -> HashMap<(Kind, String), String> {
    let mut found = HashMap::new();
    for ((kind, alias), shared) in shared_aliases(site) {
        if records.contains_key(&alias) {
            continue;
        }
        let path = match shared.records.as_slice() {
            [.., _, _] if site.settings.outputs.aliases == AliasOutput::Pages => routes::alias(kind, shared.written),
            _ => shared.head.path(),
        };
        found.insert((kind, alias), path);
    }
    found
}

/// An alias as it was first written, and the ids of the records that have it.
pub struct SharedAlias<'a> {
    pub written: &'a str,
    /// Of the first of them.
    pub head: &'a Head,
    pub records: Vec<&'a str>,
}

/// All aliases of disclosed records, by section and lower case, in a fixed order.
pub fn shared_aliases(site: &Site) -> BTreeMap<(Kind, String), SharedAlias<'_>> {
    let mut found: BTreeMap<_, SharedAlias<'_>> = BTreeMap::new();
    for head in site.records().map(|record| record.head()) {
        for alias in &head.aliases {
            let entry = found.entry((head.kind, alias.to_lowercase())).or_insert_with(|| SharedAlias {
                written: alias,
                head,
                records: Vec::new(),
            });
            if !entry.records.contains(&&*head.id) {
                entry.records.push(&head.id);
            }
        }
    }
    found
}
