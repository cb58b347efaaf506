//! Where an alias leads.

use crate::public::{Record, Site, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The aliases that lead to exactly one record and are no record's own id, with that record, sorted. Letter case does
/// not count: hosts differ about it.
pub fn lone(site: &Site) -> Vec<(&Text, Record<'_>)> {
    let ids: BTreeSet<String> = site.records().map(|record| record.head().name().to_lowercase()).collect();
    let mut found: BTreeMap<String, Vec<(&Text, Record<'_>)>> = BTreeMap::new();
    for record in site.records() {
        for alias in &record.head().aliases {
            found.entry(alias.to_lowercase()).or_default().push((alias, record));
        }
    }
    let lone = found.into_iter().filter(|(key, targets)| {
        let one_record = targets.windows(2).all(|pair| pair[0].1.head().id == pair[1].1.head().id);
        one_record && !ids.contains(key)
    });
    lone.filter_map(|(_, targets)| targets.into_iter().next()).collect()
}
