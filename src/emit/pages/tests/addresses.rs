//! Where pages are, and that every link leads somewhere.

use super::*;
use crate::escape;

/// Written by other rooms.
const ELSEWHERE: [&str; 6] = ["calendar.ics", "feed.xml", "atom.xml", "feed.json", "updates.xml", "security.txt"];

fn is_elsewhere(target: &str) -> bool {
    let figures = target.starts_with("reports/") && (target.ends_with(".json") || target.ends_with(".csv"));
    // That what pages link to lies in these folders is for their rooms to show.
    let machines = ["osv/", "csaf/", ".well-known/csaf/", "vex/"].iter().any(|folder| target.starts_with(folder));
    figures || machines || ELSEWHERE.iter().any(|file| target.ends_with(file))
}

#[test]
fn each_page_has_its_address() {
    let files = files(&fixture::site(URL));
    for path in [
        "index.html",
        "plan/index.html",
        "plan/roles/index.html",
        "report/index.html",
        "advisories/index.html",
        "advisories/HARBOUR-2026-w2bn/index.html",
        "advisories/HARBOUR-2026-w2bn/downloads.png",
        "advisories/CVE-2026-99901/index.html",
        "incidents/index.html",
        "incidents/HARBOUR-2026-s8kd/index.html",
        "notices/index.html",
        "notices/2026-09-preannouncement/index.html",
        "lessons/index.html",
        "lessons/rotate-by-reach/index.html",
        "feeds/index.html",
        "policy/index.html",
        "404.html",
        "assets/style.css",
        "assets/favicon.svg",
        "logo.svg",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    let files = files(&fixture::site(URL));
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for mark in ["href=\"", "src=\""] {
            let links = html.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
            for link in links.filter_map(|link| link.strip_prefix("/security/")) {
                let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
                let target = escape::decode(target.split('?').next().unwrap_or_default());
                let target = if target.is_empty() || target.ends_with('/') { target + "index.html" } else { target };
                let found = files.get(&target);
                assert!(found.is_some() || is_elsewhere(&target), "{path} links to {target}");
                let anchor = format!("id=\"{fragment}\"");
                assert!(fragment.is_empty() || found.is_some_and(|it| it.contains(&anchor)), "{path} links to {link}");
            }
        }
        for fragment in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(html.contains(&format!("id=\"{fragment}\"")), "{path} links to #{fragment}");
        }
    }
}

#[test]
fn no_id_is_given_twice() {
    for (path, html) in files(&fixture::site(URL)) {
        let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{path}: {ids:?}");
    }
}

