//! The same page in several languages, as far as each is disclosed.

use super::{Head, Page, Settings, Site};
use std::collections::HashMap;
use std::sync::Arc;

/// Pages that have translations, each by its path.
pub struct Translations<'a>(HashMap<&'a str, Arc<[&'a Page]>>);

impl<'a> Translations<'a> {
    pub fn of(site: &'a Site) -> Self {
        let pages = || site.home.iter().chain(site.own_pages());
        let mut found: HashMap<&str, Vec<&Page>> = HashMap::new();
        if pages().any(|page| page.original.is_some()) {
            pages().for_each(|page| found.entry(page.untranslated()).or_default().push(page));
        }
        let sorted = |mut pages: Vec<&'a Page>| {
            pages.sort_by_key(|page| (page.original.is_some(), page.path.to_string()));
            Arc::<[&Page]>::from(pages)
        };
        let groups = found.into_values().filter(|pages| pages.len() > 1).map(sorted);
        let by_path = groups.flat_map(|group| {
            let paths: Vec<&'a str> = group.iter().map(|page| &*page.path).collect();
            paths.into_iter().map(move |path| (path, group.clone()))
        });
        Self(by_path.collect())
    }

    /// The page at this path among all its translations, that in the site's language first; none where it has no other.
    pub fn of_path(&self, path: &str) -> &[&'a Page] {
        self.0.get(path).map_or(&[], |pages| pages)
    }
}

impl Page {
    /// Where the page is in the site's language, whether or not there is one.
    fn untranslated(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.path)
    }

    /// The language of its text.
    pub fn language<'s>(&'s self, settings: &'s Settings) -> &'s str {
        self.language.as_deref().unwrap_or(&settings.language)
    }
}

impl Head {
    /// The language of its texts.
    pub fn language<'s>(&'s self, settings: &'s Settings) -> &'s str {
        self.language.as_deref().unwrap_or(&settings.language)
    }
}
