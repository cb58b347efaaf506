//! What is shown of what is found: a line each, in the order of the list.

use super::List;
use crate::public::Page;
use crate::public::packages::PackageRecords;
use crate::render::view::{Entry, PackageItem, Views};
use serde::Serialize;

/// `themes/default/search.js` makes an entry of it.
#[derive(Serialize, Default)]
struct Line<'a> {
    href: String,
    title: &'a str,
    /// How severe: the word that the page has a sign for.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'a str>,
    /// Other words of its state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    /// Its ids and packages; of a package how many advisories it has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

/// So many of them from the one at this place on.
pub fn entries(views: &Views<'_>, list: List, from: usize, many: usize) -> String {
    let lines: Vec<Line<'_>> = match list {
        List::Records(kind) => {
            let records = views.site.section(kind).into_iter().skip(from).take(many);
            records.map(|it| Line::record(views, Entry::new(views, it))).collect()
        }
        List::Packages => views.packages.iter().skip(from).take(many).map(|it| Line::package(views, it)).collect(),
        List::Pages => {
            views.site.own_pages().skip(from).take(many).map(|own_page| Line::page(views, own_page)).collect()
        }
    };
    let lines: Vec<String> = lines.iter().map(|line| serde_json::to_string(line).unwrap_or_default()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

impl<'a> Line<'a> {
    fn record(views: &Views<'a>, entry: Entry<'a>) -> Self {
        let unrated = entry.severity.is_none() && entry.word.is_none() && entry.rated && !entry.withdrawn;
        let unrated = views.words.severities.get("unrated").filter(|_| unrated).map(String::as_str);
        let words = [entry.word, entry.exploited, entry.status, unrated];
        let id = Some(entry.id).filter(|_| entry.has_number);
        let ids = id.into_iter().chain(entry.cves).map(str::to_owned);
        Self {
            href: entry.href,
            title: entry.title,
            level: entry.severity.filter(|_| !entry.withdrawn).map(|severity| severity.label),
            words: words.into_iter().flatten().collect(),
            withdrawn: entry.withdrawn,
            about: ids.chain(entry.packages.iter().map(|package| package.name.to_owned())).collect(),
            day: Some(entry.published.day),
        }
    }

    fn package(views: &'a Views<'_>, package: &'a PackageRecords<'_>) -> Self {
        let item = PackageItem::new(views, package);
        Self {
            href: item.href,
            title: item.name,
            level: item.worst.map(|worst| worst.label),
            about: package.ecosystem.iter().cloned().chain([item.count]).collect(),
            day: item.newest.map(|newest| newest.day),
            ..Self::default()
        }
    }

    fn page(views: &Views<'a>, page: &'a Page) -> Self {
        let about = page.summary.as_deref().map(str::to_owned).into_iter().collect();
        Self { href: views.links.href(&page.path), title: &page.title, about, ..Self::default() }
    }
}
