//! The site for partners, from the same content as the one for everybody: labelled, at an address of its own, and with
//! nothing of what is above its audience.

use super::harness::{AUDIENCES, Run, Site, assert_same, difference, holds, record, tree};

const AMBER: [&str; 4] = ["--audience", "amber", "--out", "amber"];
const AFFECTED: &str = "severity: high\naffected: [{ package: pkg:cargo/harbour-core, versions: [1.0.0] }]\n";

/// A record of each label, links from one to another, and a part for partners in one that is for everybody.
fn site() -> Site {
    let links = "See [what partners know](https://security.example.org/advisories/X-amber/), \
                 https://security.example.org/advisories/X-clear/ and [the red one](https://security.example.org/advisories/X-red/).";
    let parts =
        format!("{AFFECTED}references: [{{ type: WEB, url: \"https://security.example.org/advisories/X-amber/\" }}]");
    let clear =
        format!("Words.\n\n::: tlp amber\nA kittiwake, for partners. {links}\n:::\n\n::: tlp red\nA guillemot.\n:::");
    Site::new()
        .settings(&format!("{AUDIENCES}osv: {{ prefixes: [X] }}"))
        .with("advisories/X-clear.md", record(&parts, &clear))
        .with("advisories/X-plain.md", record(AFFECTED, "For everybody."))
        .with("advisories/X-amber.md", record(&format!("{AFFECTED}tlp: amber"), "A razorbill."))
        .with("advisories/X-red.md", record(&format!("{AFFECTED}tlp: red"), "A guillemot."))
        .with(
            "advisories/X-soon.md",
            record(&format!("{AFFECTED}embargo: 2037-01-01T00:00:00Z\nembargo_tlp: amber"), "A fulmar."),
        )
}

/// A build for partners, whose tree is that of their folder.
fn amber(site: &Site) -> Run {
    let run = site.build_with(&AMBER).fine();
    Run { tree: tree(&site.root().join("amber")), ..run }
}

#[test]
fn partners_read_what_is_for_them_and_nothing_above_it() {
    let (site, public) = (site(), site().build().fine());
    let amber = amber(&site);
    for partners in ["ittiwake", "azorbill", "ulmar"] {
        assert!(holds(&amber.tree, partners) && !holds(&public.tree, partners), "{partners}");
    }
    assert!(!holds(&amber.tree, "uillemot") && !holds(&public.tree, "uillemot"));
}

#[test]
fn every_page_and_document_for_partners_states_its_label() {
    let amber = amber(&site());
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&amber.page(path)).expect("JSON") };
    for (path, file) in &amber.tree {
        let text = String::from_utf8_lossy(&file.bytes);
        // A page that leads on at once shows nothing of its own.
        let leads_on = text.contains("http-equiv=\"refresh\"");
        let states = match path.rsplit_once('.').map_or("", |pair| pair.1) {
            "html" => {
                leads_on
                    || text.contains("<strong>TLP:AMBER.</strong>") && text.contains("content=\"noindex, nofollow\"")
            }
            "xml" if !path.starts_with("sitemap") => text.contains("<title>TLP:AMBER "),
            "json" if path.ends_with("feed.json") => {
                json(path)["title"].as_str().is_some_and(|text| text.starts_with("TLP:AMBER "))
            }
            _ => true,
        };
        assert!(states, "{path} states no label");
    }
    for (id, osv, csaf) in
        [("X-clear", "TLP:AMBER", "AMBER"), ("X-amber", "TLP:AMBER", "AMBER"), ("X-soon", "TLP:AMBER", "AMBER")]
    {
        assert_eq!(json(&format!("osv/{id}.json"))["database_specific"]["tlp"], osv, "{id}");
        let year = if id == "X-soon" { "2037" } else { "2024" };
        assert_eq!(
            json(&format!("csaf/{year}/{}.json", id.to_lowercase()))["document"]["distribution"]["tlp"]["label"],
            csaf,
            "{id}"
        );
    }
    // What is for everybody stays so on the site for partners.
    assert_eq!(json("csaf/2024/x-plain.json")["document"]["distribution"]["tlp"]["label"], "WHITE");
    assert!(json("osv/X-plain.json")["database_specific"]["tlp"].is_null());
    assert!(amber.page("robots.txt").contains("Disallow: /") && !amber.tree.contains_key("sitemap.xml"));
}

