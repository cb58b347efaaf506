use super::*;
use crate::public::keys::{self, Role};
use crate::public::{CvssVersion, Vocabulary};
use std::collections::BTreeSet;

fn with(language: &str, files: &[(&str, &str)]) -> Result<Words, Fault> {
    let files = files.iter().map(|(name, text)| (format!("{FOLDER}{name}.yaml"), (*text).to_owned())).collect();
    Words::load(language, &files)
}

/// Two words of a complete language, and the rest in English.
fn whole(record: &str) -> String {
    BUILT_IN[0].1.replace("published: Published\n", &format!("published: {record}\n"))
}

#[test]
fn every_built_in_language_has_every_string_with_the_same_placeholders() {
    let english = tree::read(BUILT_IN[0].1).expect("English");
    for (tag, text) in BUILT_IN {
        let mut own = Tree::new();
        tree::lay_over(&mut own, tree::read(text).expect("YAML"), &english, &plural::Rules::of(tag)).expect(tag);
        tree::complete(&own, &english).expect(tag);
        assert_eq!(with(tag, &[]).expect("words").language(), tag);
    }
}

#[test]
fn a_language_is_the_site_s_or_what_it_is_a_kind_of_or_english() {
    let found = |tag: &str| {
        let words = with(tag, &[]).expect("words");
        (words.record.impact.clone(), words.language().to_owned(), words.foreign().map(str::to_owned))
    };
    assert_eq!(found("de"), ("Auswirkung".into(), "de".into(), None));
    assert_eq!(found("de-AT"), ("Auswirkung".into(), "de-AT".into(), None));
    assert_eq!(found("DE"), ("Auswirkung".into(), "DE".into(), None));
    assert_eq!(found("en-GB"), ("Impact".into(), "en-GB".into(), None));
    assert_eq!(found("pt-BR"), ("Impact".into(), "en".into(), Some("pt-BR".into())));
}

#[test]
fn a_theme_changes_single_strings_and_brings_languages() {
    let impact = |tag: &str, files: &[(&str, &str)]| with(tag, files).expect("words").record.impact.clone();
    assert_eq!(impact("de", &[("de", "record: { impact: Folgen }")]), "Folgen");
    assert_eq!(impact("de", &[("en", "record: { impact: Harm }")]), "Auswirkung");
    assert_eq!(impact("de-CH", &[("de-CH", "record: { impact: Folge }"), ("de", "")]), "Folge");
    let spanish = whole("Publié");
    let words = with("es-MX", &[("es", &spanish)]).expect("words");
    assert_eq!((words.language(), words.foreign()), ("es-MX", None));
    assert!(words.texts().any(|text| text == "Publié"));
}

#[test]
fn a_fault_names_file_and_key_and_says_how_to_mend_it() {
    let fault = |tag: &str, text: &str| {
        let fault = with("en", &[(tag, text)]).err().expect("a fault");
        assert_eq!(fault.file, format!("strings/{tag}.yaml"));
        fault.problem
    };
    assert!(fault("de", "record: { impakt: x }").starts_with("`record.impakt` is none of the interface's strings"));
    assert!(fault("es", "record: { impact: x }").contains("are missing; translate them from"));
    assert!(
        fault("es", &whole("x").replace("  first: First published.\n", "")).starts_with("`record.first` is missing")
    );
    let wrong = fault("de", "paging: { page: \"Seite {nummer}\" }");
    assert!(wrong.contains("`paging.page`") && wrong.contains("{number}, {total}"), "{wrong}");
    assert!(fault("de", "paging: { page: \"Seite {\" }").contains("`paging.page` has a brace"));
    assert!(fault("de", "paging: { page: 1 }").contains("`paging.page` is not a text"));
    assert!(fault("de", "paging: [").contains("no YAML"));
    assert!(fault("de", "- a").contains("no keys"));
    assert!(with("de", &[("de", "units: { day: { one: ein Tag } }")]).is_ok(), "one may say its number in a word");
}

