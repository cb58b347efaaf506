//! What changes on disk shows on the page, once for all that changed together; what is wrong shows over the last good site.

use super::server::{Folder, SETTINGS, embargoed, record};

#[test]
fn an_edit_of_a_record_shows() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let mut news = server.news();
    folder.write("content/advisories/T-1.md", &record("T-1", "First thing", "Other words."));
    let told = news.next();
    assert!(told["build_failure"].is_null());
    let page = server.get("/advisories/T-1/").body;
    assert!(page.contains("Other words."));
    assert!(page.contains(&format!("data-snapshot={}", told["snapshot"])));
}

#[test]
fn edits_of_theme_and_settings_show() {
    let folder = Folder::new();
    folder.write("content/site.yaml", &format!("{SETTINGS}theme: own\n"));
    folder.write("themes/own/extra.css", "p { color: red }");
    let server = folder.serve(&[]);
    let mut news = server.news();
    folder.write("themes/own/extra.css", "p { color: blue }");
    news.next();
    assert!(server.get("/assets/extra.css").body.contains("blue"));
    folder.write("content/site.yaml", &SETTINGS.replace("Test Site", "Renamed Site"));
    news.next();
    assert!(server.get("/").body.contains("Renamed Site"));
}

#[test]
fn a_theme_folder_that_comes_later_is_heard() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    folder.write("content/site.yaml", &format!("{SETTINGS}theme: own\n"));
    assert!(server.line().starts_with("not rebuilt"));
    folder.write("themes/own/extra.css", "p { color: red }");
    assert!(server.lines().pop().is_some_and(|line| line.starts_with("rebuilt")));
    folder.write("themes/own/extra.css", "p { color: blue }");
    server.line();
    assert!(server.get("/assets/extra.css").body.contains("blue"));
}

#[test]
fn a_broken_record_is_told_and_its_mend_as_well() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let mut news = server.news();
    let broken = record("T-1", "First thing", "Words.\n\n::: private\nSecret words of nobody.");
    folder.write("content/advisories/T-1.md", &broken);
    let told = news.next();
    let item = &told["build_failure"]["items"][0];
    assert_eq!((item["code"].as_str(), item["file"].as_str()), (Some("broken-mark"), Some("advisories/T-1.md")));
    assert_eq!(item["line"], 10);
    assert!(!told.to_string().contains("Secret words"));
    assert!(server.get("/advisories/T-1/").body.contains("Words of the first."));
    server.errors_with("error[broken-mark]: advisories/T-1.md:10");
    folder.write("content/advisories/T-1.md", &record("T-1", "First thing", "Words of the first."));
    let mended = news.next();
    assert!(mended["build_failure"].is_null());
    assert_eq!(mended["snapshot"], told["snapshot"], "the site is as it was");
}

#[test]
fn a_leak_is_shown_to_its_author_with_the_words_that_match_and_the_page_stays_as_it_was() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let mut news = server.news();
    let one = record("T-1", "First thing", "Told by [Zebulon Quackenbush]{.private}.");
    folder.write("content/advisories/T-1.md", &one);
    news.next();
    folder.write("content/advisories/T-2.md", &record("T-2", "Second", "Thanks to Zebulon Quackenbush."));
    let told = news.next();
    assert_eq!(told["build_failure"]["items"][0]["code"], "leak");
    assert!(
        told["build_failure"]["items"][0]["problem"].as_str().is_some_and(|text| text.contains("Quackenbush")),
        "{told}"
    );
    assert!(server.get("/advisories/T-2/").body.contains("Words of the second."));
}

/// So many that the page which is open is shown before the others are made.
fn large() -> Folder {
    let folder = Folder::new();
    for at in 0..520 {
        folder
            .write(&format!("content/notices/L-{at}.md"), &record(&format!("L-{at}"), &format!("Notice {at}"), "So."));
    }
    folder
}

#[test]
fn a_change_of_a_large_site_shows() {
    let folder = large();
    let server = folder.serve(&[]);
    assert!(server.get("/advisories/T-1/").body.contains("Words of the first."));
    let mut news = server.news();
    folder.write("content/advisories/T-1.md", &record("T-1", "First thing", "Other words."));
    let told = news.next();
    assert!(told["build_failure"].is_null());
    let page = server.get("/advisories/T-1/").body;
    assert!(page.contains("Other words.") && page.contains(&format!("data-snapshot={}", told["snapshot"])));
    assert!(server.get("/").body.contains("First thing"), "whoever asks for a page that isn't made yet waits for it");
    assert_eq!(server.get("/gone/").status, 404);
    assert!(server.line().starts_with("rebuilt"));
}

