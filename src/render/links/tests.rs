use super::*;
use crate::render::fixture;

fn on(path: &str, dest: &str) -> Option<String> {
    let site = fixture::site("https://example.org/security/");
    let attachments = [fixture::asset("advisories/HARBOUR-2026-w2bn/downloads.png", b"")];
    Links::new(&site).resolve(&Place::new(path, &attachments), dest)
}

fn leads(dest: &str) -> Option<String> {
    on("/advisories/HARBOUR-2026-w2bn/", dest)
}

#[test]
fn only_web_and_mail_links_lead_anywhere() {
    assert_eq!(leads("https://example.com/a?b#c").as_deref(), Some("https://example.com/a?b#c"));
    assert_eq!(leads("mailto:a@example.com").as_deref(), Some("mailto:a@example.com"));
    assert_eq!(leads("//example.com/x").as_deref(), Some("https://example.com/x"));
    for hostile in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "java\nscript:x",
        "vbscript:x",
        "/\\evil",
        "",
    ] {
        assert_eq!(leads(hostile), None, "{hostile:?}");
    }
}

#[test]
fn a_path_of_the_site_gets_the_sites_base_in_front() {
    assert_eq!(leads("/plan/roles/#who").as_deref(), Some("/security/plan/roles/#who"));
    assert_eq!(leads("/").as_deref(), Some("/security/"));
    assert_eq!(leads("https://example.org/security/plan/").as_deref(), Some("/security/plan/"));
    assert_eq!(leads("https://example.org/blog/").as_deref(), Some("https://example.org/blog/"));
}

#[test]
fn a_link_to_an_id_that_is_not_here_is_dropped() {
    assert_eq!(leads("/incidents/HARBOUR-2026-s8kd/").as_deref(), Some("/security/incidents/HARBOUR-2026-s8kd/"));
    for unknown in [
        "/incidents/HARBOUR-2026-none/",
        "/incidents/x/../HARBOUR-2026-none",
        "/x/../incidents/HARBOUR-2026-none/",
        "/%69ncidents/HARBOUR-2026-none/",
        "/incidents%2FHARBOUR-2026-none/",
        "https://example.org/security/incidents/HARBOUR-2026-none/",
        "http://EXAMPLE.org/security/incidents/HARBOUR-2026-none/",
        "../HARBOUR-2026-none/",
        "HARBOUR-2026-none.md",
        "/osv/HARBOUR-2026-none.json",
        "/vex/HARBOUR-2026-none.json",
        "/csaf/2026/harbour-2026-none.json",
    ] {
        assert_eq!(leads(unknown), None, "{unknown}");
    }
}

#[test]
fn lists_feeds_and_machine_files_stay() {
    for known in
        ["/advisories/", "/advisories/feed.xml", "/advisories/page/2/", "/osv/HARBOUR-2026-w2bn.json", "/osv/all.zip"]
    {
        assert_eq!(leads(known), Some(format!("/security{known}")));
    }
}

#[test]
fn a_record_is_found_by_other_spellings_of_its_address() {
    let advisory = Some("/security/advisories/HARBOUR-2026-w2bn/");
    assert_eq!(leads("/advisories/harbour-2026-W2BN").as_deref(), advisory);
    assert_eq!(leads("/incidents/HARBOUR-2026-w2bn/").as_deref(), advisory);
    assert_eq!(leads("/advisories/CVE-2026-99901/").as_deref(), advisory);
    assert_eq!(leads("/advisories/CVE-2026-99999/").as_deref(), Some("/security/advisories/CVE-2026-99999/"));
    assert_eq!(leads("../../advisories/HARBOUR-2026-w2bn.md").as_deref(), advisory);
    assert_eq!(leads("/advisories/HARBOUR-2026-w2bn/x.txt").map(|lead| lead.ends_with("/x.txt")), Some(true));
}

#[test]
fn attachments_and_parts_of_the_plan_are_found_by_their_files() {
    let picture = Some("/security/advisories/HARBOUR-2026-w2bn/downloads.png");
    assert_eq!(leads("downloads.png").as_deref(), picture);
    assert_eq!(leads("./downloads.png").as_deref(), picture);
    assert_eq!(on("/plan/", "2-roles.md").as_deref(), Some("/security/plan/roles/"));
    assert_eq!(on("/plan/roles/", "roles.md#cover").as_deref(), Some("/security/plan/roles/#cover"));
    assert_eq!(on("/plan/roles/", "index.md").as_deref(), Some("/security/plan/"));
    assert_eq!(leads("../plan/2-roles.md").as_deref(), Some("/security/plan/roles/"));
    assert_eq!(on("/plan/", "9-secret.md"), None);
}

#[test]
fn feeds_get_whole_urls() {
    let site = fixture::site("https://example.org/security/");
    let (links, place) = (Links::new(&site), Place::new("/plan/roles/", &[]));
    let whole = |dest| links.resolve_absolute(&place, dest).unwrap_or_default();
    assert_eq!(whole("#cover"), "https://example.org/security/plan/roles/#cover");
    assert_eq!(whole("/report/"), "https://example.org/security/report/");
    assert_eq!(links.absolute("/plan/"), "https://example.org/security/plan/");
}
