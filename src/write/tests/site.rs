//! What becomes of files, folders and modes.

use super::*;

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
    let inode = |path: &str| {
        fs::metadata(place.out().join(path)).map(|metadata| (metadata.ino(), metadata.mtime_nsec())).expect("there")
    };
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
fn ten_threads_may_make_one_folder() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    let put = |at: usize| staging.put(&Passed(&format!("a/b/c{}/d/{at}", at % 3), b"x"));
    assert!((0..300).into_par_iter().all(|at| matches!(put(at), Ok(Change::Written))));
    assert_eq!(staging.commit().expect("committed").written, 300);
    assert_eq!(place.site().len(), 300);
}
