//! Whole small sites, compared with what lies in `tests/golden/NAME/site`, both ways: a missing file fails as a stray
//! one does. `UPDATE_GOLDEN=1 cargo test golden` writes them anew; read the difference before you commit it.
//!
//! Machine-readable files are compared byte for byte. Of a page the words count, since its markup is the theme's.

use super::harness::{AT, Site, Tree, page, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn built(name: &str) -> Tree {
    let site = Site::bare();
    for (path, file) in tree(&golden(name).join("content")) {
        site.write(&path, file.bytes);
    }
    site.build_with(&["--at", AT]).fine().tree
}

/// What is compared: the paths of all files, the bytes of most, the words of the pages of records.
fn compared(built: &Tree) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let paths: String = built.keys().map(|path| format!("{path}\n")).collect();
    all.insert("PATHS".to_owned(), paths.into_bytes());
    for (path, file) in built {
        if let Some(page_path) = path.strip_suffix("/index.html") {
            let record = page_path.split_once('/').is_some_and(|(section, rest)| section != "plan" && !rest.is_empty());
            if record {
                all.insert(format!("{page_path}.words"), words(&page(built, path)).into_bytes());
            }
        } else if path.ends_with("card.png") {
            // What it says names the picture; how it looks is tested where it is drawn.
            all.insert(path.replace(".png", ".said"), said(&file.bytes));
        } else if let Some(name) = path.strip_suffix(".zip") {
            // How tightly it is packed depends on the packer that a feature brings.
            all.insert(format!("{name}.packed"), packed(&file.bytes).into_bytes());
        } else if !path.ends_with(".html") && !path.starts_with("assets/") {
            all.insert(path.clone(), file.bytes.clone());
        }
    }
    all
}

/// What a card says of itself.
fn said(png: &[u8]) -> Vec<u8> {
    const CHUNK: &[u8] = b"iTXtDescription\0\0\0\0\0";
    let at = png.windows(CHUNK.len()).position(|pair| pair == CHUNK).expect("a description");
    let length = u32::from_be_bytes(png[at - 4..at].try_into().expect("a length")) as usize;
    [&png[at + CHUNK.len()..at + 4 + length], b"\n"].concat()
}

/// What an archive holds: name, size, checksum and time of each file.
fn packed(archive: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive");
    let files = archive.len();
    let line = |at| {
        let file = archive.by_index(at).expect("a file");
        format!("{} {} {:08x} {:?}\n", file.name().expect("text"), file.size(), file.crc32(), file.last_modified())
    };
    (0..files).map(line).collect()
}

/// The words of a page's main part, one run between tags a line.
fn words(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |pair| pair.1);
    let main = main.split_once("</main>").map_or(main, |pair| pair.0);
    let runs = main.split('>').skip(1).filter_map(|part| part.split('<').next());
    let runs = runs.map(|run| run.split_whitespace().collect::<Vec<_>>().join(" "));
    runs.filter(|run| !run.is_empty()).map(|run| run + "\n").collect()
}

/// What is wrong, one line each.
fn differences(expected: &BTreeMap<String, Vec<u8>>, actual: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = expected.keys().chain(actual.keys()).collect();
    let compare = |path: &&String| match (expected.get(*path), actual.get(*path)) {
        (Some(expected), Some(actual)) if expected == actual => None,
        (Some(expected), Some(actual)) => {
            let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
            let mut lines = expected.lines().zip(actual.lines()).filter(|(a, b)| a != b);
            Some(format!("{path} differs: {:?}", lines.next().unwrap_or(("", "one is longer"))))
        }
        (Some(_), None) => Some(format!("{path} is missing")),
        (None, _) => Some(format!("{path} is a stray")),
    };
    paths.iter().filter_map(compare).collect()
}

fn update(folder: &Path, actual: &BTreeMap<String, Vec<u8>>) {
    _ = fs::remove_dir_all(folder);
    for (path, bytes) in actual {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the golden folder");
        fs::write(path, bytes).expect("a golden file");
    }
}

#[track_caller]
fn is_golden(name: &str) {
    let actual = compared(&built(name));
    let folder = golden(name).join("site");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        update(&folder, &actual);
    }
    let expected = tree(&folder).into_iter().map(|(path, file)| (path, file.bytes)).collect();
    let wrong = differences(&expected, &actual);
    assert!(wrong.is_empty(), "{name}: {wrong:#?}\nif this is meant: UPDATE_GOLDEN=1 cargo test golden");
}

#[test]
fn a_project_with_one_of_each() {
    is_golden("one-of-each");
}

#[test]
fn a_foundation_below_a_path_that_marks_its_redactions() {
    is_golden("below-a-path");
}

#[test]
fn a_missing_file_a_stray_one_and_a_change_all_fail() {
    let tree = |files: &[(&str, &str)]| {
        files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect()
    };
    let expected = tree(&[("a", "1"), ("b", "2")]);
    assert_eq!(differences(&expected, &expected), Vec::<String>::new());
    assert_eq!(differences(&expected, &tree(&[("a", "1")])), ["b is missing"]);
    assert_eq!(differences(&expected, &tree(&[("a", "1"), ("b", "2"), ("c", "3")])), ["c is a stray"]);
    assert_eq!(differences(&expected, &tree(&[("a", "1"), ("b", "3")])), ["b differs: (\"2\", \"3\")"]);
    assert_eq!(words("<main a>\n<p>One <b>two</b></p></main><p>no</p>"), "One\ntwo\n");
}
