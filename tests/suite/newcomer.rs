//! The README's "Your own site in five minutes" and the tutorial, followed to the letter: each command that they name is run in
//! an empty folder, each file that they show is written where they say; what the README's print is compared with `newcomer.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test suite newcomer` writes the transcript anew; read the difference.
#![cfg(unix)]

use crate::harness::{holds, page, tree};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TRANSCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/newcomer.txt");

/// What the README asks a newcomer to do.
enum Step {
    Run(String),
    Write { path: String, text: String },
}

fn section() -> String {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let section = readme.split("\n## Your own site in five minutes\n").nth(1).expect("the section");
    section.split("\n## ").next().expect("its text").to_owned()
}

/// Blocks of `sh` are commands, one a line; a block of Markdown is the file that was named last before it.
fn steps(section: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut parts = section.split("\n```");
    let mut prose = parts.next().expect("prose").to_owned();
    while let (Some(block), Some(after)) = (parts.next(), parts.next()) {
        let (language, text) = block.split_once('\n').expect("a block of lines");
        match language.split(' ').next().unwrap_or_default() {
            "sh" => steps.extend(text.lines().map(|line| Step::Run(line.to_owned()))),
            "markdown" => {
                let named = prose.split('`').skip(1).step_by(2).filter(|part| part.starts_with("content/"));
                let path = named.last().expect("prose that names the file").to_owned();
                steps.push(Step::Write { path, text: format!("{text}\n") });
            }
            other => panic!("a block of {other}: the test can't follow it"),
        }
        prose = after.to_owned();
    }
    steps
}

/// What a shell in that folder prints, with nothing of CI about it; and no terminal.
fn run(command: &str, folder: &Path) -> String {
    let ours = Path::new(env!("CARGO_BIN_EXE_fanlight")).parent().expect("a folder");
    let path = std::env::join_paths([ours, Path::new("/usr/bin"), Path::new("/bin")]).expect("a path");
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{command} 2>&1")]).current_dir(folder).stdin(Stdio::null());
    let output = shell.env("PATH", path).env_remove("CI").output().expect("a shell");
    let words = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "`{command}` fails:\n{words}");
    words
}

/// Without what differs from day to day, and how many files a site has.
fn normalised(words: &str) -> String {
    let mut lines = String::new();
    for line in words.lines() {
        let mut letters: Vec<char> = line.chars().collect();
        let shapes = ["dddd-dd-ddTdd:dd:ddZ", "dddd-dd-dd", "-dddd-"];
        for shape in shapes.map(|shape| shape.chars().collect::<Vec<_>>()) {
            for at in 0..letters.len().saturating_sub(shape.len() - 1) {
                let fits = |(letter, shape): (&char, &char)| {
                    if *shape == 'd' { letter.is_ascii_digit() } else { letter == shape }
                };
                if letters[at..at + shape.len()].iter().zip(&shape).all(fits) {
                    let digits = letters[at..at + shape.len()].iter_mut().filter(|letter| letter.is_ascii_digit());
                    digits.for_each(|digit| *digit = '0');
                }
            }
        }
        let words: Vec<String> = letters.into_iter().collect::<String>().split(' ').map(str::to_owned).collect();
        let counted = ["files", "files,", "written,", "unchanged,", "builds."];
        let word = |at: usize| match words.get(at + 1) {
            Some(next) if counted.contains(&next.as_str()) && words[at].parse::<u32>().is_ok() => "N".to_owned(),
            _ => words[at].clone(),
        };
        lines += (0..words.len()).map(word).collect::<Vec<_>>().join(" ").trim_end();
        lines.push('\n');
    }
    lines
}

/// A folder in which somebody did all that a text asks for, and what was printed.
struct Followed {
    _empty: tempfile::TempDir,
    folder: PathBuf,
    transcript: String,
}

