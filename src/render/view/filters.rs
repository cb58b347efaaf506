//! The filters of a list, as links to pages of their own.

use super::Views;
use crate::public::filters::{Facet, Filter};
use crate::public::{Head, Kind, Status, Text, Vocabulary, routes};
use serde::Serialize;

/// Of tags and packages a list offers the most used ones; the search finds the others.
const OFFERED: usize = 24;

/// The values of one facet.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FilterGroup<'a> {
    /// As addresses name it: `severity`.
    pub key: &'static str,
    pub label: &'a str,
    /// The choice of none of them: `Any severity`.
    pub any: &'a str,
    pub values: Vec<FilterView>,
    /// How many more values there are, which the search finds.
    pub more: usize,
    /// Where all of them are, if anywhere.
    pub all: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FilterView {
    pub label: String,
    pub value: String,
    pub href: String,
    /// How many records have it.
    pub records: usize,
}

impl<'a> FilterGroup<'a> {
    /// Of a section: those that distinguish some of its records from others.
    pub fn all(views: &Views<'a>, kind: Kind) -> Vec<Self> {
        let records = views.site.section(kind).len();
        let of = |&facet: &Facet| {
            let own = views.filters(kind).iter().filter(|filter| filter.facet == facet);
            let mut values: Vec<_> = own.filter_map(|it| FilterView::new(views, it)).collect();
            let more = values.len().saturating_sub(OFFERED);
            values.truncate(OFFERED);
            let all = (facet == Facet::Package && more > 0).then(|| views.links.href(routes::PACKAGES));
            let say = views.words.facets.of(facet);
            let tells = values.iter().any(|value| value.records < records);
            tells.then(|| Self { key: facet.word(), label: &say.word, any: &say.any, values, more, all })
        };
        Facet::ALL.iter().filter_map(of).collect()
    }
}

impl FilterView {
    fn new(views: &Views<'_>, filter: &Filter) -> Option<Self> {
        Some(Self {
            label: label(views, filter),
            value: filter.value.clone(),
            href: views.links.href(filter.page.as_deref()?),
            records: filter.places.len(),
        })
    }
}

/// What readers call the value.
pub fn label(views: &Views<'_>, filter: &Filter) -> String {
    let settings = &views.site.settings;
    let value = filter.value.as_str();
    let known = match filter.facet {
        Facet::Severity => settings.severity(value).map(|severity| views.words.severity(severity).to_owned()),
        Facet::Status => Status::from_word(value).map(|from_word| views.words.statuses.of(from_word).word.clone()),
        Facet::Category => settings
            .categories
            .iter()
            .find(|category| category.id == value)
            .map(|category| views.words.category(category).to_owned()),
        Facet::Package => {
            let package = filter.page.as_deref().and_then(|path| views.packages.at(path));
            package.and_then(|package| package.ecosystem.as_ref()).map(|it| format!("{} ({it})", filter.written))
        }
        Facet::Service | Facet::Year | Facet::Project | Facet::Tag => None,
    };
    known.unwrap_or_else(|| filter.written.clone())
}

/// A tag of a record or a service of an incident, and the page of all that have it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TagView<'a> {
    pub name: &'a str,
    pub href: Option<String>,
}

impl<'a> TagView<'a> {
    pub fn all(views: &Views<'_>, head: &'a Head) -> Vec<Self> {
        Self::of(views, head.kind, Facet::Tag, &head.tags)
    }

    /// Words of one facet, each with the page of all that have it.
    pub fn of(views: &Views<'_>, kind: Kind, facet: Facet, words: &'a [Text]) -> Vec<Self> {
        let page = |word: &str| views.filters(kind).page(facet, word).map(|path| views.links.href(path));
        words.iter().map(|word| Self { name: word, href: page(word) }).collect()
    }
}
