//! What the lists' search reads: `/search/<section>/index.json` and its parts, made of disclosed records alone.
//!
//! An inverted index: each term with the places in the section's list of the records that have it. Terms are sorted and cut
//! into parts of about one size; the index names each part's first term, so that a reader loads the parts that hold what was
//! typed and no others. What is found is shown from the pages of the list itself, so nothing is written twice.
//!
//! A part is an object of terms. Places are written as distances, each behind a `y` where the term is of the record's title or
//! ids, else a `z`: `"archive":"zy7z12"` is the 7th, by its title, and the 19th. So no word stands beside a bare number or another term, which might read like something that is withheld.

mod index;
mod terms;

#[cfg(test)]
mod tests;

use super::{Output, text};
use crate::public::{Kind, Packages, Site};
use index::Index;
use std::sync::{Arc, OnceLock};

/// So many records make a part of some tens of kilobytes.
const RECORDS_PER_PART: usize = 100;

/// Made when the first of its files is called for, then shared.
struct Shared<'a> {
    site: &'a Site,
    kind: Kind,
    parts: usize,
    index: OnceLock<Index>,
}

impl Shared<'_> {
    // Nothing in here may wait for other threads: they may wait for this.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.site, &Packages::of(self.site), self.kind, self.parts))
    }
}

/// Of each section that has records; none where site.yaml wants none.
pub fn search(site: &Site) -> Vec<Output<'_>> {
    if !site.settings.outputs.search {
        return Vec::new();
    }
    Kind::ALL.into_iter().flat_map(|kind| of_section(site, kind)).collect()
}

fn of_section(site: &Site, kind: Kind) -> Vec<Output<'_>> {
    let records = site.section(kind).len();
    if records == 0 {
        return Vec::new();
    }
    let parts = records.div_ceil(RECORDS_PER_PART);
    let shared = Arc::new(Shared { site, kind, parts, index: OnceLock::new() });
    let folder = format!("search/{}", kind.section());
    let head = Arc::clone(&shared);
    let mut outputs = vec![text(format!("{folder}/index.json"), move || head.index().head.clone())];
    outputs.extend((0..parts).map(|at| {
        let shared = Arc::clone(&shared);
        text(format!("{folder}/part{at}.json"), move || shared.index().parts[at].clone())
    }));
    outputs
}
