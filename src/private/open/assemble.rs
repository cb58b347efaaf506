//! Drafts to a site.

use super::opened::Request;
use crate::config::Config;
use crate::private::gate::{Draft, PageKind};
use crate::public::{Asset, Kind, Reserved, Site};
use std::collections::HashSet;
use std::path::PathBuf;

pub(super) fn site(
    drafts: Vec<(PathBuf, Draft)>,
    reserved: Vec<Reserved>,
    config: &Config,
    request: Request,
    assets: Vec<Asset>,
) -> Site {
    let mut site = Site {
        settings: config.settings.clone(),
        now: request.now,
        home: None,
        plan: Vec::new(),
        pages: Vec::new(),
        reports: Vec::new(),
        advisories: Vec::new(),
        incidents: Vec::new(),
        notices: Vec::new(),
        lessons: Vec::new(),
        reserved: places(reserved, &drafts),
        assets,
        index: Default::default(),
    };
    for (_, draft) in drafts {
        match draft {
            Draft::Advisory(it) => site.advisories.push(it),
            Draft::Incident(it) => site.incidents.push(it),
            Draft::Notice(it) => site.notices.push(it),
            Draft::Lesson(it) => site.lessons.push(it),
            Draft::Page(PageKind::Home, page) => site.home = Some(page),
            Draft::Page(PageKind::Plan, page) => site.plan.push(page),
            Draft::Page(PageKind::Page, page) => site.pages.push(page),
            Draft::Report(words) => site.reports.push(words),
        }
    }
    macro_rules! newest_first {
        ($kind:expr, $records:ident) => {
            site.$records.sort_by(|a, b| (b.head.published, &a.head.id).cmp(&(a.head.published, &b.head.id)));
            site.index.extend(site.$records.iter().enumerate().map(|(at, it)| (it.head.id.clone(), ($kind, at))));
        };
    }
    newest_first!(Kind::Advisory, advisories);
    newest_first!(Kind::Incident, incidents);
    newest_first!(Kind::Notice, notices);
    newest_first!(Kind::Lesson, lessons);
    site.reports.sort_by_key(|words| words.period);
    site
}

/// In an order that depends on nothing that is withheld; what is public needs no place.
fn places(mut reserved: Vec<Reserved>, drafts: &[(PathBuf, Draft)]) -> Vec<Reserved> {
    if reserved.is_empty() {
        return reserved;
    }
    let mut taken: HashSet<String> = drafts.iter().map(|(_, draft)| draft.path().to_lowercase()).collect();
    reserved.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    reserved.retain(|reserved| taken.insert(reserved.path().to_lowercase()));
    reserved
}
