//! What subscribers see: the life of a record in its feeds, and feeds in a whole site.

use super::harness::{Site, Tree, assert_same, holds, page, record};
use std::collections::BTreeSet;

const FEEDS: [&str; 4] = ["feed.xml", "atom.xml", "feed.json", "updates.xml"];

/// A subscriber of each of the four: what they have seen, by id.
#[derive(Default)]
struct Subscriber {
    seen: [BTreeSet<String>; 4],
}

/// What they have not seen before: ids behind the host, with titles.
type News = [Vec<String>; 4];

impl Subscriber {
    fn fetch(&mut self, tree: &Tree) -> News {
        let mut at = 0;
        FEEDS.map(|file| {
            let feed = feed_rs::parser::parse(page(tree, file).as_bytes()).expect("a feed");
            let seen = &mut self.seen[at];
            at += 1;
            let new = feed.entries.into_iter().filter(|entry| seen.insert(entry.id.clone()));
            new.map(|it| told(&it)).collect()
        })
    }
}

fn told(entry: &feed_rs::model::Entry) -> String {
    let id = entry.id.strip_prefix("tag:security.example.org,2024:").expect("an id of this host and year");
    let at = entry.published.expect("a date").format("%Y-%m-%dT%H:%M");
    format!("{id} at {at}: {}", entry.title.as_ref().expect("a title").content)
}

fn as_of(site: &Site, at: &str) -> Tree {
    let run = site.build_with(&["--at", at]);
    assert_eq!(run.code, 0, "{}", run.words);
    run.tree
}

fn life(more: &str) -> String {
    format!(
        "---\ntitle: A hole\nseverity: high\npublish: true\npublished: 2024-01-02T00:00:00Z\nembargo: 2024-02-01T14:00:00Z\n{more}\n---\n\nThe hole.\n"
    )
}

#[test]
fn a_record_is_one_item_all_its_life_and_each_change_that_matters_is_one_of_updates() {
    let site = Site::new().with("advisories/H-1.md", life(""));
    let mut subscriber = Subscriber::default();
    const NOTHING: News = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];

    let embargoed = as_of(&site, "2024-01-31T00:00:00Z");
    assert_eq!(subscriber.fetch(&embargoed), NOTHING);
    assert!(!holds(&embargoed, "H-1"));

    let public = as_of(&site, "2024-02-01T14:00:00Z");
    let item = || vec!["H-1 at 2024-02-01T14:00: [High] H-1: A hole".to_owned()];
    let published = vec!["H-1/2024-02-01T14:00:00Z at 2024-02-01T14:00: Published: [High] H-1: A hole".to_owned()];
    assert_eq!(subscriber.fetch(&public), [item(), item(), item(), published]);

    let minor = "{ at: 2024-02-03T00:00:00Z, note: Spelling., material: false }";
    site.write("advisories/H-1.md", life(&format!("revisions: [{minor}]")));
    let revised = as_of(&site, "2024-02-04T00:00:00Z");
    assert_eq!(subscriber.fetch(&revised), NOTHING);
    assert!(page(&revised, "atom.xml").contains("<updated>2024-02-03T00:00:00"), "it was edited, and says when");
    assert_eq!(dates(&revised), dates(&public), "the first publication stays");

    let major = "{ at: 2024-02-05T00:00:00Z, note: All versions are affected. }";
    site.write("advisories/H-1.md", life(&format!("revisions: [{minor}, {major}]")));
    let materially = as_of(&site, "2024-02-06T00:00:00Z");
    let updated = vec!["H-1/2024-02-05T00:00:00Z at 2024-02-05T00:00: Updated: [High] H-1: A hole".to_owned()];
    assert_eq!(subscriber.fetch(&materially), [vec![], vec![], vec![], updated]);
    assert!(
        page(&materially, "updates.xml").contains("<description><![CDATA[All versions are affected.]]></description>")
    );

    let end = "withdrawn: 2024-03-01T00:00:00Z\nwithdrawn_reason: It was none.";
    site.write("advisories/H-1.md", life(&format!("revisions: [{minor}, {major}]\n{end}")));
    let withdrawn = as_of(&site, "2024-03-02T00:00:00Z");
    let told = vec!["H-1/2024-03-01T00:00:00Z/withdrawn at 2024-03-01T00:00: Withdrawn: [High] H-1: A hole".to_owned()];
    assert_eq!(subscriber.fetch(&withdrawn), [vec![], vec![], vec![], told]);
    for file in &FEEDS[..3] {
        assert!(page(&withdrawn, file).contains("Withdrawn: [High] H-1: A hole"), "{file} says so of the item");
        assert!(page(&withdrawn, file).contains("It was none."), "{file} says why");
    }
    // Readers that show the short text alone aren't given what holds no more.
    for file in ["updates.xml", "feed.xml"] {
        assert!(page(&withdrawn, file).contains("<![CDATA[It was none.]]></description>"), "{file}");
    }
    assert_eq!(dates(&withdrawn), dates(&public));
}

