//! The gate itself is tested by breaking it: each rule is switched off, and somebody has to notice.

use super::*;
use crate::private::testing::mutation::Mutation;
use crate::prove::content::Content;
use crate::prove::observe::Observer;
use crate::public::Vocabulary;
use rayon::prelude::*;

/// Who noticed. The audit is asked only where the proof says nothing: it has to build.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caught {
    Prove,
    Audit,
    Nobody,
}

fn catch(mutation: Mutation) -> Caught {
    let site = everything::site();
    site.put(".mutation", mutation.word());
    // The audit stops the site's own build; the proof compares what the gate lets out, whatever the audit says.
    let differs = |it: &Failure| !matches!(it, Failure::Site { .. });
    let differs_from = |reach| site.prove_within(Depth::Model, reach, 0).failures.iter().any(differs);
    // Most are caught from the first viewpoint.
    match () {
        () if differs_from(Reach::First(1)) || differs_from(Reach::First(6)) => Caught::Prove,
        () if audited(&site) => Caught::Audit,
        () => Caught::Nobody,
    }
}

/// Whether the audit lets the site pass neither now nor in announcing what lifts. Pages and feeds are enough of it.
fn audited(site: &Site) -> bool {
    let viewpoint =
        |redactions| crate::prove::viewpoint::Viewpoint { now: now(), audience: crate::public::Tlp::Clear, redactions };
    let mut content = Content::read(&site.content()).unwrap();
    let settings = content.text(std::path::Path::new("site.yaml")).unwrap();
    let settings = format!("{settings}outputs: {{ cards: false, search: false, csaf: false, vex: false }}\n");
    content.put("site.yaml", settings);
    let mut observer = Observer::new(&THEME, public_words, Depth::Files).unwrap();
    observer.observe(&content, &viewpoint(crate::private::Redactions::Omit)).unwrap().code == 3
}

#[test]
fn no_rule_can_be_switched_off_unnoticed() {
    let all: Vec<(Mutation, Caught)> = Mutation::ALL.par_iter().map(|it| (*it, catch(*it))).collect();
    let unnoticed: Vec<_> = all.iter().filter(|(_, by)| *by == Caught::Nobody).map(|(it, _)| it.word()).collect();
    let audited = all.iter().filter(|(_, by)| *by == Caught::Audit).count();
    println!("{} mutations, {audited} of them noticed by the audit alone", all.len());
    assert!(unnoticed.is_empty(), "unnoticed: {unnoticed:?}");
}
