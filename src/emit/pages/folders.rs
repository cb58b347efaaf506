//! The listings of `/csaf/` and its years (CSAF 2.0, 7.1.14).

use super::PageSet;
use crate::emit::csaf;
use crate::public::{Record, routes};
use crate::render::view::{FolderEntry, FolderPage};
use std::collections::BTreeMap;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let mut years: BTreeMap<i32, Vec<Record<'_>>> = BTreeMap::new();
    for record in csaf::documented(page_set.site()) {
        years.entry(record.head().published.year()).or_default().push(record);
    }
    if years.is_empty() {
        return;
    }
    let folders: Vec<String> = years.keys().rev().map(|year| format!("{year:04}/")).collect();
    page_set.add(routes::CSAF.to_string(), move |renderer, path| {
        let files = ["index.txt", "changes.csv", "service.json", "category.json"].map(str::to_owned);
        let entries = folders.iter().cloned().chain(files).map(|name| FolderEntry { name, title: None }).collect();
        let say = &renderer.views.words.folder;
        renderer.print(
            "folder.html",
            path,
            &FolderPage::new(&renderer.views, &say.title, path, say.lead.clone(), entries),
        )
    });
    for (year, mut records) in years {
        records.sort_unstable_by_key(|record| (std::cmp::Reverse(record.head().published), &record.head().id));
        page_set.add(routes::csaf_year(year), move |renderer, path| {
            let say = &renderer.views.words.folder;
            let title = say.year.fill(&[("year", &year.to_string())]);
            let entries = records.iter().map(entry).collect();
            renderer.print(
                "folder.html",
                path,
                &FolderPage::new(&renderer.views, &title, path, say.lead.clone(), entries),
            )
        });
    }
}

fn entry<'a>(record: &Record<'a>) -> FolderEntry<'a> {
    let head = record.head();
    let path = csaf::path(head);
    FolderEntry { name: path.rsplit('/').next().unwrap_or_default().to_owned(), title: Some(&head.title) }
}
