//! Canaries in every place that can be withheld: none sings in an output, a path or a printed line.

use super::harness::{Run, Site, Tree};
use super::plots::{self, Fill, Plot, WITH};
use aho_corasick::AhoCorasick;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// Where a canary is, in any form that a program writes.
fn found(tree: &Tree, words: &str, canaries: &[String]) -> Option<String> {
    let all: Vec<String> = canaries.iter().flat_map(|canary| [forms(canary), base64(canary)].concat()).collect();
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(&all).expect("an automaton");
    let hit = |place: &str, text: &[u8]| Some(format!("{} in {place}", &all[search.find(text)?.pattern().as_usize()]));
    let printed = hit("printed words", words.as_bytes());
    let mut files = tree.iter();
    printed.or_else(|| files.find_map(|(path, file)| hit("a path", path.as_bytes()).or_else(|| hit(path, &file.bytes))))
}

/// As written, backwards, percent-encoded, as hexadecimal and as entities; in lower case.
fn forms(canary: &str) -> Vec<String> {
    let each = |form: fn(u8) -> String| canary.bytes().map(form).collect::<String>();
    vec![
        canary.to_lowercase(),
        canary.to_lowercase().chars().rev().collect(),
        each(|byte| format!("%{byte:02x}")),
        each(|byte| format!("{byte:02x}")),
        each(|byte| format!("&#x{byte:x};")),
        each(|byte| format!("&#{byte};")),
        each(|byte| format!("\\u{byte:04x}")),
    ]
}

/// In base64 at each of the three alignments, without the characters that neighbours share.
fn base64(canary: &str) -> Vec<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encode = |shift: usize| {
        let bits: Vec<bool> =
            canary.bytes().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
        let skip = [0, 4, 2][shift];
        let letters = bits[skip..].chunks_exact(6).map(|bits| {
            let value = bits.iter().fold(0, |value, &bit| value << 1 | usize::from(bit));
            LETTERS[value] as char
        });
        letters.collect::<String>()
    };
    (0..3).map(encode).collect()
}

fn sings(site: &Site, canaries: &[String]) -> (Run, Option<String>) {
    let run = site.build();
    let found = found(&run.tree, &run.words, canaries);
    (run, found)
}

#[test]
fn the_search_finds_what_it_is_to_find() {
    let tree = |text: &str| Tree::from([("a.html".to_owned(), super::harness::File { bytes: text.into(), mode: 0 })]);
    let canaries = ["zqabcd1234".to_owned()];
    for text in
        ["x ZqAbCd1234 y", "%7A%71%61%62%63%64%31%32%33%34", "enFhYmNkMTIzNA==", "eHpxYWJjZDEyMzQ=", "eHh6cWFiY2QxMjM0"]
    {
        assert!(found(&tree(text), "", &canaries).is_some(), "{text}");
    }
    assert!(found(&tree("zqabcd 1234"), "", &canaries).is_none());
    assert!(found(&Tree::new(), "ZQABCD1234", &canaries).is_some());
    assert!(found(&Tree::from([("zqabcd1234/".into(), tree("")["a.html"].clone())]), "", &canaries).is_some());
}

/// What is wrong with a plot; `None`: it builds, and no canary sings.
fn fault(plot: &Plot) -> Option<String> {
    let (site, canaries) = plot.write(WITH);
    let (run, found) = sings(&site, &canaries);
    let fine = run.code == 0 && found.is_none();
    (!fine).then(|| format!("{found:?}\n{}\n{}", run.words, site.check().words))
}

#[test]
fn no_place_that_can_be_withheld_lets_its_canary_out() {
    for plot in plots::together() {
        let Some(all) = fault(&plot) else { continue };
        let alone: Vec<String> =
            plots::apart(&plot).iter().filter_map(|it| Some(format!("{it:?} {}", fault(it)?))).collect();
        panic!("together: {all}\nalone: {}", alone.join("\n"));
    }
}

proptest! {
    #![proptest_config(Config { cases: plots::cases(200), failure_persistence: None, max_shrink_iters: 400, ..Config::default() })]

    #[test]
    fn no_site_lets_a_canary_out(plot in plots::plots()) {
        let (site, canaries) = plot.write(WITH);
        let (run, found) = sings(&site, &canaries);
        prop_assert_eq!(run.code, 0, "{}", run.words);
        prop_assert_eq!(found, None);
    }
}

proptest! {
    #![proptest_config(Config { cases: plots::cases(40), failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_site_that_never_had_them_has_none_either(plot in plots::plots()) {
        let (site, canaries) = plot.write(Fill { erased: true, ..WITH });
        let (run, found) = sings(&site, &canaries);
        prop_assert_eq!(run.code, 0, "{}", run.words);
        prop_assert_eq!(found, None);
    }
}
