//! Feeds, read back by readers that are none of ours.

use super::super::testing::{self, advisory, at, made, markdown, notice, text};
use super::*;
use crate::emit::entry::Image;
use crate::public::{Kind, Person, Record, Revision, Tlp, Withdrawal};
use feed_rs::model;
use std::collections::BTreeMap;

mod formats;

/// Without reports: `tests/suite/reports.rs` has those.
fn site() -> Site {
    let mut site = testing::site();
    site.settings.outputs.reports = false;
    site
}

fn html(record: &Record<'_>) -> String {
    format!("<p>{} ]]> &amp; \u{1b}</p>", record.head().id)
}

/// All feeds of the site, by path.
fn all(site: &Site) -> BTreeMap<String, String> {
    feeds(site, Words::english(), Arc::new(Packages::of(site)), &html).iter().map(made).collect()
}

fn read(text: &str) -> model::Feed {
    feed_rs::parser::parse(text.as_bytes()).expect("a feed")
}

/// The ids of a feed's items.
fn ids(site: &Site, path: &str) -> Vec<String> {
    read(&all(site)[path]).entries.into_iter().map(|entry| entry.id).collect()
}

const OF_IT: &str = "tag:security.example.org,2026:HARBOUR-2026-k3x9";
const OF_NOTICE: &str = "tag:security.example.org,2026:HARBOUR-2026-n1";

#[test]
fn there_is_a_feed_of_everything_of_each_section_and_of_each_severity_in_each_format() {
    let feeds = all(&site());
    for folder in ["", "advisories/", "incidents/", "notices/", "lessons/", "advisories/critical/"] {
        for file in ["feed.xml", "atom.xml", "feed.json"] {
            assert!(feeds.contains_key(&format!("{folder}{file}")), "{folder}{file}");
        }
    }
    assert_eq!(feeds.len(), 6 * 3 + 1, "and one of updates: {:?}", feeds.keys());
}

#[test]
fn each_holds_what_it_is_of() {
    let mut site = site();
    site.advisories.push(advisory("LOW", "Low", "2026-01-01T00:00:00Z"));
    site.advisories[1].severity = None;
    let low = "tag:security.example.org,2026:LOW";
    assert_eq!(ids(&site, "feed.xml"), [OF_IT, OF_NOTICE, low]);
    assert_eq!(ids(&site, "advisories/atom.xml"), [OF_IT, low]);
    assert_eq!(ids(&site, "advisories/critical/feed.json"), [OF_IT]);
    assert_eq!(ids(&site, "notices/feed.xml"), [OF_NOTICE]);
    assert!(ids(&site, "lessons/atom.xml").is_empty());
}

#[test]
fn packages_and_projects_have_feeds_of_their_own() {
    let site = crate::render::fixture::site("https://security.example.org/");
    let feeds = all(&site);
    let package = read(&feeds["packages/npm/harbour-cli/atom.xml"]);
    assert_eq!(package.title.expect("a title").content, "Harbour Foundation Security: harbour-cli (npm)");
    let concerned = crate::public::Packages::of(&site).at("/packages/npm/harbour-cli/").expect("it").concerns.len();
    assert!(concerned > 0 && package.entries.len() == concerned);
    assert!(read(&feeds["projects/harbour-cli/feed.xml"]).entries.len() >= concerned);
}

#[test]
fn only_the_formats_that_are_asked_for_are_written() {
    let mut site = site();
    site.settings.outputs.feeds = vec![FeedFormat::Atom];
    assert!(all(&site).keys().all(|path| path.ends_with("atom.xml")));
    site.settings.outputs.feeds = Vec::new();
    assert!(all(&site).is_empty());
}

#[test]
fn a_feed_does_not_depend_on_the_clock() {
    let (early, mut late) = (site(), site());
    late.now = at("2031-01-01T00:00:00Z");
    assert_eq!(all(&early), all(&late));
}

#[test]
fn a_withdrawn_record_keeps_guid_and_date_and_says_so() {
    let mut site = site();
    site.advisories[0].head.withdrawn = Some(Withdrawal { at: at("2027-01-02T00:00:00Z"), reason: None });
    let entry = Entry::new(&site, Words::english(), Record::Advisory(&site.advisories[0]), &html);
    assert!(entry.title.starts_with("Withdrawn: [Critical] "));
    assert_eq!(entry.id, OF_IT);
    assert_eq!(entry.published, at("2026-03-04T14:00:00Z"));
    assert_eq!(entry.updated, at("2027-01-02T00:00:00Z"));
}

#[test]
fn a_feed_holds_its_limit_or_the_last_thirty_days_before_its_newest_item() {
    let mut site = site();
    site.settings.feed_limit = 3;
    let recent = (1..=9).map(|day| advisory(&format!("R-{day}"), "Recent", &format!("2026-03-0{day}T00:00:00Z")));
    site.advisories = recent.collect();
    site.notices = vec![notice("OLD", "Old", "2025-01-01T00:00:00Z")];
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        let found = ids(&site, file);
        assert_eq!((found.len(), found[0].as_str()), (9, "tag:security.example.org,2026:R-9"), "{file}");
    }
    assert_eq!(ids(&site, "updates.xml").len(), 9);
    site.settings.feed_limit = 10;
    assert_eq!(ids(&site, "feed.xml")[9], "tag:security.example.org,2025:OLD");
    assert_eq!(ids(&site, "updates.xml").len(), 10);
}

