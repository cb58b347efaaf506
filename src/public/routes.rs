//! Every address of the site, each defined once: pages and files are written where these say, links, aliases and redirects lead
//! there, and what has an address of the site's own is no name for anybody's page.

use super::segment::{is_ours, of_id, segment};
use super::{Csaf, Kind, Period};

pub const HOME: &str = "/";
pub const REPORT: &str = "/report/";
pub const FEEDS: &str = "/feeds/";
pub const PLAN: &str = "/plan/";
pub const REPORTS: &str = "/reports/";
pub const HISTORY: &str = "/history/";
pub const PACKAGES: &str = "/packages/";
pub const PROJECTS: &str = "/projects/";
pub const SEARCH: &str = "/search/";
pub const MISSING: &str = "/404.html";

/// Below a section: its list as a table.
pub const TABLE: &str = "table";

/// The feed of every publication and each material change, as RSS.
pub const UPDATES: &str = "/updates.xml";
pub const CALENDAR: &str = "/calendar.ics";
pub const SECURITY_TXT: &str = "/.well-known/security.txt";

/// The theme's styles and scripts.
pub const ASSETS: &str = "/assets/";
pub const OSV: &str = "/osv/";
pub const OSV_INDEX: &str = "/osv/all.json";
pub const OSV_ARCHIVE: &str = "/osv/all.zip";
pub const OSV_CHANGES: &str = "/osv/modified_id.csv";
pub const VEX: &str = "/vex/";
pub const CSAF: &str = "/csaf/";

/// Folders and pages of the site's own, but for the sections of records.
const OWN: [&str; 12] = [REPORT, FEEDS, PLAN, REPORTS, HISTORY, PACKAGES, PROJECTS, SEARCH, ASSETS, OSV, VEX, CSAF];

/// `/advisories/`
pub fn section(kind: Kind) -> String {
    format!("/{}/", kind.section())
}

/// Whether a page is made of the records that there are and of nothing else: a list, a package's page, a report.
pub fn follows_records(page: &str) -> bool {
    let sections = Kind::ALL.into_iter().map(section);
    sections.chain([PACKAGES.into(), REPORTS.into()]).any(|list| page.starts_with(&list))
}

/// `/advisories/HARBOUR-2026-k3x9/`: the page of the record with this id.
pub fn record(kind: Kind, id: &str) -> String {
    format!("/{}/{}/", kind.section(), of_id(id))
}

/// `/advisories/CVE-2026-1234/`: the page of an alias, which leads to its records.
pub fn alias(kind: Kind, alias: &str) -> String {
    format!("/{}/{alias}/", kind.section())
}

/// `/advisories/`, `/advisories/page/2/` …: a page of the list at `list`, counted from 1.
pub fn page_of(list: &str, number: usize) -> String {
    match number {
        1 => list.to_owned(),
        _ => format!("{list}page/{number}/"),
    }
}

/// `/advisories/table/`: the list as a table.
pub fn table(kind: Kind) -> String {
    format!("/{}/{TABLE}/", kind.section())
}

/// `/advisories/tag/archives/`, `/advisories/2026/`: a part of a section's list. `below` is made of segments.
pub fn filter(kind: Kind, below: &str) -> String {
    format!("/{}/{below}/", kind.section())
}

/// `/advisories/critical/`, where the feeds of a severity are.
pub fn severity(level: &str) -> String {
    filter(Kind::Advisory, &segment(level))
}

/// `/projects/harbour-cli/`
pub fn project(id: &str) -> String {
    format!("{PROJECTS}{}/", segment(id))
}

/// `/packages/npm/@harbour/cli/`
pub fn package(kind: &str, parts: &[String]) -> String {
    let mut path = format!("{PACKAGES}{}/", segment(kind));
    for part in parts {
        path.push_str(&segment(part));
        path.push('/');
    }
    // A name of nothing but separators.
    if parts.is_empty() { path + &segment("") + "/" } else { path }
}

/// `/reports/2026-Q3/`
pub fn report(period: Period) -> String {
    format!("{REPORTS}{period}/")
}

/// `/reports/2026-Q3.csv`: the report's figures.
pub fn report_file(period: Period, ending: &str) -> String {
    format!("{REPORTS}{period}.{ending}")
}

/// `/osv/HARBOUR-2026-k3x9.json`
pub fn osv(id: &str) -> String {
    format!("{OSV}{}.json", of_id(id))
}

/// `/vex/HARBOUR-2026-k3x9.json`
pub fn vex(id: &str) -> String {
    format!("{VEX}{}.json", of_id(id))
}

/// `/csaf/2026/`
pub fn csaf_year(year: i32) -> String {
    format!("{CSAF}{year:04}/")
}

/// `/csaf/2026/harbour-2026-k3x9.json`: the name by 5.1 of the standard, the folder by 7.1.11.
pub fn csaf(year: i32, id: &str) -> String {
    format!("{}{}.json", csaf_year(year), Csaf::file_name(id))
}

/// Whether no page of an author's may begin with this name.
pub fn is_reserved(name: &str) -> bool {
    let first = |path: &str| path.trim_matches('/') == name;
    OWN.iter().any(|path| first(path)) || Kind::ALL.iter().any(|kind| kind.section() == name)
}

/// Whether this is a list or a feed of its section, and so can't be a record's address.
pub fn is_list(name: &str) -> bool {
    is_ours(name) || matches!(name, "severity" | "tags" | TABLE)
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn what_the_site_has_is_no_name_for_a_page() {
        for name in ["advisories", "vex", "history", "plan"] {
            assert!(is_reserved(name), "{name}");
        }
        assert!(!is_reserved("policy"));
    }
}
