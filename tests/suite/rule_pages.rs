//! The examples of the rules' pages: what stands under "Wrong" has the page's finding, what stands under "Right" hasn't.
//!
//! An example that takes more than one file of content says `not-run` behind its language.

use crate::harness::{SITE, Site, record};
use fanlight::diagnostic::Code;
use std::sync::Mutex;

/// The clock of the examples.
const AT: &str = "2026-03-01T12:00:00Z";

/// What a reader needs of the record that the examples refer to.
const COMPLETE: &str = "affected: [{ package: pkg:npm/harbour, ranges: [{ type: SEMVER, introduced: 1.0.0, fixed: 1.1.0 }] }]\nimpact: Some.\nroot_cause: One.\nresolution: Fixed.";

/// The first block of a section: its language, what its info string says besides, its text.
fn block<'p>(page: &'p str, section: &str) -> Option<(&'p str, &'p str, &'p str)> {
    let section = page.split(&format!("\n## {section}\n")).nth(1)?.split("\n## ").next()?;
    let start = section.find("```")?;
    let ticks = section[start..].len() - section[start..].trim_start_matches('`').len();
    let (info, rest) = section[start + ticks..].split_once('\n')?;
    let text = rest.split(&format!("\n{}\n", "`".repeat(ticks))).next()?;
    let (language, note) = info.split_once(' ').unwrap_or((info, ""));
    Some((language, note, text))
}

/// What an example may be: a file of a site, and how it is written there.
fn places(language: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = format!("{text}\n");
    let untitled = |text: &str| if text.contains("title:") { text.to_owned() } else { format!("title: T\n{text}") };
    let front = |text: &str| format!("---\n{text}---\n\nText.\n");
    let keyed = |text: &str| {
        let missing = [("publish:", "publish: true\n"), ("published:", "published: 2024-01-02\n")];
        let missing: String = missing.iter().filter(|(key, _)| !text.contains(key)).map(|missing| missing.1).collect();
        front(&format!("{missing}{}", untitled(text)))
    };
    let settings = |text: &str| {
        let all = [
            ("title:", "title: T\n"),
            ("url:", "url: https://security.example.org/\n"),
            ("report:", "report: { contact: [mailto:a@b.example.com] }\n"),
        ];
        let missing: String =
            all.iter().filter(|(key, _)| !text.lines().any(|line| line.starts_with(key))).map(|it| it.1).collect();
        format!("{missing}{text}")
    };
    match language {
        "markdown" if text.starts_with("---\n") => {
            ["advisories/a.md", "incidents/a.md", "plan/a.md"].map(|file| (file, text.clone())).into()
        }
        "markdown" => vec![("plan/a.md", format!("# T\n\n{text}")), ("advisories/a.md", record("", &text))],
        "json" => vec![("advisories/a.json", text)],
        _ => {
            let records = ["advisories/a.md", "incidents/a.md", "notices/a.md"].map(|file| (file, keyed(&text)));
            // What is said of a package.
            let inner: String = text.lines().map(|line| format!("    {line}\n")).collect();
            let affected = keyed(&format!("affected:\n  - package: pkg:npm/harbour\n{inner}"));
            let more = [
                ("advisories/a.md", affected),
                ("advisories/a.md", front(&text)),
                ("pages/a.md", front(&text)),
                ("site.yaml", settings(&text)),
                ("site.yaml", text.clone()),
            ];
            records.into_iter().chain(more).collect()
        }
    }
}

/// Whether `check` reports this of a site with that file.
fn reports(code: Code, file: &str, text: &str) -> bool {
    let site = Site::bare()
        .with("site.yaml", format!("{}osv: {{ prefixes: [HARBOUR] }}\n", SITE.replace("2024-12-31", "2026-12-31")));
    let site = site.with("plan/roles.md", "# Roles\n\n## Who covers\n\nText.\n");
    let site = site.with("advisories/HARBOUR-2026-k3x9.md", record(COMPLETE, "Text.")).with(file, text);
    let output =
        site.command(&["check", "--at", AT, "--preview", "--format", "json"]).output().expect("the program runs");
    String::from_utf8_lossy(&output.stdout).contains(&format!("\"code\":\"{}\"", code.as_str()))
        || String::from_utf8_lossy(&output.stdout).contains(&format!("\"code\": \"{}\"", code.as_str()))
}

/// What is wrong with the page of a rule; `None`: it can't be run.
fn fault(code: Code) -> Option<Result<(), String>> {
    let page = code.page();
    let (Some((language, note, wrong)), Some((_, _, right))) = (block(page, "Wrong"), block(page, "Right")) else {
        return None;
    };
    if note == "not-run" {
        return None;
    }
    let pairs = places(language, wrong).into_iter().zip(places(language, right));
    let mut found = pairs.filter(|((file, text), _)| reports(code, file, text));
    Some(match found.next() {
        None => Err(format!("{}: what is wrong isn't reported", code.as_str())),
        Some((_, (file, text))) if reports(code, file, &text) => {
            Err(format!("{}: what is right is reported", code.as_str()))
        }
        Some(_) => Ok(()),
    })
}

#[test]
fn what_a_rule_calls_wrong_is_reported_and_what_it_calls_right_is_not() {
    let (faults, run, waiting) = (Mutex::new(Vec::new()), Mutex::new(0), Mutex::new(Code::ALL.iter()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(code) = { waiting.lock().expect("a lock").next() } {
                    let outcome = fault(*code);
                    *run.lock().expect("a lock") += usize::from(outcome.is_some());
                    faults.lock().expect("a lock").extend(outcome.and_then(Result::err));
                }
            });
        }
    });
    let (faults, run) = (faults.into_inner().expect("a lock"), run.into_inner().expect("a lock"));
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(run >= 50, "only {run} of {} rules' examples are run", Code::ALL.len());
}
