//! One state of the site: its files in memory, and how a host would answer for them.

use super::headers::HeaderRules;
use super::redirects::Redirects;
use crate::write::Files;
use percent_encoding::percent_decode_str;
use std::sync::Arc;

pub struct Edition {
    /// Another one for each state: pages compare it to learn that there is a newer one.
    pub id: String,
    /// The site's path on its host, with a slash at both ends.
    pub base: String,
    /// Marked as a preview: nothing of it may stay in a browser's cache.
    pub preview: bool,
    pub files: Arc<Files>,
    pub headers: HeaderRules,
    redirects: Redirects,
}

/// What lies at an address.
pub enum Found<'e> {
    File {
        path: &'e str,
        bytes: &'e Arc<[u8]>,
    },
    /// Look there, by the rules of the site: for ever.
    Moved(String),
    /// Look there, where this site lies on its host.
    Elsewhere(String),
    Missing,
}

impl Edition {
    pub fn new(id: String, base: String, preview: bool, files: Arc<Files>) -> Self {
        let text = |path: &str| files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let headers = HeaderRules::parse(&text("_headers").unwrap_or_default());
        let redirects = Redirects::parse(&text("_redirects").unwrap_or_default());
        Self { id, base, preview, headers, redirects, files }
    }

    /// Looks an address up as hosts do. It is a key of a map and never a path on disk, so it can't lead out of the site.
    pub fn find(&self, address: &str) -> Found<'_> {
        if let Some(to) = self.redirects.to(address) {
            return Found::Moved(to.to_owned());
        }
        let Ok(decoded) = percent_decode_str(address).decode_utf8() else { return Found::Missing };
        let Some(path) = decoded.strip_prefix(&*self.base) else {
            let home = decoded == "/" || format!("{decoded}/") == self.base;
            return if home { Found::Elsewhere(crate::emit::urls::encode(&self.base)) } else { Found::Missing };
        };
        // Instructions to the host; no host shows them.
        if matches!(path, "_headers" | "_redirects") {
            return Found::Missing;
        }
        let folder = path.is_empty() || path.ends_with('/');
        let file = if folder { format!("{path}index.html") } else { path.to_owned() };
        if let Some((path, bytes)) = self.files.get_key_value(&*file) {
            return Found::File { path, bytes };
        }
        if !folder && self.files.contains_key(&*format!("{path}/index.html")) {
            return Found::Moved(format!("{}/", crate::emit::urls::encode(&decoded)));
        }
        Found::Missing
    }

    /// The page for what isn't there.
    pub fn missing(&self) -> Option<&Arc<[u8]>> {
        self.files.get("404.html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(base: &str) -> Edition {
        let files = [
            ("index.html", "home"),
            ("plan/index.html", "plan"),
            ("a ä.txt", "text"),
            ("_headers", ""),
            ("_redirects", "/s/old/ /s/plan/ 301\n"),
        ];
        let files: Files = files.into_iter().map(|(path, text)| (path.into(), Arc::from(text.as_bytes()))).collect();
        Edition::new("1".into(), base.into(), false, Arc::new(files))
    }

    fn told(base: &str, address: &str) -> String {
        match edition(base).find(address) {
            Found::File { path, .. } => path.to_owned(),
            Found::Moved(to) => format!("301 {to}"),
            Found::Elsewhere(to) => format!("302 {to}"),
            Found::Missing => "404".into(),
        }
    }

    #[test]
    fn addresses_are_looked_up_as_hosts_do() {
        assert_eq!(told("/", "/"), "index.html");
        assert_eq!(told("/", "/plan/"), "plan/index.html");
        assert_eq!(told("/", "/plan"), "301 /plan/");
        assert_eq!(told("/", "/a%20%C3%A4.txt"), "a ä.txt");
        assert_eq!(told("/", "/s/old/"), "301 /s/plan/");
    }

    #[test]
    fn a_site_below_a_path_lies_there_alone() {
        assert_eq!(told("/s/", "/"), "302 /s/");
        assert_eq!(told("/s/", "/s"), "302 /s/");
        assert_eq!(told("/s/", "/s/plan/"), "plan/index.html");
        assert_eq!(told("/s/", "/plan/"), "404");
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for address in ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/plan/../index.html", "/%ff"] {
            assert_eq!(told("/", address), "404", "{address}");
        }
        assert_eq!(told("/", "/_headers"), "404");
        assert_eq!(told("/", "/_redirects"), "404");
    }
}
