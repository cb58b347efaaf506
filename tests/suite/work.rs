//! What a build makes, counted in files and bytes, not in time: it grows with what is read and no faster, and no page repeats what
//! another has.

use super::harness::{Run, Site, record};

/// So many advisories: of a package and with a tag of its own each, or all of one.
fn site(records: usize, own: bool) -> Site {
    let site = Site::new().settings("outputs: { cards: false }");
    for at in 0..records {
        let which = if own { at } else { 0 };
        let affected = format!(
            "affected:\n  - package: pkg:npm/harbour-{which}\n    ranges: [{{ type: SEMVER, events: [{{ introduced: 1.0.0 }}, {{ fixed: 1.{at}.1 }}] }}]"
        );
        let keys = format!("severity: high\naliases: [CVE-2024-{}]\ntags: [tag{which}]\n{affected}", 10_000 + at);
        site.write(&format!("advisories/EX-{at}.md"), record(&keys, &"Words of a body, of some length. ".repeat(20)));
    }
    site
}

fn bytes(run: &Run) -> usize {
    run.tree.values().map(|file| file.bytes.len()).sum()
}

#[test]
fn twice_the_records_make_at_most_twice_the_site() {
    for own in [true, false] {
        let [few, many] = [60, 120].map(|records| site(records, own).build().fine());
        let (files, more) = (few.tree.len(), many.tree.len());
        assert!(more <= files * 2, "packages of their own: {own}; {files} files, then {more}");
        let (length, longer) = (bytes(&few), bytes(&many));
        assert!(longer <= length * 2, "packages of their own: {own}; {length} bytes, then {longer}");
    }
}

#[test]
fn a_page_of_few_words_is_small() {
    let run = site(3, false).build().fine();
    let page = run.page("advisories/EX-1/index.html");
    // Scripts, styles and what they say are files of their own.
    assert!(page.len() < 12_000, "{} bytes", page.len());
}