#[test]
fn templates_get_their_strings_before_they_are_read() {
    let words = with("en", &[("en", "record: { impact: \"a \\\"b\\\" & c\" }")]).expect("words");
    let fold = |text: &str| templates::fold(text, &words);
    assert_eq!(fold("<h2>{{ t.record.impact }}</h2>").as_deref(), Ok("<h2>a &quot;b&quot; &amp; c</h2>"));
    assert_eq!(
        fold("{{ t.record.impact if x else \"t.y\" }}").as_deref(),
        Ok(r#"{{ "a \"b\" & c" if x else "t.y" }}"#)
    );
    assert_eq!(
        fold("{{ t.units.day | fill(n=it.t.x) }}").as_deref(),
        Ok(r#"{{ {"one": "{n} day", "other": "{n} days", "language": "en"} | fill(n=it.t.x) }}"#)
    );
    assert_eq!(
        fold("{# {{ t.nothing }} #}{ t.x }<p{{ t.content_lang }}>").as_deref(),
        Ok("{# {{ t.nothing }} #}{ t.x }<p>")
    );
    let lines = |text: &str| fold(text).expect("a template").lines().count();
    assert_eq!(lines("{{ t.reports.method_meaning }}\n{{ t.record.impact }}"), 2, "messages name lines");
    assert_eq!(fold("\n{{ t.record.impakt }}").err().as_deref(), Some("line 2: there is no string `t.record.impakt`"));
    let foreign = with("pt", &[]).expect("words");
    assert_eq!(templates::fold("<p{{ t.content_lang }}>", &foreign).as_deref(), Ok("<p lang=\"pt\">"));
}

#[test]
fn filled_placeholders_are_escaped_unless_they_are_markup() {
    let mut tera = tera::Tera::default();
    tera.autoescape_on([".html"]);
    tera.register_filter("fill", templates::fill);
    let text = "{% set b %}<b>{{ x }}</b>{% endset %}{{ \"{n} & {of}\" | fill(n=x, of=b) }}";
    tera.add_raw_template("a.html", text).expect("a template");
    let mut context = tera::Context::new();
    context.insert("x", "<i>");
    let html = tera.render("a.html", &context).expect("a page");
    assert_eq!(html, "&lt;i&gt; &amp; <b>&lt;i&gt;</b>");
}

#[test]
fn every_metric_and_value_of_cvss_has_its_words_and_there_are_no_others() {
    let (mut metrics, mut values) = (BTreeSet::new(), BTreeSet::new());
    for metric in CvssVersion::ALL.iter().flat_map(|version| crate::cvss::metrics(*version)) {
        metrics.insert(metric.name);
        values.extend(metric.values().map(|value| value.1).filter(|name| !name.is_empty()));
    }
    let words = Words::english();
    assert_eq!(metrics, words.cvss.metrics.keys().map(String::as_str).collect());
    assert_eq!(values, words.cvss.values.keys().map(String::as_str).collect());
}

/// Sources of the program that say strings, and the templates.
fn sources() -> (String, String) {
    let read = |folder: &str, ending: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
        let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == ending));
        let files =
            files.filter(|file| !file.path().ends_with("words/strings.rs") && !file.path().ends_with("tests.rs"));
        files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect::<String>()
    };
    (read("src/render", "rs") + &read("src/emit", "rs"), read("themes/default", "html") + &read("themes/default", "js"))
}

#[test]
fn no_string_is_dead() {
    let (program, templates) = sources();
    let english = tree::read(BUILT_IN[0].1).expect("English");
    let plain = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.');
    let begins = |at: usize| !templates[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
    let places = templates.match_indices("t.").map(|it| it.0).filter(|at| begins(*at));
    let said: BTreeSet<&str> = places.filter_map(|at| templates[at + 2..].split(plain).next()).collect();
    let by_template = |path: &str| {
        let above = path.strip_suffix(".one").or_else(|| path.strip_suffix(".other"));
        said.contains(path) || above.is_some_and(|above| said.contains(above))
    };
    let named = |path: &str| program.contains(&format!(".{path}"));
    // A map or a vocabulary is used as a whole, by its name.
    const WHOLE: [&str; 13] = [
        "lacks",
        "severities",
        "categories",
        "phases",
        "vex",
        "justifications",
        "roles",
        "references",
        "parts",
        "languages",
        "totals",
        "cvss",
        "months",
    ];
    let by_program = |path: &str| {
        let parts: Vec<&str> = path.split('.').collect();
        match parts.iter().position(|part| WHOLE.contains(part)) {
            Some(at) => named(parts[at]),
            None => {
                let last = parts.iter().rev().find(|part| !["one", "other", "word", "meaning", "any"].contains(part));
                // It is read into a type, or nothing could say it.
                let mut without = english.clone();
                without.remove(path);
                serde_json::from_value::<Strings>(tree::nested(&without, "en")).is_err()
                    && (parts.len() > 2 || last.is_some_and(|last| named(last)))
            }
        }
    };
    let dead: Vec<&String> = english.keys().filter(|path| !by_template(path) && !by_program(path)).collect();
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_key_that_can_lift_later_has_a_name_for_readers() {
    for key in keys::KEYS.iter().filter(|key| key.role == Role::Shown && key.name != "csaf") {
        assert!(
            Words::english().parts.contains_key(key.name),
            "add {} under `parts` in the languages' files",
            key.name
        );
    }
}
