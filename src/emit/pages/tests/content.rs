//! What pages say, and what they never say.

use super::*;

#[test]
fn an_advisory_shows_each_of_its_keys() {
    let html = page("advisories/HARBOUR-2026-w2bn/index.html");
    for part in [
        "HARBOUR-2026-w2bn",
        "Harbour CLI: malicious code in version 4.4.3",
        "11 June 2026, 13:30 UTC",
        "25 June 2026, 15:00 UTC",
        "More details published.",
        "Spelling. <span class=\"quiet\">(minor)",
        "It steals tokens",
        "https://www.cve.org/CVERecord?id=CVE-2026-99901",
        "GHSA-aaaa-bbbb-cccc",
        "signature check passes",
        "CVE-2026-99911",
        "Harbour CLI</a>",
        "supply chain",
        "https://example.org/cli/releases/4.4.4/",
        "Detection",
        "Noor El-Amin</a>",
        "Marit Solberg, Harbour Foundation",
        "Wenna Tregarrick",
        "about <time datetime=\"2026-05\">May 2026</time>",
        "11 June 2026, 08:42 UTC</time> to <time datetime=\"2026-06-11T12:08:00Z\">12:08 UTC</time>",
        "Exploited",
        "were sent to the attacker",
        "failed to revoke",
        "kept the code from running",
        "Replace every token and key.",
        "The registry removed 4.4.3.",
        "Attacks have been observed.",
        "<code>metrics-harbour.example.com</code>",
        "treat every secret",
        "downloads.png</a>",
        "Root cause: withheld until <time datetime=\"2027-02-01T09:00:00Z\">1 February 2027, 09:00 UTC</time>",
        "Critical</span> <span class=\"score\">9.8",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "https://cwe.mitre.org/data/definitions/506.html",
        "pkg:npm/harbour-cli",
        "Linux, macOS, Windows",
        "harbour.install",
        "A malicious release of Harbour CLI",
        "CC-BY-4.0",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("href=\"https://metrics-harbour"), "an indicator is never a link");
}

#[test]
fn what_a_reader_asks_first_comes_first() {
    let html = page("advisories/HARBOUR-2026-w2bn/index.html");
    let at = |id: &str| html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id}"));
    let order = [
        "what-to-do",
        "affected",
        "severity",
        "details",
        "impact",
        "root-cause",
        "timeline",
        "credits",
        "references",
        "indicators",
        "attachments",
        "revisions",
        "pending",
        "about",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    let withdrawn = page("advisories/HARBOUR-2025-v9ja/index.html");
    assert!(withdrawn.contains("Withdrawn on") && withdrawn.contains("Its premise was wrong."));
}

#[test]
fn the_head_of_an_advisory_has_its_ids_how_bad_it_is_and_whether_it_is_exploited() {
    let html = page("advisories/HARBOUR-2026-w2bn/index.html");
    let (head, rest) =
        html.split_once("</header>\n").and_then(|(_, rest)| rest.split_once("</header>")).expect("a head");
    for part in [
        "CVE-2026-99901",
        "GHSA-aaaa-bbbb-cccc",
        "aria-label=\"Copy: CVE-2026-99901\"",
        "bar-0",
        "solid",
        "Exploited in the wild",
    ] {
        assert!(head.contains(part), "{part}");
    }
    let advice = rest.find("id=\"what-to-do\"").zip(rest.find("id=\"affected\""));
    assert!(advice.is_some_and(|(advice, affected)| advice < affected));
}