#[test]
fn a_leak_in_a_page_of_a_large_site_brings_the_last_good_one_back() {
    let folder = large();
    let server = folder.serve(&[]);
    let one = record("T-1", "First thing", "Told by [Zebulon Quackenbush]{.private}.");
    folder.write("content/advisories/T-1.md", &one);
    server.line();
    server.get("/advisories/T-1/");
    let mut news = server.news();
    folder.write("content/notices/L-7.md", &record("L-7", "Notice 7", "Thanks to Zebulon Quackenbush."));
    let mut told = news.next();
    while told["build_failure"].is_null() {
        told = news.next();
    }
    assert_eq!(told["build_failure"]["items"][0]["code"], "leak");
    let page = server.get("/notices/L-7/").body;
    assert!(page.contains("So.") && !page.contains("Quackenbush"));
    folder.write("content/notices/L-7.md", &record("L-7", "Notice 7", "Thanks to nobody."));
    while !told["build_failure"].is_null() {
        told = news.next();
    }
    assert!(server.get("/notices/L-7/").body.contains("Thanks to nobody."));
}

#[test]
fn where_ci_is_set_nothing_withheld_is_told_of() {
    let folder = Folder::new();
    let server = folder.serve_in_ci();
    let mut news = server.news();
    folder.write("content/advisories/T-5.md", "---\nid: T-5\npublish: maybe\nfoo: bar\n---\n");
    let told = news.next().to_string();
    assert!(told.contains("elsewhere") && !told.contains("T-5"), "{told}");
    assert!(!server.errors_with("error[elsewhere]").contains("T-5"));
}

#[test]
fn without_a_good_site_the_page_says_what_is_wrong() {
    let folder = Folder::new();
    folder.write("content/site.yaml", "title: Test\n");
    let server = folder.serve(&[]);
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("missing-key") && page.header("content-security-policy").contains("default-src 'none'"));
    folder.write("content/site.yaml", SETTINGS);
    server.line();
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn an_editor_that_saves_by_renaming_makes_one_round() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    folder.write("content/advisories/.T-1.md.tmp", &record("T-1", "First thing", "Saved words."));
    std::fs::rename(folder.path("content/advisories/.T-1.md.tmp"), folder.path("content/advisories/T-1.md")).unwrap();
    assert_eq!(server.lines().len(), 1);
    assert!(server.get("/advisories/T-1/").body.contains("Saved words."));
}

#[test]
fn a_renamed_folder_makes_one_round() {
    let folder = Folder::new();
    folder.write("content/incidents/A/index.md", &record("I-1", "What happened", "Words."));
    let server = folder.serve(&[]);
    std::fs::rename(folder.path("content/incidents"), folder.path("content/notices")).unwrap();
    assert_eq!(server.lines().len(), 1);
    assert_eq!((server.get("/incidents/I-1/").status, server.get("/notices/I-1/").status), (404, 200));
    folder.write("content/notices/A/index.md", &record("I-1", "What happened", "Later words."));
    server.line();
    assert!(server.get("/notices/I-1/").body.contains("Later words."));
}

#[test]
fn the_content_folder_may_go_and_come() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    std::fs::rename(folder.path("content"), folder.path("elsewhere")).unwrap();
    assert!(server.line().starts_with("not rebuilt"));
    assert_eq!(server.get("/").status, 200);
    std::fs::rename(folder.path("elsewhere"), folder.path("content")).unwrap();
    assert!(server.line().starts_with("rebuilt"));
    folder.write("content/advisories/T-1.md", &record("T-1", "First thing", "Words after all."));
    server.line();
    assert!(server.get("/advisories/T-1/").body.contains("Words after all."));
}

#[test]
fn fifty_files_at_once_make_one_round() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    for at in 0..50 {
        folder.write(&format!("staged/F-{at}.md"), &record(&format!("F-{at}"), "One of fifty", "Words."));
    }
    // As a checkout would put them there.
    for at in 0..50 {
        let name = format!("F-{at}.md");
        std::fs::rename(folder.path("staged").join(&name), folder.path("content/advisories").join(&name)).unwrap();
    }
    assert_eq!(server.lines().len(), 1);
    assert_eq!(server.get("/advisories/F-49/").status, 200);
}

#[test]
fn reading_files_makes_no_round() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    std::fs::read(folder.path("content/advisories/T-1.md")).unwrap();
    std::fs::read_dir(folder.path("content")).unwrap().for_each(drop);
    server.get("/advisories/T-1/");
    folder.write("public/index.html", "of no concern");
    std::thread::sleep(std::time::Duration::from_millis(1000));
    folder.write("content/advisories/T-1.md", &record("T-1", "First thing", "Words."));
    assert_eq!(server.lines().len(), 1);
}

#[allow(clippy::disallowed_methods, reason = "an embargo that lifts in a moment")]
#[test]
fn an_embargo_lifts_by_itself() {
    let folder = Folder::new();
    let at = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()) + chrono::TimeDelta::seconds(8);
    let until = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    folder.write("content/advisories/T-3.md", &embargoed("T-3", "Thing that comes", &until));
    let server = folder.serve(&[]);
    assert_eq!(server.get("/advisories/T-3/").status, 404);
    assert!(server.line().starts_with("rebuilt"));
    assert_eq!(server.get("/advisories/T-3/").status, 200);
}
