//! What leads readers to what they look for: the list of packages and each one's page, the search, feeds, the home page.

use super::*;
use crate::public::{Affected, RangeEvent, Severity};

/// Advisories about one package, each with its severity and the versions between which it is affected.
fn about(package: &Affected, all: &[(&str, &str, &str, &str)]) -> Site {
    let made = |(id, level, from, to): &(&str, &str, &str, &str)| {
        let mut record = advisory(id, &[]);
        record.severity = Some(Severity { level: t(level), score: None, vectors: Vec::new() });
        record.informational = None;
        let events = vec![RangeEvent::Introduced(t(from)), RangeEvent::Fixed(t(to))];
        let affected = fixture::affected(events);
        record.affected = vec![Affected { package: package.package.clone(), ..affected }];
        record
    };
    let mut site = site_of(all.iter().map(made).collect());
    site.incidents.clear();
    fixture::index(&mut site);
    site
}

fn text(site: &Site, path: &str) -> String {
    files(site).remove(path).expect("this page")
}

const PACKAGE: &str = "packages/npm/harbour-cli/index.html";

#[test]
fn a_package_says_first_which_versions_have_no_known_vulnerabilities() {
    let package = fixture::affected(Vec::new());
    let site = about(&package, &[("A-1", "low", "2.0.0", "2.9.5"), ("A-2", "critical", "3.0.0", "3.6.2")]);
    let html = text(&site, PACKAGE);
    let main = html.split_once("<main").expect("a main part").1;
    let first = "<li><strong>3.6.2 and later</strong>: no known vulnerabilities.</li>";
    assert!(main.contains(first), "{main}");
    assert!(main.contains("<li><strong>2.9.5 and later, before 3.0.0</strong>: no known vulnerabilities.</li>"));
    assert!(main.find(first) < main.find("class=\"entries\""), "before what was");
    let mut open = about(&package, &[("A-1", "low", "2.0.0", "2.9.5")]);
    open.advisories[0].affected[0].ranges[0].events.pop();
    assert!(!text(&open, PACKAGE).contains("clear-versions"), "nothing fixes it");
}

#[test]
fn what_was_looked_into_and_is_not_affected_stands_apart() {
    let package = fixture::affected(Vec::new());
    let mut site = about(&package, &[("A-1", "low", "2.0.0", "2.9.5"), ("A-2", "high", "2.0.0", "2.1.0")]);
    site.advisories[1].affected[0].status = Some(crate::public::VexStatus::NotAffected);
    let html = text(&site, PACKAGE);
    let (affecting, cleared) = html.split_once("id=\"cleared\"").expect("a section of its own");
    assert!(
        affecting.contains("href=\"/security/advisories/A-1/")
            && !affecting.contains("href=\"/security/advisories/A-2/")
    );
    assert!(
        cleared.contains("href=\"/security/advisories/A-2/")
            && html.contains("Known vulnerabilities <span class=\"quiet\">1 advisory")
    );
}

#[test]
fn the_list_of_packages_counts_what_affects_each_and_shows_the_worst() {
    let package = fixture::affected(Vec::new());
    let all =
        [("A-1", "low", "2.0.0", "2.9.5"), ("A-2", "critical", "3.0.0", "3.6.2"), ("A-3", "critical", "1", "1.2.0")];
    let mut site = about(&package, &all);
    site.advisories[2].affected[0].status = Some(crate::public::VexStatus::NotAffected);
    let html = text(&site, "packages/index.html");
    let (before, after) = html.split_once("href=\"/security/packages/npm/harbour-cli/\"").expect("the package");
    assert!(after.contains(">harbour-cli</a> <span class=\"quiet\">2 advisories</span>"), "{after}");
    assert!(before.rsplit_once("<li class=\"entry\">").is_some_and(|pair| pair.1.contains(">Critical<")), "{before}");
    site.advisories.clear();
    site.settings.projects.clear();
    fixture::index(&mut site);
    assert!(!files(&site).contains_key("packages/index.html"), "there is none");
}

#[test]
fn every_page_leads_to_the_search_which_lists_what_there_is_without_a_script() {
    let mut site = fixture::site(URL);
    let all = files(&site);
    for (path, html) in all.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(html.contains("<a class=\"find\" href=\"/security/search/\""), "{path}");
    }
    let html = &all["search/index.html"];
    for part in ["noindex", "/security/advisories/\">Advisories</a>", "/security/packages/\">", "/security/policy/\">"]
    {
        assert!(html.contains(part), "{part}");
    }
    site.settings.outputs.search = false;
    let all = files(&site);
    assert!(!all.keys().any(|path| path.starts_with("search/")) && !all["index.html"].contains("type=\"search\""));
}

