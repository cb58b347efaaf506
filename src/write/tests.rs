//! What must hold whatever goes wrong: the old site is whole, and nothing lies beside it.

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
    files.par_iter().try_for_each(|(path, body)| staging.put(&Passed(path, body.as_bytes())).map(drop))?;
    let mut entries = staging.entries();
    entries.insert(MANIFEST.into());
    let claim =
        serde_json::json!({ "generator": "fanlight", "audience": "clear", "preview": false, "entries": entries });
    staging.put(&Passed(MANIFEST, claim.to_string().as_bytes()))?;
    staging.commit()
}

fn read(out: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(out).into_iter().flatten().filter(|it| it.file_type().is_file());
    let read = files.map(|it| {
        let path = it.path().strip_prefix(out).expect("below").to_string_lossy().into_owned();
        (path, fs::read_to_string(it.path()).expect("text"))
    });
    read.collect()
}

fn code<T>(result: Result<T>) -> &'static str {
    result.err().map_or("fine", |error| error.code())
}

const FIRST: &[(&str, &str)] =
    &[("index.html", "one"), ("advisories/a/index.html", "a"), ("advisories/b/index.html", "b")];

#[test]
fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() {
    let place = Place::new();
    let summary = place.build(FIRST).expect("built");
    assert_eq!((summary.written, summary.unchanged, summary.removed.len()), (4, 0, 0));
    assert_eq!(place.site()["advisories/b/index.html"], "b");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn an_empty_folder_may_be_built_to() {
    let place = Place::new();
    fs::create_dir(place.out()).expect("made");
    place.build(FIRST).expect("built");
    assert_eq!(place.site().len(), 4);
}

#[test]
fn what_did_not_change_stays_the_same_file_and_what_is_no_longer_disclosed_is_gone() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let inode = |path: &str| fs::metadata(place.out().join(path)).map(|it| (it.ino(), it.mtime_nsec())).expect("there");
    let (kept, changed) = (inode("advisories/a/index.html"), inode("index.html"));
    let summary = place.build(&[("index.html", "two"), ("advisories/a/index.html", "a")]).expect("built");
    assert_eq!((summary.written, summary.unchanged), (1, 2));
    assert_eq!(summary.removed, ["advisories/b/index.html"]);
    assert_eq!(inode("advisories/a/index.html"), kept);
    assert_ne!(inode("index.html"), changed);
    assert!(!place.out().join("advisories/b").exists());
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_site_that_did_not_change_is_not_touched_at_all() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let folder = fs::metadata(place.out()).expect("there").ino();
    let summary = place.build(FIRST).expect("built");
    assert_eq!((summary.written, summary.unchanged), (0, 4));
    assert_eq!(fs::metadata(place.out()).expect("there").ino(), folder);
}

#[test]
fn modes_do_not_tell_of_the_machine() {
    let place = Place::new();
    let program = std::env::current_exe().expect("known");
    let run = format!("umask 077; exec '{}' --exact --ignored write::tests::child_builds", program.display());
    let status =
        Command::new("sh").arg("-c").arg(run).env("FANLIGHT_TEST_OUT", place.out()).stdout(Stdio::null()).status();
    assert!(status.expect("ran").success());
    for entry in walkdir::WalkDir::new(place.out()).into_iter().flatten() {
        let mode = entry.metadata().expect("there").permissions().mode() & 0o7777;
        assert_eq!(mode, if entry.file_type().is_dir() { 0o755 } else { 0o644 }, "{}", entry.path().display());
    }
}

#[test]
fn a_file_whose_mode_was_changed_is_written_anew() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    fs::set_permissions(place.out().join("index.html"), fs::Permissions::from_mode(0o600)).expect("set");
    assert_eq!(place.build(FIRST).expect("built").written, 1);
}

#[test]
fn a_link_in_the_old_site_is_neither_followed_nor_kept() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let secret = place.0.path().join("secret");
    fs::write(&secret, "one").expect("written");
    fs::remove_file(place.out().join("index.html")).expect("removed");
    std::os::unix::fs::symlink(&secret, place.out().join("index.html")).expect("linked");
    fs::remove_dir_all(place.out().join("advisories/b")).expect("removed");
    std::os::unix::fs::symlink(place.0.path(), place.out().join("advisories/b")).expect("linked");
    assert_eq!(place.build(FIRST).expect("built").written, 2);
    assert!(fs::symlink_metadata(place.out().join("index.html")).expect("there").is_file());
    assert_eq!(fs::read_to_string(secret).expect("still there"), "one");
}

