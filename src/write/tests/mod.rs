//! What must hold whatever goes wrong: the old site is whole, and nothing lies beside it.

mod faults;
mod note;
mod refusals;
mod site;

use super::{Change, Cleared, MANIFEST, MadeFor, Result, Staging, Summary};
use crate::public::Tlp;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PUBLIC: MadeFor = MadeFor { audience: Tlp::Clear, preview: false };

/// Stands for what the audit let pass.
struct Passed<'a>(&'a str, &'a [u8]);

impl Cleared for Passed<'_> {
    fn path(&self) -> &str {
        self.0
    }
    fn bytes(&self) -> &[u8] {
        self.1
    }
}

/// A place for one test, with `public` in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().expect("a folder for tests"))
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn stage(&self) -> Result<Staging> {
        Staging::beside(&self.out(), &PUBLIC, &[])
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Summary> {
        build(&self.out(), files)
    }

    /// Everything in the output folder, by path.
    fn site(&self) -> BTreeMap<String, String> {
        read(&self.out())
    }

    /// The names beside the output folder.
    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).expect("readable").flatten().map(|it| it.file_name());
        names.filter(|name| name != "public").map(|name| name.to_string_lossy().into_owned()).collect()
    }
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<Summary> {
    let staging = Staging::beside(out, &PUBLIC, &[])?;
    fill(&staging, files)?;
    staging.commit()
}

fn fill(staging: &Staging, files: &[(&str, &str)]) -> Result<()> {
    files.par_iter().try_for_each(|(path, body)| staging.put(&Passed(path, body.as_bytes())).map(drop))?;
    let mut entries = staging.entries();
    entries.insert(MANIFEST.into());
    let claim =
        serde_json::json!({ "generator": "fanlight", "audience": "clear", "preview": false, "entries": entries });
    staging.put(&Passed(MANIFEST, claim.to_string().as_bytes())).map(drop)
}

fn read(out: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(out).into_iter().flatten().filter(|it| it.file_type().is_file());
    let read = files.map(|file| {
        let path = file.path().strip_prefix(out).expect("below").to_string_lossy().into_owned();
        (path, fs::read_to_string(file.path()).expect("text"))
    });
    read.collect()
}

fn code<T>(result: Result<T>) -> &'static str {
    result.err().map_or("fine", |error| error.code())
}

const FIRST: &[(&str, &str)] =
    &[("index.html", "one"), ("advisories/a/index.html", "a"), ("advisories/b/index.html", "b")];

/// What the killed child does: one site and then the other, for ever. Not a test of its own.
#[test]
#[ignore = "run by other tests, as a child"]
fn child_builds() {
    let Some(out) = std::env::var_os("FANLIGHT_TEST_OUT") else { return };
    let rounds = std::env::var("FANLIGHT_TEST_ROUNDS").ok().and_then(|var| var.parse().ok()).unwrap_or(1);
    for round in 0..rounds {
        build(
            Path::new(&out),
            &version(round % 2).iter().map(|(path, body)| (path.as_str(), *body)).collect::<Vec<_>>(),
        )
        .unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Two sites that have half of their files in common.
fn version(which: usize) -> Vec<(String, &'static str)> {
    let body = ["even", "odd"][which];
    (0..40).map(|at| (format!("r/{at}/index.html"), if at % 2 == 0 { "same" } else { body })).collect()
}

fn child(out: &Path, rounds: usize) -> Child {
    let program = std::env::current_exe().expect("known");
    let mut command = Command::new(program);
    command.args(["--exact", "--ignored", "write::tests::child_builds"]).env("FANLIGHT_TEST_OUT", out);
    command.env("FANLIGHT_TEST_ROUNDS", rounds.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("started")
}
