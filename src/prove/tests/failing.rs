//! That the proof fails where it should, and says where from.

use super::*;
use crate::private::testing::mutation::Mutation;
use crate::public::Vocabulary;

#[test]
fn a_difference_is_reported_by_the_record_the_key_and_the_line_that_it_came_from() {
    let site = everything::site();
    site.put(".mutation", Mutation::Span.word());
    let proof = site.prove_from(Depth::Model, 6);
    let part = proof.failures.iter().find_map(|failure| match failure {
        Failure::Differs { twin: Twin::Erased, part: Some(part), .. } => Some(part.clone()),
        _ => None,
    });
    let part = part.expect("a difference with its part");
    assert!(matches!(part.rule, Rule::Span(_)), "{part:?}");
    assert_eq!((part.file.to_str(), part.line), (Some("../team/advisories/SMALL-21/index.md"), 11));
}

#[test]
fn a_difference_is_reported_by_file_and_offset() {
    let site = everything::site();
    site.put(".mutation", Mutation::Div.word());
    let proof = site.prove_from(Depth::Model, 6);
    let bytes = proof.failures.iter().any(|failure| {
        matches!(failure, Failure::Differs { difference: Difference::Bytes { offset, .. }, .. } if *offset > 0)
    });
    assert!(bytes, "{}", tell(&proof));
}

#[test]
fn a_change_of_what_is_disclosed_shows() {
    let proof = everything::site().prove_from(Depth::Files, 2);
    assert_eq!(proof.controls.changed, 8);
    assert!(proof.controls.unnoticed.is_empty());
}

#[test]
fn a_site_that_does_not_build_is_not_proved() {
    let site = everything::site();
    site.put("pages/broken.md", "# Broken\n\n::: private\nno end\n");
    let proof = site.prove_from(Depth::Model, 6);
    assert!(proof.failures.iter().any(|failure| matches!(failure, Failure::Site { .. })), "{}", tell(&proof));
}
