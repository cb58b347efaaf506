//! Transparency reports: a period's own words and totals, and its figures as page, JSON, CSV and on the terminal.

use super::harness::{Site, assert_same, page};

fn site() -> Site {
    let incident = "---\ntitle: An incident\npublish: true\napproved: { by: A, on: 2024-01-02 }\n\
                    published: 2024-02-29T23:30:00-01:00\nseverity: high\ncategory: platform\nstatus: closed\n\
                    timeline: [{ at: 2024-02-26, phase: reported }, { at: 2024-02-28, phase: fixed }]\n---\nIt happened.\n";
    Site::new()
        .with("incidents/one.md", incident)
        .with("incidents/hidden.md", "---\ntitle: Hidden\npublished: 2024-02-03T00:00:00Z\n---\nHidden.\n")
}

fn json(site: &Site, path: &str) -> serde_json::Value {
    serde_json::from_str(&page(&site.build().tree, path)).expect("figures as JSON")
}

#[test]
fn figures_count_what_is_disclosed_in_the_period_of_its_publication_in_utc() {
    let figures = json(&site(), "reports/2024-Q1.json");
    assert_eq!(figures["counts"]["incidents"], 1);
    assert_eq!((&figures["counts_what"], &figures["version"]), (&"disclosed records".into(), &1.into()));
    assert_eq!(figures["stages"]["reported"], 1);
    // 29 February, half past eleven, an hour behind UTC: the first of March.
    assert_eq!(figures["responses"]["disclose"]["measured"], 1);
    assert_eq!(figures["responses"]["disclose"]["median"], serde_json::Value::Null);
    let figures = |it: &&String| it.starts_with("reports/2") && it.ends_with(".json");
    let years = site().build().tree.keys().filter(figures).count();
    assert_eq!(years, 2, "2024 and its first quarter");
}

#[test]
fn page_csv_and_terminal_tell_the_same() {
    let site = site();
    let tree = site.build().tree;
    assert!(page(&tree, "reports/2024-Q1.csv").contains("1,2024-Q1,severities,high,count,1\r\n"));
    let html = page(&tree, "reports/2024-Q1/index.html");
    assert!(html.contains("1 measured: 4 days."), "{html}");
    assert!(html.contains("A median needs at least three"));
    let printed = site.run(&["report", "2024-Q1", "--format", "csv"]);
    assert!(printed.code == 0 && printed.words.starts_with(&page(&tree, "reports/2024-Q1.csv")), "{}", printed.words);
    assert_eq!(site.run(&["report", "2023"]).code, 1);
    assert_eq!(site.run(&["report", "spring"]).code, 2);
}

#[test]
fn a_small_total_is_told_as_fewer_than_and_leaves_no_trace_of_its_number() {
    let with = |valid: u32| {
        let words = format!("---\ntotals: {{ received: 41, valid: {valid} }}\n---\nA quiet quarter.\n");
        site().with("reports/2024-Q1.md", words).build()
    };
    let (three, four) = (with(3), with(4));
    assert_eq!(three.code, 0, "{}", three.words);
    assert!(page(&three.tree, "reports/2024-Q1/index.html").contains("fewer than 5"));
    assert_same(&three, &four);
    let all = site().settings("disclosure: { smallest_count: 2 }");
    let told = all.with("reports/2024-Q1.md", "---\ntotals: { valid: 3 }\n---\n").build();
    assert!(page(&told.tree, "reports/2024-Q1.csv").contains("1,2024-Q1,totals,valid,total,3\r\n"));
}

#[test]
fn words_come_first_and_make_a_page_for_a_quiet_period() {
    let tree = site().with("reports/2023-Q4.md", "# A quiet quarter\n\nNothing *happened*.\n").build().tree;
    let html = page(&tree, "reports/2023-Q4/index.html");
    assert!(html.contains("<h1>A quiet quarter</h1>") && html.contains("Nothing <em>happened</em>"));
    assert!(tree.contains_key("reports/2023/index.html"), "its year has a page too");
}

#[test]
fn withheld_words_and_records_make_no_page() {
    let plain = site().build();
    let words = site().with("reports/2022.md", "---\npublish: false\ntotals: { received: 3 }\n---\nThe year.\n");
    assert_same(&plain, &words.build());
    let record = "---\ntitle: Hidden\npublish: true\nembargo: 2025-01-01T00:00:00Z\n---\nHidden.\n";
    assert_same(&plain, &site().with("advisories/later.md", record).build());
}

#[test]
fn a_report_that_is_named_after_no_period_is_an_error() {
    for name in ["reports/2024-Q5.md", "reports/spring.md", "reports/2024-01.md"] {
        let run = site().with(name, "Words.\n").check();
        assert!(run.code == 1 && run.words.contains("bad-id"), "{name}: {}", run.words);
    }
    let run = site().with("reports/2024.md", "---\ntotals: { recieved: 3 }\n---\n").check();
    assert!(run.code == 1 && run.words.contains("unknown-key"), "{}", run.words);
}

#[test]
fn without_reports_there_is_none() {
    let tree = site().settings("outputs: { reports: false }").build().tree;
    assert!(!tree.keys().any(|path| path.starts_with("reports")));
}

#[test]
fn a_report_is_an_item_of_the_feeds_once_its_period_is_over() {
    let site = site().with("reports/2024-Q1.md", "A quiet quarter.\n");
    let tree = site.build_with(&["--at", "2024-06-01T12:00:00Z"]).fine().tree;
    let feed: serde_json::Value = serde_json::from_str(&page(&tree, "reports/feed.json")).expect("a feed");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), 1, "neither the year nor the second quarter is over: {feed}");
    assert_eq!(items[0]["date_published"], "2024-04-01T00:00:00Z");
    assert!(items[0]["id"].as_str().expect("an id").ends_with(",2024:reports/2024-Q1"), "{feed}");
    assert!(items[0]["content_html"].as_str().expect("its words").starts_with("<p>A quiet quarter.</p>"));
    assert!(items[0]["content_html"].as_str().expect("its numbers").contains("<li>1 incident disclosed</li>"));
    let image = items[0]["image"].as_str().expect("a picture").split_once("?v=").expect("a key").0;
    assert!(image.ends_with("/reports/2024-Q1/card.png") && tree.contains_key("reports/2024-Q1/card.png"));
    for everything in ["feed.xml", "atom.xml", "feed.json"] {
        assert!(page(&tree, everything).contains(":reports/2024-Q1"), "{everything}");
    }
    assert!(page(&tree, "reports/2024-Q1/index.html").contains("/reports/atom.xml"));
    let later = site.build_with(&["--at", "2025-01-01T00:00:00Z"]).fine().tree;
    let feed: serde_json::Value = serde_json::from_str(&page(&later, "reports/feed.json")).expect("a feed");
    let ids: Vec<&str> =
        feed["items"].as_array().expect("items").iter().filter_map(|item| item["id"].as_str()).collect();
    assert!(ids[0].ends_with(",2025:reports/2024") && ids[1].ends_with(",2024:reports/2024-Q1"), "{ids:?}");
}