#[test]
fn a_record_for_everybody_has_no_label_for_its_hidden_parts() {
    let public = site().build().fine();
    assert!(!holds(&public.tree, "TLP:AMBER") && !holds(&public.tree, "AMBER"));
}

#[test]
fn no_address_on_the_site_for_partners_leads_to_the_public_one() {
    let (site, public) = (site(), site().build().fine());
    let amber = amber(&site);
    // Who publishes is named by the address of the site for everybody.
    let text =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\"namespace\": \"https://security.example.org/\"", "");
    let left = amber.tree.iter().filter(|(_, it)| text(&it.bytes).contains("security.example.org/"));
    let left: Vec<&String> = left.map(|it| it.0).collect();
    assert!(left.is_empty(), "an address of the public site is left in {left:?}");
    let page = amber.page("advisories/X-clear/index.html");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://partners.example.org/security/advisories/X-clear/\">")
    );
    assert!(page.contains("href=\"/security/advisories/X-amber/\">what partners know</a>"), "{page}");
    assert!(page.contains("the red one") && !page.contains("advisories/X-red"));
    assert!(!holds(&public.tree, "partners.example.org"), "the public site doesn't say where partners read");
}

#[test]
fn a_site_for_partners_without_an_address_is_a_preview_alone() {
    let site = Site::new().with("advisories/a.md", record("", "Words."));
    let run = site.build_with(&AMBER);
    assert_eq!(run.code, 2, "{}", run.words);
    assert!(run.words.contains("audiences: { amber:"), "{}", run.words);
    site.build_with(&["--preview", "--audience", "amber", "--out", "preview"]).fine();
    let wrong = Site::new().settings("audiences: { amber: { url: partners } }").build();
    assert!(wrong.code == 1 && wrong.words.contains("bad-url"), "{}", wrong.words);
    let unknown = Site::new().settings("audiences: { ambre: { url: \"https://x.example.org/\" } }").build();
    assert!(unknown.code == 1 && unknown.words.contains("unknown-key"), "{}", unknown.words);
}

#[test]
fn each_site_is_the_same_as_if_what_is_above_it_had_never_been() {
    let full = site();
    let never = |label: &str| {
        let site = site();
        site.remove("advisories/X-red.md");
        let text = std::fs::read_to_string(site.content().join("advisories/X-clear.md")).expect("a record");
        let mut text =
            text.replace("\n\n::: tlp red\nA guillemot.\n:::", "").replace("advisories/X-red/", "advisories/gone/");
        if label == "clear" {
            ["advisories/X-amber.md", "advisories/X-soon.md"].iter().for_each(|path| site.remove(path));
            let (before, rest) = text.split_once("\n\n::: tlp amber").expect("a part");
            text = format!("{before}{}", rest.split_once("\n:::").expect("its end").1);
        }
        site.with("advisories/X-clear.md", text)
    };
    assert_same(&full.build(), &never("clear").build());
    let (one, other) = (amber(&full), amber(&never("amber")));
    assert_eq!(difference(&one.tree, &other.tree), None);
    assert_eq!(one.words, other.words);
}

#[test]
fn the_proof_is_for_the_audience_that_is_asked_for() {
    let site = site();
    let run = site.run(&["prove", "--at", super::harness::AT, "--audience", "amber"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("for TLP:AMBER; parts"), "{}", run.words);
    let public = site.run(&["prove", "--at", super::harness::AT, "--audience", "clear", "--no-surroundings"]);
    assert!(public.code == 0 && public.words.contains("for TLP:CLEAR; parts"), "{}", public.words);
}
