//! The place of a record under embargo: it shows what the record names, and nothing else.

use super::harness::{AT, Site, assert_same, difference, holds};

const PLACE: &str = "advisories/X-place.md";

/// A record under embargo; `reserve`: its key.
fn record(reserve: &str) -> String {
    format!(
        "---\ntitle: The kittiwake overflow\npublish: true\nembargo: 2037-03-04T14:00:00Z\n{reserve}\nseverity: high\n\
         tags: [ittiwake-tag]\naffected: [{{ package: pkg:cargo/kittiwake, versions: [1.0.0] }}]\n---\n\nA kittiwake, as Jane Featherstonehaugh reported.\n"
    )
}

fn site(reserve: &str) -> Site {
    Site::new().settings("osv: { prefixes: [X] }").with(PLACE, record(reserve))
}

const ALL: &str = "reserve: { since: 2024-05-01T00:00:00Z, show: [severity, date] }";
const NONE: &str = "reserve: { since: 2024-05-01T00:00:00Z }";

#[test]
fn a_place_shows_its_id_and_what_is_named() {
    let tree = site(ALL).build().fine();
    for page in ["advisories/X-place/index.html", "advisories/index.html", "feed.xml", "advisories/feed.json"] {
        let page = tree.page(page);
        assert!(page.contains("X-place") && page.contains("4 March 2037") && page.contains("High"), "{page}");
    }
    let tree = site(NONE).build().fine();
    for page in ["advisories/X-place/index.html", "advisories/index.html", "feed.xml", "advisories/feed.json"] {
        let page = tree.page(page);
        assert!(page.contains("X-place") && !page.contains("2037") && !page.contains("[High]"), "{page}");
    }
    assert!(!tree.page("advisories/X-place/index.html").contains("High"));
}

#[test]
fn nothing_else_of_the_record_is_anywhere() {
    for reserve in [ALL, NONE] {
        let run = site(reserve).build().fine();
        assert!(
            !holds(&run.tree, "ittiwake") && !holds(&run.tree, "eatherstonehaugh") && !run.words.contains("ittiwake")
        );
        let machines = |path: &&String| {
            path.starts_with("osv/")
                || path.starts_with("csaf/2")
                || path.contains("card.png") && path.contains("X-place")
        };
        assert_eq!(run.tree.keys().find(machines), None);
    }
}

#[test]
fn a_place_is_a_function_of_what_it_shows() {
    // Another text, and another hour and day where those aren't named.
    let other = |reserve: &str, embargo: &str| {
        let text = record(reserve).replace("ittiwake", "uillemot").replace("2037-03-04T14:00:00Z", embargo);
        Site::new().settings("osv: { prefixes: [X] }").with(PLACE, text)
    };
    assert_same(&site(ALL).build(), &other(ALL, "2037-03-04T18:30:00Z").build());
    assert_same(&site(NONE).build(), &other(NONE, "2038-01-01T00:00:00Z").build());
    let low = site(NONE).with(PLACE, record(NONE).replace("severity: high", "severity: low"));
    assert_same(&site(NONE).build(), &low.build());
    let low = site(ALL).with(PLACE, record(ALL).replace("severity: high", "severity: low"));
    assert!(difference(&site(ALL).build().fine().tree, &low.build().fine().tree).is_some());
    let hidden = site(ALL).with(PLACE, record(ALL).replace("severity: high", "severity: !private high"));
    assert!(!hidden.build().fine().page("advisories/X-place/index.html").contains("High"));
}

#[test]
fn a_record_has_no_place_where_more_than_time_withholds_it() {
    let never = Site::new().settings("osv: { prefixes: [X] }").build();
    let changed = |from: &str, to: &str| site(ALL).with(PLACE, record(ALL).replace(from, to));
    assert_same(&never, &changed("publish: true\n", "").build());
    assert_same(&never, &changed("publish: true\n", "publish: true\ntlp: amber\n").build());
    assert_same(&never, &changed("since: 2024-05-01", "since: 2025-05-01").build());
    assert_same(&never, &changed("show: [severity, date]", "show: [severity, title]").build());
    let approval = "osv: { prefixes: [X] }\ndisclosure: { require_approval: true }";
    let unapproved = Site::new().settings(approval).with(PLACE, record(ALL)).build();
    assert_same(&Site::new().settings(approval).build(), &unapproved);
}

#[test]
fn an_approval_is_of_the_place_too() {
    let approval = "osv: { prefixes: [X] }\ndisclosure: { require_approval: true }";
    let site = Site::new().settings(approval).with(PLACE, record(NONE));
    let run = site.run(&["approve", "X-place", "--by", "Ann", "--yes", "--on", "2024-05-01", "--at", AT]);
    assert!(run.code == 0 && run.words.contains("Reserved from 2024-05-01T00:00:00Z"), "{}", run.words);
    assert!(site.build().fine().tree.contains_key("advisories/X-place/index.html"));
    let text = std::fs::read_to_string(site.content().join(PLACE)).expect("a record");
    for more in ["since: 2024-05-01T00:00:00Z, show: [severity]", "since: 2024-04-01T00:00:00Z"] {
        site.write(PLACE, text.replace("since: 2024-05-01T00:00:00Z", more));
        let run = site.build_with(&["--out", "afresh"]).fine();
        assert!(run.code == 0 && !site.root().join("afresh/advisories/X-place").exists(), "{more}");
    }
}

#[test]
fn the_advisory_takes_the_place_and_keeps_its_address() {
    let site = site(ALL);
    let place = site.build().fine();
    assert!(place.page("advisories/X-place/index.html").contains("details follow"));
    let text = record(ALL).replace("embargo: 2037-03-04T14:00:00Z", "embargo: 2024-05-20T14:00:00Z");
    site.write(PLACE, text);
    let public = site.build().fine();
    let page = public.page("advisories/X-place/index.html");
    assert!(page.contains("kittiwake overflow") && !page.contains("details follow"));
    assert!(
        !public.page("feed.xml").contains("reserved/X-place") && place.page("feed.xml").contains("reserved/X-place")
    );
}

#[test]
fn a_place_that_would_vanish_stops_the_build() {
    let site = site(ALL);
    site.build().fine();
    site.remove(PLACE);
    let run = site.build();
    assert!(run.code == 1 && run.words.contains("/advisories/X-place/"), "{}", run.words);
    site.build_with(&["--allow-removal", "/advisories/X-place/", "--allow-removal", "/advisories/"]).fine();
}

#[test]
fn links_lead_to_a_place_and_ids_need_a_record() {
    let linking =
        super::harness::record("related: [X-place]", "See [it](/advisories/X-place/) and [no](/advisories/X-none/).");
    let page = site(ALL).with("advisories/X-a.md", linking).build().fine().page("advisories/X-a/index.html");
    assert!(page.contains("href=\"/advisories/X-place/\">it</a>") && page.contains("and no."), "{page}");
}

#[test]
fn an_error_in_a_record_with_a_place_stops_the_build() {
    let wrong = site(ALL).with(PLACE, record(ALL).replace("tags:", "tagz:")).build();
    assert!(wrong.code == 1 && !wrong.words.contains("tagz"), "{}", wrong.words);
}

#[test]
fn the_proof_varies_all_but_the_place() {
    for reserve in [ALL, NONE] {
        let run = site(reserve).run(&["prove", "--at", AT, "--no-surroundings"]);
        assert!(run.code == 0 && run.words.contains("records with a reserved place"), "{}", run.words);
    }
}
