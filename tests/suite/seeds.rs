//! Documents as people have them, without front matter, dropped into `plan/` unchanged.

use super::harness::Site;
use std::path::{Path, PathBuf};

/// They lie beside the repository, on our machines; elsewhere there are none.
fn seeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut seeds: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension() == Some("md".as_ref())).collect();
    seeds.sort();
    if seeds.is_empty() {
        eprintln!("SKIPPED: ../shared/seeds is not here");
    }
    seeds
}

fn built(seed: &Path) -> (String, String) {
    let source = std::fs::read_to_string(seed).expect("a seed");
    let name = seed.file_name().expect("a name").to_string_lossy().into_owned();
    let site = Site::new()
        .settings("disclosure: { withhold_blocks_with: [\"@Discussion\"] }")
        .with(&format!("plan/{name}"), &source);
    let run = site.build().fine();
    let page = run.page(&format!("plan/{}/index.html", name.trim_end_matches(".md").to_lowercase()));
    (source, page)
}

/// The lines of a document outside code fences that are not withheld.
fn lines(source: &str) -> Vec<&str> {
    let mut code = false;
    let open = |line: &&str| {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        !code && !fence
    };
    source.lines().filter(open).filter(|line| !line.contains("@Discussion")).collect()
}

#[test]
fn headings_are_headings() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        let written = lines(&source).iter().filter(|line| line.starts_with('#') && line.contains("# ")).count();
        let shown = (1..=6).map(|level| page.matches(&format!("<h{level}")).count()).sum::<usize>();
        assert!(shown >= written, "{}: {shown} of {written}", seed.display());
        assert!(!page.contains("<p>#"), "{}", seed.display());
    }
}

#[test]
fn tables_are_tables() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        let ruler = |line: &&&str| {
            line.contains("---") && line.trim().chars().all(|c| "|-: ".contains(c)) && line.contains('|')
        };
        let written = lines(&source).iter().filter(ruler).count();
        assert_eq!(page.matches("<table").count(), written, "{}", seed.display());
        assert!(!page.contains("<p>|"), "{}", seed.display());
    }
}

#[test]
fn lists_are_lists_also_those_with_bullets_of_another_kind() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        let item = |line: &&&str| ["* ", "- ", "• ", "•\t"].iter().any(|mark| line.trim_start().starts_with(mark));
        let written = lines(&source).iter().filter(item).count();
        assert!(page.matches("<li").count() >= written, "{}", seed.display());
        assert!(!page.contains('•'), "{}", seed.display());
    }
}

#[test]
fn links_lead_where_they_led() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        for line in lines(&source) {
            let line = without_pictures(line);
            for target in line.split("](http").skip(1).filter_map(|rest| rest.split([')', ' ']).next()) {
                let target = format!("http{target}").replace('&', "&amp;");
                assert!(page.contains(&format!("href=\"{target}\"")), "{}: {target}", seed.display());
            }
        }
    }
}

/// Pictures from elsewhere are not loaded.
fn without_pictures(line: &str) -> String {
    let mut text = line.to_owned();
    while let Some(start) = text.find("![") {
        let end = text[start..].find(')').map_or(text.len(), |end| start + end + 1);
        text.replace_range(start..end, "");
    }
    text
}

#[test]
fn of_a_discussion_there_is_no_trace() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        assert!(!page.contains("@Discussion") && !page.contains("Discussion:"), "{}", seed.display());
        for line in source.lines().filter(|line| line.contains("@Discussion")) {
            let words: Vec<&str> = line.split("@Discussion").last().unwrap_or_default().split_whitespace().collect();
            let tail = words[words.len().saturating_sub(5)..].join(" ");
            assert!(tail.len() < 12 || !page.contains(&tail), "{}: {tail}", seed.display());
        }
    }
}

#[test]
fn the_title_is_the_first_heading_or_the_name_of_the_file() {
    for seed in seeds() {
        let (source, page) = built(&seed);
        let heading = source.lines().find(|line| !line.trim().is_empty()).and_then(|line| line.strip_prefix("# "));
        let name = seed.file_stem().expect("a name").to_string_lossy().replace('-', " ");
        let title = heading.map_or(name, str::to_owned);
        let title = title.trim().trim_matches('*').to_lowercase();
        let shown = page.split("<h1").nth(1).and_then(|part| part.split("</h1>").next()).unwrap_or_default();
        let shown = shown.split_once('>').map_or("", |pair| pair.1).to_lowercase().replace("&amp;", "&");
        assert!(shown.contains(&title), "{}: {title:?} is not {shown:?}", seed.display());
    }
}
