//! Records kept elsewhere are watched as the content is.

use super::server::{Folder, SETTINGS};

fn osv(words: &str) -> String {
    format!(
        r#"{{ "id": "X-2024-1", "published": "2024-01-01T00:00:00Z", "modified": "2024-01-02T00:00:00Z", "summary": "From
elsewhere", "details": "{words}", "affected": [{{ "package": {{ "ecosystem": "npm", "name": "a" }} }}] }}"#
    )
    .replace('\n', " ")
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "content/site.yaml",
        &format!("{SETTINGS}sources: [{{ path: ../database, format: osv, publish: true }}]\n"),
    );
    folder.write("database/2024/X-2024-1.json", &osv("As it was."));
    // Older than the first round, beyond doubt: what changed while it was made is read again.
    std::thread::sleep(std::time::Duration::from_millis(100));
    folder
}

#[test]
fn an_edit_of_a_source_shows() {
    let folder = folder();
    let server = folder.serve(&[]);
    assert!(server.get("/advisories/X-2024-1/").body.contains("As it was."));
    let mut news = server.news();
    folder.write("database/2024/X-2024-1.json", &osv("As it is."));
    assert!(news.next()["build_failure"].is_null());
    assert!(server.get("/advisories/X-2024-1/").body.contains("As it is."));
}

#[test]
fn what_comes_to_a_source_and_what_goes_shows() {
    let folder = folder();
    let server = folder.serve(&[]);
    folder.write("database/2023/X-2023-9.json", &osv("Older.").replace("X-2024-1", "X-2023-9"));
    server.lines();
    assert_eq!(server.get("/advisories/X-2023-9/").status, 200);
    std::fs::rename(folder.path("database/2024"), folder.path("gone")).unwrap();
    server.lines();
    assert_eq!((server.get("/advisories/X-2023-9/").status, server.get("/advisories/X-2024-1/").status), (200, 404));
}

#[test]
fn a_broken_source_is_told_over_the_last_good_site() {
    let folder = folder();
    let server = folder.serve(&[]);
    let mut news = server.news();
    folder.write("database/2024/X-2024-1.json", "{ \"id\": \"Zebulon");
    let told = news.next();
    assert!(!told["build_failure"].is_null() && !told.to_string().contains("Zebulon"), "{told}");
    assert!(server.get("/advisories/X-2024-1/").body.contains("As it was."));
    folder.write("database/2024/X-2024-1.json", &osv("Mended."));
    while !news.next()["build_failure"].is_null() {}
    assert!(server.get("/advisories/X-2024-1/").body.contains("Mended."));
}

#[test]
fn a_source_that_site_yaml_comes_to_name_is_watched_from_then_on() {
    let folder = folder();
    let settings = std::fs::read_to_string(folder.path("content/site.yaml")).unwrap();
    folder.write("content/site.yaml", SETTINGS);
    let server = folder.serve(&[]);
    assert_eq!(server.get("/advisories/X-2024-1/").status, 404);
    folder.write("content/site.yaml", &settings);
    server.line();
    assert_eq!(server.get("/advisories/X-2024-1/").status, 200);
    folder.write("database/2024/X-2024-1.json", &osv("Heard of."));
    server.line();
    assert!(server.get("/advisories/X-2024-1/").body.contains("Heard of."));
}
