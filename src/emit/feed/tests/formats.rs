//! What the three formats are by their standards, and that they say the same of any text.

use super::*;

/// Id, title, summary, content and dates of each item, as a reader sees them.
type Items = Vec<(String, String, String, String, String)>;

fn items(text: &str) -> Items {
    let content = |it: &model::Entry| it.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
    let one = |it: model::Entry| {
        let content = content(&it);
        let text = |text: Option<model::Text>| text.map(|text| text.content).unwrap_or_default();
        (it.id, text(it.title), text(it.summary), content, it.published.expect("a date").to_rfc3339())
    };
    read(text).entries.into_iter().map(one).collect()
}

/// XML readers turn a carriage return into a line feed, and trim.
fn same(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const HARD: [&str; 9] = [
    "Vec<T> & friends &amp; co",
    "]]> <![CDATA[ <!-- --> <?xml ?>",
    "\u{0}\u{8}\u{1b}[31mred\u{fffe}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 𝒳",
    "שלום \u{202e}evil\u{202c} مرحبا",
    "\"quotes\" 'and' `ticks`",
    "line\u{2028}separator\u{85}next",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{feff}mark",
];

#[test]
fn hard_texts_survive_all_formats_and_are_escaped_once() {
    for hard in HARD {
        let mut site = site();
        let head = &mut site.advisories[0].head;
        (head.title, head.summary) = (text(hard), Some(text(hard)));
        let html = |_: &Record<'_>| format!("<p>{}</p>", escape::xml(hard));
        let made: BTreeMap<_, _> =
            feeds(&site, Words::english(), Arc::new(Packages::of(&site)), &html).iter().map(made).collect();
        let expected = same(&escape::allowed(&format!("[Critical] HARBOUR-2026-k3x9: {hard}")));
        let rss = ::rss::Channel::read_from(made["feed.xml"].as_bytes()).expect("RSS");
        let atom = atom_syndication::Feed::read_from(made["atom.xml"].as_bytes()).expect("Atom");
        let json: serde_json::Value = serde_json::from_str(&made["feed.json"]).expect("JSON");
        let item = &json["items"][0];
        let plain = |it: Option<&str>| same(it.unwrap_or_default());
        assert_eq!(plain(rss.items[0].title()), expected, "RSS: {hard:?}");
        assert_eq!(plain(Some(atom.entries[0].title().as_str())), expected, "Atom: {hard:?}");
        assert_eq!(plain(item["title"].as_str()), expected, "JSON: {hard:?}");
        let summary = same(&escape::allowed(hard));
        assert_eq!(plain(rss.items[0].description()), same(&escape::xml(hard)), "RSS: {hard:?}");
        assert_eq!(plain(atom.entries[0].summary().map(|summary| summary.as_str())), summary, "Atom: {hard:?}");
        assert_eq!(plain(item["summary"].as_str()), summary, "JSON: {hard:?}");
        let content = same(&format!("<p>{}</p>", escape::xml(hard)));
        assert_eq!(plain(rss.items[0].content()), content, "RSS: {hard:?}");
        assert_eq!(plain(atom.entries[0].content().and_then(|content| content.value())), content, "Atom: {hard:?}");
        assert_eq!(plain(item["content_html"].as_str()), content, "JSON: {hard:?}");
    }
}

#[test]
fn all_formats_tell_the_same_items() {
    let site = crate::render::fixture::site("https://security.example.org/");
    let feeds = all(&site);
    for (path, rss) in feeds.iter().filter(|(path, _)| path.ends_with("feed.xml")) {
        let folder = path.strip_suffix("feed.xml").unwrap_or_default();
        let (atom, json) = (&feeds[&format!("{folder}atom.xml")], &feeds[&format!("{folder}feed.json")]);
        let key = |it: Items| it.into_iter().map(|it| (it.0, it.1, it.4)).collect::<Vec<_>>();
        assert_eq!(key(items(rss)), key(items(atom)), "{path}");
        assert_eq!(key(items(rss)), key(items(json)), "{path}");
    }
}

/// Each rule by the name that the W3C's validator gives it.
#[test]
fn rss_keeps_the_rules_of_the_w3c_validator() {
    let text = &all(&site())["feed.xml"];
    let channel = ::rss::Channel::read_from(text.as_bytes()).expect("RSS");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\""), "{}", &text[..90]);
    let atom = channel.atom_ext.as_ref().expect("MissingAtomSelfLink");
    assert_eq!(atom.links[0].href, "https://security.example.org/feed.xml", "SelfDoesntMatchLocation");
    assert_eq!(atom.links[0].mime_type.as_deref(), Some("application/rss+xml"));
    assert_eq!(channel.last_build_date(), Some("Wed, 4 Mar 2026 14:00:00 +0000"), "InvalidRFC2822Date");
    assert!(!channel.title.is_empty() && !channel.description.is_empty() && channel.link.starts_with("https://"));
    for item in channel.items() {
        let guid = item.guid().expect("MissingGuid");
        assert!(!guid.permalink && guid.value.starts_with("tag:"), "InvalidPermalink");
        assert!(item.link().is_some_and(|link| link.starts_with("https://security.example.org/")), "InvalidFullLink");
        assert!(item.author.is_none(), "InvalidContact: RSS's author is a mail address");
        assert!(item.dublin_core_ext().is_some_and(|dublin_core_ext| !dublin_core_ext.creators().is_empty()));
        assert!(!text.contains("<script") && !text.contains("<content:encoded></"), "NotBlank, ContainsScript");
    }
    let mut guids: Vec<_> = channel.items().iter().map(|item| &item.guid().expect("one").value).collect();
    guids.sort();
    assert!(guids.windows(2).all(|pair| pair[0] != pair[1]), "DuplicateValue");
}

