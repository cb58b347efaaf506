//! A door for the fuzzer, which only a build for fuzzing has: a small site made of bytes, through the gate and its twins.

use super::content::write;
use super::engine::{Failure, Request, prove};
use super::observe::{Depth, model};
use super::viewpoints::Reach;
use crate::cli::public_words;
use crate::private::testing::fuzzing::CANARY;
use crate::private::{self, open};
use crate::public::Instant;
use crate::render::Theme;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::load(&BTreeMap::new(), "en").unwrap_or_else(|_| panic!("no theme")));

const SETTINGS: &str = "\
title: Fuzzed
url: https://f.example.org/
report: { contact: [mailto:s@example.org] }
disclosure: { withhold_blocks_with: [\"@Discussion\"] }
";

/// Nothing in it may be known to the world but the tag.
const HELD: &str = "---\nid: Gannetfold-1\ntitle: Gannetfold\npublished: 2026-01-01T00:00:00Z\ntags: [shared, Gannetfold]\n\
                    related: [F-1]\n---\nGannetfold.\n";

/// Parts of the input are divided by lines of `%%`.
pub fn gate(input: &[u8]) {
    let [how, at, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    if text.contains(CANARY) || text.contains("Thornmere") {
        return;
    }
    let mut parts = text.split("\n%%\n");
    let mut part = || parts.next().unwrap_or_default();
    let (body, keys, page, impact) = (planted(part(), *how, *at), part(), part(), part());
    let impact: String = impact.lines().map(|line| format!("  {line}\n")).collect();
    let head = "id: F-1\ntitle: One\npublish: true\npublished: 2026-01-01T00:00:00Z\ntags: [shared, !private \"Gannetfold\"]\n";
    let private = format!(
        "private: {{ a: Gannetfold, b: [Gannetfold] }}\nroot_cause: !private |\n  Gannetfold\nimpact: |\n  One.\n{impact}"
    );
    let record = format!("---\n{head}{private}{keys}\n---\n{body}\n");
    let page = format!("# Page\n\n{}\n\n[one](/incidents/Gannetfold-1/)\n", planted(page, *how >> 2, *at));
    prove_site(
        &[
            ("site.yaml", SETTINGS),
            ("advisories/f.md", &record),
            ("incidents/Gannetfold.md", HELD),
            ("pages/p.md", &page),
        ],
        usize::from(*how),
    );
}

/// With a part that is withheld somewhere in the text.
fn planted(text: &str, how: u8, at: u8) -> String {
    let at = usize::from(at) * text.len() / 256;
    let letter = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let line = text[..letter].rfind('\n').map_or(0, |at| at + 1);
    let (at, part) = match how & 3 {
        0 => (line, "::: private\nGannetfold\n:::\n"),
        1 => (letter, "<!-- Gannetfold -->"),
        2 => (letter, "[Gannetfold]{.private}"),
        _ => (line, "@Discussion: Gannetfold\n\n"),
    };
    format!("{}{part}{}", &text[..at], &text[at..])
}

fn prove_site(files: &[(&str, &str)], turn: usize) {
    let folder = tempfile::tempdir().unwrap_or_else(|_| panic!("no folder"));
    for (path, text) in files {
        write(&folder.path().join(path), text.as_bytes()).unwrap_or_else(|_| panic!("no file"));
    }
    let now = Instant(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default());
    let opened = open(folder.path(), private::Request::at(now));
    for reported in &opened.shown {
        assert!(!reported.to_string().contains(CANARY), "a message tells of what is withheld: {reported}");
    }
    let Some(site) = &opened.site else { return };
    let files = model(site);
    let tells =
        |(path, bytes): (&String, &Vec<u8>)| path.contains(CANARY) || String::from_utf8_lossy(bytes).contains(CANARY);
    assert!(!files.iter().any(tells), "what is withheld came out");
    let depth = if turn.is_multiple_of(16) { Depth::Files } else { Depth::Model };
    proved(folder.path(), now, depth, turn);
}

fn proved(content: &Path, now: Instant, depth: Depth, turn: usize) {
    let request = Request {
        content,
        now,
        audience: None,
        theme: &THEME,
        words: public_words,
        surroundings: None,
        depth,
        reach: Reach::Sample { most: 1, turn },
        controls: 0,
        progress: &|_, _, _| {},
    };
    let Ok(Some(proof)) = prove(&request) else { return };
    for failure in &proof.failures {
        match failure {
            Failure::Differs { twin, part, .. } => {
                panic!("{} comes out otherwise, by {}", twin.name(), part.as_ref().map_or("", |part| part.rule.name()))
            }
            Failure::Twin { twin, part, why, .. } => {
                panic!(
                    "{} doesn't build, by {}: {why:?}",
                    twin.name(),
                    part.as_ref().map_or("", |part| part.rule.name())
                )
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_fuzzer_found_stays_found() {
        crate::seeds::feed("gate", gate);
    }
}
