//! `/advisories/CVE-2026-1234/`: leads to the record, or lists the records that share the alias.

use super::Sheets;
use crate::public::AliasOutput;
use crate::render::links::shared_aliases;
use crate::render::view::{AliasPage, is_list};
use std::collections::HashSet;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    if site.settings.outputs.aliases != AliasOutput::Pages {
        return;
    }
    let ids: HashSet<String> = site.records().map(|record| record.head().id.to_lowercase()).collect();
    for ((kind, lower), alias) in shared_aliases(site) {
        let written = alias.written;
        if ids.contains(&lower) || is_list(&lower) || !fits(written) {
            continue;
        }
        let records: Vec<_> = alias.records.into_iter().filter_map(|id| site.find_str(id)).collect();
        sheets.add(format!("/{}/{written}/", kind.section()), move |press, path| {
            press.print("alias.html", path, &AliasPage::new(&press.views, written, path, &records))
        });
    }
}

/// Whether it can be a folder's name and a part of a URL everywhere.
fn fits(alias: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    alias.len() <= 100 && alias.bytes().all(plain) && !alias.starts_with('.') && !alias.ends_with('.')
}