#[test]
fn identity_outlasts_title_scheme_and_text() {
    let (was, mut is) = (site(), site());
    is.settings.url = "http://security.example.org/".into();
    is.advisories[0].head.title = text("Another title");
    is.advisories[0].head.modified = at("2026-09-01T00:00:00Z");
    for file in ["feed.xml", "atom.xml", "feed.json", "updates.xml"] {
        assert_eq!(ids(&was, file), ids(&is, file), "{file}");
    }
}

#[test]
fn each_material_revision_and_a_withdrawal_is_an_item_of_updates() {
    let mut site = site();
    let head = &mut site.advisories[0].head;
    let revision = |instant, note: Option<&str>, material| Revision { at: at(instant), note: note.map(text), material };
    head.revisions = vec![
        revision("2026-03-01T00:00:00Z", Some("Before it was public."), true),
        revision("2026-03-10T00:00:00Z", Some("Spelling."), false),
        revision("2026-03-11T00:00:00Z", Some("Fixed in 2."), true),
        revision("2026-03-11T00:00:00Z", Some("And in 1."), true),
        revision("2026-03-12T00:00:00Z", None, true),
    ];
    head.withdrawn = Some(Withdrawal { at: at("2026-04-01T00:00:00Z"), reason: None });
    let updates = read(&all(&site)["updates.xml"]).entries;
    let reported: Vec<_> = updates
        .iter()
        .map(|update| (update.id.as_str(), update.title.as_ref().expect("one").content.as_str()))
        .collect();
    let title = "[Critical] HARBOUR-2026-k3x9: Vec<T> & friends";
    let it = |at: &str| format!("{OF_IT}/{at}");
    let expected = [
        (it("2026-04-01T00:00:00Z/withdrawn"), format!("Withdrawn: {title}")),
        (it("2026-03-12T00:00:00Z"), format!("Updated: {title}")),
        (it("2026-03-11T00:00:00Z"), format!("Updated: {title}")),
        (it("2026-03-04T14:00:00Z"), format!("Published: {title}")),
        (format!("{OF_NOTICE}/2026-02-01T00:00:00Z"), "Published: [Notice] HARBOUR-2026-n1: Releases ahead".into()),
    ];
    assert_eq!(reported, expected.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>());
    assert_eq!(updates[2].summary.as_ref().expect("one").content, "Fixed in 2. And in 1.");
    assert_eq!(updates[2].published.expect("one").to_rfc3339(), "2026-03-11T00:00:00+00:00");
}

#[test]
fn a_preview_and_a_label_are_reported_in_titles() {
    let mut site = site();
    site.settings.preview = true;
    site.advisories[0].head.tlp = Tlp::Green;
    let feed = read(&all(&site)["atom.xml"]);
    assert_eq!(feed.title.expect("a title").content, "Preview: Harbour Security");
    assert!(feed.entries[0].title.as_ref().expect("one").content.starts_with("TLP:GREEN [Critical] "));
}

fn picture() -> Image {
    Image {
        url: "https://security.example.org/advisories/HARBOUR-2026-k3x9/card.png?v=1&w=2".into(),
        media_type: "image/png",
        width: 1200,
        height: 630,
        alt: "Critical: \"Vec<T>\" & friends".into(),
    }
}

#[test]
fn a_picture_is_carried_by_each_format() {
    let site = site();
    let mut entry = Entry::new(&site, Words::english(), Record::Advisory(&site.advisories[0]), &html);
    entry.image = Some(picture());
    let made = |format, entry| {
        let feed =
            Feed::new(&FeedContext::new(&site, Words::english(), Arc::new(Packages::of(&site))), "T", "/", vec![entry]);
        String::from_utf8(write(feed, "f".into(), format, &site).expect("a feed").bytes).expect("text")
    };
    let again = || Entry {
        image: Some(picture()),
        ..Entry::new(&site, Words::english(), Record::Advisory(&site.advisories[0]), &html)
    };
    let rss = read(&made(FeedFormat::Rss, entry));
    let media = &rss.entries[0].media[0];
    assert_eq!(media.content[0].url.as_ref().expect("a URL").as_str(), picture().url);
    assert_eq!((media.content[0].width, media.content[0].height), (Some(1200), Some(630)));
    assert_eq!(media.description.as_ref().expect("a text").content, picture().alt);
    let atom = read(&made(FeedFormat::Atom, again()));
    let link = atom.entries[0].links.iter().find(|link| link.rel.as_deref() == Some("enclosure")).expect("one");
    assert_eq!((link.href.as_str(), link.title.clone()), (picture().url.as_str(), Some(picture().alt)));
    let json: serde_json::Value = serde_json::from_str(&made(FeedFormat::Json, again())).expect("JSON");
    assert_eq!(json["items"][0]["image"], picture().url);
}

#[test]
fn authors_are_named_and_where_there_are_none_who_publishes_it() {
    let mut site = site();
    let person =
        |name: &str, url: &str| Person { name: text(name), kind: None, organization: None, url: Some(text(url)) };
    site.advisories[0].head.authors = vec![person("A & B", "https://a.example/"), person("C", "javascript:alert(1)")];
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        let made = &all(&site)[file];
        let feed = read(made);
        let names = |at: usize| feed.entries[at].authors.iter().map(|author| author.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(0), names(1)),
            (vec!["A & B".into(), "C".into()], vec!["Harbour Security".to_string()]),
            "{file}"
        );
        assert!(!made.contains("javascript"), "{file}");
    }
    assert_eq!(
        read(&all(&site)["feed.json"]).entries[1].authors[0].name,
        Kind::Notice.section().replace("notices", "Harbour Security")
    );
}
