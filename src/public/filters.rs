//! By what the lists of records can be narrowed: only values that a disclosed record has.

use super::packages::Packages;
use super::segment::segment;
use super::words::{Vocabulary, vocabulary};
use super::{Kind, Record, Site, routes};
use std::collections::{HashMap, HashSet};

/// A tag of fewer records has no page: it would show what the record itself does.
const TAGGED: usize = 2;

vocabulary! {
    /// In the order in which lists offer them.
    Facet {
        Severity "severity",
        Status "status",
        Category "category",
        Service "service",
        Year "year",
        Project "project",
        Package "package",
        Tag "tag",
    }
}

/// One value of a facet, and what has it.
pub struct Filter {
    pub facet: Facet,
    /// As addresses name it: `critical`, `2026`, `npm/harbour-cli`; a tag or a service in lower case.
    pub value: String,
    /// As it was written first.
    pub written: String,
    /// Places in the section's list, ascending: newest first.
    pub places: Vec<usize>,
    /// The page that shows just these, with a slash at both ends.
    pub page: Option<String>,
}

/// All filters of one section, by facet; words of the site in its own order, years newest first, others most used first.
pub struct Filters {
    all: Vec<Filter>,
    known: HashMap<(Facet, String), usize>,
}

impl Filters {
    /// Takes time in proportion to what the records say.
    pub fn of(site: &Site, packages: &Packages<'_>, kind: Kind) -> Self {
        let mut found = Found::default();
        if site.section(kind).is_empty() {
            return Self { all: found.all, known: found.known };
        }
        for (place, record) in site.section(kind).into_iter().enumerate() {
            found.record(record, place);
        }
        let place = |record: &Record<'_>| {
            let &(of, at) = site.index.get(&record.head().id)?;
            (of == kind).then_some(at)
        };
        for project in &site.settings.projects {
            for at in project.records(site, packages).iter().filter_map(place) {
                found.add(Facet::Project, project.id.clone(), &project.name, at);
            }
        }
        for package in packages.iter() {
            let value = package.path.trim_start_matches(routes::PACKAGES).trim_end_matches('/');
            for concern in package.concerns.iter().filter(|concern| concern.record.head().kind == kind) {
                found.add(Facet::Package, value.to_owned(), &package.name, concern.place);
            }
        }
        found.sort(site);
        found.give_pages(site, kind);
        let name = |(at, it): (usize, &Filter)| ((it.facet, it.value.clone()), at);
        Self { known: found.all.iter().enumerate().map(name).collect(), all: found.all }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Filter> {
        self.all.iter()
    }

    /// The one at this place of [`Self::iter`].
    pub fn nth(&self, at: usize) -> &Filter {
        &self.all[at]
    }

    /// The page of a value as a record states it.
    pub fn page(&self, facet: Facet, value: &str) -> Option<&str> {
        let free = matches!(facet, Facet::Tag | Facet::Service);
        let value = if free { value.to_lowercase() } else { value.to_owned() };
        self.all[*self.known.get(&(facet, value))?].page.as_deref()
    }
}

#[derive(Default)]
struct Found {
    all: Vec<Filter>,
    known: HashMap<(Facet, String), usize>,
}

impl Found {
    fn record(&mut self, record: Record<'_>, place: usize) {
        let head = record.head();
        let severity = match record {
            Record::Advisory(it) => it.severity.as_ref().map(|severity| &*severity.level),
            Record::Incident(it) => it.severity.as_deref(),
            Record::Notice(_) | Record::Lesson(_) => None,
        };
        if let Some(level) = severity {
            self.add(Facet::Severity, level.to_owned(), level, place);
        }
        if let Record::Incident(incident) = record {
            if let Some(status) = incident.status {
                self.add(Facet::Status, status.word().to_owned(), status.word(), place);
            }
            for category in &incident.categories {
                self.add(Facet::Category, category.to_string(), category, place);
            }
            for service in &incident.services {
                self.add(Facet::Service, service.to_lowercase(), service, place);
            }
        }
        let year = head.published.year().to_string();
        self.add(Facet::Year, year.clone(), &year, place);
        for tag in &head.tags {
            self.add(Facet::Tag, tag.to_lowercase(), tag, place);
        }
    }

