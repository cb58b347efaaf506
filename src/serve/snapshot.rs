//! One state of the site: its files in memory, and how a host would answer for them.

use super::headers::HeaderRules;
use super::redirects::Redirects;
use crate::write::{Memory, Wanted};
use percent_encoding::percent_decode_str;
use std::sync::Arc;

pub struct Snapshot {
    /// Another one for each state: pages compare it to learn that there is a newer one.
    pub id: String,
    /// The site's path on its host, with a slash at both ends.
    pub base: String,
    /// Marked as a preview: nothing of it may stay in a browser's cache.
    pub preview: bool,
    pub memory: Arc<Memory>,
    pub headers: HeaderRules,
    redirects: Redirects,
}

/// What lies at an address.
pub enum Found {
    File {
        path: String,
        bytes: Arc<[u8]>,
    },
    /// The file of this path is still being made.
    Coming(String),
    /// Look there, by the rules of the site: for ever.
    Moved(String),
    /// Look there, where this site lies on its host.
    Elsewhere(String),
    Missing,
}

impl Snapshot {
    /// What must be made before there can be an snapshot.
    pub const FIRST: [&'static str; 2] = ["_headers", "_redirects"];

    pub fn new(id: String, base: String, preview: bool, memory: Arc<Memory>) -> Self {
        let text = |path: &str| memory.get(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let [headers, redirects] = Self::FIRST.map(|path| text(path).unwrap_or_default());
        let (headers, redirects) = (HeaderRules::parse(&headers), Redirects::parse(&redirects));
        Self { id, base, preview, headers, redirects, memory }
    }

    /// Looks an address up as hosts do. It is a key of a map and never a path on disk, so it can't lead out of the site.
    pub fn find(&self, address: &str) -> Found {
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
        if !folder && !self.memory.has(&file) && self.memory.has(&format!("{path}/index.html")) {
            return Found::Moved(format!("{}/", crate::emit::urls::encode(&decoded)));
        }
        match self.memory.want(&file) {
            Wanted::Here(bytes) => Found::File { path: file, bytes },
            Wanted::Coming => Found::Coming(file),
            Wanted::Missing => Found::Missing,
        }
    }

    /// The page for what isn't there.
    pub fn missing(&self) -> Option<Arc<[u8]>> {
        self.memory.get("404.html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Passed(&'static str, &'static str);

    impl crate::write::Cleared for Passed {
        fn path(&self) -> &str {
            self.0
        }

        fn bytes(&self) -> &[u8] {
            self.1.as_bytes()
        }
    }

    fn snapshot(base: &str) -> Snapshot {
        let files = [
            ("index.html", "home"),
            ("plan/index.html", "plan"),
            ("a ä.txt", "text"),
            ("_headers", ""),
            ("_redirects", "/s/old/ /s/plan/ 301\n"),
        ];
        let memory = Memory::default();
        for (path, text) in files {
            memory.put(&Passed(path, text)).expect("a sound path");
        }
        memory.finish();
        Snapshot::new("1".into(), base.into(), false, Arc::new(memory))
    }

    fn named(base: &str, address: &str) -> String {
        match snapshot(base).find(address) {
            Found::File { path, .. } => path,
            Found::Coming(path) => format!("coming {path}"),
            Found::Moved(to) => format!("301 {to}"),
            Found::Elsewhere(to) => format!("302 {to}"),
            Found::Missing => "404".into(),
        }
    }

    #[test]
    fn addresses_are_looked_up_as_hosts_do() {
        assert_eq!(named("/", "/"), "index.html");
        assert_eq!(named("/", "/plan/"), "plan/index.html");
        assert_eq!(named("/", "/plan"), "301 /plan/");
        assert_eq!(named("/", "/a%20%C3%A4.txt"), "a ä.txt");
        assert_eq!(named("/", "/s/old/"), "301 /s/plan/");
    }

    #[test]
    fn a_site_below_a_path_lies_there_alone() {
        assert_eq!(named("/s/", "/"), "302 /s/");
        assert_eq!(named("/s/", "/s"), "302 /s/");
        assert_eq!(named("/s/", "/s/plan/"), "plan/index.html");
        assert_eq!(named("/s/", "/plan/"), "404");
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for address in ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/plan/../index.html", "/%ff"] {
            assert_eq!(named("/", address), "404", "{address}");
        }
        assert_eq!(named("/", "/_headers"), "404");
        assert_eq!(named("/", "/_redirects"), "404");
    }
}
