//! Rule 5: a reference to a withheld id is treated just as one to an id that was never there.
//!
//! What is public is known only when all files were opened, so references are resolved last: one that leads nowhere is
//! dropped, a link keeps its text. Ids of foreign databases stay.

mod bare;
mod ids;
mod walk;

use super::Draft;
use crate::config::{Address, Config};
use crate::normalise::near::Known;
use crate::private::Seal;
use crate::private::decision::coming::Coming;
use crate::private::links::Leads;
use crate::public::route::Route;
use crate::public::segment::of_id;
use crate::public::{Csaf, Instant, ReportWords, Reserved, SeverityLevel, language};
pub(in crate::private) use ids::Forms;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What is public, to resolve references against.
pub(in crate::private) struct Resolver {
    /// The site's URL.
    url: String,
    /// The site's own, where this build is for another audience: a text that names it means the same page here.
    site: Option<String>,
    severities: Vec<SeverityLevel>,
    forms: Forms,
    /// Public sources of records that others wrote: whatever ids those name were public before.
    foreign: Vec<PathBuf>,
    seal: Seal,
    /// Paths of records, under their ids.
    records: HashMap<String, String>,
    /// Where an alias that one record alone has leads.
    aliases: HashMap<String, String>,
    /// Ids and aliases, in lower case: links mind no letter case.
    known: HashSet<String>,
    /// Ids of records whose page is another one's.
    merged: HashSet<String>,
    pages: HashSet<String>,
    /// Paths of pages, under those of their files.
    files: HashMap<PathBuf, String>,
    /// The ids of records, once somebody asks which was meant.
    ids: OnceLock<Known>,
}

/// Folders of records, in `content/` and on the site.
const FAMILIES: [&str; 4] = ["advisories", "incidents", "notices", "lessons"];

