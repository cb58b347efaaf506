//! From what an author wrote between the parentheses to where it leads, if anywhere.

use super::{Links, Place};
use crate::escape;
use crate::public::{Csaf, Kind, route::Route, routes};

impl Links {
    /// The href for a link of a text at `place`. None: it leads to something that isn't disclosed, or isn't safe, and is
    /// to lose its link and keep its text.
    pub fn resolve(&self, place: &Place, dest: &str) -> Option<String> {
        let dest = dest.trim();
        // Browsers read `\` as `/` and skip control characters: what they'd see is not what we'd check.
        if dest.is_empty() || dest.contains('\\') || dest.chars().any(char::is_control) {
            return None;
        }
        if dest.starts_with('#') {
            return Some(escape::url(dest));
        }
        match scheme(dest) {
            Some("http" | "https") => self.web(dest),
            Some("mailto") => Some(escape::url(dest)),
            Some(_) => None,
            None if dest.starts_with("//") => self.web(&format!("https:{dest}")),
            None if dest.starts_with('/') => self.inside(dest),
            None => self.relative(place, dest),
        }
    }

    /// The same with the host in front, for feeds and mail.
    pub fn resolve_absolute(&self, place: &Place, dest: &str) -> Option<String> {
        let href = self.resolve(place, dest)?;
        Some(match href.as_bytes().first() {
            Some(b'#') => format!("{}{href}", self.absolute(&place.path)),
            Some(b'/') => format!("{}{href}", self.0.host),
            _ => href,
        })
    }

    /// A picture's address, if it is on this site, and its bytes where they are at hand. One that isn't there is none: readers would see
    /// a broken one.
    pub fn picture(&self, place: &Place, dest: &str) -> Option<(String, Option<&[u8]>)> {
        let href = self.resolve(place, dest).filter(|href| href.starts_with('/'))?;
        let path = escape::decode(href.strip_prefix(self.base()).unwrap_or(&href));
        let bytes = self.asset(&path);
        self.is_file(place, &path).then_some((href, bytes))
    }

    /// An absolute URL; one of our own site is treated as a path of it.
    fn web(&self, url: &str) -> Option<String> {
        let bare = |url: &str| url.find("://").map_or(0, |at| at + 3);
        let (ours, rest) = (&self.0.host[bare(&self.0.host)..], &url[bare(url)..]);
        let own = rest.get(..ours.len()).filter(|host| host.eq_ignore_ascii_case(ours));
        match own.map(|host| &rest[host.len()..]) {
            Some("") => Some(self.0.base.clone()),
            Some(path) if path.starts_with(&self.0.base) => self.inside(&path[self.0.base.len() - 1..]),
            _ => Some(escape::url(url)),
        }
    }

    /// A path of this site.
    fn inside(&self, dest: &str) -> Option<String> {
        let (path, tail) = split_tail(dest);
        let slash = if path.ends_with('/') { "/" } else { "" };
        let parts = segments(path);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let asked = || format!("/{}{slash}", parts.join("/"));
        let path = match Route::of(&self.0.severities, &parts) {
            _ if parts.is_empty() => routes::HOME.to_string(),
            Route::Record { kind, name, beside } => self.record(kind, name, beside, slash)?,
            Route::Document(name) => self.0.records.contains_key(&name.to_lowercase()).then(asked)?,
            Route::Csaf(name) => self.is_csaf(&name.to_lowercase()).then(asked)?,
            Route::List | Route::Plan | Route::Other => asked(),
        };
        let path = path.replace('?', "%3F").replace('#', "%23");
        Some(escape::url(&format!("{}{tail}", self.href(&path))))
    }

    /// A record's page or a file beside it, whatever the letter case, the section or the alias it was linked by.
    fn record(&self, kind: Kind, id: &str, rest: &[&str], slash: &str) -> Option<String> {
        let id = id.to_lowercase();
        let path = self.0.records.get(&id).or_else(|| self.0.aliases.get(&(kind, id)))?;
        Some(if rest.is_empty() { path.clone() } else { format!("{path}{}{slash}", rest.join("/")) })
    }

    fn is_csaf(&self, name: &str) -> bool {
        let names = || self.0.records.keys().map(|id| Csaf::file_name(id)).collect();
        self.0.csaf.get_or_init(names).contains(name)
    }

    /// A file beside the record, a file of the plan or of another folder of the content, or a page.
    fn relative(&self, place: &Place, dest: &str) -> Option<String> {
        let (path, tail) = split_tail(dest);
        let parts = segments(path);
        if let Some(found) = place.attachment(&parts.join("/")) {
            return Some(escape::url(&self.href(found)));
        }
        let ending = path.len().checked_sub(3).filter(|at| *at > 0).and_then(|at| path.get(at..));
        if ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".md")) {
            return Some(escape::url(&format!("{}{tail}", self.href(self.source(place, &parts)?))));
        }
        let joined = format!("{}{path}", place.path);
        self.inside(&format!("{joined}{tail}"))
    }

    /// `2-roles.md` on a page of the plan, `../incidents/ID.md`, `ID/index.md`: the page that is made of that file.
    fn source(&self, place: &Place, parts: &[String]) -> Option<&str> {
        let (file, folders) = parts.split_last()?;
        let stem = file[..file.len() - 3].to_lowercase();
        let here = place.path.split('/').nth(1).unwrap_or_default();
        let (stem, folder) = match (stem.as_str(), folders) {
            ("index", []) => return Some(if here == "plan" { routes::PLAN } else { routes::HOME }),
            ("index", [folders @ .., name]) => (name.to_lowercase(), folders.last()),
            _ => (stem, folders.last()),
        };
        let folder = folder.map_or(here, String::as_str);
        let plain = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
        let found = match folder {
            "plan" => self.0.plan.get(plain).or_else(|| self.0.plan.get(&stem)),
            "pages" => self.0.pages.get(plain).or_else(|| self.0.pages.get(&stem)),
            _ => self.0.records.get(&stem).or_else(|| self.0.pages.get(&stem)),
        };
        found.map(String::as_str)
    }
}

impl Place {
    /// The attachment whose path ends so; the nearest, should there be several.
    fn attachment(&self, name: &str) -> Option<&str> {
        let beside = self.attachments.iter().map(|(path, _)| path.as_str()).filter(|path| {
            let start = path.strip_suffix(name).filter(|_| !name.is_empty());
            start.is_some_and(|start| start.is_empty() || start.ends_with('/'))
        });
        beside.min_by_key(|path| path.len())
    }

    /// The bytes of the attachment at this path of the site.
    pub(in crate::render) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.attachments.iter().find(|(at, _)| at == path).map(|(_, bytes)| &**bytes)
    }
}

/// `javascript:` is one, `page:3` too; `a/b:c` and `?x=a:b` are not.
fn scheme(dest: &str) -> Option<&'static str> {
    let end = dest.find([':', '/', '?', '#']).filter(|&at| dest.as_bytes()[at] == b':')?;
    let known = ["http", "https", "mailto"].into_iter().find(|known| known.eq_ignore_ascii_case(&dest[..end]));
    Some(known.unwrap_or("other"))
}

/// The path, and the query and fragment with their signs.
fn split_tail(dest: &str) -> (&str, &str) {
    dest.split_at(dest.find(['?', '#']).unwrap_or(dest.len()))
}

/// A path's parts, decoded, without `.`, `..` and empty ones: what a server would look up.
fn segments(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in escape::decode(path).split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_string()),
        }
    }
    parts
}
