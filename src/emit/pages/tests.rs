use super::*;
use crate::public::{Advisory, AliasOutput, Tlp};
use crate::render::fixture::{self, md, t};
use std::collections::BTreeMap;

mod addresses;
mod content;
mod finding;
mod speed;

const URL: &str = "https://example.org/security/";

fn theme() -> Theme {
    Theme::load(&BTreeMap::new(), "en").expect("the built-in theme")
}

/// All files of the site, by path.
fn files(site: &Site) -> BTreeMap<String, String> {
    let theme = theme();
    let files =
        outputs(Views::new(site, theme.words()), &theme).into_iter().map(|output| output.make().expect("a page"));
    files.map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

fn page(path: &str) -> String {
    files(&fixture::site(URL)).remove(path).expect("this page")
}

/// An advisory that says nothing but its name.
fn advisory(id: &str, aliases: &[&str]) -> Advisory {
    let mut plain = fixture::site(URL).advisories.pop().expect("one");
    plain.head.id = t(id);
    plain.head.title = t(id);
    plain.head.aliases = aliases.iter().map(|alias| t(alias)).collect();
    plain
}

fn site_of(advisories: Vec<Advisory>) -> Site {
    let mut site = fixture::site(URL);
    site.advisories = advisories;
    fixture::index(&mut site);
    site
}

/// Look at them: `cargo test --lib write_pages_to_look_at -- --ignored`, then serve `/tmp/render-shots/site`.
#[test]
#[ignore = "writes to /tmp/render-shots"]
#[expect(clippy::disallowed_methods, reason = "for a person's eyes, never in a build")]
fn write_pages_to_look_at() {
    let site = fixture::site("http://127.0.0.1:8123/");
    let theme = theme();
    for output in outputs(Views::new(&site, theme.words()), &theme) {
        let file = output.make().expect("a page");
        let path = std::path::Path::new("/tmp/render-shots/site").join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
        std::fs::write(path, file.bytes).expect("to write");
    }
}
