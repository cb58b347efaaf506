//! `/sitemap.xml`, by the protocol of sitemaps.org.

use super::urls::{self, Url};
use super::{Output, text};
use crate::escape;
use crate::public::{Packages, Settings, Site};
use std::fmt::Write;

/// A sitemap holds so many URLs at most, and 50 MB, which so many don't reach.
const LIMIT: usize = 50_000;
/// No site has more pages beside those of records, packages and projects and those that are written: lists, and two reports for each
/// season of a thousand years.
const OTHERS: usize = 10_000;
/// For the same page in other languages, as search engines want it.
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// One file; above the limit several, and an index of them. None where search engines aren't welcome.
pub fn sitemap<'a>(site: &'a Site, packages: &Packages<'_>) -> Vec<Output<'a>> {
    if !site.settings.is_for_everybody() {
        return Vec::new();
    }
    let known = site.index.len() + packages.len() + site.written_pages().count() + site.settings.projects.len();
    match known + OTHERS <= LIMIT {
        true => vec![text("sitemap.xml", move || set(&site.settings, &urls::pages(site)))],
        false => split(&site.settings, urls::pages(site), LIMIT),
    }
}

fn split(settings: &Settings, pages: Vec<Url>, limit: usize) -> Vec<Output<'_>> {
    if pages.len() <= limit {
        return vec![text("sitemap.xml", move || set(settings, &pages))];
    }
    let parts: Vec<Vec<Url>> = pages.chunks(limit).map(<[Url]>::to_vec).collect();
    let newest: Vec<_> = parts.iter().map(|part| part.iter().filter_map(|page| page.modified).max()).collect();
    let listed =
        newest.into_iter().enumerate().map(|(at, modified)| Url { path: name(at), modified, alternates: Vec::new() });
    let listed: Vec<_> = listed.collect();
    let mut outputs = vec![text("sitemap.xml", move || index(settings, &listed))];
    outputs.extend(parts.into_iter().enumerate().map(|(at, part)| text(name(at), move || set(settings, &part))));
    outputs
}

fn name(at: usize) -> String {
    format!("sitemap-{}.xml", at + 1)
}

fn set(settings: &Settings, pages: &[Url]) -> String {
    list(settings, pages, "urlset", "url")
}

fn index(settings: &Settings, parts: &[Url]) -> String {
    list(settings, parts, "sitemapindex", "sitemap")
}

fn list(settings: &Settings, listed: &[Url], all: &str, each: &str) -> String {
    let translated = listed.iter().any(|it| !it.alternates.is_empty());
    let xhtml = if translated { format!(" xmlns:xhtml=\"{XHTML}\"") } else { String::new() };
    let mut list = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{all} xmlns=\"{NAMESPACE}\"{xhtml}>\n");
    for Url { path, modified, alternates } in listed {
        let modified = modified.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
        let url = escape::xml(&urls::absolute(settings, path));
        let alternates: String =
            alternates.iter().map(|(language, path)| alternate(settings, language, path)).collect();
        writeln!(list, "<{each}><loc>{url}</loc>{modified}{alternates}</{each}>").unwrap_or(());
    }
    list + &format!("</{all}>\n")
}

fn alternate(settings: &Settings, language: &str, path: &str) -> String {
    let (language, url) = (escape::xml(language), escape::xml(&urls::absolute(settings, path)));
    format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\"/>")
}