#[test]
fn a_folder_that_holds_others_files_is_refused() {
    let place = Place::new();
    fs::create_dir(place.out()).expect("made");
    fs::write(place.out().join("thesis.tex"), "years of work").expect("written");
    assert_eq!(code(place.build(FIRST)), "out-not-ours");
    fs::write(place.out().join(MANIFEST), r#"{"generator": "other"}"#).expect("written");
    assert_eq!(code(place.build(FIRST)), "out-not-ours");
    assert_eq!(place.site()["thesis.tex"], "years of work");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_foreign_file_in_our_folder_is_named() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    fs::write(place.out().join(".DS_Store"), "").expect("written");
    fs::write(place.out().join("CNAME"), "security.example.org").expect("written");
    let error = place.build(FIRST).expect_err("refused");
    assert_eq!((error.code(), error.exit_code()), ("out-foreign-entry", 2));
    assert!(error.to_string().contains("\"CNAME\""));
    fs::remove_file(place.out().join("CNAME")).expect("removed");
    place.build(FIRST).expect("a desktop's litter is no obstacle");
}

#[test]
fn a_foreign_file_that_comes_during_the_build_is_not_lost() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"two")).expect("put");
    fs::write(place.out().join("CNAME"), "security.example.org").expect("written");
    assert_eq!(code(staging.commit()), "out-foreign-entry");
    assert_eq!(place.site()["index.html"], "one");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_folder_that_appears_or_vanishes_during_the_build_is_noticed() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"one")).expect("put");
    fs::create_dir(place.out()).expect("made");
    fs::write(place.out().join("other"), "").expect("written");
    assert_eq!(code(staging.commit()), "out-changed");
    fs::remove_dir_all(place.out()).expect("removed");

    place.build(FIRST).expect("built");
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"two")).expect("put");
    fs::remove_dir_all(place.out()).expect("removed");
    assert_eq!(code(staging.commit()), "out-changed");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_folder_made_for_others_is_refused() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let stage = |audience, preview| code(Staging::beside(&place.out(), &MadeFor { audience, preview }, &[]));
    assert_eq!(stage(Tlp::Amber, false), "out-other-audience");
    assert_eq!(stage(Tlp::Clear, true), "out-other-preview");
    assert_eq!(stage(Tlp::Clear, false), "fine");
}

#[test]
fn a_link_a_file_and_the_content_itself_are_refused() {
    let place = Place::new();
    let here = place.0.path();
    let content = here.join("content");
    fs::create_dir_all(content.join("static")).expect("made");
    fs::write(here.join("file"), "").expect("written");
    std::os::unix::fs::symlink(&content, here.join("link")).expect("linked");
    let stage = |out: &str| code(Staging::beside(&here.join(out), &PUBLIC, &[&content]));
    assert_eq!(stage("content"), "out-overlaps");
    assert_eq!(stage("content/static"), "out-overlaps");
    assert_eq!(stage("content/new"), "out-overlaps");
    assert_eq!(stage("link/new"), "out-overlaps");
    assert_eq!(code(Staging::beside(here, &PUBLIC, &[&content])), "out-overlaps");
    assert_eq!(stage("file"), "out-not-a-folder");
    assert_eq!(code(Staging::beside(Path::new("/"), &PUBLIC, &[])), "out-no-name");
    fs::remove_file(here.join("link")).expect("removed");
    fs::create_dir(here.join("elsewhere")).expect("made");
    std::os::unix::fs::symlink(here.join("elsewhere"), here.join("link")).expect("linked");
    assert_eq!(stage("link"), "out-symlink");
    assert_eq!(stage("deep/down/public"), "fine");
}

#[test]
fn a_path_cannot_leave_the_folder() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    for path in ["..", "../a", "a/../b", "/a", "", "a//b", "a/", "./a", "a/.", "a\\b", "a\0b", "a\nb"] {
        assert_eq!(code(staging.put(&Passed(path, b""))), "bad-path", "{path:?}");
    }
    assert_eq!(code(staging.put(&Passed(&"long".repeat(100), b""))), "io");
}

proptest::proptest! {
    #[test]
    fn whatever_its_path_a_file_lands_in_the_folder_or_nowhere(path in "[a-zA-Zä./\\\\\\x00-\\x20]{0,12}") {
        let place = Place::new();
        let staging = place.stage().expect("staged");
        let landed = staging.put(&Passed(&path, b"x")).is_ok();
        drop(landed.then(|| staging.commit().expect("committed")));
        proptest::prop_assert_eq!(place.out().join(&path).is_file() && place.site().len() == 1, landed);
        proptest::prop_assert!(place.beside().is_empty() || !landed);
    }
}