/// Of the items of the first three.
fn dates(tree: &Tree) -> Vec<String> {
    let read = |file: &&str| feed_rs::parser::parse(page(tree, file).as_bytes()).expect("a feed").entries;
    FEEDS[..3].iter().flat_map(read).map(|it| it.published.expect("a date").to_rfc3339()).collect()
}

#[test]
fn every_feed_of_a_site_is_offered_by_a_page_and_its_items_lead_to_pages() {
    let affected = "affected: [{ package: pkg:cargo/harbour-core, ranges: [{ fixed: 1.2.3 }] }, { package: 'pkg:npm/%40x/y', ranges: [{ introduced: '0' }] }]";
    let body = "See [roles](/plan/), ![a](pic.png) and [the other](b.md).";
    let site = Site::new()
        .with("advisories/a.md", record(&format!("severity: high\nprojects: [core]\n{affected}"), body))
        .with("advisories/b.md", record("affected: [{ package: { name: Odd Name? } }]", "Words."))
        .with("incidents/c.md", record("severity: high", "Words."))
        .with("plan/index.md", "# Plan\n");
    let tree = site.published();
    let pages: String = tree.iter().filter(|file| file.0.ends_with(".html")).map(|it| page(&tree, it.0)).collect();
    let is_feed = |path: &&String| ["feed.xml", "atom.xml", "feed.json"].iter().any(|it| path.ends_with(it));
    let feeds: Vec<_> = tree.keys().filter(is_feed).collect();
    assert_eq!(feeds.len(), 3 * (1 + 4 + 1 + 5 + 1 + 3), "{feeds:?}");
    for path in feeds {
        assert!(pages.contains(&format!("href=\"/{path}\"")), "no page offers {path}");
        let feed = feed_rs::parser::parse(page(&tree, path).as_bytes()).expect("a feed");
        for entry in feed.entries {
            let link = &entry.links[0].href;
            let page = link.strip_prefix("https://security.example.org/").expect("an absolute link");
            assert!(tree.contains_key(&format!("{page}index.html")), "{path} leads to {link}");
            let html = entry.content.expect("a full text").body.unwrap_or_default();
            assert!(!html.contains("href=\"/") && !html.contains("src=\"/"), "{path} has a relative link: {html}");
        }
    }
    for path in ["packages/cargo/harbour-core", "packages/npm/@x/y", "packages/generic/odd~20name~3f", "projects/core"]
    {
        assert!(tree.contains_key(&format!("{path}/index.html")), "{path}");
    }
}

