//! A site's own look: colours and fonts of site.yaml, hooks, a style behind the built-in one, templates of pages, copies of the
//! built-in theme's files.

use super::harness::{Site, record};
use std::fs;

fn theme(site: &Site, path: &str, text: &str) {
    let path = site.root().join("themes/own").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of the theme");
    fs::write(path, text).expect("a file of the theme");
}

fn warnings(site: &Site) -> Vec<String> {
    let words = site.check().words;
    let told = words
        .lines()
        .filter(|line| line.starts_with("warning[") && line.contains("): ") || line.contains(" ("))
        .map(str::to_owned);
    told.filter(|it| ["theme-", "hook-", "contrast", "broken-link"].iter().any(|code| it.contains(code))).collect()
}

#[test]
fn colours_and_fonts_of_site_yaml_are_a_style_sheet_behind_the_theme_s() {
    let keys = "theme: { colours: { link: \"#8a1538\" }, dark: { link: ff9db8 }, fonts: { headings: \"'Source Serif 4', serif\" } }";
    let run = Site::new().settings(keys).build().fine();
    let css = run.page("assets/look.css");
    assert!(css.contains("--link: #8a1538;") && css.contains("--serif: 'Source Serif 4', serif;"), "{css}");
    assert!(css.contains("(prefers-color-scheme: dark) {\n:root {\n  --link: #ff9db8;"), "{css}");
    let home = run.page("index.html");
    let (style, look) = (home.find("/assets/style.css?v="), home.find("/assets/look.css?v="));
    assert!(style.is_some() && style < look, "{home}");
    assert!(!Site::new().build().fine().tree.contains_key("assets/look.css"));
    for wrong in
        ["{ colours: { link: #8a1538\n } }", "{ colours: { link: red } }", "{ fonts: { text: \"a; } body {\" } }"]
    {
        let run = Site::new().settings(&format!("theme: {wrong}")).build();
        assert!(run.code == 1 && run.words.contains("site.yaml:5: theme."), "{wrong}: {}", run.words);
    }
}

#[test]
fn an_icon_of_one_s_own_takes_the_place_of_the_built_in_one() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let site = Site::new().settings("theme: { icon: static/own.svg }").with("static/own.svg", svg);
    assert!(site.build().fine().page("index.html").contains("<link rel=\"icon\" href=\"/static/own.svg\">"));
    site.remove("static/own.svg");
    assert!(warnings(&site)[0].contains("site.yaml:5: theme.icon"), "{:?}", warnings(&site));
}

#[test]
fn the_navigation_has_what_site_yaml_adds_and_calls_a_section_as_it_says() {
    let keys = "navigation:\n- { label: Our policy, url: /policy/ }\n- { label: Bulletins, url: /advisories/ }\n\
                - { label: Code, url: \"https://example.org/code\" }\n- { label: Gone, url: /gone/ }";
    let site = Site::new().settings(keys).with("pages/policy.md", "# Policy\n\nWords.\n");
    let page = site.build().fine().page("policy/index.html");
    let nav = page.split("<nav").nth(1).and_then(|part| part.split("</nav>").next()).expect("the navigation");
    assert!(nav.contains("<a href=\"/policy/\" aria-current=\"true\">Our policy</a>"), "{nav}");
    assert!(nav.contains("<a href=\"/advisories/\">Bulletins</a>") && !nav.contains("Advisories"), "{nav}");
    assert!(nav.contains("<a href=\"https://example.org/code\">Code</a>"), "{nav}");
    // Once is enough: what is in the navigation isn't in the footer as well.
    assert_eq!(page.matches("href=\"/policy/\"").count(), 1);
    assert!(warnings(&site)[0].contains("broken-link") && warnings(&site).len() == 1, "{:?}", warnings(&site));
    let unsafe_ = Site::new().settings("navigation: [{ label: X, url: \"javascript:alert(1)\" }]").build();
    assert!(unsafe_.code == 1 && unsafe_.words.contains("bad-url"), "{}", unsafe_.words);
}

#[test]
fn hooks_and_an_extra_style_change_a_site_without_a_copy_of_any_template() {
    let site = Site::new().settings("theme: own").with("advisories/HARBOUR-2026-a.md", record("", "Text."));
    theme(&site, "extra.css", "main { outline: 1px solid }\n");
    theme(&site, "hooks/head.html", "<meta name=\"x\" content=\"{{ page.title }}\">");
    theme(&site, "hooks/banner.html", "<p class=\"banner\">We moved.</p>");
    theme(&site, "hooks/footer.html", "<p>Imprint of {{ site.title }}</p>");
    theme(&site, "hooks/after_record.html", "<p>Ask about {{ record.id }}.</p>");
    let run = site.build().fine();
    assert_eq!(run.page("assets/extra.css"), "main { outline: 1px solid }\n");
    let (home, record) = (run.page("index.html"), run.page("advisories/HARBOUR-2026-a/index.html"));
    for page in [&home, &record] {
        let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} in {page}"));
        assert!(place("/assets/style.css?v=") < place("/assets/extra.css?v="));
        assert!(place("<meta name=\"x\"") < place("</head>"));
        assert!(place("We moved.") < place("<header"));
        assert!(place("Imprint of Harbour Security") < place("</footer>"));
    }
    assert!(record.contains("<p>Ask about HARBOUR-2026-a.</p>") && !home.contains("Ask about"));
    assert!(warnings(&site).is_empty(), "{:?}", warnings(&site));
}