    fn add(&mut self, facet: Facet, value: String, written: &str, place: usize) {
        let at = *self.known.entry((facet, value.clone())).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(Filter { facet, value, written: written.to_owned(), places: Vec::new(), page: None });
        }
        self.all[at].places.push(place);
    }

    fn sort(&mut self, site: &Site) {
        let settings = &site.settings;
        let order = |it: &Filter| match it.facet {
            Facet::Severity => settings.severities.iter().position(|level| level.id == it.value),
            Facet::Category => settings.categories.iter().position(|category| category.id == it.value),
            Facet::Status => super::Status::ALL.iter().position(|status| status.word() == it.value),
            Facet::Year => it.value.parse().ok().map(|year: usize| usize::MAX - year),
            Facet::Project => settings.projects.iter().position(|project| project.id == it.value),
            Facet::Package | Facet::Tag | Facet::Service => Some(usize::MAX - it.places.len()),
        };
        for filter in &mut self.all {
            filter.places.sort_unstable();
            filter.places.dedup();
        }
        self.all.sort_by(|a, b| (a.facet, order(a), &a.value).cmp(&(b.facet, order(b), &b.value)));
    }

    /// Below the section beside the records, whose ids and aliases come first.
    fn give_pages(&mut self, site: &Site, kind: Kind) {
        let own = |it: &Filter| matches!(it.facet, Facet::Severity | Facet::Year).then(|| segment(&it.value));
        let wanted = Facet::ALL.iter().map(|facet| facet.word().to_owned()).chain(self.all.iter().filter_map(own));
        let wanted: HashSet<String> = wanted.collect();
        let longest = wanted.iter().map(String::len).max().unwrap_or_default();
        // Of many thousands of names few are as short as these.
        let names = site.section(kind).into_iter().flat_map(|section| {
            let head = section.head();
            [&head.id].into_iter().chain(&head.aliases).filter(|name| name.chars().nth(longest).is_none())
        });
        let taken: HashSet<String> =
            names.map(|name| name.to_lowercase()).filter(|name| wanted.contains(name)).collect();
        let mut given = HashSet::new();
        for filter in &mut self.all {
            let own = segment(&filter.value);
            let below = match filter.facet {
                Facet::Project => {
                    filter.page = Some(routes::project(&filter.value));
                    continue;
                }
                Facet::Package => {
                    filter.page = Some(format!("{}{}/", routes::PACKAGES, filter.value));
                    continue;
                }
                Facet::Severity | Facet::Year => own,
                Facet::Tag if filter.places.len() < TAGGED => continue,
                Facet::Status | Facet::Category | Facet::Service | Facet::Tag => {
                    format!("{}/{own}", filter.facet.word())
                }
            };
            let first = below.split('/').next().unwrap_or_default();
            if !taken.contains(first) && given.insert(below.clone()) {
                filter.page = Some(routes::filter(kind, &below));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{self, t};

    fn of(site: &Site, kind: Kind) -> Filters {
        Filters::of(site, &Packages::of(site), kind)
    }

    #[test]
    fn only_values_that_a_record_has_can_be_chosen() {
        let site = fixture::site("https://example.org/");
        let filters = of(&site, Kind::Advisory);
        assert!(filters.iter().all(|filter| !filter.places.is_empty() && filter.places.is_sorted()));
        let severities: Vec<_> =
            filters.iter().filter(|filter| filter.facet == Facet::Severity).map(|filter| &*filter.value).collect();
        let occurring = |level: &&str| {
            site.advisories
                .iter()
                .any(|advisory| advisory.severity.as_ref().is_some_and(|severity| &*severity.level == *level))
        };
        let expected: Vec<_> =
            site.settings.severities.iter().map(|severity| &*severity.id).filter(occurring).collect();
        assert_eq!(severities, expected);
        assert!(filters.iter().all(|filter| !matches!(filter.facet, Facet::Status | Facet::Category)));
        assert!(of(&site, Kind::Incident).iter().any(|it| it.facet == Facet::Status));
    }

    #[test]
    fn a_tag_of_two_records_has_a_page_and_letter_case_makes_no_other() {
        let mut site = fixture::site("https://example.org/");
        site.advisories.iter_mut().for_each(|advisory| advisory.head.tags.clear());
        site.advisories[0].head.tags = vec![t("Path Traversal"), t("lonely")];
        site.advisories[1].head.tags = vec![t("path traversal")];
        let filters = of(&site, Kind::Advisory);
        assert_eq!(filters.page(Facet::Tag, "PATH traversal"), Some("/advisories/tag/path~20traversal/"));
        assert_eq!(filters.page(Facet::Tag, "lonely"), None);
        assert!(filters.iter().any(|filter| filter.value == "lonely"));
    }

    #[test]
    fn a_record_or_its_alias_keeps_its_address() {
        let mut site = fixture::site("https://example.org/");
        let year = site.advisories[0].head.published.year().to_string();
        assert!(of(&site, Kind::Advisory).page(Facet::Year, &year).is_some());
        site.advisories[0].head.id = t(&year);
        site.advisories[0].head.aliases = vec![t("TAG")];
        fixture::index(&mut site);
        let filters = of(&site, Kind::Advisory);
        assert_eq!(filters.page(Facet::Year, &year), None);
        assert!(filters.iter().all(|filter| filter.facet != Facet::Tag || filter.page.is_none()));
    }
}