#[test]
fn every_section_has_an_anchor_and_the_contents_name_it() {
    for path in [
        "advisories/HARBOUR-2026-w2bn/index.html",
        "advisories/HARBOUR-2026-r4tq/index.html",
        "incidents/HARBOUR-2026-s8kd/index.html",
    ] {
        let html = page(path);
        let (_, contents) = html.split_once("<nav class=\"outline\"").expect("contents");
        let contents = contents.split_once("</nav>").expect("an end").0;
        let named: Vec<&str> =
            contents.split("href=\"#").skip(1).map(|part| part.split('"').next().unwrap_or_default()).collect();
        let article = html.split_once("<aside class=\"about\"").expect("an aside").0;
        let sections: Vec<&str> = article
            .split("<section aria-labelledby=\"")
            .skip(1)
            .map(|part| part.split('"').next().unwrap_or_default())
            .collect();
        let sections: Vec<&str> = sections.into_iter().filter(|id| *id != "withdrawn").collect();
        assert!(named.iter().all(|id| article.contains(&format!("id=\"{id}\""))), "{path}: {named:?}");
        for id in article.split("<h2 id=\"").skip(1).map(|part| part.split('"').next().unwrap_or_default()) {
            assert!(article.contains(&format!("class=\"anchor\" href=\"#{id}\"")), "{path}: {id}");
            assert!(named.contains(&id), "{path}: the contents lack {id}");
        }
        assert!(sections.iter().all(|id| named.contains(id)), "{path}: {sections:?} {named:?}");
    }
}

#[test]
fn what_was_withdrawn_and_what_nobody_maintains_raise_no_alarm() {
    let withdrawn = page("advisories/HARBOUR-2025-v9ja/index.html");
    assert!(
        withdrawn.contains("<details class=\"original\">")
            && withdrawn.contains("<span class=\"pill\">Withdrawn</span>")
    );
    assert!(
        !withdrawn.contains(" solid\"")
            && !withdrawn.contains("bar-")
            && !withdrawn.contains("<form class=\"your-version\"")
    );
    let unmaintained = page("advisories/HARBOUR-2024-c2fs/index.html");
    assert!(
        unmaintained.contains("<span class=\"pill\">Unmaintained</span>") && !unmaintained.contains("your-version")
    );
}

#[test]
fn an_incident_that_goes_on_is_on_every_page_and_newest_first_on_its_own() {
    let mut site = fixture::site(URL);
    site.incidents[0].status = Some(crate::public::Status::Identified);
    let own = format!("incidents/{}/index.html", site.incidents[0].head.id);
    let title = format!("/{}\"", own.trim_end_matches("index.html"));
    let open = files(&site);
    for (path, html) in open.iter().filter(|(path, _)| path.ends_with(".html")) {
        let banner = html.split_once("<aside class=\"banner going\"").and_then(|(_, rest)| rest.split_once("</aside>"));
        assert!(banner.is_some_and(|(banner, _)| banner.contains(&title)), "{path}");
    }
    let at = |html: &str, text: &str| html.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at(&open[&own], ">Updates</h2>") < at(&open[&own], "id=\"impact\""));
    site.incidents[0].status = Some(crate::public::Status::Closed);
    let over = files(&site);
    assert!(over.values().all(|html| !html.contains("banner going")));
    assert!(at(&over[&own], ">Timeline</h2>") > at(&over[&own], "id=\"impact\""));
}

#[test]
fn an_entry_of_a_list_names_its_cve_and_its_packages_and_says_the_title_once() {
    let mut site = fixture::site(URL);
    site.advisories[0].head.summary = Some(t(&format!("{}.", site.advisories[0].head.title)));
    let title = site.advisories[0].head.title.to_string();
    site.advisories[1].severity = None;
    site.advisories[1].informational = None;
    let list = files(&site).remove("advisories/index.html").expect("the list");
    assert!(list.contains("<span class=\"id\">CVE-2026-99901</span>"));
    assert!(list.contains("<span class=\"pill\">Unrated</span>"));
    assert!(list.contains("<a class=\"package\" href=\"/security/packages/npm/harbour-cli/\">harbour-cli</a>"));
    assert_eq!(list.matches(&title).count(), 1);
}