#[test]
fn a_hook_sees_nothing_withheld_and_what_it_writes_is_searched() {
    let text = record("root_cause: !private The kittiwake.", "Text.\n\n::: private\nThe puffin of Skomer.\n:::\n");
    let site = Site::new().settings("theme: own").with("advisories/HARBOUR-2026-a.md", text);
    theme(
        &site,
        "hooks/after_record.html",
        "{% if record.root_cause %}{{ record.root_cause | safe }}{% endif %}{{ record.details | safe }}",
    );
    let page = site.build().fine().page("advisories/HARBOUR-2026-a/index.html");
    assert!(!page.contains("kittiwake") && !page.contains("puffin"));
    theme(&site, "hooks/footer.html", "<p>The puffin of Skomer.</p>");
    let run = site.build();
    // A theme is public by itself: what it says of its own accord is disclosed.
    assert!(run.code == 3 || run.code == 0, "{}", run.words);
}

#[test]
fn what_the_policy_stops_and_what_nobody_sees_is_reported() {
    let site = Site::new().settings("theme: own");
    theme(&site, "hooks/head.html", "\n<script src=\"https://stats.example.org/x.js\"></script>");
    theme(&site, "hooks/foot.html", "<p>Imprint</p>");
    let found = warnings(&site);
    assert!(
        found.iter().any(|it| it.contains("theme-script") && it.contains("themes/own/hooks/head.html:2")),
        "{found:?}"
    );
    assert!(found.iter().any(|it| it.contains("hook-unused") && it.contains("hooks/foot.html")), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_page_chooses_a_template_of_the_theme() {
    let page = "---\ntemplate: poster\n---\n\n# Poster\n\nWords.\n";
    let site = Site::new().settings("theme: own").with("pages/poster.md", page);
    theme(
        &site,
        "pages/poster.html",
        "{% extends \"base.html\" %}{% block main %}<div id=\"p\">{{ text.body | safe }}</div>{% endblock %}",
    );
    assert!(site.build().fine().page("poster/index.html").contains("<div id=\"p\"><p>Words.</p>"));
    let missing = Site::new().with("pages/poster.md", page).build();
    assert!(missing.code == 1 && missing.words.contains("page /poster/: `template` names none"), "{}", missing.words);
    assert!(!missing.words.contains("poster.html"), "{}", missing.words);
    for (file, name) in [("plan/index.md", "poster"), ("pages/x.md", "../base")] {
        let run = Site::new().with(file, format!("---\ntemplate: {name}\n---\n\n# T\n\nWords.\n")).build();
        assert!(
            run.code == 1 && run.words.contains("wrong-value") && run.words.contains(":2: template"),
            "{}",
            run.words
        );
    }
}

#[test]
fn a_file_of_the_built_in_theme_is_ejected_once_and_told_when_it_is_behind() {
    let site = Site::new();
    let listed = site.run(&["theme", "list"]);
    assert!(listed.words.contains("base.html\n") && listed.words.contains("strings/de.yaml\n"), "{}", listed.words);
    let ejected = site.run(&["theme", "eject", "404.html", "style.css"]);
    assert!(
        ejected.code == 0 && ejected.words.ends_with("Now write `theme: own` into site.yaml.\n"),
        "{}",
        ejected.words
    );
    let again = site.run(&["theme", "eject", "404.html"]);
    assert!(again.code == 2 && again.words.contains("nothing is ever written over"), "{}", again.words);
    let built_in = site.published();
    let site = site.settings("theme: own");
    let own = site.published();
    assert_eq!(own["404.html"].bytes.len(), built_in["404.html"].bytes.len(), "the style's address alone differs");
    assert!(warnings(&site).is_empty(), "{:?}", warnings(&site));
    assert_eq!(site.run(&["theme", "diff"]).words, "");
    let path = site.root().join("themes/own/404.html");
    let copy = fs::read_to_string(&path).expect("the copy");
    let (mark, text) = copy.split_once('\n').expect("a mark");
    let old = mark.split_whitespace().nth(5).expect("a digest");
    fs::write(
        &path,
        format!(
            "{}\n{}",
            mark.replace(old, "0123456789abcdef"),
            text.replace("{% block main %}", "{% block main %}<!-- x -->")
        ),
    )
    .expect("the copy");
    assert!(
        warnings(&site)[0].contains("theme-behind") && warnings(&site)[0].contains("themes/own/404.html:1"),
        "{:?}",
        warnings(&site)
    );
    assert!(site.run(&["theme", "diff", "404.html"]).words.contains("\n+{% block main %}<!-- x -->"));
    assert_eq!(site.run(&["theme", "eject", "no.html"]).code, 2);
}
