//! Every example of the documentation works: each fenced block that names a language is parsed, and built where it is content.
//!
//! A block that can't be run here says so behind its language: `sh not-run`. What the README and the tutorial ask for is run as well
//! (`newcomer.rs`).

use crate::harness::{Site, record};
use std::fs;
use std::path::Path;

/// A fenced block of a page.
struct Block {
    page: String,
    language: String,
    /// What its info string says besides.
    note: String,
    text: String,
}

fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = walkdir::WalkDir::new(root.join("docs")).sort_by_file_name().into_iter().flatten();
    let docs =
        docs.map(|doc| doc.into_path()).filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let all = docs.chain(["README.md", "CONTRIBUTING.md"].map(|it| root.join(it)));
    // Wrong and right of the rules are for `rule_pages.rs`.
    let all = all.filter(|it| !it.starts_with(root.join("docs/pages/rules")));
    all.map(|it| (it.strip_prefix(root).expect("ours").display().to_string(), fs::read_to_string(&it).expect("text")))
        .collect()
}

fn blocks() -> Vec<Block> {
    let mut found = Vec::new();
    for (page, text) in pages() {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let fence = &line[..line.len() - info.trim_start_matches('`').len()];
            let (language, note) =
                info.trim_start_matches('`').split_once(' ').unwrap_or((info.trim_start_matches('`'), ""));
            let inner: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            // A caption is no note.
            let note = note.split("title=\"").next().unwrap_or_default().trim_end();
            let (language, note) = (language.to_owned(), note.to_owned());
            found.push(Block { page: page.clone(), language, note, text: inner.join("\n") + "\n" });
        }
    }
    found
}

/// The words of each command of a line of a shell, without what is redirected and behind `#`.
fn commands(line: &str) -> Vec<Vec<String>> {
    let (mut all, mut words, mut word, mut quote) = (Vec::new(), Vec::new(), None::<String>, None);
    for letter in line.chars().chain(['\n']) {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, ' ' | '\n' | '|' | '&' | ';' | '>') => {
                words.extend(word.take());
                if !matches!(letter, ' ' | '>') && !words.is_empty() {
                    all.push(std::mem::take(&mut words));
                }
                if letter == '>' {
                    // The file that follows is no argument.
                    words.push(">".into());
                }
            }
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    all.extend((!words.is_empty()).then_some(words));
    all.into_iter().map(|words| words.into_iter().take_while(|word| word != ">").collect()).collect()
}

#[test]
fn every_command_of_the_documentation_is_one_that_the_program_takes() {
    let (mut parsed, mut not_run) = (0, Vec::new());
    for block in blocks().into_iter().filter(|block| block.language == "sh") {
        if block.note == "not-run" {
            not_run.push(block.page);
            continue;
        }
        for line in block.text.lines() {
            for words in commands(line) {
                let words: Vec<&str> =
                    words.iter().map(String::as_str).skip_while(|text| ["while", "do"].contains(text)).collect();
                match words.first() {
                    Some(&"fanlight") => {
                        let outcome = fanlight::cli::command().try_get_matches_from(&words);
                        let wrong = outcome.err().filter(clap::Error::use_stderr);
                        assert!(wrong.is_none(), "{}: `{line}`: {}", block.page, wrong.expect("why"));
                        parsed += 1;
                    }
                    Some(&"cd" | &"done" | &"gh" | &"toot") | None => {}
                    other => panic!("{}: a block with {other:?} has to say that it is `not-run`", block.page),
                }
            }
        }
    }
    assert!(parsed > 60, "only {parsed} commands");
    assert!(not_run.len() <= 11, "{not_run:?} aren't run: can't one be?");
}

