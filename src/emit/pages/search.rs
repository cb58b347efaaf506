//! `/search/`, and the files beside it that the search reads.

use super::{PageSet, file};
use crate::emit::File;
use crate::emit::search::Files;
use crate::public::routes;
use crate::render::view::SearchPage;
use std::sync::Arc;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    if !page_set.site().settings.outputs.search {
        return;
    }
    page_set.add(routes::SEARCH.to_string(), |renderer, path| {
        renderer.print("search.html", path, &SearchPage::new(&renderer.views))
    });
    for files in Files::all(&page_set.renderer.views).into_iter().map(Arc::new) {
        for path in files.paths() {
            let files = Arc::clone(&files);
            page_set.add(path, move |renderer, path| {
                Ok(File { path: file(path), bytes: files.file(&renderer.views, path).into_bytes() })
            });
        }
    }
}
