//! The theme's stylesheet and pictures, and the files that records, pages and the site bring along.

use super::Sheets;
use crate::emit::File;

pub(super) fn add_theme(sheets: &mut Sheets<'_>) {
    let theme = sheets.press.theme;
    for (name, text) in theme.assets() {
        sheets.add(format!("/assets/{name}"), move |_, path| {
            Ok(File { path: path.trim_start_matches('/').to_string(), bytes: text.as_bytes().to_vec() })
        });
    }
}

pub(super) fn add_copies(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    let records = site.records().flat_map(|record| &record.head().attachments);
    let pages = site.written_pages().flat_map(|page| &page.attachments);
    for asset in records.chain(pages).chain(&site.assets) {
        sheets.copy(&asset.path, &asset.bytes);
    }
}
