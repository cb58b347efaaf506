//! What the site's search reads: `/search/<list>/index.json`, its parts and its entries, made of disclosed text alone.
//!
//! An inverted index: each term with the places in the list of what has it. Terms are sorted and cut into parts of about one
//! size; the index names each part's first term, so that a reader loads the parts that hold what was typed and no others. What is
//! found is shown from files of entries, each of a few places.
//!
//! A part is an object of terms. Places are written as distances, each behind an `x` where the term is a word of the title or an id,
//! a `y` where it is a part of one, a `w` where a page's text says it often, a `v` where it is in that text
//! alone, else a `z`: `"archive":"zx7z12"` is the 7th, by its title, and
//! the 19th. So no word stands beside a bare number or another term, which might read like something that is withheld.

mod entries;
mod index;
mod terms;

#[cfg(test)]
mod tests;

use crate::public::{Kind, routes};
use crate::render::view::Views;
use entries::entries;
use index::Index;
use std::sync::OnceLock;

/// So many places make a part and a file of entries: a query loads a few of each.
const PER_PART: usize = 25;

/// The same of pages, all of whose words are searched.
const PAGES_PER_PART: usize = 4;

/// What is searched as one list, and shown as one group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    Records(Kind),
    Packages,
    /// The plan and other pages.
    Pages,
}

impl List {
    fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.into_iter().map(Self::Records).chain([Self::Packages, Self::Pages])
    }

    fn name(self) -> &'static str {
        match self {
            Self::Records(kind) => kind.section(),
            Self::Packages => "packages",
            Self::Pages => "pages",
        }
    }

    fn len(self, views: &Views<'_>) -> usize {
        match self {
            Self::Records(kind) => views.site.section(kind).len(),
            Self::Packages => views.packages.len(),
            Self::Pages => views.site.own_pages().count(),
        }
    }
}

/// The files of one list. The index is made when the first of its files is called for, then shared.
pub struct Files {
    list: List,
    parts: usize,
    entries: usize,
    index: OnceLock<Index>,
}

impl Files {
    /// Of each list that has anything; none where site.yaml wants none.
    pub fn all(views: &Views<'_>) -> Vec<Self> {
        let wanted = views.site.settings.outputs.search;
        let lists = List::all().filter(|list| wanted && list.len(views) > 0);
        let parts = |list: List| list.len(views).div_ceil(if list == List::Pages { PAGES_PER_PART } else { PER_PART });
        lists
            .map(|list| Self {
                list,
                parts: parts(list),
                entries: list.len(views).div_ceil(PER_PART),
                index: OnceLock::new(),
            })
            .collect()
    }

    /// Their paths on the site.
    pub fn paths(&self) -> Vec<String> {
        let numbered =
            |what: &str, many: usize| (0..many).map(|at| self.path(&format!("{what}{at}"))).collect::<Vec<_>>();
        [vec![self.path("index")], numbered("part", self.parts), numbered("entries", self.entries)].concat()
    }

    fn path(&self, name: &str) -> String {
        format!("{}{}/{name}.json", routes::SEARCH, self.list.name())
    }

    /// The file at one of these paths.
    // Nothing in the index may wait for other threads: they may wait for it.
    pub fn file(&self, views: &Views<'_>, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
        let index = || self.index.get_or_init(|| Index::new(views, self.list, self.parts));
        let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<usize>().ok();
        match (number("part"), number("entries")) {
            (Some(at), _) => index().parts[at].clone(),
            (_, Some(at)) => entries(views, self.list, at * PER_PART, PER_PART),
            (None, None) => index().head.clone(),
        }
    }
}
