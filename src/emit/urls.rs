//! Which pages the site has, and what their URLs are. The sitemap and the manifest list these.

use crate::public::{Head, Instant, Kind, Packages, Page, Record, Settings, Site, Translations, routes};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A page that readers may look for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Url {
    /// On the site: `/advisories/HARBOUR-2026-k3x9/`.
    pub path: String,
    /// When what it shows last changed, where that is known.
    pub modified: Option<Instant>,
    /// The page in each of its languages, itself among them: tag and path.
    pub alternates: Vec<(String, String)>,
}

/// Every page but alias pages and the page for errors, sorted by path.
pub fn pages(site: &Site) -> Vec<Url> {
    let mut found = BTreeMap::new();
    let mut add = |path: String, modified: Option<Instant>| {
        let known: &mut Option<Instant> = found.entry(path).or_default();
        *known = modified.max(*known);
    };
    let heads = || site.records().map(|record| record.head());
    let newest = |kind: Kind| heads().filter(|head| head.kind == kind).map(Head::updated).max();

    add(routes::HOME.into(), heads().map(Head::updated).chain(site.home.iter().filter_map(|page| page.modified)).max());
    add(routes::REPORT.into(), None);
    if !site.settings.outputs.feeds.is_empty() {
        add(routes::FEEDS.into(), None);
    }
    if !site.plan.is_empty() {
        add(routes::PLAN.into(), site.plan.iter().filter_map(|part| part.modified).max());
    }
    site.plan.iter().chain(&site.pages).for_each(|page: &Page| add(page.path.to_string(), page.modified));
    for kind in Kind::ALL {
        if let Some(modified) = newest(kind) {
            add(routes::section(kind), Some(modified));
        }
    }
    // Their figures change with the records; when, only those say.
    let periods = site.periods();
    if !periods.is_empty() {
        add(routes::REPORTS.into(), None);
    }
    periods.into_iter().for_each(|period| add(routes::report(period), None));
    if site.settings.has_history() {
        add(routes::HISTORY.into(), None);
    }
    for it in &site.reserved {
        add(routes::section(it.kind), Some(it.since));
        add(it.path(), Some(it.since));
    }
    // Incidents have lessons of their own.
    if let Some(modified) = site
        .incidents
        .iter()
        .filter(|incident| !incident.lessons.is_empty())
        .map(|incident| incident.head.updated())
        .max()
    {
        add(routes::section(Kind::Lesson), Some(modified));
    }
    let packages = Packages::of(site);
    let newest = |records: &mut dyn Iterator<Item = Record<'_>>| records.map(|record| record.head().updated()).max();
    if !packages.is_empty() {
        add(routes::PACKAGES.into(), None);
    }
    for package in packages.iter() {
        add(package.path.clone(), newest(&mut package.concerns.iter().map(|concern| concern.record)));
    }
    for project in &site.settings.projects {
        let modified = newest(&mut project.records(site, &packages).into_iter());
        add(routes::PROJECTS.into(), modified);
        add(project.path(), modified);
    }
    heads().for_each(|head: &Head| add(head.path(), Some(head.updated())));
    let translations = Translations::of(site);
    let alternate = |page: &&Page| (page.language(&site.settings).to_owned(), page.path.to_string());
    let alternates = |path: &str| translations.of_path(path).iter().map(alternate).collect();
    let url = |(path, modified): (String, _)| Url { alternates: alternates(&path), path, modified };
    found.into_iter().map(url).collect()
}

/// The URL of a path on the site.
pub fn absolute(settings: &Settings, path: &str) -> String {
    format!("{}{}", settings.url, encode(path.trim_start_matches('/')))
}

/// What site.yaml names by a path (`/policy/`) or by a URL.
pub fn resolve(settings: &Settings, target: &str) -> String {
    match target.starts_with('/') && !target.starts_with("//") {
        true => absolute(settings, target),
        false => target.into(),
    }
}

/// A disclosed URL as formats want it: what a URL can't hold is percent-encoded (RFC 3986).
pub fn uri(url: &str) -> std::borrow::Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>`{}|\\^".contains(&byte);
    match url.bytes().all(plain) {
        true => url.into(),
        false => url
            .bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect::<String>()
            .into(),
    }
}

/// The site's host as a tag URI (RFC 4151) may name it.
pub fn tag_host(settings: &Settings) -> String {
    let is_dns = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    host(settings).chars().map(|c| if is_dns(c) { c } else { '-' }).collect()
}

/// The host, in lower case, without port and user.
pub fn host(settings: &Settings) -> String {
    let rest = settings.url.split_once("://").map_or(settings.url.as_str(), |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let end = host.rfind(']').map_or_else(|| host.find(':'), |bracket| Some(bracket + 1));
    host[..end.unwrap_or(host.len())].to_ascii_lowercase()
}

/// Percent-encodes what a URL's path can't hold (RFC 3986, 3.3) and what would end it.
pub fn encode(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => url.push(byte.into()),
            b'/' | b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':'
            | b'@' => {
                url.push(byte.into());
            }
            _ => write!(url, "%{byte:02X}").unwrap_or(()),
        }
    }
    url
}
