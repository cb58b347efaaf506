//! The interface in another language: German and French are complete, and what a theme changes or lacks is told.

use super::harness::{Site, Tree, assert_same, holds, page, record, tree};
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

/// Pages in three languages, one part of the plan in two.
fn translated() -> Site {
    Site::new()
        .with("index.md", "# Home\n\nWelcome.\n")
        .with("index.de.md", "# Start\n\nWillkommen.\n")
        .with("plan/index.md", "# Plan\n\nSee [roles](2-roles.md).\n")
        .with("plan/index.de.md", "# Notfallplan\n\nSiehe [Rollen](2-roles.md) und [Ende](3-end.md).\n")
        .with("plan/2-roles.md", "# Roles\n\nWho does what.\n")
        .with("plan/2-roles.de.md", "# Rollen\n\nWer was tut.\n")
        .with("plan/3-end.md", "# The end\n\nDone.\n")
        .with("pages/policy.md", "# Policy\n\nReport to us.\n")
        .with("pages/policy.de.md", "# Richtlinie\n\nMelden Sie es uns.\n")
        .with("pages/policy.he.md", "# מדיניות\n\nדווחו לנו.\n")
}

#[test]
fn translations_of_a_page_lead_to_each_other() {
    let built = translated().build().fine();
    let policy = built.page("de/policy/index.html");
    for expected in [
        "<html lang=\"en\">",
        "<h1 lang=\"de\">Richtlinie</h1>",
        "<div lang=\"de\">",
        "\"inLanguage\":\"de\"",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://security.example.org/policy/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://security.example.org/policy/\">",
        "<link rel=\"alternate\" hreflang=\"de\" href=\"https://security.example.org/de/policy/\">",
        "<a href=\"/policy/\" lang=\"en\" hreflang=\"en\">English</a>",
        "<a href=\"/de/policy/\" lang=\"de\" hreflang=\"de\" aria-current=\"page\">Deutsch</a>",
        "<a href=\"/he/policy/\" lang=\"he\" hreflang=\"he\">עברית</a>",
    ] {
        assert!(policy.contains(expected), "{expected}\n{policy}");
    }
    assert!(built.page("he/policy/index.html").contains("<h1 lang=\"he\" dir=\"rtl\">"));
    let sitemap = built.page("sitemap.xml");
    let loc = "<url><loc>https://security.example.org/policy/</loc>";
    let entry = sitemap.lines().find(|line| line.starts_with(loc)).expect("the policy");
    assert!(sitemap.contains("xmlns:xhtml=") && entry.matches("<xhtml:link rel=\"alternate\" hreflang=").count() == 3);
    // The plan's contents and the navigation are those of the site's language.
    let plan = built.page("plan/index.html");
    assert!(!plan.contains(">Rollen</a>") && plan.contains("hreflang=\"de\">Deutsch</a>"));
    let german = built.page("de/plan/index.html");
    for expected in ["href=\"/de/plan/roles/\">Rollen</a>", "href=\"/plan/end/\">Ende</a>", "<h2 id=\"contents\">"] {
        assert!(german.contains(expected), "{expected}\n{german}");
    }
    assert!(built.page("index.html").contains("<a href=\"/de/\" lang=\"de\""));
    assert!(!built.page("index.html").contains("Richtlinie"));
}

#[test]
fn a_withheld_translation_leaves_no_trace() {
    let without = translated();
    without.remove("pages/policy.de.md");
    let drafts = [
        "---\npublish: false\n---\n# Richtlinie\n\nMelden Sie es uns.\n",
        "---\nembargo: 2999-01-01T00:00:00Z\n---\n# Richtlinie\n\nMelden Sie es uns.\n",
    ];
    let wanted = without.build().fine();
    for draft in drafts {
        let with = translated().with("pages/policy.de.md", draft).build().fine();
        assert_same(&wanted, &with);
        assert!(!holds(&with.tree, "de/policy") && !holds(&with.tree, "Richtlinie"));
    }
    // And where the page in the site's language is withheld, its translations keep their addresses.
    let orphan =
        translated().with("pages/policy.md", "---\npublish: false\n---\n# Policy\n\nReport to us.\n").build().fine();
    let page = orphan.page("de/policy/index.html");
    assert!(page.contains("hreflang=\"he\"") && !page.contains("x-default") && !page.contains("\"/policy/\""));
}

#[test]
fn a_record_says_in_which_language_it_is() {
    let site = Site::new().with("advisories/T-2.md", record("id: T-2\nlang: de", "Der Text."));
    let built = site.build().fine();
    let page = built.page("advisories/T-2/index.html");
    assert!(
        page.contains("<h1 lang=\"de\">A public title</h1>") && page.contains("<div lang=\"de\">\n<p>Der Text.</p>")
    );
    assert!(built.page("advisories/index.html").contains(" lang=\"de\">A public title</a>"));
    assert!(
        built.page("feed.json").contains("\"language\":\"de\"") && built.page("atom.xml").contains("xml:lang=\"de\"")
    );
    // The site's own language is nothing to say.
    let same = site.with("advisories/T-2.md", record("id: T-2\nlang: EN", "Der Text.")).build().fine();
    assert!(same.page("advisories/T-2/index.html").contains("<h1>A public title</h1>"));
}

#[test]
fn a_language_that_is_none_or_two_is_refused() {
    let wrong = Site::new().with("pages/a.md", "---\nlang: German\n---\n# A\n\nText.\n").check();
    assert!(wrong.words.contains("this is no language's tag"), "{}", wrong.words);
    let two = Site::new().with("pages/a.de.md", "---\nlang: fr\n---\n# A\n\nText.\n").check();
    assert!(two.words.contains("the file's name ends with another language"), "{}", two.words);
    // What is no language's tag is part of the name.
    let name = Site::new().with("pages/node.js.md", "# Node\n\nText.\n").build().fine();
    assert!(name.tree.contains_key("node-js/index.html"));
}

#[test]
fn a_language_written_from_right_to_left_turns_the_site_and_has_its_own_plurals() {
    let strings = fs::read_to_string(root().join("themes/default/strings/en.yaml")).expect("the strings");
    let days = "day: { one: \"{n} day\", other: \"{n} days\" }";
    assert!(strings.contains(days));
    let arabic = "day: { zero: \"{n} يوم\", one: يوم واحد, two: يومان, few: \"{n} أيام\", many: \"{n} يومًا\", other: \"{n} يوم\" }";
    let site = Site::new().settings("language: ar\ntheme: own\ntargets: { acknowledge: 2d, triage: 7d, fix: 90d }\n");
    fs::create_dir_all(site.root().join("themes/own/strings")).expect("a folder");
    fs::write(site.root().join("themes/own/strings/ar.yaml"), strings.replace(days, arabic)).expect("the strings");
    let built = site.build().fine();
    let home = built.page("index.html");
    assert!(home.contains("<html lang=\"ar\" dir=\"rtl\">"));
    for text in ["يومان", "7 أيام", "90 يومًا"] {
        assert!(home.contains(text), "{text}\n{home}");
    }
}
