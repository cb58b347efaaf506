//! The gate itself is tested by breaking it: each rule is switched off, and somebody has to notice.

use super::*;
use crate::private::mutation::Mutation;
use crate::public::Vocabulary;
use std::fmt::Write;

/// Who noticed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Caught {
    prove: bool,
    audit: bool,
}

fn catch(mutation: Mutation) -> Caught {
    let site = everything::site();
    site.put(".mutation", mutation.word());
    // The audit stops the site's own build; the proof compares what the gate lets out, whatever the audit says.
    let own = site.prove_from(Depth::Model, 6);
    let differs = |it: &Failure| !matches!(it, Failure::Site { .. });
    Caught { prove: own.failures.iter().any(differs), audit: audited(&site) }
}

/// Whether the audit lets the site pass neither now nor in announcing what lifts.
fn audited(site: &Site) -> bool {
    let standpoint = |redactions| crate::prove::standpoint::Standpoint {
        now: now(),
        audience: crate::public::Tlp::Clear,
        redactions,
    };
    let content = crate::prove::content::Content::read(&site.content()).unwrap();
    let mut observer = crate::prove::observe::Observer::new(&THEME, public_words, Depth::Files).unwrap();
    observer.observe(&content, &standpoint(crate::private::Redactions::Omit)).unwrap().code == 3
}

#[test]
fn no_rule_can_be_switched_off_unnoticed() {
    let mut table = String::new();
    let mut unnoticed = Vec::new();
    for mutation in Mutation::ALL.iter().copied() {
        let Caught { prove, audit } = catch(mutation);
        let mark = |caught| if caught { "caught" } else { "-" };
        writeln!(table, "{:<20} prove {:<8} audit {}", mutation.word(), mark(prove), mark(audit)).unwrap();
        if !prove && !audit {
            unnoticed.push(mutation.word());
        }
    }
    println!("{table}");
    assert!(unnoticed.is_empty(), "unnoticed: {unnoticed:?}\n{table}");
}