fn follow(text: &str) -> Followed {
    let empty = tempfile::tempdir().expect("an empty folder");
    let mut folder: PathBuf = empty.path().to_owned();
    let mut transcript = String::new();
    for step in steps(text) {
        match step {
            Step::Run(command) => {
                transcript += &format!("$ {command}\n");
                match command.strip_prefix("cd ") {
                    Some(inner) => folder.push(inner),
                    None => transcript += &normalised(&run(&command, &folder)),
                }
                transcript.push('\n');
            }
            Step::Write { path, text } => {
                assert!(folder.join(&path).exists(), "{path} is filled in, and no command wrote it");
                fs::write(folder.join(path), text).expect("the file");
            }
        }
    }
    Followed { _empty: empty, folder, transcript }
}

#[test]
fn who_follows_the_tutorial_has_an_advisory_under_embargo_that_nothing_gives_away() {
    let tutorial = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pages/tutorial.md");
    let Followed { folder, transcript, .. } = &follow(&fs::read_to_string(tutorial).expect("the tutorial"));
    assert!(transcript.contains("EMBARGOED UNTIL 0000-00-00"), "{transcript}");
    let public = tree(&folder.join("public"));
    assert!(!public.is_empty());
    for withheld in ["h4wm", "harbour-archive", "Jane Roe", "SEC-4711"] {
        assert!(!holds(&public, withheld), "{withheld} is public before the embargo ends");
    }
    let preview = tree(&folder.join("preview"));
    assert!(page(&preview, "advisories/EXAMPLE-2031-h4wm/index.html").contains("Update to 2.4.1."));
    for withheld in ["Jane Roe", "SEC-4711", "until the talk"] {
        assert!(!holds(&preview, withheld), "{withheld} would be public");
    }
}

#[test]
fn who_follows_the_readme_has_a_site_that_withholds_what_is_under_embargo() {
    let Followed { folder, transcript, .. } = &follow(&section());
    compare(transcript);

    let public = tree(&folder.join("public"));
    let approved = page(&public, "advisories/EXAMPLE-2025-k3x9/index.html");
    assert!(approved.contains("A long name ends the server") && approved.contains("Update to 1.4.3."));
    assert!(page(&public, "feed.xml").contains("EXAMPLE-2025-k3x9"));
    assert!(!holds(&public, "SEC-1234"), "what stands under private left");
    let content = tree(&folder.join("content"));
    let embargoed = content.keys().find(|key| key.ends_with("-t3qz.md")).expect("the record under embargo");
    assert!(page(&content, embargoed).contains("\nembargo: "));
    for withheld in ["t3qz", "example-unpacker", "an archive writes outside its folder", "CWE-22<"] {
        assert!(!holds(&public, withheld), "{withheld} is public before the embargo ends");
    }
}

#[track_caller]
#[allow(clippy::disallowed_methods, reason = "the switch that writes golden files anew")]
fn compare(transcript: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(TRANSCRIPT, transcript).expect("the transcript");
    }
    let golden = fs::read_to_string(TRANSCRIPT).unwrap_or_default();
    let differs = golden.lines().zip(transcript.lines()).find(|(golden, now)| golden != now);
    let help = "UPDATE_GOLDEN=1 writes it anew";
    assert!(
        golden == transcript,
        "the transcript differs from tests/suite/newcomer.txt, first in {differs:?}; {help}:\n{transcript}"
    );
}

#[test]
fn the_test_does_what_the_readme_says() {
    let followed = steps(
        "Do:\n\n```sh\na\ncd b\n```\n\nFill in `content/x.md`, not `other`:\n\n```markdown\n---\n---\n```\n\nEnd.",
    );
    let told: Vec<String> = followed
        .into_iter()
        .map(|step| match step {
            Step::Run(command) => command,
            Step::Write { path, text } => format!("{path}={text}"),
        })
        .collect();
    assert_eq!(told, ["a", "cd b", "content/x.md=---\n---\n"]);
    assert_eq!(
        normalised("at 2026-11-22T01:02:03Z, EXAMPLE-2026-a2b3: 12 files, 3 errors"),
        "at 0000-00-00T00:00:00Z, EXAMPLE-0000-a2b3: N files, 3 errors\n"
    );
}
