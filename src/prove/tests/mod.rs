//! Tests of the proof, and by it of the gate.

mod corpus;
mod everything;
mod failing;
mod generated;
mod mutations;
mod plans;
mod regressions;
mod rules;

use super::content::write;
use super::*;
use crate::cli::public_words;
use crate::public::Instant;
use crate::render::Theme;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tempfile::TempDir;

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::load(&BTreeMap::new(), "en").unwrap_or_else(|_| panic!("no theme")));

/// Files in a folder of their own.
pub struct Site(TempDir);

impl Site {
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        std::fs::create_dir(site.content()).unwrap();
        files.into_iter().for_each(|(path, text)| site.put(path, text));
        site
    }

    pub fn put(&self, path: &str, text: &str) {
        write(&self.content().join(path), text.as_bytes()).unwrap();
    }

    pub fn content(&self) -> std::path::PathBuf {
        self.0.path().join("content")
    }

    pub fn prove(&self, depth: Depth) -> Proof {
        self.prove_within(depth, Reach::All, 24)
    }

    pub fn prove_from(&self, depth: Depth, most: usize) -> Proof {
        self.prove_within(depth, Reach::First(most), 24)
    }

    pub fn prove_within(&self, depth: Depth, reach: Reach, controls: usize) -> Proof {
        let request = Request {
            content: &self.content(),
            now: now(),
            audience: None,
            theme: &THEME,
            words: public_words,
            surroundings: None,
            depth,
            reach,
            controls,
            progress: &|_, _, _| {},
        };
        prove(&request).unwrap().expect("site.yaml can be read")
    }
}

pub fn now() -> Instant {
    viewpoint::instant("2026-11-21T12:00:00Z").unwrap()
}

/// What went wrong, for a test's message.
pub fn tell(proof: &Proof) -> String {
    let failures = proof.failures.iter().map(|failure| match failure {
        Failure::Differs { twin, viewpoint, difference, part } => {
            format!("{twin:?} from {viewpoint:?}: {difference:?} by {part:?}")
        }
        Failure::Twin { twin, viewpoint, part, why } => format!("{twin:?} from {viewpoint:?} by {part:?}: {why:#?}"),
        Failure::Site { viewpoint, why } => format!("site from {viewpoint:?}: {why:#?}"),
        Failure::Surroundings { variation, difference } => format!("{variation:?}: {difference:?}"),
        Failure::Unread(path) => format!("unread {}", path.display()),
        Failure::NeverVaried { rule, used } => format!("never varied: {rule:?}, used {used}"),
        Failure::Void(path) => format!("void {}", path.display()),
        Failure::Unnoticed(path) => format!("unnoticed {}", path.display()),
    });
    failures.collect::<Vec<_>>().join("\n")
}
