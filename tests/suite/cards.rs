//! The pictures that stand for pages where somebody links to them.

use super::harness::{File, Site, assert_same, page, record};

/// A record with this title.
fn titled(title: &str, keys: &str) -> String {
    record(keys, "Mind the gap.").replace("A public title", title)
}

fn site() -> Site {
    Site::new()
        .with("advisories/EX-1.md", titled("A hole in the wall", "id: EX-1\nseverity: high"))
        .with("plan/index.md", "# Our plan\n")
        .with("plan/2-roles.md", "# Roles\n")
}

/// Width and height, as the file says.
fn size(file: &File) -> (u32, u32) {
    let at = |at: usize| u32::from_be_bytes(file.bytes[at..at + 4].try_into().expect("four bytes"));
    assert!(file.bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    (at(16), at(20))
}

fn content<'h>(html: &'h str, property: &str) -> &'h str {
    let after = html.split_once(&format!("\"{property}\" content=\"")).unwrap_or_else(|| panic!("{property}")).1;
    after.split_once('"').expect("its end").0
}

#[test]
fn each_page_has_a_picture_that_is_there_and_opens() {
    let tree = site().build().fine().tree;
    let pages: Vec<&String> = tree.keys().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 8);
    for path in pages {
        let html = page(&tree, path);
        let (url, key) = content(&html, "og:image").split_once("?v=").expect("a key");
        let file = url.strip_prefix("https://").and_then(|url| url.split_once('/')).expect("an address").1;
        let picture = tree.get(file).unwrap_or_else(|| panic!("{path}: {file}"));
        assert_eq!((size(picture), key.len()), ((1200, 630), 16));
        assert!(picture.bytes.len() < 300 * 1024);
        assert_eq!((content(&html, "og:image:width"), content(&html, "og:image:height")), ("1200", "630"));
        assert_eq!(content(&html, "twitter:card"), "summary_large_image");
    }
}

#[test]
fn a_picture_s_words_are_told_to_who_cannot_see_it() {
    let tree = site().build().fine().tree;
    let alt = |path: &str| content(&page(&tree, path), "og:image:alt").to_owned();
    let advisory = alt("advisories/EX-1/index.html");
    assert!(advisory.starts_with("Security advisory EX-1, high: A hole in the wall"), "{advisory}");
    assert!(alt("plan/roles/index.html").starts_with("Our plan: Roles"), "{}", alt("plan/roles/index.html"));
}

#[test]
fn a_picture_is_drawn_anew_only_when_it_says_something_else_or_is_damaged() {
    let site = site();
    site.build().fine();
    let path = site.public().join("advisories/EX-1/card.png");
    let first = std::fs::read(&path).expect("a picture");
    // The same key with other bytes: a chunk more, before the end.
    let comment = b"\0\0\0\x03tEXta\0b\x21\xb4\x0f\xea";
    let mut sum = flate2::Crc::new();
    sum.update(&comment[4..11]);
    let end = first.len() - 12;
    let marked = [&first[..end], &comment[..11], &sum.sum().to_be_bytes(), &first[end..]].concat();
    std::fs::write(&path, &marked).expect("to write");
    site.build().fine();
    assert!(std::fs::read(&path).expect("a picture") == marked, "it was drawn again");
    std::fs::write(&path, &marked[..end]).expect("to write");
    site.build().fine();
    assert!(std::fs::read(&path).expect("a picture") == first, "half a picture was kept");
    site.write("advisories/EX-1.md", titled("A larger hole", "id: EX-1\nseverity: high"));
    site.build_with(&["--allow-removal", "EX-1"]).fine();
    assert!(std::fs::read(&path).expect("a picture") != first, "another title, the same picture");
}

#[test]
fn what_a_picture_says_is_searched_for_what_is_withheld() {
    let with = |title: &str| {
        let keys = "id: EX-2\nprivate: { who: Zebulon Quackenbush }";
        Site::new().with("advisories/EX-2.md", titled(title, keys))
    };
    assert_eq!(with("A title").build().code, 0);
    let run = with("Found by Zebulon Quackenbush").build();
    assert_eq!(run.code, 3);
    assert!(run.words.contains("1 withheld thing would leave in"), "{}", run.words);
}

#[test]
fn what_is_withheld_changes_no_picture() {
    let with = site().with(
        "advisories/EX-9.md",
        "---\nid: EX-9\ntitle: Not yet\nseverity: critical\npublished: 2024-01-01T00:00:00Z\n---\nNo.\n",
    );
    assert_same(&site().build(), &with.build());
}

#[test]
fn a_site_without_pictures_has_none_and_names_none() {
    let tree = site().settings("outputs: { cards: false }").build().fine().tree;
    assert!(!tree.keys().any(|path| path.ends_with(".png")));
    assert!(!page(&tree, "index.html").contains("og:image"));
}
