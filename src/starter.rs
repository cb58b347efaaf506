//! What a new site begins with: the files of `starter/`, with days counted from the one on which it is made.
//!
//! Texts only; `fanlight init` and `fanlight new` write them.

use crate::public::Kind;
use chrono::{Datelike, Days, NaiveDate};

/// A file of the new site.
pub struct File {
    /// Below the new folder, with slashes.
    pub path: String,
    pub text: String,
}

macro_rules! starter {
    ($($path:literal from $file:literal,)*) => {
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../starter/site/", $file))),)*];
    };
}

starter! {
    "README.md" from "README.md",
    ".gitignore" from "gitignore",
    "content/site.yaml" from "content/site.yaml",
    "content/index.md" from "content/index.md",
    "content/plan/index.md" from "content/plan/index.md",
    "content/plan/1-roles.md" from "content/plan/1-roles.md",
    "content/plan/2-response.md" from "content/plan/2-response.md",
    "content/plan/3-communication.md" from "content/plan/3-communication.md",
    "content/pages/policy.md" from "content/pages/policy.md",
    "content/advisories/EXAMPLE-{{year}}-w8kd.md" from "content/advisories/published.md",
    "content/advisories/EXAMPLE-{{year}}-t3qz.md" from "content/advisories/embargoed.md",
    "content/incidents/EXAMPLE-{{year}}-p6hn.md" from "content/incidents/incident.md",
    "content/notices/EXAMPLE-{{year}}-c9vr.md" from "content/notices/notice.md",
    "content/lessons/EXAMPLE-{{year}}-g4mx.md" from "content/lessons/lesson.md",
}

/// The files of a new site, made on that day.
pub fn site(today: NaiveDate) -> Vec<File> {
    let file = |(path, text): &(&str, &str)| File { path: fill(path, today, ""), text: fill(text, today, "") };
    FILES.iter().map(file).collect()
}

/// A new record's text. `title`: just as it is written in YAML.
pub fn record(kind: Kind, title: &str, today: NaiveDate) -> String {
    let text = match kind {
        Kind::Advisory => include_str!("../starter/new/advisory.md"),
        Kind::Incident => include_str!("../starter/new/incident.md"),
        Kind::Notice => include_str!("../starter/new/notice.md"),
        Kind::Lesson => include_str!("../starter/new/lesson.md"),
    };
    fill(text, today, title)
}

/// `{{+30}}` becomes the day in thirty days, `{{year}}` the year, `{{title}}` the title.
fn fill(text: &str, today: NaiveDate, title: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (word, after))) =
        rest.split_once("{{").and_then(|pair| Some((pair.0, pair.1.split_once("}}")?)))
    {
        filled.push_str(before);
        filled.push_str(&match word {
            "title" => title.to_owned(),
            "year" => today.year().to_string(),
            days => day(today, days).to_string(),
        });
        rest = after;
    }
    filled + rest
}

fn day(today: NaiveDate, days: &str) -> NaiveDate {
    let far = |digits: &str| Days::new(digits.parse().unwrap_or_default());
    let moved = match days.strip_prefix('-') {
        Some(digits) => today.checked_sub_days(far(digits)),
        None => today.checked_add_days(far(days.trim_start_matches('+'))),
    };
    moved.unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::{FILES, fill, site};
    use std::collections::BTreeSet;

    fn today() -> chrono::NaiveDate {
        "2026-11-22".parse().expect("a day")
    }

    #[test]
    fn days_are_counted_from_the_first() {
        assert_eq!(
            fill("a {{+10}} b {{-22}} {{0}} {{year}} {{title}}", today(), "T"),
            "a 2026-12-02 b 2026-10-31 2026-11-22 2026 T"
        );
    }

    #[test]
    fn every_file_of_the_starter_is_written() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("starter/site");
        let files =
            walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
        let there: BTreeSet<String> = files.map(|file| std::fs::read_to_string(file.path()).expect("text")).collect();
        let written: BTreeSet<String> = FILES.iter().map(|it| it.1.to_owned()).collect();
        assert!(there == written, "a file of starter/site is not in src/starter.rs");
    }

    #[test]
    fn nothing_is_left_to_be_filled_in() {
        assert!(site(today()).iter().all(|site| !site.text.contains("{{") && !site.path.contains("{{")));
    }
}