#[test]
fn atom_keeps_the_rules_of_the_w3c_validator() {
    let feed = atom_syndication::Feed::read_from(all(&site())["advisories/atom.xml"].as_bytes()).expect("Atom");
    let itself = "https://security.example.org/advisories/atom.xml";
    assert_eq!(feed.id(), itself, "MissingId");
    let link = |rel: &str| feed.links().iter().find(|link| link.rel() == rel).map(|link| link.href().to_string());
    assert_eq!(link("self").as_deref(), Some(itself), "MissingSelf, SelfDoesntMatchLocation");
    assert_eq!(link("alternate").as_deref(), Some("https://security.example.org/advisories/"), "MissingAlternate");
    assert_eq!(feed.updated().to_rfc3339(), "2026-03-04T14:00:00+00:00", "W3CDTFDateNonSpecificTimezone");
    assert_eq!(feed.authors()[0].name(), "Harbour Security", "MissingAuthor");
    for entry in feed.entries() {
        assert!(entry.id().starts_with("tag:security.example.org,2026:"), "InvalidTAG");
        assert_eq!(entry.content().and_then(|content| content.content_type()), Some("html"), "InvalidTextType");
        assert_eq!(entry.links().iter().filter(|link| link.rel() == "alternate").count(), 1, "DuplicateAtomLink");
        assert!(entry.published().is_some() && !entry.authors().is_empty());
    }
    let empty = atom_syndication::Feed::read_from(all(&site())["lessons/atom.xml"].as_bytes()).expect("Atom");
    assert_eq!(empty.updated().timestamp(), 0, "MissingElement: an empty feed has never changed");
}

#[test]
fn json_feed_keeps_to_version_1_1() {
    let json: serde_json::Value = serde_json::from_str(&all(&site())["advisories/feed.json"]).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], "https://security.example.org/advisories/feed.json");
    assert_eq!(json["home_page_url"], "https://security.example.org/advisories/");
    assert_eq!(json["authors"][0]["name"], "Harbour Security");
    assert!(json.get("author").is_none(), "deprecated");
    let item = &json["items"][0];
    assert_eq!(item["id"], OF_IT);
    assert_eq!(item["date_published"], "2026-03-04T14:00:00Z");
    assert_eq!(item["tags"], serde_json::json!(["Advisory", "Critical", "archives"]));
    let nulls = item.as_object().expect("an object").values().filter(|value| value.is_null());
    assert_eq!(nulls.count(), 0, "what isn't there is left out");
}

proptest::proptest! {
    #[test]
    fn a_feed_of_any_text_is_well_formed_and_says_just_that(title in "\\PC{1,20}|.{1,20}|(]]>|<!--|&amp;|\\x00){1,5}") {
        let mut site = site();
        site.advisories[0].head.title = text(&title);
        site.advisories[0].head.summary = Some(text(&title));
        site.advisories[0].head.details = markdown(&title);
        let made = all(&site);
        let rss = ::rss::Channel::read_from(made["feed.xml"].as_bytes()).expect("well-formed");
        let atom = atom_syndication::Feed::read_from(made["atom.xml"].as_bytes()).expect("well-formed");
        let json: serde_json::Value = serde_json::from_str(&made["feed.json"]).expect("well-formed");
        let expected = same(&escape::allowed(&format!("[Critical] HARBOUR-2026-k3x9: {title}")));
        proptest::prop_assert_eq!(same(rss.items[0].title().unwrap_or_default()), &*expected);
        proptest::prop_assert_eq!(same(atom.entries[0].title().as_str()), &*expected);
        proptest::prop_assert_eq!(same(json["items"][0]["title"].as_str().unwrap_or_default()), &*expected);
    }
}