#[test]
fn pages_say_what_they_are_in_json_ld() {
    let data = |path: &str| -> serde_json::Value {
        let page = page(path);
        let (_, data) = page.split_once(r#"<script type="application/ld+json">"#).unwrap();
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
    };
    let advisory = data("advisories/HARBOUR-2026-r4tq/index.html");
    assert_eq!(advisory["@type"], "NewsArticle");
    assert_eq!(advisory["identifier"], "HARBOUR-2026-r4tq");
    assert!(advisory["headline"].is_string());
    assert_eq!((advisory.get("name"), advisory.get("description")), (None, None), "the page says them already");
    assert!(advisory["datePublished"].as_str().unwrap().ends_with('Z'));
    assert!(advisory["image"].as_str().unwrap().contains("/advisories/HARBOUR-2026-r4tq/card.png?v="));
    assert_eq!(advisory["author"]["name"], "Harbour Foundation");
    assert_eq!(data("index.html")["@type"], "WebSite");
    let plan = data("plan/index.html");
    assert_eq!((&plan["@type"], plan.get("datePublished")), (&"WebPage".into(), None));
    assert!(page("index.html").contains(r#"<meta name="fediverse:creator" content="@harbour@social.example.org">"#));
    assert!(!page("404.html").contains("ld+json"));
}

#[test]
fn the_head_of_a_record_names_the_feeds_of_its_section_and_of_its_one_package() {
    let feeds = |path: &str| -> Vec<String> {
        let page = page(path);
        let links = page.lines().filter(|line| line.starts_with("<link rel=\"alternate\""));
        links.filter_map(|line| Some(line.rsplit_once("href=\"")?.1.split('"').next()?.to_owned())).collect()
    };
    let one = feeds("advisories/HARBOUR-2026-w2bn/index.html");
    assert!(one.iter().any(|feed| feed.ends_with("/advisories/feed.xml")), "{one:?}");
    assert!(!one.iter().any(|feed| feed.contains("/critical/")), "{one:?}");
    assert_eq!(one.iter().filter(|feed| feed.contains("/packages/")).count(), 1, "{one:?}");
    let several = feeds("advisories/HARBOUR-2026-r4tq/index.html");
    assert!(!several.iter().any(|feed| feed.contains("/packages/")), "{several:?}");
}

#[test]
fn ranges_statuses_and_severities_of_packages_are_shown() {
    let mut site = fixture::site(URL);
    let place =
        site.advisories.iter().position(|advisory| &*advisory.head.id == "HARBOUR-2026-r4tq").expect("this one");
    site.advisories[place].affected[0].severity =
        Some(crate::public::Severity { level: t("low"), score: None, vectors: Vec::new() });
    let html = files(&site).remove("advisories/HARBOUR-2026-r4tq/index.html").expect("its page");
    for part in [
        "2.4.0 and later, before 2.9.5",
        "3.0.0 and later, before 3.6.2",
        "Update <strong>harbour-core</strong>:",
        "to <strong>2.9.5</strong>.",
        "to <strong>3.6.2</strong>.",
        "Not affected",
        "Built-in mitigations prevent exploitation.",
        "Low</span>",
        "<code class=\"bare\">before 6512bd43d9caa6e02c990b0a82652dca</code>",
        "CWE-347",
        "CWE-20",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(page("advisories/HARBOUR-2024-c2fs/index.html").contains("Unmaintained"));
}

#[test]
fn an_incident_shows_each_of_its_keys() {
    let html = page("incidents/HARBOUR-2026-s8kd/index.html");
    for part in [
        "Resolved.",
        "Confirmed.",
        "Supply chain",
        "was tampered with.",
        "Critical",
        "harbour-cli",
        "Download server",
        "Noor El-Amin",
        "Marit Solberg",
        "Tobias Renn <span class=\"quiet\">(analyst)",
        "Revoke by reach, <em>not</em> by belief.",
        "Move all releases",
        "Overdue",
        "Infrastructure team",
        "done <time datetime=\"2026-07-20\">20 July 2026</time>",
        "due <time datetime=\"2027-03\">March 2027</time>",
        "Harbour CLI: malicious code",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn lessons_show_what_is_done_and_what_is_not() {
    let html = page("lessons/index.html");
    for part in ["Review all tokens", "Move all releases", "Rotate by reach", "Tokens need an end.", "Overdue", "Done"]
    {
        assert!(html.contains(part), "{part}");
    }
    let late = html.find("Review all tokens").zip(html.find("Rehearse a freeze"));
    assert!(late.is_some_and(|(late, later)| late < later));
}

#[test]
fn the_plan_tells_its_version_owner_and_review() {
    let html = page("plan/workflow/index.html");
    for part in [
        "Version 2.3",
        "Owner: Security coordinator",
        "Reviewed",
        "Review overdue since",
        "rel=\"prev\"",
        "aria-current",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(page("plan/roles/index.html").contains("Next review by"));
}

#[test]
fn the_report_page_tells_whom_how_and_what_to_expect() {
    let html = page("report/index.html");
    for part in [
        "mailto:security@example.org",
        "https://report.example.org/",
        "https://example.org/security.asc",
        "/security/policy/",
        "/security/thanks/",
        "English, Portuguese",
        "30 June 2027",
        "within 2 business days",
        "within 90 days",
        "https://code.example.org/harbour/cli",
        "31 December 2027",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

/// Without the scripts that are the theme's own files, and without data, which no browser runs.
fn without_own_scripts(html: &str) -> String {
    let mut rest = String::new();
    for (at, part) in html.split("<script ").enumerate() {
        let own = part.starts_with("type=\"module\" src=\"/security/assets/")
            || part.starts_with("type=\"application/json\">")
            || part.starts_with("type=\"application/ld+json\">");
        match part.split_once("</script>") {
            Some((script, after)) if at > 0 && own && !script.contains('<') => rest.push_str(after),
            _ if at > 0 => rest.push_str(&format!("<script {part}")),
            _ => rest.push_str(part),
        }
    }
    rest
}

#[test]
fn no_page_has_script_style_or_anything_from_elsewhere() {
    for (path, html) in files(&fixture::site(URL)).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = without_own_scripts(html);
        for never in ["<script", " style=", "<style", " onload=", " onclick=", "javascript:", "src=\"http", "src=\"//"]
        {
            assert!(!html.contains(never), "{never} in {path}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(!html.contains("description\" content=\"\""), "{path}");
    }
}

#[test]
fn text_of_records_is_escaped() {
    let mut hostile = advisory("A-1", &[]);
    hostile.head.title = t("<script>alert(1)</script>");
    hostile.head.summary = t("\"><img src=x onerror=alert(1)>").into();
    hostile.head.tags = vec![t("<b>")];
    hostile.head.details = md("<script>alert(1)</script>\n\n[x](javascript:alert(1))");
    hostile.affected = fixture::site(URL).advisories.swap_remove(0).affected;
    hostile.affected[0].package.name = t("</script><script>alert(1)</script>");
    for (path, html) in files(&site_of(vec![hostile])).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = without_own_scripts(html);
        assert!(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("<b>"), "{path}");
        assert!(!html.contains("href=\"javascript"), "{path}");
    }
}

#[test]
fn an_audience_and_a_preview_are_marked_on_every_page_and_neither_is_for_search_engines() {
    for (audience, preview, mark) in [(Tlp::Amber, false, "TLP:AMBER"), (Tlp::Clear, true, "Preview.")] {
        let mut site = fixture::site(URL);
        (site.settings.audience, site.settings.preview) = (audience, preview);
        for (path, html) in files(&site).iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(html.contains(mark) && html.contains("noindex, nofollow"), "{path}");
        }
    }
}

#[test]
fn the_same_site_makes_the_same_pages() {
    assert_eq!(files(&fixture::site(URL)), files(&fixture::site(URL)));
}

#[test]
fn an_empty_site_has_its_pages_all_the_same() {
    let mut site = site_of(Vec::new());
    (site.incidents, site.notices, site.lessons) = (Vec::new(), Vec::new(), Vec::new());
    (site.plan, site.pages, site.home) = (Vec::new(), Vec::new(), None);
    site.settings.targets = None;
    site.settings.organization = None;
    site.settings.outputs.feeds.clear();
    fixture::index(&mut site);
    let files = files(&site);
    assert!(files["advisories/index.html"].contains("None so far."));
    assert!(!files["index.html"].contains("/incidents/") && !files["index.html"].contains("/feeds/"));
}
