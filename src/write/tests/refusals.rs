//! What is not written to, and which paths are none.

use super::*;

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
