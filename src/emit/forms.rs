//! Which machine-readable forms a record has, and the site as a whole, and where they are.

use super::{csaf, osv, vex};
use crate::public::{Record, Site, routes};

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
        let osv = osv::has(settings, advisory).then(|| Form { name: "OSV", path: routes::osv(&advisory.head.id) });
        let vex = vex::has(settings, advisory).then(|| Form { name: "OpenVEX", path: routes::vex(&advisory.head.id) });
        forms.extend(osv.into_iter().chain(vex));
    }
    if csaf::has(settings, record) {
        forms.push(Form { name: "CSAF", path: csaf::path(record.head()) });
    }
    forms
}

/// What is written of all records together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whole {
    OsvArchive,
    OsvIndex,
    CsafProvider,
    CsafFeed,
    CsafFolder,
}

pub fn whole(site: &Site) -> Vec<(Whole, Form)> {
    let form = |of, name, path: String| (of, Form { name, path });
    let mut forms = Vec::new();
    if site.advisories.iter().any(|advisory| osv::has(&site.settings, advisory)) {
        forms.push(form(Whole::OsvArchive, "OSV", routes::OSV_ARCHIVE.into()));
        forms.push(form(Whole::OsvIndex, "OSV", routes::OSV_INDEX.into()));
    }
    if !csaf::documented(site).is_empty() {
        forms.push(form(Whole::CsafProvider, "CSAF", csaf::PROVIDER.into()));
        forms.extend(csaf::feeds(site).into_iter().map(|path| form(Whole::CsafFeed, "CSAF", path)));
        forms.push(form(Whole::CsafFolder, "CSAF", routes::CSAF.into()));
    }
    forms
}
