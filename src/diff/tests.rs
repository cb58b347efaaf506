use super::words::{markdown, plain};
use super::*;
use crate::emit::manifest::describe;
use crate::emit::testing::{advisory, at, page, site, text};
use crate::public::{Site, Withdrawal};
use std::collections::BTreeSet;

fn manifest(site: &Site) -> Manifest {
    describe(site, BTreeSet::new())
}

/// The codes of all objections to a change of the example site.
fn objected(change: impl FnOnce(&mut Site), allowed: &[&str]) -> Vec<&'static str> {
    let (old, mut new) = (site(), site());
    change(&mut new);
    let allowed: Vec<String> = allowed.iter().map(|name| name.to_string()).collect();
    objections(&manifest(&old), &manifest(&new), &allowed).iter().map(Objection::code).collect()
}

#[test]
fn a_site_that_stays_as_it_is_changes_nothing() {
    let changes = compare(&manifest(&site()), &manifest(&site()));
    assert!(changes.is_empty());
    assert_eq!(plain(&changes, &[]), "Nothing would change.\n");
    assert_eq!(objected(|_| (), &[]), Vec::<&str>::new());
}

#[test]
fn a_manifest_reads_back_as_it_was() {
    let made = crate::emit::testing::made(&crate::emit::manifest::manifest(&site(), BTreeSet::new())).1;
    let read = crate::emit::manifest::read(made.as_bytes()).expect("our own manifest");
    assert!(compare(&read, &manifest(&site())).is_empty());
    assert!(crate::emit::manifest::read(b"{}").is_err());
    assert!(crate::emit::manifest::read(made.replace("\"format\": 1", "\"format\": 2").as_bytes()).is_err());
}

#[test]
fn what_is_published_changed_and_removed_is_reported_by_key() {
    let (old, mut new) = (site(), site());
    new.advisories[0].head.summary = Some(text("Words."));
    new.advisories[0].head.tags = vec![];
    new.advisories[0].head.title = text("Another");
    new.advisories.push(advisory("HARBOUR-2026-new1", "A new `one` for @everybody", "2026-03-05T00:00:00Z"));
    new.notices.clear();
    new.pages.push(page("/team/", "Team"));
    let changes = compare(&manifest(&old), &manifest(&new));
    let said = plain(&changes, &[]);
    assert!(said.contains("advisory HARBOUR-2026-new1 A new `one` for @everybody at /advisories/HARBOUR-2026-new1/"));
    assert!(said.contains("HARBOUR-2026-k3x9 Another: changed title; new summary; gone tags"), "{said}");
    assert!(said.contains("the page /team/"));
    assert!(said.contains("Would be removed:\n  notice HARBOUR-2026-n1"), "{said}");
    let said = markdown(&changes, &[]);
    assert!(said.contains("``A new `one` for @everybody``"), "{said}");
}

#[test]
fn a_record_that_vanishes_stops_the_build_unless_it_is_allowed_or_withdrawn() {
    let gone = |site: &mut Site| site.notices.clear();
    // The list of notices goes with the last of them.
    assert_eq!(objected(gone, &[]), ["record-vanished"]);
    assert_eq!(objected(gone, &["HARBOUR-2026-n1"]), Vec::<&str>::new());
    let (mut old, mut new) = (site(), site());
    old.notices[0].head.withdrawn = Some(Withdrawal { at: at("2026-03-01T00:00:00Z"), reason: None });
    new.notices.clear();
    assert!(objections(&manifest(&old), &manifest(&new), &[]).is_empty());
}

#[test]
fn a_page_that_vanishes_stops_the_build_unless_it_is_allowed() {
    let gone = |site: &mut Site| site.pages.clear();
    assert_eq!(objected(gone, &[]), ["page-vanished"]);
    assert_eq!(objected(gone, &["/policy/"]), Vec::<&str>::new());
}

#[test]
fn an_allowance_that_nothing_needs_is_reported() {
    assert_eq!(objected(|_| (), &["HARBOUR-2026-n1"]), ["removal-not-needed"]);
}

#[test]
fn dates_neither_change_nor_go_back() {
    assert_eq!(
        objected(|site| site.advisories[0].head.published = at("2026-03-03T00:00:00Z"), &[]),
        ["published-changed", "modified-unchanged"]
    );
    let earlier = |site: &mut Site| site.advisories[0].head.modified = at("2026-03-01T00:00:00Z");
    assert_eq!(objected(earlier, &[]), ["modified-went-back"]);
}

#[test]
fn a_change_that_modified_does_not_tell_is_warned_of() {
    assert_eq!(objected(|site| site.advisories[0].head.title = text("Another"), &[]), ["modified-unchanged"]);
    let declared = |site: &mut Site| {
        site.advisories[0].head.title = text("Another");
        site.advisories[0].head.modified = at("2026-04-01T00:00:00Z");
    };
    assert_eq!(objected(declared, &[]), Vec::<&str>::new());
    // That another record became public is no edit of this one.
    assert_eq!(objected(|site| site.advisories[0].head.related = vec![text("x")], &[]), Vec::<&str>::new());
}

#[test]
fn another_host_changes_the_ids_of_feeds_and_no_path() {
    assert_eq!(objected(|site| site.settings.url = "https://other.example.org/".into(), &[]), ["feed-ids-changed"]);
    assert_eq!(objected(|site| site.settings.url = "https://security.example.org/a/".into(), &[]), Vec::<&str>::new());
}
