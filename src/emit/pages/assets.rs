//! The theme's stylesheet and pictures, and the files that records, pages and the site bring along.

use super::PageSet;
use crate::emit::File;
use crate::public::routes;

pub(super) fn add_theme(page_set: &mut PageSet<'_>) {
    let theme = page_set.renderer.theme;
    for (name, text) in theme.assets() {
        page_set.add(format!("{}{name}", routes::ASSETS), move |_, path| {
            Ok(File { path: path.trim_start_matches('/').to_string(), bytes: text.as_bytes().to_vec() })
        });
    }
}

pub(super) fn add_copies(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    let records = site.records().flat_map(|record| &record.head().attachments);
    let pages = site.written_pages().flat_map(|page| &page.attachments);
    for asset in records.chain(pages).chain(&site.assets) {
        page_set.copy(&asset.path, &asset.bytes);
    }
}
