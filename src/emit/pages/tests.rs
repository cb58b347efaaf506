use super::*;
use crate::public::{AliasOutput, Kind};
use crate::render::fixture;
use std::collections::BTreeMap;

const URL: &str = "https://example.org/security/";

fn theme() -> Theme {
    Theme::load(&BTreeMap::new()).expect("the built-in theme")
}

fn pages(site: &Site) -> BTreeMap<String, String> {
    let theme = theme();
    let files = outputs(site, &theme).into_iter().map(|output| output().expect("a page"));
    files.map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

/// Look at them: `cargo test --lib write_pages_to_look_at -- --ignored`.
#[test]
#[ignore = "writes to /tmp/render-shots"]
fn write_pages_to_look_at() {
    let site = fixture::site("http://127.0.0.1:8123/");
    let theme = theme();
    for output in outputs(&site, &theme) {
        let file = output().expect("a page");
        let path = std::path::Path::new("/tmp/render-shots/site").join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
        std::fs::write(path, file.bytes).expect("to write");
    }
}