#[test]
fn feeds_stand_in_a_table_to_copy_beside_what_scanners_read_and_where_else_news_goes() {
    let html = page("feeds/index.html");
    for part in [
        "<th scope=\"row\">Advisories</th><td><a href=\"/security/advisories/feed.xml\"",
        "data-text=\"https://example.org/security/advisories/atom.xml\"",
        "href=\"/security/osv/all.zip\"",
        "href=\"/security/.well-known/csaf/provider-metadata.json\"",
        "href=\"/security/calendar.ics\"",
        "<a href=\"https://lists.example.org/harbour/\">Mailing list</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn the_home_page_asks_what_a_reader_looks_for_before_it_says_anything() {
    let html = page("index.html");
    let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part}"));
    let order = [
        at("type=\"search\""),
        at("id=\"advisories\""),
        at("id=\"report\""),
        at("id=\"incidents\""),
        at("class=\"words"),
    ];
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn the_incidents_of_a_service_have_a_page() {
    let mut site = fixture::site(URL);
    site.incidents[0].services = vec![t("npm Releases")];
    let all = files(&site);
    let list = &all["incidents/service/npm~20releases/index.html"];
    assert!(list.contains(&format!("/security{}", site.incidents[0].head.path())), "{list}");
    let own = &all[&format!("{}index.html", &site.incidents[0].head.path()[1..])];
    assert!(own.contains("<a href=\"/security/incidents/service/npm~20releases/\">npm Releases</a>"), "{own}");
}

#[test]
fn a_report_begins_with_what_it_comes_to_and_says_nothing_of_what_is_not_there() {
    let site = fixture::site(URL);
    let year = site.advisories[0].head.published.year();
    let html = text(&site, &format!("reports/{year}/index.html"));
    let (first, figures) = html.split_once("id=\"figures\"").expect("the figures");
    assert!(first.contains("<strong>We disclosed ") && first.contains("The highest severity was "), "{first}");
    assert!(!figures.contains("No record has both dates"), "{figures}");
    let mut quiet = site_of(vec![advisory("A-1", &[])]);
    quiet.advisories[0].head.timeline.clear();
    quiet.incidents.clear();
    quiet.lessons.clear();
    fixture::index(&mut quiet);
    let year = quiet.advisories[0].head.published.year();
    let html = text(&quiet, &format!("reports/{year}/index.html"));
    for absent in ["id=\"responses\"", "id=\"actions\"", "Median"] {
        assert!(!html.contains(absent), "{absent}");
    }
}

#[test]
fn a_package_shows_which_versions_which_advisory_affects() {
    use crate::public::RangeEvent::{Fixed, Introduced};
    let about = |id: &str, from: &str, fixed: &str| Advisory {
        affected: vec![fixture::affected(vec![Introduced(t(from)), Fixed(t(fixed))])],
        informational: None,
        ..advisory(id, &[])
    };
    let page = |advisories| text(&site_of(advisories), "packages/npm/harbour-cli/index.html");
    let html = page(vec![about("A-1", "1.0.0", "1.2.0"), about("A-2", "1.1.0", "1.3.0")]);
    let (_, table) = html.split_once("<table class=\"by-version\"").expect("the table");
    let (table, _) = table.split_once("</table>").expect("its end");
    let rows = table.split("<tr>").skip(2).map(|row| {
        let (versions, cells) = row.split_once("</th>").expect("its versions");
        let said = cells.split("class=\"hidden\">").skip(1).map(|part| part.split('<').next().unwrap_or_default());
        format!("{}: {}", versions.rsplit('>').next().unwrap_or_default(), said.collect::<Vec<_>>().join(", "))
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            "1.3.0 and later: Not affected, Not affected",
            "1.2.0 and later, before 1.3.0: Not affected, Affected",
            "1.1.0 and later, before 1.2.0: Affected, Affected",
            "1.0.0 and later, before 1.1.0: Affected, Not affected",
            "before 1.0.0: Not affected, Not affected",
        ]
    );
    assert!(!page(vec![about("A-1", "1.0.0", "1.2.0")]).contains("by-version"), "one advisory says it by itself");
}

#[test]
fn what_goes_on_says_on_every_page_when_there_will_be_more() {
    let mut site = fixture::site(URL);
    let announced = ["next update <time datetime=\"2026-09-08T14:00:00Z\">", "Next update:"];
    let own = site.incidents[0].head.path()[1..].to_owned() + "index.html";
    let all = files(&site);
    assert!(all.values().all(|html| !announced.iter().any(|sign| html.contains(sign))), "it is over");
    site.incidents[0].status = Some(crate::public::Status::Monitoring);
    let all = files(&site);
    assert!(
        all["policy/index.html"].contains(&format!("Monitoring; </span>{}", announced[0])),
        "{}",
        all["policy/index.html"]
    );
    assert!(all[&own].contains(announced[1]));
    // The banner, and its entry among the latest.
    let title = format!(">{}</a>", site.incidents[0].head.title);
    for page in ["index.html", "incidents/index.html"] {
        assert_eq!(all[page].matches(&title).count(), 2, "{}", all[page]);
    }
    site.incidents[0].next_update = None;
    assert!(files(&site)["policy/index.html"].contains("(<span>Monitoring</span>)"));
}

#[test]
fn a_home_page_without_a_description_says_its_title_once() {
    let mut site = fixture::site(URL);
    assert!(text(&site, "index.html").contains("<p class=\"lead\""));
    site.settings.description = None;
    assert!(!text(&site, "index.html").contains("class=\"lead\""));
}

#[test]
fn what_loses_its_support_soon_is_said_and_what_has_lost_it_is_not() {
    let mut site = fixture::site(URL);
    let mut home = |now: &str| {
        site.now = fixture::instant(now);
        text(&site, "index.html")
    };
    assert!(!home("2027-10-02T23:59:59Z").contains("id=\"ending\""));
    assert!(home("2027-10-03T00:00:00Z").contains("4.x: until <time datetime=\"2027-12-31\">"));
    assert!(home("2027-12-31T23:59:59Z").contains("id=\"ending\""));
    assert!(!home("2028-01-01T00:00:00Z").contains("id=\"ending\""));
    let due: Vec<String> = site.due().map(|due| due.to_string()).collect();
    assert!(due.contains(&"2027-10-03T00:00:00Z".into()) && due.contains(&"2028-01-01T00:00:00Z".into()), "{due:?}");
}
