//! Which machine-readable forms a record has, and where they lie.

use super::{csaf, osv, vex};
use crate::public::{Record, Site};

/// One form of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    pub name: &'static str,
    /// On the site: `/osv/HARBOUR-2026-k3x9.json`.
    pub path: String,
}

pub fn of(site: &Site, record: Record<'_>) -> Vec<Form> {
    let settings = &site.settings;
    let mut forms = Vec::new();
    if let Record::Advisory(advisory) = record {
        let osv = osv::has(settings, advisory).then(|| Form { name: "OSV", path: osv::path(&advisory.head) });
        let vex = vex::has(settings, advisory).then(|| Form { name: "OpenVEX", path: vex::path(&advisory.head) });
        forms.extend(osv.into_iter().chain(vex));
    }
    if csaf::has(settings, record) {
        forms.push(Form { name: "CSAF", path: csaf::path(record.head()) });
    }
    forms
}
