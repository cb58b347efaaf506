//! The interface in another language: German and French are complete, and what a theme changes or lacks is told.

use super::harness::{Site, Tree, page, tree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// An instant at which the example site shows nearly all that pages can show.
const AT: &str = "2026-11-22T12:00:00Z";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example site in this language.
fn example(language: &str) -> Tree {
    let site = Site::bare();
    for (path, file) in tree(&root().join("content")) {
        site.write(&path, file.bytes);
    }
    let settings = fs::read_to_string(root().join("content/site.yaml")).expect("the settings");
    assert!(settings.contains("\nlanguage: en\n"));
    site.write("site.yaml", settings.replace("\nlanguage: en\n", &format!("\nlanguage: {language}\n")));
    site.build_with(&["--preview", "--at", AT]).fine().tree
}

/// The texts of a file of strings, by their paths.
fn strings(tag: &str) -> Vec<(String, String)> {
    fn flatten(above: &str, value: &serde_json::Value, all: &mut Vec<(String, String)>) {
        match value {
            serde_json::Value::Object(map) => {
                map.iter().for_each(|(key, value)| flatten(&format!("{above}.{key}"), value, all));
            }
            other => all.push((above.to_owned(), other.as_str().expect("a text").to_owned())),
        }
    }
    let text = fs::read_to_string(root().join(format!("themes/default/strings/{tag}.yaml"))).expect("the strings");
    let mut all = Vec::new();
    flatten("", &serde_yaml::from_str(&text).expect("YAML"), &mut all);
    all
}

/// What a page says to a reader: texts, and names of things that can't be seen.
fn said(html: &str) -> String {
    let mut said = String::new();
    for tag in html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
        for name in ["aria-label=\"", "placeholder=\"", "data-", "title=\"", "content=\""] {
            let values = tag.split(name).skip(1).filter_map(|part| part.split('"').find(|part| !part.ends_with('=')));
            values.for_each(|value| said.push_str(&format!(" | {value}")));
        }
        said.push_str(" | ");
        said.push_str(text);
    }
    let plain = said.replace("&amp;", "&").replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spoken(page: &[u8]) -> String {
    said(&String::from_utf8_lossy(page))
}

/// All that the content itself says, in one.
fn content() -> String {
    let files = tree(&root().join("content"));
    let texts = files.values().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    texts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_german_and_a_french_site_say_nothing_in_english_but_their_content() {
    let content = content();
    let english: String = example("en")
        .into_iter()
        .filter(|example| example.0.ends_with(".html"))
        .map(|example| spoken(&example.1.bytes))
        .collect();
    for language in ["de", "fr"] {
        let (built, own) = (example(language), strings(language));
        let own: BTreeSet<String> = own.into_iter().map(|it| it.1).collect();
        // Between placeholders, what is long enough to be told from chance.
        let phrases: Vec<String> = strings("en")
            .into_iter()
            .filter(|(_, text)| !own.contains(text))
            .flat_map(|(_, text)| {
                let pieces = text.split(['{', '}']).step_by(2).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
                pieces.into_iter().map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "))
            })
            .filter(|phrase| phrase.split(' ').count() >= 2 && phrase.len() >= 8 && !content.contains(phrase.as_str()))
            .collect();
        let seen = phrases.iter().filter(|phrase| english.contains(phrase.as_str())).count();
        assert!(seen > 120, "only {seen} of {} are seen in English", phrases.len());
        let mut wrong = BTreeSet::new();
        for path in built.keys().filter(|path| path.ends_with(".html")) {
            let html = page(&built, path);
            assert!(html.contains(&format!("<html lang=\"{language}\">")), "{path}");
            let said = said(&html);
            wrong.extend(
                phrases
                    .iter()
                    .filter(|phrase| said.contains(phrase.as_str()))
                    .map(|phrase| format!("{path}: {phrase}")),
            );
        }
        assert!(wrong.is_empty(), "{language}: {wrong:#?}");
    }
}

#[test]
fn feeds_and_cards_speak_german_and_machines_english() {
    let built = example("de");
    let feed = page(&built, "updates.xml");
    assert!(feed.contains("Veröffentlicht: ") && !feed.contains("Published: "), "{feed}");
    assert!(page(&built, "feed.xml").contains("[Kritisch]"));
    let csaf: String = built
        .keys()
        .filter(|key| key.starts_with("csaf/") && key.ends_with(".json"))
        .map(|key| page(&built, key))
        .collect();
    assert!(csaf.contains("\"Critical\"") && !csaf.contains("Kritisch"));
    let figures: String = built
        .keys()
        .filter(|key| key.starts_with("reports/") && key.ends_with(".json"))
        .map(|key| page(&built, key))
        .collect();
    assert!(figures.contains("\"Critical\"") && !figures.contains("Kritisch"));
}

const RECORD: &str = "---\ntitle: Fuite\npublish: true\npublished: 2024-01-01\nsummary: Un mot.\n---\n\nUne phrase.\n";

#[test]
fn in_a_language_that_nobody_translated_each_text_says_what_it_is() {
    let site = Site::new().settings("language: es").with("incidents/fuite.md", RECORD);
    let run = site.build().fine();
    let html = run.page("incidents/fuite/index.html");
    for part in [
        "<html lang=\"en\">",
        "<h1 lang=\"es\">Fuite</h1>",
        "<div lang=\"es\">\n<p>Une phrase.",
        "<h2 id=\"about\">About this",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(run.page("feed.xml").contains("<language>es</language>"));
    let austrian = Site::new().settings("language: de-AT").with("incidents/fuite.md", RECORD).build().fine();
    let html = austrian.page("incidents/fuite/index.html");
    assert!(
        html.contains("<html lang=\"de-AT\">") && html.contains("<h1>Fuite</h1>") && html.contains("1. Januar 2024")
    );
}

#[test]
fn a_theme_changes_a_string_and_slips_are_told() {
    let site = || Site::new().settings("theme: own").with("incidents/fuite.md", RECORD);
    let with = |name: &str, text: &str| {
        let site = site();
        let path = site.root().join("themes/own/strings").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("the strings");
        site.build()
    };
    let own = with("en.yaml", "frame: { report: Tell us }\n").fine();
    assert!(own.page("index.html").contains(">Tell us</a>") && own.page("index.html").contains("Skip to main content"));
    assert!(!own.tree.keys().any(|path| path.contains("strings")));
    let slip = with("en.yaml", "frame: { raport: Tell us }\n");
    assert!(
        slip.words.contains("strings/en.yaml") && slip.words.contains("`frame.raport` is none of"),
        "{}",
        slip.words
    );
    let slip = with("es.yaml", "frame: { report: Signaler }\n");
    assert!(slip.words.contains("strings/es.yaml") && slip.words.contains("are missing"), "{}", slip.words);
}