/// Whether the program finds nothing wrong with a site that has this.
fn objection(file: &str, text: &str) -> Option<String> {
    let site = match file {
        "site.yaml" => Site::bare().with(file, text),
        _ => Site::new().with(file, text),
    };
    let check = site.check();
    // Sources that settings name aren't beside this site.
    let elsewhere = |line: &str| file == "site.yaml" && line.starts_with("error[unreadable]");
    let error = |line: &&str| line.starts_with("error") && !elsewhere(line);
    check.words.lines().find(error).map(str::to_owned)
}

/// What a block of YAML may be: settings, keys of a record of some kind, allowances of the audit, words of a theme.
fn yaml(text: &str) -> Result<(), String> {
    let needed = [
        ("title:", "title: T\n"),
        ("url:", "url: https://security.example.org/\n"),
        ("report:", "report: { contact: [mailto:a@example.org] }\n"),
    ];
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let missing: String = needed.iter().filter(|(key, _)| !has(key)).map(|it| it.1).collect();
    let mut tried = vec![
        ("site.yaml".to_owned(), format!("{missing}{text}")),
        ("audit.yaml".to_owned(), text.to_owned()),
        ("../themes/t/strings/en.yaml".to_owned(), text.to_owned()),
    ];
    for section in ["advisories", "incidents", "notices", "lessons"] {
        tried.push((format!("{section}/a.md"), record(text, "Text.")));
    }
    let mut wrong = Vec::new();
    for (file, text) in tried {
        if file.starts_with("..") {
            let site = Site::new().settings("theme: t").with(&file, text);
            match site.build().code {
                0 => return Ok(()),
                _ => continue,
            }
        }
        match objection(&file, &text) {
            None => return Ok(()),
            Some(words) => wrong.push(format!("{file}: {words}")),
        }
    }
    Err(wrong.join("\n"))
}

fn markdown(text: &str) -> Result<(), String> {
    let all = match text.starts_with("---\n") {
        true => vec![("reports/2026.md", text.to_owned())],
        false => vec![("advisories/a.md", record("", text))],
    };
    let keyed = ["advisories/a.md", "incidents/a.md", "pages/a.md"].map(|file| (file, text.to_owned()));
    let keyed = keyed.into_iter().filter(|_| text.starts_with("---\n"));
    let mut wrong = Vec::new();
    for (file, text) in keyed.chain(all) {
        // A record of which only a part is shown has no title.
        let titled = text.replacen(
            "---\n",
            "---\ntitle: T\n",
            usize::from(text.starts_with("---\n") && !text.contains("\ntitle:")),
        );
        match objection(file, &titled) {
            None => return Ok(()),
            Some(words) => wrong.push(words),
        }
    }
    Err(wrong.join("\n"))
}

#[test]
fn every_example_of_content_is_one_that_the_program_takes() {
    let (mut taken, mut not_run) = (0, 0);
    for block in blocks() {
        let outcome = match block.language.as_str() {
            _ if block.note == "not-run" => {
                not_run += usize::from(block.language != "sh");
                continue;
            }
            "" | "sh" => continue,
            "yaml" => yaml(&block.text),
            "markdown" => markdown(&block.text),
            "json" => {
                serde_json::from_str::<serde_json::Value>(&block.text).map(drop).map_err(|error| error.to_string())
            }
            other => Err(format!("nothing here knows how to run {other}")),
        };
        assert!(outcome.is_ok(), "{}: an example doesn't work:\n{}\n{}", block.page, block.text, outcome.unwrap_err());
        taken += 1;
    }
    assert!(taken > 12, "only {taken} examples");
    assert!(not_run <= 2, "{not_run} aren't run");
}

#[test]
fn a_wrong_example_would_be_noticed() {
    assert!(yaml("titel: A hole\n").is_err() && yaml("tags: [a]\n").is_ok());
    assert!(markdown("::: private\nno end\n").is_err() && markdown("::: private\nx\n:::\n").is_ok());
    let words = commands("a \"b c\" | fanlight next --wait 5h > x && fanlight build  # it");
    assert_eq!(words, [vec!["a", "b c"], vec!["fanlight", "next", "--wait", "5h"], vec!["fanlight", "build"]]);
}
