//! What links can lead to: the site's files, and the places on its pages.

use super::paths::Paths;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, OnceLock};

/// Gathered while the site is made, many files at once.
#[derive(Default)]
pub struct Targets {
    files: Mutex<HashMap<String, HashSet<String>>>,
    lower: Mutex<HashMap<String, String>>,
    /// The pages, once somebody asks which was meant: then all are there.
    pages: OnceLock<Paths>,
}

/// Where a path leads.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Leads {
    There,
    /// To this path, had its letter case been right.
    OtherCase(String),
    Nowhere,
}

impl Targets {
    /// Notes a file of the site.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let ids = if path.ends_with(".html") { ids(bytes) } else { HashSet::new() };
        let page = path.strip_suffix("index.html").unwrap_or(path);
        lock(&self.lower).insert(page.to_lowercase(), page.to_owned());
        lock(&self.files).insert(page.to_owned(), ids);
    }

    /// Where a path of the site leads, without its slash in front.
    pub(super) fn leads(&self, path: &str) -> Leads {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let as_page = format!("{}/", path.trim_end_matches('/'));
        let spellings = if path.is_empty() { [path, path] } else { [path, as_page.as_str()] };
        let files = lock(&self.files);
        if spellings.iter().any(|path| files.contains_key(*path)) {
            return Leads::There;
        }
        let lower = lock(&self.lower);
        let other = spellings.iter().find_map(|path| lower.get(&path.to_lowercase()));
        other.map_or(Leads::Nowhere, |path| Leads::OtherCase(path.clone()))
    }

    /// The page that a path was meant for: one slip away, or of the same last part.
    pub(super) fn near(&self, path: &str) -> Option<String> {
        let wanted = Some(path.trim_matches('/')).filter(|path| !path.is_empty())?;
        let pages = self.pages.get_or_init(|| {
            let files = lock(&self.files);
            let pages = files.keys().filter(|page| page.ends_with('/')).map(|page| page.trim_end_matches('/'));
            Paths::of(pages.map(|page| (page, page)))
        });
        pages.near(wanted).map(|page| format!("/{page}/"))
    }

    /// Whether a page has a place of this name.
    pub(super) fn has_place(&self, path: &str, name: &str) -> Option<bool> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let as_page = format!("{}/", path.trim_end_matches('/'));
        let files = lock(&self.files);
        let ids = files.get(path).or_else(|| files.get(&as_page))?;
        Some(name.is_empty() || name == "top" || ids.contains(name))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The values of all `id="…"`, in HTML that we wrote ourselves.
fn ids(html: &[u8]) -> HashSet<String> {
    let html = String::from_utf8_lossy(html);
    let values = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| value.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", "\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_with_and_without_its_slash_and_told_where_only_letter_case_differs() {
        let targets = Targets::default();
        targets.add("plan/roles/index.html", b"<h2 id=\"cover\">");
        assert_eq!(targets.leads("plan/roles/"), Leads::There);
        assert_eq!(targets.leads("plan/roles"), Leads::There);
        assert_eq!(targets.leads("plan/Roles/"), Leads::OtherCase("plan/roles/".into()));
        assert_eq!(targets.leads("plan/rules/"), Leads::Nowhere);
        assert_eq!(targets.has_place("plan/roles", "cover"), Some(true));
        assert_eq!(targets.has_place("plan/roles", "Cover"), Some(false));
    }
}
