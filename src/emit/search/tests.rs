use super::*;
use crate::public::Site;
use crate::render::Words;
use crate::render::fixture::{self, t};
use std::collections::{BTreeMap, BTreeSet};

const URL: &str = "https://example.org/";

/// All files, by path without a slash in front.
fn files(site: &Site) -> BTreeMap<String, String> {
    let views = Views::new(site, Words::english());
    let of = |files: Files| {
        let made = |path: String| (path[1..].to_owned(), files.file(&views, &path));
        files.paths().into_iter().map(made).collect::<Vec<_>>()
    };
    Files::all(&views).into_iter().flat_map(of).collect()
}

/// Places of what a word finds, as a reader's script works it out.
fn find(site: &Site, section: &str, word: &str) -> BTreeSet<usize> {
    let files = files(site);
    let parts = files.iter().filter(|(path, _)| path.starts_with(&format!("search/{section}/part")));
    let mut found = BTreeSet::new();
    for (_, part) in parts {
        let terms: BTreeMap<String, String> = serde_json::from_str(part).expect("JSON");
        for places in terms.iter().filter(|(term, _)| term.starts_with(word)).map(|(_, places)| places) {
            let mut at = 0;
            for distance in places.strip_prefix('z').expect("a mark").split(['v', 'w', 'x', 'y', 'z']).skip(1) {
                at += distance.parse::<usize>().expect("a distance");
                found.insert(at);
            }
        }
    }
    found
}

#[test]
fn a_record_is_found_by_id_alias_package_tag_and_words() {
    let mut site = fixture::site(URL);
    let record = &mut site.advisories[1].head;
    record.title = t("A Zip-Slip in größe");
    record.summary = Some(t("Writes outside of the folder."));
    record.aliases = vec![t("CVE-2031-4711")];
    record.tags = vec![t("Path Traversal")];
    let id = record.id.to_lowercase();
    for word in ["zip-slip", "slip", "zip", "größe", "outside", "cve-2031-4711", "2031-47", "4711", "travers", &id] {
        assert!(find(&site, "advisories", word).contains(&1), "{word}");
    }
    assert_eq!(find(&site, "advisories", "cve-2031-4711"), BTreeSet::from([1]));
    assert!(find(&site, "advisories", "nowhere").is_empty());
    let package = &site.advisories[0].affected[0].package.name;
    assert!(find(&site, "advisories", &package.to_lowercase()).contains(&0));
}

#[test]
fn a_record_is_found_by_weakness_severity_heading_and_who_is_thanked_and_by_its_name_first() {
    let mut site = fixture::site(URL);
    let record = &mut site.advisories[1];
    record.cwe = vec![79];
    record.head.title = t("Fourfold");
    record.head.summary = Some(t("Written twice"));
    record.head.details = crate::render::fixture::md("Nothing of the prose.\n\n## How to *reproduce* it\n\nprosaic");
    record.head.credits =
        vec![crate::public::Person { name: t("Ottilie Brandvold"), kind: None, organization: None, url: None }];
    let label = {
        record.severity = Some(crate::public::Severity { level: t("medium"), score: None, vectors: Vec::new() });
        site.settings.severity("medium").expect("a level").label.to_lowercase()
    };
    for word in ["cwe-79", "79", "cross-site", "scripting", &label, "reproduce", "brandvold"] {
        assert!(find(&site, "advisories", word).contains(&1), "{word}");
    }
    assert!(find(&site, "advisories", "prosaic").is_empty());
    let files = files(&site);
    let line = |term: &str| {
        files
            .values()
            .flat_map(|value| value.lines())
            .find(|line| line.contains(&format!("\"{term}\":")))
            .expect("a term")
    };
    assert!(line("fourfold").contains(":\"zx1\"") && line("twice").contains(":\"zz1\""));
}

#[test]
fn a_page_is_found_by_a_word_of_its_text_and_by_its_title_first() {
    let mut site = fixture::site(URL);
    let policy = site.pages.iter_mut().find(|page| &*page.path == "/policy/").expect("the policy");
    policy.title = t("Fourfold");
    policy.body = crate::render::fixture::md(
        "Nothing of prosaic use. Kelp, kelp, kelp, kelp; and kelp-free.\n\n```\nfourfold --quite\n```\n",
    );
    let place = site.own_pages().position(|own_page| &*own_page.path == "/policy/").expect("the policy");
    for word in ["prosaic", "fourfold", "quite"] {
        assert!(find(&site, "pages", word).contains(&place), "{word}");
    }
    let files = files(&site);
    let marked = |term: &str, mark: &str| {
        let line = files.values().flat_map(|value| value.lines()).find(|line| line.contains(&format!("\"{term}\":")));
        line.expect("a term").contains(&format!("{mark}{place}"))
    };
    assert!(marked("prosaic", "v") && marked("kelp", "w") && marked("fourfold", "x"));
}

