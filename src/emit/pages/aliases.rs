//! `/advisories/CVE-2026-1234/`: leads to the record, or lists the records that share the alias.

use super::PageSet;
use crate::public::{AliasOutput, routes};
use crate::render::links::shared_aliases;
use crate::render::view::AliasPage;
use std::collections::HashSet;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    if site.settings.outputs.aliases != AliasOutput::Pages {
        return;
    }
    let ids: HashSet<String> = site.records().map(|record| record.head().name().to_lowercase()).collect();
    for ((kind, lower), alias) in shared_aliases(site) {
        let written = alias.written;
        if ids.contains(&lower) || routes::is_list(&lower) || !fits(written) {
            continue;
        }
        let records: Vec<_> = alias.records.into_iter().filter_map(|id| site.find_str(id)).collect();
        page_set.add(routes::alias(kind, written), move |renderer, path| {
            renderer.print("alias.html", path, &AliasPage::new(&renderer.views, written, path, &records))
        });
    }
}

/// Whether it can be a folder's name and a part of a URL everywhere.
fn fits(alias: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    alias.len() <= 100 && alias.bytes().all(plain) && !alias.starts_with('.') && !alias.ends_with('.')
}