#[test]
fn an_alias_leads_to_its_record_and_a_shared_one_to_a_list() {
    let files = files(&fixture::site(URL));
    let alias = &files["advisories/CVE-2026-99901/index.html"];
    assert!(alias.contains(r#"href="/security/advisories/HARBOUR-2026-w2bn/""#));
    assert!(
        alias.contains(r#"<link rel="canonical" href="https://example.org/security/advisories/HARBOUR-2026-w2bn/">"#)
    );
    assert!(alias.contains(r#"<meta name="robots" content="noindex">"#));
    let shared = &files["advisories/CVE-2026-99999/index.html"];
    assert!(shared.contains("HARBOUR-2026-w2bn") && shared.contains("HARBOUR-2026-r4tq"));
    assert!(!shared.contains("http-equiv") && !alias.contains("http-equiv"), "no page goes away by itself");
}

#[test]
fn an_alias_makes_no_page_where_it_is_an_id_or_fits_no_address() {
    let site = site_of(vec![
        advisory("A-1", &["A-2", "a-2", "CVE-1", "cve-1", "../up", "a b", "feed.xml", "page", ".hidden", "é"]),
        advisory("A-2", &["Cve-1"]),
    ]);
    let files = files(&site);
    let year = site.advisories[0].head.published.year();
    let lists = [format!("advisories/{year}/index.html"), "advisories/critical/index.html".into()];
    let is_filter = |path: &String| path.starts_with("advisories/tag/") || lists.contains(path);
    let made: Vec<_> = files.keys().filter(|path| path.starts_with("advisories/") && !is_filter(path)).collect();
    assert_eq!(
        made,
        [
            "advisories/A-1/index.html",
            "advisories/A-2/index.html",
            "advisories/CVE-1/index.html",
            "advisories/index.html",
            "advisories/table/index.html"
        ]
    );
    assert!(files["advisories/CVE-1/index.html"].contains("several of our records"));
}

#[test]
fn aliases_can_be_left_to_redirects() {
    let mut site = fixture::site(URL);
    site.settings.outputs.aliases = AliasOutput::Redirects;
    assert!(!files(&site).keys().any(|path| path.contains("CVE-")));
}

#[test]
fn a_long_list_is_cut_into_pages_of_fifty() {
    let files = files(&site_of((0..125).map(|at| advisory(&format!("A-{at}"), &[])).collect()));
    let entries = |path: &str| files[path].matches("<li class=\"entry").count();
    assert_eq!(entries("advisories/index.html"), 50);
    assert_eq!(entries("advisories/page/2/index.html"), 50);
    assert_eq!(entries("advisories/page/3/index.html"), 25);
    let second = &files["advisories/page/2/index.html"];
    assert!(second.contains(r#"rel="prev" href="/security/advisories/""#));
    assert!(second.contains(r#"rel="next" href="/security/advisories/page/3/""#));
    assert!(second.contains(r#"rel="canonical" href="https://example.org/security/advisories/page/2/""#));
    assert!(!files.contains_key("advisories/page/4/index.html"));
}

#[test]
fn the_table_has_each_advisory_once_in_pages_of_fifty() {
    let mut all: Vec<Advisory> =
        (0..125).map(|at| advisory(&format!("A-{at:03}"), &[&format!("CVE-2026-{at}")])).collect();
    all.iter_mut().for_each(|it| it.informational = None);
    all[0].severity = None;
    all[1].head.withdrawn =
        Some(fixture::instant("2026-09-01T00:00:00Z")).map(|at| crate::public::Withdrawal { at, reason: None });
    let files = files(&site_of(all));
    let pages =
        ["table/", "table/page/2/", "table/page/3/"].map(|page| &files[&format!("advisories/{page}index.html")]);
    let rows = |html: &str| html.matches("<tr><td>").count() + html.matches("<tr class=\"is-withdrawn\"><td>").count();
    assert_eq!(pages.map(|html| rows(html)), [50, 50, 25]);
    for at in 0..125 {
        let id = format!("<td class=\"id\">A-{at:03}<");
        assert_eq!(pages.iter().map(|html| html.matches(&id).count()).sum::<usize>(), 1, "{id}");
    }
    assert!(pages[0].contains("<td><span class=\"pill\">Unrated</span>") && pages[0].contains(">Withdrawn</span>"));
    assert!(pages[0].contains("CVE-2026-7</div>") && pages[0].contains("noindex"));
    assert!(pages[0].contains("data-pages=\"/security/advisories/table/ /security/advisories/table/page/2/ "));
    assert!(files["advisories/index.html"].contains("href=\"/security/advisories/table/\""));
}

#[test]
fn what_is_called_table_keeps_its_address() {
    let files = files(&site_of(vec![advisory("table", &[]), advisory("A-1", &[])]));
    assert!(!files["advisories/table/index.html"].contains("data-pages"));
    assert!(!files["advisories/index.html"].contains(">Table</a>"));
}

#[test]
fn a_plan_without_a_first_page_gets_its_contents() {
    let mut site = fixture::site(URL);
    site.plan.remove(0);
    let files = files(&site);
    assert!(files["plan/index.html"].contains(r#"<a href="/security/plan/roles/">Roles</a>"#));
    site.plan.clear();
    assert!(!super::files(&site).contains_key("plan/index.html"));
}

#[test]
fn a_page_with_the_address_of_ours_gives_it_its_words() {
    let mut site = fixture::site(URL);
    site.pages.push(fixture::page("/report/", "Report", "Please **knock**.\n\n## Contact\n"));
    site.pages.push(fixture::page("/404/", "Lost", "Are you lost?"));
    site.pages.push(fixture::page("/Advisories/", "x", "Another case"));
    let files = files(&site);
    assert!(files["report/index.html"].contains("Please <strong>knock</strong>."));
    assert!(files["report/index.html"].contains("mailto:security@example.org"));
    assert!(files["404.html"].contains("Are you lost?") && !files.contains_key("404/index.html"));
    assert!(!files.contains_key("Advisories/index.html"));
}