#[test]
fn two_files_of_one_path_are_an_error_and_letter_case_does_not_count() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    let put = |path: &str| code(staging.put(&Passed(path, b"")));
    assert_eq!(put("a/Index.html"), "fine");
    assert_eq!(put("a/index.html"), "same-path");
    assert_eq!(put("A/INDEX.HTML"), "same-path");
    assert_eq!(put("a"), "same-path");
    assert_eq!(put("a/index.html/b"), "same-path");
    assert_eq!(put("größe"), "fine");
    assert_eq!(put("gro\u{308}ße"), "same-path");
    assert_eq!(put("GRÖßE"), "same-path");
    assert_eq!(put("A/other.html"), "fine");
}

#[test]
fn ten_threads_may_make_one_folder() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    let put = |at: usize| staging.put(&Passed(&format!("a/b/c{}/d/{at}", at % 3), b"x"));
    assert!((0..300).into_par_iter().all(|at| matches!(put(at), Ok(Change::Written))));
    assert_eq!(staging.commit().expect("committed").written, 300);
    assert_eq!(place.site().len(), 300);
}

#[test]
fn a_build_that_fails_leaves_the_old_site_and_nothing_else() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let before = place.site();
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"two")).expect("put");
    let mode = fs::metadata(place.0.path().join(".public.fanlight")).expect("there").mode() & 0o7777;
    assert_eq!(mode, 0o700, "readable by its owner alone");
    drop(staging);
    assert_eq!(place.site(), before);
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_second_build_at_once_is_told_so() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let first = place.stage().expect("staged");
    first.put(&Passed("index.html", b"two")).expect("put");
    let error = place.build(FIRST).expect_err("refused");
    assert_eq!((error.code(), error.exit_code()), ("out-busy", 4));
    assert_eq!(code(Staging::beside(&place.0.path().join("other"), &PUBLIC, &[])), "fine");
    first.commit().expect("the first is not disturbed");
    assert_eq!(place.site()["index.html"], "two");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn many_builds_at_once_end_in_one_of_their_sites() {
    let place = Place::new();
    let builds: Vec<_> = std::thread::scope(|scope| {
        let threads = (0..8).map(|_| scope.spawn(|| (0..20).map(|_| code(place.build(FIRST))).collect::<Vec<_>>()));
        threads.collect::<Vec<_>>().into_iter().flat_map(|it| it.join().expect("no panic")).collect()
    });
    assert!(builds.contains(&"fine"));
    assert!(builds.iter().all(|code| ["fine", "out-busy"].contains(code)), "{builds:?}");
    assert_eq!(place.site().len(), 4);
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn what_bears_the_staging_folders_name_and_is_not_ours_is_left_alone() {
    let place = Place::new();
    let staging = place.0.path().join(".public.fanlight");
    fs::create_dir(&staging).expect("made");
    fs::write(staging.join("diary"), "mine").expect("written");
    assert_eq!(code(place.build(FIRST)), "staging-taken");
    assert_eq!(fs::read_to_string(staging.join("diary")).expect("there"), "mine");
    fs::remove_dir_all(&staging).expect("removed");
    std::os::unix::fs::symlink(place.0.path(), &staging).expect("linked");
    assert_eq!(code(place.build(FIRST)), "staging-taken");
}

#[test]
fn a_site_that_was_out_of_the_way_when_a_build_was_killed_is_put_back() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let before = place.site();
    fs::create_dir(place.0.path().join(".public.fanlight")).expect("made");
    fs::rename(place.out(), place.0.path().join(".public.fanlight/old")).expect("moved");
    drop(place.stage().expect("staged"));
    assert_eq!(place.site(), before);
}

#[test]
fn two_renames_serve_where_there_is_no_exchange() {
    let place = Place::new();
    let [new, out, old] = ["new", "public", "old"].map(|name| place.0.path().join(name));
    build(&new, &[("index.html", "two")]).expect("built");
    place.build(FIRST).expect("built");
    super::system::swap_in_two_steps(&new, &out, &old).expect("swapped");
    assert_eq!((place.site().len(), read(&old).len()), (2, 4));
    assert!(super::system::swap_in_two_steps(&new, &out, &place.0.path().join("again")).is_err());
    assert_eq!(place.site().len(), 2, "put back");
}

