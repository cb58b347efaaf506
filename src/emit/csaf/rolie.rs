//! ROLIE (RFC 8322, in JSON): a feed for each TLP label (7.1.15), a service document (7.1.16), a category document (7.1.17).

use super::{Output, absolute, documented, label, newest, path, tracking};
use crate::emit::{File, entry, failed, urls};
use crate::public::{Head, Record, Site};
use crate::render::Error;
use serde::Serialize;
use std::collections::BTreeSet;

pub(super) const SERVICE: &str = "/csaf/service.json";
pub(super) const CATEGORIES: &str = "/csaf/category.json";
const INFORMATION_TYPE: Category<'static> =
    Category { scheme: Some("urn:ietf:params:rolie:category:information-type"), term: "csaf" };

#[derive(Serialize)]
struct Document<'a> {
    feed: Feed<'a>,
}

#[derive(Serialize)]
struct Feed<'a> {
    id: String,
    title: String,
    /// The first is `self`.
    link: Vec<Link>,
    category: [Category<'a>; 1],
    updated: String,
    entry: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: String,
    /// The first is `self`; hashes and signatures follow, all that there are.
    link: Vec<Link>,
    published: String,
    updated: String,
    summary: Summary,
    content: Content,
    format: Format,
    category: Vec<Category<'a>>,
}

#[derive(Serialize)]
struct Link {
    rel: &'static str,
    href: String,
}

#[derive(Serialize, Clone, Copy)]
struct Category<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme: Option<&'a str>,
    term: &'a str,
}

#[derive(Serialize)]
struct Summary {
    content: String,
}

#[derive(Serialize)]
struct Content {
    r#type: &'static str,
    src: String,
}

#[derive(Serialize)]
struct Format {
    schema: &'static str,
    version: &'static str,
}

/// `/csaf/feed-tlp-white.json`.
pub(super) fn path_of(label: &str) -> String {
    format!("/csaf/feed-tlp-{}.json", label.to_lowercase())
}

/// The labels that documents have, from the least restricted.
pub(super) fn labels(site: &Site) -> Vec<&'static str> {
    let mut tlps: Vec<_> = documented(site).iter().map(|documented| documented.head().tlp).collect();
    tlps.sort_unstable();
    let mut labels: Vec<_> = tlps.into_iter().map(label).collect();
    labels.dedup();
    labels
}

pub(super) fn outputs<'a>(site: &'a Site, signed: bool) -> Vec<Output<'a>> {
    let feed = |label: &'static str| -> Output<'a> { Box::new(move || feed(site, label, signed)) };
    let mut outputs: Vec<Output<'a>> = labels(site).into_iter().map(feed).collect();
    outputs.push(Box::new(move || service(site)));
    outputs.push(Box::new(move || categories(site)));
    outputs
}

fn feed(site: &Site, label: &'static str, signed: bool) -> Result<File, Error> {
    let mut records = documented(site);
    records.retain(|record| super::label(record.head().tlp) == label);
    records.sort_unstable_by(|a, b| {
        let key = |it: &Record<'_>| tracking::current(it.head());
        key(b).cmp(&key(a)).then(a.head().id.cmp(&b.head().id))
    });
    let path = path_of(label);
    let host: String = urls::host(&site.settings).chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    let feed = Feed {
        id: format!("{host}-csaf-feed-tlp-{}", label.to_lowercase()),
        title: title(site, label),
        link: vec![Link { rel: "self", href: absolute(site, &path) }],
        category: [INFORMATION_TYPE],
        updated: newest(records.iter().map(|record| record.head())).unwrap_or(site.now).to_string(),
        entry: records.iter().map(|record| entry(site, *record, signed)).collect(),
    };
    json(&path, &Document { feed })
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._".contains(c)
}

fn title(site: &Site, label: &str) -> String {
    format!("CSAF documents of {} (TLP:{label})", site.settings.csaf.publisher.name)
}

fn entry<'a>(site: &Site, record: Record<'a>, signed: bool) -> Entry<'a> {
    let head = record.head();
    let src = absolute(site, &path(head));
    let mut link = vec![Link { rel: "self", href: src.clone() }];
    link.extend(["sha256", "sha512"].map(|kind| Link { rel: "hash", href: format!("{src}.{kind}") }));
    link.extend(signed.then(|| Link { rel: "signature", href: format!("{src}.asc") }));
    Entry {
        id: &head.id,
        title: title_of(head),
        link,
        published: head.published.to_string(),
        updated: tracking::current(head).to_string(),
        summary: Summary { content: entry::summary(head) },
        content: Content { r#type: "application/json", src },
        format: Format { schema: "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", version: "2.0" },
        category: packages(record).into_iter().map(|term| Category { scheme: None, term }).collect(),
    }
}

/// As the document has it.
fn title_of(head: &Head) -> String {
    let withdrawn = if head.withdrawn.is_some() { "Withdrawn: " } else { "" };
    format!("{withdrawn}{}", head.title)
}

/// The names of what a record says something of.
fn packages(record: Record<'_>) -> BTreeSet<&str> {
    record.affected().iter().map(|entry| entry.package.name.as_str()).collect()
}

fn service(site: &Site) -> Result<File, Error> {
    #[derive(Serialize)]
    struct Document<'a> {
        service: Service<'a>,
    }
    #[derive(Serialize)]
    struct Service<'a> {
        workspace: [Workspace<'a>; 1],
    }
    #[derive(Serialize)]
    struct Workspace<'a> {
        title: String,
        collection: Vec<Collection<'a>>,
    }
    #[derive(Serialize)]
    struct Collection<'a> {
        title: String,
        href: String,
        categories: Categories<'a>,
    }
    let collection = |label| Collection {
        title: title(site, label),
        href: absolute(site, &path_of(label)),
        categories: Categories { category: vec![INFORMATION_TYPE] },
    };
    let title = format!("CSAF documents of {}", site.settings.csaf.publisher.name);
    let workspace = [Workspace { title, collection: labels(site).into_iter().map(collection).collect() }];
    json(SERVICE, &Document { service: Service { workspace } })
}

#[derive(Serialize)]
struct Categories<'a> {
    category: Vec<Category<'a>>,
}

fn categories(site: &Site) -> Result<File, Error> {
    #[derive(Serialize)]
    struct Document<'a> {
        categories: Categories<'a>,
    }
    let documented = documented(site);
    let names: BTreeSet<&str> = documented.iter().flat_map(|record| packages(*record)).collect();
    let category = names.into_iter().map(|term| Category { scheme: None, term }).collect();
    json(CATEGORIES, &Document { categories: Categories { category } })
}

fn json(path: &str, value: &impl Serialize) -> Result<File, Error> {
    let mut bytes = serde_json::to_vec(value).map_err(|error| failed(path, error))?;
    bytes.push(b'\n');
    Ok(File { path: path[1..].into(), bytes })
}