#[test]
fn filters_are_terms_of_their_own() {
    let site = fixture::site(URL);
    let level = &site.advisories[0].severity.as_ref().expect("a severity").level;
    let of = |level: &str| find(&site, "advisories", &format!("=severity={level}"));
    let expected = site.advisories.iter().enumerate();
    let expected = expected.filter(|(_, it)| it.severity.as_ref().is_some_and(|severity| severity.level == *level));
    assert_eq!(of(level), expected.map(|(at, _)| at).collect());
    assert!(!find(&site, "incidents", "=status=").is_empty());
}

#[test]
fn parts_are_sorted_named_by_their_first_term_and_of_one_size() {
    let mut site = fixture::site(URL);
    let one = site.advisories[0].clone();
    let copy = |at: usize| {
        let mut record = one.clone();
        record.head.id = t(&format!("A-{at}"));
        record.head.title = t(&format!("Number {} of {}", at * 7919 % 1000, at * 104_729 % 1000));
        record
    };
    site.advisories = (0..PER_PART * 5).map(copy).collect();
    fixture::index(&mut site);
    let files = files(&site);
    let head: serde_json::Value = serde_json::from_str(&files["search/advisories/index.json"]).expect("JSON");
    let named = head["parts"].as_array().expect("parts");
    assert_eq!(named.len(), 5);
    let first: Vec<_> = named.iter().map(|one| one[0].as_str().expect("a term")).collect();
    assert!(first.is_sorted());
    for it in named {
        let name = it[1].as_str().expect("a name");
        let part = &files[&format!("search/advisories/{name}.json")];
        assert!(part.starts_with(&format!("{{{}:", it[0])), "{name}");
        let mean = files.values().map(String::len).sum::<usize>() / 5;
        assert!(part.len() < mean * 2, "{name}: {} of {mean}", part.len());
    }
}

#[test]
fn a_site_without_search_and_a_section_without_records_have_none() {
    let mut site = fixture::site(URL);
    site.notices.clear();
    fixture::index(&mut site);
    assert!(!files(&site).keys().any(|path| path.contains("notices")));
    site.settings.outputs.search = false;
    assert!(files(&site).is_empty());
}

#[test]
fn packages_the_plan_and_pages_are_found_too() {
    let site = fixture::site(URL);
    let views = Views::new(&site, Words::english());
    let place = views.packages.iter().position(|package| &*package.name == "harbour-cli").expect("the package");
    assert!(find(&site, "packages", "harbour-cli").contains(&place));
    let policy = site.own_pages().position(|own_page| &*own_page.path == "/policy/").expect("the policy");
    assert!(find(&site, "pages", "disclosure").contains(&policy) && find(&site, "pages", "why").contains(&policy));
    assert!(
        find(&site, "pages", "plan")
            .iter()
            .any(|at| site.own_pages().nth(*at).is_some_and(|own_page| own_page.path.starts_with("/plan/")))
    );
}

#[test]
fn each_place_has_its_line_with_what_a_reader_tells_it_by() {
    let mut site = fixture::site(URL);
    let one = site.advisories[0].clone();
    let copy = |at: usize| {
        let mut record = one.clone();
        record.head.id = t(&format!("A-{at}"));
        record.head.aliases = vec![t(&format!("CVE-2031-{at}"))];
        record
    };
    site.advisories = (0..PER_PART + 2).map(copy).collect();
    fixture::index(&mut site);
    let files = files(&site);
    let lines = |at: usize| -> Vec<serde_json::Value> {
        serde_json::from_str(&files[&format!("search/advisories/entries{at}.json")]).expect("JSON")
    };
    assert_eq!((lines(0).len(), lines(1).len()), (PER_PART, 2));
    let last = &lines(1)[1];
    assert_eq!(last["href"], format!("/advisories/A-{}/", PER_PART + 1));
    assert!(last["about"].as_array().expect("ids").contains(&format!("CVE-2031-{}", PER_PART + 1).into()));
    assert_eq!(last["title"], one.head.title.as_str());
}

#[test]
fn no_term_stands_beside_a_bare_number() {
    for (path, file) in files(&fixture::site(URL)).iter().filter(|(path, _)| path.contains("/part")) {
        for line in file.trim().trim_matches(['{', '}']).lines() {
            let (_, places) = line.rsplit_once("\":\"").expect("a term and its places");
            assert!(["zv", "zw", "zx", "zy", "zz"].iter().any(|it| places.starts_with(it)), "{path}: {line}");
            assert!(!places.contains(' '), "{path}: {line}");
        }
    }
}