/// What the killed child does: one site and then the other, for ever. Not a test of its own.
#[test]
#[ignore = "run by other tests, as a child"]
fn child_builds() {
    let Some(out) = std::env::var_os("FANLIGHT_TEST_OUT") else { return };
    let rounds = std::env::var("FANLIGHT_TEST_ROUNDS").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
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

#[test]
fn a_build_killed_at_any_instant_leaves_a_whole_site() {
    let place = Place::new();
    let expected = [0, 1].map(|which| {
        version(which).into_iter().map(|(path, body)| (path, body.to_string())).collect::<BTreeMap<_, _>>()
    });
    place.build(&version(0).iter().map(|(path, body)| (path.as_str(), *body)).collect::<Vec<_>>()).expect("built");
    let mut caught = 0;
    for kill in 0..60u64 {
        let mut child = child(&place.out(), usize::MAX);
        std::thread::sleep(Duration::from_micros(4_000 + kill * 337 % 9_000));
        assert!(child.try_wait().expect("known").is_none(), "the child ended by itself");
        child.kill().expect("killed");
        child.wait().expect("ended");
        let mut site = place.site();
        assert!(site.remove(MANIFEST).is_some());
        assert!(expected.contains(&site), "neither of the two sites whole");
        if let Ok(staging) = fs::metadata(place.0.path().join(".public.fanlight")) {
            caught += 1;
            assert_eq!(staging.mode() & 0o777, 0o700);
        }
    }
    assert!(caught > 0, "no build was caught at work");
    place.build(FIRST).expect("remains are no obstacle");
    assert_eq!(place.beside(), Vec::<String>::new());
}

/// A small file system of its own; nothing where this user may not mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path, options: &str) -> Option<SmallDisk> {
        fs::create_dir_all(at).expect("made");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).stderr(Stdio::null()).status();
        let mounted = mounted.is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("skipped: this user may not mount a tmpfs");
        }
        mounted.then(|| SmallDisk(at.into()))
    }

    fn run(&self, options: &str) {
        assert!(Command::new("mount").args(["-o", options]).arg(&self.0).status().is_ok_and(|it| it.success()));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().ok();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_no_remains() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(&place.0.path().join("disk"), "size=256k") else { return };
    let out = disk.0.join("public");
    build(&out, FIRST).expect("built");
    let before = read(&out);
    let page = "x".repeat(10_000);
    let pages: Vec<_> = (0..50).map(|at| (format!("p/{at}"), page.as_str())).collect();
    let pages: Vec<_> = pages.iter().map(|(path, body)| (path.as_str(), *body)).collect();
    let error = build(&out, &pages).expect_err("no room");
    assert_eq!((error.code(), error.exit_code()), ("io", 4));
    assert!(error.to_string().contains("make room on the disk"), "{error}");
    assert_eq!(read(&out), before);
    assert_eq!(fs::read_dir(&disk.0).expect("readable").count(), 1);
    build(&out, &[("index.html", "two")]).expect("the room is free again");
}

#[test]
fn a_disk_without_permission_to_write_leaves_the_old_site() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(&place.0.path().join("disk"), "size=256k") else { return };
    let out = disk.0.join("public");
    build(&out, FIRST).expect("built");
    disk.run("remount,ro");
    let error = build(&out, &[("index.html", "two")]).expect_err("read-only");
    assert_eq!((error.code(), error.exit_code()), ("io", 4));
    fs::create_dir_all(place.out()).expect("made");
    assert_eq!(read(&out)["index.html"], "one");
}

#[test]
fn a_mount_point_is_refused_before_anything_is_made() {
    let place = Place::new();
    let Some(_disk) = SmallDisk::mount(&place.out(), "size=256k") else { return };
    assert_eq!(code(place.build(FIRST)), "out-mount-point");
}

#[test]
fn a_folder_without_permission_leaves_the_old_site() {
    let place = Place::new();
    fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).expect("set");
    let program = std::env::current_exe().expect("known");
    if rustix::process::geteuid().as_raw() != 0 {
        fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o555)).expect("set");
        assert_eq!(code(place.build(FIRST)), "io");
        return fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).expect("set");
    }
    // Modes don't hold root back, so a child that is nobody tries.
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    command.args(["--exact", "--ignored", "write::tests::child_builds"]).env("FANLIGHT_TEST_OUT", place.out());
    let Ok(output) = command.output() else { return eprintln!("skipped: no setpriv here") };
    let said = String::from_utf8_lossy(&output.stdout);
    if !said.contains("running 1 test") {
        return eprintln!("skipped: nobody can't run the tests' program");
    }
    assert!(
        !output.status.success() && said.contains("error[io]: can't make") && said.contains("must be allowed to write"),
        "{said}"
    );
    assert!(!place.out().exists());
    assert_eq!(place.beside(), Vec::<String>::new());
}