impl Resolver {
    pub fn new<'d>(
        config: &Config,
        merged: HashSet<String>,
        reserved: &[Reserved],
        drafts: impl Iterator<Item = (&'d Path, &'d Draft)>,
    ) -> Self {
        let settings = &config.settings;
        let mut resolver = Self {
            url: settings.url.clone(),
            site: if let Address::Audience { site } = &config.address { Some(site.clone()) } else { None },
            severities: settings.severities.clone(),
            forms: Forms::of(config),
            foreign: config.sources.iter().filter(|source| source.publish).map(|source| source.path.clone()).collect(),
            seal: Seal(()),
            records: HashMap::new(),
            aliases: HashMap::new(),
            // A link may lead to a reserved place; an id needs a record.
            known: reserved
                .iter()
                .flat_map(|place| [place.id.to_lowercase(), of_id(&place.id).to_lowercase()])
                .collect(),
            merged,
            pages: HashSet::new(),
            files: HashMap::new(),
            ids: OnceLock::new(),
        };
        let mut aliases = Vec::new();
        for (file, draft) in drafts {
            let path = match draft {
                Draft::Page(_, page) | Draft::Report(ReportWords { page, .. }) => {
                    resolver.pages.insert(page.path.to_string());
                    page.path.to_string()
                }
                _ => {
                    let Some(head) = draft.head() else { continue };
                    resolver.records.insert(head.id.to_string(), head.path());
                    resolver.known.extend([head.id.to_lowercase(), head.name().to_lowercase()]);
                    aliases.extend(head.aliases.iter().map(|alias| (file, alias.to_string(), head.id.to_string())));
                    head.path()
                }
            };
            resolver.files.insert(file.to_owned(), path);
        }
        // An alias that isn't shown leads nowhere: it may be a withheld id.
        aliases.retain(|(file, alias, _)| resolver.stays(file, alias));
        resolver.known.extend(aliases.iter().map(|(_, alias, _)| alias.to_lowercase()));
        resolver.aliases.extend(aliases.into_iter().map(|(_, alias, id)| (alias, id)));
        resolver
    }

    /// The URL of a path of the site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.url.trim_end_matches('/'))
    }

    /// Whether a reference to this id is shown, in this file.
    fn stays(&self, file: &Path, id: &str) -> bool {
        let public_before = || !self.forms.is_own(id) && self.foreign.iter().any(|source| file.starts_with(source));
        self.records.contains_key(id) || self.merged.contains(id) || self.forms.is_foreign(id) || public_before()
    }

    /// The public id that may have been meant by another.
    fn near(&self, id: &str) -> Option<&str> {
        self.ids.get_or_init(|| Known::of(self.records.keys().map(|id| (id.as_str(), id.as_str())))).near(id)
    }

    /// Takes a withheld id for a public one, as only a test wants.
    #[cfg(test)]
    pub fn know(mut self, id: &String) -> Self {
        self.records.insert(id.to_owned(), format!("/{id}/"));
        self
    }

    /// Where a link leads that stands in `file`.
    fn leads(&self, file: &Path, target: &str) -> Leads {
        let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        if !path.contains("://") && ends(&[".md"]) {
            return self.leads_to_file(file, path, rest, &[]);
        }
        // What stands in a record's own folder is an attachment; a file beside records is one.
        if !path.starts_with('/') && !path.contains("://") && ends(&[".yaml", ".yml", ".json"]) {
            return self.leads_to_file(file, path, rest, &FAMILIES);
        }
        let Some(inside) = self.inside(path) else { return Leads::There };
        let parts = segments(inside);
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| *part != "index.html").collect();
        let known = |name: &str| self.known.contains(&name.to_lowercase());
        let there = match Route::of(&self.severities, &parts) {
            Route::Record { name, .. } => known(name),
            // What machines read of a record leads to it as its page does.
            Route::Document(name) => known(name),
            Route::Csaf(name) => self.known.iter().any(|id| Csaf::file_name(id) == name.to_lowercase()),
            Route::Plan => self.pages.contains(&format!("/{}/", parts.join("/"))),
            Route::List | Route::Other => true,
        };
        if there { Leads::There } else { Leads::Nowhere }
    }

    /// The path on the site, of an address of its host however it is written, and of a path alone.
    fn inside<'t>(&self, path: &'t str) -> Option<&'t str> {
        let bare = |url: &str| url.find("//").map_or(0, |at| at + 2);
        let web = path.starts_with("//")
            || ["http://", "https://"]
                .iter()
                .any(|scheme| path.get(..scheme.len()).is_some_and(|value| value.eq_ignore_ascii_case(scheme)));
        if !web {
            return path.starts_with('/').then_some(path);
        }
        let url = self.url.as_str();
        let (ours, theirs) = (url[bare(url)..].trim_end_matches('/'), &path[bare(path)..]);
        let rest =
            theirs.get(..ours.len()).filter(|value| value.eq_ignore_ascii_case(ours)).map(|_| &theirs[ours.len()..])?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// From a page in another language, the page that a link leads to in that language, where it is public.
    fn translated(&self, from: &Path, to: &Path) -> Option<&String> {
        let stem = from.file_stem()?.to_str()?;
        let (tag, name) = (language::of_name(stem).1?, to.file_stem()?.to_str()?);
        self.files.get(&to.with_file_name(format!("{name}.{tag}.md")))
    }

    /// A link from file to file, as authors write it, becomes one from page to page.
    ///
    /// `sections`: where it must be a record's file; anywhere, where there are none.
    fn leads_to_file(&self, file: &Path, path: &str, rest: &str, sections: &[&str]) -> Leads {
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let from = file.parent().unwrap_or(Path::new(""));
        let mut full = PathBuf::new();
        for part in from.join(path.trim_start_matches('/')).components() {
            match part {
                std::path::Component::ParentDir => {
                    full.pop();
                }
                std::path::Component::CurDir => {}
                part => full.push(part),
            }
        }
        match self.translated(file, &full).or_else(|| self.files.get(&full)) {
            Some(page) => Leads::To(format!("{page}{rest}")),
            None => {
                let mut parts = full.components();
                let section = parts.next().map(|part| part.as_os_str().to_string_lossy());
                let beside_records = parts.count() == 1 && section.is_some_and(|section| sections.contains(&&*section));
                if sections.is_empty() || beside_records { Leads::Nowhere } else { Leads::There }
            }
        }
    }
}

/// A path's parts as a server would look them up: decoded, without `.`, `..` and empty ones.
fn segments(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in percent_encoding::percent_decode_str(path).decode_utf8_lossy().split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    parts
}

/// When a site changes next, of all that was found.
pub(in crate::private) fn soonest(mut coming: Vec<Coming>, now: Instant) -> Vec<Coming> {
    coming.retain(|coming| coming.at > now);
    coming.sort();
    coming.dedup();
    coming
}