#[test]
fn feeds_of_packages_are_not_told_of_what_is_withheld() {
    let public =
        || record("affected: [{ package: pkg:npm/known, ranges: [{ fixed: 1.0.0 }] }]\nseverity: low", "Words.");
    let site = || Site::new().with("advisories/a.md", public());
    let with = site()
        .with("advisories/s.md", public().replace("publish: true", "publish: false").replace("known", "unheardof-lib"))
        .with(
            "incidents/t.md",
            public().replace("published: 2024-01-02", "published: 2024-07-02").replace("Words", "Later"),
        )
        .with(
            "advisories/u.md",
            public().replace("publish: true", "publish: true\ntlp: red").replace("known", "another-lib"),
        );
    assert_same(&site().build(), &with.build());
}

#[test]
fn announce_tells_of_what_is_public_and_of_the_rest_on_a_preview_alone() {
    let embargoed = life("").replace("2024-02-01T14:00:00Z", "2099-02-01T14:00:00Z");
    let site = Site::new().with("advisories/H-1.md", embargoed).with("advisories/a.md", record("", "Words."));
    let public = site.run(&["announce", "a"]);
    assert!(public.code == 0 && public.words.contains("--- Bluesky ("), "{}", public.words);
    assert!(!public.words.to_lowercase().contains("embargoed"), "{}", public.words);
    let mail = site.run(&["announce", "A", "--for", "mail"]);
    assert!(mail.code == 0 && mail.words.starts_with("Subject: a: A public title\n"), "{}", mail.words);
    let (withheld, unknown) = (site.run(&["announce", "H-1"]), site.run(&["announce", "H-2"]));
    assert_eq!((withheld.code, &withheld.words), (2, &unknown.words));
    let preview = site.run(&["announce", "H-1", "--preview"]);
    assert!(preview.code == 0, "{}", preview.words);
    assert!(preview.words.starts_with("EMBARGOED UNTIL 2099-02-01T14:00:00Z\n\n--- Mastodon"), "{}", preview.words);
    let in_ci = site.ran(site.command(&["announce", "H-1", "--preview"]).env("CI", "true"));
    assert!(in_ci.code == 2 && !in_ci.words.contains("A hole") && !in_ci.words.contains("2099"), "{}", in_ci.words);
    let allowed = site.ran(site.command(&["announce", "H-1", "--preview", "--private-log"]).env("CI", "true"));
    assert_eq!(allowed.code, 0, "{}", allowed.words);
}

#[test]
fn a_post_of_one_s_own_is_announced_raw_for_one_platform_and_as_json_for_all() {
    let text = record("post: { x: \"Update [for Kittiwake]{.private} now.\", all: Words for all }", "Text.");
    let site = Site::new().with("advisories/H-1.md", text);
    let url = "https://security.example.org/advisories/H-1/";
    assert_eq!(site.run(&["announce", "H-1", "--for", "x", "--raw"]).words, format!("Update now.\n\n{url}\n"));
    let json = site.run(&["announce", "H-1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.words).expect("JSON");
    let texts = json["texts"].as_array().expect("texts");
    assert_eq!(
        texts.iter().map(|text| text["for"].as_str()).collect::<Vec<_>>(),
        ["mastodon", "bluesky", "x", "linkedin"].map(Some)
    );
    assert_eq!(texts[0]["text"], format!("Words for all\n\n{url}"));
    let several = site.run(&["announce", "H-1", "--raw"]);
    assert!(several.code == 2 && several.words.contains("--for mastodon"), "{}", several.words);
    assert!(site.published()["advisories/H-1/index.html"].bytes.windows(13).any(|pair| pair == b"Words for all"));
}

#[test]
fn reports_are_in_a_feed_of_their_own_alone_where_site_yaml_says_so() {
    let site =
        |keys: &str| Site::new().settings(keys).with("advisories/H-1.md", record("", "Text.").replace("2024", "2023"));
    let (with, without) = (site("").build().fine(), site("feeds: { reports: false }").build().fine());
    assert!(with.page("feed.xml").contains("/reports/2023/") && !without.page("feed.xml").contains("/reports/2023/"));
    assert_eq!(with.page("reports/feed.xml"), without.page("reports/feed.xml"));
}
